import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from paperdex.sources.tex_remains import mend_tex

MENDED = [
    (r"gains of 12.5\%,3.1\% and 4\%", "gains of 12.5%,3.1% and 4%"),
    (r"R\&D-Bench", "R&D-Bench"),
    (r"snake\_case, issue \#3, \$5 and \{a, b\}", "snake_case, issue #3, $5 and {a, b}"),
    ("over 80%pm0.3 accuracy", "over 80%±0.3 accuracy"),
    (r"over 80.1\%pm0.3", "over 80.1%±0.3"),
    ("a score of 3.2pm0.1", "a score of 3.2±0.1"),
    ("1.2times~10.5times faster", "1.2×~10.5× faster"),
    ("(7times smaller)", "(7× smaller)"),
    ("640times480 pixels", "640×480 pixels"),
    ("8times8times8 voxels", "8×8×8 voxels"),
    ("a 2-9times speed-up", "a 2-9× speed-up"),
    ("about sim5k items", "about ~5k items"),
    ("uses sim10,000 hours and sim2.5B tokens", "uses ~10,000 hours and ~2.5B tokens"),
    ("sim3times faster", "~3× faster"),
    ("Fuse^2VLM: a title", "Fuse²VLM: a title"),
    ("MAP^{2} and O(n^2) and f(x)^2", "MAP² and O(n²) and f(x)²"),
    ("below 10^{-3}", "below 10⁻³"),
    ("the 5^{th} of 21^{st}", "the 5th of 21st"),
    ("a distribution pi_Theta over psi_{Delta}", "a distribution π_Θ over ψ_Δ"),
    ("that maximizes E_{pi_{Theta}} r(y)", "that maximizes E_{π_Θ} r(y)"),
    ("KL(pi_Theta || p) leq Delta.", "KL(π_Θ || p) ≤ Δ."),
    ("x geq 0.5 and y neq 3", "x ≥ 0.5 and y ≠ 3"),
    ("models such as pi_0-FAST and pi_{0.5}", "models such as π₀-FAST and π₀.₅"),
    ("cells~(including some), Eq.~(3), GPT-4~[12]", "cells (including some), Eq. (3), GPT-4 [12]"),
    (r"handling. \textbf{We will share it", "handling. We will share it"),
    (r"\textbf{a \emph{nested} word} and {\bf old} ones", "a nested word and old ones"),
    (r"\texttt{x}, \textsc{y}, \underline{z}, \mathrm{KL}, mathcal{O}(n)", "x, y, z, KL, O(n)"),
    ("an algorithm (New Algorithm)} that learns", "an algorithm (New Algorithm) that learns"),
]
ADDRESSES = [
    (r"webpage\href{https://a.org/b/{https://a.org/b/}}, and", "webpage https://a.org/b/, and"),
    ("https://a.org/DATA{https://a.org/DATA}, and", "https://a.org/DATA, and"),
    ("https://a.org/b{https://a.org/b}.", "https://a.org/b."),
    (r"\href{https://a.org}{our page}.", "our page (https://a.org)."),
    (r"the\href{https://a.org}{page}", "the page (https://a.org)"),
    (r"\href{https://a.org}{\textbf{page}}", "page (https://a.org)"),
    (r"\href{https://a.org}{https://a.org}", "https://a.org"),
    (r"\href{https://a.org}", "https://a.org"),
    (r"at \url{https://a.org/b}.", "at https://a.org/b."),
    (r"at\url{https://a.org/b}.We go on", "at https://a.org/b .We go on"),
    (r"at \url{https://a.org/b", "at https://a.org/b"),
]
LEFT = [
    "six times, 2 times, three-times, sometimes, timestamp, 2timestamps, x2times",
    "at 3 pm, 5pm, spm2",
    "sim2real, Sim2Real, sim2sim, sim3D, simulators sim1 and sim2 ",
    "2^10, x^n, x^2.5, ^2 and y^{ab}",
    "a bare phi, pi, Delta or alpha in prose",
    "phi-2, alpha-beta, Phi-3, Phi_3, my_pi_0x, x-pi_0, pi_ref, pi_0_base, pi_0.5, `beta_1`",
    "org/pi_0, pi_0.py, run/pi_0.json, img-640times480.png, pi_0@example.org",
    "https://a.org/pi_0/9times^2/sim8k~(x)/phi_Delta",
    r"https://a.org/b\_c",
    "https://a.org/x{https://b.org/y}",
    r"\href{https://a.org}{cut off",
    "some objectives~dpo. More efficiency~grpo.",
    "x~(0,1) and 10~20",
    "''quoted'' and ``quoted'' -- with dashes",
    "a comprehen- sive out-ofdomain typo",
    "sets {0, 1} and {a}} or a } b",
    r"\cite{key}, \\, \alpha and a\\%",
    "leq, LEQ and a leq b",
    "",
]
PIECES = [
    *(before for before, _ in MENDED + ADDRESSES),
    *LEFT,
    *"\\{}^~_%02.,()`a ",
    *(r"\{", r"\}", r"\%", r"\textbf{", r"\emph{", r"{\bf ", r"\url{", r"\href{"),
    *("https://a.org", "sim", "times", "pm", "leq", "pi", "phi", "Delta"),
]
TEX_LIKE = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
WORDS = st.lists(
    st.from_regex(r"[A-Za-z]{1,12}(-[0-9]{1,3}(\.[0-9])?[BMk]?)?[.,;:]?", fullmatch=True), max_size=20
).map(" ".join)
URLS = st.from_regex(r"https?://[a-z]{1,8}\.(org|com)(/[A-Za-z0-9_~^.%-]{1,12}){0,3}", fullmatch=True)


@pytest.mark.parametrize(("before", "after"), MENDED)
def test_what_is_certain_is_mended(before: str, after: str) -> None:
    assert mend_tex(before) == after


@pytest.mark.parametrize(("before", "after"), ADDRESSES)
def test_an_address_stands_once_and_apart_from_the_words_around_it(before: str, after: str) -> None:
    assert mend_tex(before) == after


@pytest.mark.parametrize("text", LEFT)
def test_what_is_doubtful_stays_as_it_is(text: str) -> None:
    assert mend_tex(text) is text


@given(st.text() | TEX_LIKE)
@settings(max_examples=200, deadline=None)
@example(r"\\\\\\\\\{\bf \{\bf \{\bf %}}}")
def test_what_was_repaired_once_is_not_changed_again(text: str) -> None:
    once = mend_tex(text)
    assert mend_tex(once) == once


@given(WORDS)
@settings(max_examples=100, deadline=None)
def test_plain_words_and_names_of_models_are_not_changed(text: str) -> None:
    assert mend_tex(text) == text


@given(URLS, TEX_LIKE)
@settings(max_examples=200, deadline=None)
def test_an_address_survives_whatever_stands_before_it(url: str, prose: str) -> None:
    assert url in mend_tex(f"{prose} {url}")


@given(URLS)
@settings(max_examples=50, deadline=None)
def test_an_address_survives_its_command(url: str) -> None:
    for text in (rf"\url{{{url}}}", f"{url}{{{url}}}", rf"\href{{{url}}}{{{url}}}", rf"\href{{{url}{{{url}}}}}"):
        assert mend_tex(text) == url


@pytest.mark.parametrize(
    "unit",
    [
        "{",
        "}",
        "a}",
        r"\textbf{",
        r"\href{https://a}{",
        "https://",
        "https://a{",
        "9times",
        "1.",
        "1,",
        "a.b",
        "a@",
        "pi_",
        "sim1",
        "`",
        "x",
        "\\",
    ],
)
def test_time_grows_with_the_length_and_not_with_its_square(unit: str) -> None:
    started = time.process_time()
    mend_tex(unit * (300_000 // len(unit)))
    assert time.process_time() - started < 5
