"""What a pack is: records with where they came from, and who points to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from macros.models import KINDS, Record, Ref, kind_of
from macros.models.help_now import HelpNow
from macros.models.scale import Scale
from macros.problems import listing, nearest
from macros.reading import Document, KeyPath

RECORDS = "items"
"""The folder of all records, under the root of a project."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entry:
    """A record with where it came from.

    ``base`` is the path of keys at which it stands in its document: empty but for a source in its list.
    """

    record: Record
    document: Document = field(repr=False)
    base: KeyPath = ()

    @property
    def ref(self) -> Ref:
        """Where others point to when they mean this record."""
        return Ref(self.record.word, self.record.key)


@dataclass(frozen=True, order=True)
class Mention:
    """One place where a record points to another; ``field`` is the name of the field it stands in."""

    source: Ref
    field: str


@dataclass(frozen=True)
class Pack:
    """All records. Immutable and without I/O: everything that a page needs can be asked here."""

    entries: Mapping[Ref, Entry]
    mentions: Mapping[Ref, tuple[Mention, ...]]
    _sorted: dict[type[Record], tuple[Record, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _names: Counter[str] = field(default_factory=Counter, init=False, repr=False, compare=False)

    @property
    def scale(self) -> Scale:
        """The scale. There is one."""
        return next(iter(self.of(Scale)))

    @property
    def help_now(self) -> HelpNow:
        """Where to get help now. There is one."""
        return next(iter(self.of(HelpNow)))

    def with_name(self, name: str) -> int:
        """Return how many records that have a page have a name, however it is cased."""
        if not self._names:
            paged = (entry.record for entry in self.entries.values() if kind_of(entry.record.word).pages)
            self._names.update(record.name.casefold() for record in paged)
        return self._names[name.casefold()]

    def of(self, model: type[R]) -> tuple[R, ...]:
        """Return all records of a model, by number where they have one, else by title."""
        if model not in self._sorted:
            found = (entry.record for entry in self.entries.values() if isinstance(entry.record, model))
            self._sorted[model] = tuple(sorted(found, key=_order))
        return cast("tuple[R, ...]", self._sorted[model])

    def by_id(self, kind: str, key: str | int) -> Record:
        """Return a record. Raises KeyError whose text names the nearest ids."""
        ref = Ref(kind, str(key))
        if ref not in self.entries:
            raise KeyError(unknown(ref, self.entries))
        return self.entries[ref].record

    def get(self, model: type[R], key: str | int) -> R:
        """Return a record of a known model. Raises KeyError like ``by_id``."""
        return cast("R", self.by_id(model.word, key))

    def backlinks(self, ref: Ref, model: type[R], fields: Iterable[str] = ()) -> tuple[R, ...]:
        """Return the records of a model that point to this one, each once, sorted; ``fields`` narrows where from."""
        wanted = set(fields)
        found = {
            mention.source: self.entries[mention.source].record
            for mention in self.mentions.get(ref, ())
            if not wanted or mention.field in wanted
        }
        return tuple(sorted((record for record in found.values() if isinstance(record, model)), key=_order))


def unknown(ref: Ref, known: Iterable[Ref]) -> str:
    """Say that a reference leads nowhere, and name the nearest ids of its kind."""
    words = sorted(kind.word for kind in KINDS if kind.pages)
    if ref.kind not in words:
        hint = nearest(ref.kind, words) or f" Write {listing(words)}."
        return f'"{ref.kind}" is not a kind of record to point to.{hint}'
    ids = [other.id for other in known if other.kind == ref.kind]
    numbered = ref.id.isdecimal() and all(key.isdecimal() for key in ids)
    hint = "" if numbered else nearest(ref.id, ids)
    hint = hint or (f" There are {_span(ids)}." if ids else "")
    return f'there is no {kind_of(ref.kind).one.lower()} "{ref.id}".{hint}'


def _span(ids: list[str]) -> str:
    if all(key.isdecimal() for key in ids):
        numbers = sorted(map(int, ids))
        return f"{numbers[0]} to {numbers[-1]}"
    return ", ".join(sorted(ids)) if len(ids) <= 5 else f"{len(ids)}, such as {listing(sorted(ids)[:3])}"


def _order(record: Any) -> tuple[int, str, str]:
    return vars(record).get("number", 0), record.name.casefold(), record.key
