// A record, and what a bibliography says of it, as generator/paperdex/pages/exports/reference.py decides it; a test holds the two together.
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const VENUE_WORDS = { submitted: "submitted to", accepted: "accepted at", published: "published at" };
const number = new Intl.NumberFormat("en");

// A record as it lies beside its paper, where absent fields are left out.
export function readRecord(text) {
  const values = JSON.parse(text);
  return { authors: [], topics: [], ...values, links: { ...values.links } };
}

export function kind({ type, venue, container, links }) {
  const isPublished = venue?.status === "published";
  if (type && !(type === "preprint" && isPublished)) return type;
  if (venue && venue.status !== "submitted") return container?.issue ? "article" : "conference-paper";
  return links.arxiv ? "preprint" : "other";
}

export function containerTitle(paper) {
  return isWithin(paper) ? paper.container?.title || paper.venue?.name || null : null;
}

export function issued(paper) {
  const { venue, date, links } = paper;
  const year = venue?.year && venue.status !== "submitted" ? String(venue.year) : null;
  if (year && (isWithin(paper) || !date)) return date?.slice(0, 4) === year && !links.arxiv ? date : year;
  return date;
}

// As Python strips: a byte-order mark in a text is a character of it.
const strip = (text) => text.replace(/^[^\S\ufeff]+|[^\S\ufeff]+$/g, "");

export function pageRange({ container }) {
  if (!container?.pages) return [];
  const [first, ...rest] = container.pages.replaceAll("–", "-").replaceAll("--", "-").split("-");
  return [strip(first), strip(rest.join("-")) || strip(first)];
}

export function address({ links }) {
  const openreview = links.openreview ? `https://openreview.net/forum?id=${links.openreview}` : null;
  return links.acl || links.url || openreview || (links.arxiv ? `https://arxiv.org/abs/${links.arxiv}` : null);
}

export function pdf({ links }) {
  return links.pdf || (links.arxiv ? `https://arxiv.org/pdf/${links.arxiv}` : null);
}

export function warning({ kind: what, date, by, reason }) {
  const parts = [what[0].toUpperCase() + what.slice(1), date ? readableDate(date) : "", by ? `by ${by}` : ""];
  return parts.filter(Boolean).join(" ") + (reason ? `: ${reason}` : "");
}

export function remarks(paper) {
  const found = paper.status ? [warning(paper.status)] : [];
  if (paper.venue && !isWithin(paper)) found.push([VENUE_WORDS[paper.venue.status] ?? "", paper.venue.name, paper.venue.year || ""].filter(Boolean).join(" "));
  if (!paper.authors.length) {
    const count = paper.author_count;
    found.push(count ? `${number.format(count)} author${count === 1 ? "" : "s"}; names not recorded` : "names of the authors not recorded");
  }
  return found;
}

function isWithin(paper) {
  return ["article", "conference-paper", "chapter"].includes(kind(paper));
}

function readableDate(date) {
  const [year, month, day] = date.split("-");
  return [day ? Number(day) : "", month ? MONTHS[Number(month) - 1] : "", year].filter(Boolean).join(" ");
}
