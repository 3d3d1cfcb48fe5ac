import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.pages.exports import tex
from paperdex.records.identity import title_key
from paperdex.sources.tex_text import decode_tex
from strategies import lines


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (r"{\v{S}}im{\'a}nek", "Šimánek"),
        (r"Erd\H{o}s and Erd{\H o}s", "Erdős and Erdős"),
        (r"Fran\c cois, Fran{\c{c}}ois", "François, François"),
        (r"M{\"u}ller, M\"{u}ller, M\"uller", "Müller, Müller, Müller"),
        (r"na\"{\i}ve, \'\i", "naïve, í"),
        (r"Nguy{\~{\^e}}n, Nguy\~{\^{e}}n", "Nguyễn, Nguyễn"),
        (r"\o{}stergaard, \O stergaard, {\L}ukasz, \ss", "østergaard, Østergaard, Łukasz, ß"),
        (r"\.{I}stanbul, Ayd{\i}n", "İstanbul, Aydın"),
        (r"{GPT4RoI}: {I}nstruction \& {{Tuning}}", "GPT4RoI: Instruction & Tuning"),
        (r"50\% of \$100 --- ``quoted'' 1--2", "50% of $100 — “quoted” 1–2"),
        (r"J.~Smith met ~10 people", "J. Smith met ~10 people"),
        (r"\emph{{GPT} models} in \texttt{bar}, {\bf bold}", "GPT models in bar, bold"),
        (
            r"\href{https://a.org/x_y}{here} or \url{https://a.org/~u/a--b%20c}",
            "here (https://a.org/x_y) or https://a.org/~u/a--b%20c",
        ),
        ("https://a.org/~u/a--b stays", "https://a.org/~u/a--b stays"),
        (r"{\noopsort{1973a}}1973", "1973"),
        (r"\LaTeX{} and \BibTeX", "LaTeX and BibTeX"),
        (r"\unknown{stays}", "stays"),
        (r"$\beta$-VAE on H$_2$O and x$^{10}$", "β-VAE on H₂O and x¹⁰"),
        (r"$O(n \log n)$ and \(x_i\)", r"$O(n \log n)$ and $x_i$"),
        ("$5 and $6", "$5 and $6"),
        (r"unbalanced { and } braces", "unbalanced  and  braces"),
    ],
)
def test_tex_becomes_the_text_that_was_meant(typed, meant):
    assert decode_tex(typed) == meant


@given(st.text(alphabet="\\{}$~'\"`^-%&_#abiuvc 1é", max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_is_too_odd_and_the_result_is_composed(text):
    decoded = decode_tex(text)
    assert unicodedata.is_normalized("NFC", decoded) or decoded == text


@given(lines)
@settings(max_examples=200, deadline=None)
def test_what_our_own_bibtex_says_is_read_as_the_same_title(title):
    assert title_key(decode_tex(tex.escape(title))) == title_key(unicodedata.normalize("NFC", title))
