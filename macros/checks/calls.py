"""Macro calls of hand-written pages: known names, literal arguments, ids that exist. Found before any engine runs them.

mkdocs-macros runs whatever Jinja a page holds, without a sandbox; so nothing but a call of a known macro with plain
values may stand there.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.handwritten import hand_written, page_text
from macros.models import Ref
from macros.pack import Loaded, unknown
from macros.problems import Problem, listing, nearest, shown
from macros.shortcuts import KINDS_NAMED, SEVERAL, SHORTCUTS, WORDS

__all__ = ["check", "hand_written", "of_page"]

_ENVIRONMENT = Environment(autoescape=True)
_MARKS = ("{{", "{%", "{#")
_FORM = "Write it like {{ item(14) }}."


def check(root: Path, loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of every hand-written page."""
    for file in hand_written(root):
        yield from of_page(file.relative_to(root).as_posix(), page_text(file), loaded)


def of_page(path: str, text: str, loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of one page."""
    if not any(mark in text for mark in _MARKS):
        return
    try:
        tree = _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        message = f"a macro here cannot be read: it is not closed, or holds more than a name and plain values. {_FORM}"
        yield Problem(path=path, line=error.lineno, column=1, rule="macro-syntax", message=message)
        return
    except RecursionError:
        message = f"the brackets of this page's macros are nested too deep to read. {_FORM}"
        yield Problem(path=path, line=1, column=1, rule="macro-syntax", message=message)
        return
    for node in tree.body:
        parts = node.nodes if isinstance(node, nodes.Output) else [node]
        for part in parts:
            if not isinstance(part, nodes.TemplateData):
                yield from _call(path, text, part, loaded)


def _call(path: str, text: str, node: nodes.Node, loaded: Loaded) -> Iterator[Problem]:
    def problem(rule: str, message: str, *words: str) -> Problem:
        column = _column(text.split("\n")[node.lineno - 1], words)
        return Problem(path=path, line=node.lineno, column=column, rule=rule, message=message)

    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        message = "only a macro with plain values may stand here, like {{ item(14) }}; nothing else is run."
        yield problem("macro-expression", message, "{")
        return
    name = node.node.name
    if name not in SHORTCUTS:
        message = f'there is no macro "{name}".{nearest(name, SHORTCUTS)} Known macros: {", ".join(sorted(SHORTCUTS))}.'
        yield problem("macro-unknown", message, name)
        return
    values = [*node.args, *(pair.value for pair in node.kwargs)]
    # A starred argument is an expression like any other, and runs: {{ items(*anything()) }}.
    if node.dyn_args or node.dyn_kwargs or not all(isinstance(value, nodes.Const) for value in values):
        yield problem("macro-argument", f"{name}: give it plain numbers or words in quotes.", name)
        return
    plain = [value.value for value in node.args if isinstance(value, nodes.Const)]
    named = {pair.key: pair.value.value for pair in node.kwargs if isinstance(pair.value, nodes.Const)}
    try:
        bound = inspect.signature(SHORTCUTS[name]).bind(None, *plain, **named)
    except TypeError as error:
        yield problem("macro-argument", f"{name}: {error}. {_usage(name)}", name)
        return
    wrong = _wrong_value(name, bound.arguments)
    if wrong:
        yield problem("macro-argument", f"{name}: {wrong} {_usage(name)}", name)
        return
    for ref in _refs(name, plain, bound.arguments):
        if ref not in loaded.known:
            yield problem("macro-reference", unknown(ref, loaded.known), name, ref.id)


def _wrong_value(name: str, given: dict[str, object]) -> str:
    """Say which value of a macro is of another type than it takes, or none of the words that it knows; else nothing."""
    for parameter in list(inspect.signature(SHORTCUTS[name]).parameters.values())[1:]:
        for value in _values(given.get(parameter.name), parameter):
            number = parameter.annotation == "int"
            if number and (isinstance(value, bool) or not str(value).isdecimal()):
                return f"{shown(value)} is not a number."
            if not number and not isinstance(value, str) and value is not None:
                return f"{shown(value)} is not text in quotes."
            words = WORDS.get((name, parameter.name), ())
            if words and value not in words:
                return f"{shown(value)} is not one of {listing(words)}."
    return ""


def _values(value: object, parameter: inspect.Parameter) -> tuple[object, ...]:
    if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
        return value if isinstance(value, tuple) else ()
    return () if value is None else (value,)


def _column(line: str, words: tuple[str, ...]) -> int:
    """Return where a macro stands on its line: the first place at which its words follow each other."""
    match = re.search(r"[^}]*?".join(map(re.escape, words)), line)
    return match.start() + 1 if match else 1


def _usage(name: str) -> str:
    """Return the example of a macro, which the first line of its docstring gives."""
    example = re.search(r"``(.*?)``", inspect.getdoc(SHORTCUTS[name]) or "")
    return f"Write it like {example[1]}." if example else ""


def _refs(name: str, values: list[object], bound: dict[str, object]) -> Iterator[Ref]:
    if name in SEVERAL:
        yield from (Ref(KINDS_NAMED[name], str(value)) for value in values)
    elif name in KINDS_NAMED:
        yield Ref(KINDS_NAMED[name], str(bound[list(inspect.signature(SHORTCUTS[name]).parameters)[1]]))
    elif bound.get("domain"):
        yield Ref("domain", str(bound["domain"]))
