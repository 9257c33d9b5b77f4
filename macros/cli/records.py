"""Verbs on records: new, schema, export."""

# ruff: noqa: D301 (in a docstring, click takes a backspace for "keep these lines as they are")
from __future__ import annotations

from pathlib import Path

import click

from macros.cli.options import called, root_option, stop


@click.command()
@root_option
def schema(root: Path) -> None:
    """Write one JSON Schema for each kind of record into items/.schema/, for completion in editors.

    \b
    pack schema
    """
    from macros import schemas

    for file in schemas.write(root):
        click.echo(f"wrote {file.relative_to(root)}")


@click.command()
@root_option
@click.argument("kind", type=click.Choice(["case-study", "template", "source"]))
@click.argument("name")
@click.option("--list", "listed_as", help="For a source: the list that it goes into, like paper or recording.")
def new(root: Path, kind: str, name: str, listed_as: str | None) -> None:
    """Start a record, with every field and its allowed values explained. Never overwrites.

    \b
    pack new case-study night-staff-share-a-base        items/case-studies/night-staff-share-a-base.md
    pack new template visit-card                        items/templates/visit-card.md
    pack new source smith-2025-continuity --list paper  into items/sources/paper.yml, in its place by id
    """
    from macros import starters

    try:
        file = starters.write(root, kind, name, listed_as)
    except (FileExistsError, ValueError) as error:
        raise click.UsageError(str(error)) from None
    click.echo(f"wrote {file.relative_to(root)}: fill it in, then run: {called()} check")


@click.group()
def export() -> None:
    """Print what the pack holds, in other forms.

    \b
    pack export coverage            a table: what each item has, and what is missing
    """


@export.command(short_help="Print what each item has, and what is missing.")
@root_option
def coverage(root: Path) -> None:
    """Print how many case studies, templates, sources and recordings each item has.

    \b
    pack export coverage
    """
    from macros.checks import check
    from macros.exports.coverage import coverage_table
    from macros.memory import remember
    from macros.problems import errors

    loaded = remember(root)
    if wrong := errors(check(root, loaded)):
        stop(tuple(wrong))
    click.echo(coverage_table(loaded.pack))
