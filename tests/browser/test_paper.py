"""What a paper's page says, as a reader meets it: the paper in which every field is known."""

from playwright.sync_api import Page, expect


def top(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box, selector
    return box["y"]


def fact(page: Page, name: str) -> str:
    """What stands beside a name in the list of facts, its lines joined."""
    found: list[str] = page.locator(".facts").first.evaluate(
        "(list, name) => { const at = [...list.children].findIndex((it) => it.tagName === 'DT' && it.textContent === "
        "name);"
        " const rest = [...list.children].slice(at + 1); const end = rest.findIndex((it) => it.tagName === 'DT');"
        " return rest.slice(0, end < 0 ? rest.length : end).map((it) => it.textContent.trim()); }",
        name,
    )
    return "; ".join(found)


def test_warning_and_links_come_first_and_the_note_stands_apart(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}papers/every-field/")
    places = [".banner", ".about", ".buttons", ".note", "#abstract", "#facts", "#cite", "#related", ".neighbours"]
    heights = [top(page, place) for place in places]
    assert heights == sorted(heights)
    expect(page.get_by_role("note")).to_contain_text("Superseded by Index, August 2025. A newer version <u>exists</u>.")
    expect(page.get_by_role("note").get_by_role("link")).to_have_attribute("href", "../index/")
    expect(page.get_by_role("region", name="Why it is here")).to_contain_text("It is here because E")
    backgrounds = page.evaluate(
        "['.note', 'body'].map((it) => getComputedStyle(document.querySelector(it)).backgroundColor)"
    )
    assert backgrounds[0] != backgrounds[1]


def test_facts_say_where_they_come_from_and_of_which_day_they_are(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}papers/every-field/")
    assert fact(page, "Upvotes") == "12 upvotes at the source, as of 29 Oct 2025"
    assert fact(page, "Comments") == "1 comment at the source, as of 29 Oct 2025"
    assert fact(page, "Source") == "Hugging Face Daily Papers, a saved page, page_of_<the>_day.txt, lines 3–9"
    assert fact(page, "Inferred") == "Year (concluded, not stated by the source)"
    assert fact(page, "Topics").endswith("(proposed by a rule, not yet confirmed)")
    assert fact(page, "Corrected").startswith("1 Aug 2025: The *first* author was missing.")
    evidence = page.get_by_role("link", name="publisher.example/every?authors=all&sort=no")
    expect(evidence).to_be_hidden()
    page.get_by_text("Where each fact was read").click()
    expect(evidence).to_be_visible()


def test_a_record_is_mended_in_its_editor_or_with_the_form_filled_in(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}papers/every-field/")
    edit, report = (
        str(page.get_by_role("link", name=name).get_attribute("href")) for name in ("Edit this record", "report it")
    )
    assert edit == "https://github.com/example/tiny-index/edit/main/content/papers/2025/every-field.yaml"
    assert report.startswith("https://github.com/example/tiny-index/issues/new?template=fix-record.yml&title=Fix")
    assert report.endswith("&record=every-field")


def test_related_papers_say_what_they_share(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}papers/small-1/")
    related = page.locator(".related li")
    assert related.count() >= 1
    for one in related.all():
        expect(one).to_contain_text("Shares: ")
    related.first.get_by_role("link").click()
    expect(page.locator("body.paper h1")).not_to_have_text("Small Paper 1")
