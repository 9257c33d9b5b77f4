"""Words that can hurt stop the build, words of style advise, and what somebody else said is left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from macros.checks import language
from macros.checks.passages import Passage
from macros.reading_grade import grade

SENTENCES = yaml.safe_load((Path(__file__).parents[1] / "language" / "sentences.yml").read_text(encoding="utf-8"))
Passages = Callable[..., list[Passage]]


def test_there_are_enough_sentences() -> None:
    """The fixture holds at least 30 sentences (users.md P14)."""
    assert sum(map(len, SENTENCES.values())) >= 30


@pytest.mark.parametrize("line", SENTENCES["stops"])
def test_rules_of_safety_stop_the_build(line: str, page: Passages) -> None:
    """Each sentence is one error that names the words."""
    sentence, words = line.split(" | ")
    [problem] = language.check(page(sentence))
    assert (problem.rule, problem.severity) == ("safety", "error")
    assert problem.message.startswith(f'"{words}": write ')


@pytest.mark.parametrize("line", SENTENCES["advises"])
def test_rules_of_style_advise(line: str, page: Passages) -> None:
    """Each sentence is one piece of advice that names the words."""
    sentence, words = line.split(" | ")
    [problem] = language.check(page(sentence))
    assert (problem.rule, problem.severity) == ("style", "advice")
    assert problem.message.startswith(f'"{words.strip(chr(34))}": write ')


@pytest.mark.parametrize("sentence", SENTENCES["lets"])
def test_words_with_another_meaning_are_let_be(sentence: str, page: Passages) -> None:
    """Neighbouring words, names and code make the same letters another matter."""
    assert list(language.check(page(sentence))) == []


def test_a_quotation_is_let_be(page: Passages) -> None:
    """Nobody may mend what somebody else said, in Markdown or in HTML."""
    text = '> "he was a sufferer", she said\n\n<blockquote>\n<p>a patient\n</p></blockquote>\n\nAn innovative end'
    [problem] = language.check(page(text))
    assert problem.line == 7


def test_the_words_of_the_scale_and_of_sources_are_let_be(record: Passages) -> None:
    """Statements, headings, labels as printed and titles stay as they are; a note beside them does not."""
    said = "Patients suffering from psychosis & others"
    assert list(language.check(record("item", statement=said, heading=said))) == []
    assert list(language.check(record("team", targets=({"label": said},)))) == []
    assert list(language.check(record("source", sources=({"title": said, "by": said},)))) == []
    found = list(language.check(record("source", sources=({"note": said},))))
    assert [problem.severity for problem in found] == ["error", "advice", "advice"]


def test_what_staff_type_may_be_jargon_but_not_hurt(record: Passages) -> None:
    """Aliases are shown to everybody: style is free there, safety is not."""
    assert list(language.check(record("item", aliases=("patient flow", "facilitate discharge")))) == []
    assert [problem.rule for problem in language.check(record("item", aliases=("bed blocking",)))] == ["safety"]


def test_what_people_type_into_search_is_let_be(record: Passages) -> None:
    """Synonyms are never shown, and somebody who types a hurtful word still needs to find help."""
    typed = ("hard to reach", "bed blocking")
    assert list(language.check(record("words", groups=({"words": typed},), pointers=({"words": typed},)))) == []


def test_words_over_two_lines_are_found_where_they_start(record: Passages) -> None:
    """Folded text is no way round a rule, and the place is the line where the words begin."""
    [problem] = language.check(record("case", "Some text.\n\nShe has\nbeen suffering\nfrom it\n"))
    assert (problem.line, problem.column) == (6, 6)


def test_every_rule_says_what_to_write_and_why() -> None:
    """A message teaches: it has another word and a reason, and is easy to read but for the names of illnesses."""
    for finder in language.finders():
        assert finder.rule.why.endswith(".")
        assert grade(f"Write {finder.rule.instead} instead. {finder.rule.why}") <= 9, finder.rule.word


def test_no_word_is_named_by_two_rules() -> None:
    """One word, one rule: else a writer is told twice."""
    forms = [form.lower() for finder in language.finders() for form in (finder.rule.word, *finder.rule.also)]
    assert sorted(set(forms)) == sorted(forms)
