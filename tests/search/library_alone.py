"""Measure MiniSearch alone on the same entries and queries: what our code over it is worth. Run it as a script."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from asking import node, queries, score  # noqa: E402

from macros.exports.search.entries import entries  # noqa: E402
from macros.handwritten import hand_written, page_text  # noqa: E402
from macros.memory import remember  # noqa: E402
from macros.pages.by_hand import read_page  # noqa: E402
from macros.site import DOCS  # noqa: E402

LISTS = ("queries", "held-out", "held-out-2", "held-out-3", "held-out-4")
WAYS = {
    "as it comes": "{}",
    "prefixes and slips": "{prefix: true, fuzzy: 0.2}",
    "prefixes, slips, fields and items boosted": (
        "{prefix: (term) => term.length > 3, fuzzy: (term) => term.length > 4 && 0.2,"
        " boost: {title: 4, names: 3, main: 1.5, more: 0.6},"
        " boostDocument: (id, term, stored) => stored.number ? 2 : 1}"
    ),
}
"""Each way by its name, and its options of a search."""

_ASK = """const MiniSearch = require("minisearch"), {docs, asked} = JSON.parse(require("fs").readFileSync(0, "utf8"));
const index = new MiniSearch({fields: ["title", "names", "main", "more"], storeFields: ["number"]});
index.addAll(docs);
process.stdout.write(JSON.stringify(asked.map((text) => index.search(text, WAY).map((hit) => hit.number))));"""


def ask(way: str, asked: list[str]) -> list[list[str]]:
    """Return the numbers of the items among all results for each text, empty for other kinds."""
    by_hand = [read_page(file.relative_to(ROOT / DOCS).as_posix(), page_text(file)) for file in hand_written(ROOT)]
    docs = [
        {
            "id": at,
            "title": entry.title,
            "names": ". ".join(entry.names),
            "main": entry.main,
            "more": entry.more,
            "number": entry.number,
        }
        for at, entry in enumerate(entries(remember(ROOT).pack, by_hand))
    ]
    command = [str(node()), "-e", _ASK.replace("WAY", way)]
    text = json.dumps({"docs": docs, "asked": asked})
    done = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=True)
    found: list[list[str]] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    for words, way in WAYS.items():
        for name in LISTS:
            asked = queries(name)
            print(f"{words}, {name}: {score(asked, ask(way, [query.text for query in asked]))}", flush=True)
