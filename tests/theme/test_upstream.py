"""Files of the theme that the site replaces: each says what it came from, and a test notices when that changes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import material
import pytest

THEIRS = Path(material.__file__).parent / "templates"
OURS = Path(__file__).parents[2] / "docs" / ".overrides"
UPSTREAM = re.compile(r"\{#- Upstream: (?P<path>\S+) (?P<hash>[0-9a-f]{64})")
FILES = sorted(
    file.relative_to(OURS).as_posix()
    for file in OURS.rglob("*.html")
    if "generated" not in file.relative_to(OURS).parts
)


@pytest.mark.parametrize("path", [path for path in FILES if (THEIRS / path).is_file()])
def test_an_override_knows_its_upstream(path: str) -> None:
    """A file that replaces one of the theme carries its hash, and the installed theme still has that very file."""
    comment = UPSTREAM.match((OURS / path).read_text(encoding="utf-8"))
    assert comment, f"docs/.overrides/{path} replaces a file of the theme: start it with Upstream: {path} <sha256>"
    now = hashlib.sha256((THEIRS / path).read_bytes()).hexdigest()
    assert (comment["path"], comment["hash"]) == (path, now), (
        f"the theme's {path} changed: compare it with docs/.overrides/{path}, take over what matters, "
        f"and write its new hash there: {now}"
    )


def test_nothing_else_claims_an_upstream() -> None:
    """A file that names an upstream replaces a file that the theme still has."""
    claimed = [path for path in FILES if UPSTREAM.search((OURS / path).read_text(encoding="utf-8"))]
    assert [path for path in claimed if not (THEIRS / path).is_file()] == []
    assert "partials/header.html" in claimed
