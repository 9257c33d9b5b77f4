"""Verbs that make the site: build, serve."""

# ruff: noqa: D301 (in a docstring, click takes a backspace for "keep these lines as they are")
from __future__ import annotations

import sys
from pathlib import Path

import click

from macros.cli.options import PROBLEMS, root_option, stop
from macros.engines import ENGINES, build_site, serve_site


@click.command()
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
        stop(prepared.problems)
    written = prepared.written
    if written:
        click.echo(f"  {len(written.changed)} pages changed, {len(written.removed)} removed, {written.same} unchanged")
    click.echo(f"Building the site with {engine}")
    code = build_site(root, engine, target)
    if code:
        click.secho(f"{engine} stopped; what it said is above.", fg="red")
        sys.exit(PROBLEMS)
    if misled := lay(root, target):
        stop(misled)
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
        stop(tuple(broken))
    click.echo(click.style("Done.", fg="green") + f" Open {target / 'index.html'}, or run: make serve")


@click.command()
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
