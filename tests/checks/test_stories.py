"""A story about one person needs consent, and small counts of people are advised against."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from macros.checks import stories
from macros.checks.passages import Passage
from macros.models.practice import Consent
from macros.pack import Loaded

Passages = Callable[..., list[Passage]]
KEY = "crt-3-carers-and-medication"


def test_a_story_about_a_person_needs_consent(changed: Callable[..., Loaded]) -> None:
    """Without one the build stops; so it does while the person has not read the text; then it may be told."""
    [problem] = stories.check(changed("case", KEY, subject="person", consent=None), [])
    assert (problem.rule, problem.severity) == ("consent", "error")
    asked = Consent.model_construct(read_final=False)
    [problem] = stories.check(changed("case", KEY, subject="person", consent=asked), [])
    assert "has not read the final text" in problem.message
    given = Consent.model_construct(read_final=True)
    assert list(stories.check(changed("case", KEY, subject="person", consent=given), [])) == []


def test_a_story_about_a_team_needs_none(changed: Callable[..., Loaded]) -> None:
    """Teams and composites are no person."""
    assert list(stories.check(changed("case", KEY, subject="composite"), [])) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("After that 3 people said so.", True),
        ("It had 7 admissions.", True),
        ("We asked 2 service users and others.", True),
        ("We asked 1 carers' group.", True),
        ("We asked 8 people.", False),
        ("We asked 17 people.", False),
        ("It fell by 0.3 people a day.", False),
        ("We asked a few people in 3 teams.", False),
        ('> "There were 3 people."', False),
    ],
)
def test_a_small_count_of_people_is_advised_against(
    text: str, told: bool, changed: Callable[..., Loaded], record: Passages
) -> None:
    """From 1 to 7 people, in the words of the scale too, and in case studies alone (users.md P6)."""
    loaded = changed("scale", "scale")
    found = list(stories.check(loaded, record("case", text)))
    assert [(problem.rule, problem.severity) for problem in found] == [("small-number", "advice")] * told
    assert list(stories.check(loaded, record("item", text))) == []
