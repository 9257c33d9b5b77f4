"""The command ``pack``: check, build, serve, and write new records. Each verb is a few lines over a function."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console

from macros import report, schemas, starters
from macros.build import prepare
from macros.delivery import deliver, lay_beside
from macros.delivery.archive import OFFLINE
from macros.engines import ENGINES, build_site, serve_site
from macros.exports.coverage import coverage_table
from macros.memory import find_root, remember
from macros.problems import Problem, errors

console = Console(highlight=False)
PROBLEMS, USAGE = 1, 2
"""Exit codes: records have problems; the command was called wrongly."""


class Root(click.ParamType):
    """A folder that holds a project, given or found from here upwards."""

    name = "folder"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the root of the project. Fails with the reason."""
        try:
            return find_root(Path(value))
        except FileNotFoundError as error:
            self.fail(str(error), param, ctx)


root_option = click.option("--root", type=Root(), default=".", metavar="FOLDER", help="The project; default: here.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="crt-resource-pack", prog_name="pack")
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
def check(root: Path, style: str, advice: bool) -> None:
    """Find every problem in the records and the hand-written pages, all at once.

    \b
    pack check                      path:line:col: what is wrong and how to mend it
    pack check --format github      as annotations on a pull request
    pack check --format json        for other programs

    Exit code 0: nothing wrong. 1: something to mend. 2: the command was called wrongly.
    """
    problems = prepare(root, write=False).problems
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
    target = target or root / "site"
    console.print("Checking records and writing pages")
    prepared = prepare(root)
    if prepared.errors:
        _stop(prepared.problems)
    written = prepared.written
    if written:
        console.print(
            f"  {len(written.changed)} pages changed, {len(written.removed)} removed, {written.same} unchanged"
        )
    console.print(f"Building the site with {engine}")
    code = build_site(root, engine, target)
    if code:
        console.print(f"[red]{engine} stopped; what it said is above.[/red]")
        sys.exit(PROBLEMS)
    try:
        delivered = deliver(root, target)
    except ValueError as error:
        click.echo(str(error))
        sys.exit(PROBLEMS)
    copy = delivered.archive
    console.print(f"  {copy.files} files in the offline copy, {target / OFFLINE}: {copy.size}")
    if offline:
        console.print(f"  the same as {lay_beside(root, target, copy)}")
    console.print(f"[green]Done.[/green] Open {target / 'index.html'}, or run: make serve")


@main.command()
@root_option
@click.option("--port", default=8000, help="Where to listen on 127.0.0.1.")
def serve(root: Path, port: int) -> None:
    """Show the site at http://127.0.0.1:8000 and follow every change; a broken record keeps the last good pages.

    \b
    pack serve
    pack serve --port 9000
    """
    prepared = prepare(root)
    if prepared.errors:
        click.echo(report.show(prepared.problems, "text"))
        console.print("[yellow]Serving the last good pages until this is mended.[/yellow]")
    sys.exit(serve_site(root, port))


@main.command()
@root_option
def schema(root: Path) -> None:
    """Write one JSON Schema for each kind of record into items/.schema/, for completion in editors.

    \b
    pack schema
    """
    for file in schemas.write(root):
        console.print(f"wrote {file.relative_to(root)}")


@main.command()
@root_option
@click.argument("kind", type=click.Choice(sorted(starters.STARTERS)))
@click.argument("name")
def new(root: Path, kind: str, name: str) -> None:
    """Start a record, with every field and its allowed values explained. Never overwrites.

    \b
    pack new case-study night-staff-share-a-base
    pack new template visit-card
    pack new source smith-2025-continuity
    """
    try:
        file = starters.write(root, kind, name)
    except (FileExistsError, ValueError) as error:
        raise click.UsageError(str(error)) from None
    console.print(f"wrote {file.relative_to(root)}: fill it in, then run: pack check")


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
    click.echo(coverage_table(remember(root).pack))


def _stop(problems: tuple[Problem, ...]) -> None:
    click.echo(report.show(problems, "text"))
    sys.exit(PROBLEMS)
