"""The macros that lead on: links to searches, and what changed last."""

from __future__ import annotations

import datetime
from pathlib import Path
from types import MappingProxyType

from tiny import TINY

from macros.memory import remember
from macros.models import KINDS
from macros.models.base import Change, Changing, Reviewed
from macros.pack import Entry, Pack, load
from macros.pages.page import Linker
from macros.ways import changed, news, problems, reviewed, searches

QUIET = {"changes": ()}
DAY = datetime.date.fromisoformat


def told(*changes: tuple[str, str]) -> dict[str, object]:
    """Return the changes of a record, each a day and a sentence."""
    return {"changes": tuple(Change(date=DAY(date), text=text) for date, text in changes)}


def home(fields: dict[str, dict[str, object]] | None = None) -> Linker:
    """Return the home page of the small pack, in which only these records, by their references, have other fields."""
    entries = {}
    for ref, entry in load(TINY).pack.entries.items():
        other = (QUIET if isinstance(entry.record, Changing) else {}) | (fields or {}).get(str(ref), {})
        entries[ref] = Entry(entry.record.model_copy(update=other), entry.document, entry.base)
    return Linker(Pack(MappingProxyType(entries), MappingProxyType({})), "index.md")


def lines(at: Linker, count: int = 10) -> list[tuple[str, list[list[str]]]]:
    """Return the sentence of each line, with the keys of the records that it names, by kind."""
    return [
        (line.text, [[record.key for record in group.records] for group in line.groups]) for line in news(at, count)
    ]


def test_searches_link_the_page_of_results(root: Path) -> None:
    """A search is linked with its words in the fragment of the address, whatever signs they hold."""
    at = Linker(remember(root).pack, "start/index.md")
    assert 'href="../search/index.md#q=what%20%26%20why"' in searches(at, "what & why")
    assert "what &amp; why</a>" in searches(at, "what & why")


def test_problems_name_the_items_that_help(root: Path) -> None:
    """A problem is linked, with its items beside it."""
    html = problems(Linker(remember(root).pack, "index.md"), "never-the-same-face")
    assert 'href="problems/never-the-same-face.md"' in html
    assert "Item 36: Consistent staff and support" in html


def test_every_kind_with_a_page_can_tell_what_changed() -> None:
    """Whatever a reader can open may carry changes, and nothing else may."""
    assert {kind.word for kind in KINDS if issubclass(kind.model, Changing)} == {k.word for k in KINDS if k.pages}


def test_the_newest_change_comes_first_then_kind_and_number() -> None:
    """Changes stand by day, the latest first; those of one day as lists of records do: by kind, number and title."""
    at = home(
        {
            "problem:nobody-comes": told(("2026-05-02", "f")),
            "item:10": told(("2026-05-02", "d"), ("2026-04-01", "h")),
            "item:9": told(("2026-05-02", "c")),
            "domain:welcome": told(("2026-05-02", "b")),
            "domain:bench": told(("2026-05-02", "a2"), ("2026-05-02", "a3")),
            "case:tea-trolley": told(("2026-06-01", "a1")),
            "team:1": told(("2026-05-02", "e")),
            "source:bench-notes": told(("2026-05-02", "g")),
        }
    )
    assert " ".join(text for text, _ in lines(at)) == "a1 b a2 a3 c d e f g h"
    assert [text for text, _ in lines(at, 2)] == ["a1", "b"]


def test_one_sentence_of_several_records_is_one_line() -> None:
    """The same words on the same day are told once, with every record; on another day they are told again."""
    same = told(("2026-05-02", "Now says why."))
    at = home(
        {"item:2": same, "item:11": same, "case:tea-trolley": same, "item:3": told(("2026-05-01", "Now says why."))}
    )
    assert lines(at) == [("Now says why.", [["2", "11"], ["tea-trolley"]]), ("Now says why.", [["3"]])]
    html = changed(at, 1)
    assert "2 May 2026.</span>" in html
    assert '<a href="items/2.md">Item 2: Tea before tools</a>, <a href="items/11.md">' in html
    assert '</a>; <a href="case-studies/tea-trolley.md">A trolley for the tea</a></p>' in html
    assert html.count("Now says why.") == 1


def test_many_records_are_counted() -> None:
    """Up to five records of a kind are named; of six, their number is told, with a link to the list of the kind."""
    same = told(("2026-05-02", "Now says why."))
    five = {f"item:{number}": same for number in range(1, 6)}
    assert changed(home(five), 1).count("items/") == 5
    html = changed(home(five | {"item:6": same}), 1)
    assert '<a href="items/index.md">6 items</a></p>' in html
    assert html.count("items/") == 1


def test_a_sentence_links_and_a_source_is_found_in_its_list() -> None:
    """References in the text of a change are links, and a source leads to its place."""
    html = changed(home({"source:bench-notes": told(("2026-05-02", "Read again for [[item:2|tea]]."))}), 1)
    assert '<a href="sources/paper.md#bench-notes">' in html
    assert '<p>Read again for <a href="items/2.md">tea</a>.</p>' in html


def test_while_nothing_changed_the_dates_of_reviews_are_told() -> None:
    """The latest date comes first, and a record that alone was reviewed on it is named."""
    seen = Reviewed.model_validate({"date": DAY("2026-04-02"), "by": "editors", "as": "evidence"}, strict=True)
    at = home({"method:walk-through": {"reviewed": seen}})
    assert news(at, 10) == []
    days = reviewed(at, 2)
    assert [date.isoformat() for date, _ in days] == ["2026-04-02", "2026-03-01"]
    assert [(group.kind.word, group.count) for group in days[0][1]] == [("method", 1)]
    html = changed(at, 1)
    assert "<strong>2 April 2026.</strong> Reviewed: <a" in html
    assert 'href="methods/walk-through.md"' in html


def test_the_home_page_stays_short(root: Path) -> None:
    """What the real home page tells as changed is no more than ten lines, the newest first."""
    at = Linker(remember(root).pack, "index.md")
    dates = [line.date for line in news(at, 10)]
    assert dates
    assert dates == sorted(dates, reverse=True)
    assert changed(at, 10).count("<li>") == len(dates) <= 10
