// The page of the library: what is kept, with notes; a shared selection; files in and out.
import { element, paperAddress } from "../search/results.js";
import { strings } from "../strings.js";
import { exportRow, files, save } from "./export.js";
import { noteField, notice, readButton, shownOf, starButton, startStars } from "./stars.js";
import { isPaperId, parseLibrary } from "./store.js";

const SORTS = {
  added: () => 0,
  changed: ([, one], [, other]) => other.changed.localeCompare(one.changed),
  title: ([, one], [, other]) => one.title.localeCompare(other.title),
};
const words = strings.library;

export async function startLibraryPage(place, library, root) {
  const page = element("div", { className: "library-page" });
  place.replaceWith(page);
  const show = async () => page.replaceChildren(...(await (sharedIds() ? shared(sharedIds(), library, root) : own(library, root))));
  addEventListener("hashchange", show);
  await show();
}

function sharedIds() {
  const listed = new URLSearchParams(location.hash.slice(1)).get("ids");
  return listed === null ? null : [...new Set(listed.split(",").filter(isPaperId))];
}

function own(library, root) {
  const chosen = new Set();
  const status = element("p", { className: "counts", role: "status" });
  const list = element("div", { className: "entries" });
  const sorting = element("select", { name: "sort", ariaLabel: strings.sort });
  for (const [value, label] of Object.entries(words.sorts)) sorting.append(element("option", { value, textContent: label }));
  const rows = new Map();
  const kept = () => [...library.papers()].filter(([, { starred, note }]) => starred || note);
  const ids = () => (chosen.size ? [...rows.keys()].filter((id) => chosen.has(id)) : [...rows.keys()]);

  function row(id) {
    const shown = () => {
      const { title, byline } = library.get(id);
      return { title: title || id, byline };
    };
    const box = element("input", { type: "checkbox", ariaLabel: words.choose(shown().title) });
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(id);
      else chosen.delete(id);
      count();
    });
    const title = element("h2", { className: "paper" }, element("label", { className: "choice" }, box), element("a", { href: paperAddress(root, id), textContent: shown().title }));
    const tools = element("div", { className: "shelf" }, readButton(library, id, shown), noteField(library, id, shown));
    return element("article", { className: "kept", id: `kept-${id}` }, title, element("p", { className: "byline", textContent: shown().byline }), tools, starButton(library, id, shown));
  }

  function count() {
    const papers = kept();
    const read = papers.filter(([, entry]) => entry.read).length;
    status.textContent = papers.length ? words.count(papers.length, read, chosen.size) : words.empty;
  }

  // Rows stay where they are while they are worked on: a paper without a star goes when the page is left, and can be starred again.
  function show() {
    const papers = kept().sort(SORTS[sorting.value]);
    for (const [id] of papers) if (!rows.has(id)) rows.set(id, row(id));
    for (const [id] of papers) list.append(takeUp(id));
    count();
  }

  function takeUp(id) {
    const made = rows.get(id);
    rows.delete(id);
    rows.set(id, made);
    return made;
  }

  library.addEventListener("change", () => {
    for (const [id] of kept()) if (!rows.has(id)) list.append(rows.set(id, row(id)).get(id));
    count();
  });
  sorting.addEventListener("change", show);
  show();
  const bar = element("div", { className: "result-bar" }, status, element("label", { className: "sorting" }, `${strings.sort} `, sorting));
  return [bar, exportRow(root, "library", () => ids()), fileRow(library, root, ids), notice(library), list];
}

function fileRow(library, root, ids) {
  const status = element("span", { role: "status" });
  const share = button(words.share, async () => {
    const address = new URL(`library/#ids=${ids().join(",")}`, root).href;
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = words.shared(ids().length);
    } catch {
      location.hash = new URL(address).hash;
    }
  });
  const out = button(words.save, () => save("library.json", "application/json", library.asFile(root.href)));
  const picker = element("input", { type: "file", accept: ".json,application/json", hidden: true });
  picker.addEventListener("change", async () => {
    const [file] = picker.files;
    if (file) status.textContent = load(library, await file.text());
    picker.value = "";
  });
  const into = button(words.load, () => picker.click());
  return element("div", { className: "export", role: "group", ariaLabel: words.files }, element("span", { textContent: words.files }), share, out, into, picker, status);
}

function load(library, text) {
  try {
    const { papers, faults } = parseLibrary(text);
    return words.loaded(papers.size, library.merge(papers), faults);
  } catch (error) {
    return error.message === "newer" ? words.newer : words.noLibrary;
  }
}

async function shared(ids, library, root) {
  const papers = await pagesOf(ids, root);
  const shown = (id) => papers.get(id) ?? { title: id, byline: words.gone };
  const star = button(words.starAll, () => {
    const changed = new Date().toISOString();
    library.merge(new Map([...papers].map(([id, paper]) => [id, { ...paper, starred: true, read: false, note: "", changed }])));
  });
  const rows = ids.map((id) => {
    const title = element("h2", { className: "paper" }, element("a", { href: paperAddress(root, id), textContent: shown(id).title }));
    return element("article", {}, title, element("p", { className: "byline", textContent: shown(id).byline }));
  });
  const heading = element("p", { className: "counts", role: "status", textContent: words.sharedCount(ids.length) });
  const back = element("a", { href: new URL("library/", root).href, textContent: words.mine });
  const list = element("div", { className: "entries" }, ...rows);
  startStars(library, root, list);
  return [element("div", { className: "result-bar" }, heading, back), exportRow(root, "selection", () => ids), element("p", {}, star), list];
}

// What the papers' own pages say of them, by id; what could not be loaded is missing.
async function pagesOf(ids, root) {
  const { texts, missing } = await files(root, ids, "/");
  const found = ids.filter((id) => !missing.includes(id));
  const pages = texts.map((text) => new DOMParser().parseFromString(text, "text/html"));
  return new Map(pages.flatMap((page, at) => (page.querySelector("h1") ? [[found[at], shownOf(page)]] : [])));
}

function button(textContent, act) {
  const made = element("button", { type: "button", className: "button", textContent });
  made.addEventListener("click", act);
  return made;
}
