"""The pages that lead to others: problems, time, scores, teams like ours, principles, and the page of results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.models import Record, Ref
from macros.models.item import EFFORTS, Item
from macros.models.practice import CaseStudy, Team, Template
from macros.models.problem import ProblemRoute
from macros.models.programme import Component, ImplementationDomain, Principle
from macros.models.scale import Band, Domain
from macros.pack import Pack
from macros.pages.filters import case_filters, every_idea, idea_filters
from macros.pages.lists import by_domain, is_about, most_chosen
from macros.pages.page import Linker, Page, page_path
from macros.pages.render import day

FIND = "find"
"""The folder under ``docs/`` of the pages that lead to others."""

SEARCH = "search"
"""The folder under ``docs/`` of the page of results, and of the index that it reads."""

MINUTES = (("2", "two"), ("10", "ten"), ("30", "thirty"))
"""The times for which every item says what to do in a meeting: as shown, and the field that holds it."""


def finding(pack: Pack) -> Iterator[Page]:
    """Yield every page that leads to others."""
    yield _page(f"{SEARCH}/index.md", "Search results", "What the pack holds for the words you typed.", "results.md.j2")
    yield _page(
        f"{FIND}/index.md", "Find your way", "Every way through the pack, by what you have in hand.", "find.md.j2"
    )
    yield from _problems(pack)
    yield from _minutes(pack)
    yield _ideas(pack)
    yield _by_score(pack)
    yield _like_ours(pack)
    yield _by_principle(pack)


def _page(path: str, title: str, description: str, template: str, also: Iterable[str] = (), **context: object) -> Page:
    """Return a page of its own kind; ``also`` are other names, by which people search for it."""
    return Page(
        path=path,
        title=title,
        description=description,
        template=template,
        layout="find",
        context=dict(context),
        meta={"also": list(also)} if also else {},
    )


def problems_by_domain(pack: Pack) -> list[tuple[Domain, list[ProblemRoute]]]:
    """Return every problem under the domain of its first item, by that item's number and then by title."""
    groups = []
    for domain, items in by_domain(pack):
        numbers = [item.number for item in items]
        found = [route for route in pack.of(ProblemRoute) if route.items[0].item in numbers]
        groups.append((domain, sorted(found, key=lambda route: (route.items[0].item, route.title))))
    return [(domain, found) for domain, found in groups if found]


def _problems(pack: Pack) -> Iterator[Page]:
    routes = [route for _, found in problems_by_domain(pack) for route in found]
    for route in routes:
        numbers = [lead.item for lead in route.items]
        yield Page(
            path=page_path(route),
            title=route.title,
            description=Linker(pack, page_path(route)).plain(route.first_step),
            template="problem.md.j2",
            layout="problem",
            source=pack.entries[Ref("problem", route.id)].document.path,
            context={
                "record": route,
                "cases": _chosen(pack, CaseStudy, route.cases),
                "templates": _chosen(pack, Template, route.templates),
                "beside": [other for other in routes if other != route and other.items[0].item in numbers],
                "voices": [choice.words for choice in pack.scale.evidence if choice.id in route.voices],
            },
            meta={"reviewed": day(route.reviewed.date)},
        )
    if routes:
        text = "Start from what troubles you. Each problem leads to items that help and to a first step for this week."
        groups = problems_by_domain(pack)
        yield _page("problems/index.md", "Problems in your own words", text, "problems.md.j2", groups=groups)


def _chosen(pack: Pack, model: type[Record], ids: tuple[str, ...]) -> list[Record]:
    return [pack.get(model, key) for key in ids if Ref(model.word, key) in pack.entries]


def _minutes(pack: Pack) -> Iterator[Page]:
    first = most_chosen(pack, 1)[:8]
    for shown, field in MINUTES:
        steps = [
            (domain, [(item, getattr(item.meeting, field)) for item in items]) for domain, items in by_domain(pack)
        ]
        text = f"What a team can do with {shown} minutes of a meeting that it has anyway, item by item."
        others = [other for other, _ in MINUTES if other != shown]
        first_steps = [(item, getattr(item.meeting, field), times) for item, times in first]
        yield _page(
            f"{FIND}/{shown}-minutes.md",
            f"{shown} minutes",
            text,
            "minutes.md.j2",
            minutes=shown,
            others=others,
            domains=steps,
            first=first_steps,
        )


def _ideas(pack: Pack) -> Page:
    found = list(every_idea(pack))
    groups = [(effort, [entry for entry in found if entry[2].effort == effort]) for effort in EFFORTS]
    return _page(
        f"{FIND}/ideas.md",
        "All ideas to borrow",
        "Every idea of every item in one list, smallest effort first. Choose what you have time and say-so for.",
        "ideas.md.j2",
        also=("ideas", "ideas to borrow", "quick wins", "easy wins", "small changes", "things to try"),
        groups=[(effort, ideas) for effort, ideas in groups if ideas],
        filters=idea_filters(pack),
    )


@dataclass(frozen=True)
class BandRoute:
    """What a total score in one band can look at: teams that began there, and what they wrote of it."""

    band: Band
    teams: tuple[Team, ...]
    cases: tuple[CaseStudy, ...]


def _by_score(pack: Pack) -> Page:
    bands = []
    for band in pack.scale.bands:
        teams = tuple(team for team in pack.of(Team) if team.starting_band == band.name)
        cases = tuple(case for case in pack.of(CaseStudy) if any(is_about(case, team) for team in teams))
        bands.append(BandRoute(band, teams, cases))
    text = "From a score or a score sheet to what to read: for the team by its band, for each item by its own score."
    return _page(f"{FIND}/by-score.md", "By score", text, "by-score.md.j2", bands=bands, domains=by_domain(pack))


def _like_ours(pack: Pack) -> Page:
    filters = case_filters(pack)
    settings = next((facet for facet in filters.facets if facet.name == "setting"), None)
    groups = []
    for setting, words, _ in settings.choices if settings else ():
        found = [case for case in pack.of(CaseStudy) if case.setting == setting]
        known = [case for case in found if filters.values[case.key]["band"]]
        by_band = [
            (band, [c for c in known if band.name in filters.values[c.key]["band"]]) for band in pack.scale.bands
        ]
        rest = [case for case in found if case not in known]
        teams = [team for team in pack.of(Team) if team.setting == setting]
        groups.append((words, teams, [(band, cases) for band, cases in by_band if cases], rest))
    text = "Case studies by where a team works, rural or in a city, and the band in which it began."
    places = [words.lower() for words, *_ in groups]
    return _page(
        f"{FIND}/teams-like-ours.md",
        "Teams like ours",
        text,
        "teams-like-ours.md.j2",
        also=[name for place in places for name in (place, f"{place} team", f"{place} team that improved")],
        groups=groups,
        filters=filters,
    )


def _by_principle(pack: Pack) -> Page:
    principles = []
    for principle in pack.of(Principle):
        ref = Ref("principle", principle.id)
        cases = pack.backlinks(ref, CaseStudy, ["principles"])
        principles.append((principle, pack.backlinks(ref, Component, ["principles"]), cases, _most(pack, cases)))
    domains = []
    for domain in pack.of(ImplementationDomain):
        ref = Ref("implementation", domain.id)
        components = pack.backlinks(ref, Component, ["domains"])
        cases = tuple(c for c in pack.of(CaseStudy) if set(c.components) & {part.id for part in components})
        domains.append((domain, components, pack.backlinks(ref, Principle, ["domains"]), _most(pack, cases)))
    text = "The ideas and the kinds of work behind the programme, each with its parts, case studies and items."
    return _page(
        f"{FIND}/by-principle.md",
        "By principle and kind of work",
        text,
        "by-principle.md.j2",
        principles=principles,
        domains=domains,
    )


def _most(pack: Pack, cases: tuple[CaseStudy, ...]) -> list[Item]:
    """Return the items that most of these case studies bear on, at most five."""
    pairs = [(item, sum(item.number in case.items for case in cases)) for item in pack.of(Item)]
    found = sorted((pair for pair in pairs if pair[1]), key=lambda pair: (-pair[1], pair[0].number))
    return [item for item, _ in found[:5]]
