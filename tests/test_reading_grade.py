"""The reading grade is the published sum, and sentences are split as a reader would."""

from __future__ import annotations

import pytest

from macros.reading_grade import grade, sentences, syllables, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 6 words, 6 syllables: the lowest example that textbooks give.
        ("The cat sat on the mat.", -1.45),
        # 13 words, 24 syllables: 11.3, the worked example of the Wikipedia article on these tests.
        ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 11.26),
        # Two sentences of 4 and 6 words, 13 syllables: 0.39 * 5 + 11.8 * 1.3 - 15.59.
        ("Ring us at night. Somebody will call you back soon.", 1.7),
    ],
)
def test_the_grade_of_known_texts(text: str, expected: float) -> None:
    """Each grade is the one worked out by hand."""
    assert grade(text) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("carer", 2),
        ("home", 1),
        ("people", 2),
        ("treatment", 2),
        ("needed", 2),
        ("helped", 1),
        ("services", 3),
        ("a", 1),
    ],
)
def test_syllables_of_common_words(word: str, count: int) -> None:
    """Silent endings do not count."""
    assert syllables(word) == count


def test_no_words_have_grade_nought() -> None:
    """An empty text is not hard."""
    assert grade("") == 0
    assert grade("[[source:a-paper]]") == 0


def test_a_reference_counts_as_its_words() -> None:
    """What the author wrote is read, an id is not."""
    assert words("See [[case:north-team|one team]] and [[source:smith-2020]].") == ["See", "one", "team", "and"]


def test_a_reference_can_start_a_sentence() -> None:
    """A sentence that starts with a reference is one of its own, and a reference alone is none."""
    text = "Choose one idea. [[case:north-team]] shows how. [[source:smith-2020]]."
    assert sentences(text) == ["Choose one idea.", "shows how."]


def test_sentences_end_where_a_reader_stops() -> None:
    """Abbreviations and quotation marks do not end a sentence in the wrong place."""
    text = 'Lamb et al. 2024 say so. "Why?" She rang, e.g. at night. 20 people came.'
    assert sentences(text) == ["Lamb et al. 2024 say so.", '"Why?"', "She rang, e.g. at night.", "20 people came."]
