"""The texts under the fields of classes: what a record's schema says of a field, and a document of a setting."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import ModuleType


def manual_of(module: ModuleType) -> Mapping[str, Mapping[str, str]]:
    """The text under every field, by class and field: `{"Options": {"newest": "Papers on the front page."}}`.

    It is read off the source, since Pydantic would look for it at every start of every command, which takes longer than
    all else about them.
    """
    classes = [node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.ClassDef)]
    return {each.name: dict(_described(each.body)) for each in classes}


def _described(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, text in pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            yield field.target.id, inspect.cleandoc(str(text.value.value))
