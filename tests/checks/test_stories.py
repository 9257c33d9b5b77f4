"""A story about one person needs consent; small counts of people, and distress without a note, are advised against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from tiny import record, write

from macros.build import prepare
from macros.checks import stories
from macros.checks.passages import Passage
from macros.models import Ref
from macros.models.practice import Consent
from macros.pack import Entry, Loaded, Pack

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


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"note": "About suicide in families."}, True),
        ({"note": "Self-harm at night."}, True),
        ({"note": "About suicide.", "content_note": "About suicide."}, False),
        ({"note": "About visits.", "by": "A charity against suicide"}, False),
    ],
)
def test_what_may_distress_has_a_note_before_it(real: Loaded, fields: dict[str, str], told: bool) -> None:
    """A source that speaks of suicide or self-harm without a content note gets advice; a name is no speech."""
    ref = Ref("source", "lamb-2024-sip-qualitative")
    entry = real.pack.entries[ref]
    data = {"id": "a", "note": fields["note"], "by": fields.get("by")}
    document = replace(entry.document, data={"sources": (data,)})
    record = entry.record.model_copy(update={"content_note": fields.get("content_note")})
    entries = {
        Ref("scale", "scale"): real.pack.entries[Ref("scale", "scale")],
        ref: Entry(record, document, ("sources", 0)),
    }
    loaded = replace(real, pack=Pack(MappingProxyType(entries), real.pack.mentions))
    assert [problem.rule for problem in stories.check(loaded, [])] == ["content-note"] * told


def test_a_team_tells_its_own_story(tiny: Path) -> None:
    """A story without a source stands on its page with the team's consent, and nothing of that consent but its day."""
    path = "case-studies/jar-that-faded.md"
    consent = "{ref: C-7, obtained: 2026-02-01, read_final: true, holder: drawer nine, review_by: 2027-06-01}"
    text = record(tiny, path).replace("source: kettle-talk", f"source: null\nconsent: {consent}")
    write(tiny, path, text)
    prepared = prepare(tiny)
    assert prepared.written, prepared.errors
    page = (tiny / "docs/case-studies/jar-that-faded.md").read_text(encoding="utf-8")
    assert "agreed in writing to these words on 1 February 2026" in page
    assert "drawer nine" not in page
    assert '"source": null' in (tiny / "docs/api/v1/case.json").read_text(encoding="utf-8")
