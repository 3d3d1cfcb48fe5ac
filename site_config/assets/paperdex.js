// Everything here is an addition: without it all pages read the same, only search is missing.
import { startScheme } from "./scheme-button.js";

startScheme(document.querySelector(".scheme"));
const fallback = document.getElementById("search-fallback");
if (fallback) {
  const { startSearch } = await import("./search.js");
  startSearch(fallback);
}
