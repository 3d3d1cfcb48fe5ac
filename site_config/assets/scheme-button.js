// The button that goes through the colour schemes: as the system has it, light, dark.
import { strings } from "./strings.js";

const KEY = "paperdex-scheme";
const ICONS = {
  system: "M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 0 0 0-15z M10 3.5a6.5 6.5 0 0 1 0 13z",
  light: "M10 6.25a3.75 3.75 0 1 0 0 7.5a3.75 3.75 0 0 0 0-7.5z M10 1v2 M10 17v2 M1 10h2 M17 10h2 M3.6 3.6l1.5 1.5 M14.9 14.9l1.5 1.5 M3.6 16.4l1.5-1.5 M14.9 5.1l1.5-1.5",
  dark: "M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z",
};
const SCHEMES = Object.keys(ICONS);

// Without scripts there is no choice, so there is no button in the pages.
export function startScheme(place) {
  const root = document.documentElement;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "scheme" });
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  Object.entries({ viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": true }).forEach(([name, value]) => icon.setAttribute(name, value));
  icon.append(path);
  button.append(icon);
  const show = (scheme) => {
    path.setAttribute("d", ICONS[scheme]);
    path.classList.toggle("half", scheme === "system");
    button.title = strings.schemes[scheme];
    button.setAttribute("aria-label", button.title);
  };
  show(root.dataset.scheme ?? "system");
  place.append(button);
  button.addEventListener("click", () => {
    const scheme = SCHEMES[(SCHEMES.indexOf(root.dataset.scheme ?? "system") + 1) % SCHEMES.length];
    if (scheme === "system") delete root.dataset.scheme;
    else root.dataset.scheme = scheme;
    remember(scheme);
    show(scheme);
  });
}

function remember(scheme) {
  try {
    if (scheme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, scheme);
  } catch {
    // Storage is forbidden here: the choice holds for this page.
  }
}
