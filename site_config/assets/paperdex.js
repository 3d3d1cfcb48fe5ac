// Everything here is an addition: without it all pages read the same, only search and library are missing.
import { startCopying } from "./copy-button.js";
import { startFilter } from "./filter.js";
import { startPaper, startStars } from "./library/stars.js";
import { Library } from "./library/store.js";
import { startScheme } from "./scheme-button.js";
import { startSearchBox, startShortcut } from "./search/box.js";
import { strings } from "./strings.js";

const ROOT = new URL("../", import.meta.url);
const form = document.querySelector(".search-box");
const library = new Library(ROOT);
let engine;

async function loadEngine() {
  const { Engine } = await import("./search/engine.js");
  return (engine ??= new Engine(new URL("search/", ROOT)));
}

startScheme(document.querySelector("body > header > div"));
const keep = document.querySelector(".keep");
startCopying(keep, document.querySelector(".bibtex pre"), strings.copyBibtex);
startCopying(keep, document.querySelector(".citation"), strings.copyCitation);
startShortcut(form.querySelector("input"));
startFilter(ROOT); // before what is the reader's own is added, which is no text of the list
startStars(library, ROOT);
startPaper(library, ROOT);
const searchPlace = document.getElementById("search-fallback");
const libraryPlace = document.getElementById("library-fallback");
if (searchPlace) {
  const { startSearchPage } = await import("./search/page.js");
  await startSearchPage(searchPlace, await loadEngine(), library, ROOT);
} else {
  startSearchBox(form, loadEngine, ROOT);
}
if (libraryPlace) {
  const { startLibraryPage } = await import("./library/page.js");
  await startLibraryPage(libraryPlace, library, ROOT);
}
const browsePlace = document.getElementById("browse-fallback");
if (browsePlace) {
  const { startBrowsePage } = await import("./browse.js");
  await startBrowsePage(browsePlace, ROOT);
}
