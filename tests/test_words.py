"""Search terms: folded, and the same in the index (Python) as in queries (JavaScript)."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.words import STOP_WORDS, fold, terms
from playwright.sync_api import Page

TOKENS = Path(__file__).parents[1] / "site_config/assets/search/tokens.js"
SAMPLES = (
    "Direct Preference Optimization: Your Language Model is Secretly a Reward Model",
    "region-level GPT4RoI policies biases analysis class us series",
    "Łukasz Nguyễn Straße Søren Þór Ærø İstanbul ılık ΟΔΟΣ ὈΔΥΣΣΕΎΣ",
    "语言模型的对齐：一项综述 ガイド ｶﾞｲﾄﾞ 한국어 모델 ภาษาไทย",
    "हिन्दी भाषा। සිංහල ශ්‍රී தமிழ்",
    "שָׁלוֹם مُحَمَّد می‌خواهم",
    "𝐋𝐋𝐌𝐬 ﬁne ™ ① x² Ⅷ e\u0301 pass@k snake_case \u200b👩🏽‍💻 a\u00adb",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Region-Level", ["region", "level"]),
        ("Müller, José & Łukasz", ["muller", "jose", "lukasz"]),
        ("policies, models, bias, analysis", ["policy", "model", "bia", "analysis"]),
        ("语言模型", ["语言", "言模", "模型"]),
        ("𝐋𝐋𝐌", ["llm"]),
        ("සිංහල භාෂාව", ["සිංහල", "භාෂාව"]),
        ("ガイド", ["ガイ", "イド"]),
        ("snake_case 3.5", ["snake", "case", "3", "5"]),
        ("…", []),
    ],
)
def test_text_becomes_terms(text: str, found: list[str]) -> None:
    assert terms(text) == found


def test_accents_and_case_make_no_difference() -> None:
    assert fold("NGUYỄN") == fold("nguyen") == "nguyen"
    assert fold("ＧＰＴ") == "gpt"


def _is_known(char: str) -> bool:
    return unicodedata.category(char) not in ("Cn", "Cs", "Co")


def test_the_browser_makes_the_same_terms(page: Page) -> None:
    characters = st.characters(exclude_categories=["Cs", "Cn", "Co"]).filter(_is_known)
    scripts = st.sampled_from("abcs yieséŁßςΣİıﬁ²™語言がガ한글කි්‍हिक़שֳمَ٣ก็𝐀𐐀\u0301\u00ad_-.'")
    texts: list[str] = [*SAMPLES]

    @settings(max_examples=200, database=None)
    @given(st.lists(st.one_of(st.text(characters, max_size=12), st.text(scripts, max_size=12)), min_size=4, max_size=8))
    def collect(some: list[str]) -> None:
        texts.extend(some)

    collect()
    page.route(
        "http://tokens.example/*",
        lambda route: route.fulfill(body=TOKENS.read_text(encoding="utf-8"), content_type="text/javascript"),
    )
    page.route("http://tokens.example/", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto("http://tokens.example/")
    found = page.evaluate(
        "async (texts) => { const { terms } = await import('/tokens.js'); return JSON.stringify(texts.map(terms)); }",
        texts,
    )
    assert len(texts) > 500
    assert {text: made for text, made in zip(texts, json.loads(found), strict=True) if made != terms(text)} == {}


def test_the_browser_knows_the_same_stop_words() -> None:
    source = TOKENS.read_text(encoding="utf-8")
    listed = source[source.index("new Set(") : source.index(').split(" ")')]
    assert {word for line in listed.split('"')[1::2] for word in line.split()} == STOP_WORDS
