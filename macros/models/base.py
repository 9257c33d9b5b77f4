"""What every record has in common, and the markers that say which values are references or addresses."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints


class Ref(NamedTuple):
    """The address of a record inside the pack: its kind and its id, ``Ref("item", "14")``."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class RefTo:
    """Marks a field whose value is the id of a record of this kind."""

    kind: str


@dataclass(frozen=True)
class Address:
    """Marks a field whose value is the address of a page elsewhere: the only place where one may stand."""


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, (str, int)) else value


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Prose: plain Markdown inside, ``[[kind:id]]`` references, never HTML."""

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
URL = r"^https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\.?(:[0-9]+)?([/?#][^\s<>\"`{}\\|]*)?$"
"""A whole address of a page. No user names before the host: ``https://known.org@elsewhere.example`` misleads."""
DOI = r"^10\.[0-9]{4,9}/[^\s<>\"`{}\\|]+$"

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=80)]
Url = Annotated[str, StringConstraints(pattern=URL, max_length=400), Address()]
Doi = Annotated[str, StringConstraints(pattern=DOI, max_length=200)]
SourceId = Annotated[Slug, RefTo("source")]
ItemNumber = Annotated[int, RefTo("item")]
OneOrMore = BeforeValidator(_as_tuple, json_schema_input_type=str | int | list[str | int])
"""Lets an editor write one value where a list may stand."""

Gifts = Annotated[tuple[Slug, ...], OneOrMore]
"""Whose say-so a change needs: ids of the scale's own list, ``gifts`` in ``scale.yml``."""

Setting = Literal["urban", "suburban", "rural", "mixed", "unknown"]
Seen = Literal["seen", "partial", "recalled", "unseen"]
Effort = Literal["hours", "days", "weeks", "months"]


class Part(BaseModel):
    """A frozen, strict piece of a record: an unknown field is a problem, and ``"14"`` is not ``14``."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Reviewed(Part):
    """Who read a record, when, and as what: checking sources is not the same as having lived it."""

    date: datetime.date
    by: Text
    as_: Literal["evidence", "clinical", "lived experience"]

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, alias_generator=lambda name: name.rstrip("_"))


class Change(Part):
    """What is different for a reader, in one plain sentence, and since when."""

    date: datetime.date
    text: Text


class Changing(Part):
    """What can tell its readers what changed: every kind that has a page. ``changes`` has the newest first."""

    changes: tuple[Change, ...] = ()


class Record(Part):
    """Anything with an id, a file, and a page or an anchor. ``word`` is its kind in references and file names."""

    word: ClassVar[str]
    reviewed: Reviewed
    review_by: datetime.date

    @property
    def key(self) -> str:
        """The id, as text; unique among records of the kind."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """The words that a link to the record shows."""
        raise NotImplementedError

    @property
    def stem(self) -> str:
        """The file name, without its ending, that the id asks for."""
        return self.key


class SlugRecord(Changing, Record):
    """A record whose id is a slug, written in the file and equal to the file's name."""

    id: Slug
    title: Text

    @property
    def key(self) -> str:
        """The id."""
        return self.id

    @property
    def name(self) -> str:
        """The title."""
        return self.title


def fields_marked(model: type[BaseModel], mark: type) -> frozenset[str]:
    """Return the names, as records write them, of the fields of a model and of its parts that carry a mark."""
    found: set[str] = set()
    for name, info in model.model_fields.items():
        inside = [*info.metadata, *_inside(info.annotation)]
        if any(isinstance(part, mark) for part in inside):
            found.add(info.alias or name)
        for part in inside:
            if isinstance(part, type) and issubclass(part, BaseModel):
                found |= fields_marked(part, mark)
    return frozenset(found)


def _inside(annotation: Any) -> list[Any]:
    """Return an annotation with all that it is made of: arguments and marks, however deep."""
    parts = [*get_args(annotation), *getattr(annotation, "__metadata__", ())]
    return [annotation, *(inner for part in parts for inner in _inside(part))]


def slugify(text: str) -> str:
    """Return text as a file name or an anchor: lower case letters, digits and single hyphens. May be empty."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")


def allowed(annotation: Any) -> tuple[str, ...]:
    """Return the words of a ``Literal``, wherever it is wrapped, or nothing."""
    if getattr(annotation, "__origin__", None) is Literal:
        return tuple(str(word) for word in get_args(annotation))
    return tuple(word for inner in get_args(annotation) for word in allowed(inner))
