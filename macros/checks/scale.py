"""The scale as a whole: all items there, totals that the bands cover without gap or overlap, words that it knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from macros.models import Record
from macros.models.help_now import HelpNow
from macros.models.item import Item
from macros.models.practice import CaseStudy, Team, Template
from macros.models.problem import ProblemRoute
from macros.models.programme import ImplementationDomain, Principle
from macros.models.scale import Domain, Scale
from macros.pack import RECORDS, Entry, Loaded
from macros.problems import Problem, listing, nearest, shown
from macros.reading import KeyPath

ONE_OF_EACH: dict[type[Record], str] = {Scale: "scale.yml", HelpNow: "help-now.yml"}
"""Records without which there is no site, and the file that each stands in."""


def check(root: Path, loaded: Loaded) -> Iterator[Problem]:
    """Yield what is wrong with the scale, with its parts taken together, and with words that it should list."""
    for model, name in ONE_OF_EACH.items():
        if not loaded.pack.of(model) and not (root / RECORDS / name).is_file():
            message = "this file is missing, and nothing can be built without it. Copy it from another version."
            yield Problem(path=f"{RECORDS}/{name}", line=1, column=1, rule="missing-record", message=message)
    entries = list(loaded.pack.entries.values())
    scale = next((entry for entry in entries if isinstance(entry.record, Scale)), None)
    for model in (Domain, Principle, ImplementationDomain):
        yield from _numbered([entry for entry in entries if isinstance(entry.record, model)], loaded)
    if scale is not None and isinstance(scale.record, Scale):
        yield from _bands(scale, scale.record)
        yield from _items(scale, scale.record, entries, loaded)
        for entry in entries:
            yield from _words(entry, scale.record)
            yield from _team(entry, scale.record) if scale.record.total[0] < scale.record.total[1] else ()


def _bands(entry: Entry, scale: Scale) -> Iterator[Problem]:
    low, high = scale.total
    if scale.items < 1 or scale.scores[0] >= scale.scores[1]:
        message = "scores: the lowest score must be below the highest, and items at least 1."
        yield _problem(entry, ("scores",), "scores", message)
        return
    expected = low
    for at, band in enumerate(scale.bands):
        if band.min != expected:
            before = f"the band before it ends at {expected - 1}" if at else f"the lowest total is {low}"
            message = f"bands: {shown(band.name)} starts at {band.min} and {before}. Let it start at {expected}."
            yield _problem(entry, ("bands", at, "min"), "bands", message)
        if band.max < band.min:
            message = f"bands: {shown(band.name)} ends at {band.max}, below its own start at {band.min}."
            yield _problem(entry, ("bands", at, "max"), "bands", message)
        expected = band.max + 1
    if expected != high + 1:
        message = f"bands: the highest total is {high} and the last band ends at {expected - 1}. Let it end at {high}."
        yield _problem(entry, ("bands", len(scale.bands) - 1, "max"), "bands", message)


def _items(entry: Entry, scale: Scale, entries: list[Entry], loaded: Loaded) -> Iterator[Problem]:
    known = {ref.id for ref in loaded.known if ref.kind == Item.word}
    for number in range(1, scale.items + 1):
        if str(number) not in known:
            message = (
                f"items: there is no item {number}, and the scale has items 1 to {scale.items}. "
                f"Add {RECORDS}/fidelity/{number:02d}-its-title.yml, or mend the number here."
            )
            yield _problem(entry, ("items",), "missing-item", message)
    used = Counter(other.record.domain for other in entries if isinstance(other.record, Item))
    for other in entries:
        if isinstance(other.record, Item) and not 1 <= other.record.number <= scale.items:
            message = f"number: {other.record.number} is not between 1 and {scale.items}, the items of the scale."
            yield _problem(other, ("number",), "item-number", message)
        if isinstance(other.record, Domain) and not used[other.record.id] and not loaded.broken:
            message = f"no item names {shown(other.record.id)} as its domain. Give it items, or delete it."
            yield _problem(other, ("id",), "empty-domain", message)


def _numbered(entries: list[Entry], loaded: Loaded) -> Iterator[Problem]:
    """Yield records whose numbers are not 1, 2, 3… each once; silent while one of them cannot be read."""
    if any(ref.kind == entry.ref.kind for entry in entries for ref in loaded.broken):
        return
    ordered = sorted(entries, key=lambda entry: (getattr(entry.record, "number", 0), entry.document.path))
    for expected, entry in enumerate(ordered, 1):
        number = getattr(entry.record, "number", 0)
        if number != expected:
            message = f"number: {number} stands where {expected} is expected. Records of a kind count 1, 2, 3."
            yield _problem(entry, ("number",), "numbering", message)
            return


def _words(entry: Entry, scale: Scale) -> Iterator[Problem]:
    """Yield words that stand for people to ask, or for whose gift a change is, and that the scale does not list."""
    record = entry.record
    lists = {"evidence": [choice.id for choice in scale.evidence], "gifts": [choice.id for choice in scale.gifts]}
    used: list[tuple[str, KeyPath, tuple[str, ...]]] = []
    if isinstance(record, Item):
        for at, criterion in enumerate(record.criteria):
            used.append(("evidence", ("criteria", at, "ask"), criterion.ask))
            used.append(("gifts", ("criteria", at, "gift"), criterion.gift))
        used.extend(("gifts", ("ideas", at, "gift"), idea.gift) for at, idea in enumerate(record.ideas))
    elif isinstance(record, CaseStudy | Template):
        used.append(("gifts", ("gift",), record.gift))
    elif isinstance(record, ProblemRoute):
        used.append(("evidence", ("voices",), record.voices))
    for name, path, words in used:
        for at, word in enumerate(words):
            if word not in lists[name]:
                known = lists[name]
                message = f"{path[-1]}: {shown(word)} is not one of {listing(known)}.{nearest(word, known)}"
                yield _problem(entry, (*path, at), "word-list", f"{message} The list is {name} in {RECORDS}/scale.yml.")


def _team(entry: Entry, scale: Scale) -> Iterator[Problem]:
    record = entry.record
    if not isinstance(record, Team):
        return
    for score, field, named in (
        (record.score_from, "starting_band", record.starting_band),
        (record.score_to, "ending_band", record.ending_band),
    ):
        low, high = scale.total
        band = next((band.name for band in scale.bands if band.min <= score <= band.max), named)
        if not low <= score <= high:
            message = f"{score} is not between {low} and {high}, the lowest and highest total of this scale."
            yield _problem(entry, ("score_from" if field == "starting_band" else "score_to",), "total", message)
        elif band != named:
            message = f"{field}: {shown(named)} does not fit the total {score}, which is {shown(band)} on this scale."
            yield _problem(entry, (field,), "team-band", message)


def _problem(entry: Entry, path: KeyPath, rule: str, message: str) -> Problem:
    line, column = entry.document.place(path)
    return Problem(path=entry.document.path, line=line, column=column, rule=rule, message=message)
