"""What the pack has, what it lacks and what is due: a dashboard, the recordings by item, and reviews by date.

All is counted from the records, and every gap comes with an invitation to fill it. Nothing here asks what day it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from macros.models import KINDS, Kind, Record
from macros.models.item import Item
from macros.models.source import Source
from macros.pack import Pack
from macros.pages.lists import HEARD, Offer, by_domain, offer
from macros.pages.page import Page, page_path
from macros.pages.shortfalls import practice, shortfalls

COVERAGE = "coverage"
"""The folder under ``docs/`` of these pages."""

RECORDING = HEARD[0]
PARTS = {
    "statement": "statement",
    "criteria": "criteria",
    "scoring": "scoring rule",
    "evidence_sources": "list of evidence sources",
}
"""The parts of an item whose seeing is recorded, and the words for them."""

STATES = {"partial": "seen in part", "recalled": "remembered", "unseen": "not seen"}
"""The states in which a part is not verified, and the words for them."""


@dataclass(frozen=True)
class Row:
    """What one item has.

    ``reported`` counts ideas that a source reports, ``unverified`` has (part, state) in words, ``missing`` what the
    minimum still asks for, and somebody to hear where there is nobody.
    """

    item: Item
    offer: Offer
    reported: int
    recordings: int
    organisations: int
    unverified: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """How much there is: case studies, reported ideas, templates, sources, recordings, organisations."""
        found = self.offer
        read = (len(found.cases), self.reported, len(found.templates), len(found.sources))
        return (*read, self.recordings, self.organisations)


@dataclass(frozen=True)
class Gap:
    """One kind of gap: its anchor, what it is, how to help, and the items that have it."""

    anchor: str
    title: str
    invitation: str
    items: tuple[Item, ...]


def rows(pack: Pack) -> list[Row]:
    """Return what every item has, by number."""
    return [_row(pack, offer(pack, item)) for item in pack.of(Item)]


def _row(pack: Pack, found: Offer) -> Row:
    seen = found.item.provenance
    recordings = sum(1 for source in found.recordings if source.kind == RECORDING)
    return Row(
        item=found.item,
        offer=found,
        reported=practice(found.item),
        recordings=recordings,
        organisations=len(found.recordings) - recordings,
        unverified=tuple(
            (words, STATES[state]) for part, words in PARTS.items() if (state := getattr(seen, part)) in STATES
        ),
        missing=(
            *(shortfall.message for shortfall in shortfalls(pack, found.item)),
            *(() if found.recordings else ("a recording, or somebody to ask",)),
        ),
    )


def gaps(found: list[Row]) -> list[Gap]:
    """Return every kind of gap that some item has, each with an invitation."""
    every = [
        Gap(
            "short",
            "Items that still lack something",
            "The table says what. A paragraph, an idea or a story from you may be all that is missing.",
            tuple(row.item for row in found if len(row.missing) > (not row.offer.recordings)),
        ),
        Gap(
            "no-recording",
            "Nobody to hear yet",
            "Five minutes of sound from your team, with a transcript, would fill this gap. "
            "So would the address of a talk that you found useful.",
            tuple(row.item for row in found if not row.offer.recordings),
        ),
        *(
            Gap(
                f"{part.replace('_', '-')}-not-seen",
                f"{words.capitalize()} not seen, or only in part",
                "We mark what is only remembered, and leave out the rest. "
                "If you hold a whole copy and may share it, tell us.",
                tuple(row.item for row in found if any(named == words for named, _ in row.unverified)),
            )
            for part, words in PARTS.items()
        ),
        Gap(
            "not-read-by-people",
            "Read for its evidence only",
            "Nobody has yet read these as somebody who does the work, or who has been there. Would you?",
            tuple(row.item for row in found if row.item.reviewed.as_ == "evidence"),
        ),
    ]
    return [gap for gap in every if gap.items]


def ledger(pack: Pack) -> Iterator[Page]:
    """Yield the dashboard, the page of recordings and the page of reviews due."""
    found = rows(pack)
    copies = [source for source in pack.of(Source) if source.copy_ and not source.url]
    text = "What each item has, what nobody has verified and what is missing: counted from the records at every build."
    yield _page(
        "index.md",
        "What we have and what is missing",
        text,
        "coverage.md.j2",
        rows=found,
        gaps=gaps(found),
        copies=copies,
        kinds=_kinds(copies),
    )
    heard = {source for row in found for source in row.offer.recordings}
    rest = [source for source in pack.of(Source) if source.kind in HEARD and source not in heard]
    by_number = {row.item.number: row.offer.recordings for row in found}
    text = "Recordings to listen to and organisations to ask, item by item, with who speaks and what it offers."
    yield _page(
        "recordings.md",
        "Hear from people",
        text,
        "recordings.md.j2",
        domains=by_domain(pack),
        heard=by_number,
        rest=rest,
        number=len(heard) + len(rest),
    )
    text = "Every record says by when somebody should read it again. The soonest come first."
    yield _page("due.md", "Due for review", text, "due.md.j2", dates=due(pack))


def due(pack: Pack) -> list[tuple[datetime.date, list[tuple[Kind, list[Record]]]]]:
    """Return what is to be read again, by day and kind. Sources of a list are due together: one stands for all."""
    days: dict[datetime.date, dict[str, list[Record]]] = {}
    for entry in pack.entries.values():
        if entry.record.word != Source.word:
            days.setdefault(entry.record.review_by, {}).setdefault(entry.record.word, []).append(entry.record)
    lists = {page_path(source): source for source in reversed(pack.of(Source))}
    for source in lists.values():
        days.setdefault(source.review_by, {}).setdefault(source.word, []).append(source)
    return [
        (day, [(kind, sorted(found, key=_order)) for kind in KINDS if (found := kinds.get(kind.word))])
        for day, kinds in sorted(days.items())
    ]


def _order(record: Record) -> tuple[int, str]:
    return getattr(record, "number", 0), page_path(record) if record.word == Source.word else record.name.casefold()


def _kinds(sources: list[Source]) -> list[tuple[str, list[Source]]]:
    kinds = sorted({source.kind for source in sources})
    return [(kind, [source for source in sources if source.kind == kind]) for kind in kinds]


def _page(path: str, title: str, description: str, template: str, **context: object) -> Page:
    return Page(
        path=f"{COVERAGE}/{path}",
        title=title,
        description=description,
        template=template,
        layout="coverage",
        context=dict(context),
    )
