"""Everything of the site that programs fetch and no renderer should touch: papers in other formats, whole dumps,
llms.txt.

Each file is a pure function of one record or a list of records, and of the settings.
"""

import json
from collections.abc import Callable, Iterator, Sequence

from paperdex.catalog import addresses
from paperdex.catalog.view import View
from paperdex.pages.exports.writers import ALL_PAPERS, BESIDE_PAPER, PaperText
from paperdex.pages.llms import llms
from paperdex.pages.page import Asset, Files, RowFile
from paperdex.records.paper import Paper, Provenance
from paperdex.records.schema import record_schema


class Downloads:
    """The files of one site. A paper's BibTeX is made once: it stands in its own file, in those of its topics and in
    the whole.
    """

    def __init__(self, view: View, bibtex: Callable[[str], str]) -> None:
        """`bibtex` gives the entry of the paper with an id."""
        self._view = view
        self._settings = view.settings
        self._bibtex = bibtex

    def of_paper(self, paper_id: str) -> Files:
        """The paper in the formats of the settings, also at its earlier addresses."""
        return Files("twins", lambda: self._twins(self._view.paper(paper_id)))

    def of_removed(self, paper_id: str) -> Files:
        """What an address still says of a paper that was taken out: which it was, and why."""
        return Files("twins", lambda: self._twins(without_content(self._view.paper(paper_id))))

    def of_topic(self, slug: str) -> RowFile:
        """The papers of a topic as BibTeX, also at its earlier addresses."""
        path, *also = map(addresses.topic_bibliography, self._view.tree.names[slug])
        return self._file(path, self._bibtex, f"topic/{slug}", between="\n", also=also)

    def of_the_site(self) -> Iterator[RowFile | Files]:
        """All papers in one file, a format each, in order of their ids; the schema; and what language models should
        read.
        """
        for ending, file in ALL_PAPERS.items():
            row = self._bibtex if ending == "bib" else self._row(file.paper)
            yield self._file(addresses.dump(ending), row, "all", file.before, file.between, file.after)
        yield Files("schema", lambda: [_text(addresses.SCHEMA, _schema())])
        yield Files("llms", lambda: [llms(self._view)])

    def _row(self, write: PaperText) -> Callable[[str], str]:
        return lambda paper_id: write(self._view.paper(paper_id))

    def _file(
        self,
        path: str,
        row: Callable[[str], str],
        shelf: str,
        before: str = "",
        between: str = "",
        after: str = "",
        also: Sequence[str] = (),
    ) -> RowFile:
        """In order of ids."""
        ids = sorted(item.id for item in self._view.shelf(shelf))
        return RowFile(path, shelf, [(paper_id,) for paper_id in ids], row, before, between, after, also)

    def _twins(self, paper: Paper) -> Iterator[Asset]:
        page = (
            addresses.absolute(self._settings.site_url, addresses.paper(paper.id)) if self._settings.site_url else None
        )
        names = self._view.ids(paper.id)
        for ending in self._settings.options.twins:
            text = BESIDE_PAPER[ending](paper, page)
            yield from (_text(addresses.twin(name, ending), text) for name in names)


def without_content(paper: Paper) -> Paper:
    """What an address still says of a paper that was taken out: which it was, and why."""
    return Paper(
        id=paper.id,
        title=paper.title,
        status=paper.status,
        aliases=paper.aliases,
        provenance=Provenance(source=paper.provenance.source),
    )


def _schema() -> str:
    return json.dumps(record_schema(), ensure_ascii=False, indent=2) + "\n"


def _text(path: str, text: str) -> Asset:
    return Asset(path, text.encode())
