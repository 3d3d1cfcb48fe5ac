import pytest
from paperdex.catalog.venue_names import VenueNames
from paperdex.catalog.vocabulary import VenueName

VENUES = VenueNames(
    [
        VenueName(
            id="neurips",
            name="NeurIPS",
            aliases=(
                "NIPS",
                "Advances in Neural Information Processing Systems",
                "Neural Information Processing Systems",
            ),
        ),
        VenueName(id="acl", name="ACL", aliases=("Annual Meeting of the Association for Computational Linguistics",)),
        VenueName(id="icml", name="ICML", aliases=("International Conference on Machine Learning",)),
        VenueName(id="tacl", name="Transactions of the Association for Computational Linguistics"),
    ]
)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("NeurIPS", "neurips"),
        ("nips 2017", "neurips"),
        ("Advances in Neural Information Processing Systems 36", "neurips"),
        ("Thirty-seventh Conference on Things (NeurIPS 2023)", "neurips"),
        (
            (
                "Proceedings of the 60th Annual Meeting of the Association for Computational Linguistics (Volume 1: "
                "Long "
                "Papers)"
            ),
            "acl",
        ),
        ("Proceedings of the 40th International Conference on Machine Learning", "icml"),
        ("ICML '23", "icml"),
        ("Proceedings of the IEEE/CVF International Conference on Machine Learning", "icml"),
        ("Forty-first International Conference on Machine Learning", "icml"),
        ("Proceedings of the International Conference on Machine Learning: Industry Track", None),
        ("Transactions of the Association for Computational Linguistics", "tacl"),
        ("Proceedings of the ICML Workshop on Alignment (ICML)", None),
        ("Findings of the Association for Computational Linguistics: ACL 2023", None),
        ("International Conference on Learning Representations", None),
        ("Proceedings of the", None),
        ("", None),
    ],
)
def test_a_printed_name_means_one_venue_or_none(printed, meant):
    found = VENUES.find(printed)
    assert (found.id if found else None) == meant
