// Everything here is an addition: without it all pages read the same, only search is missing.
import { startCopying } from "./copy-button.js";
import { startScheme } from "./scheme-button.js";
import { startSearchBox, startShortcut } from "./search/box.js";

const ROOT = new URL("../", import.meta.url);
const form = document.querySelector(".search-box");
let engine;

async function loadEngine() {
  const { Engine } = await import("./search/engine.js");
  return (engine ??= new Engine(new URL("search/", ROOT)));
}

startScheme(document.querySelector(".scheme"));
startCopying(document.querySelector(".keep"), document.querySelector(".bibtex pre"));
startShortcut(form.querySelector("input"));
const place = document.getElementById("search-fallback");
if (place) {
  const { startSearchPage } = await import("./search/page.js");
  await startSearchPage(place, await loadEngine(), ROOT);
} else {
  startSearchBox(form, loadEngine, ROOT);
}
