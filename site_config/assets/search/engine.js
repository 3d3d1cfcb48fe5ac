// The index of generator/site/search_index.py, asked from the browser: only the files that a query needs are loaded.
import { parseQuery, yearTest } from "./query.js";
import { fold, terms } from "./tokens.js";

const TITLE = 1;
const AUTHOR = 2;
const LABEL = 4;
const BODY = 8;
const COUNT = 16;
const MAX_FILES = 6; // term files that the last, half-typed word may load
const MAX_PHRASE_CHECKS = 400; // papers whose text a phrase is looked for in

export class Engine {
  #root;
  #cache = new Map();

  constructor(root) {
    this.#root = root;
  }

  // Papers that match, best first: [{ number, score, fields }]. An empty query with filters matches by the filters alone.
  async find(text) {
    const query = parseQuery(text);
    const manifest = await this.#load("index.json");
    const authors = query.filters.filter(({ field, isNot }) => field === "author" && !isNot);
    const groups = await Promise.all([
      ...query.words.map((word, index) => this.#hits(word, query.isTyping && index === query.words.length - 1)),
      ...authors.flatMap(({ value }) => terms(value).map((word) => this.#hits(word, true, AUTHOR))),
    ]);
    let found = groups.length ? intersect(groups, manifest.papers) : allOf(manifest.papers);
    for (const word of query.without) remove(found, await this.#hits(word, false));
    for (const { field, value, isNot } of query.filters) {
      if (field === "author" && !isNot) continue;
      const test = field === "author" ? await this.#authorTest(value) : await this.#facetTest(field, value);
      for (const number of [...found.keys()]) if (test(number) === isNot) found.delete(number);
    }
    let results = [...found].map(([number, { score, fields }]) => ({ number, score, fields }));
    results.sort((one, other) => other.score - one.score || other.number - one.number);
    for (const phrase of query.phrases) results = await this.#withPhrase(results, phrase);
    return { results, words: query.words, isEmpty: !text.trim() };
  }

  // What a result shows: { id, title, byline, lead }.
  async paper(number) {
    const { chunk } = await this.#load("index.json");
    const [id, title, byline, lead] = (await this.#load(`papers/${Math.floor(number / chunk)}.json`))[number % chunk];
    return { id, title, byline, lead };
  }

  facets() {
    return this.#load("facets.json");
  }

  async #hits(word, isPrefix, only = TITLE | AUTHOR | LABEL | BODY) {
    const { keys, papers } = await this.#load("index.json");
    const found = new Map();
    const files = await Promise.all(filesFor(word, keys, isPrefix).map((key) => this.#load(`terms/${hexadecimal(key)}.json`)));
    for (const file of files) {
      for (const term of isPrefix ? Object.keys(file).filter((name) => name.startsWith(word)) : [word]) {
        const postings = Object.hasOwn(file, term) ? file[term] : [];
        const rarity = Math.log(1 + papers / (postings.length / 2 || 1)) * (term === word ? 1 : 0.6);
        for (let at = 0, number = 0; at < postings.length; at += 2) {
          number += postings[at];
          const hit = postings[at + 1];
          if (hit & only) add(found, number, rarity * weight(hit), hit & 15);
        }
      }
    }
    return found;
  }

  async #withPhrase(results, phrase) {
    const { chunk } = await this.#load("index.json");
    const checked = await Promise.all(
      results.slice(0, MAX_PHRASE_CHECKS).map(async (result) => {
        const text = (await this.#load(`text/${Math.floor(result.number / chunk)}.json`))[result.number % chunk];
        return text.replace(/\s+/gu, " ").includes(phrase.replace(/\s+/gu, " ")) ? result : null;
      }),
    );
    return checked.filter(Boolean);
  }

  async #authorTest(value) {
    const hits = await Promise.all(terms(value).map((word) => this.#hits(word, true, AUTHOR)));
    return (number) => hits.length > 0 && hits.every((found) => found.has(number));
  }

  async #facetTest(field, value) {
    const { topics, venues, organizations, papers } = await this.facets();
    const named = (names) => new Set(names.flatMap((name, number) => (fold(name ?? "").includes(value) ? [number] : [])));
    if (field === "year") {
      const test = yearTest(value);
      return (number) => test(Number(papers.date[number].slice(0, 4)));
    }
    if (field === "has") return (number) => value === "code" && papers.code[number] === 1;
    if (field === "topic") {
      const wanted = withNarrower(topics, new Set(topics.flatMap(([slug, name], number) => (slug === value || fold(name).includes(value) ? [number] : []))));
      return (number) => papers.topics[number].some((topic) => wanted.has(topic));
    }
    const wanted = named(field === "venue" ? venues : organizations);
    const column = field === "venue" ? papers.venue : papers.organization;
    return (number) => wanted.has(column[number]);
  }

  #load(path) {
    if (!this.#cache.has(path)) {
      const answer = fetch(new URL(path, this.#root)).then((response) => {
        if (!response.ok) throw new Error(`${response.status} ${response.url}`);
        return response.json();
      });
      answer.catch(() => this.#cache.delete(path));
      this.#cache.set(path, answer);
    }
    return this.#cache.get(path);
  }
}

// Topics with everything below them.
export function withNarrower(topics, wanted) {
  const numbers = new Map(topics.map(([slug], number) => [slug, number]));
  let size = -1;
  while (size !== wanted.size) {
    size = wanted.size;
    topics.forEach(([, , parent], number) => parent && wanted.has(numbers.get(parent)) && wanted.add(number));
  }
  return wanted;
}

function filesFor(word, keys, isPrefix) {
  const exact = keys.filter((key) => word.startsWith(key)).reduce((longest, key) => (key.length > longest.length ? key : longest), "");
  const longer = isPrefix ? keys.filter((key) => key !== exact && key.startsWith(word)).slice(0, MAX_FILES - 1) : [];
  return [exact, ...longer];
}

function hexadecimal(key) {
  return [...new TextEncoder().encode(key)].map((byte) => byte.toString(16).padStart(2, "0")).join("") || "_";
}

function weight(hit) {
  const inBody = hit & BODY ? 1 + 0.25 * Math.min(Math.floor(hit / COUNT), 7) : 0;
  return (hit & TITLE ? 10 : 0) + (hit & AUTHOR ? 6 : 0) + (hit & LABEL ? 4 : 0) + inBody;
}

function add(found, number, score, fields) {
  const known = found.get(number);
  found.set(number, { score: Math.max(score, known?.score ?? 0), fields: fields | (known?.fields ?? 0) });
}

function intersect(groups) {
  const [first, ...others] = groups.sort((one, other) => one.size - other.size);
  const found = new Map();
  for (const [number, { score, fields }] of first) {
    const rest = others.map((group) => group.get(number));
    if (rest.every(Boolean)) {
      const all = [{ score, fields }, ...rest];
      const isAllInTitle = all.every((hit) => hit.fields & TITLE);
      found.set(number, {
        score: all.reduce((sum, hit) => sum + hit.score, 0) * (isAllInTitle ? 2 : 1),
        fields: all.reduce((union, hit) => union | hit.fields, 0),
      });
    }
  }
  return found;
}

function allOf(count) {
  return new Map(Array.from({ length: count }, (_, number) => [number, { score: 0, fields: 0 }]));
}

function remove(found, unwanted) {
  for (const number of unwanted.keys()) found.delete(number);
}
