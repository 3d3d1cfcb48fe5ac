// Every word that scripts show, in one place, ready for other languages.
const number = new Intl.NumberFormat("en");

export const strings = {
  schemes: { system: "Colour scheme: as the system", light: "Colour scheme: light", dark: "Colour scheme: dark" },
  copy: "Copy BibTeX",
  copied: "Copied",
  found: (count) => (count === 1 ? "1 paper" : `${number.format(count)} papers`),
  failed: (reason) => `The search could not be loaded (${reason}). Try again, or browse by topic or date.`,
  more: "More papers",
  filter: "Filter",
  sort: "Sort by",
  sorts: { relevance: "relevance", newest: "newest first", oldest: "oldest first" },
  facets: { topic: "Topic", year: "Year", venue: "Venue", organization: "Organisation", code: "Code" },
  hasCode: "has code",
  undated: "undated",
  showAll: (count) => `All ${number.format(count)}`,
  without: (label) => `Remove the filter ${label}`,
  places: { title: "title", author: "authors", label: "topic, venue or organisation", abstract: "abstract" },
  matchedIn: (places) => `Found in ${places.join(", ")}`,
  suggestions: "Papers found",
  allResults: (count) => (count === 1 ? "Show the one result" : `Show all ${number.format(count)} results`),
};
