// A typed query to its parts: words, "phrases", -words, and fields such as author:li year:>=2024 has:code.
import { STOP_WORDS, fold, terms } from "./tokens.js";

const PART = /(-?)(?:([a-z]+):\s*)?(?:"([^"]*)"?|(\S+))/giu;
const FIELDS = new Set(["author", "org", "topic", "venue", "year", "has"]);
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/iu;
const ARXIV_PLACE = String.raw`(?:https?:\/\/)?(?:(?:[a-z-]+\.)*arxiv\.org|(?:www\.)?alphaxiv\.org)\/(?:abs|pdf|html|overview)\/|(?:https?:\/\/)?(?:huggingface|hf)\.co\/papers\/`;
const ARXIV = new RegExp(
  String.raw`^(?:arxiv[:.\s]\s*|(?:doi:\s*|https?:\/\/(?:dx\.)?doi\.org\/)?10\.48550\/arxiv\.|${ARXIV_PLACE})?(\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?(?:\s*\[[\w.-]+\])?(?:[?#/]\S*)?$`,
  "iu",
);
const DOI = /^(?:doi:\s*|(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/)?(10\.\d{4,9}\/\S+?)[.,;]*$/iu;
const OPENREVIEW = /^(?:https?:\/\/)?openreview\.net\/\S*?[?&](?:id|noteId)=([\w-]+)/iu;
const ACL = /^\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+$|^[a-z]\d{2}-\d{4}$/iu;

// { words, phrases, without, filters, isTyping }, or { identified } for a pasted identifier or address.
export function parseQuery(text) {
  const query = { words: [], phrases: [], without: [], filters: [], isTyping: !/[\s"]$/u.test(text), identified: identify(text.trim()) };
  if (query.identified) return query;
  for (const [, minus, field, quoted, bare] of text.matchAll(PART)) {
    const value = quoted ?? bare;
    if (field && FIELDS.has(field.toLowerCase())) {
      query.filters.push({ field: field.toLowerCase(), value: fold(value), isNot: minus !== "" });
      query.isTyping = false;
    } else if (!FIELDS.has(value.toLowerCase().replace(/:$/u, "")) || !value.endsWith(":")) {
      addWords(query, field ? `${field} ${value}` : value, minus !== "", quoted !== undefined);
    }
  }
  const meaningful = query.words.filter((word) => !STOP_WORDS.has(word));
  if (meaningful.length) query.words = meaningful;
  return query;
}

function addWords(query, value, isNot, isQuoted) {
  const words = terms(value);
  const phrase = isQuoted && words.length > 1 ? squeezed(fold(value)) : "";
  if (isNot && words.length) query.without.push({ words, phrase });
  if (isNot) return;
  query.words.push(...words);
  if (phrase) query.phrases.push(phrase);
}

// The terms of a pasted identifier, and the term of a pasted address as address_term makes it.
function identify(text) {
  const plain = decoded(text);
  const identifier = [OPENREVIEW, ARXIV, DOI].map((pattern) => plain.match(pattern)?.[1]).find(Boolean);
  const address = ACL.test(text) ? addressTerm(`aclanthology.org/${text}`) : ADDRESS.test(text) ? addressTerm(text) : null;
  return identifier || address ? { words: identifier ? terms(identifier) : [], address } : null;
}

function addressTerm(address) {
  const bare = address.toLowerCase().replace(/^(?:https?:\/\/)?(?:www\.)?|#.*$/gu, "").replace(/\/+$/u, "");
  return `/${[...bare].reverse().join("")}`;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function squeezed(text) {
  return text.replace(/\s+/gu, " ").trim();
}

export function yearTest(value) {
  const range = value.match(/^(\d{4})(?:-|\.\.)(\d{4})$/u);
  if (range) return (year) => year >= Number(range[1]) && year <= Number(range[2]);
  const [, sign, number] = value.match(/^(>=|<=|>|<|=)?(\d{4})$/u) ?? [];
  const limit = Number(number);
  const tests = { ">=": (year) => year >= limit, "<=": (year) => year <= limit && year > 0, ">": (year) => year > limit, "<": (year) => year < limit && year > 0 };
  return number ? (tests[sign] ?? ((year) => year === limit)) : () => false;
}
