"""Each service over a real connection: what it knows, what it does not, and what it says on a bad day. Samples are
invented, their shapes recorded.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.records.draft import Draft, complete
from paperdex.settings import Services
from paperdex.sources import providers
from paperdex.sources.providers import arxiv, fetch, fetch_all, openreview, possible_lookups
from paperdex.sources.providers.provider import Provider
from paperdex.web import Web, WebError
from web_server import REPLIES, Reply, Server

CSL = "application/vnd.citationstyles.csl+json"
FORUM = "https://openreview.net/forum?id=kItEs42abc"


@pytest.fixture
def services(server: Server) -> Services:
    return Services.model_validate({name: f"{server.url}/{name}" for name in Services.model_fields})


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    opened = Web("test", cache=tmp_path / "answers.db")
    yield opened
    opened.close()


def sample(name: str) -> str:
    return (REPLIES / name).read_text()


def edited(name: str, **content: Any) -> dict[str, Any]:
    """A sample of OpenReview with other content."""
    values: dict[str, Any] = json.loads(sample(name))
    values["notes"][0]["content"] |= {key: {"value": value} for key, value in content.items()}
    return values


def ask(web: Web, services: Services, text: str) -> Mapping[str, Any]:
    draft = fetch(web, services, possible_lookups(text), "2026-11-23")
    paper, findings = complete(draft, set())
    assert paper, findings
    return draft.values


def failure(web: Web, services: Services, text: str) -> WebError:
    with pytest.raises(WebError) as caught:
        fetch(web, services, possible_lookups(text), "2026-11-23")
    return caught.value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2307.03601", ["arxiv 2307.03601"]),
        ("arXiv:2307.03601v3", ["arxiv 2307.03601"]),
        ("https://arxiv.org/pdf/2307.03601v2.pdf", ["arxiv 2307.03601"]),
        ("http://export.arxiv.org/abs/hep-th/9901001", ["arxiv hep-th/9901001"]),
        ("10.48550/arXiv.2307.03601", ["arxiv 2307.03601", "doi 10.48550/arXiv.2307.03601"]),
        ("https://huggingface.co/papers/2307.03601", ["huggingface 2307.03601", "arxiv 2307.03601"]),
        ("10.1007/978-3-031-91813-1_4", ["doi 10.1007/978-3-031-91813-1_4"]),
        ("https://doi.org/10.18653/v1/P19-1001", ["doi 10.18653/v1/P19-1001", "acl P19-1001"]),
        ("https://aclanthology.org/2020.acl-main.1/", ["acl 2020.acl-main.1"]),
        ("https://openreview.net/pdf?id=YuHQTo6G9S", ["openreview YuHQTo6G9S"]),
        ("YuHQTo6G9S", []),
        ("a title", []),
        ("https://example.org/paper", []),
    ],
)
def test_identifier_is_recognised_in_every_spelling(text: str, found: list[str]) -> None:
    assert [f"{way.provider.name} {way.identifier}" for way in possible_lookups(text)] == found


def test_a_service_in_the_table_is_recognised_asked_and_named_in_messages(
    services: Services, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    toaster = Provider(
        name="toaster",
        field="url",
        accepts="toast (T1)",
        site="toast.example",
        recognise=lambda text: text if text.startswith("T") else None,
        fetch=lambda web, services, toast: (Draft({"title": f"On {toast}"}), f"https://toast.example/{toast}"),
    )
    monkeypatch.setattr(providers, "PROVIDERS", (*providers.PROVIDERS, toaster))
    values = ask(web, services, "T1")
    assert values["title"] == "On T1"
    assert values["provenance"]["source"] == "toaster"
    assert values["provenance"]["evidence"] == {"url": ["https://toast.example/T1"]}
    assert providers.accepted_input().endswith(
        "toast (T1), or an address at huggingface.co/papers, arxiv.org, "
        "openreview.net, doi.org, aclanthology.org or toast.example"
    )


def test_arxiv_is_asked_for_one_entry(server: Server, services: Services, web: Web) -> None:
    server.reply("/arxiv", Reply.atom(sample("arxiv.xml")))
    values = ask(web, services, "https://arxiv.org/abs/2301.04321v2")
    assert server.paths == ["/arxiv?id_list=2301.04321&max_results=1"]
    assert server.asked[0].headers["Accept"] == "application/atom+xml"
    assert values["title"] == "Kites over Corpora: Aligning Small Models with Weather Reports & k Winds"
    assert (values["date"], values["type"], values["links"]["arxiv"]) == ("2023-01-11", "preprint", "2301.04321")
    assert values["authors"][0] == {"family": "van der Vlieger", "given": "Marta"}
    assert values["provenance"]["source"] == "arxiv"
    assert values["provenance"]["retrieved"] == "2026-11-23"
    assert values["provenance"]["evidence"] == {"arxiv": [f"{services.arxiv}?id_list=2301.04321&max_results=1"]}
    assert {"file", "lines"}.isdisjoint(values["provenance"])


@pytest.mark.parametrize("name", ["arxiv-unknown.xml", "arxiv-error.xml", "arxiv.xml"])
def test_paper_that_arxiv_does_not_know_is_unknown_and_asked_again_next_time(
    server: Server, services: Services, web: Web, name: str
) -> None:
    server.reply("/arxiv", Reply.atom(sample(name)))
    for _ in range(2):
        error = failure(web, services, "2301.99999")
        assert (error.is_unknown, str(error)) == (True, "arXiv has no paper 2301.99999")
    assert len(server.asked) == 2


def test_identifier_that_arxiv_refuses_says_so(server: Server, services: Services, web: Web) -> None:
    server.reply("/arxiv", Reply.atom(sample("arxiv-error.xml"), status=400))
    assert str(failure(web, services, "2301.99999")) == "127.0.0.1 answered 400 Bad Request"


@pytest.mark.parametrize("text", [sample("arxiv-bomb.xml"), sample("arxiv.xml")[:900], "Rate exceeded.", ""])
def test_damaged_feed_is_no_unknown_paper(server: Server, services: Services, web: Web, text: str) -> None:
    server.reply("/arxiv", Reply.atom(text), Reply.atom(sample("arxiv.xml")))
    error = failure(web, services, "2301.04321")
    assert not error.is_unknown
    assert str(error).startswith("arXiv sent a damaged feed: ")
    assert ask(web, services, "2301.04321")["title"].startswith("Kites")


def test_batch_names_the_number_of_papers(server: Server, services: Services, web: Web) -> None:
    server.reply("/arxiv", Reply.atom(sample("arxiv.xml")))
    assert list(arxiv.fetch_batch(web, services, ["2301.04321", "hep-th/9901001"])) == ["2301.04321"]
    assert server.paths == ["/arxiv?id_list=2301.04321,hep-th/9901001&max_results=2"]


def test_several_papers_of_arxiv_are_asked_for_together_and_the_missing_one_by_itself(
    server: Server, services: Services, web: Web
) -> None:
    server.reply("/arxiv", Reply.atom(sample("arxiv.xml")))
    server.reply("/arxiv?id_list=2301.99999&max_results=1", Reply.atom(sample("arxiv-unknown.xml")))
    wanted = {text: possible_lookups(text) for text in ("2301.99999", "arXiv:2301.04321v2")}
    found = dict(fetch_all(web, services, wanted, "2026-11-23"))
    assert server.paths == [
        "/arxiv?id_list=2301.99999,2301.04321&max_results=2",
        "/arxiv?id_list=2301.99999&max_results=1",
    ]
    assert isinstance(found["2301.99999"], WebError)
    kites = found["arXiv:2301.04321v2"]
    assert isinstance(kites, Draft)
    assert kites.values["provenance"]["evidence"] == {"arxiv": [f"{services.arxiv}?id_list=2301.04321&max_results=1"]}


def test_doi_is_asked_for_csl_json(server: Server, services: Services, web: Web) -> None:
    server.reply("/doi/10.5555/jiw.2024.42", Reply.to("/agency/42"))
    server.reply("/agency/42", Reply(sample("doi.json"), content_type=CSL))
    values = ask(web, services, "doi:10.5555/JIW.2024.42".replace("JIW", "jiw"))
    assert [(asked.path, asked.headers["Accept"]) for asked in server.asked] == [
        ("/doi/10.5555/jiw.2024.42", CSL),
        ("/agency/42", CSL),
    ]
    assert (values["type"], values["date"], values["venue"]["name"]) == (
        "article",
        "2024-03-09",
        "Journal of Invented Winds",
    )
    assert values["container"]["pages"] == "101–120"
    assert values["authors"][0]["orcid"] == "0000-0002-1825-0097"
    assert (values["abstract"], values["links"]["doi"]) == ("We fly kites over corpora.", "10.5555/jiw.2024.42")
    assert values["provenance"]["evidence"] == {"doi": [f"{services.doi}/10.5555/jiw.2024.42"]}


def test_doi_of_another_agency_is_read_too(server: Server, services: Services, web: Web) -> None:
    server.reply("/doi/10.5072/zenodo.4321", Reply(sample("datacite.json"), content_type=CSL))
    values = ask(web, services, "https://doi.org/10.5072/zenodo.4321")
    assert (values["title"], values["date"]) == ("Winds, Labelled", "2025-07")
    assert values["authors"][1] == {"literal": "The Invented Kites Project"}


def test_doi_with_signs_that_an_address_reads_otherwise_arrives_whole(
    server: Server, services: Services, web: Web
) -> None:
    failure(web, services, "10.1002/(SICI)1097-4571(199806)49:8;2-W?x#y")
    assert server.paths == ["/doi/10.1002/(SICI)1097-4571(199806)49:8;2-W%3Fx%23y"]


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply.html(404), "127.0.0.1 answered 404 Not Found"),
        (Reply("Resource not found.", 404, CSL), "127.0.0.1 answered 404 Not Found"),
        (Reply("", 406), "127.0.0.1 answered 406 Not Acceptable"),
        (Reply.html(), f"127.0.0.1 sent a web page instead of {CSL}"),
        (Reply("[]", content_type=CSL), "the agency of 10.5555/x sent no title"),
        (Reply("{}", content_type=CSL), "the agency of 10.5555/x sent no title"),
        (Reply("null", content_type=CSL), "the agency of 10.5555/x sent no title"),
    ],
)
def test_doi_without_an_answer_says_why(
    server: Server, services: Services, web: Web, reply: Reply, message: str
) -> None:
    server.reply("/doi/10.5555/x", reply)
    assert str(failure(web, services, "10.5555/x")) == message


def test_paper_of_the_anthology_is_asked_there_where_its_doi_is_unknown(
    server: Server, services: Services, web: Web
) -> None:
    server.reply("/acl/2031.acl-long.7.bib", Reply(sample("acl.bib")))
    values = ask(web, services, "10.18653/v1/2031.acl-long.7")
    assert server.paths == ["/doi/10.18653/v1/2031.acl-long.7", "/acl/2031.acl-long.7.bib"]
    assert values["title"] == "A Barometer for Benchmarks: Études in Wind"
    assert values["links"] == {"acl": "https://aclanthology.org/2031.acl-long.7/", "doi": "10.18653/v1/2031.acl-long.7"}
    assert (values["date"], values["container"]["pages"]) == ("2031-07", "70–84")
    assert values["provenance"]["source"] == "acl"


@pytest.mark.parametrize("text", ["", "nothing here", "@inproceedings{"])
def test_anthology_that_sends_no_entry_says_so(server: Server, services: Services, web: Web, text: str) -> None:
    server.reply("/acl/2031.acl-long.7.bib", Reply(text))
    assert (
        str(failure(web, services, "https://aclanthology.org/2031.acl-long.7"))
        == "the ACL Anthology sent no BibTeX entry for 2031.acl-long.7"
    )


def test_page_of_hugging_face_brings_code_and_project(server: Server, services: Services, web: Web) -> None:
    server.reply("/huggingface/2301.04321", Reply(sample("huggingface.json"), content_type="application/json"))
    values = ask(web, services, "https://huggingface.co/papers/2301.04321")
    assert values["links"]["code"] == ["https://github.com/kites-invented/corpora"]
    assert values["links"]["project"] == ["https://kites.example/corpora"]
    assert [author["family"] for author in values["authors"]] == ["van der Vlieger", "Gaoithe"]
    assert values["provenance"]["source"] == "huggingface"


def test_paper_without_a_page_at_hugging_face_is_asked_of_arxiv(server: Server, services: Services, web: Web) -> None:
    server.reply("/arxiv", Reply.atom(sample("arxiv.xml")))
    assert ask(web, services, "https://hf.co/papers/2301.04321")["provenance"]["source"] == "arxiv"
    assert [path.partition("?")[0] for path in server.paths] == ["/huggingface/2301.04321", "/arxiv"]


def test_hugging_face_in_trouble_is_no_reason_to_ask_somebody_else(
    server: Server, services: Services, web: Web
) -> None:
    server.reply("/huggingface/2301.04321", Reply(status=500))
    assert failure(web, services, "https://hf.co/papers/2301.04321").status == 500


@pytest.mark.parametrize("page", [[], {"id": "2301.00001", "title": "Another"}, {"error": "x"}])
def test_page_of_another_paper_is_refused(server: Server, services: Services, web: Web, page: object) -> None:
    server.reply("/huggingface/2301.04321", Reply.json(page))
    assert (
        str(failure(web, services, "https://hf.co/papers/2301.04321"))
        == "Hugging Face sent another paper than 2301.04321"
    )


def test_submission_is_asked_of_the_new_api(server: Server, services: Services, web: Web) -> None:
    server.reply("/openreview", Reply(sample("openreview.json"), content_type="application/json"))
    values = ask(web, services, FORUM)
    assert server.paths == ["/openreview?id=kItEs42abc"]
    assert (values["title"], values["date"], values["type"]) == (
        "Sin<Kite> & k Gates",
        "2025-01-23",
        "conference-paper",
    )
    assert values["provenance"]["repaired"] == {"title": "Sin<Kite> & $k$ Gates"}
    assert values["venue"] == {"name": "NeurIPS", "status": "published", "year": 2025}
    assert values["links"] == {
        "openreview": "kItEs42abc",
        "pdf": "https://openreview.net/pdf?id=kItEs42abc",
        "code": ["https://github.com/kites-invented/gates"],
    }


@pytest.mark.parametrize("first", [Reply.json({"notes": [], "count": 0}), Reply(status=404), Reply(status=403)])
def test_submission_from_before_2024_is_asked_of_the_old_api(
    server: Server, services: Services, web: Web, first: Reply
) -> None:
    server.reply("/openreview", first)
    server.reply("/openreview_v1", Reply(sample("openreview-v1.json"), content_type="application/json"))
    values = ask(web, services, "https://openreview.net/forum?id=SkKite1b_")
    assert (values["title"], values["venue"]) == ("Old Kites", {"name": "ICLR", "status": "published", "year": 2022})
    assert values["links"]["code"] == ["https://github.com/kites-invented/old"]


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (Reply.json({"notes": []}), Reply(status=404), "OpenReview has no public paper kItEs42abc"),
        (Reply(status=404), Reply.json({}), "OpenReview has no public paper kItEs42abc"),
        (Reply(sample("openreview-review.json")), Reply.json([]), "OpenReview has no public paper kItEs42abc"),
        (Reply(status=403), Reply.json({"notes": []}), "127.0.0.1 answered 403 Forbidden"),
        (Reply(status=404), Reply(status=500), "127.0.0.1 answered 500 Internal Server Error; try again later"),
        (Reply.html(), Reply.json({"notes": []}), "127.0.0.1 sent a web page instead of application/json"),
    ],
)
def test_submission_that_neither_api_gives_says_why(
    server: Server, services: Services, web: Web, first: Reply, second: Reply, message: str
) -> None:
    server.reply("/openreview", first)
    server.reply("/openreview_v1", second)
    assert str(failure(web, services, FORUM)) == message


@pytest.mark.parametrize(
    ("venue", "venue_id", "found"),
    [
        ("ICLR 2024 poster", "ICLR.cc/2024/Conference", {"name": "ICLR", "status": "published", "year": 2024}),
        ("ICLR 2023 notable top 25%", "ICLR.cc/2023/Conference", {"name": "ICLR", "status": "published", "year": 2023}),
        ("NeurIPS 2022 Accept", "NeurIPS.cc/2022/Conference", {"name": "NeurIPS", "status": "published", "year": 2022}),
        ("ICML 2025 spotlightposter", "ICML.cc/2025/Conference", {"name": "ICML", "status": "published", "year": 2025}),
        (
            "NeurIPS 2023 Datasets and Benchmarks Poster",
            "NeurIPS.cc/2023/Track/Datasets_and_Benchmarks",
            {"name": "NeurIPS Datasets and Benchmarks", "status": "published", "year": 2023},
        ),
        ("Accepted by TMLR", "TMLR", {"name": "TMLR", "status": "published"}),
        ("Under review for TMLR", "TMLR/Under_Review", {"name": "TMLR", "status": "submitted"}),
        (
            "Submitted to ICML 2026",
            "ICML.cc/2026/Conference/Submission13536",
            {"name": "ICML", "status": "submitted", "year": 2026},
        ),
        ("Submitted to ICLR 2026", "ICLR.cc/2026/Conference/Rejected_Submission", None),
        ("ICLR 2026 Conference Withdrawn Submission", "ICLR.cc/2026/Conference/Withdrawn_Submission", None),
        ("ICLR 2026 Conference Desk Rejected Submission", "ICLR.cc/2026/Conference/Desk_Rejected_Submission", None),
        ("Submitted to ICLR 2022", "ICLR.cc/2022/Conference", None),
        ("ICLR 2022 Submitted", "ICLR.cc/2022/Conference", None),
        ("CoRR 2025", "dblp.org/journals/CORR/2025", None),
        ("OpenReview Public Article", "OpenReview.net/Public_Article", None),
        ("", "", None),
    ],
)
def test_only_what_a_venue_decided_is_a_venue(venue: str, venue_id: str, found: dict[str, Any] | None) -> None:
    note = edited("openreview.json", venue=venue, venueid=venue_id)["notes"][0]
    assert openreview.venue(note) == found


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["value", "url", "id"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=200)
@given(
    st.dictionaries(st.sampled_from(["title", "authors", "abstract", "venue", "venueid", "pdf", "code"]), json_values),
    json_values,
)
def test_submission_of_any_shape_is_read_or_refused_in_one_line(content: dict[str, Any], pdate: object) -> None:
    draft = openreview.draft_of({"id": "kItEs42abc", "forum": "kItEs42abc", "pdate": pdate, "content": content})
    assert isinstance(draft, Draft)
    paper, findings = complete(draft, set())
    assert bool(paper) != bool([finding for finding in findings if finding.severity == "error"])
