"""Write what the last whole run of tests found into the record that the accessibility statement is made from.

Run ``make test``, then ``.venv/bin/python tests/browser/record.py``, read the change, and commit it.

The tests leave their results in files. Each holds the stamp of its run, so that results of two runs are never added up.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import sys
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

SHARDS = 12
"""Parts that the pages are dealt into, so that workers share them."""

ROOT = Path(__file__).parents[2]
RECORD = "items/accessibility.yml"
RESULTS = ".pytest_cache/accessibility"


class Way(NamedTuple):
    """A way in which tests try the site: what the statement says of it, and how often each page is tried so."""

    words: str
    looks: int


WAYS = {
    "unfolded": Way("with every part that opens opened, on all {pages} pages that have such parts", 1),
    "menu": Way("with the menu open, in light and in dark colours, on {pages} pages of every kind", 2),
    "results": Way("with search results shown, in the same 4 ways, on {pages} pages of every kind", 4),
    "forwards": Way(
        "with the keyboard alone, forwards, at two sizes of screen, on {pages} pages and lists of every kind: each "
        "control is reached, and nothing in focus is hidden",
        2,
    ),
    "backwards": Way(
        "in the same way backwards, at two sizes in between, on {pages} of them, which are all but the longest lists", 2
    ),
    "narrow": Way(
        "at 320 pixels, which is 400% zoom on a desktop screen, on all {pages} pages, with nothing cut and no sideways "
        "scrolling but inside wide tables",
        1,
    ),
    "spaced": Way("with text spaced out as the guidelines ask, on all {pages} pages", 1),
    "large": Way("with text at twice its size, on {pages} pages of every kind", 1),
    "forced": Way("with forced colours, on {pages} pages of every kind", 1),
    "still": Way("with reduced motion, on {pages} pages of every kind", 1),
    "plain": Way("with scripts switched off, on all {pages} pages: no word is lost", 1),
}
"""What tests do beside running the tool, in the order in which the statement says it. Each test leaves its pages."""

_ALONE = uuid.uuid4().hex


def stamp() -> str:
    """Return what tells this run of tests from others; all workers of a run have the same."""
    return os.environ.get("PYTEST_XDIST_TESTRUNUID") or _ALONE


def results_of(root: Path, shard: int) -> Path:
    """Return the file in which a shard leaves what it found."""
    return root / RESULTS / f"shard-{shard}.json"


def leave(file: Path, **found: object) -> None:
    """Write results into a file, with the stamp of this run."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"run": stamp(), **found}), encoding="utf-8")


def tried(root: Path, way: str, look: str, paths: Iterable[str], wrong: Iterable[str], part: int = 0) -> None:
    """Leave word that pages were tried in a way, and how much was wrong with them."""
    assert way in WAYS
    name = re.sub(r"\W+", "-", f"{way}-{look}-{part}")
    leave(root / RESULTS / f"way-{name}.json", way=way, look=look, paths=sorted(paths), wrong=len(list(wrong)))


def tool(root: Path) -> str:
    """Return the name and version of the tool that looked at the pages."""
    version = json.loads((root / "node_modules" / "axe-core" / "package.json").read_text(encoding="utf-8"))["version"]
    return f"axe-core {version} in Chromium"


def failures(found: list[dict[str, Any]]) -> dict[str, int]:
    """Return the broken rules and on how many pages each is, from what the shards left."""
    count: dict[str, int] = {}
    for part in found:
        for lines in part["failed"].values():
            for rule in {line.split(": ")[1] for line in lines}:
                count[rule] = count.get(rule, 0) + 1
    return dict(sorted(count.items()))


def lines_of(found: list[dict[str, Any]]) -> list[str]:
    """Return what the statement says of the other ways. Raises ValueError for one that failed or was left undone."""
    lines = []
    for name, way in WAYS.items():
        looks: dict[str, set[str]] = {}
        for part in found:
            if part["way"] == name:
                looks.setdefault(part["look"], set()).update(part["paths"])
                if part["wrong"]:
                    raise ValueError(f"{name}: {part['wrong']} things were wrong. Mend them first.")
        if len(looks) != way.looks or any(pages != next(iter(looks.values())) for pages in looks.values()):
            raise ValueError(f"{name}: not every page was tried in all {way.looks} looks. Run make test first.")
        lines.append(way.words.format(pages=len(next(iter(looks.values())))))
    return lines


def with_results(
    text: str, today: datetime.date, pages: int, broken: dict[str, int], by: str, also: list[str] | None = None
) -> str:
    """Return the record's text with what a test writes. Raises ValueError where a line of it is missing."""
    shown = ", ".join(f"{{rule: {rule}, pages: {number}}}" for rule, number in broken.items())
    for name, value in {"tested_on": today, "tool": by, "pages": pages, "failures": f"[{shown}]"}.items():
        text, times = re.subn(rf"^{name}: .*$", f"{name}: {value}", text, flags=re.MULTILINE)
        if times != 1:
            raise ValueError(f"{RECORD} has {times} lines that start with {name}:, and should have one")
    if also is not None:
        listed = "also:\n" + "".join(f"  - {json.dumps(line) if ': ' in line else line}\n" for line in also)
        text, times = re.subn(r"^also:\n(?:  .*\n)+", lambda _: listed, text, flags=re.MULTILINE)
        if times != 1:
            raise ValueError(f"{RECORD} has {times} lists that start with also:, and should have one")
    return text


def read_all(root: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what the shards and the other tests of the last whole run left. Raises ValueError where any is missing."""
    shards = [results_of(root, shard) for shard in range(SHARDS)]
    missing = sum(not file.is_file() for file in shards)
    if missing:
        raise ValueError(f"No results of {missing} of {SHARDS} parts. Run make test first.")
    found = [json.loads(file.read_text(encoding="utf-8")) for file in shards]
    runs = {part.get("run") for part in found}
    if len(runs) != 1:
        raise ValueError(f"The {SHARDS} parts come from {len(runs)} runs. Run make test first, the whole of it.")
    others = [json.loads(file.read_text(encoding="utf-8")) for file in sorted((root / RESULTS).glob("way-*.json"))]
    return found, [part for part in others if part["run"] in runs]


def main() -> int:
    """Rewrite the record from the results that the last run left. Returns 1 where some are missing or bad."""
    try:
        found, others = read_all(ROOT)
        also = lines_of(others)
    except ValueError as problem:
        print(problem)
        return 1
    oldest = min(results_of(ROOT, shard).stat().st_mtime for shard in range(SHARDS))
    day = datetime.datetime.fromtimestamp(oldest, tz=datetime.UTC).date()
    file = ROOT / RECORD
    text = file.read_text(encoding="utf-8")
    pages = sum(part["pages"] for part in found)
    file.write_text(with_results(text, day, pages, failures(found), tool(ROOT), also), encoding="utf-8")
    print(f"{RECORD}: {pages} pages, tested on {day}, {len(failures(found))} broken rules")
    return 0


if __name__ == "__main__":
    sys.exit(main())
