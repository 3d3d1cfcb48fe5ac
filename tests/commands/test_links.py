"""Links asked over a real connection, day after day."""

import json
import subprocess
from pathlib import Path

import pytest
from paperdex.checks.link_memory import FILE, read_memory
from paperdex.cli import main
from paperdex.commands.links import LinksResult, check_links
from paperdex.errors import PaperdexError
from paperdex.settings import Settings, read_settings
from paperdex.web import Web
from web_server import Reply, Server


@pytest.fixture
def index(tmp_path: Path) -> Settings:
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    return read_settings(tmp_path)


def write(index: Settings, name: str, **links: object) -> Path:
    """A record with links; its code links start in line 6."""
    lines = [
        f"  {kind}: {value}\n"
        if isinstance(value, str)
        else f"  {kind}:\n" + "".join(f"    - {url}\n" for url in value)
        for kind, value in links.items()
    ]
    path = index.papers / "2024" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"id: {name}\ntitle: {name}\nprovenance: {{source: manual}}\nlinks:\n{''.join(lines)}")
    return path


def check(index: Settings, today: str = "2026-11-02", *paths: Path) -> LinksResult:
    return check_links(index, paths, today=today, web=Web("test"))


def voices(result: LinksResult) -> list[str]:
    return [f"{finding.severity} {finding.code} {finding.line}: {finding.message}" for finding in result.findings]


def test_links_that_work_are_remembered_with_their_day(index: Settings, server: Server) -> None:
    urls = [server.reply(path, Reply()) for path in ("/b", "/a")]
    write(index, "one", code=urls, project=[urls[0]])
    result = check(index)
    assert (result.findings, result.checked, result.has_errors) == ([], 2, False)
    assert [asked.method for asked in server.asked] == ["HEAD", "HEAD"]
    assert (index.content / FILE).read_text().split("\n", 1)[
        1
    ] == f'worked:\n  "2026-11-02":\n    - {urls[1]}\n    - {urls[0]}\n'


def test_a_good_week_changes_one_line(index: Settings, server: Server) -> None:
    write(index, "one", code=[server.reply(f"/{number}", Reply()) for number in range(5)])
    check(index, "2026-11-02")
    before = (index.content / FILE).read_text().splitlines()
    check(index, "2026-11-09")
    after = (index.content / FILE).read_text().splitlines()
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ('  "2026-11-02":', '  "2026-11-09":')
    ]


def test_link_is_broken_only_on_the_third_day_in_a_row(index: Settings, server: Server) -> None:
    url = server.reply("/code", Reply())
    write(index, "one", code=[url])
    check(index, "2026-11-01")
    server.reply("/code", Reply(status=404))
    for day, again in (("2026-11-08", 3), ("2026-11-15", 1)):
        for _ in range(again):
            assert voices(check(index, day)) == [f"info link-fails 6: {url} does not work today: 404 Not Found"]
    result = check(index, "2026-11-22")
    assert voices(result) == [
        (
            f"error link-broken 6: {url} is broken: 404 Not Found, 3 days in a row since 2026-11-08; it last worked on "
            f"2026-11-01"
        )
    ]
    assert result.has_errors
    assert result.findings[0].file == "content/papers/2024/one.yaml"


def test_link_that_works_again_is_forgiven(index: Settings, server: Server) -> None:
    write(index, "one", code=[server.reply("/code", Reply(status=500))])
    check(index, "2026-11-01")
    check(index, "2026-11-08")
    server.reply("/code", Reply())
    assert check(index, "2026-11-15").findings == []
    server.reply("/code", Reply(status=500))
    assert [finding.code for finding in check(index, "2026-11-22").findings] == ["link-fails"]


@pytest.mark.parametrize("status", [401, 403, 429, 451])
def test_refusal_says_nothing_of_a_link_however_often(index: Settings, server: Server, status: int) -> None:
    write(index, "one", code=[server.reply("/code", Reply(status=status))])
    for day in range(1, 6):
        result = check(index, f"2026-11-0{day}")
        assert [(finding.code, str(finding.severity)) for finding in result.findings] == [("link-unknown", "info")]
    assert read_memory(index.content / FILE).failing == {}


def test_refusal_between_two_failures_does_not_forgive_the_first(index: Settings, server: Server) -> None:
    url = server.reply(
        "/code", Reply(status=404), Reply(status=404), Reply(status=403), Reply(status=403), Reply(status=404)
    )
    write(index, "one", code=[url])
    for day in (1, 2, 3):
        check(index, f"2026-11-0{day}")
    assert read_memory(index.content / FILE).failing[url].times == 2


def test_one_silence_counts_for_nothing(index: Settings, server: Server) -> None:
    url = server.reply("/code", Reply(hangs=True))
    write(index, "one", code=[url, server.reply("/fine", Reply())])
    for day, times in ((1, 0), (2, 1), (3, 2), (4, 3)):
        web = Web("test")
        web._client.timeout = 0.5  # in which a busy machine gives the answer that is fine
        found = check_links(index, today=f"2026-11-0{day}", web=web).findings
        assert read_memory(index.content / FILE).failing[url].times == times
    assert [finding.code for finding in found] == ["link-broken"]


def test_arxiv_and_doi_links_are_read_and_never_asked(index: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Web, "probe", lambda web, url: pytest.fail(f"{url} was asked"))
    write(
        index,
        "one",
        url="https://doi.org/10.18653/v1/P19-1001",
        pdf="https://arxiv.org/pdf/2307.03601v2",
        project=["https://arxiv.org/abs/2313.03601"],
    )
    assert voices(check(index)) == [
        "warning link-malformed 8: https://arxiv.org/abs/2313.03601 is on arxiv.org, but leads to no paper there"
    ]


def test_identifiers_are_no_links(index: Settings) -> None:
    write(index, "one", arxiv='"2307.03601"', doi="10.1000/x", openreview="YuHQTo6G9S")
    assert check(index).checked == 0


def test_host_that_has_had_enough_is_left_alone(index: Settings, server: Server) -> None:
    write(index, "one", code=[server.reply(f"/{number}", Reply(status=429)) for number in range(4)])
    assert [finding.code for finding in check(index).findings] == ["link-unknown"] * 4
    assert len(server.asked) == 1


def test_host_that_says_nothing_is_given_up(index: Settings, server: Server) -> None:
    urls = [server.reply(f"/{number}", Reply(hangs_up=True)) for number in range(6)]
    write(index, "one", code=urls)
    check(index)
    assert list(dict.fromkeys(server.paths)) == ["/0", "/1", "/2"]
    failing = read_memory(index.content / FILE).failing
    assert [failing[url].times for url in urls] == [1, 1, 1, 0, 0, 0]


def test_contributor_hears_at_once_and_leaves_no_trace(index: Settings, server: Server) -> None:
    gone = server.reply("/gone", Reply(status=404))
    path = write(index, "one", code=[gone])
    write(index, "other", code=[server.reply("/other", Reply(status=404))])
    result = check(index, "2026-11-02", path)
    assert voices(result) == [f"warning link-fails 6: {gone} does not work today: 404 Not Found"]
    assert not (index.content / FILE).exists()
    assert "/other" not in server.paths


def test_link_that_no_record_has_any_more_is_forgotten(index: Settings, server: Server) -> None:
    path = write(index, "one", code=[server.reply("/old", Reply()), server.reply("/gone", Reply(status=404))])
    check(index)
    new = server.reply("/new", Reply())
    path.write_text(path.read_text().replace(f"{server.url}/old", new).replace(f"    - {server.url}/gone\n", ""))
    check(index)
    memory = read_memory(index.content / FILE)
    assert (list(memory.worked), memory.failing) == ([new], {})


def test_faulty_record_is_reported_and_its_links_are_not_forgotten(index: Settings, server: Server) -> None:
    url = server.reply("/code", Reply(status=404))
    path = write(index, "one", code=[url])
    check(index)
    path.write_text(path.read_text().replace("title:", "titel:"))
    result = check(index, "2026-11-09")
    assert {finding.code for finding in result.findings} == {"unknown-key", "missing-field"}
    assert url in read_memory(index.content / FILE).failing


def test_without_a_network_nothing_is_held_against_anybody(index: Settings, server: Server) -> None:
    other = server.url.replace("127.0.0.1", "localhost")
    write(index, "one", code=[f"{server.url}/a", f"{other}/b"])
    server.close()
    with pytest.raises(PaperdexError, match=r"none of 2 hosts could be reached.*; nothing was changed"):
        check(index)
    assert not (index.content / FILE).exists()


def test_a_round_that_somebody_stops_is_remembered_as_far_as_it_came(index: Settings, server: Server) -> None:
    url = server.reply("/code", Reply())
    elsewhere = "http://127.0.0.2:9/silent"
    write(index, "one", code=[url, elsewhere])

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_links(index, today="2026-11-02", web=Web("test"), progress=stop)
    memory = read_memory(index.content / FILE)
    assert (memory.worked, memory.failing) == ({url: "2026-11-02"}, {})


def test_memory_that_somebody_edited_is_refused_with_the_cure(index: Settings, server: Server) -> None:
    write(index, "one", code=[server.reply("/code", Reply())])
    (index.content / FILE).write_text("failing: {https://x.example/: {times: often}}\n")
    with pytest.raises(
        PaperdexError,
        match=r"links\.yaml: failing\.https://x\.example/\..* is not what `paperdex links` writes; delete the file",
    ):
        check(index)


def test_links_to_the_inside_of_a_network_are_not_asked(index: Settings, server: Server) -> None:
    write(index, "one", code=[server.reply("/admin", Reply())])
    result = check_links(index, (index.papers / "2024/one.yaml",), today="2026-11-02")
    assert [finding.message.partition("today: ")[2] for finding in result.findings] == [
        "127.0.0.1 cannot be asked: it leads to 127.0.0.1, which is not on the public internet"
    ]
    assert server.asked == []


def git(index: Settings, *arguments: str) -> None:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@index.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", index.root, *identity, *arguments], check=True, capture_output=True)


def test_contributor_is_not_blamed_for_links_that_were_there_before(index: Settings, server: Server) -> None:
    old, new = (server.reply(path, Reply(status=404)) for path in ("/old", "/new"))
    path = write(index, "one", code=[old])
    write(index, "untouched", code=[server.reply("/untouched", Reply(status=404))])
    git(index, "init", "-b", "main")
    git(index, "add", ".")
    git(index, "commit", "-m", "one")
    path.write_text(path.read_text() + f"    - {new}\n")
    write(index, "added", code=[server.reply("/added", Reply(status=404))])
    result = check_links(index, today="2026-11-02", since="HEAD", web=Web("test"))
    assert [(finding.file, finding.line, str(finding.severity)) for finding in result.findings] == [
        ("content/papers/2024/added.yaml", 6, "warning"),
        ("content/papers/2024/one.yaml", 7, "warning"),
    ]
    assert {asked.path for asked in server.asked} == {"/new", "/added"}
    assert not (index.content / FILE).exists()


def test_revision_that_git_does_not_know_is_wrong_usage(index: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    git(index, "init", "-b", "main")
    assert main(["-C", str(index.root), "links", "--changed-since", "nowhere"]) == 2
    assert "Git knows no revision 'nowhere'" in capsys.readouterr().err


def test_findings_have_three_voices(index: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(index, "one", code=["https://arxiv.org/abs/2313.03601"])
    said = {}
    for voice in ("text", "github", "json"):
        assert main(["-C", str(index.root), "links", "--format", voice, str(path)]) == 0
        said[voice] = capsys.readouterr()
    assert said["text"].err.startswith(
        "content/papers/2024/one.yaml:6:7: link-malformed https://arxiv.org/abs/2313.03601 is on arxiv.org"
    )
    assert said["github"].out.startswith(
        "::warning file=content/papers/2024/one.yaml,line=6,col=7,title=link-malformed::"
    )
    assert [finding["code"] for finding in json.loads(said["json"].out)] == ["link-malformed"]
    assert said["json"].err == "1 link checked\n"
