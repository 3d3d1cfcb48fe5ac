// The table of all papers. Only the rows in view are in the page, so thousands of them cost no more than fifty.
import { exporting } from "./library/exporting.js";
import { element, paperAddress } from "./search/results.js";
import { fold } from "./search/tokens.js";
import { strings } from "./strings.js";

const BEYOND = 12; // rows above and below those in view
const COLUMNS = ["title", "author", "date", "venue", "topics", "code"];
const FALLING = new Set(["date", "code"]); // what begins with the largest when first pressed
const words = strings.table;

export async function startBrowsePage(place, root) {
  const response = await fetch(new URL("browse/papers.json", root)).catch(() => null);
  if (!response?.ok) return place.append(` ${words.failed}`);
  const papers = readRows(await response.json());
  const address = new URLSearchParams(location.search);
  const state = { filter: address.get("filter") ?? "", sort: COLUMNS.includes(address.get("sort")) ? address.get("sort") : "date", isFalling: false };
  state.isFalling = { rising: false, falling: true }[address.get("order")] ?? FALLING.has(state.sort);

  const field = element("input", { type: "search", ariaLabel: words.filter, placeholder: words.filter, value: state.filter, autocomplete: "off", spellcheck: false });
  const status = element("p", { className: "counts", role: "status" });
  const heads = new Map(COLUMNS.map((column) => [column, head(column)]));
  const body = element("tbody");
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...heads.values())), body);
  const view = element("div", { className: "table-view", tabIndex: 0, role: "region", ariaLabel: words.caption }, table);
  place.replaceWith(element("div", { className: "table-tools" }, field, status, exporting(root, () => shown.map(({ id }) => id))), view);
  const inOrder = new Map(); // each order is made once, and a filter keeps it
  let shown = papers;
  let height = 0;
  let first = -1;

  function head(column) {
    const button = element("button", { type: "button", textContent: words.columns[column] });
    button.addEventListener("click", () => {
      state.isFalling = state.sort === column ? !state.isFalling : FALLING.has(column);
      state.sort = column;
      remember();
    });
    return element("th", { scope: "col", className: column }, button);
  }

  function remember() {
    const now = new URLSearchParams();
    if (state.filter.trim()) now.set("filter", state.filter.trim());
    if (state.sort !== "date") now.set("sort", state.sort);
    if (state.isFalling !== FALLING.has(state.sort)) now.set("order", state.isFalling ? "falling" : "rising");
    const text = now.toString();
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
    show();
  }

  function show() {
    const wanted = fold(state.filter).split(/\s+/u).filter(Boolean);
    const order = `${state.sort} ${state.isFalling}`;
    if (!inOrder.has(order)) inOrder.set(order, papers.toSorted(comparison(state)));
    shown = inOrder.get(order).filter(({ text }) => wanted.every((word) => text.includes(word)));
    for (const [column, cell] of heads) {
      if (column === state.sort) cell.setAttribute("aria-sort", state.isFalling ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
    status.textContent = words.found(shown.length, papers.length);
    table.setAttribute("aria-rowcount", String(shown.length + 1));
    view.scrollTop = 0;
    first = -1;
    draw();
  }

  function draw() {
    height ||= measured();
    const start = Math.max(0, Math.min(Math.floor(view.scrollTop / height) - BEYOND, shown.length - 1));
    if (start === first) return;
    first = start;
    const rows = shown.slice(start, start + Math.ceil(view.clientHeight / height) + 2 * BEYOND);
    body.replaceChildren(gap(start), ...rows.map((paper, at) => row(paper, start + at)), gap(shown.length - start - rows.length));
  }

  function measured() {
    body.replaceChildren(row(papers[0] ?? { id: "", title: "", author: "", date: "", venue: null, topics: [], code: 0 }, 0));
    return body.firstChild.getBoundingClientRect().height;
  }

  function gap(count) {
    const made = element("tr", { ariaHidden: "true" }, element("td", { colSpan: COLUMNS.length, className: "gap" }));
    made.firstChild.style.height = `${count * height}px`;
    made.hidden = count === 0;
    return made;
  }

  function row({ id, title, author, date, venue, topics, code }, at) {
    const link = (href, textContent) => element("a", { href, textContent });
    const cells = [
      element("th", { scope: "row", dir: "auto", title }, link(paperAddress(root, id), title)),
      element("td", { textContent: author, dir: "auto" }),
      element("td", { textContent: date.slice(0, 7) }),
      element("td", {}, venue ? link(new URL(`venues/${venue[0]}/`, root).pathname, venue[1]) : ""),
      element("td", {}, ...topics.flatMap(([slug, name], number) => [number ? ", " : "", link(new URL(`topics/${slug}/`, root).pathname, name)])),
      element("td", { textContent: code ? words.hasCode : "" }),
    ];
    const made = element("tr", {}, ...cells);
    made.setAttribute("aria-rowindex", String(at + 2));
    return made;
  }

  field.addEventListener("input", () => {
    state.filter = field.value;
    remember();
  });
  view.addEventListener("scroll", draw, { passive: true });
  addEventListener("resize", () => {
    height = 0;
    first = -1;
    draw();
  });
  show();
}

// The rows of generator/paperdex/pages/browse_page.py.
function readRows({ topics, venues, rows }) {
  return rows.map(([id, title, who, count, date, venue, ofTopics, code]) => {
    const paper = {
      id: typeof id === "number" ? title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, id) : id,
      title,
      author: count > 1 && who ? words.andOthers(who, count - 1) : who,
      date,
      venue: venues[venue] ?? null,
      topics: ofTopics.map((number) => topics[number]),
      code,
    };
    return { ...paper, text: fold([title, paper.author, date, paper.venue?.[1] ?? "", ...paper.topics.map(([, name]) => name), code ? words.hasCode : ""].join(" ")) };
  });
}

// What is empty comes last, whichever way the column is sorted.
function comparison({ sort, isFalling }) {
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  const keys = { title: ({ title }) => title, author: ({ author }) => author, date: ({ date }) => date, venue: ({ venue }) => venue?.[1] ?? "", topics: ({ topics }) => topics[0]?.[1] ?? "", code: ({ code }) => (code ? "1" : "") };
  const key = keys[sort];
  const between = sort === "date" ? (one, other) => (one < other ? -1 : one > other ? 1 : 0) : compare;
  return (one, other) => (key(one) === "") - (key(other) === "") || (isFalling ? -1 : 1) * between(key(one), key(other));
}
