"""The one door to YAML: text to plain values with their places, plain values to canonical text, and careful edits."""

from paperdex.yaml_io.comments import carry_comments, has_comments
from paperdex.yaml_io.editing import append, remove, replace
from paperdex.yaml_io.quick import guess
from paperdex.yaml_io.reading import Document, Fault, Location, parse, read, read_config, read_text
from paperdex.yaml_io.writing import dump

__all__ = [
    "Document",
    "Fault",
    "Location",
    "append",
    "carry_comments",
    "dump",
    "guess",
    "has_comments",
    "parse",
    "read",
    "read_config",
    "read_text",
    "remove",
    "replace",
]
