"""Take out of the theme's style sheet what no page here can match: most of it serves features that are not used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2  # type: ignore[import-untyped]

from macros.delivery.markup import Tag

_GROUPS = ("media", "supports", "layer", "container")
_VARIABLE = re.compile(r"--[\w-]+")
_READ = re.compile(r"var\(\s*(--[\w-]+)")


def words_of(pages: Iterable[Iterable[Tag]], scripts: Iterable[str]) -> set[str]:
    """Return the words that a selector could need: classes, ids and attribute names of pages, and all words of scripts.

    A script may put any of its words into a page, so each counts; that keeps a little too much, and never too little.
    """
    words: set[str] = set()
    for page in pages:
        for tag in page:
            words.update(tag.attributes)
            words.update(tag.attributes.get("class", "").split())
            words.add(tag.attributes.get("id", ""))
    for script in scripts:
        words.update(re.findall(r"[\w-]+", script))
    return words


def without_unused(css: str, words: set[str], also: str = "") -> str:
    """Return a style sheet without the rules that need a word not among ``words``, nor variables that none reads.

    ``also`` is the text of the other styles and scripts, which may read its variables.
    """
    elsewhere = set(_VARIABLE.findall(also))
    small, before = _kept(css, words, None), ""
    while small != before:
        before = small
        small = _kept(small, words, elsewhere | set(_READ.findall(small)))
    return small


def _kept(css: str, words: set[str], read: set[str] | None) -> str:
    return "".join(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), words, read))


def _rules(nodes: Iterable[Any], words: set[str], read: set[str] | None) -> Iterator[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [selector for selector in _selectors(node.prelude) if _may_match(selector, words)]
            body = _body(node.content, read)
            if selectors and body:
                yield ",".join(tinycss2.serialize(selector).strip() for selector in selectors) + "{" + body + "}"
        elif node.type == "at-rule" and node.content is not None and node.lower_at_keyword in _GROUPS:
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            within = "".join(_rules(inner, words, read))
            if within:
                yield f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{within}}}"
        else:
            yield node.serialize()


def _body(content: list[Any], read: set[str] | None) -> str:
    """Return the inside of a rule, without variables that nothing reads; what holds rules of its own stays whole."""
    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    if read is None or any(node.type != "declaration" for node in nodes):
        return str(tinycss2.serialize(content))
    kept = (node for node in nodes if not node.name.startswith("--") or node.name in read)
    return ";".join(node.serialize().rstrip(";") for node in kept)


def _selectors(prelude: list[Any]) -> Iterator[list[Any]]:
    """Yield the selectors of a list; those inside :is() and the like are blocks of their own and hold no comma here."""
    selector: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield selector
            selector = []
        else:
            selector.append(token)
    yield selector


def _may_match(selector: list[Any], words: set[str]) -> bool:
    for before, token in zip([None, *selector], selector, strict=False):
        if token.type == "ident" and before is not None and before.type == "literal" and before.value == ".":
            if token.value not in words:
                return False
        elif token.type == "hash" and token.value not in words:
            return False
        elif token.type == "[] block":
            name = next((part.value for part in token.content if part.type == "ident"), "")
            if name and name not in words:
                return False
    return True
