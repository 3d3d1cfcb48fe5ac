// The search page. What is searched, filtered and sorted stands in the address, so every view can be shared.
import { element, entry } from "./results.js";
import { withNarrower } from "./engine.js";
import { exporting as exportingOf } from "../library/exporting.js";
import { startStars } from "../library/stars.js";
import { strings } from "../strings.js";

const PAGE_SIZE = 20;
const FIRST = 6; // results that are shown as soon as they are there: so many files a browser asks for at once
const FACETS = ["topic", "year", "venue", "organization", "code"];
const SHOWN = 12; // values of a facet before "show all"

export async function startSearchPage(place, engine, library, root) {
  const input = document.querySelector(".search-box input");
  const status = element("p", { className: "counts", role: "status" });
  const sorting = element("select", { name: "sort", ariaLabel: strings.sort });
  for (const [value, label] of Object.entries(strings.sorts)) sorting.append(element("option", { value, textContent: label }));
  const facets = element("div", { className: "facets" });
  const isWide = matchMedia("(min-width: 40.01rem)").matches;
  const filter = element("details", { className: "filter", open: isWide }, element("summary", { textContent: strings.filter }), facets);
  const chosen = element("p", { className: "chosen" });
  const list = element("div", { className: "results" });
  const more = element("button", { type: "button", className: "button more", textContent: strings.more, hidden: true });
  const bar = element("div", { className: "result-bar" }, status, element("label", { className: "sorting" }, `${strings.sort} `, sorting));
  const exporting = exportingOf(root, ids);
  exporting.hidden = true;
  place.replaceWith(element("div", { className: "search-page" }, element("div", { className: "found" }, bar, chosen, exporting, list, more), filter));

  let turn = 0;
  let state = read();
  let view = { results: [], words: [] };

  function read() {
    const address = new URLSearchParams(location.search);
    return { q: address.get("q") ?? "", sort: address.get("sort") ?? "relevance", ...Object.fromEntries(FACETS.map((facet) => [facet, address.getAll(facet)])) };
  }

  function remember(change, isNew) {
    state = { ...state, ...change };
    const address = new URLSearchParams();
    if (state.q.trim()) address.set("q", state.q.trim());
    if (state.sort !== "relevance") address.set("sort", state.sort);
    for (const facet of FACETS) for (const value of state[facet]) address.append(facet, value);
    const text = address.toString();
    history[isNew ? "pushState" : "replaceState"](null, "", text ? `?${text}` : location.pathname);
    return run();
  }

  async function run() {
    const mine = ++turn;
    input.value = state.q;
    sorting.value = state.sort;
    try {
      const [found, data] = await Promise.all([engine.find(state.q), needsFacets() ? engine.facets() : null]);
      if (mine !== turn) return;
      view = { ...found, results: filtered(found.results, data, state) };
      if (state.sort !== "relevance") byDate(view.results, data, state.sort);
      await show(mine, 0);
      const all = data ?? (await engine.facets());
      if (mine === turn) showFacets(found.results, all);
    } catch (error) {
      failed(mine, error);
    }
  }

  function failed(mine, error) {
    if (mine === turn) status.textContent = strings.failed(error.message);
  }

  function needsFacets() {
    return state.sort !== "relevance" || FACETS.some((facet) => state[facet].length);
  }

  async function show(mine, from) {
    const shown = view.results.slice(from, from + PAGE_SIZE);
    const papers = shown.map(({ number }) => engine.paper(number));
    Promise.all(papers).catch(() => {}); // what fails is told where it is waited for
    for (const start of [0, FIRST]) {
      const found = await Promise.all(start ? papers.slice(start) : papers.slice(0, FIRST));
      if (mine !== turn) return;
      for (const earlier of [...list.children].slice(from + start)) earlier.remove(); // of another query, or of a second click
      list.append(...found.map((paper, index) => entry(paper, shown[start + index], view.words, root)));
      startStars(library, root, list);
    }
    status.textContent = strings.found(view.results.length);
    exporting.hidden = !view.results.length;
    more.hidden = view.results.length <= from + PAGE_SIZE;
    more.onclick = () => show(mine, from + PAGE_SIZE).catch((error) => failed(mine, error));
  }

  // Of everything found, shown or not; so many are never exported at once, and not looked up.
  async function ids() {
    const { MOST } = await import("../library/export.js");
    const found = view.results.length > MOST ? Array.from(view.results, () => ({ id: "" })) : await Promise.all(view.results.map(({ number }) => engine.paper(number)));
    return found.map(({ id }) => id);
  }

  // What had the focus has it again, and what was unfolded is: both are made anew.
  function showFacets(results, data) {
    const { name, value } = facets.contains(document.activeElement) ? document.activeElement : {};
    const unfolded = [...facets.querySelectorAll("details[open] input:first-of-type")].map((box) => box.name);
    facets.replaceChildren(
      ...FACETS.map((facet) => {
        const values = counts(filtered(results, data, { ...state, [facet]: [] }), facet, data, state[facet]);
        return values.length ? facetBlock(facet, values, unfolded.includes(facet)) : "";
      }),
    );
    if (name) facets.querySelector(`input[name="${name}"][value="${CSS.escape(value)}"]`)?.focus();
    chosen.replaceChildren(...FACETS.flatMap((facet) => state[facet].map((value) => removal(facet, value, data))));
  }

  function facetBlock(facet, values, isUnfolded) {
    const boxes = values.map(({ value, label, count }) => {
      const box = element("input", { type: "checkbox", name: facet, value, checked: state[facet].includes(value) });
      box.addEventListener("change", () => remember({ [facet]: box.checked ? [...state[facet], value] : state[facet].filter((other) => other !== value) }, true));
      return element("label", {}, box, element("span", { textContent: label }), element("small", { textContent: String(count) }));
    });
    const block = element("fieldset", { className: `facet ${facet}` }, element("legend", { textContent: strings.facets[facet] }), ...boxes.slice(0, SHOWN));
    if (boxes.length > SHOWN) block.append(element("details", { open: isUnfolded }, element("summary", { textContent: strings.showAll(boxes.length) }), ...boxes.slice(SHOWN)));
    return block;
  }

  function removal(facet, value, data) {
    const button = element("button", { type: "button", className: "chip", textContent: `${labelOf(facet, value, data)} ×`, ariaLabel: strings.without(labelOf(facet, value, data)) });
    button.addEventListener("click", async () => {
      await remember({ [facet]: state[facet].filter((other) => other !== value) }, true);
      (chosen.querySelector("button") ?? input).focus();
    });
    return button;
  }

  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember({ q: input.value }, true);
  });
  input.addEventListener("input", () => remember({ q: input.value }, false));
  sorting.addEventListener("change", () => remember({ sort: sorting.value }, true));
  addEventListener("popstate", () => {
    state = read();
    run();
  });
  // What was typed while this was loading counts.
  if (input.value.trim() && input.value !== state.q) await remember({ q: input.value }, false);
  else await run();
}

// The values that papers have of each facet, as they stand in the address.
function valuesOf(facet, number, { topics, venues, organizations, papers }) {
  if (facet === "topic") return papers.topics[number].map((topic) => topics[topic][0]);
  if (facet === "year") return [papers.date[number].slice(0, 4) || "undated"];
  if (facet === "code") return papers.code[number] ? ["yes"] : [];
  const [names, column] = facet === "venue" ? [venues, papers.venue] : [organizations, papers.organization];
  return column[number] < 0 ? [] : [names[column[number]]];
}

function labelOf(facet, value, { topics }) {
  if (facet === "topic") return topics.find(([slug]) => slug === value)?.[1] ?? value;
  if (facet === "code") return strings.hasCode;
  return facet === "year" && value === "undated" ? strings.undated : value;
}

// Values of one facet widen, different facets narrow; a topic takes the narrower ones with it.
function filtered(results, data, state) {
  const active = FACETS.filter((facet) => state[facet].length);
  if (!active.length || !data) return results;
  const wanted = Object.fromEntries(active.map((facet) => [facet, new Set(state[facet])]));
  if (wanted.topic) {
    const numbers = new Set(data.topics.flatMap(([slug], number) => (wanted.topic.has(slug) ? [number] : [])));
    wanted.topic = new Set([...withNarrower(data.topics, numbers)].map((number) => data.topics[number][0]));
  }
  return results.filter(({ number }) => active.every((facet) => valuesOf(facet, number, data).some((value) => wanted[facet].has(value))));
}

function counts(results, facet, data, chosen) {
  const found = new Map(chosen.map((value) => [value, 0]));
  for (const { number } of results) for (const value of valuesOf(facet, number, data)) found.set(value, (found.get(value) ?? 0) + 1);
  const values = [...found].map(([value, count]) => ({ value, count, label: labelOf(facet, value, data) }));
  const byYear = (one, other) => (other.value === "undated" ? -1 : one.value === "undated" ? 1 : other.value.localeCompare(one.value));
  return values.sort(facet === "year" ? byYear : (one, other) => other.count - one.count || one.label.localeCompare(other.label));
}

// Undated papers stay, at the end.
function byDate(results, { papers }, sort) {
  const direction = sort === "oldest" ? 1 : -1;
  const key = ({ number }) => papers.date[number];
  results.sort((one, other) => (key(one) === "") - (key(other) === "") || direction * key(one).localeCompare(key(other)) || other.number - one.number);
}
