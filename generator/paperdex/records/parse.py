"""The one door into records: plain values in, a `Paper` or findings out. Never reads the disk."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from paperdex import yaml_io
from paperdex.findings import Finding, Severity, nearest
from paperdex.records.paper import Paper

_MOST_ROUNDS = 4
"""How often faulty fields are taken out of a record; what is left may be faulty in turn."""
_MESSAGES = {
    "missing": "is required",
    "string_type": "must be text",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "tuple_type": "must be a list",
    "model_type": "must be a mapping",
    "dict_type": "must be a mapping",
}


def parse_text(text: str) -> tuple[Paper | None, list[Finding]]:
    """One YAML text; every fault of it at its line and column. There is a paper exactly when there is no fault."""
    document = yaml_io.parse(text)
    faults = [_error(fault.code, fault.message, fault.line, fault.column) for fault in document.faults]
    if document.value is None and faults:
        return None, faults
    if not isinstance(document.value, dict):
        return None, [_error("not-a-record", "the file must be a mapping of fields, such as `title: ...`", 1, 1)]
    paper, findings = parse_mapping(document.value, document)
    return (paper if not faults else None), faults + findings


def parse_mapping(
    values: Mapping[str, Any], document: yaml_io.Document | None = None
) -> tuple[Paper | None, list[Finding]]:
    """Plain values, as from JSON; a `document` gives the findings their places."""
    try:
        return Paper.model_validate(values), []
    except ValidationError as error:
        return None, [_finding(details, document) for details in error.errors(include_url=False)]


def parse_sound_part(text: str, *, otherwise_called: str) -> Paper | None:
    """A faulty record without its faulty fields, to compare it with others; None where not even a title can be read."""
    values = yaml_io.parse(text).value
    if not isinstance(values, dict):
        return None
    for _ in range(_MOST_ROUNDS):
        provenance = values.get("provenance")
        values = {
            "id": otherwise_called,
            **values,
            "provenance": {"source": "unknown", **(provenance if isinstance(provenance, dict) else {})},
        }
        try:
            return Paper.model_validate(values)
        except ValidationError as error:
            # From the end, so that the places of earlier items of a list stay as they are.
            for details in reversed(error.errors(include_url=False)):
                _drop(values, details["loc"])
    return None


def _drop(values: dict[str, Any], location: yaml_io.Location) -> None:
    """Take out what stands at a place, or the nearest thing around it that there is."""
    holder: Any = None
    last: str | int = ""
    place: Any = values
    for step in location:
        is_there = (
            step in place
            if isinstance(place, dict)
            else isinstance(place, list) and isinstance(step, int) and step < len(place)
        )
        if not is_there:
            break
        holder, last, place = place, step, place[step]
    if holder is not None:
        del holder[last]


def fields_of(model: type[BaseModel], path: yaml_io.Location = ()) -> Iterator[str]:
    """The keys that are known at a place in a record."""
    for step in path:
        if isinstance(step, str):
            annotation = model.model_fields[step].annotation if step in model.model_fields else None
            found = _model_in(annotation)
            if found is None:
                return
            model = found
    yield from model.model_fields


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _finding(details: ErrorDetails, document: yaml_io.Document | None) -> Finding:
    location = tuple(details["loc"])
    is_unknown_key = details["type"] == "extra_forbidden"
    line, column = document.place(location, key=is_unknown_key) if document else (1, 1)
    path = _dotted(location)
    if is_unknown_key:
        key = str(location[-1])
        meant = nearest(key, fields_of(Paper, location[:-1]))
        return _error("unknown-key", f"{path!r} is not a field of a record", line, column, meant)
    if details["type"] == "literal_error":
        allowed = details["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return _error(
            "invalid-value",
            f"{path}: {details['input']!r} is not one of {', '.join(allowed)}",
            line,
            column,
            nearest(str(details["input"]), allowed),
        )
    if details["type"] == "missing":
        return _error("missing-field", f"{path} is required", line, column)
    return _error("invalid-value", f"{path}: {explain(details)}", line, column)


def explain(details: ErrorDetails) -> str:
    """What is wrong with a value, to be read after its name."""
    if details["type"] == "value_error":
        problem = str(details["ctx"]["error"])
        shown = (
            repr(details["input"])
            if isinstance(details["input"], str) and len(details["input"]) < 100 and problem.startswith("is not")
            else ""
        )
        return f"{shown} {problem}".strip()
    return _MESSAGES.get(details["type"]) or details["msg"].replace("Input should", "should").replace(
        "String should", "should"
    )


def _dotted(location: yaml_io.Location) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).lstrip(".") or "record"


def _error(code: str, message: str, line: int, column: int, suggestion: str | None = None) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, line=line, column=column, suggestion=suggestion)
