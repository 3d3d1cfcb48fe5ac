"""Bibliographies and JSON of other programs, from the file to the records."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from paperdex.cli import main
from paperdex.commands.import_ import import_files
from paperdex.pages.exports import bibtex, csl_json, records_json, ris
from paperdex.records.folder import read_records, write_record
from paperdex.records.identity import identity_keys, title_key
from paperdex.settings import read_settings
from strategies import paper_lists

BIBTEX = (
    r"""
@inproceedings{a, title = {{GPT4RoI}: Tuning}, author = {{\v{S}}im{\'a}nek, Jan and {OpenAI}}, """
    r"""booktitle = {ICML}, year = 2024, doi = {10.1000/a}}
@article{b, title = {Asking Twice}, author = {Ada Lovelace}, journal = {arXiv preprint arXiv:2307.03601}, year = {2023}}
@misc{c, title = {Cut Off}, author = {Ada Lovelace and others}, year = {2022}, doi = {10.48550/arXiv.2201.00001}}
"""
)
RIS = (
    "TY  - JOUR\nTI  - GPT4RoI: Tuning\nAU  - Šimánek, Jan\nPY  - 2024\nDO  - 10.1000/a\nT2  - Journal of Things\n"
    "ER  - \nTY  - CONF\nTI  - Another\nER  - \n"
)
CSL = json.dumps(
    [
        {
            "type": "article-journal",
            "title": "GPT4RoI: Tuning",
            "DOI": "10.1000/a",
            "author": [{"family": "Šimánek", "given": "Jan"}],
            "issued": {"raw": "2024"},
        },
        {"type": "article", "title": "Another", "number": "arXiv:2307.03601"},
    ]
)
HUGGING_FACE = json.dumps(
    [
        {
            "paper": {
                "id": "2307.03601",
                "title": "Asking Twice",
                "summary": "We ask.",
                "upvotes": 1,
                "authors": [{"name": "Ada Lovelace"}],
                "publishedAt": "2023-07-07T00:00:00Z",
            }
        }
    ]
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">'
    "<entry><id>http://arxiv.org/abs/2307.03601v1</id><title>Asking Twice</title>"
    "<summary>We ask 5\\% of them.</summary><published>2023-07-07T00:00:00Z</published><author><name>Ada "
    "Lovelace</name></author>"
    "<arxiv:comment>Accepted at ICML 2024</arxiv:comment></entry></feed>"
)
YAML = "- title: Asking Twice\n  date: '2023'\n- title: Another\n  authors: [{family: Lovelace}]\n"
FILES = {
    "a.bib": BIBTEX,
    "a.ris": RIS,
    "a.json": CSL,
    "daily-2023-08-01.json": HUGGING_FACE,
    "feed.xml": ATOM,
    "list.yaml": YAML,
}


def make_index(root: Path):
    (root / "content").mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: Test\n")
    (root / "content/venues.yaml").write_text("- id: icml\n  name: ICML\n")
    return read_settings(root)


def contents(index) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in index.papers.rglob("*.yaml")}


@pytest.mark.parametrize("name", FILES)
def test_importing_a_file_twice_changes_nothing(tmp_path, name):
    index = make_index(tmp_path / "index")
    path = tmp_path / name
    path.write_text(FILES[name])
    first = import_files(index, [path])
    before = contents(index)
    assert first.added == len(before) > 0
    assert not first.has_errors
    again = import_files(index, [path])
    assert (again.added, again.merged, again.skipped) == (0, 0, first.added)
    assert contents(index) == before
    assert [problem for problem in again.problems if problem.code == "source-differs"] == []


def test_all_of_them_together_are_one_record_a_work(tmp_path):
    index = make_index(tmp_path / "index")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
        import_files(index, [tmp_path / name])
    found = {stored.paper.title: stored.paper for stored in read_records(index.papers).sound}
    assert sorted(found) == ["Another", "Asking Twice", "Cut Off", "GPT4RoI: Tuning"]
    tuning = found["GPT4RoI: Tuning"]
    assert tuning.venue is not None
    assert (tuning.venue.id, tuning.links.doi, len(tuning.authors)) == ("icml", "10.1000/a", 2)
    assert (found["Cut Off"].links.arxiv, found["Cut Off"].links.doi) == ("2201.00001", None)


def test_what_no_record_has_a_place_for_is_in_the_report_with_its_lines(tmp_path, capsys):
    index = make_index(tmp_path / "index")
    path = tmp_path / "a.bib"
    path.write_text(BIBTEX + "\n@misc{broken,\n  title = {No end\n")
    assert main(["-C", str(index.root), "import", "--json", str(path)]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["added"], len(report["papers"])) == (3, 3)
    assert {(problem["code"], problem["severity"], problem["line"]) for problem in report["problems"]} == {
        ("authors-incomplete", "warning", 4),
        ("bibtex-syntax", "error", 6),
    }


def test_a_file_above_the_limit_is_one_line_on_standard_error(tmp_path, capsys, monkeypatch):
    index = make_index(tmp_path / "index")
    path = tmp_path / "a.bib"
    path.write_text(BIBTEX)
    monkeypatch.setattr("paperdex.commands.import_.MAX_BYTES", 100)
    assert main(["-C", str(index.root), "import", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("dump", "name"),
    [(records_json.dump_lines, "a.jsonl"), (bibtex.dump, "a.bib"), (ris.dump, "a.ris"), (csl_json.dump, "a.json")],
)
@given(papers=paper_lists)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_export_that_comes_back_finds_its_own_records(tmp_path_factory, dump, name, papers):
    known = {key for paper in papers for key in [*identity_keys(paper), title_key(paper.title)]}
    if len(known) < sum(len(list(identity_keys(paper))) + 1 for paper in papers):
        return  # Two of them are one work.
    if any(
        re.search(r"&\S*;|<", paper.title) or any(re.search(r"[{}\\]", author.name) for author in paper.authors)
        for paper in papers
    ):
        return  # Bibliographies hold HTML, which is read as the text that it stands for; and nobody is called }}.
    index = make_index(tmp_path_factory.mktemp("index") / "index")
    for paper in papers:
        write_record(index.papers, paper)
    before = contents(index)
    path = index.root / name
    path.write_text(dump(papers))
    result = import_files(index, [path], dry_run=name != "a.jsonl")
    assert result.added == 0
    assert contents(index) == before
