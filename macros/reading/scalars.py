"""What one unquoted value means, and the traps: words that YAML readers silently turn into something else."""

from __future__ import annotations

import datetime
import re
from typing import Any

_TRUTH = {"true": True, "false": False}
_TRUTH_TRAPS = frozenset(
    form for word in ("true", "false", "yes", "no", "on", "off") for form in (word, word.capitalize(), word.upper())
)
_NOTHING = ("", "null")
_NOTHING_TRAPS = ("~", "Null", "NULL")
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,15})\.[0-9]{1,15}\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_DATE_LIKE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9]{1,2}:.*)?\Z", re.DOTALL)
_NUMBER_TRAP = re.compile(
    r"""[-+]?(
        [0-9][0-9_]*                                # 010, 1_000, and more digits than a number may have
      | [0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?     # 12:30 is 750 to YAML 1.1
      | 0[xX][0-9a-fA-F_]+ | 0[bB][01_]+ | 0[oO][0-7_]+
      | ([0-9][0-9_]*\.?|[0-9_]*\.[0-9_]+)([eE][-+]?[0-9]+)?
      | \.(inf|Inf|INF|nan|NaN|NAN)
    )\Z""",
    re.VERBOSE,
)


class TrapError(ValueError):
    """A value that is read as something else than it looks. ``rule`` names the trap, the text says how to mend it."""

    def __init__(self, rule: str, message: str, value: Any) -> None:
        super().__init__(message)
        self.rule = rule
        self.value = value


def plain(text: str) -> Any:
    """Return the value of an unquoted scalar: null, true, false, a number, a date or text. Raises TrapError."""
    if text in _NOTHING:
        return None
    if text[0] not in "-+.0123456789~yntfoYNTFO":
        return text
    if text in _TRUTH:
        return _TRUTH[text]
    if text in _TRUTH_TRAPS:
        message = f'"{text}" would be read as true or false. Write true or false, or put it in quotes: "{text}".'
        raise TrapError("truth", message, text)
    if text in _NOTHING_TRAPS:
        raise TrapError("null", f'"{text}" would be read as nothing. Write null, or put it in quotes: "{text}".', None)
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return float(text)
    if _DATE.match(text):
        return _date(text)
    if _DATE_LIKE.match(text):
        message = f'"{text}" is not a date as records write it. Write year-month-day, like 2026-11-22.'
        raise TrapError("date", message, None)
    if _NUMBER_TRAP.match(text):
        shown = text if len(text) <= 40 else text[:40] + "…"
        raise TrapError("number", f'"{shown}" would be read as another number. Put it in quotes: "{shown}".', text)
    return text


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = f'"{text}" is not a date of the calendar. Write year-month-day, like 2026-11-22.'
        raise TrapError("date", message, None) from None
