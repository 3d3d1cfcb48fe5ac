// Filter and sort a long list where it stands, and take what is left along; both are remembered in the address.
import { exporting } from "./library/exporting.js";
import { paperId } from "./library/stars.js";
import { element, textOf } from "./search/results.js";
import { fold } from "./search/tokens.js";
import { strings } from "./strings.js";

const FROM = 21; // entries that make a list worth filtering
const words = strings.list;

export function startFilter(root) {
  const list = document.querySelector("main > .entries");
  const entries = [...(list?.querySelectorAll(":scope > article") ?? [])];
  if (entries.length < FROM) return;
  const sections = sectionsOf(list);
  const texts = new Map(entries.map((entry) => [entry, fold(textOf(entry))]));
  const titles = new Map(entries.map((entry) => [entry, textOf(entry.querySelector("h2, h3"))]));
  const address = new URLSearchParams(location.search);

  const field = element("input", { type: "search", ariaLabel: words.filter, placeholder: words.filter, value: address.get("filter") ?? "", autocomplete: "off", spellcheck: false });
  const sorting = element("select", { name: "sort", ariaLabel: strings.sort });
  for (const [value, label] of Object.entries(words.sorts)) sorting.append(element("option", { value, textContent: label }));
  sorting.value = address.get("sort") in words.sorts ? address.get("sort") : "newest";
  const status = element("p", { role: "status" });
  const whole = element("a", { textContent: words.whole, hidden: !document.querySelector("main > .pager") });
  list.before(element("div", { className: "list-tools" }, field, element("label", { className: "sorting" }, `${strings.sort} `, sorting), element("div", { className: "list-found" }, status, whole, exporting(root, ids))));

  function show() {
    const wanted = fold(field.value).split(/\s+/u).filter(Boolean);
    for (const entry of entries) entry.hidden = !wanted.every((word) => texts.get(entry).includes(word));
    list.replaceChildren(...ordered(sections, sorting.value, (entry) => titles.get(entry)));
    const found = entries.filter((entry) => !entry.hidden).length;
    status.textContent = wanted.length ? words.found(found, entries.length, !whole.hidden) : "";
    whole.href = searchAddress(root, field.value.trim());
  }

  function ids() {
    const shown = [...list.querySelectorAll(":scope > article:not([hidden])")];
    return shown.map((entry) => paperId(entry.querySelector("h2 a, h3 a").href, root));
  }

  function remember() {
    const now = new URLSearchParams(location.search);
    set(now, "filter", field.value.trim());
    set(now, "sort", sorting.value === "newest" ? "" : sorting.value);
    const text = now.toString();
    history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}${location.hash}`);
    show();
  }

  field.addEventListener("input", remember);
  sorting.addEventListener("change", remember);
  show();
}

// [{ heading, entries }] as they stand; a list without headings is one section.
function sectionsOf(list) {
  const sections = [{ heading: null, entries: [] }];
  for (const child of list.children) {
    if (child.matches("article")) sections.at(-1).entries.push(child);
    else sections.push({ heading: child, entries: [] });
  }
  return sections.filter(({ heading, entries }) => heading || entries.length);
}

// Lists are made newest first with undated papers at the end, where they stay. By title there are no sections.
function ordered(sections, sort, titleOf) {
  if (sort === "title") {
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    return sections.flatMap(({ entries }) => entries).sort((one, other) => compare(titleOf(one), titleOf(other)));
  }
  const undated = sections.filter(({ heading }) => heading?.id === "undated");
  const dated = sections.filter((section) => !undated.includes(section));
  const turned = sort === "oldest" ? dated.reverse().map(({ heading, entries }) => ({ heading, entries: [...entries].reverse() })) : dated;
  return [...turned, ...undated].flatMap(({ heading, entries }) => {
    if (heading) heading.hidden = entries.every((entry) => entry.hidden);
    return heading ? [heading, ...entries] : entries;
  });
}

// The search among all papers of the list, whatever page of it this is.
function searchAddress(root, filter) {
  const [kind, name] = location.pathname.slice(root.pathname.length).split("/");
  const title = document.querySelector("h1").textContent.trim();
  const address = new URL("search/", root);
  const facets = { topics: ["topic", name], dates: ["year", name], venues: ["venue", title], organizations: ["organization", title] };
  address.searchParams.set("q", kind === "authors" ? `author:"${title}" ${filter}`.trim() : filter);
  if (facets[kind]) address.searchParams.set(...facets[kind]);
  return address.pathname + address.search;
}

function set(address, name, value) {
  if (value) address.set(name, value);
  else address.delete(name);
}
