"""From plain data to a model, with every problem said in an editor's words at its place in the file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from types import NoneType
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from macros.models import allowed
from macros.models.base import DOI, SLUG, URL
from macros.problems import Problem, listing, nearest, shown
from macros.reading import Document, KeyPath


def validate(model: type[BaseModel], document: Document) -> tuple[BaseModel | None, list[Problem]]:
    """Build a model from a document. Returns None with the problems where the data does not fit."""
    try:
        return model.model_validate(document.data), list(_blanks(model, document))
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = [_problem(model, document, detail) for detail in details if not _misspelt(detail, details)]
    said = {(problem.line, problem.column) for problem in problems}
    blanks = [problem for problem in _blanks(model, document) if (problem.line, problem.column) not in said]
    return None, [*problems, *blanks]


def _blanks(model: type[BaseModel], document: Document) -> Iterator[Problem]:
    """Yield every value that was left blank: "nobody has filled this in yet" is not "there is none", which is null."""
    for path, text in document.written.items():
        if not text:
            annotation = _annotation(model, path)
            name = next((str(part) for part in reversed(path) if isinstance(part, str)), "value")
            null = ", or null where there is none" if _may_be_null(annotation) else ""
            message = f"{name}: fill this in; {_expects(annotation)}{null}."
            line, column = document.place(path)
            yield Problem(path=document.path, line=line, column=column, rule="empty", message=message)


def _expects(annotation: Any) -> str:
    """Say what a field takes, from its type."""
    words = allowed(annotation)
    if words:
        return f"{listing(words)} is expected"
    inner = [part for part in getattr(annotation, "__args__", ()) if part is not NoneType]
    if getattr(annotation, "__origin__", None) in (tuple, dict):
        return _EXPECTED["tuple_type" if annotation.__origin__ is tuple else "dict_type"]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"fields are expected: {', '.join(fields_at(annotation, ()))}"
    if inner:
        return _expects(inner[0])
    return _EXPECTED.get(_OF_TYPES.get(annotation, ""), "text is expected")


def _may_be_null(annotation: Any) -> bool:
    return NoneType in getattr(annotation, "__args__", ())


def _misspelt(missing: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Tell whether a missing field stands there under a name that is nearly right: one mistake, one problem."""
    if missing["type"] != "missing" or not missing["loc"]:
        return False
    extra = [str(other["loc"][-1]) for other in details if other["type"] == "extra_forbidden"]
    beside = [name for name in extra if nearest(name, [str(missing["loc"][-1])])]
    return any((*missing["loc"][:-1], name) == other["loc"] for name in beside for other in details)


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    path = _real_path(document.data, detail["loc"])
    kind = detail["type"]
    if kind == "extra_forbidden":
        place, said = document.key_place(path), _unknown_field(model, path)
    elif kind == "missing":
        place, said = document.place(path[:-1]), _missing_field(model, path)
    elif detail["loc"] and detail["loc"][-1] == "[key]":
        place, said = document.key_place(path), _wrong_key(path, kind)
    else:
        place, said = document.place(path), _wrong_value(model, document, path, detail)
    return Problem(path=document.path, line=place[0], column=place[1], rule=said[0], message=said[1])


def _unknown_field(model: type[BaseModel], path: KeyPath) -> tuple[str, str]:
    name, fields = str(path[-1]) if path else "", fields_at(model, path[:-1])
    known = f" Known fields: {', '.join(fields)}." if fields else ""
    return "unknown-field", f"{shown(name)} is not a field here.{nearest(name, fields)}{known}"


def _missing_field(model: type[BaseModel], path: KeyPath) -> tuple[str, str]:
    annotation, name = _annotation(model, path), path[-1] if path else "record"
    null = " It may be null." if _may_be_null(annotation) else ""
    return "missing-field", f'the field "{name}" is missing. Add it; {_expects(annotation)}.{null}'


def _wrong_key(path: KeyPath, kind: str) -> tuple[str, str]:
    name = path[-1] if path else ""
    if kind == "int_type":
        return "type", f"{shown(name)} does not fit: a whole number without quotes is expected before the colon."
    if kind == "string_pattern_mismatch":
        return "pattern", f"{shown(name)} does not fit. {_PATTERNS[SLUG]}"
    return "type", f"{shown(name)} does not fit as the name of a field here."


def _wrong_value(model: type[BaseModel], document: Document, path: KeyPath, detail: ErrorDetails) -> tuple[str, str]:
    """Return the rule and the message for a value that does not fit its field."""
    kind, value = detail["type"], detail.get("input")
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "value")
    words = allowed(_annotation(model, path)) if kind == "literal_error" else ()
    expected = f"{listing(words)} is expected" if words else _EXPECTED.get(kind, _in_words(detail))
    if value is None or (value == "" and kind != "string_pattern_mismatch"):
        return "empty", f"{name}: fill this in; {expected}."
    written = _written(document, path, value)
    if words:
        return "closed-list", f"{name}: {written} is not one of {listing(words)}.{nearest(str(value), words)}"
    if kind == "int_type" and isinstance(value, str) and value.removeprefix("-").isdecimal():
        return "number-in-quotes", f"{name}: {written} is in quotes, so it is text. Take the quotation marks away."
    if kind == "string_type" and isinstance(value, bool | int | float | datetime.date):
        return "text", f"{name}: {written} is not text. If the words are meant, put them in quotes: {written}."
    if kind == "string_type" and isinstance(value, dict) and len(value) == 1:
        message = f"{name}: the colon makes a field of {shown(next(iter(value)))}. Put the whole text in quotes."
        return "colon", message
    if kind == "date_type":
        return "date", f"{name}: {written} is not a date. {_EXPECTED['date_type'].capitalize()}."
    if kind == "string_pattern_mismatch":
        return "pattern", f"{name}: {written} does not fit. {_pattern(detail)}"
    return "type", f"{name}: {written} does not fit: {expected}."


_EXPECTED = {
    "string_type": "text is expected",
    "string_too_short": "text is expected",
    "int_type": "a whole number is expected",
    "bool_type": "true or false is expected",
    "date_type": "write year-month-day without quotes, like 2026-11-22",
    "tuple_type": "a list is expected, each entry on a line of its own after a hyphen and a space, or [a, b]",
    "dict_type": "fields are expected here, each on an indented line of its own",
    "model_type": "fields are expected here, each on an indented line of its own",
    "model_attributes_type": "fields are expected here, each on an indented line of its own",
    "string_pattern_mismatch": "text is expected",
}
"""What to say that a field wants, by pydantic's name of the mistake."""

_OF_TYPES = {int: "int_type", bool: "bool_type", datetime.date: "date_type", str: "string_type"}
"""The same, by the type of a field."""

_PATTERNS = {
    SLUG: "Use lower case letters, digits and single hyphens, like what-to-expect.",
    URL: "Write a whole web address that starts with https://, without spaces or quotation marks.",
    DOI: "Write the DOI alone, like 10.1000/182.",
    r"^(tel|sms):[0-9]+$": "Write tel: or sms: and digits.",
    r"^[a-z]$": "One lower case letter is expected.",
}
"""How to mend a text that does not fit, by the pattern of its field."""


def _pattern(detail: ErrorDetails) -> str:
    pattern = str((detail.get("ctx") or {}).get("pattern"))
    return _PATTERNS.get(pattern, f"It should fit the pattern {pattern}.")


def _in_words(detail: ErrorDetails) -> str:
    said = str(detail["msg"])
    return said[:1].lower() + said[1:]


def _written(document: Document, path: KeyPath, value: Any) -> str:
    """Return a value as its file has it, in quotation marks; a group of values is called by its kind."""
    if isinstance(value, dict | tuple):
        return "a group of fields" if isinstance(value, dict) else "a list"
    return shown(document.written.get(path, value))


def fields_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """Return the names of the fields that may stand at a path of keys."""
    inner = _model_at(model, path)
    return [info.alias or name for name, info in inner.model_fields.items()] if inner else []


def _model_at(model: type[BaseModel] | None, path: KeyPath) -> type[BaseModel] | None:
    for part in path:
        if model is None or isinstance(part, int):
            continue
        model = next(iter(_models(_field(model, part))), None)
    return model


def _annotation(model: type[BaseModel], path: KeyPath) -> Any:
    names = [part for part in path if isinstance(part, str)]
    parent = _model_at(model, tuple(names[:-1]))
    return _field(parent, names[-1]) if parent and names else None


def _field(model: type[BaseModel], name: str) -> Any:
    for field, info in model.model_fields.items():
        if name in (field, info.alias):
            return info.annotation
    return None


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)


def _real_path(data: Any, location: tuple[str | int, ...]) -> KeyPath:
    """Drop the parts of a pydantic location that are not keys of the data (type names, ``[key]``)."""
    path: list[str | int] = []
    for at, part in enumerate(location):
        inside: Any = dict(enumerate(data)) if isinstance(data, tuple) else data
        if isinstance(inside, dict) and part in inside:
            data = inside[part]
        elif at < len(location) - 1 or not isinstance(data, dict) or part == "[key]":
            continue
        path.append(part)
    return tuple(path)
