// Text to search terms, as generator/words.py does it when the index is made; a test holds the two together.
export const STOP_WORDS = new Set(
  ("a about after all also an and are as at be been between both but by can do each for from had has have how i if in into is it its " +
    "may more most not of on one or other our over s such t than that the their them then there these they this those through to under up " +
    "using via was we were what when where which while who will with without would you").split(" "),
);
const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff\\u3040-\\u30ff\\u3130-\\u318f\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua960-\\ua97f\\uac00-\\ud7ff\\uf900-\\ufaff";
const WORD = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");

export function fold(text) {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC");
}

export function terms(text) {
  const found = [];
  for (const [word] of fold(text).matchAll(WORD)) {
    if (IS_UNSPACED.test(word)) {
      for (let start = 0; start < Math.max(1, word.length - 1); start++) found.push(word.slice(start, start + 2));
    } else {
      found.push(singular(word));
    }
  }
  return found;
}

function singular(word) {
  if (word.length < 4 || !word.endsWith("s") || /(ss|us|is)$/.test(word)) return word;
  return word.endsWith("ies") && word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}
