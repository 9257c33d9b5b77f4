"""JSON Schema for each kind of record, made from the models: editors complete and check with the same rules."""

from __future__ import annotations

import json
from pathlib import Path

from macros.models import KINDS, file_model
from macros.pack import RECORDS

FOLDER = ".schema"


def schemas() -> dict[str, str]:
    """Return the schema of each kind of file as JSON text, by file name."""
    return {
        f"{kind.word}.json": json.dumps(
            {"$schema": "https://json-schema.org/draft/2020-12/schema"}
            | file_model(kind).model_json_schema(by_alias=True),
            indent=2,
            ensure_ascii=False,
        )
        + "\n"
        for kind in KINDS
    }


def write(root: Path) -> list[Path]:
    """Write every schema under ``items/.schema/``, remove what is no schema any more, and return the files."""
    folder = root / RECORDS / FOLDER
    folder.mkdir(exist_ok=True)
    made = {folder / name: text for name, text in schemas().items()}
    for file in folder.glob("*.json"):
        if file not in made:
            file.unlink()
    for file, text in made.items():
        file.write_text(text, encoding="utf-8")
    return list(made)
