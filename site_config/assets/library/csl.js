// A record as a CSL-JSON item, as generator/paperdex/pages/exports/csl_json.py makes it; a test holds the two together.
import { address, containerTitle, issued, kind, pageRange, pdf, remarks } from "./reference.js";

const TYPES = {
  preprint: "article",
  article: "article-journal",
  "conference-paper": "paper-conference",
  book: "book",
  chapter: "chapter",
  thesis: "thesis",
  report: "report",
  dataset: "dataset",
  other: "document",
};

export function cslItem(paper) {
  const { links, container } = paper;
  const what = kind(paper);
  const isOnArxiv = what === "preprint" && Boolean(links.arxiv);
  return filled({
    id: paper.id,
    type: TYPES[what],
    genre: what === "preprint" ? "preprint" : null,
    title: paper.title,
    author: paper.authors.map(name),
    issued: dateParts(issued(paper)),
    "container-title": containerTitle(paper),
    "event-title": what === "conference-paper" ? paper.venue?.name : null,
    volume: container?.volume,
    issue: container?.issue,
    page: [...new Set(pageRange(paper))].join("-"),
    publisher: container?.publisher || (isOnArxiv ? "arXiv" : null),
    number: isOnArxiv ? `arXiv:${links.arxiv}` : null,
    DOI: links.doi,
    URL: address(paper),
    abstract: paper.abstract,
    keyword: paper.topics.join(", "),
    language: paper.language,
    status: paper.status?.kind,
    note: remarks(paper).join("; "),
    custom: filled({
      author_count: paper.authors.length ? null : paper.author_count,
      organization: paper.organization?.name,
      arxiv: links.arxiv,
      pdf: pdf(paper),
      code: links.code,
    }),
  });
}

function name({ family, given, literal }) {
  return literal ? { literal } : { family: family ?? "", ...(given ? { given } : {}) };
}

function dateParts(date) {
  return date ? { "date-parts": [date.split("-").map(Number)] } : null;
}

function filled(values) {
  const hasValue = (value) => (Array.isArray(value) ? value.length > 0 : typeof value === "object" && value ? Object.keys(value).length > 0 : Boolean(value));
  return Object.fromEntries(Object.entries(values).filter(([, value]) => hasValue(value)));
}
