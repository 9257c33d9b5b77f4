"""The last test of what has the shape of an identifier: a check digit, a count, a year, a number of everybody."""

from __future__ import annotations

import re
from itertools import pairwise

_OF_EVERYBODY = re.compile(r"(?:0|44|0044)?(?:3\d\d|80[08])")
"""Starts of numbers that are nobody's: 03 numbers of organisations, and free ones."""

_THINGS = r"(?:[a-z]+ )?(?:unit|team|service|scheme|project|programme|idea|plan|pilot|model|charity|trust|group|house)"
NO_PERSON = (
    rf"(?<!\bof )(?<!\bat )(?<!\bin )(?<!\bby )(?<!\bon )(?<!\bfrom )(?<!\bwith )(?<!\band )"
    rf"\b(?:the|our|this|their|its) {_THINGS} (?:was|were) "
)
_NO_PERSON_BORN = re.compile(rf"{NO_PERSON}born\b", re.IGNORECASE)
"""A team that was born: not "the mother of the team was born"."""


def is_nhs_number(digits: str) -> bool:
    """Say if ten digits satisfy the check digit of NHS numbers: weights 10 to 2, modulus 11; 11 is 0, 10 is invalid."""
    if len(digits) != 10:
        return False
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest % 11 == int(digits[9]) and rest != 10


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _counts_up(groups: list[str]) -> bool:
    """Say if numbers only count: 1 2 3."""
    return len(groups) > 1 and all(int(after) == int(before) + 1 for before, after in pairwise(groups))


def _is_round(digits: str) -> bool:
    """Say if ten digits are all the same, or a round figure: nobody is given such a number."""
    return len(set(digits)) == 1 or digits.endswith("000000")


def holds_nhs_number(text: str) -> bool:
    """Say if ten digits are an NHS number: in the usual groups always, in others unless they are years or a count."""
    groups = re.findall(r"\d+", text)
    usual = [len(group) for group in groups] in ([10], [3, 3, 4])
    years = any(re.fullmatch(r"(?:19|20)\d\d", group) for group in groups)
    digits = _digits(text)
    return is_nhs_number(digits) and not _is_round(digits) and (usual or not (years or _counts_up(groups)))


def holds_in_address(text: str) -> bool:
    """Say if ten digits, with spaces as addresses write them, are an NHS number."""
    digits = _digits(text.replace("%20", ""))
    return is_nhs_number(digits) and not _is_round(digits)


def is_phone(text: str) -> bool:
    """Say if digits are a phone number, and one that rings at somebody's: not a count, a date or a free line."""
    digits = _digits(text)
    if re.match(r"\d\d([.-])\d\d\1\d{2,4}\b", text) or _counts_up(re.findall(r"\d+", text)):
        return False
    if _OF_EVERYBODY.match(digits):
        return False
    if "+" in text or digits.startswith("00"):
        return 9 <= len(digits) <= 15
    return len(digits) in (10, 11) and digits[1] != "0"


def is_born(text: str) -> bool:
    """Say if somebody was born, and not a team or an idea."""
    return not _NO_PERSON_BORN.match(text)


def is_one_person(text: str) -> bool:
    """Say if an age is one age: "18 or over", "18 to 65" and "16-25" are about many."""
    return not re.search(r"\b(?:or|and|to)\b|-\d", text)
