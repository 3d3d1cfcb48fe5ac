"""The JSON Schema of a record, for editors and other programs; https://json-schema.org/draft/2020-12.

It accepts every canonical record. The program itself reads more (numbers where text is meant, other spellings
of an identifier) and knows more (that a day is in the calendar).
"""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from paperdex.manual import manual_of
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
    """The schema as plain values: `{"title": "A paper in a Paperdex index", "type": "object", ...}`."""
    schema = Paper.model_json_schema(schema_generator=_Generator)
    for name, fields in manual_of(paper).items():
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
