"""The command: every verb explains itself, and exit codes and formats are what other programs rely on."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from tiny import record, write

from macros.cli import PROBLEMS, USAGE, main
from macros.engines import ENGINES
from macros.starters import STARTERS


def verbs(command: click.Command = main, name: str = "pack") -> Iterator[tuple[str, click.Command]]:
    """Yield every verb with its full name."""
    for word, inner in getattr(command, "commands", {}).items():
        yield f"{name} {word}", inner
        yield from verbs(inner, f"{name} {word}")


def run(*arguments: str) -> tuple[int, str]:
    """Run the command and return its exit code and what it printed."""
    done = CliRunner().invoke(main, list(arguments))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.parametrize(("name", "command"), list(verbs()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_verb_has_help(name: str, command: click.Command) -> None:
    """Each verb says what it does in one sentence and shows an example; each option says what it is for."""
    code, text = run(*name.split()[1:], "--help")
    assert code == 0
    assert re.search(r"\n\n  [A-Z][^.]+\.", text)
    if not isinstance(command, click.Group):
        assert re.search(rf"^  {name}( |$)", text, re.MULTILINE), "no example"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize(("name", "command"), list(verbs()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_verb_is_documented(name: str, command: click.Command, root: Path) -> None:
    """The page for developers names every verb."""
    assert f"`{name}" in (root / "docs/contribute/developers.md").read_text(encoding="utf-8")


def test_nothing_to_mend(tiny: Path) -> None:
    """A good project gives one line and exit code 0."""
    assert run("check", "--root", str(tiny), "--no-advice") == (0, "Nothing to mend.\n")


def test_problems(tiny: Path) -> None:
    """Problems are printed as path:line:col: message, with a count, and exit code 1."""
    write(tiny, "domains/bench.yml", record(tiny, "domains/bench.yml").replace("note: null", "note: no"))
    write(tiny, "methods/walk-through.md", record(tiny, "methods/walk-through.md").replace("time:", "tme:"))
    code, text = run("check", "--root", str(tiny), "--no-advice")
    assert code == PROBLEMS == 1
    lines = text.splitlines()
    assert lines[0].startswith('items/domains/bench.yml:8:7: "no" would be read as true or false.')
    assert lines[1].startswith('items/methods/walk-through.md:6:1: "tme" is not a field here.')
    assert lines[2:] == ["2 problems in 2 files."]


def test_formats_for_programs(tiny: Path) -> None:
    """JSON and annotations hold the same problem, with its rule, place and words."""
    write(tiny, "domains/bench.yml", record(tiny, "domains/bench.yml").replace("note: null", "note: no"))
    code, text = run("check", "--root", str(tiny), "--no-advice", "--format", "json")
    assert code == PROBLEMS
    (found,) = json.loads(text)
    assert (found["path"], found["line"], found["column"]) == ("items/domains/bench.yml", 8, 7)
    assert (found["rule"], found["severity"]) == ("truth", "error")
    code, text = run("check", "--root", str(tiny), "--no-advice", "--format", "github")
    assert code == PROBLEMS
    assert text == f"::error file=items/domains/bench.yml,line=8,col=7,title=truth::{found['message']}\n"


def test_called_wrongly(tiny: Path, tmp_path: Path) -> None:
    """A wrong verb, option or folder gives exit code 2 and says what to do."""
    assert run("chek")[0] == USAGE == 2
    assert run("check", "--format", "xml", "--root", str(tiny))[0] == USAGE
    code, text = run("check", "--root", str(tmp_path))
    assert code == USAGE
    assert "Go to the folder of the project" in text


def test_a_build_stops_on_problems(tiny: Path) -> None:
    """A build with a broken record prints the problems, starts no engine and writes no page."""
    write(tiny, "domains/bench.yml", record(tiny, "domains/bench.yml").replace("note: null", "note: no"))
    code, text = run("build", "--root", str(tiny), "--to", str(tiny / "site"))
    assert code == PROBLEMS
    assert "1 problem in 1 file." in text
    assert not (tiny / "site").exists()
    assert not (tiny / "docs/items").exists()


def test_no_traceback_for_any_broken_start(tmp_path: Path) -> None:
    """In a folder that holds nothing at all, the command says so on one line, without a traceback."""
    program = str(Path(sys.executable).parent / "pack")
    done = subprocess.run([program, "check"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == USAGE
    assert "Traceback" not in done.stderr
    assert "There is no items/ folder here" in done.stderr


def _odd_record(root: Path) -> None:
    os.mkfifo(root / "items" / "methods" / "pipe.md")
    Path(os.fsdecode(os.fsencode(root / "items" / "methods") + b"/caf\xe9.md")).write_text("x", encoding="utf-8")


def _odd_page(root: Path) -> None:
    os.mkfifo(root / "docs" / "pipe.md")
    (root / "docs" / "gone.md").symlink_to(root / "nowhere.md")
    Path(os.fsdecode(os.fsencode(root / "docs") + b"/caf\xe9.md")).write_text("# x", encoding="utf-8")


def _odd_settings(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: [Small\nnav: x: y\n", encoding="utf-8")


def _no_scale(root: Path) -> None:
    (root / "items" / "scale.yml").unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_odd_record, ("items/methods/caf\\udce9.md:1:1:", "items/methods/pipe.md:1:1: this is no ordinary file")),
        (_odd_page, ("docs/caf\\udce9.md:1:1:", "docs/gone.md:1:1: this is a link", "docs/pipe.md:1:1:")),
        (_odd_settings, ("mkdocs.yml:2:4: the settings of the site cannot be read",)),
        (_no_scale, ("scale.yml",)),
    ],
)
@pytest.mark.parametrize("verb", [["check"], ["check", "--format", "json"], ["build"], ["export", "coverage"]])
def test_no_traceback_for_what_no_editor_makes(
    tiny: Path, spoil: Callable[[Path], None], said: tuple[str, ...], verb: list[str]
) -> None:
    """A pipe, a dead link, a name of no text, broken settings, no scale: told with their places by every verb."""
    spoil(tiny)
    code, text = run(*verb, "--root", str(tiny))
    assert code == PROBLEMS, text
    assert "Traceback" not in text
    if "json" in verb:
        places = {problem["path"] for problem in json.loads(text)}
        assert any(words.split(":")[0].replace("\\\\", "\\") in place for words in said for place in places)
    else:
        assert [words for words in said if words not in text] == []


def test_words_that_an_option_allows() -> None:
    """The closed lists of options are those of the code behind them."""
    assert set(ENGINES) == set(_choices("build", "engine"))
    assert set(STARTERS) == set(_choices("new", "kind"))


def _choices(verb: str, name: str) -> tuple[str, ...]:
    parameter = next(each for each in main.commands[verb].params if each.name == name)
    assert isinstance(parameter.type, click.Choice)
    return tuple(parameter.type.choices)


def test_the_version() -> None:
    """The version is that of the installed distribution."""
    code, text = run("--version")
    assert code == 0
    assert re.fullmatch(r"pack, version \d+\.\d+\.\d+\S*\n", text)


def test_looking_loads_little() -> None:
    """Help and usage errors do not wait for models, templates or engines to load."""
    slow = "{'pydantic', 'jinja2', 'markdown_it', 'rich', 'yaml'}"
    script = f"import sys, macros.cli; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
