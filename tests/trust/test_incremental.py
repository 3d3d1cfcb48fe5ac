"""After any sequence of changes, a build of what has changed gives the site that a whole build gives, byte for byte."""

import contextlib
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from paperdex.commands.build import build, load
from paperdex.commands.ledger import keep
from paperdex.commands.rename import rename
from paperdex.errors import PaperdexError
from paperdex.findings import Severity
from paperdex.site import assembly
from small_index import FINISHED_SITE, TOPICS, SmallIndex
from torture import TORTURE, compared, digests, tell

SETTINGS = f"{FINISHED_SITE}extra: {{paperdex: {{page_size: 3, newest: 2, feed_entries: 3}}}}\n"
IDS = st.sampled_from([f"paper-{number}" for number in range(7)])
PEOPLE = st.lists(
    st.sampled_from(["Ann Ash", "Bo Birch", "Cy Cedar"]).map(lambda name: {"literal": name}),
    unique_by=lambda one: one["literal"],
    max_size=3,
)
FIELDS = st.fixed_dictionaries(
    {"title": st.sampled_from(["Maps of meaning", "Meaning of maps", "On $x^2$", "A <b> & c", "地図"])},
    optional={
        "authors": PEOPLE,
        "abstract": st.sampled_from(["Of maps.", "Of meaning and of maps."]),
        "date": st.sampled_from(["2023", "2023-05", "2023-05-06", "2023-06-01"]),
        "topics": st.lists(st.sampled_from(["methods", "safety"]), unique=True, max_size=2),
        "venue": st.sampled_from([{"id": "neurips", "name": "NIPS"}, {"name": "Elsewhere", "year": 2023}]),
        "organization": st.just({"name": "A lab"}),
        "links": st.just({"code": ["https://a.example/x"]}),
        "note": st.just("Read it."),
        "status": st.sampled_from([{"kind": "retracted"}, {"kind": "removed", "reason": "Spam"}]),
        "corrected": st.just([{"date": "2024-01-01", "note": "A name"}]),
    },
)


class Index(RuleBasedStateMachine):
    """A curator's day, without end."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="paperdex-"))
        self.index = SmallIndex(self.folder / "index")
        self.index.write("mkdocs.yml", SETTINGS)
        for number in range(4):
            self.index.add(f"paper-{number}", authors=[{"literal": "Ann Ash"}], date="2023-05", topics=["methods"])

    def teardown(self) -> None:
        shutil.rmtree(self.folder)
        assembly._MANY_FILES = 5000

    @property
    def there(self) -> list[Path]:
        return sorted(self.index.settings.papers.rglob("*.yaml"))

    @rule(paper_id=IDS, fields=FIELDS)
    def add_or_edit(self, paper_id: str, fields: dict[str, object]) -> None:
        for path in self.index.settings.papers.rglob(f"{paper_id}.yaml"):
            path.unlink()
        self.index.add(paper_id, **{**fields, "title": f"{fields['title']}, part {paper_id[-1]}"})

    @precondition(lambda self: self.there)
    @rule(number=st.integers(0, 99))
    def delete(self, number: int) -> None:
        self.there[number % len(self.there)].unlink()

    @precondition(lambda self: self.there)
    @rule(number=st.integers(0, 99), new=st.sampled_from(["renamed-1", "renamed-2", "paper-0"]))
    def rename(self, number: int, new: str) -> None:
        with contextlib.suppress(PaperdexError):
            rename(self.index.settings, self.there[number % len(self.there)].stem, new)

    @rule(
        text=st.sampled_from(
            [
                TOPICS,
                TOPICS.replace("name: Safety", "name: Security"),
                TOPICS + "- {slug: third, name: Third, parent: methods}\n",
            ]
        )
    )
    def change_topics(self, text: str) -> None:
        self.index.write("content/topics.yaml", text)

    @rule()
    def publish(self) -> None:
        keep(self.index.settings)

    @rule(size=st.sampled_from([2, 3]))
    def change_settings(self, size: int) -> None:
        self.index.write("mkdocs.yml", SETTINGS.replace("page_size: 3", f"page_size: {size}"))

    @rule(files=st.sampled_from([0, 5000]))
    def grow(self, files: int) -> None:
        """On a large site other processes take part in the smallest change."""
        assembly._MANY_FILES = files

    @invariant()
    def a_build_is_a_whole_build(self) -> None:
        if not self.there or not build_of(self.index.root):
            return
        whole = self.folder / "whole"
        shutil.copytree(self.index.root, whole, ignore=shutil.ignore_patterns("build", "site"))
        build_of(whole)
        for name in ("site", "build/docs"):
            assert digests(self.index.root / name) == digests(whole / name), name
            compared(whole / name)
        shutil.rmtree(whole)
        Index.compared += 1

    compared = 0


def build_of(root: Path) -> bool:
    """Build, unless the content is at fault."""
    index = SmallIndex.at(root)
    loaded = load(index.settings)
    if any(finding.severity is Severity.ERROR for finding in loaded.findings):
        return False
    build(index.settings, loaded.catalog)
    return True


@pytest.mark.filterwarnings("default")
def test_a_build_of_what_has_changed_is_a_whole_build() -> None:
    effort = settings(
        max_examples=5 * TORTURE or 3,
        stateful_step_count=20 if TORTURE else 5,
        derandomize=not TORTURE,
        phases=[Phase.generate],  # a failing day is read as it is; to look for a shorter one would take an hour
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Index, settings=effort)
    assert Index.compared > 5
    tell("sites, each after a change, compared with whole builds", Index.compared)


@pytest.mark.filterwarnings("default")
def test_an_index_that_loses_its_last_paper_is_built(index: SmallIndex) -> None:
    index.write("mkdocs.yml", SETTINGS)
    path = index.add("one", authors=[{"literal": "Ann Ash"}], date="2023-05")
    build_of(index.root)
    path.unlink()
    assert build_of(index.root)
    shutil.rmtree(index.root / "build")
    whole = digests(index.root / "site")
    shutil.rmtree(index.root / "site")
    build_of(index.root)
    assert digests(index.root / "site") == whole
