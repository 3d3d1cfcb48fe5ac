// Text to search terms, as generator/paperdex/words.py does it when the index is made; a test holds the two together.
export const STOP_WORDS = new Set(
  ("a about after all also an and are as at be been between both but by can do each for from had has have how i if in into is it its " +
    "may more most not of on one or other our over s such t than that the their them then there these they this those through to under up " +
    "using via was we were what when where which while who will with without would you").split(" "),
);
const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff\\u3040-\\u30ff\\u3130-\\u318f\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua960-\\ua97f\\uac00-\\ud7ff\\uf900-\\ufaff";
const INDIC = "\\u0900-\\u0963\\u0966-\\u0dff";
const WORD = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}]|[${INDIC}])+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const HEBREW_AND_ARABIC = "\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed";
const UNSEEN = "\\u00ad\\u200c\\u200d\\u2060\\ufeff";
const DROPPED = new RegExp(`[\\u0300-\\u036f\\u0483-\\u0489${HEBREW_AND_ARABIC}\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufe20-\\ufe2f${UNSEEN}]`, "gu");
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h", ς: "σ" };

export function fold(text) {
  const decomposed = text.normalize("NFKD").toLowerCase().replace(DROPPED, "");
  return decomposed.replace(/[łøđðþßæœıħς]/gu, (letter) => LETTERS[letter]).normalize("NFC");
}

export function terms(text) {
  const found = [];
  for (const [word] of fold(text).matchAll(WORD)) {
    if (isUnspaced(word)) {
      for (let start = 0; start < Math.max(1, word.length - 1); start++) found.push(word.slice(start, start + 2));
    } else {
      found.push(singular(word));
    }
  }
  return found;
}

export function isUnspaced(word) {
  return IS_UNSPACED.test(word);
}

function singular(word) {
  const { length } = [...word];
  if (length < 4 || !word.endsWith("s") || /(ss|us|is)$/.test(word)) return word;
  return word.endsWith("ies") && length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}
