// The index of generator/paperdex/site/search/index.py, asked from the browser: only the files that a query needs are loaded.
import { parseQuery, yearTest } from "./query.js";
import { fold, isUnspaced, terms } from "./tokens.js";

const TITLE = 1;
const AUTHOR = 2;
const LABEL = 4;
const BODY = 8;
const COUNT = 16;
const ONCE = BODY | COUNT; // the hit that goes without saying
const MAX_FILES = 6; // term files that the last, half-typed word may load
const MAX_PHRASE_CHECKS = 400; // papers whose text a phrase is looked for in

export class Engine {
  #root;
  #cache = new Map();
  #columns;

  constructor(root) {
    this.#root = root;
  }

  // Papers that match, best first: [{ number, score, fields }]. An empty query with filters matches by the filters alone.
  async find(text) {
    const query = parseQuery(text);
    if (query.identified) return { results: ranked(await this.#identified(query.identified)), words: [], isEmpty: false };
    const authors = query.filters.filter(({ field, isNot }) => field === "author" && !isNot);
    const groups = await Promise.all([
      ...query.words.map((word, index) => this.#hits(word, query.isTyping && index === query.words.length - 1)),
      ...authors.flatMap(({ value }) => terms(value).map((word) => this.#hits(word, true, AUTHOR))),
    ]);
    const found = groups.length ? intersect(groups) : allOf((await this.facets()).numbers);
    for (const unwanted of query.without) await this.#removeAll(found, unwanted);
    for (const { field, value, isNot } of query.filters) {
      if (field === "author" && !isNot) continue;
      const test = field === "author" ? await this.#authorTest(value) : await this.#facetTest(field, value);
      for (const number of [...found.keys()]) if (test(number) === isNot) found.delete(number);
    }
    let results = ranked(found);
    for (const phrase of query.phrases) results = await this.#withPhrase(results, phrase);
    return { results, words: query.words, isEmpty: !text.trim() };
  }

  // What a result shows: { id, title, byline, lead }.
  async paper(number) {
    const [id, title, byline, lead] = await this.#part("papers", number);
    return { id, title, byline, lead };
  }

  // Names of topics, venues and organizations, and what each paper has of them, in columns by its number.
  facets() {
    return (this.#columns ??= this.#load("facets.json").then(inColumns));
  }

  async #identified({ words, address }) {
    const found = address ? await this.#hits(address, false, LABEL) : new Map();
    return found.size || !words.length ? found : intersect(await Promise.all(words.map((word) => this.#hits(word, false, LABEL))));
  }

  async #hits(word, isTyped, only = TITLE | AUTHOR | LABEL | BODY) {
    const { keys, papers } = await this.#load("index.json");
    const isPrefix = isTyped || (isUnspaced(word) && word.length === 1);
    const wanted = isTyped ? [word, word.replace(/ie?$/u, "y")] : [word]; // "policie" is on its way to "policies", which stands as "policy"
    const matches = isPrefix ? (term) => wanted.some((start) => term.startsWith(start)) : (term) => term === word;
    const files = await Promise.all(wanted.flatMap((start) => filesFor(start, keys, isPrefix)).filter(isFirst).map((key) => this.#load(`terms/${hexadecimal(key)}.json`)));
    const postings = files.flatMap((file) => (isPrefix ? Object.keys(file).filter(matches) : Object.hasOwn(file, word) ? [word] : []).map((term) => [term, unpacked(file[term])]));
    // All that a prefix finds is as rare together as it is: else a rare long word would come before the very word that was typed.
    const rarity = Math.log(1 + papers / (postings.reduce((sum, [, list]) => sum + list.length, 0) || 1));
    const found = new Map();
    for (const [term, list] of postings) {
      for (const [number, hit] of list) {
        if (hit & only) add(found, number, rarity * (term === word ? 1 : 0.6) * weight(hit), hit & 15);
      }
    }
    return found;
  }

  async #removeAll(found, { words, phrase }) {
    const unwanted = ranked(intersect(await Promise.all(words.map((word) => this.#hits(word, false))))).filter(({ number }) => found.has(number));
    for (const { number } of phrase ? await this.#withPhrase(unwanted, phrase) : unwanted) found.delete(number);
  }

  async #withPhrase(results, phrase) {
    const whole = phraseTest(phrase);
    const checked = await Promise.all(
      results.slice(0, MAX_PHRASE_CHECKS).map(async (result) => (whole(await this.#text(result.number)) ? result : null)),
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

  async #text(number) {
    if ((await this.#load("index.json")).text) return this.#part("text", number);
    const [{ id }, { topics, venues, papers }] = await Promise.all([this.paper(number), this.facets()]);
    return searchedText(await this.#load(`../papers/${id}.json`), papers.topics[number].map((topic) => topics[topic][1]), venues[papers.venue[number]]);
  }

  // What one of the files of a month says of a paper.
  async #part(folder, number) {
    const { chunk, months } = await this.#load("index.json");
    const [first, , month] = months.findLast(([start]) => start <= number);
    const file = await this.#load(`${folder}/${month}-${Math.floor((number - first) / chunk)}.json`);
    return file[number - first];
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

// Every field of a record that is searched, folded, on a line of its own, as generator/paperdex/site/search/entry.py has it; a test holds the two together.
export function searchedText({ title, authors = [], venue, organization, abstract, note }, topics, venueName) {
  const names = authors.map(({ family, given, literal }) => (given ? `${given} ${family}` : (literal ?? family)));
  const where = venue && [venue.id ? venueName : venue.name, venue.year].filter(Boolean).join(" ");
  const fields = [title, ...names, ...topics, where, organization?.name, abstract, note];
  return fields.flatMap((field) => (field ? [fold(field.trim().replace(/\s+/gu, " "))] : [])).join("\n");
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

function ranked(found) {
  const results = [...found].map(([number, { score, fields }]) => ({ number, score, fields }));
  return results.sort((one, other) => other.score - one.score || other.number - one.number);
}

// Whole words only; scripts without spaces have no ends of words.
function phraseTest(phrase) {
  const literal = phrase.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
  const start = /^[\p{L}\p{N}]/u.test(phrase) && !isUnspaced(phrase) ? "(?<![\\p{L}\\p{N}])" : "";
  const end = /[\p{L}\p{N}]$/u.test(phrase) && !isUnspaced(phrase.at(-1)) ? "(?![\\p{L}\\p{N}])" : "";
  const pattern = new RegExp(start + literal + end, "u");
  return (text) => pattern.test(text);
}

function isFirst(value, index, all) {
  return all.indexOf(value) === index;
}

// [number, hit] of each paper, as generator/paperdex/site/search/terms.py packs them.
function unpacked(text) {
  const found = [];
  let number = 0;
  for (const [, high, low, count, marks] of text.matchAll(/([\]-|]*)([#-B])(?:([C-J])([#-2]))?/g)) {
    const above = [...high].reduce((sum, digit) => sum * 32 + digit.charCodeAt(0) - 93, 0);
    number += above * 32 + low.charCodeAt(0) - 35;
    found.push([number, count ? (count.charCodeAt(0) - 67) * COUNT + marks.charCodeAt(0) - 35 : ONCE]);
  }
  return found;
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

function allOf(numbers) {
  return new Map(numbers.map((number) => [number, { score: 0, fields: 0 }]));
}

function inColumns({ papers: rows, ...names }) {
  const papers = { date: [], topics: [], venue: [], organization: [], code: [] };
  for (const [number, ...values] of rows) Object.keys(papers).forEach((column, index) => (papers[column][number] = values[index]));
  return { ...names, papers, numbers: rows.map(([number]) => number) };
}

function remove(found, unwanted) {
  for (const number of unwanted.keys()) found.delete(number);
}
