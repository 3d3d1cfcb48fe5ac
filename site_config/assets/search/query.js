// A typed query to its parts: words, "phrases", -words, and fields such as author:li year:>=2024 has:code.
import { STOP_WORDS, fold, terms } from "./tokens.js";

const PART = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu;
const FIELDS = new Set(["author", "org", "topic", "venue", "year", "has"]);
const ARXIV = /(?:arxiv[:.]\s*|arxiv\.org\/(?:abs|pdf|html)\/|huggingface\.co\/papers\/)?(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?/iu;
const DOI = /(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)?(10\.\d{4,9}\/\S+)/iu;
const OPENREVIEW = /openreview\.net\/\S*[?&]id=([\w-]+)/iu;

export function parseQuery(text) {
  const query = { words: [], phrases: [], without: [], filters: [], isTyping: !/[\s"]$/u.test(text) };
  const identifier = [OPENREVIEW, DOI, ARXIV].map((pattern) => text.trim().match(pattern)).find((match) => match?.[0].length >= text.trim().length - 8);
  if (identifier) {
    query.words = terms(identifier[1]);
    query.isTyping = false;
    return query;
  }
  for (const [, minus, field, quoted, bare] of text.matchAll(PART)) {
    const value = quoted ?? bare;
    if (field && FIELDS.has(field.toLowerCase())) {
      query.filters.push({ field: field.toLowerCase(), value: fold(value), isNot: minus !== "" });
      query.isTyping = false;
    } else {
      const found = terms(field ? `${field} ${value}` : value);
      if (minus) query.without.push(...found);
      else query.words.push(...found);
      if (quoted !== undefined && !minus && found.length > 1) query.phrases.push(fold(quoted).trim());
    }
  }
  const meaningful = query.words.filter((word) => !STOP_WORDS.has(word));
  if (meaningful.length) query.words = meaningful;
  return query;
}

export function yearTest(value) {
  const range = value.match(/^(\d{4})(?:-|\.\.)(\d{4})$/u);
  if (range) return (year) => year >= Number(range[1]) && year <= Number(range[2]);
  const [, sign, number] = value.match(/^(>=|<=|>|<|=)?(\d{4})$/u) ?? [];
  const limit = Number(number);
  const tests = { ">=": (year) => year >= limit, "<=": (year) => year <= limit && year > 0, ">": (year) => year > limit, "<": (year) => year < limit && year > 0 };
  return number ? (tests[sign] ?? ((year) => year === limit)) : () => false;
}
