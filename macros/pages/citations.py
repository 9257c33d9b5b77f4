"""How a source is named where it is cited: its author and year, and more where several would be named alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import escape

from macros.models.base import Ref
from macros.models.source import Source
from macros.pack import Pack

ENOUGH = 3
"""The fewest words that a title is shortened to."""

_PERSON = re.compile(r"([^\W\d_][\w' -]*?) [A-Z]{1,3}")
"""A surname and initials, as lists of references write them."""

_BODY = re.compile(r"[^,]+(?:(?:, [\w-]+)+ and [^,]+)?")
"""The name of an organisation or a journal. One with a list of places in it is whole: "Tees, Esk and Wear Valleys"."""

_VOLUME = re.compile(r"\s\d\S*$")
"""The volume and pages of a journal."""

_CITED = re.compile(r'(<a href="[^"#]*#([\w-]+)" class="cite"[^>]*>)([^<]*)(</a>)')

_BARE = re.compile(rf"(?<!\()(?:{_CITED.pattern})")
"""A citation that stands in no brackets yet."""


def citation(source: Source) -> str:
    """Return the short name of a source: who made it, and the year or, where none was seen, what it is."""
    name = author(source)
    if name is None:
        return f"{_short(source.title)} ({source.year})" if source.year else _short(source.title)
    if source.year:
        return f"{name} {source.year}"
    return name if source.kind == "organisation" else f"{name}, {source.kind}"


def author(source: Source) -> str | None:
    """Return who made a source: one person or two by surname, the first of more, else the first body named."""
    if not source.by:
        return None
    by = re.sub(r"\s\([^)]*\)", "", source.by)
    several = re.match(r"([^,]+) et al\b", by)
    if several:
        person = _PERSON.fullmatch(several[1])
        return f"{person[1] if person else several[1]} et al."
    people = _people(re.split(r", | and ", by))
    if people:
        return f"{people[0]} et al." if len(people) > 2 else " and ".join(people)
    body = _BODY.match(re.split(r"; | / ", by)[0])
    name = body[0] if body else by
    return _VOLUME.sub("", name) if source.kind == "paper" else name


def _short(title: str) -> str:
    """Return a title without what follows its colon, if enough is left to know it by."""
    start = title.split(": ")[0]
    return start if len(start.split()) >= ENOUGH else title


def _people(parts: Iterable[str]) -> list[str]:
    """Return the surnames of those who are named first; what follows them is a journal or an employer."""
    found = []
    for part in parts:
        person = _PERSON.fullmatch(part)
        if person is None:
            break
        found.append(person[1])
    return found


def bracketed(html: str, pack: Pack) -> str:
    """Return prose with its citations in brackets, as hand-written pages have them; those with words of their own stay.

    A source is cited after what it bears, and without brackets its name would read as part of that.
    """

    def wrap(match: re.Match[str]) -> str:
        return f"({match[0]})" if _cited(pack, match[2], match[3]) else match[0]

    return _BARE.sub(wrap, html)


def _cited(pack: Pack, key: str, words: str) -> Source | None:
    """Return the source that is cited by author and year, and not in words of somebody's own."""
    entry = pack.entries.get(Ref("source", key))
    source = entry.record if entry else None
    return source if isinstance(source, Source) and words == escape(citation(source)) else None


def tell_apart(html: str, pack: Pack) -> str:
    """Return a page on which different sources have different names: the title follows where author and year agree."""
    alike: dict[str, dict[str, Source]] = {}
    for _, key, words, _ in _CITED.findall(html):
        if source := _cited(pack, key, words):
            alike.setdefault(words, {})[key] = source
    names = {
        (words, key): name
        for words, sources in alike.items()
        if len(sources) > 1
        for key, name in with_titles(sources.values()).items()
    }
    if not names:
        return html

    def rename(match: re.Match[str]) -> str:
        start, key, words, end = match.groups()
        return f"{start}{escape(names[words, key]) if (words, key) in names else words}{end}"

    return _CITED.sub(rename, html)


def with_titles(sources: Iterable[Source]) -> dict[str, str]:
    """Return, by id, names with the title behind them: as much of it as tells these sources from each other."""
    found = list(sources)
    short = [_short(source.title) for source in found]
    names = {}
    for source, title in zip(found, short, strict=True):
        title = title if short.count(title) == 1 else source.title
        name = f"{author(source)} {source.year}" if source.year else f"{author(source)}"
        named = not source.by or title.startswith(f"{author(source)} ")
        names[source.id] = title if named else f"{name}, {title}"
    return names
