import pytest
from paperdex.sources.person_names import author_from_display, authors_from_bibtex


def shown(field: str) -> list[str]:
    authors, is_cut = authors_from_bibtex(field)
    return [author.get("literal") or f"{author['family']} | {author['given']}" for author in authors] + ["…"] * is_cut


@pytest.mark.parametrize(
    ("field", "people"),
    [
        ("Ada Lovelace and Grace Hopper", ["Lovelace | Ada", "Hopper | Grace"]),
        (r"{\v{S}}im{\'a}nek, Jan AND M{\"u}ller, J.~K.", ["Šimánek | Jan", "Müller | J. K."]),
        ("{OpenAI} and {The {ATLAS} Collaboration}", ["OpenAI", "The ATLAS Collaboration"]),
        ("{Barnes and Noble} and Knuth, Donald E.", ["Barnes and Noble", "Knuth | Donald E."]),
        ("van der Schaar, Mihaela and Maria de la Fuente", ["van der Schaar | Mihaela", "de la Fuente | Maria"]),
        ("King, Jr., Martin Luther", ["King Jr. | Martin Luther"]),
        (r"Charles {de la Vall{\'e}e Poussin}", ["de la Vallée Poussin | Charles"]),
        (
            "family=Meij, given=Vincent, prefix=van der, useprefix=true and family={Li, Wu}, given=Yi",
            ["van der Meij | Vincent", "Li, Wu | Yi"],
        ),
        ("A. Lovelace and others", ["Lovelace | A.", "…"]),
        ("Lovelace, A. and et al.", ["Lovelace | A.", "…"]),
        ("Lovelace, A.; Hopper, G.", ["Lovelace | A.", "Hopper | G."]),
        ("Ada Lovelace, Grace Hopper, Mary Shaw", ["Lovelace | Ada", "Hopper | Grace", "Shaw | Mary"]),
        ("Ada Lovelace and", ["Lovelace | Ada"]),
        ("Ada\n  Lovelace\n  and\n  Grace Hopper", ["Lovelace | Ada", "Hopper | Grace"]),
        ("", []),
    ],
)
def test_authors_of_bibtex(field, people):
    assert shown(field) == people


def test_braces_that_do_not_match_lose_nobody():
    assert "Lovelace" in str(authors_from_bibtex("{Ada Lovelace and Grace Hopper}}"))


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Ada Lovelace", {"family": "Lovelace", "given": "Ada"}),
        ("Ludwig van Beethoven", {"family": "van Beethoven", "given": "Ludwig"}),
        ("Martin Luther King Jr.", {"family": "King Jr.", "given": "Martin Luther"}),
        ("Lovelace, Ada", {"family": "Lovelace", "given": "Ada"}),
        ("Li Fei-Fei", {"family": "Fei-Fei", "given": "Li"}),
        ("Qingyao Ai", {"family": "Ai", "given": "Qingyao"}),
        ("Gemini Team", {"literal": "Gemini Team"}),
        ("Meta AI", {"literal": "Meta AI"}),
        ("张三", {"literal": "张三"}),
        ("OpenAI", {"literal": "OpenAI"}),
        (" ", None),
    ],
)
def test_a_name_in_one_string_is_split_unless_it_is_a_group(name, author):
    assert author_from_display(name) == author
