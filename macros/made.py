"""When the site was made, without a clock: the same commit gives the same date, and so the same bytes."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path


def made_at(root: Path) -> datetime | None:
    """Return the moment that a build is dated to: ``SOURCE_DATE_EPOCH`` if set, else the last commit's, else None.

    Source of the rule: reproducible-builds.org, SOURCE_DATE_EPOCH. Raises ValueError if it is set to no number.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or _last_commit(root)
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None


def day_words(moment: datetime) -> str:
    """Return the day of a moment as readers write it: 23 November 2026."""
    return f"{moment.day} {moment:%B %Y}"


def _last_commit(root: Path) -> str:
    try:
        command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""  # no git here: a downloaded archive of the sources
