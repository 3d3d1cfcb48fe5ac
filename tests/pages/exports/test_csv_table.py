import csv
import io

from hypothesis import given, settings
from paperdex.pages.exports import csv_table
from paperdex.records.paper import Paper
from strategies import paper_lists


def rows(records: list[Paper]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_table.dump(records), newline="")))


@settings(max_examples=30, deadline=None)
@given(paper_lists)
def test_every_cell_is_read_back_as_it_was(records: list[Paper]) -> None:
    for record, row in zip(records, rows(records), strict=True):
        assert None not in row
        assert (row["id"], row["title"], row["abstract"], row["note"]) == (
            record.id,
            record.title,
            record.abstract or "",
            record.note or "",
        )
        assert row["code"].split("; ") == (list(record.links.code) or [""])
        assert row["topics"] == "; ".join(record.topics)


def test_text_is_verbatim_even_where_a_spreadsheet_would_calculate() -> None:
    record = Paper.model_validate({"id": "a", "title": "=1+1", "provenance": {"source": "manual"}})
    assert rows([record])[0]["title"] == "=1+1"


def test_lines_end_as_the_standard_asks() -> None:
    text = csv_table.dump([])
    assert text.startswith("id,title,type,authors,author_count,")
    assert text.endswith(",abstract\r\n")
