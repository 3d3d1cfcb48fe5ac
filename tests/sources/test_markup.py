import pytest
from paperdex.sources.markup import strip_markup


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("H<sub>2</sub>O<sup>+</sup> and x<sup>10</sup>", "H₂O+ and x¹⁰"),
        ("<jats:title>Abstract</jats:title><jats:p>We ask.</jats:p><jats:p>Then.</jats:p>", "We ask.\n\n\n\nThen."),
        ('<span class="nocase">BERT</span> &amp; <i>others</i>', "BERT & others"),
        ("<mml:math><mml:mi>x</mml:mi></mml:math>", "x"),
        ("p &amp;lt; 0.05", "p < 0.05"),
        ("a < b and c > d", "a < b and c > d"),
        ("the type List<T>", "the type List<T>"),
        ("AT&T; R&D; Law&copy", "AT&T; R&D; Law&copy"),
    ],
)
def test_markup_goes_and_prose_stays(marked, plain):
    assert strip_markup(marked).strip() == plain
