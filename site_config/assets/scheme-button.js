// The button that goes through the colour schemes: as the system has it, light, dark.
const KEY = "paperdex-scheme";
const SCHEMES = { system: "◐", light: "☀", dark: "☾" };

export function startScheme(button) {
  const show = (scheme) => {
    button.textContent = SCHEMES[scheme];
    button.title = `Colour scheme: ${scheme}`;
    button.setAttribute("aria-label", button.title);
  };
  let scheme = document.documentElement.dataset.scheme ?? "system";
  show(scheme);
  button.hidden = false;
  button.addEventListener("click", () => {
    const names = Object.keys(SCHEMES);
    scheme = names[(names.indexOf(scheme) + 1) % names.length];
    if (scheme === "system") {
      delete document.documentElement.dataset.scheme;
      localStorage.removeItem(KEY);
    } else {
      document.documentElement.dataset.scheme = scheme;
      localStorage.setItem(KEY, scheme);
    }
    show(scheme);
  });
}
