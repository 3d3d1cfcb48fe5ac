// The search field in the header of every page: results while typing, "/" or Ctrl-K to get there, arrows and Enter to choose.
import { element, marked, paperAddress } from "./results.js";
import { strings } from "../strings.js";

const SHOWN = 7;

export function startSearchBox(form, loadEngine, root) {
  const input = form.querySelector("input");
  const list = element("ul", { id: "suggestions", className: "suggestions", role: "listbox", ariaLabel: strings.suggestions, hidden: true });
  form.append(list);
  Object.entries({ autocomplete: "off", spellcheck: "false", role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" }).forEach(([name, value]) => input.setAttribute(name, value));
  let turn = 0;
  let active = -1;

  function close() {
    turn++;
    list.hidden = true;
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  }

  async function suggest() {
    const mine = ++turn;
    choose(-1);
    if (input.value.trim().length < 2) return close();
    const { results, words, papers } = await found(input.value);
    if (mine !== turn) return;
    const options = papers.map((paper, index) => option(index, paperAddress(root, paper.id), [element("span", {}, ...marked(paper.title, words)), element("small", { textContent: paper.byline })]));
    const all = new URL(`search/?q=${encodeURIComponent(input.value.trim())}`, root);
    options.push(option(options.length, all.pathname + all.search, [element("span", { className: "all", textContent: strings.allResults(results.length) })]));
    const chosen = list.children[active]?.firstChild.href; // since the last key, among what was there already
    list.replaceChildren(...options);
    list.hidden = false;
    choose(options.findIndex(({ firstChild }) => firstChild.href === chosen));
    input.setAttribute("aria-expanded", "true");
  }

  // Where the index cannot be loaded there is nothing to suggest; Enter leads to the search page, which says why.
  async function found(text) {
    try {
      const engine = await loadEngine();
      const { results, words } = await engine.find(text);
      return { results, words, papers: await Promise.all(results.slice(0, SHOWN).map(({ number }) => engine.paper(number))) };
    } catch {
      return { results: [], words: [], papers: [] };
    }
  }

  function option(index, href, children) {
    return element("li", { id: `suggestion-${index}`, role: "option", ariaSelected: "false" }, element("a", { href, tabIndex: -1 }, ...children));
  }

  function move(step) {
    const options = [...list.children];
    if (list.hidden || !options.length) return;
    choose((active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length);
  }

  // -1 for none.
  function choose(index) {
    active = index;
    [...list.children].forEach((each, place) => each.setAttribute("aria-selected", String(place === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  input.addEventListener("input", suggest);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // the first Escape leaves the text
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      list.children[active].querySelector("a").click();
    }
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!form.contains(relatedTarget)) close();
  });
}

// "/" and Ctrl-K from anywhere but a field that is being typed in.
export function startShortcut(input) {
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    const isShortcut = (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
    if (!isShortcut) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
