"""Reading: any text gives a document or problems, values keep their places, and nothing is ever raised."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.reading import DEPTH_LIMIT, SIZE_LIMIT, read, read_text
from macros.reading.scalars import TrapError, plain

RECORD = """---
title: A title
numbers: [1, 22]
parts:
  - name: one
    text: >-
      folded
      [[item:14|two
      words]] here
when: 2026-03-01
---

First line
and [[item:3]].
"""

PIECES = st.sampled_from(
    [
        *[
            "a",
            "a: ",
            "b: ",
            "- ",
            ": ",
            "\n",
            "\n  ",
            "\n\t",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "'",
            '"',
            "|\n",
            ">-\n",
            "&a ",
            "*a",
        ],
        *["!!x ", "---\n", "...\n", "%YAML 1.1\n", "# c", "no", "on", "12:30", "010", "1e3", "2026-02-30", "~", "null"],
        *[
            "<<: ",
            "\ufeff",
            "\u201c",
            "\u2028",
            "\x00",
            "\\",
            "?",
            "? ",
            "@",
            "`",
            "%",
            "\r\n",
            "\r",
            "é",
            "9" * 5000,
            "[" * 40,
        ],
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join))


@given(TEXTS, st.booleans(), st.booleans())
@example("a: [" * 20000, False, False)
@example("? " * 5000, False, False)
@example("- " * 5000, False, False)
@example("{" * 30000, False, True)
@settings(deadline=None)
def test_nothing_is_raised(text: str, markdown: bool, framed: bool) -> None:
    """Any text at all is read, as YAML, as Markdown and between two fences, without an exception."""
    text = f"---\n{text}\n---\n" if framed else text
    document, problems = read_text(text, "x", markdown=markdown)
    assert document is not None or problems
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert "\n" not in str(problem)


@given(st.binary(max_size=300))
def test_any_bytes_are_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Any bytes at all are read without an exception."""
    file = tmp_path_factory.mktemp("bytes") / "x.yml"
    file.write_bytes(data)
    document, problems = read(file, "x.yml")
    assert document is not None or problems


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text("abc xyz:#-'\"[]{}\n", max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcdef", min_size=1), inner, max_size=4),
    max_leaves=10,
)


@given(st.dictionaries(st.text("abcdef", min_size=1), JSON, min_size=1, max_size=5))
def test_what_is_written_is_read(data: dict[str, object]) -> None:
    """Plain data written as YAML in double quotes comes back as it was, with a place for every value."""
    document, problems = read_text(_yaml(data), "x.yml", markdown=False)
    assert problems == []
    assert document is not None
    assert document.data == _frozen(data)
    assert all(path in document.places for path, _ in document.texts)


def _yaml(value: object) -> str:
    import json

    return json.dumps(value)


def _frozen(value: object) -> object:
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def test_places() -> None:
    """Every value, key and snippet is found at its line and column, counted from 1 in the whole file."""
    document, problems = read_text(RECORD, "x.md", markdown=True)
    assert problems == []
    assert document is not None
    assert document.data["numbers"] == (1, 22)
    assert document.data["when"] == datetime.date(2026, 3, 1)
    assert document.place(("title",)) == (2, 8)
    assert document.key_place(("title",)) == (2, 1)
    assert document.place(("numbers", 1)) == (3, 14)
    assert document.place(("parts", 0, "name")) == (5, 11)
    assert document.place(("parts", 0, "nothing")) == (5, 5)
    assert document.find(("parts", 0, "text"), "[[item:14|two words]]") == (8, 7)
    assert document.find(("parts", 0, "text"), "not there") == (6, 11)
    assert document.find(("parts", 0, "name"), "folded") == (5, 11), "a snippet is not looked for in other values"
    assert document.body_line == 12
    assert document.find_in_body("[[item:3]]") == (14, 5)
    assert document.place_in_body(0) == (12, 1)


def test_text_of_numbers_is_kept() -> None:
    """A message can show ``1.10`` as it was written, although its value is 1.1."""
    document, _ = read_text("version: 1.10\n", "x.yml", markdown=False)
    assert document is not None
    assert document.data == {"version": 1.1}
    assert document.written == {("version",): "1.10"}


def test_size(tmp_path: Path) -> None:
    """A file over the limit is not read, and the message says how big it may be."""
    file = tmp_path / "x.yml"
    file.write_text("a: " + "x" * SIZE_LIMIT, encoding="utf-8")
    document, problems = read(file, "x.yml")
    assert document is None
    assert [problem.rule for problem in problems] == ["size"]
    assert str(SIZE_LIMIT) in problems[0].message
    file.write_text("a: " + "x" * (SIZE_LIMIT - 3), encoding="utf-8")
    assert read(file, "x.yml")[1] == []


def test_depth() -> None:
    """Values may be nested as deep as the limit, and not deeper."""
    assert read_text("a: " + "[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT, "x", markdown=False)[1] == []
    found = read_text("a: " + "[" * (DEPTH_LIMIT + 1) + "]" * (DEPTH_LIMIT + 1), "x", markdown=False)[1]
    assert [problem.rule for problem in found] == ["depth"]


def test_windows_line_ends() -> None:
    """Line ends of Windows and of old Macs are read like any other."""
    for end in ("\r\n", "\r"):
        document, problems = read_text(RECORD.replace("\n", end), "x.md", markdown=True)
        assert problems == []
        assert document is not None
        assert document.body == "\nFirst line\nand [[item:3]].\n"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-12", -12),
        ("+3", 3),
        ("2.50", 2.5),
        ("2026-02-28", datetime.date(2026, 2, 28)),
        ("nobody", "nobody"),
        ("one", "one"),
        ("24/7", "24/7"),
        ("1a", "1a"),
        ("020 7946 0000", "020 7946 0000"),
        ("-", "-"),
        ("y", "y"),
    ],
)
def test_plain_values(text: str, value: object) -> None:
    """An unquoted word is what it looks like."""
    assert plain(text) == value
    assert type(plain(text)) is type(value)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        *[(word, "truth") for word in ("yes", "No", "ON", "off", "True", "FALSE")],
        *[(word, "null") for word in ("~", "Null", "NULL")],
        *[
            (word, "number")
            for word in ("12:30", "010", "1e3", "1_000", "0x1F", "0o17", "0b1", ".5", "5.", ".inf", ".NaN")
        ],
        *[(word, "number") for word in ("00", "-01", "190:20:30", "1.5e3", "9" * 30, "1." + "0" * 30)],
        *[
            (word, "date")
            for word in ("2026-02-30", "2026-13-01", "2026-1-2", "2026-11-22 10:00:00", "2026-11-22T10:00:00Z")
        ],
    ],
)
def test_traps(text: str, rule: str) -> None:
    """A word that some reader of YAML takes for another value is refused, and never guessed at."""
    with pytest.raises(TrapError) as caught:
        plain(text)
    assert caught.value.rule == rule
