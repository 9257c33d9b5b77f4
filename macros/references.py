"""References in prose, ``[[kind:id|words]]``: finding them, and finding what was meant to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.models import KINDS, Ref

REFERENCE = re.compile(r"\[\[([a-z]+):([A-Za-z0-9._-]+)(?:\\?\|((?:[^\[\]|\n]|\n(?![ \t]*\n))+))?\]\]")
"""``[[item:14]]`` or ``[[source:an-id|words to show]]``. In a table the bar may be written ``\\|``."""

REFERABLE = tuple(kind.word for kind in KINDS if kind.pages)
"""Words of the kinds that have a page, and so can be pointed to."""

_OPENED = re.compile(r"\[\[[^\[\]\n]{0,80}[\])]{0,2}")
_SINGLE = re.compile(rf"\[(?:{'|'.join(REFERABLE)})[ ]?:[ ]?[\w.-]+(?:\|[^\]\n]*)?[\])]{{1,2}}")
_CLOSED = re.compile(r"[^\s\[\]]{0,80}\]\]")


@dataclass(frozen=True)
class Reference:
    """A reference found in prose: what it points to, its words, where it starts in the text, and how it was written."""

    ref: Ref
    words: str | None
    start: int
    source: str


def references(text: str) -> Iterator[Reference]:
    """Find every reference in a text, in order."""
    if "[[" in text:
        for match in REFERENCE.finditer(text):
            yield Reference(Ref(match[1], match[2]), match[3], match.start(), match[0])


def malformed(text: str) -> Iterator[tuple[int, str]]:
    """Find what was meant as a reference and is not one, like ``[[item 14]]``: where in the text, and how written."""
    if "[" not in text and "]]" not in text:
        return
    rest = REFERENCE.sub(lambda match: "\0" * len(match[0]), text) if "[[" in text else text
    for needed, pattern in (("[[", _OPENED), ("[", _SINGLE), ("]]", _CLOSED)):
        if needed in rest:
            for match in pattern.finditer(rest):
                yield match.start(), match[0].strip("\0")
            rest = pattern.sub(lambda match: "\0" * len(match[0]), rest)
