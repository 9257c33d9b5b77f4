"""The A to Z shows words as they are written, and words that differ in case alone once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.memory import remember
from macros.pack import Pack
from macros.pages import pages
from macros.pages.casing import short_forms, written
from macros.pages.ordered import Line, _merged

SHORTS = {"a&e": "A&E", "gp": "GP", "gps": "GPs", "s136": "s136", "wrap": "WRAP"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a&e liaison", "A&E liaison"),
        ("sent to a&e first", "Sent to A&E first"),
        ("gp letter", "GP letter"),
        ("gps cannot reach us", "GPs cannot reach us"),
        ("s136", "s136"),
        ("wrap plan", "WRAP plan"),
        ("wrapped up", "Wrapped up"),
        ("24-hour cover", "24-hour cover"),
        ("carer support", "Carer support"),
    ],
)
def test_short_forms_keep_their_own_case(typed: str, shown: str) -> None:
    """The first letter is made a capital unless it belongs to a short form, which stands in its own case anywhere."""
    assert written(typed, SHORTS) == shown


def test_lines_that_differ_in_case_alone_are_one() -> None:
    """One line leads to every page that the words lead to, and to each of them once."""
    lines = [
        Line("cbt", "CBT", "find/glossary.md#cbt", "cognitive behavioural therapy"),
        Line("cbt", "Cbt", "items/17.md", "item 17"),
        Line("cbt", "cbt", "items/17.md", "item 17, again"),
        Line("debt", "Debt", "items/19.md"),
    ]
    merged = _merged(lines)
    assert [(line.words, [other.target for other in line.also]) for line in merged] == [
        ("CBT", ["items/17.md"]),
        ("Debt", []),
    ]


@pytest.fixture(scope="module")
def pack(root: Path) -> Pack:
    """Load the real pack."""
    return remember(root).pack


def test_the_records_know_their_short_forms(pack: Pack) -> None:
    """Beside the list of abbreviations, what the records write in capitals alone is a short form."""
    shorts = short_forms(pack)
    assert {"A&E", "GP", "WRAP", "NHS", "LGBT", "CPD"} <= set(shorts.values())
    assert not {"carer", "rest", "who"} & set(shorts)


def test_the_a_to_z_has_every_word_once(pack: Pack) -> None:
    """No two lines of the A to Z say the same, and none has a short form in the case of other words."""
    page = pages(pack, {}, [])["find/a-to-z.md"]
    words = re.findall(r'^<li><a href="[^"]*">([^<]*)</a>', page, re.M)
    assert len(words) == len({line.casefold() for line in words})
    assert not [line for line in words if re.search(r"\b(Gps?|Nhs|Mdt|Cbt|Lgbt|Wrap|Cmht|Ecg)\b|A&amp;e", line)]
