"""Real inputs, damaged at random, and long ones made to take long, through every reader. Run by
tests/trust/test_fuzz.py within limits of its own.

python tests/fuzz.py damaged <examples>
python tests/fuzz.py long <letters> <every so many>
"""

import sys
from pathlib import Path

import hostile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paperdex import yaml_io
from paperdex.catalog import ledger
from paperdex.records.draft import complete
from paperdex.records.parse import parse_sound_part, parse_text
from paperdex.sources import formats, issue_form
from paperdex.sources.decoding import decode_bytes, is_binary
from paperdex.sources.providers import possible_lookups
from paperdex.sources.source import SourceText

TESTS = Path(__file__).parent
SAMPLES = sorted(
    path
    for folder in ("awesome", "hf_pages", "replies", "good/content")
    for path in (TESTS / "data" / folder).rglob("*")
    if path.is_file()
)
FRAGMENTS = (
    "\0",
    "\ufeff",
    "\u202e",
    "\r",
    "\u2028",
    "\ud800",
    "\t",
    "\x1b[31m",
    "&lt;",
    "&#0;",
    "]]>",
    "<!--",
    "${{",
    "!!python/name:os.system",
)
PIECES = (
    *(
        "[",
        "](",
        "(",
        "*a ",
        "**",
        "_",
        "~~",
        "`",
        "<div>",
        "<p>a",
        "<a ",
        "<!--",
        "<![CDATA[",
        ">",
        "> > ",
        "- ",
        "  - a\n",
        "1. ",
        "|",
        "|a|b|\n",
    ),
    *(
        "# a\n",
        "===\n",
        "---\n",
        "![",
        "- a, ",
        "word ",
        "&amp;",
        "&#1;",
        "&",
        "\\",
        "$",
        "$x$ ",
        "{",
        "}",
        "@a{",
        "@a{b,c={d},\n",
        '@a{b, c = "',
    ),
    *(
        "@string{a = b # ",
        "a # ",
        "{\\'e}",
        "\\textbf{",
        "TY  - JOUR\nER  - \n",
        "TI  - a\n",
        "AU  - a and ",
        '{"title":',
        '[{"a":',
        "[[",
        "null,",
    ),
    *(
        "<entry>",
        "</entry>",
        "<!DOCTYPE a>",
        "- title:",
        "- {title: x}\n",
        ": ",
        "? ",
        "Jan 15\n",
        "Published on Jan 15\n",
        "Submitted by\n",
        "·",
    ),
    *(
        "3\n",
        "Some Title of a Paper\n",
        "2307.00001 ",
        "10.48550/arXiv.2307.00001 ",
        "https://",
        "http://a.b ",
        "a@b ",
        "a b\n\n",
        "\n",
        " ",
    ),
    *("https://arxiv.org/abs/2401.00001 ", "あ", "\u0301", "- [T](https://a.b) O" + "'" * 99 + "1, A B\n"),
)
HEADS = (
    "",
    "# Awesome\n\n- [A title of a paper](https://arxiv.org/abs/2401.00001)\n",
    "@article{a, title={",
    "- title: ",
    "### Title\n\n",
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """One sample, of which parts are cut out, doubled, moved, or filled with what belongs nowhere."""
    text, _ = decode_bytes(draw(st.sampled_from(SAMPLES)).read_bytes()[:6_000])
    for _ in range(draw(st.integers(1, 6))):
        start, length = draw(st.integers(0, max(0, len(text) - 1))), draw(st.integers(0, 60))
        part = text[start : start + length]
        new = draw(
            st.sampled_from(["", part * 2, part[::-1], part.upper()])
            | st.sampled_from([*FRAGMENTS, *PIECES])
            | st.sampled_from(hostile.TEXTS)
            | st.text(max_size=9)
        )
        text = text[:start] + new + text[start + length :]
    return text


def read_everywhere(text: str) -> None:
    """Every reader takes it, or refuses it with a place; drafts become records or findings."""
    data = text.encode(errors="surrogatepass")
    text, _ = decode_bytes(data)
    is_binary(text)
    lines = text.count("\n") + text.count("\r") + 1
    for candidate in formats.IMPORT_FORMATS:
        candidate.recognises(text)
        reading = candidate.read(SourceText("list.txt", text))
        taken: set[str] = set()
        for draft in reading.drafts:
            assert 1 <= draft.lines[0] <= draft.lines[1] <= lines, candidate.name
            paper, findings = complete(draft, taken)
            assert paper or findings, candidate.name
            taken |= {paper.id} if paper else set()
        assert all(finding.line is None or 1 <= finding.line <= lines for finding in reading.findings), candidate.name
    paper, findings = parse_text(text)
    assert bool(paper) != bool(findings)
    parse_sound_part(text, otherwise_called="x")
    yaml_io.parse(text)
    list(ledger.parse(text))
    possible_lookups(text)
    issue_form.read_form(text)


def main(kind: str, *numbers: str) -> int:
    if kind == "damaged":
        effort = settings(
            max_examples=int(numbers[0]), deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        effort(given(damaged())(read_everywhere))()
        sys.stdout.write(numbers[0])
        return 0
    length, step = map(int, numbers)
    inputs = [head + piece * (length // len(piece)) for head in HEADS for piece in PIECES][::step]
    for text in inputs:
        read_everywhere(text)
    sys.stdout.write(str(len(inputs)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
