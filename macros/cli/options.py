"""What verbs share: where the project is, a day, and how they end."""

from __future__ import annotations

import datetime
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import click

from macros import report
from macros.problems import Problem

PROBLEMS, USAGE = 1, 2
"""Exit codes: records have problems; the command was called wrongly."""


class Root(click.ParamType[Path]):
    """A folder that holds a project, given or found from here upwards."""

    name = "folder"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the root of the project. Fails with the reason."""
        from macros.memory import find_root

        try:
            return find_root(Path(value))
        except FileNotFoundError as error:
            self.fail(str(error), param, ctx)


class Day(click.ParamType[datetime.date]):
    """A day of the calendar, or the word ``today``: the one place where the clock is asked."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """Return the day. Fails with the way to write one."""
        try:
            return datetime.date.today() if value == "today" else datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is not a day. Write year-month-day, like 2026-11-22.', param, ctx)


root_option = click.option("--root", type=Root(), default=".", metavar="FOLDER", help="The project; default: here.")
style_option = click.option(
    "--format", "style", type=click.Choice(report.STYLES), default="text", help="How to print problems."
)


def called() -> str:
    """Return the way in which this command can be called again: not everybody has it on the PATH."""
    program = Path(sys.argv[0])
    if program.name != "pack" or shutil.which("pack"):
        return "pack"
    here = Path.cwd()
    return str(program.relative_to(here) if program.is_relative_to(here) else program)


def stop(problems: tuple[Problem, ...]) -> NoReturn:
    """Print problems and end with the exit code for them."""
    click.echo(report.show(problems, "text"))
    sys.exit(PROBLEMS)
