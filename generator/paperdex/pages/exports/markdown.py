r"""One paper as plain Markdown, for notes, for language models, and for people who like to read source.

CommonMark; what the text of a record would be taken for is escaped, and nothing else, so that it can be read
unrendered. Formulas between dollar signs stay as they are, which is how GitHub, Pandoc and Obsidian read them.
"""

import re
from collections.abc import Iterable, Iterator

from paperdex.pages.exports import reference, tex
from paperdex.pages.paper_links import links_of
from paperdex.records.paper import Paper
from paperdex.text import plural

_SPECIAL = re.compile(r"[\\`*\[\]<~_&#]")
_ENTITY = re.compile(r"&#?\w+;")
# What starts a block: list markers, quotes and rules.
_LEADING = re.compile(r"[-+>]|([0-9]{1,9})[.)](?=\s|$)")


def dump(papers: Iterable[Paper]) -> str:
    """A file of several papers, each under its title."""
    return "\n".join(document(paper) for paper in papers)


def document(paper: Paper, page: str | None = None) -> str:
    """The file of one paper; `page` is its address on this site, where it has one."""
    blocks = [f"# {escape(paper.title)}"]
    if paper.status:
        blocks.append(f"**{escape(reference.warning(paper.status))}**")
    blocks.append("\n".join(f"- {label}: {value}" for label, value in _facts(paper, page)))
    for heading, prose in (("Abstract", paper.abstract), ("Why it is here", paper.note)):
        if prose:
            blocks += [f"## {heading}", *(escape(part) for part in prose.split("\n\n"))]
    if paper.corrected:
        blocks += ["## Corrections", "\n".join(f"- {change.date}: {escape(change.note)}" for change in paper.corrected)]
    return "\n\n".join(blocks) + "\n"


def _facts(paper: Paper, page: str | None) -> Iterator[tuple[str, str]]:
    if paper.authors:
        yield "Authors", escape("; ".join(author.name for author in paper.authors))
    elif paper.author_count:
        yield "Authors", f"{plural(paper.author_count, 'author')}, names not recorded"
    if paper.organization:
        yield "Organisation", escape(paper.organization.name)
    if paper.date:
        yield (
            "Date",
            paper.date
            + (" (inferred in part)" if any(name.startswith("date") for name in paper.provenance.inferred) else ""),
        )
    if paper.venue:
        venue = " ".join(part for part in (paper.venue.name, str(paper.venue.year or "")) if part)
        yield "Venue", escape(venue) + (f" ({paper.venue.status})" if paper.venue.status else "")
    if paper.topics:
        yield "Topics", ", ".join(paper.topics)
    for link in links_of(paper):
        if not link.is_search:
            yield link.label, f"<{link.url}>"
    if page:
        yield "Page", f"<{page}>"


def escape(text: str) -> str:
    r"""A line that renders as the text: `a \*star\*` for `a *star*`. It may begin a block."""
    parts = list(tex.split_formulas(text))
    return "".join(
        f"${_harmless(part)}$" if is_formula else _escape(part, is_start=not number)
        for number, (is_formula, part) in enumerate(parts)
    )


def _escape(text: str, *, is_start: bool) -> str:
    escaped = _SPECIAL.sub(_inert, text)
    leading = _LEADING.match(escaped) if is_start else None
    if not leading:
        return escaped
    end = len(leading[1] or "")
    return f"{escaped[:end]}\\{escaped[end:]}"


def _inert(match: re.Match[str]) -> str:
    """A special character, with a backslash where it would act: an underscore within a word would not."""
    text, char, start = match.string, match[0], match.start()
    before, after = text[start - 1 : start], text[start + 1 : start + 2]
    acts = {
        "_": not (before.isalnum() and after.isalnum()),
        "&": bool(_ENTITY.match(text, start)),
        "#": not before.strip(),
    }
    return f"\\{char}" if acts.get(char, True) else char


def _harmless(formula: str) -> str:
    """A formula in which no `<` can begin a tag."""
    return re.sub(r"<(?=[A-Za-z/!?])", "< ", formula)
