// A button that copies a text of the page.
import { strings } from "./strings.js";

const SHOWN = 2000; // milliseconds for which the button says that it has copied

export function startCopying(row, source, label) {
  if (!row || !source || !navigator.clipboard) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button copy", textContent: label, ariaLive: "polite" });
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = strings.copied;
    setTimeout(() => (button.textContent = label), SHOWN);
  });
  row.prepend(button);
}
