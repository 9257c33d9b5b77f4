"""The command ``pack``: check, build, serve, and write new records. Each verb is a few lines over a function.

A verb imports what it runs when it is called: ``pack check`` and ``pack --help`` need not wait for the rest.
"""

# ruff: noqa: D301 (in a docstring, click takes a backspace for "keep these lines as they are")
from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from macros import report
from macros.engines import ENGINES, build_site, serve_site
from macros.problems import Problem, errors

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


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print the version of whatever distribution this package was installed from."""
    if asked:
        from importlib.metadata import packages_distributions, version

        click.echo(f"pack, version {version(packages_distributions()['macros'][0])}")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Tell the version.")
def main() -> None:
    """Check the records of a resource pack, and build its site from them.

    \b
    pack check                      find everything that is wrong in items/ and docs/
    pack build                      check, write the pages, build the site into site/
    pack serve                      the same, live at http://127.0.0.1:8000
    pack new case-study my-title    start a record, every field explained
    """


@main.command()
@root_option
@click.option("--format", "style", type=click.Choice(report.STYLES), default="text", help="How to print problems.")
@click.option("--advice/--no-advice", default=True, help="Also print advice, which never stops a build.")
@click.option(
    "--today",
    type=Day(),
    is_flag=False,
    flag_value="today",
    help="Also say what is late on a day: reviews, help-now numbers, consents. Without a day: today.",
)
def check(root: Path, style: str, advice: bool, today: datetime.date | None) -> None:
    """Find every problem in the records and the hand-written pages, all at once.

    \b
    pack check                      path:line:col: what is wrong and how to mend it
    pack check --format github      as annotations on a pull request
    pack check --format json        for other programs
    pack check --today              what is late as well; --today 2027-06-01 for another day

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


@main.command()
@root_option
@click.option("--engine", type=click.Choice(sorted(ENGINES)), default="mkdocs", help="What turns pages into a site.")
@click.option("--to", "target", type=click.Path(path_type=Path), help="Where to; default: site/ in the project.")
@click.option("--offline", is_flag=True, help="Also lay the offline copy beside the site, as one .zip file.")
def build(root: Path, engine: str, target: Path | None, offline: bool) -> None:
    """Check everything, write the generated pages, build the site and make it ready to publish.

    \b
    pack build
    pack build --offline            and one .zip beside the site, to keep or to send
    pack build --engine zensical --to /tmp/site
    """
    from macros import links
    from macros.build import prepare
    from macros.delivery import deliver, lay_beside
    from macros.delivery.archive import OFFLINE
    from macros.redirects import lay

    target = target or root / "site"
    click.echo("Checking records and writing pages")
    prepared = prepare(root)
    if prepared.errors:
        _stop(prepared.problems)
    written = prepared.written
    if written:
        click.echo(f"  {len(written.changed)} pages changed, {len(written.removed)} removed, {written.same} unchanged")
    click.echo(f"Building the site with {engine}")
    code = build_site(root, engine, target)
    if code:
        click.secho(f"{engine} stopped; what it said is above.", fg="red")
        sys.exit(PROBLEMS)
    if misled := lay(root, target):
        _stop(misled)
    try:
        delivered = deliver(root, target)
    except ValueError as error:
        click.echo(str(error))
        sys.exit(PROBLEMS)
    copy = delivered.archive
    click.echo(f"  {copy.files} files in the offline copy, {target / OFFLINE}: {copy.size}")
    if offline:
        click.echo(f"  the same as {lay_beside(root, target, copy)}")
    click.echo("Checking every link")
    broken = links.check(target)
    if broken:
        click.echo(report.show(broken, "text"))
    click.echo(click.style("Done.", fg="green") + f" Open {target / 'index.html'}, or run: make serve")


@main.command()
@root_option
@click.option("--port", default=8000, help="Where to listen on 127.0.0.1.")
def serve(root: Path, port: int) -> None:
    """Show the site at http://127.0.0.1:8000 and follow every change; a broken record keeps the last good pages.

    \b
    pack serve
    pack serve --port 9000
    """
    click.echo(f"Building the site; then see http://127.0.0.1:{port}")
    sys.exit(serve_site(root, port))


@main.command()
@root_option
@click.argument("site", required=False, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(report.STYLES), default="text", help="How to print problems.")
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


@main.command()
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
        _stop(redirects.problems)
    try:
        found = survey(root, site or root / "site", remember(root).pack, redirects.lead)
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from None
    click.echo(str(found))
    if write:
        click.echo(f"wrote {renew(root, found).relative_to(root)}")
    sys.exit(PROBLEMS if found.lost and not write else 0)


@main.command()
@root_option
def schema(root: Path) -> None:
    """Write one JSON Schema for each kind of record into items/.schema/, for completion in editors.

    \b
    pack schema
    """
    from macros import schemas

    for file in schemas.write(root):
        click.echo(f"wrote {file.relative_to(root)}")


@main.command()
@root_option
@click.argument("kind", type=click.Choice(["case-study", "template", "source"]))
@click.argument("name")
@click.option("--list", "listed_as", help="For a source: the list that it goes into, like paper or recording.")
def new(root: Path, kind: str, name: str, listed_as: str | None) -> None:
    """Start a record, with every field and its allowed values explained. Never overwrites.

    \b
    pack new case-study night-staff-share-a-base
    pack new template visit-card
    pack new source smith-2025-continuity --list paper
    """
    from macros import starters

    try:
        file = starters.write(root, kind, name, listed_as)
    except (FileExistsError, ValueError) as error:
        raise click.UsageError(str(error)) from None
    click.echo(f"wrote {file.relative_to(root)}: fill it in, then run: pack check")


@main.group()
def export() -> None:
    """Print or write what the pack holds, in other forms."""


@export.command()
@root_option
def coverage(root: Path) -> None:
    """Print how many case studies, templates, sources and recordings each item has.

    \b
    pack export coverage
    """
    from macros.exports.coverage import coverage_table
    from macros.memory import remember

    click.echo(coverage_table(remember(root).pack))


def _stop(problems: tuple[Problem, ...]) -> None:
    click.echo(report.show(problems, "text"))
    sys.exit(PROBLEMS)
