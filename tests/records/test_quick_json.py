from hypothesis import given, settings
from paperdex.records import quick_json
from paperdex.records.write import dump, to_full_mapping
from strategies import paper_lists


@given(papers=paper_lists)
@settings(max_examples=25, deadline=None)
def test_a_paper_comes_back_as_it_was(papers):
    for paper in papers:
        again = quick_json.load(quick_json.dump(paper))
        assert again == paper
        assert (dump(again), to_full_mapping(again)) == (dump(paper), to_full_mapping(paper))
        assert again.model_copy(update={"title": "Another"}) == paper.model_copy(update={"title": "Another"})
