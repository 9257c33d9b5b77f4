"""The macros of hand-written pages that lead on: problems, searches, and what was reviewed last."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup

from macros.models import KINDS, Kind, Record
from macros.models.problem import ProblemRoute
from macros.models.source import Source
from macros.pages.finding import SEARCH
from macros.pages.page import Linker, label, page_path
from macros.pages.render import fragment

FEW = 5
"""So many records of one kind, reviewed on one day, are named; more are counted."""


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
class Reviews:
    """The records of one kind that were reviewed on one day; ``records`` is empty where there are too many to name."""

    kind: Kind
    count: int
    records: tuple[Record, ...]


def changed(at: Linker, days: int) -> Markup:
    """Show what was reviewed on the last so many days on which anything was.

    Example: ``{{ changed(2) }}``
    """
    return fragment(at.pack, at.path, "_changed.j2", days=reviewed(at, days))


def reviewed(at: Linker, days: int) -> list[tuple[datetime.date, list[Reviews]]]:
    """Return the last so many dates of review, the latest first, each with what was reviewed by kind."""
    records = [entry.record for entry in at.pack.entries.values() if page_path(entry.record)]
    dates = sorted({record.reviewed.date for record in records}, reverse=True)[:days]
    order = [kind.word for kind in KINDS]
    found = []
    for date in dates:
        of_day = sorted(
            (record for record in records if record.reviewed.date == date),
            key=lambda record: (order.index(record.word), getattr(record, "number", 0), label(record).casefold()),
        )
        groups = [(word, tuple(group)) for word, group in groupby(of_day, key=lambda record: record.word)]
        found.append((date, [_reviews(KINDS[order.index(word)], group) for word, group in groups]))
    return found


def _reviews(kind: Kind, records: tuple[Record, ...]) -> Reviews:
    named = len(records) <= FEW and not isinstance(records[0], Source)
    return Reviews(kind, len(records), records if named else ())
