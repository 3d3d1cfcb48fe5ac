// A button beside each block of BibTeX that copies it.
import { strings } from "./strings.js";

const SHOWN = 2000; // milliseconds for which the button says that it has copied

export function startCopying(figures) {
  if (!navigator.clipboard) return;
  for (const figure of figures) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button copy", textContent: strings.copy });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(figure.querySelector("pre").textContent);
      button.textContent = strings.copied;
      setTimeout(() => (button.textContent = strings.copy), SHOWN);
    });
    button.ariaLive = "polite";
    figure.append(button);
  }
}
