// The star beside every paper, the word that says it was read, and what a paper's own page offers: star, read, note.
import { element, textOf } from "../search/results.js";
import { strings } from "../strings.js";
import { isPaperId } from "./store.js";

const WAIT = 400; // milliseconds without a key before a note is kept
const STAR = "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z";
const words = strings.library;

export function startStars(library, root, place = document) {
  for (const entry of place.querySelectorAll("article")) {
    const link = entry.querySelector("h2 a, h3 a");
    const id = link && paperId(link.href, root);
    if (!id || entry.querySelector(".star")) continue;
    const byline = entry.querySelector(".byline, :is(h2, h3) + p");
    const shown = { title: textOf(link), byline: byline?.textContent ?? "" };
    entry.append(starButton(library, id, () => shown));
    byline?.prepend(readMark(library, id, entry));
  }
}

function readMark(library, id, entry) {
  const mark = element("span", { className: "was-read" });
  return whileShown(mark, library, () => {
    const { read } = library.get(id);
    mark.textContent = read ? `${words.read} · ` : "";
    entry.classList.toggle("read", read);
  });
}

export function paperId(address, root) {
  const path = new URL(address).pathname;
  const id = path.startsWith(`${root.pathname}papers/`) ? path.slice(root.pathname.length + "papers/".length).replace(/\/$/, "") : "";
  return isPaperId(id) ? id : null;
}

export function starButton(library, id, shown) {
  const button = element("button", { type: "button", className: "star" }, star());
  const show = () => {
    const { starred } = library.get(id);
    button.setAttribute("aria-pressed", String(starred));
    button.setAttribute("aria-label", words.star(shown().title));
    button.title = starred ? words.starred : words.unstarred;
  };
  button.addEventListener("click", () => library.change(id, { ...shown(), starred: !library.get(id).starred }));
  whileShown(button, library, show);
  return button;
}

export function readButton(library, id, shown) {
  const button = element("button", { type: "button", className: "button read" });
  const show = () => {
    const { read } = library.get(id);
    button.setAttribute("aria-pressed", String(read));
    button.textContent = read ? words.read : words.unread;
  };
  button.addEventListener("click", () => library.change(id, { ...shown(), read: !library.get(id).read }));
  whileShown(button, library, show);
  return button;
}

export function noteField(library, id, shown) {
  const field = element("textarea", { rows: 3, ariaLabel: words.noteOn(shown().title), placeholder: words.notePlaceholder });
  let timer = 0;
  const keep = () => {
    clearTimeout(timer);
    timer = 0;
    if (field.value !== library.get(id).note) library.change(id, { ...shown(), note: field.value });
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  });
  field.addEventListener("blur", keep);
  addEventListener("pagehide", keep);
  whileShown(field, library, () => {
    // What is being typed is not taken away by another tab.
    if (!timer) field.value = library.get(id).note;
  });
  return field;
}

export function startPaper(library, root) {
  const buttons = document.querySelector(".paper .buttons");
  const id = paperId(location.href, root);
  if (!buttons || !id) return;
  const shown = () => shownOf(document);
  const text = element("span", { textContent: words.keep });
  const starIt = starButton(library, id, shown);
  starIt.append(text);
  const note = element("details", { open: library.get(id).note !== "" }, element("summary", { textContent: words.note }), noteField(library, id, shown));
  buttons.after(element("div", { className: "shelf" }, starIt, readButton(library, id, shown), note, notice(library)));
}

// Says it where the browser refuses to keep anything.
export function notice(library) {
  const line = element("p", { className: "unkept", role: "status" });
  whileShown(line, library, () => (line.textContent = library.isKept ? "" : words.notKept));
  return line;
}

// Title and byline of the paper that a page is of.
export function shownOf(page) {
  const who = page.querySelector(".about .who summary")?.firstChild ?? page.querySelector(".about .who");
  const parts = [who, page.querySelector(".about .when")].map((part) => part?.textContent.trim().slice(0, 200));
  return { title: textOf(page.querySelector("h1")), byline: parts.filter(Boolean).join(" · ") };
}

function whileShown(node, library, show) {
  const listener = () => show();
  library.addEventListener("change", listener);
  show();
  return node;
}

function star() {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  Object.entries({ viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": true }).forEach(([name, value]) => icon.setAttribute(name, value));
  path.setAttribute("d", STAR);
  icon.append(path);
  return icon;
}
