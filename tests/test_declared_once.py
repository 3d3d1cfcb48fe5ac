"""Each kind of thing is declared once: a toy one of each, added to a copy of the program by hand, is found everywhere.

docs/architecture.md says which files have to be touched; these are, and no others.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from paperdex.site.search.entry import address_term
from small_index import FINISHED_SITE, SmallIndex
from test_architecture import files_to_touch
from tiny_site import served

ROOT = Path(__file__).parents[1]
POSTER = "https://posters.example/a-paper"
DOCUMENT_TESTS = (
    "tests/test_curators_guide.py",
    "tests/test_finding_codes.py",
    "tests/test_formats_page.py",
    "tests/checks/test_table.py::test_the_documentation_says_of_a_code_what_the_table_says",
    "tests/sources/test_formats.py::test_the_guide_lists_every_format_as_it_is_declared",
)
"""What holds the documents to the declarations."""


class Program:
    """A copy of the program, to be changed by hand and run on a small index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "program"
        self.index = SmallIndex(folder / "index")
        """A small index with a finished site."""
        self.touched: dict[str, set[str]] = {}
        """Files that were edited or added, by the kind of thing that they were touched for."""
        self.said_of_documents = ""
        """What tests said before the documents knew of the toys."""
        self._kind = ""
        ignored = shutil.ignore_patterns("__pycache__", ".*", "browser", "data", "screenshots")
        for name in ("docs", "generator", "site_config", "tests"):
            shutil.copytree(ROOT / name, self.folder / name, ignore=ignored)
        shutil.copy(ROOT / "pyproject.toml", self.folder)

    @contextmanager
    def adding(self, kind: str) -> Iterator[None]:
        """What is touched meanwhile is touched for a thing of this kind."""
        self._kind = kind
        yield
        self._kind = ""

    def edit(self, name: str, before: str, added: str) -> None:
        """Add a text to a file, after one that stands there once."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, (name, before)
        path.write_text(text.replace(before, before + added), encoding="utf-8")
        self.touched.setdefault(self._kind, set()).add(name)

    def add(self, name: str, text: str) -> None:
        """Add a file."""
        assert not (self.folder / name).exists()
        (self.folder / name).write_text(text, encoding="utf-8")
        self.touched.setdefault(self._kind, set()).add(name)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def run(self, *arguments: str, code: int = 0, index: SmallIndex | None = None, **environment: str) -> str:
        """What a command prints, faults too."""
        folder = (index or self.index).root
        return self._python("-m", "paperdex", *arguments, code=code, folder=folder, **environment)

    def document_tests(self) -> str:
        """What tests say that hold the documents to the program."""
        options = ("-q", "-p", "no:cacheprovider")
        return self._python("-m", "pytest", *options, *DOCUMENT_TESTS, code=None, folder=self.folder)

    def _python(self, *arguments: str, code: int | None, folder: Path, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(self.folder / "generator"), **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert code in (None, done.returncode), done.stdout + done.stderr
        return done.stdout + done.stderr


def add_link_kind(program: Program) -> None:
    program.edit(
        "generator/paperdex/records/paper.py",
        '    """Slides and posters."""\n',
        "    poster: Annotated[\n"
        "        tuple[Url, ...],\n"
        '        LinkKind(places=r"posters\\.example/", sure_places=[SurePlace(r"posters\\.example/")]),\n'
        "    ] = ()\n"
        '    """Posters alone."""\n',
    )
    program.edit("site_config/strings.json", '    "slides": "Slides"', ',\n    "poster": "Wall poster"')


PLAIN_LINES = """\"""Papers as one line each: `a-paper: A Paper of Toast`.\"""

from collections.abc import Iterable

from paperdex.records.paper import Paper


def dump(papers: Iterable[Paper]) -> str:
    return "".join(map(line, papers))


def line(paper: Paper) -> str:
    return f"{paper.id}: {paper.title}\\n"
"""


def add_export_format(program: Program) -> None:
    program.add("generator/paperdex/pages/exports/plain_lines.py", PLAIN_LINES)
    program.edit(
        "generator/paperdex/export_formats.py",
        """        ExportFormat("readme", "an Awesome list", "md", "text/markdown", made_of="index"),\n""",
        """        ExportFormat(
            "plain", "Plain lines", "txt", "text/plain", beside="alternate", between="", all_papers="Every title"
        ),\n""",
    )
    program.edit(
        "generator/paperdex/pages/exports/writers.py",
        """    "readme": Writer(readme.dump),\n""",
        """    "plain": Writer(
        _papers(plain_lines.dump), beside=_without_page(plain_lines.line), all_papers=AllPapers(plain_lines.line)
    ),\n""",
    )
    program.edit(
        "generator/paperdex/pages/exports/writers.py",
        "from paperdex.pages import feeds\n",
        "from paperdex.pages.exports import plain_lines\n",
    )


IMPORT = """\"""Papers on toast: `toast:` and a title, a line each.\"""

from paperdex.records.draft import Draft
from paperdex.sources.source import ImportFormat, Reading, SourceText, with_place


def read(source: SourceText) -> Reading:
    drafts = [
        with_place(Draft({"title": line[6:].strip(), "provenance": {"source": "toast"}}), source, (number, number))
        for number, line in enumerate(source.lines, 1)
        if line.startswith("toast:")
    ]
    return Reading(drafts, ())


FORMAT = ImportFormat("toast", "papers on toast", lambda text: text.startswith("toast:"), read)
"""


def add_import_format(program: Program) -> None:
    program.add("generator/paperdex/sources/toast.py", IMPORT)
    program.edit(
        "generator/paperdex/sources/formats.py",
        "from paperdex.findings import nearest\n",
        "from paperdex.sources import toast\n",
    )
    program.edit(
        "generator/paperdex/sources/formats.py",
        "IMPORT_FORMATS: tuple[ImportFormat, ...] = (\n",
        "    toast.FORMAT,\n",
    )


PROVIDER = """\"""The registry of toast: `toast:7`.\"""

import json

from paperdex.records.draft import Draft
from paperdex.settings import Services
from paperdex.sources.providers.provider import Provider
from paperdex.web import Web


def recognise(text: str) -> str | None:
    return text.removeprefix("toast:") if text.startswith("toast:") else None


def fetch(web: Web, services: Services, number: str) -> tuple[Draft, str]:
    address = f"{services.toast}/{number}.json"
    return Draft(json.loads(web.fetch_text(address, accept="application/json"))), address


PROVIDER = Provider(
    name="toast", field="url", accepts="toast (toast:7)", site="toast.example", recognise=recognise, fetch=fetch
)
"""


def add_provider(program: Program) -> None:
    program.add("generator/paperdex/sources/providers/toast.py", PROVIDER)
    program.edit(
        "generator/paperdex/sources/providers/__init__.py",
        "from paperdex.settings import Services\n",
        "from paperdex.sources.providers import toast\n",
    )
    program.edit(
        "generator/paperdex/sources/providers/__init__.py",
        "PROVIDERS: tuple[Provider, ...] = (\n",
        "    toast.PROVIDER,\n",
    )
    program.edit(
        "generator/paperdex/settings.py",
        '    huggingface: Service = "https://huggingface.co/api/papers"\n    """https://huggingface.co/docs/hub/api"""\n',
        '    toast: Service = "https://toast.example"\n    """https://toast.example/manual"""\n',
    )


CHECK = """\"""Titles that speak of toys.\"""

from collections.abc import Iterator

from paperdex.findings import Finding, FindingKind, Severity
from paperdex.records.record import Record

TOY_TITLE = FindingKind("toy-title", Severity.WARNING, "A title speaks of toys.")


def check_toys(record: Record) -> Iterator[Finding]:
    \"""Toys in titles.\"""
    if "Toy" in record.paper.title:
        yield record.finding(TOY_TITLE, "the title speaks of toys", ("title",))
"""


def add_check(program: Program) -> None:
    program.add("generator/paperdex/checks/toys.py", CHECK)
    program.edit(
        "generator/paperdex/checks/table.py", "from enum import StrEnum\n", "\nfrom paperdex.checks import toys\n"
    )
    program.edit(
        "generator/paperdex/checks/table.py",
        "CHECKS: Sequence[Check] = (\n",
        "    Check(toys.check_toys, Scope.RECORD, [toys.TOY_TITLE]),\n",
    )


def add_setting(program: Program) -> None:
    program.edit(
        "generator/paperdex/settings.py",
        '    """Papers on the front page."""\n',
        '    toast: Annotated[int, Field(ge=1)] = 2\n    """Slices of toast on the front page."""\n',
    )


def add_word(program: Program) -> None:
    program.edit("site_config/strings.json", '    "newest": "Newest papers",', '\n    "toast": "Toast & jam",')
    program.edit("site_config/pages/library.md.j2", "# [[places.library]] { #title }\n", "\n[[home.toast]]\n")


QUESTION = """    @_question()
    def first_title(self, shelf: str) -> str:
        \"""The first title of a shelf in alphabetical order.\"""
        return min((record.sort_title for record in self._catalog.shelf(shelf).records), default="")

"""


def add_question(program: Program) -> None:
    program.edit(
        "generator/paperdex/catalog/view.py",
        "    # What is made of several answers.\n\n",
        QUESTION,
    )
    program.edit(
        "site_config/pages/search.md.j2",
        "# [[places.search]] { #title }\n",
        "\nfirst: {{ catalog.first_title('topic/methods') }}\n",
    )


PAGE = """\"""The page on methods, and a file beside it.\"""

from collections.abc import Iterator
from pathlib import Path

from paperdex.catalog import addresses
from paperdex.catalog.view import View
from paperdex.pages.page import Asset, Files, FinishedPage, Page, Part
from paperdex.pages.render import Renderer, file_of
from paperdex.pages.strings import say


def toast_page(renderer: Renderer) -> Iterator[Part]:
    yield Page(file_of(addresses.TOAST), lambda: _page(renderer))
    yield Files("toast", lambda: _files(renderer.view))


def _page(renderer: Renderer) -> FinishedPage:
    _log("page")
    return renderer.finished(addresses.TOAST, say("places.toast"), "toast.md.j2", kind="toast")


def _files(view: View) -> list[Asset]:
    _log("file")
    titles = [view.paper(item.id).title for item in view.shelf("topic/methods")]
    return [Asset("toast/list.txt", "\\n".join(titles).encode())]


def _log(made: str) -> None:
    with Path("made.txt").open("a") as log:
        log.write(f"{made} ")
"""
PAGE_TEMPLATE = """# [[places.toast]] { #title }

<p>{{ catalog.count('topic/methods') }} slices, <a href="{{ to(addresses.TOAST ~ 'list.txt') }}">listed</a></p>
"""


def add_page_kind(program: Program) -> None:
    program.add("generator/paperdex/pages/toast_page.py", PAGE)
    program.add("site_config/pages/toast.md.j2", PAGE_TEMPLATE)
    program.edit("site_config/strings.json", '    "library": "Library",', '\n    "toast": "Toast & butter",')
    program.edit("generator/paperdex/catalog/addresses.py", 'STATS = "stats/"\n', 'TOAST = "toast/"\n')
    program.edit("generator/paperdex/catalog/ledger.py", "    addresses.STATS,\n", "    addresses.TOAST,\n")
    program.edit(
        "generator/paperdex/pages/contents.py",
        "from paperdex.pages.page import Group, Page, Part\n",
        "from paperdex.pages import toast_page\n",
    )
    program.edit(
        "generator/paperdex/pages/contents.py",
        '    PageKind("stats", _only, _stats),\n',
        '    PageKind("toast", _only, lambda tools, _: toast_page.toast_page(tools.renderer)),\n',
    )


TOYS = {
    "kind of link": add_link_kind,
    "export format": add_export_format,
    "import format": add_import_format,
    "provider of metadata": add_provider,
    "check": add_check,
    "setting": add_setting,
    "word": add_word,
    "question of the view": add_question,
    "kind of page": add_page_kind,
}


def add_to_documents(program: Program) -> None:
    """What tests ask for that hold the documents to the program."""
    with program.adding("kind of link"):
        program.edit("docs/formats.md", "and from a reader's library `abstract`", "; then `poster`")
    with program.adding("export format"):
        row = "| Plain lines | `/papers/<id>.txt`, `/data/papers.txt` | `paperdex export plain` |\n"
        program.edit("docs/formats.md", "| an Awesome list | | `paperdex export readme` |\n", row)
        program.edit("docs/curators.md", "`[bib, ris, json, md", ", txt")
    with program.adding("import format"):
        program.edit("docs/formats.md", "| name | what |\n| --- | --- |\n", "| `toast` | papers on toast |\n")
    with program.adding("check"):
        finding = "\n### `toy-title`\n*Warning.* A title speaks of toys.\n"
        program.edit("docs/findings.md", "the name of a record ends in `.yaml`. Rename it.\n", finding)
    with program.adding("setting"):
        row = "| `toast` | Slices of toast on the front page. | 2 |\n"
        program.edit("docs/curators.md", "| `newest` | Papers on the front page. | 10 |\n", row)


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A program with a toy of each kind."""
    program = Program(tmp_path_factory.mktemp("toys"))
    for kind, add in TOYS.items():
        with program.adding(kind):
            add(program)
    program.said_of_documents = program.document_tests()
    add_to_documents(program)
    return program


@pytest.fixture(scope="module")
def program(toys: Program) -> Program:
    """The same with a site of one paper."""
    program = toys
    program.index.write("mkdocs.yml", FINISHED_SITE)
    program.index.write(
        "content/papers/2023/a-paper.yaml",
        'id: a-paper\ntitle: "A Paper of Toast"\ndate: "2023"\ntopics: [methods]\n'
        f"links:\n  poster:\n    - {POSTER}\nprovenance:\n  source: manual\n",
    )
    program.run("build")
    return program


@pytest.fixture
def other(tmp_path: Path) -> SmallIndex:
    """An index that a test may change."""
    return SmallIndex(tmp_path)


class TestTheFiles:
    @pytest.mark.parametrize("kind", TOYS)
    def test_those_that_were_touched_are_those_that_the_architecture_names(self, toys: Program, kind: str) -> None:
        named, touched = files_to_touch()[kind], toys.touched[kind]
        assert {name for name in touched if not named.intersection((name, f"{Path(name).parent}/"))} == set()
        assert {name for name in named if not any(name in (each, f"{Path(each).parent}/") for each in touched)} == set()

    def test_a_document_that_does_not_know_of_one_is_found(self, toys: Program) -> None:
        failing = {line for line in toys.said_of_documents.splitlines() if line.startswith("FAILED")}
        for name in {test.partition("::")[0] for test in DOCUMENT_TESTS}:
            assert any(name in line for line in failing), toys.said_of_documents
        said = toys.document_tests()
        assert "FAILED" not in said, said
        assert " passed" in said

    def test_every_kind_of_the_architecture_has_a_toy(self) -> None:
        assert set(files_to_touch()) == set(TOYS)


class TestALinkKind:
    def test_editors_learn_of_it_from_the_schema(self, program: Program) -> None:
        schema = json.loads(program.index.read("site/data/record.schema.json"))
        assert schema["$defs"]["Links"]["properties"]["poster"]["description"] == "Posters alone."

    def test_the_page_of_a_paper_has_it_under_its_word(self, program: Program) -> None:
        page = program.index.read("site/papers/a-paper/index.html")
        assert f'<a href="{POSTER}">Wall poster</a>' in page

    def test_the_search_finds_a_paper_by_it(self, program: Program) -> None:
        terms = [path.read_text() for path in (program.index.root / "site/search/terms").rglob("*.json")]
        assert any(address_term(POSTER) in text for text in terms)

    def test_tables_have_a_last_column_of_it(self, program: Program) -> None:
        rows = list(csv.DictReader(io.StringIO(program.run("export", "csv"), newline="")))
        assert list(rows[0].items())[-1] == ("poster", POSTER)
        assert program.index.read("site/data/papers.csv").split("\n")[0].rstrip().endswith(",note,poster")
        assert '"last": ["poster"]' in program.index.read("site/assets/library/csv.js")

    def test_the_other_exports_have_it(self, program: Program) -> None:
        assert json.loads(program.run("export", "jsonl"))["links"]["poster"] == [POSTER]
        assert f"- Wall poster: <{POSTER}>" in program.run("export", "markdown")
        assert f"[A Paper of Toast]({POSTER})" in program.run("export", "readme")

    def test_it_is_checked(self, program: Program, other: SmallIndex) -> None:
        path = "content/papers/2023/b-paper.yaml"
        record = f"id: b-paper\ntitle: Of Jam\nlinks:\n  dataset: [{POSTER}]\nprovenance: {{source: manual}}\n"
        other.write(path, record)
        found = program.run("check", path, index=other)
        assert f"{POSTER} stands under links.dataset and belongs under links.poster" in found

    def test_forms_and_lists_give_it(self, program: Program, other: SmallIndex) -> None:
        form = (
            "### Identifier or address\n\nhttps://example.org/form\n\n### Title\n\nOf Forms\n\n"
            "### Links\n\nposter: https://example.org/1\n"
        )
        other.write("form.md", form)
        program.run("from-issue", "form.md", index=other)
        assert "  poster:\n    - https://example.org/1\n" in other.read("content/papers/undated/of-forms.yaml")
        entry = "- **How to Toast Bread Well** [[Paper]](https://arxiv.org/abs/2301.00001) [[Poster]](https://example.org/2)"
        other.write("README.md", f"# Awesome Toast\n\n## Toasters\n\n{entry}\n")
        program.run("import", "README.md", index=other)
        [path] = (other.root / "content/papers").rglob("how-to-toast*.yaml")
        assert "  poster:\n    - https://example.org/2\n" in path.read_text()


class TestAnExportFormat:
    def test_the_command_writes_it_and_its_help_names_it(self, program: Program) -> None:
        assert program.run("export", "plain") == "a-paper: A Paper of Toast\n"
        assert "plain (Plain lines)" in " ".join(program.run("export", "--help").split())

    def test_it_lies_beside_every_paper_whose_page_names_it(self, program: Program) -> None:
        assert program.index.read("site/papers/a-paper.txt") == "a-paper: A Paper of Toast\n"
        page = program.index.read("site/papers/a-paper/index.html")
        assert '<link rel="alternate" type="text/plain" href="../a-paper.txt">' in page
        assert '<a href="../a-paper.txt">Plain lines</a>' in page

    def test_all_papers_are_in_one_file_which_language_models_are_told_of(self, program: Program) -> None:
        assert program.index.read("site/data/papers.txt") == "a-paper: A Paper of Toast\n"
        llms = program.index.read("site/llms.txt")
        assert "- [Every title](https://t.example/data/papers.txt): Plain lines\n" in llms
        assert "`papers/<id>.txt`" in llms

    def test_browsers_make_files_of_it(self, program: Program) -> None:
        assert (
            '"plain": {"ending": "txt", "label": "Plain lines", "type": "text/plain", "between": ""}'
            in program.index.read("site/assets/library/export.js")
        )

    def test_the_settings_know_it(self, program: Program, other: SmallIndex) -> None:
        other.write("mkdocs.yml", f"{FINISHED_SITE}extra: {{paperdex: {{twins: [txt]}}}}\n")
        assert program.run("check", index=other)


def test_an_import_format_is_recognised_and_helped_with(program: Program, other: SmallIndex) -> None:
    other.write("breakfast.txt", "toast: On Burnt Bread\ntoast: On Butter\n")
    program.run("import", "breakfast.txt", index=other)
    assert "source: toast" in other.read("content/papers/undated/on-butter.yaml")
    assert "toast (papers on toast)" in " ".join(program.run("import", "--help").split())


def test_a_provider_is_asked_where_the_settings_say(program: Program, other: SmallIndex, tmp_path: Path) -> None:
    values = {"title": "On Rye", "date": "2021", "links": {"url": "https://toast.example/7"}}
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry/7.json").write_text(json.dumps(values))
    with served(tmp_path / "registry") as address:
        other.write("mkdocs.yml", f"site_name: T\nextra: {{paperdex: {{services: {{toast: '{address[:-1]}'}}}}}}\n")
        program.run("add", "toast:7", index=other)
        assert f"      - {address}7.json\n" in other.read("content/papers/2021/on-rye.yaml")
    assert "toast (toast:7)" in program.run("add", "what", index=other, code=2)


def test_a_check_is_one_function_and_its_line(program: Program, other: SmallIndex) -> None:
    other.add("a-toy", title="A Toy")
    assert "a-toy.yaml:3:8: toy-title the title speaks of toys" in program.run("check", index=other)


def test_a_setting_is_one_field(program: Program, other: SmallIndex) -> None:
    for value, said in (("toast: 3", ""), ("toast: 0", "toast: Input should be greater"), ("tost: 3", "mean 'toast'?")):
        other.write("mkdocs.yml", f"site_name: T\nextra: {{paperdex: {{{value}}}}}\n")
        assert said in program.run("check", index=other, code=2 if said else 0)


def test_a_word_is_one_line_and_the_place_that_says_it(program: Program) -> None:
    assert "Toast &amp; jam" in program.index.read("site/library/index.html")


class TestAKindOfPage:
    def test_the_page_is_in_the_site_with_its_head_its_file_and_its_line_in_the_sitemap(self, program: Program) -> None:
        page = program.index.read("site/toast/index.html")
        assert '1 slices, <a href="list.txt">listed</a>' in page
        assert '<link rel="canonical" href="https://t.example/toast/">' in page
        assert '<meta property="og:title" content="Toast &amp; butter">' in page
        assert program.index.read("site/toast/list.txt") == "A Paper of Toast"
        assert "<loc>https://t.example/toast/</loc>" in program.index.read("site/sitemap.xml")
        assert "  toast/list.txt\n" in program.index.read("build/manifest.txt")

    def test_its_address_is_published_for_ever(self, program: Program, other: SmallIndex) -> None:
        program.run("ledger", index=other)
        assert "\ntoast/\n" in other.read("content/addresses.txt")

    def test_what_is_made_again_is_what_has_read_something_else(self, program: Program, other: SmallIndex) -> None:
        """The page counts papers, the file has their titles."""
        other.write("mkdocs.yml", FINISHED_SITE)
        first = {"topics": ["methods"], "title": "Bread"}
        other.add("one", **first)
        other.add("two")

        def made() -> list[str]:
            (other.root / "made.txt").unlink(missing_ok=True)
            program.run("build", index=other)
            return other.read("made.txt").split() if (other.root / "made.txt").exists() else []

        assert made() == ["page", "file"]
        assert made() == []
        other.add("two", abstract="It is no method.")
        assert made() == []
        other.add("one", **{**first, "title": "Toast"})
        assert made() == ["file"]
        other.add("three", topics=["methods"], title="Jam")
        assert made() == ["page", "file"]
        assert "2 slices" in other.read("site/toast/index.html")
        assert other.read("site/toast/list.txt").split() == ["Jam", "Toast"]


def test_an_answer_of_a_new_question_is_looked_at_in_every_build(program: Program, other: SmallIndex) -> None:
    other.write("mkdocs.yml", FINISHED_SITE)
    for title in ("Toast", "Butter"):
        other.add("one", topics=["methods"], title=title)
        program.run("build", index=other)
        assert f"first: {title.lower()}" in other.read("site/search/index.html")
