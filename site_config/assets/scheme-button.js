// The button that goes through the colour schemes: as the system has it, light, dark.
import { strings } from "./strings.js";

const KEY = "paperdex-scheme";
const SCHEMES = ["system", "light", "dark"];

export function startScheme(button) {
  const root = document.documentElement;
  const show = (scheme) => {
    button.title = strings.schemes[scheme];
    button.setAttribute("aria-label", button.title);
  };
  show(root.dataset.scheme ?? "system");
  button.hidden = false;
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
