"""The hostile index and its finished website."""

from collections.abc import Iterator

import pytest
from hostile import write_index
from small_index import SmallIndex
from tiny_site import served
from torture import paperdex


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> SmallIndex:
    """The index of hostile records, built."""
    index = write_index(tmp_path_factory.mktemp("hostile") / "index")
    built = paperdex(index.root, "build")
    assert (built.returncode, built.stderr) == (0, "")
    return index


@pytest.fixture(scope="session")
def hostile_site(hostile: SmallIndex) -> Iterator[str]:
    """The address of its website."""
    with served(hostile.root / "site") as address:
        yield address
