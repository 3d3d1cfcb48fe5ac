"""Everything of the site that programs fetch and no renderer should touch: papers in other formats, whole dumps, feeds, llms.txt.

Each file is a pure function of one record or a list of records, and of the settings.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from generator.catalog import addresses
from generator.catalog.catalog import Catalog
from generator.pages.browse_page import table_bundle
from generator.pages.exports import bibtex, csv_table, markdown, records_json, ris
from generator.pages.feeds import feed_bundles
from generator.pages.fingerprint import fingerprint
from generator.pages.llms import llms
from generator.pages.page import Asset, Bundle
from generator.records.paper import Paper, Provenance
from generator.records.schema import record_schema
from generator.settings import Settings

Entry = Callable[[Paper], str]
"""BibTeX of one paper."""


def all_downloads(catalog: Catalog, settings: Settings) -> Iterator[Bundle]:
    """Every such file, with those that are made together."""
    entry = _remembered(bibtex.entry)
    papers = [*catalog.papers, *(without_content(paper) for paper in catalog.removed)]
    names = _names({paper.id: paper.aliases for paper in papers})
    for paper in papers:
        key = fingerprint([catalog.digest_of(paper), names[paper.id]], catalog.digest_of)
        yield Bundle(f"paper:{paper.id}", key, partial(twins, paper, names[paper.id], settings, entry))
    slugs = _names({topic.slug: topic.aliases for topic in catalog.tree.topics})
    for slug, found in slugs.items():
        listed = sorted(catalog.by_topic.get(slug, ()), key=lambda paper: paper.id)
        yield Bundle(f"bibliography:{slug}", fingerprint([listed, found], catalog.digest_of), partial(bibliography, listed, found, entry))
    yield Bundle("dumps", catalog.digest, partial(dumps, sorted(catalog.papers, key=lambda paper: paper.id), entry))
    yield Bundle("schema", "", lambda: [_text(addresses.SCHEMA, json.dumps(record_schema(), ensure_ascii=False, indent=2) + "\n")])
    yield table_bundle(catalog)
    yield from feed_bundles(catalog, settings)
    yield Bundle("llms", catalog.digest, lambda: [llms(catalog, settings)])


def bibliography(papers: Sequence[Paper], slugs: Iterable[str], entry: Entry) -> Iterator[Asset]:
    """The papers of a topic as BibTeX, also at its earlier addresses."""
    text = bibtex.join(map(entry, papers))
    return (_text(addresses.topic_bibliography(slug), text) for slug in slugs)


def twins(paper: Paper, names: Sequence[str], settings: Settings, entry: Entry) -> Iterator[Asset]:
    """The paper beside its page, in the formats of the settings, also at its earlier addresses."""
    page = addresses.absolute(settings.site_url, addresses.paper(paper.id)) if settings.site_url else None
    for ending in settings.options.twins:
        if ending == "bib":
            text = entry(paper)
        elif ending == "ris":
            text = ris.entry(paper)
        elif ending == "json":
            text = records_json.dump_one(paper)
        else:
            text = markdown.document(paper, page)
        yield from (_text(addresses.twin(name, ending), text) for name in names)


def dumps(papers: Sequence[Paper], entry: Entry) -> Iterator[Asset]:
    """All papers in one file, a format each, in the order given."""
    records = [records_json.compact(paper) for paper in papers]
    yield _text(addresses.dump("json"), records_json.join_array(records))
    yield _text(addresses.dump("jsonl"), records_json.join_lines(records))
    yield _text(addresses.dump("csv"), csv_table.dump(papers))
    yield _text(addresses.dump("bib"), bibtex.join(map(entry, papers)))


def without_content(paper: Paper) -> Paper:
    """What an address still says of a paper that was taken out: which it was, and why."""
    return Paper(id=paper.id, title=paper.title, status=paper.status, aliases=paper.aliases, provenance=Provenance(source=paper.provenance.source))


def _remembered(make: Entry) -> Entry:
    """The same, but made once for each paper: an entry stands in the paper's own file, in those of its topics and in the whole."""
    made: dict[str, str] = {}

    def entry(paper: Paper) -> str:
        if paper.id not in made:
            made[paper.id] = make(paper)
        return made[paper.id]

    return entry


def _names(aliases: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """For each key itself and its earlier ones; what two claim belongs to the one that has it now, else to the first."""
    taken = set(aliases)
    names: dict[str, list[str]] = {}
    for key, earlier in aliases.items():
        names[key] = [key, *(alias for alias in dict.fromkeys(earlier) if alias not in taken)]
        taken.update(earlier)
    return names


def _text(path: str, text: str) -> Asset:
    return Asset(path, text.encode())
