"""From a pack to the Markdown of every generated page. Pure: the same pack gives the same pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from macros.models import KINDS, Record, Ref, kind_of
from macros.models.item import EFFORTS, Item
from macros.models.practice import CaseStudy, Team, Template
from macros.models.problem import ProblemRoute
from macros.models.programme import Component, ImplementationDomain, Method, Principle, ProgrammeRecord
from macros.models.scale import Domain
from macros.models.source import Source
from macros.pack import Pack, typed_references
from macros.pages.beside import contents, near
from macros.pages.by_hand import HandPage
from macros.pages.filters import case_filters, item_filters, source_filters, template_filters
from macros.pages.finding import FIND, SEARCH, finding
from macros.pages.frame import FRAME, frame
from macros.pages.ledger import COVERAGE, ledger
from macros.pages.lists import by_domain, chosen_together, domain_items, is_about, named_by, neighbours, offer
from macros.pages.ordered import ordered
from macros.pages.page import Linker, Page, page_path
from macros.pages.render import day, render
from macros.pages.sheets import SHEETS, sheets

"""Effort in the order in which ideas are shown: smallest first."""

FOLDERS = (*(kind.pages for kind in KINDS if kind.pages), FIND, SEARCH, COVERAGE, SHEETS, FRAME)
"""The folders under ``docs/`` that hold generated pages and pieces of pages, and nothing else."""

UNLISTED = (f"{SEARCH}/", f"{SHEETS}/")
"""Where generated pages start that the search does not find: its own, and items once more for a meeting."""


def pages(pack: Pack, sizes: Mapping[str, int], by_hand: Sequence[HandPage] = ()) -> dict[str, str]:
    """Return the Markdown of every generated page by its path under ``docs/``.

    ``sizes`` gives the bytes of every file to download, by its path under ``docs/``; ``by_hand`` are the hand-written
    pages, which lists of all pages name.
    """
    return {page.path: render(pack, page) for page in plan(pack, sizes, by_hand)} | frame(pack)


def plan(pack: Pack, sizes: Mapping[str, int], by_hand: Sequence[HandPage] = ()) -> Iterator[Page]:
    """Yield every generated page, before it is rendered."""
    yield from _items(pack)
    yield from sheets(pack)
    yield from _domains(pack)
    yield from _cases(pack)
    yield from _templates(pack, sizes)
    yield from _programme(pack)
    yield from _teams(pack)
    yield from _sources(pack)
    yield from finding(pack)
    yield from ledger(pack)
    yield from ordered(pack, by_hand)


def _record_page(
    pack: Pack,
    record: Record,
    *,
    title: str,
    description: str,
    template: str,
    meta: Mapping[str, object] | None = None,
    **context: object,
) -> Page:
    entry = pack.entries[Ref(record.word, record.key)]
    path = page_path(record)
    return Page(
        path=path,
        title=title,
        description=Linker(pack, path).plain(description),
        template=template,
        layout=record.word,
        source=entry.document.path,
        context={"record": record, "body": entry.document.body, **context},
        meta={"reviewed": day(record.reviewed.date), **(meta or {})},
    )


def _items(pack: Pack) -> Iterator[Page]:
    for item in pack.of(Item):
        before, after = neighbours(pack, item)
        found = offer(pack, item)
        yield _record_page(
            pack,
            item,
            title=f"{item.number} {item.title}",
            description=item.in_one_minute.good,
            template="item.md.j2",
            meta={"near": near(pack, item), "contents": contents(item, found)},
            offer=found,
            domain=pack.get(Domain, item.domain),
            ideas=sorted(item.ideas, key=lambda idea: EFFORTS.index(idea.effort)),
            known_sources={str(ref) for ref in pack.entries if ref.kind == "source"},
            before=before,
            after=after,
            together=chosen_together(pack, item),
            named_by=named_by(pack, item),
            routes=pack.backlinks(Ref("item", item.key), ProblemRoute, ["items"]),
        )
    yield Page(
        path="items/index.md",
        title=f"All {pack.scale.items} items",
        description=f"The {pack.scale.items} items of the {pack.scale.title} at a glance, by domain.",
        template="items.md.j2",
        layout="glance",
        context={"domains": _offers(pack), "filters": item_filters(pack)},
        meta={"hide": ["navigation", "toc"], "also": [kind_of("item").many]},
    )


def _offers(pack: Pack) -> list[tuple[Domain, list[object]]]:
    return [(domain, [offer(pack, item) for item in items]) for domain, items in by_domain(pack)]


def _domains(pack: Pack) -> Iterator[Page]:
    for domain in pack.of(Domain):
        before, after = neighbours(pack, domain)
        yield _record_page(
            pack,
            domain,
            title=domain.title,
            description=domain.summary,
            template="domain.md.j2",
            offers=[offer(pack, item) for item in domain_items(pack, domain)],
            before=before,
            after=after,
        )
    yield _index("domains/index.md", "Domains", "The domains of the scale.", "domains.md.j2", domains=_offers(pack))


def _cases(pack: Pack) -> Iterator[Page]:
    for case in pack.of(CaseStudy):
        teams = [team for team in pack.of(Team) if is_about(case, team)]
        yield _record_page(pack, case, title=case.title, description=case.result, template="case.md.j2", teams=teams)
    text = "What teams changed, how, and what came of it; stories that did not last are kept and marked."
    found = {"cases": pack.of(CaseStudy), "filters": case_filters(pack)}
    yield _index("case-studies/index.md", "Case studies", text, "cases.md.j2", also=kind_of("case").many, **found)


def _templates(pack: Pack, sizes: Mapping[str, int]) -> Iterator[Page]:
    for template in pack.of(Template):
        yield _record_page(
            pack,
            template,
            title=f"{template.title}: {template.kind} to adapt",
            description=template.purpose,
            template="template.md.j2",
            downloads=[
                (words, kind, path, size)
                for words, kind in (("Word", "docx"), ("OpenDocument", "odt"))
                if (size := sizes.get(path := f"templates/files/{template.id}.{kind}"))
            ],
        )
    text = "Leaflets, forms, letters and checklists that a team can adapt and use tomorrow."
    found = {"templates": pack.of(Template), "filters": template_filters(pack)}
    name = "Templates and leaflets"
    yield _index("templates/index.md", name, text, "templates.md.j2", also=kind_of("template").many, **found)


def _programme(pack: Pack) -> Iterator[Page]:
    indexes: tuple[tuple[type[ProgrammeRecord], str, str], ...] = (
        (Principle, "Principles", "The principles that the improvement programme rests on."),
        (Component, "The programme", "The parts of the improvement programme, from the review to the plan and after."),
        (ImplementationDomain, "Implementation domains", "Five kinds of work that make change happen."),
        (Method, "Methods", "Tools for improvement that a team can use in a meeting it already has."),
    )
    for model, title, description in indexes:
        records = pack.of(model)
        for record in records:
            yield _record_page(
                pack,
                record,
                title=record.title,
                description=record.in_one_line,
                template="programme.md.j2",
                kind=kind_of(model.word),
                neighbours=programme_neighbours(pack, record),
            )
        path = f"{page_path(records[0]).split('/')[0]}/index.md" if records else ""
        if path:
            yield _index(path, title, description, "programme-index.md.j2", records=records)


def programme_neighbours(pack: Pack, record: Record) -> list[tuple[str, tuple[Record, ...]]]:
    """Return what a programme record points to or is pointed to by, grouped by kind, each once."""
    ref = Ref(record.word, record.key)
    groups: list[tuple[str, tuple[Record, ...]]] = []
    for model in (Principle, Component, ImplementationDomain, Method, CaseStudy, Template):
        own = {found for _, found in typed_references(record) if found.kind == model.word}
        pointing = {Ref(model.word, other.key) for other in pack.backlinks(ref, model)}
        found = tuple(other for other in pack.of(model) if Ref(model.word, other.key) in (own | pointing) - {ref})
        if found:
            groups.append((kind_of(model.word).many, found))
    return groups


def _teams(pack: Pack) -> Iterator[Page]:
    for team in pack.of(Team):
        description = f"{team.title}: from {team.score_from} to {team.score_to} in {team.months} months."
        cases = tuple(case for case in pack.of(CaseStudy) if is_about(case, team))
        yield _record_page(pack, team, title=team.title, description=description, template="team.md.j2", cases=cases)
    if pack.of(Team):
        numbers = {
            team.key: sorted({number for target in team.targets for number in target.items}) for team in pack.of(Team)
        }
        text = "The teams of the improvement study: where they started, what they chose and what they told the study."
        yield _index("teams/index.md", "Teams", text, "teams.md.j2", teams=pack.of(Team), numbers=numbers)


def _sources(pack: Pack) -> Iterator[Page]:
    kinds: dict[str, list[Source]] = {}
    for source in pack.of(Source):
        kinds.setdefault(source.kind, []).append(source)
    for kind, sources in sorted(kinds.items()):
        entry = pack.entries[Ref("source", sources[0].key)]
        yield Page(
            path=page_path(sources[0]),
            title=f"Sources: {kind}",
            description=f"{len(sources)} sources of the kind {kind}, with what each offers and for which items.",
            template="sources.md.j2",
            layout="sources",
            source=entry.document.path,
            context={"sources": sources, "kind": kind, "users": {s.id: _users(pack, s) for s in sources}},
        )
    text = "Everything that was read for this pack, by kind, with what each offers and for which items."
    found = {"kinds": kinds, "filters": source_filters(pack)}
    yield _index("sources/index.md", "Sources", text, "sources-index.md.j2", also=kind_of("source").many, **found)


def _users(pack: Pack, source: Source) -> list[Record]:
    """Return the pages that cite a source: everything that points to it, by kind and name, but not other sources."""
    found = {mention.source for mention in pack.mentions.get(Ref("source", source.key), ())}
    order = [kind.word for kind in KINDS]
    records = [pack.entries[ref].record for ref in found if ref.kind not in ("source", "scale")]
    return sorted(records, key=lambda record: (order.index(record.word), getattr(record, "number", 0), record.name))


def _index(path: str, title: str, description: str, template: str, also: str = "", **context: object) -> Page:
    meta: dict[str, object] = {"also": [also]} if also else {}
    return Page(
        path=path, title=title, description=description, template=template, layout="index", context=context, meta=meta
    )
