"""The accessibility statement: made from test results, with the words that the law fixes, and never stale."""

from __future__ import annotations

import datetime
import json
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))
import record
from journeys import every_kind, short_enough
from test_keyboard import STATES

FIXED = (
    "This accessibility statement applies to",
    "The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies (Websites "
    "and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the 'accessibility regulations'). If you're not "
    "happy with how we respond to your complaint, contact the Equality Advisory and Support Service (EASS).",
    "is committed to making its website accessible, in accordance with the Public Sector Bodies (Websites and Mobile "
    "Applications) (No. 2) Accessibility Regulations 2018.",
    "The content listed below is non-accessible for the following reasons.",
    "This statement was prepared on",
    "It was last reviewed on",
    "This website was last tested on",
    "The test was carried out by",
)
"""Sentences of the model statement that may not be changed."""

HEADINGS = (
    "Feedback and contact information",
    "Enforcement procedure",
    "Technical information about this website's accessibility",
    "Compliance status",
    "Non-accessible content",
    "Non-compliance with the accessibility regulations",
    "Disproportionate burden",
    "Content that's not within the scope of the accessibility regulations",
    "Preparation of this accessibility statement",
)


@pytest.fixture(scope="module")
def results(root: Path) -> dict[str, Any]:
    """Return what the record of the last test says."""
    return dict(yaml.safe_load((root / record.RECORD).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def statement(site: Path) -> Any:
    """Return the published statement, as a tree."""
    return html.document_fromstring((site / "about" / "accessibility" / "index.html").read_bytes())


def words(tree: Any) -> str:
    """Return the text of a tree with plain spaces and apostrophes."""
    return " ".join(tree.text_content().split()).replace("\u2019", "'")


@pytest.mark.slow
def test_the_fixed_words_and_parts_are_there(statement: Any) -> None:
    """The statement has every part of the model, and every sentence that the law fixes, word for word."""
    text = words(statement.find(".//article"))
    assert [sentence for sentence in FIXED if sentence not in text] == []
    headings = [words(h) for h in statement.find(".//article").iter("h1", "h2", "h3")]
    assert [part for part in HEADINGS if part not in headings] == []
    assert any(words(link) == "Contact and feedback" for link in statement.iterfind(".//article//a"))


@pytest.mark.slow
def test_the_statement_says_what_the_results_say(statement: Any, results: dict[str, Any]) -> None:
    """Status, dates, pages, tool and every known problem stand in the statement as they stand in the record."""
    text = words(statement.find(".//article"))
    day = results["tested_on"]
    assert f"This website is {results['status']} compliant with the {results['standard']} AA standard" in text
    assert f"This website was last tested on {day.day} {day:%B %Y}" in text
    assert f"{results['tool']} looked at all {results['pages']} pages" in text
    for problem in results["not_met"]:
        assert all(criterion in text for criterion in problem["criteria"])
        assert " ".join(problem["plan"].split()) in text
    if results["failures"] == []:
        assert "It found no failures." in text


def test_the_status_is_not_better_than_the_results(results: dict[str, Any]) -> None:
    """Full compliance is claimed only where nothing fails and nothing is known to be unmet."""
    assert (results["status"] == "fully") <= (not results["failures"] and not results["not_met"])


@pytest.mark.slow
def test_the_results_are_of_this_site(results: dict[str, Any], root: Path, page_paths: tuple[str, ...]) -> None:
    """The record names the tool that is installed, and a test of exactly the pages that the site has now."""
    assert results["tool"] == record.tool(root)
    assert results["pages"] == len(page_paths), (
        f"the site has {len(page_paths)} pages and the record {results['pages']}: run make test, then "
        f".venv/bin/python tests/browser/record.py"
    )


@pytest.mark.slow
def test_what_else_was_tried_is_what_the_tests_do(
    results: dict[str, Any], site: Path, page_paths: tuple[str, ...]
) -> None:
    """Every other way in the statement is one that a test takes, with as many pages as that test visits."""
    folded = sum("<details" in (site / path).read_text(encoding="utf-8") for path in page_paths)
    kinds = every_kind(site)
    pages = dict.fromkeys(record.WAYS, len(kinds)) | {
        "unfolded": folded,
        "forwards": len(kinds) + len(STATES),
        "backwards": len(short_enough(site, kinds)) + len(STATES),
        "narrow": len(page_paths),
        "spaced": len(page_paths),
        "plain": len(page_paths),
    }
    said = [way.words.format(pages=pages[name]) for name, way in record.WAYS.items()]
    assert results["also"] == said, "run make test, then .venv/bin/python tests/browser/record.py"


def test_the_results_are_under_a_year_old(results: dict[str, Any]) -> None:
    """A statement older than a year fails; one older than 300 days warns."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    age = (today - results["tested_on"]).days
    assert age <= 365, f"tested {age} days ago: run make test, then .venv/bin/python tests/browser/record.py"
    if age > 300:
        warnings.warn(f"the accessibility test is {age} days old; at 365 this fails", UserWarning, stacklevel=1)


def test_results_are_written_into_the_record() -> None:
    """The four lines of the record that a test writes get what the shards found; the rest stays."""
    text = "title: T\ntested_on: 2020-01-01\ntool: old\npages: 1\nfailures: []\nlooks: [a]\n"
    found = [
        {
            "pages": 2,
            "failed": {"a.html": ["390 px, dark: color-contrast: p: why", "390 px, light: color-contrast: p: why"]},
        },
        {
            "pages": 3,
            "failed": {"b.html": ["390 px, dark: color-contrast: p: why"], "c.html": ["1440 px, dark: list: ul: why"]},
        },
    ]
    broken = record.failures(found)
    assert broken == {"color-contrast": 2, "list": 1}
    assert record.with_results(text, datetime.date(2026, 11, 22), 5, broken, "axe 1") == (
        "title: T\ntested_on: 2026-11-22\ntool: axe 1\npages: 5\n"
        "failures: [{rule: color-contrast, pages: 2}, {rule: list, pages: 1}]\nlooks: [a]\n"
    )
    with pytest.raises(ValueError, match="0 lines that start with tested_on"):
        record.with_results("title: T\n", datetime.date(2026, 11, 22), 5, {}, "axe 1")


def left(way: str, look: str, *paths: str, wrong: int = 0) -> dict[str, Any]:
    """Return what a test leaves of the pages that it tried in a way."""
    return {"run": "a", "way": way, "look": look, "paths": list(paths), "wrong": wrong}


def test_nothing_is_claimed_that_was_not_tried() -> None:
    """A way that was left out, that failed, or in which one look saw fewer pages, stops the writing of the record."""
    found = [
        left(name, str(look), path)
        for name, way in record.WAYS.items()
        for look in range(way.looks)
        for path in ("a", "b")
    ]
    lines = record.lines_of(found)
    assert len(lines) == len(record.WAYS)
    assert "on 2 pages" in lines[1]
    with pytest.raises(ValueError, match="forwards: not every page was tried in all 2 looks"):
        record.lines_of([part for part in found if (part["way"], part["look"]) != ("forwards", "1")])
    with pytest.raises(ValueError, match="menu: not every page was tried"):
        record.lines_of([*found, left("menu", "0", "c")])
    with pytest.raises(ValueError, match="large: 3 things were wrong"):
        record.lines_of([*found, left("large", "0", "b", wrong=3)])
    text = "tested_on: x\ntool: x\npages: 1\nfailures: []\nalso:\n  - typed by hand\n  - so is this\nnot_met: []\n"
    written = record.with_results(text, datetime.date(2026, 11, 22), 5, {}, "axe 1", ["one", "two: three"])
    assert yaml.safe_load(written)["also"] == ["one", "two: three"]
    assert written.endswith("not_met: []\n")


def test_parts_of_different_runs_are_not_added_up(tmp_path: Path) -> None:
    """Each part holds the stamp of its run; parts of two runs, or a part that is missing, stop the record."""
    for shard in range(record.SHARDS):
        record.leave(record.results_of(tmp_path, shard), pages=1, failed={})
    record.tried(tmp_path, "menu", "dark", ["a"], [])
    shards, others = record.read_all(tmp_path)
    assert (len(shards), len(others)) == (record.SHARDS, 1)
    (tmp_path / record.RESULTS / "way-old.json").write_text('{"run": "before", "way": "menu"}', encoding="utf-8")
    assert record.read_all(tmp_path)[1] == others
    record.results_of(tmp_path, 3).write_text('{"run": "before", "pages": 1, "failed": {}}', encoding="utf-8")
    with pytest.raises(ValueError, match="12 parts come from 2 runs"):
        record.read_all(tmp_path)
    record.results_of(tmp_path, 3).unlink()
    with pytest.raises(ValueError, match="No results of 1 of 12 parts"):
        record.read_all(tmp_path)


def test_the_tool_is_the_pinned_one(root: Path) -> None:
    """The version in the record is that of package.json, so that a later tool asks for a new test."""
    pinned = json.loads((root / "package.json").read_text(encoding="utf-8"))["devDependencies"]["axe-core"]
    assert record.tool(root) == f"axe-core {pinned} in Chromium"
