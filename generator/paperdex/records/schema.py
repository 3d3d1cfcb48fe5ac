"""The JSON Schema of a record, for editors and other programs; https://json-schema.org/draft/2020-12.

It accepts every canonical record. The program itself reads more (numbers where text is meant, other spellings
of an identifier) and knows more (that a day is in the calendar).
"""

import ast
import inspect
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from paperdex.records import paper
from paperdex.records.paper import Paper

VERSION = 1
"""Goes up when a record that was valid no longer is."""


class _Generator(GenerateJsonSchema):
    """Without what says nothing: titles made from the names of fields, and defaults that are empty."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        return {key: value for key, value in described.items() if key != "default" or isinstance(value, str)}


def record_schema() -> dict[str, Any]:
    """The schema as plain values."""
    schema = Paper.model_json_schema(schema_generator=_Generator)
    for name, fields in _manual().items():
        described = schema if name == Paper.__name__ else schema["$defs"].get(name, {})
        for field, text in fields.items():
            properties = described["properties"]
            properties[field] = dict(sorted({**properties[field], "description": text}.items()))
    head = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"urn:paperdex:record:{VERSION}",
        "title": "A paper in a Paperdex index",
    }
    return {**head, **{key: value for key, value in schema.items() if key != "title"}}


def _manual() -> Mapping[str, Mapping[str, str]]:
    """What stands under the fields of each class. Pydantic would look for it at every start of every command, which
    takes longer than all else about them.
    """
    classes = [node for node in ast.parse(inspect.getsource(paper)).body if isinstance(node, ast.ClassDef)]
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
