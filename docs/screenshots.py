"""Take the pictures of the README from the built site: `make screenshots`."""

import os
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
SHOTS = (
    ("front", "", 1200, 860, "light"),
    ("topic", "topics/reinforcement-learning/", 1200, 860, "light"),
    ("paper", "papers/gpt4roi-instruction-tuning-large-language-model/", 1200, 860, "dark"),
    ("search", "search/?q=author%3Azhang+has%3Acode+alignment", 1200, 860, "light"),
    ("phone", "topics/safety/", 390, 860, "light"),
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main(browser_path: str) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(ROOT / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=browser_path, args=flags)
        for name, address, width, height, scheme in SHOTS:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(f"http://127.0.0.1:{server.server_port}/{address}", wait_until="networkidle")
            page.screenshot(path=ROOT / "docs" / "screenshots" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
