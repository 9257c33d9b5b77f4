"""The command ``pack``: check, build, serve, and write new records. Each verb is a few lines over a function.

A verb imports what it runs when it is called: ``pack check`` and ``pack --help`` need not wait for the rest.
"""

# ruff: noqa: D301 (in a docstring, click takes a backspace for "keep these lines as they are")
from __future__ import annotations

import click

from macros.cli.building import build, serve
from macros.cli.looking import check, links, urls
from macros.cli.options import PROBLEMS, USAGE
from macros.cli.records import export, new, schema

__all__ = ["PROBLEMS", "USAGE", "main"]


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


for _verb in (build, check, export, links, new, schema, serve, urls):
    main.add_command(_verb)
