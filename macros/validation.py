"""From plain data to a model, with every problem said in an editor's words at its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from macros.models import allowed
from macros.problems import Problem, listing, nearest
from macros.reading import Document, KeyPath


def validate(model: type[BaseModel], document: Document) -> tuple[BaseModel | None, list[Problem]]:
    """Build a model from a document. Returns None with the problems where the data does not fit."""
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        return None, [_problem(model, document, detail) for detail in error.errors(include_url=False)]


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    path = _real_path(document.data, detail["loc"])
    name = str(path[-1]) if path else "record"
    kind, value = detail["type"], detail.get("input")
    if kind == "extra_forbidden":
        line, column = document.key_place(path)
        fields = fields_at(model, path[:-1])
        message = f'"{name}" is not a field here.{nearest(name, fields)} Known fields: {", ".join(fields)}.'
        return _at(document, line, column, "unknown-field", message)
    if kind == "missing":
        line, column = document.place(path[:-1])
        message = f'the field "{name}" is missing. {_hint(model, path)}'
        return _at(document, line, column, "missing-field", message)
    line, column = document.place(path)
    return _at(document, line, column, *_wrong(model, path, kind, value, detail))


def _wrong(model: type[BaseModel], path: KeyPath, kind: str, value: Any, detail: ErrorDetails) -> tuple[str, str]:
    """Return the rule and the message for a value that does not fit its field."""
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "value")
    shown = f'"{value}"' if isinstance(value, (str, int, float)) else {None: "null"}.get(value, "this") if _plain(value) else "this"
    context = detail.get("ctx") or {}
    if kind == "literal_error":
        words = allowed(_annotation(model, path))
        return "closed-list", f'{name}: {shown} is not one of {listing(words)}.{nearest(str(value), words)}'
    if kind == "int_type" and isinstance(value, str) and value.lstrip("-").isdigit():
        return "number-in-quotes", f"{name}: {shown} is in quotes, so it is text. Write the number without quotes: {value}."
    if kind == "string_type" and isinstance(value, bool):
        return "text", f"{name}: {str(value).lower()} is not text. Put it in quotes if you mean the word."
    if kind == "string_type" and isinstance(value, (int, float)):
        return "text", f'{name}: {value} is a number, and text is expected. Put it in quotes: "{value}".'
    if kind == "date_type":
        return "date", f"{name}: {shown} is not a date. Write year-month-day without quotes, like 2026-11-22."
    if kind == "string_too_short":
        return "empty", f"{name}: the text is empty. Write it, or leave the field out if it may be missing."
    if kind == "string_pattern_mismatch":
        return "pattern", f"{name}: {shown} does not fit. {_pattern(str(context.get('pattern')))}"
    expected = _EXPECTED.get(kind, str(detail["msg"]).lower())
    return "type", f"{name}: {shown} does not fit: {expected}."


_EXPECTED = {
    "string_type": "text is expected",
    "int_type": "a whole number is expected",
    "bool_type": "true or false is expected",
    "tuple_type": "a list is expected, each entry on a line that starts with a hyphen, or [a, b] on one line",
    "dict_type": "fields are expected here, each on an indented line of its own",
    "model_type": "fields are expected here, each on an indented line of its own",
    "model_attributes_type": "fields are expected here, each on an indented line of its own",
}


def _pattern(pattern: str) -> str:
    if "https?" in pattern:
        return "Write a whole web address that starts with https://, without spaces or quotation marks."
    if "[a-z0-9]+(-" in pattern:
        return "Use lower case letters, digits and single hyphens, like what-to-expect."
    if "tel|sms" in pattern:
        return "Write tel: or sms: and digits."
    return "One lower case letter is expected."


def _plain(value: Any) -> bool:
    return value is None or isinstance(value, (str, int, float))


def _hint(model: type[BaseModel], path: KeyPath) -> str:
    words = allowed(_annotation(model, path))
    if words:
        return f"Add it: {path[-1]}: {listing(words)}."
    return "Add it; a record of the same kind shows what goes there, and null means that nobody has seen it."


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
        inside = isinstance(data, dict) and part in data or isinstance(data, tuple) and isinstance(part, int)
        if inside:
            data = data[part] if isinstance(part, int) and part < len(data) or isinstance(data, dict) else None
            path.append(part)
        elif at == len(location) - 1 and isinstance(data, dict) and not str(part).startswith("["):
            path.append(part)
    return tuple(path)


def _at(document: Document, line: int, column: int, rule: str, message: str) -> Problem:
    return Problem(path=document.path, line=line, column=column, rule=rule, message=message)
