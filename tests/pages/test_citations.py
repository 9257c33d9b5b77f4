"""A source is named by who made it and when; different sources on one page never look the same."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from pathlib import Path

import pytest

from macros.memory import remember
from macros.models.base import Reviewed
from macros.models.source import Source
from macros.pack import Pack
from macros.pages import pages
from macros.pages.citations import citation, with_titles
from macros.pages.page import Linker

DAY = datetime.date(2026, 11, 22)


def source(
    by: str | None, year: int | None = 2020, *, kind: str = "paper", title: str = "A title", key: str = "a"
) -> Source:
    """Make a source by this author."""
    reviewed = Reviewed.model_validate({"date": DAY, "by": "us", "as": "evidence"})
    facts = {"doi": None, "url": None, "seen": None, "copy": False, "licence": None, "note": "Nothing.", "items": ()}
    return Source.model_validate(
        {
            "id": key,
            "title": title,
            "by": by,
            "year": year,
            "kind": kind,
            "reviewed": reviewed,
            "review_by": DAY,
            **facts,
        }
    )


@pytest.mark.parametrize(
    ("by", "name"),
    [
        ("Tinker A et al., Bench Notes 9:7", "Tinker et al. 2020"),
        ("Storkholm et al.", "Storkholm et al. 2020"),
        ("Lakhani N, Nursing Times 102(18):19", "Lakhani 2020"),
        ("Rhodes P and Giles SJ, University of Manchester", "Rhodes and Giles 2020"),
        ("Islam-Barratt F, Ng T, Smyth M (editor), A Journal", "Islam-Barratt et al. 2020"),
        ("BMC Psychiatry", "BMC Psychiatry 2020"),
        ("Nordic Journal of Psychiatry 76:565-574", "Nordic Journal of Psychiatry 2020"),
        ("Occupational therapy pathway, Home Option Service, Central Manchester", "Occupational therapy pathway 2020"),
        ("Camden and Islington NHS Foundation Trust", "Camden and Islington NHS Foundation Trust 2020"),
        ("Tees, Esk and Wear Valleys NHS Trust (England)", "Tees, Esk and Wear Valleys NHS Trust 2020"),
        ("Health Service Executive, Ireland", "Health Service Executive 2020"),
        ("First Body; Second Body", "First Body 2020"),
    ],
)
def test_a_name_is_the_first_author_and_the_year(by: str, name: str) -> None:
    """People are named by surname, a second one too and more as "et al."; a body keeps its whole name."""
    assert citation(source(by)) == name


def test_without_a_year_the_kind_stands_in_its_place() -> None:
    """Where no year was seen, the name says what the source is; an organisation is what it is called."""
    assert citation(source("Parsonage M, A Centre", None, kind="report")) == "Parsonage, report"
    assert citation(source("BBC Radio 4", None, kind="recording")) == "BBC Radio 4, recording"
    assert citation(source("Black Thrive", None, kind="organisation")) == "Black Thrive"


def test_without_an_author_the_title_is_the_name() -> None:
    """Nobody is made up: the title stands alone, short where it can be."""
    assert citation(source(None, None, title="An audit of a pathway: first round")) == "An audit of a pathway"
    assert citation(source(None, 2011, title="WRAP: a guide")) == "WRAP: a guide (2011)"


def test_the_title_follows_where_names_are_equal() -> None:
    """As much of the title follows as tells the sources apart, and no name stands twice."""
    pack = [
        source("A College", None, title="The pack item 14: Assessing needs", key="a"),
        source("A College", None, title="The pack item 15: Medicines", key="b"),
        source("A College", None, title="The whole pack: one", key="c"),
        source("A College", None, title="The whole pack: two", key="d"),
        source("A College", None, title="A College 2015, Table 3", key="e"),
    ]
    assert with_titles(pack) == {
        "a": "A College, The pack item 14",
        "b": "A College, The pack item 15",
        "c": "A College, The whole pack: one",
        "d": "A College, The whole pack: two",
        "e": "A College 2015, Table 3",
    }


@pytest.fixture(scope="module")
def pack(root: Path) -> Pack:
    """Load the real pack."""
    return remember(root).pack


def test_citations_in_prose_stand_in_brackets(pack: Pack) -> None:
    """A source that follows a claim is in brackets, unless it has them or words of its own."""
    at = Linker(pack, "items/1.md")
    key = "lamb-2024-sip-qualitative"
    name = "Lamb et al. 2024"
    assert at.inline(f"It held [[source:{key}]].").endswith(f">{name}</a>).")
    assert at.inline(f"It held [[source:{key}]].").startswith("It held (<a ")
    for text in (f"A guide ([[source:{key}]]).", f"It is [[source:{key}|open]]."):
        assert "((" not in at.inline(text)
        assert f"{at.inline(text)}".count("(") == text.count("(")
    assert at.plain(f"It held [[source:{key}]].") == f"It held ({name})."


def test_no_page_gives_two_sources_one_name(pack: Pack) -> None:
    """On every generated page, whatever is cited by author and year is cited by a name of its own."""
    names = {citation(found) for found in pack.of(Source)}
    for path, text in pages(pack, {}, []).items():
        cited: dict[str, set[str]] = defaultdict(set)
        for key, words in re.findall(r'<a href="[^"]*#([\w-]+)" class="cite"[^>]*>([^<]*)</a>', text):
            cited[words].add(key)
        assert not [words for words, keys in cited.items() if len(keys) > 1 and words in names], path


def test_no_author_is_a_place_or_a_paper(pack: Pack) -> None:
    """What stands before "et al." is a surname, and never the name of a team, a journal or a service."""
    for found in pack.of(Source):
        if " et al." in citation(found):
            assert len(citation(found).split(" et al.")[0].split()) == 1, found.id
