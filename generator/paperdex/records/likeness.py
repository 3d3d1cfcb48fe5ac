"""How alike two titles are. Its library is loaded when titles are first compared: most commands compare none."""

from collections.abc import Sequence


def letters_in_common(title: str, other: str) -> float:
    """From 0 to 100, for the same: the share of letters that need not be inserted or deleted."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz.ratio(title, other)


def alike(title: str, others: Sequence[str], least: float) -> list[str]:
    """Those of the other titles with at least that likeness, the most alike first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    found = process.extract(title, others, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    return [name for name, _, _ in found]
