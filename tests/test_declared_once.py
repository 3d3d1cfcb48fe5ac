"""Each kind of thing is declared once: a toy one, added to a copy of the program by hand, is found everywhere."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from paperdex.site.search.entry import address_term
from small_index import FINISHED_SITE, SmallIndex

ROOT = Path(__file__).parents[1]
POSTER = "https://posters.example/a-paper"


SETTING = """    toast: Annotated[int, Field(ge=1)] = 2
    \"\"\"Slices of toast on the front page.\"\"\"
"""


class Program:
    """A copy of the program, to be changed by hand and run on a small index."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "program"
        self.index = SmallIndex(folder / "index")
        ignored = shutil.ignore_patterns("__pycache__")
        for name in ("generator", "site_config"):
            shutil.copytree(ROOT / name, self._folder / name, ignore=ignored)

    def edit(self, name: str, before: str, added: str) -> None:
        """Add a text to a file, after one that stands there once."""
        path = self._folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, (name, before)
        path.write_text(text.replace(before, before + added), encoding="utf-8")

    def add(self, name: str, text: str) -> None:
        """Add a file."""
        (self._folder / name).write_text(text, encoding="utf-8")

    def run(self, *arguments: str, code: int = 0) -> str:
        """What a command prints, faults too."""
        done = subprocess.run(
            [sys.executable, "-m", "paperdex", *arguments],
            cwd=self.index.root,
            env={**os.environ, "PYTHONPATH": str(self._folder / "generator")},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def poster(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A program that knows posters, with a site that has one."""
    program = Program(tmp_path_factory.mktemp("poster"))
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
    program.index.write("mkdocs.yml", FINISHED_SITE)
    program.index.write(
        "content/papers/2023/a-paper.yaml",
        'id: a-paper\ntitle: "A Paper of Toast"\ndate: "2023"\n'
        f"links:\n  poster:\n    - {POSTER}\nprovenance:\n  source: manual\n",
    )
    program.run("build")
    return program


class TestALinkKind:
    def test_editors_learn_of_it_from_the_schema(self, poster: Program) -> None:
        schema = json.loads(poster.index.read("site/data/record.schema.json"))
        assert schema["$defs"]["Links"]["properties"]["poster"]["description"] == "Posters alone."

    def test_the_page_of_a_paper_has_it_under_its_word(self, poster: Program) -> None:
        page = poster.index.read("site/papers/a-paper/index.html")
        assert f'<a href="{POSTER}">Wall poster</a>' in page

    def test_the_search_finds_a_paper_by_it(self, poster: Program) -> None:
        terms = [path.read_text() for path in (poster.index.root / "site/search/terms").rglob("*.json")]
        assert any(address_term(POSTER) in text for text in terms)

    def test_tables_have_a_last_column_of_it(self, poster: Program) -> None:
        rows = list(csv.DictReader(io.StringIO(poster.run("export", "csv"), newline="")))
        assert list(rows[0].items())[-1] == ("poster", POSTER)
        assert poster.index.read("site/data/papers.csv").split("\n")[0].rstrip().endswith(",note,poster")
        assert '"last": ["poster"]' in poster.index.read("site/assets/library/csv.js")

    def test_the_other_exports_have_it(self, poster: Program) -> None:
        assert json.loads(poster.run("export", "jsonl"))["links"]["poster"] == [POSTER]
        assert f"- Wall poster: <{POSTER}>" in poster.run("export", "markdown")
        assert f"[A Paper of Toast]({POSTER})" in poster.run("export", "readme")

    def test_it_is_checked(self, poster: Program, tmp_path: Path) -> None:
        path = "content/papers/2023/b-paper.yaml"
        record = f"id: b-paper\ntitle: Of Jam\nlinks:\n  dataset: [{POSTER}]\nprovenance: {{source: manual}}\n"
        poster.index.write(path, record)
        found = poster.run("check", path)
        (poster.index.root / path).unlink()
        assert f"{POSTER} stands under links.dataset and belongs under links.poster" in found

    def test_forms_and_lists_give_it(self, poster: Program) -> None:
        form = (
            "### Identifier or address\n\nhttps://example.org/form\n\n### Title\n\nOf Forms\n\n"
            "### Links\n\nposter: https://example.org/1\n"
        )
        poster.index.write("form.md", form)
        poster.run("from-issue", "form.md")
        assert "  poster:\n    - https://example.org/1\n" in poster.index.read("content/papers/undated/of-forms.yaml")
        entry = "- **How to Toast Bread Well** [[Paper]](https://arxiv.org/abs/2301.00001) [[Poster]](https://example.org/2)"
        poster.index.write("README.md", f"# Awesome Toast\n\n## Toasters\n\n{entry}\n")
        poster.run("import", "README.md")
        [path] = (poster.index.root / "content/papers").rglob("how-to-toast*.yaml")
        assert "  poster:\n    - https://example.org/2\n" in path.read_text()


TOY = '''"""Papers as one line each: `a-paper: A Paper of Toast`."""

from collections.abc import Iterable

from paperdex.records.paper import Paper


def dump(papers: Iterable[Paper]) -> str:
    """A line a paper."""
    return "".join(map(line, papers))


def line(paper: Paper) -> str:
    """`a-paper: A Paper of Toast`"""
    return f"{paper.id}: {paper.title}\\n"
'''


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A program that gives papers out as plain lines, with a site of one paper."""
    program = Program(tmp_path_factory.mktemp("plain"))
    program.add("generator/paperdex/pages/exports/plain_lines.py", TOY)
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
    program.index.write("mkdocs.yml", FINISHED_SITE)
    program.index.add("a-paper", title="A Paper of Toast")
    program.run("build")
    return program


class TestAnExportFormat:
    def test_the_command_writes_it_and_its_help_names_it(self, plain: Program) -> None:
        assert plain.run("export", "plain") == "a-paper: A Paper of Toast\n"
        assert "plain (Plain lines)" in " ".join(plain.run("export", "--help").split())

    def test_it_lies_beside_every_paper_whose_page_names_it(self, plain: Program) -> None:
        assert plain.index.read("site/papers/a-paper.txt") == "a-paper: A Paper of Toast\n"
        page = plain.index.read("site/papers/a-paper/index.html")
        assert '<link rel="alternate" type="text/plain" href="../a-paper.txt">' in page
        assert '<a href="../a-paper.txt">Plain lines</a>' in page

    def test_all_papers_are_in_one_file_which_language_models_are_told_of(self, plain: Program) -> None:
        assert plain.index.read("site/data/papers.txt") == "a-paper: A Paper of Toast\n"
        llms = plain.index.read("site/llms.txt")
        assert "- [Every title](https://t.example/data/papers.txt): Plain lines\n" in llms
        assert "`papers/<id>.txt`" in llms

    def test_browsers_make_files_of_it(self, plain: Program) -> None:
        assert (
            '"plain": {"ending": "txt", "label": "Plain lines", "type": "text/plain", "between": ""}'
            in plain.index.read("site/assets/library/export.js")
        )

    def test_the_settings_know_it(self, plain: Program) -> None:
        plain.index.write("mkdocs.yml", f"{FINISHED_SITE}extra: {{paperdex: {{twins: [txt]}}}}\n")
        assert plain.run("export", "plain") == "a-paper: A Paper of Toast\n"


def test_a_setting_is_one_field(tmp_path: Path) -> None:
    program = Program(tmp_path)
    program.edit("generator/paperdex/settings.py", '    """Papers on the front page."""\n', SETTING)
    for value, said in (("toast: 3", ""), ("toast: 0", "toast: Input should be greater"), ("tost: 3", "mean 'toast'?")):
        program.index.write("mkdocs.yml", f"site_name: T\nextra: {{paperdex: {{{value}}}}}\n")
        assert said in program.run("check", code=2 if said else 0)


def test_a_word_is_one_line_and_the_place_that_says_it(tmp_path: Path) -> None:
    program = Program(tmp_path)
    program.edit("site_config/strings.json", '    "newest": "Newest papers",', '\n    "toast": "Toast & jam",')
    program.edit("site_config/pages/library.md.j2", "# [[places.library]] { #title }\n", "\n[[home.toast]]\n")
    program.index.write("mkdocs.yml", FINISHED_SITE)
    program.run("build")
    assert "Toast &amp; jam" in program.index.read("site/library/index.html")
