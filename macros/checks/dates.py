"""Dates that records carry fit together. A build needs no clock, so today's date is asked only of ``due``."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from macros.models.base import Changing
from macros.models.help_now import HelpNow
from macros.models.practice import CaseStudy, Consent
from macros.pack import Entry, Loaded
from macros.problems import Problem, Severity
from macros.reading import KeyPath

HELP_NOW_DAYS = 180
"""Days for which numbers for help may be trusted once they were checked (users.md P8)."""


def check(loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of dates that contradict each other, whatever the day is."""
    for entry in loaded.pack.entries.values():
        record = entry.record
        if record.review_by <= record.reviewed.date:
            message = (
                f"review_by: {record.review_by} is not after the review of {record.reviewed.date}. "
                "Write the day by which somebody should read this again; a year later is usual."
            )
            yield _problem(entry, ("review_by",), "review-by", message)
        if isinstance(record, HelpNow):
            yield from _help_now(entry, record)
        if isinstance(record, CaseStudy) and record.consent:
            yield from _consent(entry, record, record.consent)
        if isinstance(record, Changing):
            yield from _order(entry, record)


def due(loaded: Loaded, today: datetime.date) -> Iterator[Problem]:
    """Yield what a day makes late, and what is dated after it.

    A late review is advice. Old help-now numbers, a consent that lapsed and a day that has not come are errors.
    """
    for entry in loaded.pack.entries.values():
        record = entry.record
        yield from _not_yet(entry, today)
        if isinstance(record, HelpNow) and today > record.checked_on + datetime.timedelta(days=HELP_NOW_DAYS):
            days = (today - record.checked_on).days
            message = (
                f"the numbers were last checked {days} days ago; {HELP_NOW_DAYS} is the most. "
                "Check that each still works, then change this date."
            )
            yield _problem(entry, ("checked_on",), "help-now-checked", message)
        if isinstance(record, CaseStudy) and record.consent and record.consent.review_by < today:
            message = "the consent was to be asked again by now. Ask, or take the story down until there is an answer."
            yield _problem(entry, ("consent", "review_by"), "consent-lapsed", message)
        if record.review_by < today:
            message = f"this was to be read again by {record.review_by}."
            yield _problem(entry, ("review_by",), "review-due", message, "advice")


def _not_yet(entry: Entry, today: datetime.date) -> Iterator[Problem]:
    """Yield what says that it was done on a day after today."""
    dates: list[tuple[KeyPath, str, datetime.date]] = [(("reviewed", "date"), "reviewed", entry.record.reviewed.date)]
    if isinstance(entry.record, Changing):
        changes = enumerate(entry.record.changes)
        dates += [((*entry.base, "changes", at, "date"), "changes", change.date) for at, change in changes]
    for path, field, date in dates:
        if date > today:
            message = f"{field}: {date} is after {today}. Write the day on which it was done."
            yield _problem(entry, path, "future-date", message)


def _order(entry: Entry, record: Changing) -> Iterator[Problem]:
    for at, (above, below) in enumerate(pairwise(record.changes), 1):
        if below.date > above.date:
            message = f"changes: {below.date} stands below {above.date}. Put the newest first."
            yield _problem(entry, (*entry.base, "changes", at, "date"), "changes-order", message)


def _help_now(entry: Entry, record: HelpNow) -> Iterator[Problem]:
    last = record.checked_on + datetime.timedelta(days=HELP_NOW_DAYS)
    if record.review_by > last:
        message = (
            f"review_by: numbers for help are checked every {HELP_NOW_DAYS} days. "
            f"They were checked on {record.checked_on}, so write {last} or earlier."
        )
        yield _problem(entry, ("review_by",), "help-now-checked", message)


def _consent(entry: Entry, record: CaseStudy, consent: Consent) -> Iterator[Problem]:
    if consent.review_by <= consent.obtained:
        message = "consent: review_by is not after the day it was obtained. Write the day to ask again."
        yield _problem(entry, ("consent", "review_by"), "consent", message)
    elif consent.review_by < record.review_by:
        message = (
            f"the consent is to be asked again by {consent.review_by}, before this record is read again "
            f"({record.review_by}). Make this day no later, so that nobody forgets."
        )
        yield _problem(entry, ("review_by",), "consent", message)


def _problem(entry: Entry, path: KeyPath, rule: str, message: str, severity: Severity = "error") -> Problem:
    line, column = entry.document.place(path)
    return Problem(path=entry.document.path, line=line, column=column, rule=rule, message=message, severity=severity)
