"""Everything of the site that programs fetch and no renderer should touch: papers in other formats, whole dumps,
llms.txt.

Each file is a pure function of one record or a list of records, and of the settings.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.papers import Papers
from paperdex.catalog.vocabulary import Topic
from paperdex.pages.exports.writers import ALL_PAPERS, BESIDE_PAPER
from paperdex.pages.fingerprint import fingerprint
from paperdex.pages.llms import llms
from paperdex.pages.page import Asset, Bundle, Joined
from paperdex.records.paper import Paper, Provenance
from paperdex.records.schema import record_schema
from paperdex.settings import Settings

Entry = Callable[[Paper], str]
"""BibTeX of one paper."""


class Downloads:
    """The files of one site. A paper's BibTeX is made once: it stands in its own file, in those of its topics and in
    the whole.
    """

    def __init__(self, catalog: Catalog, settings: Settings, entry: Entry) -> None:
        self._catalog = catalog
        self._settings = settings
        self._entry = entry
        self._papers = _by_id(catalog.papers)
        self._names = _names(
            {outline.id: outline.aliases for papers in (catalog.papers, catalog.removed) for outline in papers.outlines}
        )
        self._topic_names = _names({topic.slug: topic.aliases for topic in catalog.tree.topics})

    def of_paper(self, paper: Paper) -> Bundle:
        """The paper in the formats of the settings, also at its earlier addresses."""
        names = self.names(paper.id)
        key = fingerprint([self._catalog.digest_of(paper), names], self._catalog.digest_of)
        return Bundle(f"paper:{paper.id}", key, lambda: self._twins(paper, names))

    def of_removed(self, paper: Paper) -> Bundle:
        """What an address still says of a paper that was taken out: which it was, and why."""
        return self.of_paper(without_content(paper))

    def names(self, paper_id: str) -> Sequence[str]:
        """The id of a paper and those that it had before."""
        return self._names.get(paper_id) or [paper_id]

    def of_topic(self, topic: Topic) -> Joined:
        """The papers of a topic as BibTeX, also at its earlier addresses."""
        papers = _by_id(self._catalog.by_topic.get(topic.slug, Papers()))
        path, *also = map(addresses.topic_bibliography, self._topic_names.get(topic.slug) or [topic.slug])
        return Joined(path, papers, list(papers.digests), self._entry, between="\n", also=also)

    def of_the_site(self) -> Iterator[Joined | Bundle]:
        """All papers in one file, a format each, in order of their ids; the schema; and what language models should
        read.
        """
        catalog, settings = self._catalog, self._settings
        keys = list(self._papers.digests)
        for ending, file in ALL_PAPERS.items():
            part = self._entry if ending == "bib" else file.paper
            yield Joined(addresses.dump(ending), self._papers, keys, part, file.before, file.between, file.after)
        yield Bundle(
            "schema",
            "",
            lambda: [_text(addresses.SCHEMA, json.dumps(record_schema(), ensure_ascii=False, indent=2) + "\n")],
        )
        yield Bundle("llms", catalog.digest, lambda: [llms(catalog, settings)])

    def _twins(self, paper: Paper, names: Sequence[str]) -> Iterator[Asset]:
        page = (
            addresses.absolute(self._settings.site_url, addresses.paper(paper.id)) if self._settings.site_url else None
        )
        for ending in self._settings.options.twins:
            text = self._entry(paper) if ending == "bib" else BESIDE_PAPER[ending](paper, page)
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


def _by_id(papers: Papers) -> Papers:
    return Papers(sorted(papers.listed, key=lambda listed: listed.outline.id))


def _names(aliases: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """For each key that has earlier ones, itself and these; what two claim belongs to the one that has it now, else to
    the first.
    """
    taken = set(aliases)
    names: dict[str, list[str]] = {}
    for key, earlier in aliases.items():
        if earlier:
            names[key] = [key, *(alias for alias in dict.fromkeys(earlier) if alias not in taken)]
            taken.update(earlier)
    return names


def _text(path: str, text: str) -> Asset:
    return Asset(path, text.encode())
