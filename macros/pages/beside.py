"""What stands beside a page: its sections with their counts, and the pages it belongs with.

Themes read both from front matter, since they cannot read records.
"""

from __future__ import annotations

from typing import Any

from macros.models.item import Item
from macros.models.scale import Domain
from macros.pack import Pack
from macros.pages.lists import Offer, domain_items


def near(pack: Pack, item: Item) -> dict[str, Any]:
    """Return the items of an item's domain with the domain's name and hue; ``here`` marks the item itself."""
    domain = pack.get(Domain, item.domain)
    return {
        "title": domain.title,
        "hue": domain.hue,
        "pages": [
            {"number": other.number, "title": other.title, "at": f"items/{other.key}", "here": other == item}
            for other in domain_items(pack, domain)
        ],
    }


def contents(item: Item, offer: Offer) -> list[dict[str, Any]]:
    """Return the sections of an item's page in reading order: anchor, words, and a count where that helps."""
    sections: list[tuple[str, str, int | None]] = [
        ("one-minute", "In one minute", None),
        ("why", "Why it matters", None),
        ("criteria", "Criteria", len(item.criteria)),
        ("ask", "Ask people", len(item.questions)),
        ("for-you", "What this means for you", None),
        ("ideas", "Ideas to borrow", len(item.ideas)),
        ("case-studies", "What teams did", len(offer.cases)),
        ("templates", "Templates", len(offer.templates)),
        ("hear-from", "Hear from", len(offer.recordings)),
        ("evidence", "Evidence", len(offer.sources)),
        ("plan", "Take it to a meeting", None),
        ("related", "People also need", None),
        ("about", "About this page", None),
    ]
    return [{"to": to, "words": words} | ({} if count is None else {"count": count}) for to, words, count in sections]
