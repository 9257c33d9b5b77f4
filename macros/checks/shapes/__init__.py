"""What points to a person looks like this: the shapes that ``identifiers`` looks for, and what is never one of them.

Rests on users.md P3. Patterns start with a plain character where they can, since only then are they fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from macros.checks.shapes.last_tests import (
    NO_PERSON,
    holds_in_address,
    holds_nhs_number,
    is_born,
    is_nhs_number,
    is_one_person,
    is_phone,
)

__all__ = ["ADDRESS", "IN_ADDRESS", "NOT_OF_PEOPLE", "SHAPES", "Shape", "is_nhs_number"]

_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that nobody sees, and that could part the digits of a number."""

_DASHES = "\u2010-\u2015\u2212"
"""Signs that look like a hyphen."""

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r",?\s+\d{4}\b"


def _date(year: str) -> str:
    """Return a pattern for a day of the calendar; ``year`` is the pattern of the year after a month's name."""
    return (
        rf"(?:\b{_DAY}[./-](?:0?[1-9]|1[0-2])[./-](?:\d{{4}}|\d\d)\b"
        r"|\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b"
        rf"|\b{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b{year}"
        rf"|\b{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?\b{year})"
    )


_DATE = _date(f"(?:{_YEAR})?")
_FULL_DATE = _date(_YEAR)
_SAME_SENTENCE = r"(?:[^.!?\n]|\n(?!\s*(?:[\w ]+:|[-*#>|]|\n))){0,80}?"
"""The rest of a sentence, over folded lines but not into another field, entry or paragraph."""

_DESKS = (
    r"(?:(?:[\w-]*(?:admin|enquir(?:y|ies)|info|office|reception|team)|comms|communications|complaints|contact|"
    r"duty|editors?|feedback|hello|help|information|library|mail|pals|post|press|referrals?|research|secretary|study|"
    r"support|web)(?:[._-][\w-]+)*|[\w-]+[._](?:office|reception|team))@"
)
"""Addresses that belong to a desk and not to a person, by how they start, or by how what stands before @ ends."""

_HOSTS = ("nhs", "gmail", "hotmail", "outlook", "yahoo", "doctors")

ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
IN_ADDRESS = re.compile(r"(?<![\w%])\d{3}([-._+]|%20|)\d{3}\1\d{4}(?!\w)")
"""What could be an NHS number in an address: all other numbers there are left alone."""

NOT_OF_PEOPLE = re.compile(
    r"\b10\.\d{4,9}/\S+"
    r"|\bISRCTN\s?\d{8}\b|\bNCT\s?\d{8}\b|\bPM(?:C|ID:?)\s?\d{5,9}\b"
    r"|\bISSN[:\s]*\d{4}-?\d{3}[\dX]\b|\bISBN(?:-1[03])?[:\s]*[\dX][\dX -]{8,16}[\dX]\b"
    r"|\b(?:date|reviewed|review_by|checked_on|obtained|accessed)[\"']?\s*:\s*[\"']?\d{4}-\d\d-\d\d"
    r"|\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b"
)
"""DOIs, numbers of trials, papers and books, dates of our own reviews, and ORCIDs, which authors publish."""


@dataclass(frozen=True)
class Shape:
    """One kind of identifier: its rule, its name for people, how to mend it, what it looks like, and a last test.

    ``hints`` are words in lower case, or quick patterns, of which one is found in every match: without them, the
    pattern is run over everything and must be quick itself.
    """

    rule: str
    name: str
    mend: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = bool
    hints: tuple[str | re.Pattern[str], ...] = ()


_NOTES = "Take it out; no record ever needs one"
_MONTH_START = r"(?:[Jj](?:an|un|ul)|[Ff]eb|[Mm]a[ry]|[Aa](?:pr|ug)|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec)"
_ANY_DATE = re.compile(
    r"\d(?<!date: .)(?<!review_by: .)(?<!checked_on: .)(?<![\d/]\d)"
    rf"(?:\d?(?:[./-]\d\d?[./-]\d\d|(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH_START})|\d{{3}}-\d\d-\d\d)"
    rf"|[JFMASOND](?<!\w.)[a-z]{{2,8}}\s+\d"
)
"""What may be a date, found fast: most of what it finds is none."""

_LABELLED = re.compile(r"\d(?<![\w/=.-]\d)(?!(?<=[12])[09]\d\d\b)[\d -]{2,12}\d(?![\w/-])|[:#=\s][A-Z]{1,3}[ -]?\d{3}")
"""What may be a number after a label, found fast."""

_AGE_AFTER = r"\d{1,3}[\s-]*(?:years?[\s-]old|yrs?\b|y/?o\b)"

SHAPES = (
    Shape(
        "nhs-number",
        "an NHS number",
        _NOTES,
        re.compile(
            rf"\d(?<![\d+]\d)(?<!\d[.,]\d)(?:[\s./_*{_HIDDEN}{_DASHES}-]{{0,5}}\d){{9}}(?![\d{_HIDDEN}])(?![.,]\d)",
        ),
        holds_nhs_number,
    ),
    Shape(
        "nhs-number",
        "an NHS number",
        _NOTES,
        re.compile(r"(?<![\w])\d{3}(?:%20|\+)\d{3}(?:%20|\+)\d{4}(?!\w)"),
        holds_in_address,
        hints=("%20", "+"),
    ),
    Shape(
        "hospital-number",
        "a number from somebody's notes",
        _NOTES,
        re.compile(
            r"\b(?:NHS|CHI|MRN|RiO|hospital|patient|client|record|case ?notes?|unit|SystmOne|EMIS|Carenotes|PARIS)\s?"
            r"(?:(?:number|no\.?|num|id|identifier|ref(?:erence)?)\s*(?:is|was)?\s*[:#=]?|[:#=])\s*"
            r"[A-Z]{0,3}[-\s]?\d[\d\s-]{2,12}\d\b"
            r"|\bMRN\s*[A-Z]{0,2}\d{4,10}\b",
            re.IGNORECASE,
        ),
        hints=(_LABELLED,),
    ),
    Shape(
        "phone",
        "a phone number",
        "Take it out, or leave a blank such as [phone, day]; help-now numbers come from their own record",
        re.compile(
            r"[0+(](?<![\w.+/:-].)(?:(?<=\+)\d{1,3}[\s.-]?(?:\(0\)[\s.-]?)?\d{1,5}(?:[\s.-]?\d{2,8}){1,5}"
            r"|(?<=\()0\d{2,5}\)\s?\d{2,8}(?:[\s.-]?\d{2,8}){0,3}"
            r"|(?<=0)\d{1,10}(?:[\s.-]{1,2}\d{2,8}){0,5}"
            r"|(?<=0)[ .-][127](?:[ .-]\d){8,9})(?![\w/-]|\.\d)"
        ),
        is_phone,
    ),
    Shape(
        "e-mail",
        "a person's e-mail address",
        "Take it out, or name a shared mailbox such as info@",
        re.compile(
            rf"(?<![\w.+-])(?!{_DESKS})[\w.+-]++\s?(?:@|[\[(]\s?at\s?[\])])\s?"
            r"[\w-]+(?:\s?(?:\.|[\[(]\s?dot\s?[\])])\s?[a-z]{2,})+"
            rf"|(?<![\w.+-])[\w.+-]++ at (?:{'|'.join(_HOSTS)})(?:(?:\.| dot )[a-z]{{2,}})+"
            r"|(?<![\w.+-])[\w.+-]++ at [\w-]+(?: dot [a-z]{2,})+",
            re.IGNORECASE,
        ),
        hints=("@", "[at]", "[ at ]", "(at)", "( at )", " dot ", *(f" at {host}" for host in _HOSTS)),
    ),
    Shape(
        "date-of-birth",
        "a date of birth",
        'Take it out; "in their forties" is enough',
        re.compile(
            rf"(?:{NO_PERSON})?(?:\bd\.?\s?o\.?\s?b\b\.?|\bdate of birth\b|\bborn\b|\bbirthday\b|\bbirth date\b)"
            rf"[^.!?\n\d]{{0,20}}{_DATE}"
            rf"|{_FULL_DATE},?\s*\(?(?:aged?|age)\s+\d{{1,3}}\b"
            rf"|{_FULL_DATE},?\s*\(?{_AGE_AFTER}"
            rf"|\b(?:aged?|age)\s+\d{{1,3}}[,;]?\s*\(?{_FULL_DATE}",
            re.IGNORECASE,
        ),
        is_born,
        hints=(_ANY_DATE,),
    ),
    Shape(
        "postcode",
        "a postcode",
        'Take it out; "a town in the north" is enough',
        re.compile(
            r"[A-PR-UWYZ](?<!\w.)(?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])"
            r" ?\d[ABD-HJLNP-UW-Z]{2}\b"
        ),
    ),
    Shape(
        "postcode",
        "a postcode",
        'Take it out; "a town in the north" is enough',
        re.compile(r"\b[a-pr-uwyz][a-hk-y]?\d{1,2}[a-z]? ?\d(?!st\b|nd\b|rd\b)[abd-hjlnp-uw-z]{2}\b"),
        hints=("postcode", "post code", "address", " lives ", " lived "),
    ),
    Shape(
        "date-and-ward",
        "an exact date beside a ward",
        'Together they can point to one person: write "in spring" or leave the ward out',
        re.compile(rf"{_DATE}{_SAME_SENTENCE}\bwards?\b|\bwards?\b{_SAME_SENTENCE}{_DATE}", re.IGNORECASE),
        hints=("ward",),
    ),
    Shape(
        "initials-and-age",
        "initials beside an age",
        'Together they can point to one person: write "a man in his forties"',
        re.compile(
            r"[A-Z]\.\s?(?:[A-Z]\.\s?){1,2},?\s*\(?(?:aged?\s+\d{1,3}\b|\d{2}(?=\)|,|\s+(?:was|is|has|had)\b)|"
            rf"{_AGE_AFTER})(?!\s*[(:;]|\.\d)"
        ),
    ),
    Shape(
        "initials-and-age",
        "initials beside an age",
        'Together they can point to one person: write "a man in his forties"',
        re.compile(
            r"[A-Z](?<!\w.)[A-Z]{1,2},?\s*\((?:aged?\s+)?\d{2}(?:\s*(?:years?|yrs?|y/?o)[^)]{0,5})?\)"
            rf"|[A-Z](?<!\w.)[A-Z]{{1,2}},?\s+(?:aged?\s+\d{{1,3}}|{_AGE_AFTER})(?:\s*(?:or|and|to)\b|-\d)?"
            r"|\d(?<!\w.)\d{0,2}[\s-]year[\s-]old,?\s+(?:called\s+|known as\s+)?(?:[A-Z]\.?\s?){2,3}(?![\w])"
        ),
        is_one_person,
    ),
    Shape(
        "title-and-name",
        "somebody's title and surname",
        'Take the name out: write "a woman" or "her husband"',
        re.compile(
            r"M(?<!\w.)(?:r|rs|s|iss|x|aster)\b\.?\s+(?:[A-Z]\.?\s+){0,2}(?:[A-Z][a-z]+\s+)?(?:O'|Mc|Mac)?[A-Z][a-z]+\b"
        ),
    ),
)
"""Every shape, the surest first: a stretch of text is named after the first that fits it."""
