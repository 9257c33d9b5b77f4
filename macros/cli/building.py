"""Verbs that make the site: build, serve."""

# ruff: noqa: D301 (in a docstring, click takes a backspace for "keep these lines as they are")
from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

import click

from macros.cli.options import PROBLEMS, called, root_option, stop
from macros.engines import ENGINES, build_site, free_port, serve_site, taken

POLL = 0.5
"""Seconds between two looks at a project that waits to be mended."""


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
    from macros.delivery.settings import Settings
    from macros.redirects import lay

    target = target or root / "site"
    gc.disable()  # the command ends soon: to look for rubbish among what it keeps costs more than it gives
    click.get_current_context().call_on_close(gc.enable)
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
    if not Settings.of(root).address:
        click.echo("  mkdocs.yml has no site_url, so shared links show no picture and there is no site map")
    click.echo("Checking every link")
    broken = links.check(target)
    if broken:
        stop(tuple(broken))
    click.echo(click.style("Done.", fg="green") + f" Open {target / 'index.html'}, or run: make serve")


@click.command()
@root_option
@click.option(
    "--port", default=8000, type=click.IntRange(1, 65535), show_default=True, help="Where to listen on 127.0.0.1."
)
def serve(root: Path, port: int) -> None:
    """Show the site at http://127.0.0.1:8000 and follow every change; a broken record keeps the last good pages.

    \b
    pack serve
    pack serve --port 9000          where another program has 8000
    make serve PORT=9000            the same

    Where no page was ever built and a record is broken, it waits until that is mended.
    """
    if said := taken(port):
        mend = f"try: {called()} serve --port {free_port(port)}"
        raise click.UsageError(f"Port {port} {said}; {mend}")
    try:
        _wait_until_mended(root)
    except KeyboardInterrupt:
        return
    click.echo(f"Building the site; then see http://127.0.0.1:{port}")
    sys.exit(serve_site(root, port))


def _wait_until_mended(root: Path) -> None:
    """Print what is wrong until there is a page to show: an engine could only stop."""
    from macros import report
    from macros.checks import check
    from macros.memory import remember
    from macros.pages import FOLDERS
    from macros.problems import errors
    from macros.site import DOCS

    said = ""
    built = any((root / DOCS / folder).is_dir() for folder in FOLDERS)
    while not built and (found := errors(check(root, remember(root)))):
        if said != (said := report.show(found, "text")):
            click.secho(f"{said} The site is built when this is mended; this waits for it.", err=True, fg="yellow")
        time.sleep(POLL)
    if said:
        click.secho("Mended.", err=True, fg="green")
