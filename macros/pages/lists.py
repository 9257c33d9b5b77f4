"""Lists that several pages show: which records stand beside which, and in what order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from macros.models import Record, Ref, kind_of
from macros.models.item import Item
from macros.models.practice import CaseStudy, Team, Template
from macros.models.scale import Domain
from macros.models.source import Source
from macros.pack import Pack
from macros.pages.citations import citation
from macros.pages.page import label, page_path, shown

R = TypeVar("R", bound=Record)

HEARD = ("recording", "organisation")
"""Kinds of source that are people to hear rather than texts to read."""


@dataclass(frozen=True)
class Offer:
    """What one item has to offer."""

    item: Item
    cases: tuple[CaseStudy, ...]
    templates: tuple[Template, ...]
    recordings: tuple[Source, ...]
    sources: tuple[Source, ...]
    teams: tuple[Team, ...]


def domain_items(pack: Pack, domain: Domain) -> tuple[Item, ...]:
    """Return the items of a domain, by number."""
    return tuple(item for item in pack.of(Item) if item.domain == domain.id)


def by_domain(pack: Pack) -> list[tuple[Domain, tuple[Item, ...]]]:
    """Return every domain in the scale's order, with its items."""
    return [(domain, domain_items(pack, domain)) for domain in pack.of(Domain)]


def item_sources(pack: Pack, item: Item) -> tuple[Source, ...]:
    """Return the sources that name an item, those of its own list first, then by title. General ones stay out."""
    own = {source.id: place for place, source in enumerate(item.sources)}
    found = pack.backlinks(Ref("item", item.key), Source, ["items"])
    listed = [source for source in pack.of(Source) if source.id in own]
    every = {source.id: source for source in [*listed, *found]}
    return tuple(sorted(every.values(), key=lambda source: (own.get(source.id, len(own)), source.title.casefold())))


def offer(pack: Pack, item: Item) -> Offer:
    """Return what an item has to offer. Case studies whose first item it is come first, cautions last."""
    ref = Ref("item", item.key)
    cases = pack.backlinks(ref, CaseStudy, ["items"])
    sources = item_sources(pack, item)
    return Offer(
        item=item,
        cases=tuple(sorted(cases, key=lambda case: (case.caution, case.items.index(item.number), case.title))),
        templates=tuple(
            sorted(pack.backlinks(ref, Template, ["items"]), key=lambda found: found.items.index(item.number))
        ),
        recordings=tuple(source for source in sources if source.kind in HEARD),
        sources=tuple(source for source in sources if source.kind not in HEARD),
        teams=pack.backlinks(ref, Team, ["targets"]),
    )


def chosen_together(pack: Pack, item: Item) -> list[tuple[Item, int]]:
    """Return the items that teams chose along with this one, and how many teams did, the most first."""
    count: Counter[int] = Counter()
    for team in pack.backlinks(Ref("item", item.key), Team, ["targets"]):
        count.update({number for target in team.targets for number in target.items} - {item.number})
    pairs = [(pack.get(Item, number), times) for number, times in count.items()]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0].number))


def most_chosen(pack: Pack, at_least: int) -> list[tuple[Item, int]]:
    """Return the items that at least so many teams chose to work on, the most chosen first."""
    pairs = [(item, len(pack.backlinks(Ref("item", item.key), Team, ["targets"]))) for item in pack.of(Item)]
    return sorted((pair for pair in pairs if pair[1] >= at_least), key=lambda pair: (-pair[1], pair[0].number))


def neighbours(pack: Pack, record: R) -> tuple[R | None, R | None]:
    """Return the records of the same kind before and after this one, in the pack's order."""
    records = pack.of(type(record))
    at = records.index(record)
    return (records[at - 1] if at else None), (records[at + 1] if at + 1 < len(records) else None)


def is_about(case: CaseStudy, team: Team) -> bool:
    """Say whether a case study tells of a team of the improvement study: it names the team first."""
    return case.team.startswith(f"{team.title} ")


def named_by(pack: Pack, item: Item) -> tuple[Item, ...]:
    """Return items that name this one, as related or in a sentence, and that it does not name as related itself."""
    own = {related.item for related in item.related}
    return tuple(
        other for other in pack.backlinks(Ref("item", item.key), Item) if other.number not in own and other != item
    )


def pointing(
    pack: Pack, record: Record, kind: str, but: Iterable[Record] = (), fields: Iterable[str] = ()
) -> tuple[Record, ...]:
    """Return the records of a kind that point to one, from any field or from these, but for those shown already."""
    shown = {other.key for other in but}
    found = pack.backlinks(Ref(record.word, record.key), kind_of(kind).model, fields)
    return tuple(other for other in found if other.key not in shown)


def choices(pack: Pack, kind: str, ids: Iterable[str]) -> list[str]:
    """Return the words that readers see for ids of a closed list of the scale (``evidence`` or ``gifts``)."""
    words = {choice.id: choice.words for choice in getattr(pack.scale, kind)}
    return [words.get(found, found) for found in ids]


def provenance_words(item: Item) -> list[tuple[str, list[str]]]:
    """Return what was seen, remembered or not seen of an item, as words to show and the parts they hold for."""
    parts = {
        "statement": item.provenance.statement,
        "criteria": item.provenance.criteria,
        "scoring rule": item.provenance.scoring,
        "list of evidence sources": item.provenance.evidence_sources,
    }
    groups = {
        "Seen": [part for part, state in parts.items() if state == "seen"],
        "Seen in part": [part for part, state in parts.items() if state == "partial"],
        "Remembered, not checked": [part for part, state in parts.items() if state == "recalled"],
        "Not seen; see the scale": [part for part, state in parts.items() if state == "unseen"],
    }
    return [(words, found) for words, found in groups.items() if found]


def seen_at(pack: Pack, item: Item) -> list[tuple[str, str]]:
    """Return where an item was seen, each page once: what it is called, and its address."""
    pages = {shown(url): url for url in reversed(item.provenance.urls)}
    return [(called(pack, url), url) for url in reversed(pages.values())]


def called(pack: Pack, url: str) -> str:
    """Return what a page elsewhere is called: the title of the source that it is, if it is one, and where it stands."""
    found = source_at(pack, url)
    host = shown(url).partition("/")[0]
    return f"{found.title}, on {host}" if found else f"a page on {host}"


def source_at(pack: Pack, url: str) -> Source | None:
    """Return the source that a page elsewhere is, if it is one."""
    return next((source for source in pack.of(Source) if source.address and shown(source.address) == shown(url)), None)


def title_of(pack: Pack, source: Source) -> str:
    """Return the title of a source, and who made it where another has the same title."""
    alike = any(other.title == source.title for other in pack.of(Source) if other is not source)
    return f"{source.title} ({citation(source)})" if alike else source.title


def name_of(pack: Pack, record: Record) -> str:
    """Return the label of a record, and its kind where the page of another has the same name, as some templates do."""
    alike = pack.with_name(record.name) > (1 if page_path(record) else 0)
    return f"{label(record)} ({kind_of(record.word).one.lower()})" if alike else label(record)
