import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup import parse
from paperdex.pages.math import mathml, with_math, without_tex


def shown(text: str) -> str:
    """What a reader sees, formulas in brackets."""
    html = markdown.markdown(f"x {with_math(text)}")
    for formula in parse(html).all("math"):
        assert formula.text
    return parse(re.sub("(<math[^>]*>)", r"\1⟨", html).replace("</math>", "⟩</math>")).line.removeprefix("x ")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (r"$\alpha$-DPO", "⟨α⟩-DPO"),
        (r"of $O(n \log n)$ steps", "of ⟨O(nlogn)⟩ steps"),
        (r"\(a < b\) and \[c\]", "⟨a<b⟩ and ⟨c⟩"),
        (r"$$E = mc^2$$", "⟨E=mc2⟩"),
        (r"SAP$^{2}$ and L$_1$", "SAP⟨2⟩ and L⟨1⟩"),
        (r"$95\%$ of $\mathbb{R}^{d}$", "⟨95%⟩ of ⟨ℝd⟩"),
        (r"$\mathcal{L}_{\text{DPO loss}}$", "⟨ℒDPO loss⟩"),
        (r"$\operatorname{softmax}(x)$", "⟨softmax(x)⟩"),
        ("the $5$ models", "the ⟨5⟩ models"),
    ],
)
def test_formulas_become_mathml(text: str, seen: str) -> None:
    assert shown(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "costs $5 and $10",
        "US$5bn to HK$ and more",
        "between $5-$10 a month",
        "Micro$oft$ and A$AP",
        "$HOME and $PATH",
        r"\$5 is $ 5 $",
        "a lone $ sign",
        r"$\unknowncommand{x}$",
        r"$\href{javascript:alert(1)}{x}$",
        r"$\style{color:red}{x}$",
        r"$\class{x}{y}$",
        r"$\newcommand{\x}{y}\x$",
        r"$\begin{matrix}a\end{matrix}$",
        r"$\unicode{x202e}$",
        "$95% of it$",
        r"$\left( a$",
        r"$\frac{1}$",
        "$x^$",
        "$a_b_c$",
        "$}{$",
        "$" + "{" * 30 + "x" + "}" * 30 + "$",
        "$" + "x+" * 300 + "x$",
    ],
)
def test_what_is_not_surely_a_formula_stays_text(text: str) -> None:
    assert shown(text) == text


def test_the_text_of_a_formula_is_no_markup() -> None:
    found = parse(markdown.markdown(with_math(r"$\text{<script>alert(1)</script> *c* `d`}$")))
    assert [one.tag for one in found.walk()] == ["p", "span", "math", "mrow", "mtext"]
    assert found.line == "<script>alert(1)</script> *c* `d`"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"$\alpha$-DPO", "α-DPO"),
        (r"Align$^2$LLaVA", "Align²LLaVA"),
        (r"of $O(n \log n)$ steps", "of O(n log n) steps"),
        (r"$x_i^{a+b} \le \frac{1}{2}$", "xᵢ^(a+b) ≤ 1/2"),
        (r"$\frac{a+b}{c}$ and $\sqrt{x}$", "(a+b)/c and √x"),
        (r"$\mathcal{L}_{\text{DPO loss}}$", "ℒ_(DPO loss)"),
        (r"$\mathbf{x} \in \mathbb{R}^{d}$", "x ∈ ℝ^d"),
        (r"$\hat{y}$, $10^{-3}$ and $95\%$", "y\u0302, 10⁻³ and 95%"),
        (r"$\sum_{i=1}^n x_i$", "∑_(i = 1)ⁿxᵢ"),
        ("costs $5 and $10 of <b>", "costs $5 and $10 of <b>"),
    ],
)
def test_where_no_markup_can_stand_formulas_are_plain_text(text: str, plain: str) -> None:
    assert without_tex(text) == plain


def test_a_formula_says_itself_in_words_to_scripts() -> None:
    [formula] = parse(markdown.markdown(with_math("of $x^2 < \\alpha_*$"))).all("math")
    assert formula.attributes["alttext"] == "x² < α_*"


_TEX = st.sampled_from(
    [
        *r"$\{}^_ab12 <>&'()[]%#*`|",
        *(rf"\{name}" for name in ("frac", "text", "left", "right", "alpha", "sqrt", "hat", "binom", "limits", "sum")),
    ]
)


@given(st.lists(_TEX, max_size=20).map("".join))
def test_any_tex_gives_balanced_markup_of_known_elements_or_nothing(latex: str) -> None:
    html = mathml(latex)
    if html is not None:
        known = {
            "math",
            "mrow",
            "mi",
            "mn",
            "mo",
            "mtext",
            "mspace",
            "msub",
            "msup",
            "msubsup",
            "mfrac",
            "msqrt",
            "mroot",
            "mover",
            "munder",
            "munderover",
        }
        assert {one.tag for one in parse(html).walk()} <= known | {"mstyle", "mpadded", "mphantom"}
        assert not any(
            "style" in one.attributes or any(name.startswith("on") for name in one.attributes)
            for one in parse(html).walk()
        )


@given(
    st.lists(
        st.sampled_from(["$", "$$", r"\(", r"\)", "x", " ", "5", r"\alpha", "word", "{", "}", "<b>", "*", "_", "`"]),
        max_size=25,
    ).map("".join)
)
def test_no_text_is_lost_around_formulas(text: str) -> None:
    found = parse(markdown.markdown(f"x {with_math(text)} y"))
    assert {one.tag for one in found.walk() if not one.tag.startswith("m")} <= {"p", "span"}
    if not found.all("math"):
        assert found.line == " ".join(f"x {text} y".split())
