from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.checks.link_memory import LinkFailure, LinkMemory, dump_memory, read_memory
from strategies import lines, urls

days = st.dates().map(lambda day: day.isoformat())
failings = st.builds(LinkFailure, times=st.integers(0, 99), first=days, last=days, problem=lines)
memories = st.builds(
    LinkMemory, worked=st.dictionaries(urls, days, max_size=5), failing=st.dictionaries(urls, failings, max_size=5)
)


@settings(max_examples=100)
@given(memories)
def test_memory_is_read_as_it_was_written(memory: LinkMemory) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "links.yaml"
        file.write_text(dump_memory(memory))
        assert read_memory(file) == memory
        assert dump_memory(read_memory(file)) == dump_memory(memory)


def test_memory_of_nothing_is_a_file_that_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "links.yaml").write_text(dump_memory(LinkMemory()))
    assert read_memory(tmp_path / "links.yaml") == LinkMemory()
