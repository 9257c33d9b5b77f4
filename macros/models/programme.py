"""The improvement programme around the scale: principles, components, implementation domains and methods."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from macros.models.base import RefTo, Slug, SlugRecord, SourceId, Text

ImplementationId = Annotated[Slug, RefTo("implementation")]
PrincipleId = Annotated[Slug, RefTo("principle")]
ComponentId = Annotated[Slug, RefTo("component")]


class ProgrammeRecord(SlugRecord):
    """What the four kinds share. ``in_one_line`` is shown in lists; the body is the page."""

    in_one_line: Text
    sources: tuple[SourceId, ...]
    licence: Text | None
    content_note: Text | None = None


class Principle(ProgrammeRecord):
    """One of the principles that the programme rests on."""

    word: ClassVar[str] = "principle"
    kind: Literal["principle"]
    number: int
    domains: tuple[ImplementationId, ...]


class Component(ProgrammeRecord):
    """A part of the programme. ``domains`` are implementation domains, ``components`` its neighbours."""

    word: ClassVar[str] = "component"
    kind: Literal["component"]
    in_study_table: bool
    timing: Text
    time: Text
    who: tuple[Text, ...]
    principles: tuple[PrincipleId, ...]
    domains: tuple[ImplementationId, ...]
    components: tuple[ComponentId, ...]


class ImplementationDomain(ProgrammeRecord):
    """A domain of implementation work, such as leadership: the second way through the programme."""

    word: ClassVar[str] = "implementation"
    kind: Literal["implementation"]
    number: int


class Method(ProgrammeRecord):
    """A tool for improvement, such as a driver diagram."""

    word: ClassVar[str] = "method"
    kind: Literal["method"]
    time: Text
    who: tuple[Text, ...]
    principles: tuple[PrincipleId, ...]
    components: tuple[ComponentId, ...]
