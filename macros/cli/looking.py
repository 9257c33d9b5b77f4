"""Verbs that look and change nothing: check, links, urls."""

# ruff: noqa: D301 (in a docstring, click takes a backspace for "keep these lines as they are")
from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from macros import report
from macros.cli.options import PROBLEMS, Day, root_option, stop, style_option
from macros.problems import errors


@click.command()
@root_option
@style_option
@click.option("--advice/--no-advice", default=True, help="Also print advice, which never stops a build.")
@click.option(
    "--today",
    type=Day(),
    is_flag=False,
    flag_value="today",
    help="Also say what is late on a day (reviews, help-now numbers, consents) or dated after it. No day: today.",
)
def check(root: Path, style: str, advice: bool, today: datetime.date | None) -> None:
    """Find every problem in the records and the hand-written pages, all at once.

    \b
    pack check                      path:line:col: what is wrong and how to mend it
    pack check --format github      as annotations on a pull request
    pack check --format json        for other programs
    pack check --today              what is late, or not yet, as well; --today 2027-06-01 for another day

    Exit code 0: nothing wrong. 1: something to mend. 2: the command was called wrongly.
    """
    from macros.checks import check as check_all
    from macros.checks import dates
    from macros.memory import remember

    problems = check_all(root, remember(root))
    if today:
        problems = tuple(sorted({*problems, *dates.due(remember(root), today)}))
    click.echo(report.show([p for p in problems if advice or p.severity == "error"], style), nl=style == "text")
    sys.exit(PROBLEMS if errors(problems) else 0)


@click.command()
@root_option
@click.argument("site", required=False, type=click.Path(path_type=Path))
@style_option
def links(root: Path, site: Path | None, style: str) -> None:
    """Check that every link of the built site leads somewhere, anchors included.

    \b
    pack links
    pack links /tmp/site            another folder than site/
    """
    from macros.links import check as check_links

    try:
        problems = check_links(site or root / "site")
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from None
    click.echo(report.show(problems, style), nl=style == "text")
    sys.exit(PROBLEMS if problems else 0)


@click.command()
@root_option
@click.argument("site", required=False, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Renew urls.lock: add what is new, drop what is lost.")
def urls(root: Path, site: Path | None, write: bool) -> None:
    """Compare the addresses of the built site with those it promised, in urls.lock.

    \b
    pack urls                       what is lost and what is new
    pack urls /tmp/site             another folder than site/
    pack urls --write               then commit urls.lock

    Exit code 0: nothing lost. 1: an address is lost, and no line in redirects.yml says where it went.
    """
    from macros.memory import remember
    from macros.redirects import read_redirects
    from macros.urls import renew, survey

    redirects = read_redirects(root)
    if redirects.problems:
        stop(redirects.problems)
    try:
        found = survey(root, site or root / "site", remember(root).pack, redirects.lead)
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from None
    click.echo(str(found))
    if write:
        click.echo(f"wrote {renew(root, found).relative_to(root)}")
    sys.exit(PROBLEMS if found.lost and not write else 0)
