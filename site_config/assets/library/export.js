// Any list of papers as one file, made in the browser of the files that lie beside each paper.
import { element } from "../search/results.js";
import { strings } from "../strings.js";
import { cslItem } from "./csl.js";
import { csvTable } from "./csv.js";
import { readRecord } from "./reference.js";

const AT_ONCE = 8; // requests
export const MOST = 500; // papers; for more there are the files of the whole index
const words = strings.exports;

// Put in here by generator/paperdex/pages/scripts.py, of the table in generator/paperdex/export_formats.py.
const FORMATS = {} // export formats
// Formats that are more than the files beside the papers one after another, made of their records as generator/paperdex/pages/exports does it.
const MADE = {
  "csl-json": (papers) => `${JSON.stringify(papers.map(cslItem), null, 2)}\n`,
  csv: csvTable,
};

// A row of buttons; `ids` answers which papers, in order, when one is pressed.
export function exportRow(root, name, ids) {
  const status = element("span", { role: "status" });
  const offered = Object.entries(FORMATS).filter(([format, { between }]) => between != null || format in MADE);
  const buttons = offered.map(([format, { label }]) => {
    const button = element("button", { type: "button", className: "button", textContent: label });
    button.addEventListener("click", async () => {
      button.disabled = true;
      status.textContent = words.working;
      status.textContent = await run(root, await ids(), format, name).catch((error) => words.failed(error.message));
      button.disabled = false;
      button.focus();
    });
    return button;
  });
  return element("div", { className: "export", role: "group", ariaLabel: words.export }, element("span", { textContent: words.export }), ...buttons, status);
}

async function run(root, ids, format, name) {
  const { ending, type, between } = FORMATS[format];
  const make = MADE[format];
  if (!ids.length) return words.nothing;
  if (ids.length > MOST) return words.tooMany(MOST);
  const { texts, missing } = await files(root, ids, make ? ".json" : `.${ending}`);
  if (texts.length) save(`${name}.${ending}`, type, make ? make(texts.map(readRecord)) : texts.join(between));
  return missing.length ? words.missing(missing) : words.done(texts.length);
}

// What lies at the addresses of some papers with the same ending, in order, and the ids of those that could not be loaded.
export async function files(root, ids, ending) {
  const found = new Array(ids.length).fill(null);
  let next = 0;
  const load = async () => {
    while (next < ids.length) {
      const at = next++;
      const response = await fetch(new URL(`papers/${ids[at]}${ending}`, root)).catch(() => null);
      if (response?.ok) found[at] = await response.text();
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, ids.length) }, load));
  return { texts: found.filter((text) => text !== null), missing: ids.filter((_, at) => found[at] === null) };
}

export function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
