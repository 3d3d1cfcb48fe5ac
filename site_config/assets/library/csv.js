// Records as rows, as generator/paperdex/pages/exports/csv_table.py makes them; a test holds the two together.
import { warning } from "./reference.js";

// Put in here by generator/paperdex/pages/scripts.py, of what `Links` in generator/paperdex/records/paper.py declares.
const LINKS = {} // kinds of links with a column
const several = (values) => values.join("; ");
const linkColumns = (kinds = []) => Object.fromEntries(kinds.map((kind) => [kind, ({ links }) => several([links[kind] ?? []].flat())]));
const COLUMNS = {
  id: ({ id }) => id,
  title: ({ title }) => title,
  type: ({ type }) => type,
  authors: ({ authors }) => several(authors.map(name)),
  author_count: ({ authors, author_count: count }) => authors.length || count,
  organization: ({ organization }) => organization?.name,
  date: ({ date }) => date,
  venue: ({ venue }) => venue?.name,
  venue_year: ({ venue }) => venue?.year,
  venue_status: ({ venue }) => venue?.status,
  topics: ({ topics }) => several(topics),
  language: ({ language }) => language,
  ...linkColumns(LINKS.first),
  status: ({ status }) => (status ? warning(status) : null),
  note: ({ note }) => note,
  abstract: ({ abstract }) => abstract,
  ...linkColumns(LINKS.last),
};

export function csvTable(papers) {
  const rows = papers.map((paper) => Object.values(COLUMNS).map((value) => value(paper)));
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function name({ family, given, literal }) {
  if (family && given) return `${family}, ${given}`;
  return literal || [given, family].filter(Boolean).join(" ");
}

function cell(value) {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
