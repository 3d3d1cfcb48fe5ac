"""No page runs a script that is not a file of the site."""

import pytest


@pytest.mark.parametrize("address", ["", "topics/", "dates/", "papers/every-field/", "search/?q=a", "stats/"])
def test_the_policy_of_a_page_lets_everything_of_the_page_through(tiny_site, page, address):
    refused = []
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.goto(f"{tiny_site}{address}")
    page.wait_for_load_state("networkidle")
    assert page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1
    assert refused == []


def test_a_script_that_got_into_a_page_would_not_run(tiny_site, page):
    page.goto(tiny_site)
    page.evaluate("""() => {
        const made = document.createElement("div");
        made.innerHTML = "<img src=x onerror='window.ran = true'>";
        document.body.append(made);
        const inline = document.createElement("script");
        inline.textContent = "window.ran = true";
        document.body.append(inline);
    }""")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
