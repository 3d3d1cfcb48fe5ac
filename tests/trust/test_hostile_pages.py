"""Pages and the search, made of hostile records, in a real browser. Its second wall, the policy of the pages, is taken
down.
"""

import re
from pathlib import Path
from urllib.parse import quote

import hostile as corpus
from paperdex.pages.formulas import formulas
from playwright.sync_api import Page
from small_index import SmallIndex
from torture import TORTURE, tell

WHATEVER_RUNS = """async (addresses) => {
  const found = [];
  const look = async (address) => {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const all = (selector) => [...page.querySelectorAll(selector)];
    const suspects = [
      ...all("iframe, object, embed, base, style, applet, frame, animate, set, use, foreignObject"),
      ...all("script:not([type='application/ld+json'])")
        .filter((one) => one.textContent || !one.getAttribute("src").includes("assets/")),
      ...all("form").filter((one) => !/^([./]|below)*(search\\/)?$/.test(one.getAttribute("action"))),
      ...all("meta[http-equiv=refresh]").filter((one) => !/^0; url=(\\.\\.\\/)+[a-z0-9/-]+$/.test(one.content)),
      ...all("[href]").filter((one) => !/^(https?:\\/\\/[a-z]|[.#a-z0-9/_-]*([?#]|$))/.test(one.getAttribute("href"))),
      ...all("[src]").filter((one) => /^[a-z]*:|^\\/\\//.test(one.getAttribute("src"))),
    ];
    const attributes = page.evaluate(
      "//@*[starts-with(name(), 'on') or contains(" +
      "' srcdoc style ping background srcset poster data formaction xlink:href ', concat(' ', name(), ' '))]",
      page, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
    for (let number = 0; number < attributes.snapshotLength; number++)
      suspects.push(attributes.snapshotItem(number).ownerElement);
    found.push(...suspects.map((one) => `${address}: ${one.outerHTML}`));
    all("script[type='application/ld+json']").forEach((one) => JSON.parse(one.textContent));
  };
  for (let start = 0; start < addresses.length; start += 8)
    await Promise.all(addresses.slice(start, start + 8).map(look));
  return found;
}"""
QUERIES = (
    "script",
    "x",
    "onerror",
    "window ran",
    "aaaaaaaa",
    *corpus.HTML[:8],
    "${{7*7}}",
    "'\"><svg onload=window.ran=1>",
    "javascript:window.ran=1",
    "Z",
)


def addresses(index: SmallIndex) -> list[str]:
    site = index.root / "site"
    return [path.relative_to(site).as_posix().removesuffix("index.html") for path in sorted(site.rglob("*.html"))]


def test_the_browser_finds_nothing_in_any_page_that_could_run_or_load(
    hostile: SmallIndex, hostile_site: str, page: Page
) -> None:
    page.goto(f"{hostile_site}search/")
    found = addresses(hostile)
    assert len(found) > 400
    assert page.evaluate(WHATEVER_RUNS, [hostile_site + address for address in found]) == []
    assert (
        len(
            page.evaluate(
                WHATEVER_RUNS, ["data:text/html,<img src=x onerror=x><a href='javascript:x'>x</a><script>x</script>"]
            )
        )
        == 3
    )


def test_every_page_of_a_paper_has_its_title_as_it_is(hostile_site: str, page: Page) -> None:
    page.goto(hostile_site)
    titles = {paper.id: paper.title for paper in corpus.papers() if not any(formulas(paper.title))}
    titles_shown = page.evaluate(
        """async (ids) => Object.fromEntries(await Promise.all(ids.map(async (id) => [
            id,
            new DOMParser().parseFromString(await (await fetch(`papers/${id}/`)).text(), "text/html")
              .querySelector("h1").textContent])))""",
        list(titles),
    )
    assert {key: title.strip("\n ") for key, title in titles_shown.items()} == titles


def test_no_page_runs_anything(hostile: SmallIndex, hostile_site: str, page: Page, said: list[str]) -> None:
    found = [address for address in addresses(hostile) if "/former-" not in address]
    for address in found if TORTURE else [*found[:: len(found) // 25], "", "stats/", "topics/", "topics/topic-1/"]:
        page.goto(hostile_site + address)
        assert page.evaluate("window.ran") is None, address
    assert said == []
    tell("hostile texts, each in every field of a record", len(corpus.TEXTS))
    tell("pages of hostile records opened in a browser", len(found))


def test_an_earlier_address_leads_on_and_nowhere_else(hostile_site: str, page: Page, said: list[str]) -> None:
    page.goto(f"{hostile_site}papers/former-001/")
    page.wait_for_url("**/papers/hostile-001/")
    assert said == []


def test_every_page_has_a_policy(hostile: SmallIndex) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in (hostile.root / "site").rglob("*.html")}
    policy = re.compile(
        r"<head>\s*<meta charset=\"utf-8\">\s*<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
        r"'none';"
    )
    assert [
        str(path)
        for path, html in pages.items()
        if not policy.search(html) or "unsafe" in html.partition("</title>")[0]
    ] == []


def test_no_search_runs_anything(hostile_site: str, page: Page, said: list[str]) -> None:
    for query in QUERIES:
        page.goto(f"{hostile_site}search/?q={quote(query)}")
        page.locator("[role=status]").filter(has_text="paper").first.wait_for(state="attached")
        assert page.evaluate("window.ran") is None, query
    assert said == []


def test_what_is_typed_into_the_box_runs_nothing(hostile_site: str, page: Page, said: list[str]) -> None:
    page.goto(hostile_site)
    for text in ("script", "<img src=x onerror=window.ran=1>"):
        page.locator("input[type=search]").first.fill(text)
        page.wait_for_timeout(300)
        assert page.evaluate("window.ran") is None, text
    assert said == []


def test_nothing_is_written_outside_the_output_folders(hostile: SmallIndex) -> None:
    names = {path.name for path in hostile.root.iterdir()} | {path.name for path in hostile.root.parent.iterdir()}
    assert names == {"index", "build", "content", "mkdocs.yml", "site"}
    assert max(len(part) for path in hostile.root.rglob("*") for part in Path(path).parts) < 130
