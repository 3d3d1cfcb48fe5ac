// A fold that offers what is shown in the formats of export.js, which is loaded when the fold is opened.
import { element } from "../search/results.js";
import { strings } from "../strings.js";

// `ids` answers which papers, in order, when a format is chosen.
export function exporting(root, ids) {
  const fold = element("details", { className: "exporting" }, element("summary", { textContent: strings.exports.export }));
  const fill = async () => {
    const { exportRow } = await import("./export.js");
    fold.append(exportRow(root, "papers", ids));
  };
  fold.addEventListener("toggle", fill, { once: true });
  return fold;
}
