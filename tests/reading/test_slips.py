"""Slips of typing: each is told at its own line, the rest is read on, and nothing that can be read is called one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tiny import TINY

from macros.reading import read_text, slips

RECORD = """id: welcome
title: Support for carers
number: 1
aliases:
  - carer needs
  - family
items: [22, 20]
ideas:
  - text: Try it.
    gift: [team]
    effort: days
reviewed:
  date: 2026-03-01
  by: editors
note: "A 'fine' thing"
summary: What a guest meets.
"""


@pytest.mark.parametrize(
    ("written", "wrong", "place"),
    [
        ("title: Support for", 'title: "Support for', (2, 8, "quote")),
        ("title: Support", "title Support", (2, 1, "colon")),
        ("title: Support", "title:Support", (2, 1, "colon")),
        ("title: Support", "title = Support", (2, 1, "colon")),
        ("title: Support", "title: A: Support", (2, 9, "colon")),
        ("title: Support", "  title: Support", (2, 3, "indent")),
        ("title: Support", "title: - Support", (2, 8, "hyphen")),
        ("title: Support", "title: *Support*", (2, 8, "alias")),
        ("title: Support", "title: @Support", (2, 8, "quote")),
        ("title: Support", "title: \"Support\" for 'us'", (2, 18, "quote")),
        ("title: Support", "title: [x] Support", (2, 8, "bracket")),
        ("aliases:\n", "aliases\n", (4, 1, "colon")),
        ("  - family", "  -family", (6, 3, "hyphen")),
        ("  - family", "  * family", (6, 3, "hyphen")),
        ("  - family", "  \u2022 family", (6, 3, "hyphen")),
        ("[22, 20]", "[22, 20", (7, 8, "bracket")),
        ("[22, 20]", "[22, 20]]", (7, 16, "bracket")),
        ("[22, 20]", "{a: 22", (7, 8, "bracket")),
        ("    gift:", "gift:", (10, 1, "indent")),
        ("    effort:", "   effort:", (11, 4, "indent")),
        ("  date:", "date:", (13, 1, "indent")),
        ("What a guest meets.", "What\na guest meets.", (17, 1, "colon")),
    ],
)
def test_a_slip_is_told_where_it_was_made(written: str, wrong: str, place: tuple[int, int, str]) -> None:
    """One slip is one problem, at its line and column and not where the parser gave up; all else is read."""
    assert written in RECORD
    document, problems = read_text(RECORD.replace(written, wrong, 1), "x.yml", markdown=False)
    assert [(problem.line, problem.column, problem.rule) for problem in problems] == [place]
    assert document is not None
    assert document.mended == {place[0]}
    assert document.data["summary"].startswith("What")


def test_several_slips_are_told_at_once() -> None:
    """Slips of different kinds in one record are all told, from the top."""
    text = RECORD.replace("title: S", "title:S").replace("[22, 20]", "[22, 20").replace("  - family", "  -family")
    problems = read_text(text, "x.yml", markdown=False)[1]
    assert [(problem.line, problem.rule) for problem in problems] == [(2, "colon"), (6, "hyphen"), (7, "bracket")]


def test_a_file_of_slips_comes_to_an_end() -> None:
    """A text that is no record at all is told a few times, and then let be."""
    document, problems = read_text("word\n" * 500, "x.yml", markdown=False)
    assert document is None
    assert len(problems) < 40


def test_nothing_that_can_be_read_is_a_slip(root: Path) -> None:
    """In no record of either scale, and in no settings file, is any line called a slip."""
    files = [*(root / "items").rglob("*.yml"), *TINY.rglob("*.yml"), *(root / "macros").rglob("*.yml")]
    assert len(files) > 100
    for file in files:
        lines = file.read_text(encoding="utf-8").split("\n")
        assert list(yaml.parse("\n".join(lines), Loader=yaml.CSafeLoader))
        assert slips.find(lines, len(lines)) is None, file
