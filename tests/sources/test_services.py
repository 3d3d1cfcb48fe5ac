from pathlib import Path

import pytest
from paperdex import __version__
from paperdex.errors import PaperdexError
from paperdex.settings import Options, Settings
from paperdex.sources import services
from pydantic import ValidationError


def index(tmp_path: Path, **options: object) -> Settings:
    return Settings(root=tmp_path, site_name="Index", options=Options.model_validate(options))


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAPERDEX_CONTACT", raising=False)


@pytest.mark.parametrize(
    ("options", "agent"),
    [
        ({}, f"paperdex/{__version__}"),
        ({"repository": "https://git.example/index"}, f"paperdex/{__version__} (+https://git.example/index)"),
        (
            {"repository": "https://git.example/index", "contact": "desk@index.example"},
            f"paperdex/{__version__} (+mailto:desk@index.example)",
        ),
        ({"contact": "https://index.example/@desk"}, f"paperdex/{__version__} (+https://index.example/@desk)"),
    ],
)
def test_agent_names_whom_to_write_to(tmp_path: Path, options: dict[str, str], agent: str) -> None:
    assert services.user_agent(index(tmp_path, **options)) == agent


def test_contact_in_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERDEX_CONTACT", "me@home.example")
    assert (
        services.user_agent(index(tmp_path, contact="desk@index.example"))
        == f"paperdex/{__version__} (+mailto:me@home.example)"
    )


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "a b", "é@example.org"])
def test_contact_that_no_header_can_carry_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, contact: str
) -> None:
    with pytest.raises(ValidationError):
        index(tmp_path, contact=contact)
    monkeypatch.setenv("PAPERDEX_CONTACT", contact)
    with pytest.raises(PaperdexError, match="neither a mail address nor a web page"):
        services.user_agent(index(tmp_path))


def test_service_can_be_somewhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERDEX_OPENREVIEW_V1_API", "http://127.0.0.1:8000/notes")
    found = services.service_addresses(index(tmp_path, services={"arxiv": "http://mirror.example/api"}))
    assert (found.arxiv, found.openreview_v1) == ("http://mirror.example/api", "http://127.0.0.1:8000/notes")
    assert found.doi == "https://doi.org"


def test_environment_that_names_no_address_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERDEX_ARXIV_API", "export.arxiv.org")
    with pytest.raises(PaperdexError, match="PAPERDEX_ARXIV_API is no web address"):
        services.service_addresses(index(tmp_path))


def test_answers_are_kept_with_what_can_be_made_again(tmp_path: Path) -> None:
    settings = index(tmp_path)
    assert services.answer_cache(settings).is_relative_to(settings.build)
