import logging
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx2
import pytest
from paperdex import web
from paperdex.web import Pace, Web, WebError
from web_server import Reply, Server

AGENT = "paperdex/9 (+mailto:desk@index.example)"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Web]:
    opened = Web(AGENT, cache=tmp_path / "cache" / "answers.db")
    yield opened
    opened.close()


def failure(desk: Web, address: str) -> str:
    with pytest.raises(WebError) as caught:
        desk.fetch_json(address)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_request_says_who_asks_and_what_is_accepted(server: Server, desk: Web) -> None:
    assert desk.fetch_json(server.reply("/works/1", Reply.json({"title": "é"})), accept="application/x+json") == {
        "title": "é"
    }
    (asked,) = server.asked
    assert (asked.headers["User-Agent"], asked.headers["Accept"]) == (AGENT, "application/x+json")


def test_answer_is_taken_from_the_cache_the_second_time_and_by_the_next_command(
    server: Server, desk: Web, tmp_path: Path
) -> None:
    address = server.reply("/works/1", Reply("once"))
    next_command = Web(AGENT, cache=tmp_path / "cache" / "answers.db")
    assert [desk.fetch_text(address, accept="text/plain"), next_command.fetch_text(address, accept="text/plain")] == [
        "once",
        "once",
    ]
    next_command.close()
    assert server.paths == ["/works/1"]


def test_one_address_has_an_answer_for_each_accepted_form(server: Server, desk: Web) -> None:
    address = server.reply("/doi", Reply("first"), Reply("second"))
    assert [desk.fetch_text(address, accept=accept) for accept in ("text/a", "text/b", "text/a")] == [
        "first",
        "second",
        "first",
    ]


def test_unknown_thing_is_asked_for_once_and_not_kept(server: Server, desk: Web) -> None:
    address = server.reply("/works/1", Reply("no", 404), Reply.json({}))
    with pytest.raises(WebError) as caught:
        desk.fetch_json(address)
    assert caught.value.is_unknown
    assert str(caught.value) == "127.0.0.1 answered 404 Not Found"
    assert desk.fetch_json(address) == {}


@pytest.mark.parametrize(
    "trouble",
    [
        Reply("Rate exceeded.", 429, headers={"Retry-After": "5"}),
        Reply(
            "wait",
            503,
            headers={"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)},
        ),
        Reply("wait", 503, headers={"Retry-After": "soon"}),
        Reply("oops", 500),
        Reply('{"half": ', cut=100),
        Reply(hangs_up=True),
    ],
    ids=["429", "503 until", "503 nonsense", "500", "half a body", "hung up"],
)
def test_passing_trouble_is_asked_again(server: Server, desk: Web, trouble: Reply) -> None:
    assert desk.fetch_json(server.reply("/works/1", trouble, trouble, Reply.json({"found": True}))) == {"found": True}
    assert server.paths == ["/works/1"] * 3


@pytest.mark.parametrize(
    ("trouble", "message"),
    [
        (Reply("oops", 500), "127.0.0.1 answered 500 Internal Server Error; try again later"),
        (Reply("oops", 599), "127.0.0.1 answered 599 an unknown status; try again later"),
        (Reply("Rate exceeded.", 429), "127.0.0.1 answered 429 Too Many Requests; try again later"),
        (Reply("{", cut=10), "127.0.0.1 broke off its answer, or does not speak HTTP"),
    ],
)
def test_lasting_trouble_is_given_up_after_four_times(server: Server, desk: Web, trouble: Reply, message: str) -> None:
    assert failure(desk, server.reply("/works/1", trouble)) == message
    assert server.paths == ["/works/1"] * web.ATTEMPTS


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_refusal_is_not_asked_again(server: Server, desk: Web, status: int) -> None:
    assert str(status) in failure(desk, server.reply("/works/1", Reply("no", status)))
    assert server.paths == ["/works/1"]


def test_service_that_asks_for_an_hour_is_left_alone(server: Server, desk: Web) -> None:
    assert "429" in failure(desk, server.reply("/works/1", Reply("no", 429, headers={"Retry-After": "3600"})))
    assert server.paths == ["/works/1"]


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply.html(), "127.0.0.1 sent a web page instead of application/json"),
        (
            Reply('<html lang="en">', content_type="application/json"),
            "127.0.0.1 sent a web page instead of application/json",
        ),
        (
            Reply("Resource not found.", content_type="application/json"),
            "127.0.0.1 sent damaged JSON instead of application/json",
        ),
        (Reply(""), "127.0.0.1 sent damaged JSON instead of application/json"),
        (Reply(b'{"title": "caf\xe9"}'), "127.0.0.1 sent what is not UTF-8 text instead of application/json"),
        (Reply("1" * 5000), "127.0.0.1 sent a number of thousands of digits instead of application/json"),
        (Reply("[" * 100_000), "127.0.0.1 sent JSON nested too deeply instead of application/json"),
        (
            Reply(b"%PDF-1.7 \xff", content_type="application/pdf"),
            "127.0.0.1 sent what is not UTF-8 text instead of application/json",
        ),
    ],
)
def test_answer_of_the_wrong_kind_is_named_and_not_kept(server: Server, desk: Web, reply: Reply, message: str) -> None:
    address = server.reply("/works/1", reply, Reply.json({"now": "right"}))
    assert failure(desk, address) == message
    assert desk.fetch_json(address) == {"now": "right"}


def test_compressed_answer_is_read(server: Server, desk: Web) -> None:
    assert desk.fetch_json(server.reply("/works/1", Reply.gzipped('{"a": 1}'))) == {"a": 1}
    assert server.asked[0].headers["Accept-Encoding"] == "gzip"


def test_damaged_compression_is_named(server: Server, desk: Web) -> None:
    reply = Reply(b"not gzip at all", headers={"Content-Encoding": "gzip"})
    assert failure(desk, server.reply("/works/1", reply)) == "127.0.0.1 sent an answer whose compression is damaged"


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "zstd"])
def test_compression_that_nobody_asked_for_is_refused(server: Server, desk: Web, coding: str) -> None:
    reply = Reply(b"\x1f\x8b", headers={"Content-Encoding": coding})
    assert (
        failure(desk, server.reply("/works/1", reply))
        == "127.0.0.1 sent an answer in a compression that was not asked for"
    )


def test_answer_that_unpacks_to_too_much_is_refused(server: Server, desk: Web) -> None:
    assert (
        failure(desk, server.reply("/works/1", Reply.gzipped(" " * (web.MAX_BYTES + 1))))
        == "127.0.0.1 sent more than 20,000,000 bytes, which is no metadata"
    )


def test_silent_service_is_given_up(server: Server, desk: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk._client, "timeout", httpx2.Timeout(0.05))
    assert failure(desk, server.reply("/works/1", Reply(hangs=True))) == "127.0.0.1 did not answer in time"


def test_trickling_answer_is_given_up(server: Server, desk: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "DEADLINE", -1.0)
    assert failure(desk, server.reply("/works/1", Reply.json({}))) == "127.0.0.1 did not answer in time"


def test_redirect_is_followed_and_the_whole_way_kept(server: Server, desk: Web) -> None:
    server.reply("/there", Reply.json({"at": "there"}))
    address = server.reply("/here", Reply.to("/there"))
    assert [desk.fetch_json(address), desk.fetch_json(address)] == [{"at": "there"}] * 2
    assert server.paths == ["/here", "/there"]


def test_redirect_in_circles_is_named(server: Server, desk: Web) -> None:
    assert failure(desk, server.reply("/here", Reply.to("/here"))) == "127.0.0.1 redirects more than 8 times"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://mirror.example/x", "javascript:alert(1)"])
def test_redirect_to_anything_but_the_web_is_refused(server: Server, desk: Web, target: str) -> None:
    message = failure(desk, server.reply("/here", Reply.to(target)))
    assert "http" in message or "HTTP" in message


def test_unreachable_service_is_named_and_not_tried_for_every_paper(
    server: Server, desk: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.close()
    messages = {failure(desk, f"{server.url}/works/{number}") for number in range(3)}
    assert messages == {"cannot reach 127.0.0.1: Connection refused"}
    tried = []
    monkeypatch.setattr(desk._client, "stream", lambda *args, **rest: tried.append(args))
    failure(desk, f"{server.url}/works/4")
    assert tried == []


def test_host_that_nobody_knows_is_not_waited_for(desk: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def resolve(host: str, *_: object, **__: object) -> object:
        asked.append(host)
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setenv("NO_PROXY", "*")
    assert (
        failure(desk, "https://export.arxiv.example/api")
        == "cannot reach export.arxiv.example: Name or service not known"
    )
    assert asked == ["export.arxiv.example"]


def test_proxy_of_the_environment_is_used_but_not_where_it_is_to_be_passed_by(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv("NO_PROXY")
    server.reply("http://service.example/works/1", Reply.json({"by": "proxy"}))
    server.reply("/works/1", Reply.json({"by": "itself"}))
    desk = Web(AGENT)
    assert [desk.fetch_json(address) for address in ("http://service.example/works/1", f"{server.url}/works/1")] == [
        {"by": "proxy"},
        {"by": "itself"},
    ]
    desk.close()


def test_cache_that_cannot_be_used_is_done_without(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.db"
    file.write_text("this is no database")
    desk = Web(AGENT, cache=file)
    with caplog.at_level(logging.CRITICAL):
        assert desk.fetch_json(server.reply("/works/1", Reply.json({}))) == {}
    desk.close()
    assert capfd.readouterr().err == ""


def test_requests_to_one_host_keep_their_distance() -> None:
    slept: list[float] = []
    pace = Pace(clock=lambda: 100.0, sleep=slept.append)
    for host in (
        "export.arxiv.org",
        "arxiv.org",
        "api.crossref.org",
        "export.arxiv.org",
        "localhost",
        "localhost",
        "a.example",
        "a.example",
    ):
        pace.wait(host)
    assert slept == [3.0, 6.0, 1.0]


def test_every_hop_of_a_redirect_waits_its_turn(server: Server) -> None:
    waited: list[str] = []

    class Noted(Pace):
        def wait(self, host: str) -> None:
            waited.append(host)

    server.reply("/there", Reply.json({}))
    desk = Web(AGENT, pace=Noted())
    desk.fetch_json(server.reply("/here", Reply.to(server.url.replace("127.0.0.1", "localhost") + "/there")))
    desk.close()
    assert waited == ["127.0.0.1", "localhost"]


@pytest.mark.parametrize(
    ("first", "methods"),
    [
        (Reply(), ["HEAD"]),
        (Reply(status=429), ["HEAD"]),
        (Reply(status=404), ["HEAD", "GET"]),
        (Reply(status=405), ["HEAD", "GET"]),
        (Reply(hangs_up=True), ["HEAD", "GET"]),
    ],
)
def test_link_is_asked_for_its_body_only_where_head_does_not_work(
    server: Server, desk: Web, first: Reply, methods: list[str]
) -> None:
    probe = desk.probe(server.reply("/code", first, Reply("body")))
    assert [asked.method for asked in server.asked] == methods
    assert probe.status == (429 if first.status == 429 else 200)


def test_link_that_gives_no_answer_says_why(server: Server, desk: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk._client, "timeout", httpx2.Timeout(0.05))
    silent = desk.probe(server.reply("/slow", Reply(hangs=True)))
    assert (silent.status, silent.is_timeout, silent.problem) == (None, True, "127.0.0.1 did not answer in time")
    broken = desk.probe(server.reply("/gone", Reply(hangs_up=True)))
    assert (broken.status, broken.is_timeout) == (None, False)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "[::1]", "[fd00::1]", "192.168.1.1", "2130706433"]
)
def test_link_to_the_inside_is_not_asked(server: Server, host: str) -> None:
    port = server.url.rpartition(":")[2]
    desk = Web(AGENT, public_only=True)
    assert "not on the public internet" in desk.probe(f"http://{host}:{port}/").problem
    desk.close()
    assert server.asked == []
