// A button below the BibTeX that copies it.
import { strings } from "./strings.js";

const SHOWN = 2000; // milliseconds for which the button says that it has copied

export function startCopying(row, source) {
  if (!row || !navigator.clipboard) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button copy", textContent: strings.copy, ariaLive: "polite" });
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = strings.copied;
    setTimeout(() => (button.textContent = strings.copy), SHOWN);
  });
  row.prepend(button);
}
