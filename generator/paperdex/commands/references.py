"""What names a paper by its id: the reading orders of topics, and papers that it supersedes."""

from functools import partial

from paperdex import yaml_io
from paperdex.commands.desk import Desk


def point_to(desk: Desk, paper_id: str, new_id: str) -> None:
    """Let everything that names `paper_id` name `new_id`; a step that a reading order has already goes."""
    for topic in desk.tree.topics:
        named = [step.paper for step in topic.start_here]
        for number in reversed([number for number, step in enumerate(named) if step == paper_id]):
            if new_id in named:
                _drop_step(desk, topic.slug, number, is_only=len(named) == 1)
            else:
                place = (desk.topic_at(topic.slug), "start_here", number, "paper")
                desk.edit_topics(partial(yaml_io.replace, location=place, value=new_id))
    for paper in desk.papers:
        if paper.status and paper.status.kind == "superseded" and paper.status.by == paper_id:
            desk.put(paper.model_copy(update={"status": paper.status.model_copy(update={"by": new_id})}), paper)


def take_out(desk: Desk, paper_id: str) -> None:
    """Take a paper out of all reading orders."""
    for topic in desk.tree.topics:
        left = len(topic.start_here)
        for number in reversed([number for number, step in enumerate(topic.start_here) if step.paper == paper_id]):
            _drop_step(desk, topic.slug, number, is_only=left == 1)
            left -= 1


def _drop_step(desk: Desk, topic_slug: str, number: int, *, is_only: bool) -> None:
    order = (desk.topic_at(topic_slug), "start_here")
    desk.edit_topics(partial(yaml_io.remove, location=order if is_only else (*order, number)))
