// What a reader keeps: stars, what is read, and notes. All of it lies in this browser, and nothing of it is sent anywhere.
const VERSION = 1;
const FORMAT = "paperdex-library";
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const NOTHING = { title: "", byline: "", starred: false, read: false, note: "", changed: "" };

// Tells of a "change" in this tab or another. `isKept` turns false where the browser refuses to store.
export class Library extends EventTarget {
  #key;
  #memory = null;
  #parsed = { text: "", papers: new Map() }; // a list asks for each of its papers
  isKept = true;

  // Sites on one host share their storage, so the key has the site's path in it.
  constructor(root) {
    super();
    this.#key = `paperdex:${root.pathname}:library`;
    addEventListener("storage", ({ key }) => {
      if (key === this.#key || key === null) this.dispatchEvent(new Event("change"));
    });
  }

  // Map of id to { title, byline, starred, read, note, changed }, in the order in which papers came in.
  papers() {
    const text = this.#read();
    if (text === null) return new Map();
    try {
      if (text !== this.#parsed.text) this.#parsed = { text, papers: parseLibrary(text).papers };
      return new Map(this.#parsed.papers);
    } catch {
      this.#write(text, `${this.#key}:unreadable`); // whatever it is, it is not overwritten
      return new Map();
    }
  }

  get(id) {
    return this.papers().get(id) ?? NOTHING;
  }

  // Read again before each change: another tab may have written meanwhile.
  change(id, changes) {
    const papers = this.papers();
    const entry = { ...NOTHING, ...papers.get(id), ...changes, changed: new Date().toISOString() };
    if (entry.starred || entry.read || entry.note) papers.set(id, entry);
    else papers.delete(id);
    this.#keep(papers);
  }

  // Everything of both; the number of papers that were not here before.
  merge(others) {
    const papers = this.papers();
    const before = papers.size;
    for (const [id, other] of others) papers.set(id, papers.has(id) ? merged(papers.get(id), other) : other);
    this.#keep(papers);
    return papers.size - before;
  }

  asFile(site) {
    return dumpLibrary(this.papers(), site);
  }

  #keep(papers) {
    this.#write(dumpLibrary(papers));
    this.dispatchEvent(new Event("change"));
  }

  #read() {
    if (this.#memory !== null) return this.#memory;
    try {
      return localStorage.getItem(this.#key);
    } catch {
      return null;
    }
  }

  #write(text, key = this.#key) {
    try {
      localStorage.setItem(key, text);
      if (key === this.#key) this.#memory = null;
    } catch {
      // Storage is forbidden or full: what is kept holds for this page, and the page says so.
      if (key === this.#key) this.#memory = text;
      this.isKept = false;
    }
  }
}

export function dumpLibrary(papers, site) {
  const entries = [...papers].map(([id, entry]) => ({ id, ...entry }));
  return JSON.stringify({ format: FORMAT, version: VERSION, ...(site ? { site } : {}), papers: entries }, null, site ? 2 : 0);
}

// { papers, faults }: entries that make no sense are counted and left out. Throws where the text is no library at all.
export function parseLibrary(text) {
  const { format, version, papers: entries } = JSON.parse(text) ?? {};
  if (format !== FORMAT || !Array.isArray(entries)) throw new Error("no-library");
  if (!(version <= VERSION)) throw new Error("newer");
  const papers = new Map();
  for (const entry of entries) {
    if (!isPaperId(entry?.id)) continue;
    const word = (name) => (typeof entry[name] === "string" ? entry[name] : "");
    const found = { title: word("title"), byline: word("byline"), starred: entry.starred === true, read: entry.read === true, note: word("note"), changed: word("changed") };
    papers.set(entry.id, papers.has(entry.id) ? merged(papers.get(entry.id), found) : found);
  }
  return { papers, faults: entries.filter((entry) => !isPaperId(entry?.id)).length };
}

export function isPaperId(text) {
  return typeof text === "string" && text.length <= 64 && ID.test(text);
}

function merged(one, other) {
  const [older, newer] = one.changed <= other.changed ? [one, other] : [other, one];
  return {
    title: newer.title || older.title,
    byline: newer.byline || older.byline,
    starred: one.starred || other.starred,
    read: one.read || other.read,
    note: bothNotes(one.note, other.note),
    changed: newer.changed,
  };
}

function bothNotes(one, other) {
  if (one.includes(other)) return one;
  return other.includes(one) ? other : `${one}\n\n${other}`;
}
