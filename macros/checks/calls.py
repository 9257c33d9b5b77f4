"""Macro calls of hand-written pages: known names, literal arguments, ids that exist. Found before any engine runs them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.models import Ref
from macros.pack import Loaded, unknown
from macros.pages import FOLDERS
from macros.problems import Problem, nearest
from macros.shortcuts import KINDS_NAMED, SHORTCUTS
from macros.site import DOCS

_ENVIRONMENT = Environment(autoescape=True)


def check(root: Path, loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of every hand-written page."""
    for file in hand_written(root):
        text = file.read_text(encoding="utf-8")
        if "{{" in text or "{%" in text or "{#" in text:
            yield from _page(file.relative_to(root).as_posix(), text, loaded)


def hand_written(root: Path) -> list[Path]:
    """Return every hand-written page under ``docs/``, sorted."""
    docs = root / DOCS
    return sorted(
        file
        for file in docs.rglob("*.md")
        if (parts := file.relative_to(docs).parts)[0] not in FOLDERS and not parts[0].startswith(".")
    )


def _page(path: str, text: str, loaded: Loaded) -> Iterator[Problem]:
    try:
        tree = _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        message = f"this macro cannot be read ({error.message}). Write it like {{{{ item(14) }}}}."
        yield Problem(path=path, line=error.lineno, column=1, rule="macro-syntax", message=message)
        return
    for node in tree.body:
        parts = node.nodes if isinstance(node, nodes.Output) else [node]
        for part in parts:
            if not isinstance(part, nodes.TemplateData):
                yield from _call(path, text, part, loaded)


def _call(path: str, text: str, node: nodes.Node, loaded: Loaded) -> Iterator[Problem]:
    def problem(rule: str, message: str, snippet: str = "{") -> Problem:
        column = text.split("\n")[node.lineno - 1].find(snippet) + 1
        return Problem(path=path, line=node.lineno, column=max(column, 1), rule=rule, message=message)

    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        message = "only a macro with plain values may stand here, like {{ item(14) }}; expressions and statements are not run."
        yield problem("macro-expression", message)
        return
    name = node.node.name
    if name not in SHORTCUTS:
        message = f'there is no macro "{name}".{nearest(name, SHORTCUTS)} Known macros: {", ".join(sorted(SHORTCUTS))}.'
        yield problem("macro-unknown", message, name)
        return
    if not all(isinstance(value, nodes.Const) for value in [*node.args, *(pair.value for pair in node.kwargs)]):
        yield problem("macro-argument", f"{name}: give it plain numbers or words in quotes.", name)
        return
    values = [value.value for value in node.args if isinstance(value, nodes.Const)]
    named = {pair.key: pair.value.value for pair in node.kwargs if isinstance(pair.value, nodes.Const)}
    try:
        bound = inspect.signature(SHORTCUTS[name]).bind(None, *values, **named)
    except TypeError as error:
        yield problem("macro-argument", f"{name}: {error}.", name)
        return
    for ref in _refs(name, values, bound.arguments):
        if ref not in loaded.pack.entries:
            yield problem("macro-reference", unknown(ref, loaded.pack.entries), name)


def _refs(name: str, values: list[object], bound: dict[str, object]) -> Iterator[Ref]:
    if name == "items":
        yield from (Ref("item", str(value)) for value in values)
    elif name in KINDS_NAMED:
        yield Ref(KINDS_NAMED[name], str(values[0] if values else next(iter([*bound.values()][1:]), "")))
    elif bound.get("domain"):
        yield Ref("domain", str(bound["domain"]))
