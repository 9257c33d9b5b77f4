"""What no text may hold: characters that hide, change alphabets or curl, and the marks of an unfinished merge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.problems import Problem, listing, shown

_SMART = re.compile("[\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ue000-\uf8ff\U000e0000-\U000e007f]"
)
"""Control characters, and those that hide or reorder what stands beside them."""

_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Those among them that take room: to delete one would join two words."""

_OTHER = "\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uff21-\uff3a\uff41-\uff5a"
_LATIN = "A-Za-z\u00c0-\u024f"
_MIXED = re.compile(rf"\w*(?:[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}])\w*")
_STRANGE = re.compile(f"[{_OTHER}]")
"""Letters of alphabets that have twins of Latin ones: Greek, Cyrillic, Armenian, Cherokee, full width."""

_CONFLICT = re.compile(r"^(?:<{7}(?: .*)?|={7}|>{7}(?: .*)?|\|{7}(?: .*)?)$", re.MULTILINE)


def hidden(name: str, text: str) -> Iterator[Problem]:
    """Yield characters that a reader cannot see or that YAML takes for line breaks, the first of each line."""
    for number, match in _first_of_lines(_INVISIBLE, text):
        mend = "Replace it by an ordinary space." if _SPACE.match(match[0]) else "Delete it."
        message = f"there is an invisible character here (U+{ord(match[0]):04X}). {mend}"
        yield Problem(path=name, line=number, column=match.start() + 1, rule="character", message=message)


def seen(text: str) -> str:
    """Return a text with a space for every hidden character, so that the rest of it can be read and checked."""
    return _INVISIBLE.sub(" ", text)


def curly(name: str, text: str) -> Iterator[Problem]:
    """Yield every line with curly quotation marks, and all of them: an editor mends a line at a time."""
    for number, match in () if text.isascii() else _first_of_lines(_SMART, text):
        marks = _SMART.findall(match.string)
        one = f"{marks[0]} is a curly quotation mark. Type a straight one: \" or '."
        several = f"{listing(marks).replace(' or ', ' and ')} are curly quotation marks. Type straight ones: \" or '."
        message = one if len(marks) == 1 else several
        yield Problem(path=name, line=number, column=match.start() + 1, rule="smart-quote", message=message)


def mixed(name: str, text: str) -> Iterator[Problem]:
    """Yield words with letters of two alphabets: what looks like "crisis" would be found by no search."""
    for number, match in () if text.isascii() or not _STRANGE.search(text) else _first_of_lines(_MIXED, text):
        letter = _STRANGE.search(match[0])
        message = (
            f'{shown(match[0])} mixes two alphabets: "{letter[0] if letter else ""}" only looks like a Latin letter. '
            "Type the word again."
        )
        yield Problem(path=name, line=number, column=match.start() + 1, rule="look-alike", message=message)


def conflicts(name: str, text: str) -> Iterator[Problem]:
    """Yield the start of every stretch where two versions of a text stand, as Git leaves them for a person to choose.

    Marks without a start, left by somebody who deleted half of them, are told once.
    """
    if "=======" not in text and ">>>>>>>" not in text and "<<<<<<<" not in text:
        return
    marks = list(_CONFLICT.finditer(text))
    starts = [mark for mark in marks if mark[0].startswith("<")]
    for mark in starts or marks[:1]:
        message = (
            "two versions of this text stand here, one after the other. Keep the words that you want, "
            "and delete the lines of <<<<<<<, ======= and >>>>>>>."
        )
        line = text.count("\n", 0, mark.start()) + 1
        yield Problem(path=name, line=line, column=1, rule="conflict", message=message)


def _first_of_lines(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the number of each line that holds a pattern, with its first match there."""
    if not pattern.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        match = pattern.search(line)
        if match:
            yield number, match
