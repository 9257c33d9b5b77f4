"""What can be found: one entry for each page or anchor, with the words it is found by and those that are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from macros import prose
from macros.models import Record, Ref, kind_of
from macros.models.item import Item
from macros.models.practice import CaseStudy, Team, Template
from macros.models.problem import ProblemRoute
from macros.models.programme import Component, ImplementationDomain, Method, Principle, ProgrammeRecord
from macros.models.scale import Domain
from macros.models.source import Source
from macros.models.words import Words
from macros.pack import Pack
from macros.pages.by_hand import HandPage
from macros.pages.lists import domain_items
from macros.pages.ordered import anchor as word_anchor
from macros.pages.page import Linker, anchor, page_path
from macros.pages.render import GLOSSARY


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing to find.

    ``names`` are whole phrases that people type for it, the title first. ``main`` is text that says what it is about,
    ``more`` the rest of what it says. ``shown`` is its line in the results and ``facts`` the small print under it.
    ``number`` and ``domain`` are given where it has them.
    """

    kind: str
    path: str
    title: str
    names: tuple[str, ...] = ()
    main: str = ""
    more: str = ""
    shown: str = ""
    facts: str = ""
    number: str = ""
    domain: str = ""


def entries(pack: Pack, others: Sequence[HandPage]) -> list[Entry]:
    """Return every entry, by kind in the order of ``MAKERS``, then of the pages that are of no record."""
    found = [entry for make in MAKERS for entry in make(pack)]
    known = {entry.path for entry in found}
    return [*found, *(_page(page) for page in others if page.path not in known)]


def _record(pack: Pack, record: Record, **given: str | tuple[str, ...]) -> Entry:
    """Return the entry of a record, its prose made plain."""
    path = page_path(record)
    at = Linker(pack, path)
    plain = {name: at.plain(value) if isinstance(value, str) else value for name, value in given.items()}
    return Entry(kind=record.word, path=path + anchor(record), title=record.name, **plain)  # type: ignore[arg-type]


def _items(pack: Pack) -> Iterator[Entry]:
    for item in pack.of(Item):
        minute = item.in_one_minute
        routes = pack.backlinks(Ref("item", item.key), ProblemRoute, ["items"])
        said = [item.statement or (item.recalled.statement if item.recalled else ""), item.heading or ""]
        spoken = [
            words for route in routes if route.items[0].item == item.number for words in (route.title, *route.also)
        ]
        domain = pack.get(Domain, item.domain)
        yield _record(
            pack,
            item,
            names=(*item.aliases, *spoken),
            main=_join(*said, minute.good, minute.top, minute.try_, *(c.summary for c in item.criteria), item.for_you),
            more=_join(
                *(idea.text for idea in item.ideas),
                item.why,
                *item.questions,
                *item.measures,
                *item.pitfalls,
                *(item.meeting.two, item.meeting.ten, item.meeting.thirty),
            ),
            shown=minute.good,
            facts=domain.title,
            number=item.key,
            domain=item.domain,
        )


def _problems(pack: Pack) -> Iterator[Entry]:
    for route in pack.of(ProblemRoute):
        facts = "; ".join(f"Item {lead.item}: {pack.get(Item, lead.item).title}" for lead in route.items)
        yield _record(pack, route, names=route.also, main=route.first_step, shown=route.first_step, facts=facts)


def _templates(pack: Pack) -> Iterator[Entry]:
    for template in pack.of(Template):
        headings = " ".join(text for _, text in prose.headings(_body(pack, template)))
        facts = _facts(template.kind.capitalize(), _numbers(template.items))
        main = _join(template.purpose, template.kind, template.audience)
        more = _join(headings, _titles(pack, template.items))
        yield _record(pack, template, main=main, more=more, shown=template.purpose, facts=facts)


def _cases(pack: Pack) -> Iterator[Entry]:
    for case in pack.of(CaseStudy):
        facts = _facts(case.team, case.setting.capitalize() if case.setting != "unknown" else "", _numbers(case.items))
        main = _join(case.team, case.result, case.setting, case.country, case.starting_point or "")
        more = _join(_body(pack, case), _titles(pack, case.items))
        yield _record(pack, case, main=main, more=more, shown=case.result, facts=facts)


def _programme(pack: Pack, model: type[ProgrammeRecord]) -> Iterator[Entry]:
    for record in pack.of(model):
        kind = kind_of(record.word).one
        yield _record(
            pack, record, main=record.in_one_line, more=_join(_body(pack, record)), shown=record.in_one_line, facts=kind
        )


def _teams(pack: Pack) -> Iterator[Entry]:
    for team in pack.of(Team):
        numbers = {number for target in team.targets for number in target.items}
        facts = f"{team.setting.capitalize()}, {team.starting_band} band at the start. {_numbers(numbers)}"
        main = _join(team.setting, team.starting_band, *(target.label for target in team.targets))
        yield _record(
            pack,
            team,
            main=main,
            more=_join(team.story, *team.lessons),
            shown=team.story.split(". ")[0] + ".",
            facts=facts,
        )


def _domains(pack: Pack) -> Iterator[Entry]:
    for domain in pack.of(Domain):
        titles = _join(*(item.title for item in domain_items(pack, domain)))
        yield _record(pack, domain, main=domain.summary, more=titles, shown=domain.summary, domain=domain.id)


def _sources(pack: Pack) -> Iterator[Entry]:
    for source in pack.of(Source):
        facts = _facts(source.kind.capitalize(), source.by or "", str(source.year or ""))
        main = _join(source.by or "", str(source.year or ""), source.kind, source.note)
        yield _record(pack, source, main=main, shown=source.note, facts=facts)


def _words(pack: Pack) -> Iterator[Entry]:
    for words in pack.of(Words):
        plain = Linker(pack, GLOSSARY).plain
        for term in words.terms:
            text = plain(term.text)
            yield _term(term.term, term.also, text)
        for short in words.abbreviations:
            yield _term(short.short, (short.full, *short.also), " ".join(filter(None, (f"{short.full}.", short.note))))


def _term(title: str, names: tuple[str, ...], text: str) -> Entry:
    return Entry(kind="words", path=word_anchor(title), title=title, names=names, main=text, shown=text)


MAKERS: tuple[Callable[[Pack], Iterator[Entry]], ...] = (
    _items,
    _problems,
    *(partial(_programme, model=model) for model in (Component, Method, Principle, ImplementationDomain)),
    _teams,
    _domains,
    _words,
    _templates,
    _cases,
    _sources,
)
"""One function for each kind of entry, in the order in which kinds are listed when nothing else tells them apart."""


def _page(page: HandPage) -> Entry:
    return Entry(
        kind="page",
        path=page.path,
        title=page.title,
        names=page.also,
        main=page.description,
        more=page.text,
        shown=page.description,
    )


def _body(pack: Pack, record: Record) -> str:
    return Linker(pack, page_path(record)).plain(pack.entries[Ref(record.word, record.key)].document.body)


def _titles(pack: Pack, numbers: Iterable[int]) -> str:
    return _join(*(pack.get(Item, number).title for number in numbers if Ref("item", str(number)) in pack.entries))


def _numbers(numbers: Iterable[int]) -> str:
    found = sorted(numbers)
    return f"Item{'s' if len(found) > 1 else ''} {', '.join(map(str, found))}" if found else ""


def _facts(*parts: str) -> str:
    return ". ".join(part.rstrip(".") for part in parts if part)


def _join(*parts: str) -> str:
    """Join texts into one, a sentence end between them, white space made single."""
    return " ".join(
        " ".join(part.split()) + ("" if part.rstrip().endswith((".", "?", "!", ":")) else ".")
        for part in parts
        if part.strip()
    )
