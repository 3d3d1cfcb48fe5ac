// Results as the entries that every list has, with the words of the query marked and where they were found.
import { terms } from "./tokens.js";
import { strings } from "../strings.js";

const PLACES = [
  [1, "title"],
  [2, "author"],
  [4, "label"],
  [8, "abstract"],
];

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// What an element says, formulas in plain characters.
export function textOf(node) {
  const copy = node.cloneNode(true);
  for (const formula of copy.querySelectorAll("math[alttext]")) formula.replaceWith(formula.getAttribute("alttext"));
  return copy.textContent.trim();
}

export function paperAddress(root, id) {
  return new URL(`papers/${id}/`, root).pathname;
}

export function entry(paper, result, words, root) {
  const title = element("h2", { className: "paper" }, element("a", { href: paperAddress(root, paper.id) }, ...marked(paper.title, words)));
  const block = element("article", { className: "result", id: `result-${paper.id}` }, title, element("p", { className: "byline", textContent: paper.byline }));
  if (paper.lead) block.append(element("p", { className: "lead" }, ...marked(paper.lead, words)));
  const places = PLACES.filter(([mark]) => result.fields & mark).map(([, name]) => strings.places[name]);
  if (places.length) block.append(element("p", { className: "matched", textContent: strings.matchedIn(places) }));
  return block;
}

// The text in pieces, those that match a word of the query as <mark>.
export function marked(text, words) {
  if (!words.length) return [text];
  return text.split(/([\p{L}\p{N}\p{M}]+)/u).map((piece) => {
    const isHit = piece && terms(piece).some((term) => words.some((word) => term === word || (word.length > 2 && term.startsWith(word))));
    return isHit ? element("mark", { textContent: piece }) : piece;
  });
}
