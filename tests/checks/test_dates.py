"""Dates fit together whatever the day, and what a day makes late is told only when a day is given."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from macros.checks import dates
from macros.models.base import Change, Reviewed
from macros.models.practice import Consent
from macros.pack import Loaded

Changed = Callable[..., Loaded]
DAY = datetime.date.fromisoformat
SEEN = Reviewed.model_validate({"date": DAY("2026-11-22"), "by": "editorial team", "as": "evidence"}, strict=True)


def consent(**fields: object) -> Consent:
    """Return a consent that is in order, with other fields."""
    values: dict[str, object] = {
        "ref": "2026/4",
        "obtained": DAY("2026-10-01"),
        "read_final": True,
        "holder": "the editor",
        "review_by": DAY("2028-01-01"),
    }
    return Consent.model_validate(values | fields)


def rules(loaded: Loaded, today: str | None = None) -> list[tuple[str, str]]:
    """Return the rules that speak, with their severity."""
    found = dates.due(loaded, DAY(today)) if today else dates.check(loaded)
    return [(problem.rule, problem.severity) for problem in found]


def test_the_records_of_this_pack_are_in_order(real: Loaded) -> None:
    """No record of the real pack contradicts itself."""
    assert list(dates.check(real)) == []


def test_a_review_is_due_after_it_was_done(changed: Changed) -> None:
    """The day of the review itself is too early, the next day is not."""
    same = changed("principle", "strengths", reviewed=SEEN, review_by=DAY("2026-11-22"))
    assert rules(same) == [("review-by", "error")]
    assert rules(changed("principle", "strengths", reviewed=SEEN, review_by=DAY("2026-11-23"))) == []


def test_help_now_is_looked_at_within_180_days(changed: Changed) -> None:
    """Numbers checked on 22 November 2026 may wait until 21 May 2027 and no longer."""
    known = {"reviewed": SEEN, "checked_on": DAY("2026-11-22")}
    assert rules(changed("help", "help-now", review_by=DAY("2027-05-21"), **known)) == []
    assert rules(changed("help", "help-now", review_by=DAY("2027-05-22"), **known)) == [("help-now-checked", "error")]


def test_consent_is_asked_again_before_it_is_forgotten(changed: Changed) -> None:
    """A record with a consent is read again no later than the consent, which is later than the day it was given."""
    key = "crt-3-carers-and-medication"
    known = {"reviewed": SEEN, "review_by": DAY("2027-11-22")}
    assert rules(changed("case", key, consent=consent(), **known)) == []
    early = consent(review_by=DAY("2027-06-01"))
    assert rules(changed("case", key, consent=early, **known)) == [("consent", "error")]
    never = consent(review_by=DAY("2026-10-01"))
    assert rules(changed("case", key, consent=never, **known)) == [("consent", "error")]


def test_a_late_review_is_advice(changed: Changed) -> None:
    """On the day itself nothing is late; on the next, a review is advice."""
    loaded = changed("principle", "strengths", reviewed=SEEN, review_by=DAY("2027-11-22"))
    late = [rule for rule in rules(loaded, "2027-11-23") if rule[0] == "review-due"]
    assert ("review-due", "advice") in late
    own = changed("principle", "strengths", reviewed=SEEN, review_by=DAY("2030-01-01"))
    assert len(rules(own, "2027-11-23")) == len(late) - 1


def test_old_numbers_and_lapsed_consents_are_errors(changed: Changed) -> None:
    """Asked with a day, the check stops for what can hurt: users.md P4 and P8."""
    helped = changed("help", "help-now", checked_on=DAY("2026-11-22"), review_by=DAY("2030-01-01"))
    assert ("help-now-checked", "error") not in rules(helped, "2027-05-21")
    assert ("help-now-checked", "error") in rules(helped, "2027-05-22")
    case = changed("case", "crt-3-carers-and-medication", consent=consent(), review_by=DAY("2030-01-01"))
    assert ("consent-lapsed", "error") not in rules(case, "2028-01-01")
    assert ("consent-lapsed", "error") in rules(case, "2028-01-02")


def test_changes_stand_newest_first(changed: Changed) -> None:
    """Two changes of one day may stand in either order; a later one below an earlier is an error."""
    days = [Change(date=DAY(f"2026-11-{day}"), text="Now says why.") for day in (20, 21, 21)]
    known = {"reviewed": SEEN, "review_by": DAY("2027-11-22")}
    assert rules(changed("item", "14", changes=tuple(reversed(days)), **known)) == []
    assert rules(changed("item", "14", changes=tuple(days), **known)) == [("changes-order", "error")]


def test_nothing_was_done_on_a_day_to_come(changed: Changed) -> None:
    """Asked with a day, the check stops for a review or a change after it, and not for one on it."""
    loaded = changed("item", "14", reviewed=SEEN, changes=(Change(date=DAY("2026-11-24"), text="Now says why."),))
    wrong = ("future-date", "error")
    assert wrong not in rules(loaded, "2026-11-24")
    assert rules(loaded, "2026-11-23").count(wrong) == 1
    assert rules(loaded, "2026-11-21").count(wrong) > 1
    assert "2026-11-24 is after 2026-11-23" in next(dates.due(loaded, DAY("2026-11-23"))).message
