from pathlib import Path

import pytest
from paperdex.pages.repository import fix
from paperdex.settings import Options, Settings


def addresses(
    repository: str | None, path: str = "content/papers/2023/a.yaml", branch: str = "main"
) -> tuple[str, str] | None:
    return fix(
        Settings(root=Path(), site_name="Test", options=Options(repository=repository, branch=branch)),
        path,
        "a-paper",
        "A & B",
    )


@pytest.mark.parametrize(
    ("repository", "edit", "report"),
    [
        (
            "https://github.com/a/b",
            "https://github.com/a/b/edit/main/content/papers/2023/a.yaml",
            "https://github.com/a/b/issues/new?template=fix-record.yml&title=Fix%3A+A+%26+B&record=a-paper",
        ),
        ("https://github.com/a/b.git/", "https://github.com/a/b/edit/main/", "https://github.com/a/b/issues/new?"),
        (
            "https://gitlab.com/a/b",
            "https://gitlab.com/a/b/-/edit/main/content",
            "https://gitlab.com/a/b/-/issues/new?issue%5Btitle%5D=Fix%3A+A+%26+B",
        ),
        (
            "https://codeberg.org/a/b",
            "https://codeberg.org/a/b/_edit/main/content",
            "https://codeberg.org/a/b/issues/new?title=",
        ),
    ],
)
def test_every_host_has_its_editor(repository: str, edit: str, report: str) -> None:
    found = addresses(repository)
    assert found
    assert found[0].startswith(edit)
    assert found[1].startswith(report)


def test_without_a_repository_there_is_nothing_to_offer() -> None:
    assert addresses(None) is None


def test_paths_and_branches_are_quoted() -> None:
    found = addresses("https://github.com/a/b", "content/papers/my list/a#1.yaml", "new/ideas")
    assert found
    assert found[0] == "https://github.com/a/b/edit/new/ideas/content/papers/my%20list/a%231.yaml"
