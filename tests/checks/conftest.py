"""A pack with one record changed, and passages without files: what a rule of content says of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from macros.checks.passages import Passage, of_document, of_page
from macros.models import Ref, kind_of
from macros.pack import Entry, Loaded, Pack, load
from macros.reading import Document

Changed = Callable[..., Loaded]
Passages = Callable[..., list[Passage]]


@pytest.fixture(scope="session")
def real() -> Loaded:
    """Load the records of this repository."""
    return load(Path(__file__).parents[2])


@pytest.fixture
def changed(real: Loaded) -> Changed:
    """Give one record of this repository by kind and id, with other fields, beside the scale."""

    def change(word: str, key: str, /, **fields: object) -> Loaded:
        ref = Ref(word, key)
        entry = real.pack.entries[ref]
        other = Entry(entry.record.model_copy(update=fields), entry.document, entry.base)
        entries = {Ref("scale", "scale"): real.pack.entries[Ref("scale", "scale")], ref: other}
        return replace(real, pack=Pack(MappingProxyType(entries), real.pack.mentions), documents=())

    return change


@pytest.fixture
def page() -> Passages:
    """Give the passages of a hand-written page with a text."""
    return lambda text: list(of_page("docs/a.md", text))


@pytest.fixture
def record() -> Passages:
    """Give the passages of a record of a kind, with a body and values."""

    def build(word: str, body: str = "", /, **values: object) -> list[Passage]:
        text = "---\n---\n" + body
        document = Document("items/a.md", text, dict(values), {}, {}, body=body, body_line=3)
        return list(of_document(kind_of(word), document))

    return build
