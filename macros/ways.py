"""The macros of hand-written pages that lead on: problems, searches, and what changed last."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup

from macros.models import KINDS, Kind, Record, kind_of
from macros.models.base import Changing
from macros.models.problem import ProblemRoute
from macros.models.source import Source
from macros.pages.finding import SEARCH
from macros.pages.page import Linker, label, page_path
from macros.pages.render import fragment

FEW = 5
"""So many records of one kind, changed alike or reviewed on one day, are named; more are counted."""


def problems(at: Linker, *keys: str) -> Markup:
    """Show problems with the items that help.

    Example: ``{{ problems("never-the-same-face", "families-feel-left-out") }}``
    """
    routes = [at.pack.get(ProblemRoute, key) for key in keys]
    return fragment(at.pack, at.path, "_problems.j2", routes=routes)


def searches(at: Linker, *queries: str) -> Markup:
    """Link to what the search finds for some words.

    Example: ``{{ searches("carers", "24/7") }}``
    """
    link = Markup('<li><a href="{}">{}</a></li>')
    found = [link.format(at.href(f"{SEARCH}/index.md#q={quote(query)}"), query) for query in queries]
    return Markup('<ul class="jump">{}</ul>').format(Markup("").join(found))


@dataclass(frozen=True)
class Group:
    """Records of one kind that share a line; ``records`` is empty where there are too many to name."""

    kind: Kind
    count: int
    records: tuple[Record, ...]


@dataclass(frozen=True)
class News:
    """What changed on a day, in one sentence, for all records of which it is said."""

    date: datetime.date
    text: str
    groups: tuple[Group, ...]


def changed(at: Linker, count: int) -> Markup:
    """Show the last so many changes that records tell of, or, while none does, the last so many days of reviews.

    Example: ``{{ changed(10) }}``
    """
    if lines := news(at, count):
        return fragment(at.pack, at.path, "_changed.j2", lines=lines)
    return fragment(at.pack, at.path, "_reviewed.j2", days=reviewed(at, count))


def news(at: Linker, count: int) -> list[News]:
    """Return the last so many changes, the latest first, then by kind and number or label.

    What is said of several records in the same words on the same day is one change.
    """
    lines: dict[tuple[datetime.date, str], list[Record]] = {}
    for record in _ordered(at):
        if isinstance(record, Changing):
            for change in dict.fromkeys(record.changes):
                lines.setdefault((change.date, change.text), []).append(record)
    latest = sorted(lines.items(), key=lambda line: line[0][0], reverse=True)[:count]
    return [News(date, text, _groups(records)) for (date, text), records in latest]


def reviewed(at: Linker, days: int) -> list[tuple[datetime.date, tuple[Group, ...]]]:
    """Return the last so many dates of review, the latest first, each with what was reviewed by kind."""
    records = _ordered(at)
    dates = sorted({record.reviewed.date for record in records}, reverse=True)[:days]
    found = [(date, [record for record in records if record.reviewed.date == date]) for date in dates]
    return [(date, _groups(of_day, counted=(Source.word,))) for date, of_day in found]


def _ordered(at: Linker) -> list[Record]:
    """Return every record that has a page, by kind, then by number or label."""
    order = [kind.word for kind in KINDS]
    return sorted(
        (entry.record for entry in at.pack.entries.values() if page_path(entry.record)),
        key=lambda record: (order.index(record.word), getattr(record, "number", 0), label(record).casefold()),
    )


def _groups(ordered: list[Record], counted: tuple[str, ...] = ()) -> tuple[Group, ...]:
    """Return records by kind. Those of the kinds ``counted`` are never named: they stand in one list together."""
    groups = [(word, tuple(group)) for word, group in groupby(ordered, key=lambda record: record.word)]
    return tuple(
        Group(kind_of(word), len(group), group if len(group) <= FEW and word not in counted else ())
        for word, group in groups
    )
