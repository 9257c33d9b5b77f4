"""The meeting sheet of each item: one side of A4 to take into a room."""

from __future__ import annotations

from collections.abc import Iterator

from macros.models import Ref
from macros.models.item import Item
from macros.models.scale import Domain
from macros.pack import Pack
from macros.pages.lists import offer
from macros.pages.page import Linker, Page
from macros.pages.render import day

SHEETS = "sheets"
"""The folder under ``docs/`` of the sheets, one a number: ``/sheets/14/``."""


def sheets(pack: Pack) -> Iterator[Page]:
    """Yield the meeting sheet of every item, by number."""
    for item in pack.of(Item):
        path = f"{SHEETS}/{item.key}.md"
        yield Page(
            path=path,
            title=f"Meeting sheet {item.number} {item.title}",
            description=Linker(pack, path).plain(f"One side of A4 for a meeting. {item.in_one_minute.good}"),
            template="sheet.md.j2",
            layout="sheet",
            source=pack.entries[Ref("item", item.key)].document.path,
            context={"item": item, "domain": pack.get(Domain, item.domain), "cases": offer(pack, item).cases},
            meta={
                "reviewed": day(item.reviewed.date),
                "hide": ["navigation", "toc"],
                "search": {"exclude": True},
            },
        )
