"""References in prose: found wherever they are well formed, and missed nowhere where they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.models import KINDS, Ref
from macros.references import REFERABLE, malformed, references

WORDS = st.text(st.characters(blacklist_characters="[]|\n\\", blacklist_categories=["Cs"]), min_size=1, max_size=20)
IDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
AROUND = st.text(st.characters(blacklist_characters="[]", blacklist_categories=["Cs"]), max_size=20)


@given(
    AROUND,
    st.sampled_from(REFERABLE),
    st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    st.none() | WORDS,
    AROUND,
)
def test_references_round_trip(before: str, kind: str, key: str, words: str | None, after: str) -> None:
    """A reference written into any text is found there with its target, words and place, and nothing else."""
    written = f"[[{kind}:{key}|{words}]]" if words else f"[[{kind}:{key}]]"
    text = f"{before}{written}{after}"
    found = list(references(text))
    assert [(each.ref, each.words, each.start, each.source) for each in found] == [
        (Ref(kind, key), words, len(before), written)
    ]
    assert list(malformed(text)) == []


@given(st.text("[]:|item 14)\n"))
def test_nothing_that_looks_like_one_is_missed(text: str) -> None:
    """Whatever double bracket is left over once the references are taken out is called malformed."""
    rest = text
    for found in references(text):
        rest = rest.replace(found.source, "", 1)
    if "[[" not in rest and "]]" not in rest:
        return
    assert list(malformed(text))


@pytest.mark.parametrize(
    "text",
    [
        *["[[item 14]]", "[[item:14)", "[item:14]", "[[item:14]", "[item:14]]", "[[Item:14]]", "[[ item:14 ]]"],
        *[
            "[[item:14|]]",
            "[[item:]]",
            "[[item;14]]",
            "[[14]]",
            "[[item:14|a]b]]",
            "[[item:14|two\n\nparagraphs]]",
            "]]",
        ],
    ],
)
def test_malformed(text: str) -> None:
    """Each of these was meant as a reference, is not one, and is named at its place."""
    assert not list(references(text))
    places = list(malformed(f"see {text}"))
    assert places
    assert places[0][0] == 4


@pytest.mark.parametrize("text", ["[team name]", "[ ]", "[x]", "[phone, day]", "a[1]", "[team: the name of it]", "[]"])
def test_blanks_are_no_references(text: str) -> None:
    """Blanks of templates and boxes to tick are left alone."""
    assert not list(references(text))
    assert not list(malformed(text))


def test_kinds_that_can_be_pointed_to() -> None:
    """Exactly the kinds with a page can be pointed to."""
    assert set(REFERABLE) == {kind.word for kind in KINDS if kind.pages}
