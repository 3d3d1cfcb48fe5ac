"""Services that die one at a time: what the others know is kept, what is missing is said, and the site needs none of
them.
"""

import pytest
from paperdex.cli import main
from paperdex.records.folder import read_records
from paperdex.settings import Services
from small_index import SmallIndex
from torture import paperdex, populated, tell
from web_server import REPLIES, Reply, Server

CSL = "application/vnd.citationstyles.csl+json"
ASKED = {
    "arxiv": ("2301.04321", "/arxiv", Reply.atom((REPLIES / "arxiv.xml").read_text(encoding="utf-8"))),
    "doi": (
        "10.5072/zenodo.4321",
        "/doi/10.5072/zenodo.4321",
        Reply((REPLIES / "datacite.json").read_text(encoding="utf-8"), content_type=CSL),
    ),
    "openreview": (
        "https://openreview.net/forum?id=kItEs42abc",
        "/openreview",
        Reply((REPLIES / "openreview.json").read_text(encoding="utf-8"), content_type="application/json"),
    ),
    "acl": ("2031.acl-long.7", "/acl/2031.acl-long.7.bib", Reply((REPLIES / "acl.bib").read_text(encoding="utf-8"))),
}
"""By service what it is asked for, at which path, and what it answers while it lives."""
DEATHS = {
    "error": Reply("oops", 500),
    "web page": Reply.html(),
    "hung up": Reply(hangs_up=True),
    "half": Reply('{"half": ', cut=100),
    "moved away": Reply("gone", 410),
    "rubbish": Reply(b"\xff\x00\xfe", content_type="application/json"),
}


@pytest.fixture
def asking(index: SmallIndex, server: Server, monkeypatch: pytest.MonkeyPatch) -> SmallIndex:
    """An index whose services are all alive, on this machine."""
    for name in Services.model_fields:
        monkeypatch.setenv(f"PAPERDEX_{name.upper()}_API", f"{server.url}/{name}")
    for _, path, reply in ASKED.values():
        server.reply(path, reply)
    return index


def add(index: SmallIndex) -> int:
    return main(["-C", str(index.root), "add", *(asked for asked, _, _ in ASKED.values())])


def sources(index: SmallIndex) -> set[str]:
    found = read_records(index.settings.papers)
    assert found.findings == []
    return {stored.paper.provenance.source for stored in found.sound}


def test_while_all_are_alive_all_are_added(asking: SmallIndex) -> None:
    assert add(asking) == 0
    assert len(sources(asking)) == len(read_records(asking.settings.papers).sound) == len(ASKED)


@pytest.mark.parametrize("death", DEATHS)
@pytest.mark.parametrize("dead", ASKED)
def test_one_that_is_dead_is_named_and_the_others_are_kept(
    asking: SmallIndex, server: Server, dead: str, death: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(asking) == 0
    alive = sources(asking)
    for stored in read_records(asking.settings.papers).sound:
        stored.path.unlink()
    for path in (asking.root / "build").rglob("answers*"):
        path.unlink()
    asked, path, _ = ASKED[dead]
    server.reply(path, DEATHS[death])
    server.reply("/openreview_v1", DEATHS[death])
    capsys.readouterr()
    assert add(asking) == 1
    said = capsys.readouterr()
    assert [line.split(": ")[0] for line in said.err.splitlines() if not line.endswith("(see --json)")] == [asked], (
        "one line, which names what was asked for"
    )
    assert said.out.count("added ") == len(ASKED) - 1
    assert len(alive - sources(asking)) == 1
    server.reply(path, ASKED[dead][2])
    assert add(asking) == 0
    assert sources(asking) == alive, "the next time brings the rest"
    tell("deaths of a service, of which the others knew nothing")


def test_without_any_the_site_is_built_all_the_same(server: Server, index: SmallIndex) -> None:
    address = server.url
    server.close()
    dead = {f"PAPERDEX_{name.upper()}_API": f"{address}/{name}" for name in Services.model_fields}
    built = populated(index.root, 3)
    for arguments in (["check"], ["build"], ["export", "readme"], ["report"]):
        assert paperdex(built.root, *arguments, **dead).returncode == 0
    assert paperdex(built.root, "refresh", **dead).returncode == 0, "none of these has an identifier to ask after"
