"""The records as data for other programs: one JSON file a kind, its schema, and an index of them all.

Every record stands as its file in ``items/`` has it, references as ids, with the address of its page. What a page does
not show is not here either.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from macros.models import KINDS, Kind, Record, Ref
from macros.pack import Pack
from macros.pages.page import anchor, page_path

FOLDER = "api"
"""The folder under ``docs/`` that holds the data, and nothing else."""

VERSION = 1
"""Of the shape of these files. A field that goes or means something else needs another folder; a new one does not."""

KEPT_BACK = frozenset({"consent"})
"""Where a person's consent is kept is for those who look after it, and no page shows it."""

TERMS = "licence.txt"
_AT = f"{FOLDER}/v{VERSION}"

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What the files say of themselves: the site's name, and its version and terms if it has them."""

    name: str
    version: str | None = None
    terms: str | None = None


class Published(BaseModel, Generic[R]):
    """One record. ``ref`` is how others point to it, ``page`` its address from the site's root, ``body`` Markdown."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    ref: str
    page: str | None
    data: R
    body: str | None


class Records(BaseModel, Generic[R]):
    """All records of a kind: by number where they have one, else by title."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    schema_: str = Field(alias="$schema")
    kind: str
    count: int
    records: tuple[Published[R], ...]


def api(pack: Pack, edition: Edition, pages: Collection[str]) -> dict[str, bytes]:
    """Return every file by its path under ``docs/``. ``pages`` are the paths of the Markdown pages that there are."""
    files = {f"{_AT}/index.json": _json(_index(pack, edition))}
    if edition.terms is not None:
        files[f"{_AT}/{TERMS}"] = edition.terms.encode()
    for kind in KINDS:
        files[f"{_AT}/{kind.word}.json"] = _json(_records(pack, kind, pages))
        files[f"{_AT}/schema/{kind.word}.json"] = _json(schema(kind))
    return files


def schema(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of a kind's file."""
    made = Records[kind.model].model_json_schema(by_alias=True, mode="serialization")  # type: ignore[name-defined]
    fields = made["$defs"][kind.model.__name__]
    fields["properties"] = {name: field for name, field in fields["properties"].items() if name not in KEPT_BACK}
    fields["required"] = [name for name in fields["required"] if name not in KEPT_BACK]
    text = json.dumps(made)
    made["$defs"] = {name: part for name, part in made["$defs"].items() if f'"#/$defs/{name}"' in text}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _index(pack: Pack, edition: Edition) -> dict[str, Any]:
    return {
        "name": edition.name,
        "version": edition.version,
        "api": VERSION,
        "licence": f"/{_AT}/{TERMS}" if edition.terms is not None else None,
        "scale": {"title": pack.scale.title, "version": pack.scale.version},
        "rights": pack.scale.rights.model_dump(mode="json", by_alias=True),
        "kinds": [
            {
                "kind": kind.word,
                "one": kind.one,
                "many": kind.many,
                "count": len(pack.of(kind.model)),
                "data": f"/{_AT}/{kind.word}.json",
                "schema": f"/{_AT}/schema/{kind.word}.json",
            }
            for kind in KINDS
        ],
    }


def _records(pack: Pack, kind: Kind, pages: Collection[str]) -> dict[str, Any]:
    records = [_published(pack, record, pages) for record in pack.of(kind.model)]
    return {"$schema": f"schema/{kind.word}.json", "kind": kind.word, "count": len(records), "records": records}


def _published(pack: Pack, record: Record, pages: Collection[str]) -> dict[str, Any]:
    ref, path = Ref(record.word, record.key), page_path(record)
    return {
        "ref": str(ref),
        "page": f"/{path.removesuffix('.md')}/{anchor(record)}" if path in pages else None,
        "data": record.model_dump(mode="json", by_alias=True, exclude=set(KEPT_BACK)),
        "body": pack.entries[ref].document.body.strip() or None,
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
