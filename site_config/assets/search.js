// The search page: the query stands in the address (?q=), results come from Pagefind.
const ROOT = new URL("../", import.meta.url);
const PAGE_SIZE = 20;

export async function startSearch(fallback) {
  const box = document.querySelector(".search-box input");
  const status = element("p", { className: "counts", role: "status" });
  const list = element("div", { className: "results" });
  fallback.replaceWith(status, list);
  const pagefind = await import(new URL("pagefind/pagefind.js", ROOT));
  await pagefind.options({ baseUrl: ROOT.pathname });
  let latest = 0;

  async function run(query) {
    const turn = ++latest;
    if (!query) {
      status.textContent = "Type a title, a name, a topic or a word of an abstract.";
      list.replaceChildren();
      return;
    }
    const { results } = await pagefind.search(query);
    const shown = await Promise.all(results.slice(0, PAGE_SIZE).map((result) => result.data()));
    if (turn !== latest) return;
    status.textContent = results.length === 1 ? "1 paper" : `${results.length} papers`;
    list.replaceChildren(...shown.map(entry));
  }

  const fromAddress = () => new URLSearchParams(location.search).get("q") ?? "";
  const start = () => {
    box.value = fromAddress();
    run(box.value.trim());
  };
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", address(box.value.trim()));
    run(box.value.trim());
  });
  box.addEventListener("input", () => {
    history.replaceState(null, "", address(box.value.trim()));
    run(box.value.trim());
  });
  addEventListener("popstate", start);
  start();
  box.focus();
}

function entry(found) {
  const title = element("h3", { className: "paper" });
  title.append(element("a", { href: found.url, textContent: found.meta.title }));
  const excerpt = element("p", { className: "lead result" });
  excerpt.innerHTML = found.excerpt; // Pagefind escapes the text and adds only <mark>
  const block = element("div", {});
  block.append(title, element("p", { className: "byline", textContent: found.meta.byline }), excerpt);
  return block;
}

function address(query) {
  return query ? `?q=${encodeURIComponent(query)}` : location.pathname;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
