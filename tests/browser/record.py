"""Write what the last whole run of tests found into the record that the accessibility statement is made from.

Run ``make test``, then ``.venv/bin/python tests/browser/record.py``, read the change, and commit it.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
from pathlib import Path

SHARDS = 12
"""Parts that the pages are dealt into, so that workers share them."""

ROOT = Path(__file__).parents[2]
RECORD = "items/accessibility.yml"


def results_of(root: Path, shard: int) -> Path:
    """Return the file in which a shard leaves what it found."""
    return root / ".pytest_cache" / "accessibility" / f"shard-{shard}.json"


def tool(root: Path) -> str:
    """Return the name and version of the tool that looked at the pages."""
    version = json.loads((root / "node_modules" / "axe-core" / "package.json").read_text(encoding="utf-8"))["version"]
    return f"axe-core {version} in Chromium"


def failures(found: list[dict[str, object]]) -> dict[str, int]:
    """Return the broken rules and on how many pages each is, from what the shards left."""
    count: dict[str, int] = {}
    for part in found:
        pages = part["failed"]
        assert isinstance(pages, dict)
        for lines in pages.values():
            for rule in {line.split(": ")[1] for line in lines}:
                count[rule] = count.get(rule, 0) + 1
    return dict(sorted(count.items()))


def with_results(text: str, today: datetime.date, pages: int, broken: dict[str, int], by: str) -> str:
    """Return the record's text with the four lines that a test writes. Raises ValueError where one is missing."""
    shown = ", ".join(f"{{rule: {rule}, pages: {number}}}" for rule, number in broken.items())
    for name, value in {"tested_on": today, "tool": by, "pages": pages, "failures": f"[{shown}]"}.items():
        text, times = re.subn(rf"^{name}: .*$", f"{name}: {value}", text, flags=re.MULTILINE)
        if times != 1:
            raise ValueError(f"{RECORD} has {times} lines that start with {name}:, and should have one")
    return text


def main() -> int:
    """Rewrite the record from the results that the last run left. Returns 1 where a shard left none."""
    missing = [shard for shard in range(SHARDS) if not results_of(ROOT, shard).is_file()]
    if missing:
        print(f"No results of {len(missing)} of {SHARDS} parts: run make test first.")
        return 1
    found = [json.loads(results_of(ROOT, shard).read_text(encoding="utf-8")) for shard in range(SHARDS)]
    oldest = min(results_of(ROOT, shard).stat().st_mtime for shard in range(SHARDS))
    day = datetime.datetime.fromtimestamp(oldest, tz=datetime.UTC).date()
    file = ROOT / RECORD
    text = file.read_text(encoding="utf-8")
    pages = sum(part["pages"] for part in found)
    file.write_text(with_results(text, day, pages, failures(found), tool(ROOT)), encoding="utf-8")
    print(f"{RECORD}: {pages} pages, tested on {day}, {len(failures(found))} broken rules")
    return 0


if __name__ == "__main__":
    sys.exit(main())
