"""What the search of the built site answers, asked outside a browser: each test is of a rule, by words of this pack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asking import answers, asking, queries, score, shown

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def ask(site: Path) -> Iterator[Any]:
    """Give a function that gives the answer to one query."""
    with asking(site) as search:
        yield lambda text: search([text])[0]


def kinds(answer: dict[str, Any]) -> list[str]:
    """Return the kinds of the groups of an answer, in order."""
    return [group["kind"] for group in answer["groups"]]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("24", ["24"]),
        ("#24", ["24"]),
        ("item 24", ["24"]),
        ("item24", ["24"]),
        ("itm 24", ["24"]),
        ("criterion 27", ["27"]),
        ("items 13 and 14", ["13", "14"]),
        ("13, 14 & 20", ["13", "14", "20"]),
        ("14 carers", ["14"]),
        ("carers 14", ["14"]),
        ("14 c", ["14"]),
        ("item 14 families", ["14"]),
    ],
)
def test_numbers_lead_to_their_items(ask: Any, text: str, numbers: list[str]) -> None:
    """A number that may be that of an item leads to it, alone, in a list, or beside words that fit it."""
    assert shown(ask(text))[: len(numbers)] == numbers


@pytest.mark.parametrize(
    ("text", "number"), [("24/7", "5"), ("24 hours", "5"), ("4 hours", "1"), ("band 6 nurses", "29")]
)
def test_numbers_that_count_something_lead_to_no_item_of_that_number(ask: Any, text: str, number: str) -> None:
    """Hours, bands and the like are not numbers of items."""
    assert shown(ask(text))[0] == number


def test_an_item_that_there_is_not_finds_nothing(ask: Any) -> None:
    """A number beyond the scale is no reason to show something else."""
    assert ask("item 99")["groups"] == []


@pytest.mark.parametrize(
    "word", ["ligature", "overdose", "adhd", "veterans", "prison", "manic", "offline", "eating disorder"]
)
def test_a_word_of_the_field_is_never_corrected(ask: Any, word: str) -> None:
    """What is spelt right is meant as it is typed, though the pack hardly says it."""
    assert ask(word)["meant"] == word


@pytest.mark.parametrize(
    ("slip", "meant"), [("carrers", "carers"), ("gatekeping", "gatekeeping"), ("discharge lettr", "discharge letter")]
)
def test_slips_are_corrected(ask: Any, slip: str, meant: str) -> None:
    """A slip of the finger is seen through."""
    assert ask(slip)["meant"] == meant


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("PDSA sheet", "template", "Plan-Do-Study-Act sheet"),
        ("induction checklist", "template", "Induction checklist"),
        ("service improvement plan", "template", "Service improvement plan"),
        ("circle of influence", "method", "Circle of influence"),
        ("teams like ours", "page", "Teams like ours"),
        ("glossary", "page", "Glossary"),
        ("rural teams", "page", "Teams like ours"),
        ("a rural team that improved", "page", "Teams like ours"),
        ("quick wins", "page", "All ideas to borrow"),
    ],
)
def test_what_is_called_by_its_name_comes_first(ask: Any, text: str, kind: str, title: str) -> None:
    """The very name of a file, a method or a page, short forms spelt out, leads to it before the items."""
    first = ask(text)["groups"][0]
    assert (first["kind"], first["hits"][0]["title"]) == (kind, title)


@pytest.mark.parametrize("text", ["what to expect leaflet", "carers leaflet", "lone working checklist"])
def test_the_sort_that_is_asked_for_comes_next_to_the_items(ask: Any, text: str) -> None:
    """Who asks for a leaflet is shown files to adapt before papers and case studies."""
    assert "template" in kinds(ask(text))[:2]


@pytest.mark.parametrize(
    ("short", "fitting"),
    [
        ("HTT", {"1", "10", "29", "39"}),
        ("CRHTT", {"1", "10", "29", "39"}),
        ("CRT", {"1", "10", "29", "39"}),
        ("CMHT", {"34", "25"}),
        ("EIP", {"34"}),
        ("MHA", {"6"}),
        ("s136", {"6", "37"}),
        ("WRAP", {"24"}),
    ],
)
def test_a_short_form_alone_is_understood(ask: Any, short: str, fitting: set[str]) -> None:
    """An item about it stands first, then what it stands for; it is read as it is typed, in small letters too."""
    answer = ask(short)
    assert shown(answer)[0] in fitting
    words = next(group for group in answer["groups"][:2] if group["kind"] == "words")
    assert words["hits"][0]["title"] == short
    assert (answer["meant"], answer["unsaid"]) == (short.lower(), [])
    assert ask(short.lower())["groups"] == answer["groups"]


@pytest.mark.parametrize(
    ("slip", "right"), [("medicaton", "medication"), ("lone woking", "lone working"), ("psycologist", "psychologist")]
)
def test_a_slip_finds_what_the_right_word_finds(ask: Any, slip: str, right: str) -> None:
    """What is shown for a slip is what would be shown without it, counts and all."""
    wrong, plain = ask(slip), ask(right)
    assert wrong["meant"] == right
    assert wrong["groups"] == plain["groups"] != []


@pytest.mark.parametrize(("name", "kind"), [("templates", "template"), ("case studies", "case"), ("Teams", "team")])
def test_the_name_of_a_kind_brings_that_kind(ask: Any, name: str, kind: str) -> None:
    """Who types the name of a kind of page sees that kind first."""
    assert kinds(ask(name))[0] == kind


def test_words_that_nothing_says_are_told(ask: Any) -> None:
    """No word is dropped in silence; one that leads somewhere is not among them."""
    assert ask("carers zyzzyva")["unsaid"] == ["zyzzyva"]
    assert ask("veterans")["unsaid"] == []


@pytest.mark.parametrize(
    "text",
    [
        *("i want to kill myself", "need help now", "999", "Samaritans", "I don't want to live", "I can't cope"),
        *("my dad wants to kill himself", "my son is in crisis", "she wants to die", "overdose", "help me"),
    ],
)
def test_somebody_in_danger_is_shown_where_to_ring(ask: Any, text: str) -> None:
    """Phrases of the help-now record put it above whatever is found."""
    assert ask(text)["help"]


@pytest.mark.parametrize("text", ["suicide", "risk assessment", "crisis line", "carers", "self harm"])
def test_staff_at_work_are_not_taken_for_somebody_in_danger(ask: Any, text: str) -> None:
    """Words of the work alone do not bring it up."""
    assert not ask(text)["help"]


def test_what_only_means_nearly_the_same_gives_way(ask: Any) -> None:
    """More words narrow: sources that say one wide word of two are not listed by the dozen."""
    counts = {group["kind"]: group["count"] for group in ask("kindness")["groups"]}
    assert counts.get("source", 0) < 20


@pytest.mark.parametrize(
    ("name", "first", "three"),
    [
        ("queries", 0.95, 0.99),
        ("held-out", 0.95, 0.99),
        ("held-out-2", 0.97, 0.99),
        ("held-out-3", 0.82, 0.9),
        ("held-out-4", 0.88, 0.94),
        ("reader", 0.87, 0.95),
    ],
)
def test_the_right_item_comes_first(site: Path, name: str, first: float, three: float) -> None:
    """On every list the share of right answers does not fall below what was reached."""
    asked = queries(name)
    found = score(asked, [shown(answer) for answer in answers(site, [query.text for query in asked])])
    assert found.first / found.queries >= first, found.missed
    assert found.three / found.queries >= three, found.missed


def test_a_word_that_nothing_says_is_named_once(ask: Any) -> None:
    """However often it was typed; of many such words the first few are named."""
    assert ask("zzqx carer zzqx zzqx")["unsaid"] == ["zzqx"]
    assert len(ask("carer " + " ".join(f"zzq{letter}x" for letter in "abcdfghjk"))["unsaid"]) == 5


def test_a_page_pasted_into_the_box_is_answered(ask: Any) -> None:
    """Of a very long query the first words are read, and the right items still come."""
    assert shown(ask("carers " + "zzqx " * 5000))[0] == "14"
