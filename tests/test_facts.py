"""Numbers are exact: what the scale's sources and the study of teams say is in the records, no more and no less."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.models.item import Item
from macros.models.practice import Team
from macros.pack import Pack, load

FACTS = yaml.safe_load((Path(__file__).parent / "data" / "scale.yml").read_text(encoding="utf-8"))
STATES = {True: "seen", "partial": "partial"}
"""What is seen in a source, as records say it; anything else says that it was not."""

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@pytest.fixture(scope="module")
def pack(root: Path) -> Pack:
    """Load the real records."""
    return load(root).pack


def digest(text: str | None) -> str | None:
    """Return the digest by which a text is known here, or None where there is none."""
    return text and hashlib.sha256(text.encode()).hexdigest()[:16]


def numbers(text: str) -> list[float]:
    """Return every number of a text, written in figures or in a word."""
    words = "|".join(_WORDS)
    found = re.findall(rf"\d+(?:\.\d+)?|\b(?:{words})\b", text.lower())
    return [float(_WORDS.index(word)) if word in _WORDS else float(word) for word in found]


def test_the_scale(pack: Pack) -> None:
    """The number of items, the range of scores, the bands and the agreement of reviewers are those published."""
    scale, fact = pack.scale, FACTS["scale"]
    assert (scale.items, list(scale.scores)) == (fact["items"], fact["scores"])
    assert [{"name": band.name, "min": band.min, "max": band.max} for band in scale.bands] == FACTS["bands"]
    assert fact["agreement"] in numbers(scale.agreement)
    assert [item["number"] for item in FACTS["items"]] == list(range(1, scale.items + 1))


@pytest.mark.parametrize("fact", FACTS["items"], ids=lambda fact: str(fact["number"]))
def test_an_item(fact: dict[str, Any], pack: Pack) -> None:
    """An item has its title, domain, wording, letters and scoring rule, and says what of it was seen."""
    item = pack.get(Item, fact["number"])
    assert item.title == fact["title"]
    assert pack.by_id("domain", item.domain).name == fact["domain"]
    assert (digest(item.statement), digest(item.heading)) == (fact["said"], fact["headed"])
    assert [criterion.letter for criterion in item.criteria] == fact["letters"]
    scoring = item.scoring and {score: level.criteria for score, level in item.scoring.items()}
    assert scoring == fact["scoring"]
    for level in (item.scoring or {}).values():
        if level.criteria is not None and not level.text.startswith("all"):
            assert level.criteria in numbers(level.text)
    for part, seen in fact["seen"].items():
        state = getattr(item.provenance, part)
        assert state == STATES[seen] if seen in STATES else state in ("recalled", "unseen"), part


@pytest.mark.parametrize(
    "fact",
    [fact for fact in FACTS["items"] if fact["rated"] or fact["counted"]],
    ids=lambda fact: str(fact["number"]),
)
def test_published_figures(fact: dict[str, Any], pack: Pack) -> None:
    """Each published figure of an item has the median, mean and deviation, or the counts, that were printed."""
    figures = [figure.text for figure in pack.get(Item, fact["number"]).figures]
    assert len(figures) == len(fact["rated"]) + len(fact["counted"])
    rated = [text for text in figures if "standard deviation" in text]
    told = [
        {
            name: float(found[1])
            for name, words in (("median", "median"), ("mean", "mean"), ("sd", "standard deviation"))
            if (found := re.search(rf"\b{words} (?:was )?(\d+(?:\.\d+)?)", text))
        }
        for text in rated
    ]
    assert told == fact["rated"]
    for text, counts in zip([text for text in figures if text not in rated], fact["counted"], strict=True):
        assert set(counts) <= set(numbers(text)), text


def test_what_teams_chose(pack: Pack) -> None:
    """Each item was chosen by the teams that the study names, and by no others."""
    chosen = {
        item.number: [team.number for team in pack.of(Team) if any(item.number in goal.items for goal in team.targets)]
        for item in pack.of(Item)
    }
    assert chosen == {fact["number"]: fact["chosen_by"] for fact in FACTS["items"]}


@pytest.mark.parametrize("fact", FACTS["teams"], ids=lambda fact: str(fact["number"]))
def test_a_team(fact: dict[str, Any], pack: Pack) -> None:
    """A team has its setting, bands, total scores, goals and completed parts of the programme as printed."""
    team = pack.get(Team, fact["number"])
    assert team.setting == fact["setting"]
    assert [team.starting_band, team.change_band, team.ending_band] == fact["bands"]
    assert [team.score_from, team.score_to] == fact["scores"]
    assert [list(goal.items) for goal in team.targets] == fact["targets"]
    assert dict(team.components) == fact["components"]


def test_no_team_is_missing(pack: Pack) -> None:
    """There are as many teams as the study had."""
    assert [team.number for team in pack.of(Team)] == [fact["number"] for fact in FACTS["teams"]]


def test_bands_of_teams_fit_their_scores(pack: Pack) -> None:
    """What the study calls a team's band is the band of its score."""
    for fact in FACTS["teams"]:
        assert [pack.scale.band(score).name for score in fact["scores"]] == [fact["bands"][0], fact["bands"][2]]
