"""What stands around the code: forms, owners, the workflow for strangers, locks, the changelog and the README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

LOCKS = ("requirements.lock", "requirements-test.lock", ".setup/node.lock")


def read(root: Path, path: str) -> str:
    """Return the text of a file of the repository."""
    return (root / path).read_text(encoding="utf-8")


# ---- pull requests -------------------------------------------------------------------------------------------------


def test_whoever_proposes_ticks_confidentiality(root: Path) -> None:
    """The form of a pull request has boxes to tick on confidentiality: nobody recognisable, consent, small counts."""
    text = read(root, ".github/pull_request_template.md").partition("## Confidentiality")[2].partition("\n## ")[0]
    boxes = re.findall(r"^- \[ \] (.+)", text, re.MULTILINE)
    assert len(boxes) >= 4
    for word in ("recognised", "NHS number", "consent", "one to seven", "file names"):
        assert any(word in box for box in boxes), word
    assert "SECURITY.md" in text
    assert (root / "SECURITY.md").is_file()


def owners(root: Path, path: str) -> list[str]:
    """Return who is asked to review a file: the last rule that matches it wins."""
    found: list[str] = []
    for line in read(root, ".github/CODEOWNERS").splitlines():
        pattern, *teams = line.partition("#")[0].split() or [""]
        inside = pattern.endswith("/") and f"/{path}".startswith(pattern)
        if pattern and (pattern == "*" or inside or fnmatch(f"/{path}", pattern)):
            found = teams
    return found


@pytest.mark.parametrize(
    ("path", "team"),
    [
        ("items/fidelity/14-support-for-carers.yml", "editors"),
        ("items/case-studies/crt-2-can-do.md", "safety"),
        ("items/help-now.yml", "safety"),
        ("macros/site.py", "maintainers"),
        (".github/workflows/pull-request.yml", "maintainers"),
        ("mkdocs.yml", "maintainers"),
        ("tests/conftest.py", "maintainers"),
    ],
)
def test_every_file_has_somebody_to_ask(path: str, team: str, root: Path) -> None:
    """A team is named for records, for the code, for what runs, and for everything else."""
    assert (root / path).is_file()
    teams = owners(root, path)
    assert teams
    assert all(re.fullmatch(r"@[\w-]+/[\w-]+", name) for name in teams)
    assert team in {name.partition("/")[2] for name in teams}


def test_folders_that_matter_are_named(root: Path) -> None:
    """Records and code have rules of their own, and every folder that a rule names is there."""
    named = re.findall(r"^/(\S+)", read(root, ".github/CODEOWNERS"), re.MULTILINE)
    assert {"items/", "macros/"} <= set(named)
    assert [path for path in named if not (root / path).exists()] == []


# ---- the workflow --------------------------------------------------------------------------------------------------


def workflows(root: Path) -> dict[str, dict[Any, Any]]:
    """Return every workflow by its file name."""
    files = sorted((root / ".github/workflows").iterdir())
    return {file.name: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


def steps(workflow: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    """Yield every step of every job."""
    for job in workflow["jobs"].values():
        yield from job["steps"]


def test_a_pull_request_starts_it_and_nothing_else(root: Path) -> None:
    """Workflows start on ``pull_request`` alone, which gives a stranger's code neither secrets nor rights."""
    assert set(workflows(root)) == {"pull-request.yml"}
    for workflow in workflows(root).values():
        assert workflow[True] == {"pull_request": None}  # "on" is read as true


def test_it_may_do_nothing_but_read(root: Path) -> None:
    """The workflow has no permissions, each job may read and no more, and no secret or token is named."""
    for name, workflow in workflows(root).items():
        assert workflow["permissions"] == {}
        for job in workflow["jobs"].values():
            assert job.get("permissions", {}) in ({}, {"contents": "read"})
        text = read(root, f".github/workflows/{name}")
        assert not re.search(r"secrets|github\.token|GITHUB_TOKEN", re.sub(r"#.*", "", text))
        checkouts = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]
        assert checkouts
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_no_words_of_a_stranger_are_run(root: Path) -> None:
    """No command holds an expression: a title or a branch name would be run as a command."""
    commands = [step["run"] for workflow in workflows(root).values() for step in steps(workflow) if "run" in step]
    assert commands
    assert [command for command in commands if "${{" in command] == []


def test_actions_are_pinned(root: Path) -> None:
    """Every action is named by the 40 digits of one commit: a tag can be moved."""
    used = [step["uses"] for workflow in workflows(root).values() for step in steps(workflow) if "uses" in step]
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", action)] == []


def test_it_checks_tests_builds_and_keeps_the_site(root: Path) -> None:
    """One job checks the records, runs the tests, builds the site and keeps it for whoever reviews."""
    done = list(steps({"jobs": {"it": workflows(root)["pull-request.yml"]["jobs"]["check-test-build"]}}))
    commands = " ".join(step.get("run", "") for step in done)
    for command in ("pack check --format github", "make test", "make build"):
        assert command in commands
    (kept,) = (step for step in done if "upload-artifact" in step.get("uses", ""))
    assert kept["with"]["path"] == "site"


# ---- locks ---------------------------------------------------------------------------------------------------------


def requirements(text: str) -> dict[str, str]:
    """Return every requirement of a lock with all that stands behind its name."""
    joined = re.sub(r"\\\n", " ", re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE))
    return {line.split("==")[0].strip().lower(): line for line in joined.splitlines() if line.strip()}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_hashes(lock: str, root: Path) -> None:
    """Each line of a lock is one exact version with its hashes."""
    found = requirements(read(root, lock))
    assert found
    exact = r"[\w.-]+==[\w.!+-]+( ; [^;]*?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*"
    assert [name for name, line in found.items() if not re.fullmatch(exact, line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_host(lock: str, root: Path) -> None:
    """A lock says what, and not from where: no index, no address, no option but hashes."""
    text = read(root, lock)
    assert not re.search(r"https?:|://|@ |--(?!hash=)", text)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_mkdocs_stays_below_two(lock: str, root: Path) -> None:
    """MkDocs 2 has no plugins: what is locked, and what may be locked next, is below it."""
    assert re.match(r"mkdocs==1\.", requirements(read(root, lock))["mkdocs"])
    assert re.search(r'^    "mkdocs>=1[\d.]*,<2",', read(root, "pyproject.toml"), re.MULTILINE)


def test_the_lock_of_the_tests_holds_that_of_the_site(root: Path) -> None:
    """What the tests run with is what the site is built with, version for version."""
    site, tests = (requirements(read(root, lock)) for lock in LOCKS[:2])
    pinned = {name: re.findall(r"==\S+", line)[0] for name, line in tests.items()}
    assert {name: re.findall(r"==\S+", line)[0] for name, line in site.items()}.items() <= pinned.items()


# ---- what is read first --------------------------------------------------------------------------------------------


def test_each_release_has_two_parts(root: Path) -> None:
    """Every release in the changelog says what is new for those who use the site, and for those who build it."""
    releases = re.split(r"^## ", read(root, "CHANGELOG.md"), flags=re.MULTILINE)[1:]
    assert releases
    for release in releases:
        assert re.findall(r"^### (.+)", release, re.MULTILINE) == ["Content", "Site"], release.splitlines()[0]
        assert all(re.search(r"^- ", part, re.MULTILINE) for part in release.split("### ")[1:])


def test_the_first_thing_to_read_is_how_to_build(root: Path) -> None:
    """The README begins with the two commands: what builds, and what tests; then how to serve."""
    text = read(root, "README.md")
    before, first = re.split(r"^```sh\n", text, maxsplit=1, flags=re.MULTILINE)
    assert before.split() == ["#", "CRT", "Resource", "Pack"]
    commands = [line.partition("#")[0].strip() for line in first.partition("```")[0].splitlines()]
    assert commands == ["make build", "make test", "make serve"]
    targets = re.findall(r"^([a-z-]+):.*##", read(root, "Makefile"), re.MULTILINE)
    assert {command.removeprefix("make ") for command in commands} <= set(targets)
