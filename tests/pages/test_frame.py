"""Pieces of the theme, sections and sheets that are made from records."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.memory import remember
from macros.models.item import Item
from macros.pack import Pack
from macros.pages import FOLDERS, pages
from macros.pages.beside import contents, near
from macros.pages.frame import FRAME, frame
from macros.pages.lists import offer
from macros.pages.sheets import SHEETS, sheets
from macros.site import write_site


@pytest.fixture(scope="module")
def pack(root: Path) -> Pack:
    """Return the pack of this project."""
    return remember(root).pack


def test_help_is_made_from_its_record(pack: Pack) -> None:
    """Both pieces of the theme hold the record's words, with numbers to press and nothing for a template engine."""
    made = frame(pack)
    assert set(made) == {f"{FRAME}/strip.html", f"{FRAME}/help.html"}
    assert pack.help_now.strip in made[f"{FRAME}/strip.html"]
    for line in pack.help_now.lines:
        assert f'href="{line.link}"' in made[f"{FRAME}/help.html"]
    assert not any(sign in html for html in made.values() for sign in ("{{", "{%", "{#"))


def test_braces_in_a_record_reach_no_template_engine(pack: Pack) -> None:
    """Braces in the help record leave as character references."""
    hostile = pack.help_now.model_copy(update={"note": "{{ config }} {% raise %}", "strip": "{# x #} <b>"})

    class Hostile:
        help_now = hostile
        scale = pack.scale

    made = frame(Hostile())  # type: ignore[arg-type]
    assert "&#123;&#123; config &#125;&#125;" in made[f"{FRAME}/help.html"]
    assert "&lt;b&gt;" in made[f"{FRAME}/strip.html"]


def test_pieces_are_written_where_they_belong(pack: Pack, tmp_path: Path) -> None:
    """The folder of pieces is owned as a whole path: a neighbour in the theme is never touched, an old piece goes."""
    theme = tmp_path / "docs" / ".overrides" / "partials"
    (theme / "generated").mkdir(parents=True)
    (theme / "nav.html").write_text("hand-written", encoding="utf-8")
    (theme / "generated" / "old.html").write_text("old", encoding="utf-8")
    written = write_site(tmp_path, frame(pack), [FRAME])
    assert written.removed == (f"{FRAME}/old.html",)
    assert (theme / "nav.html").read_text(encoding="utf-8") == "hand-written"
    with pytest.raises(ValueError, match="not in a generated folder"):
        write_site(tmp_path, {".overrides/partials/nav.html": "x"}, [FRAME])
    with pytest.raises(ValueError, match="not in a generated folder"):
        write_site(tmp_path, {f"{FRAME}/../nav.html": "x"}, [FRAME])


def test_an_item_stands_among_those_of_its_domain(pack: Pack) -> None:
    """The list beside an item holds its domain's items in order, and marks the item itself, once."""
    for item in pack.of(Item):
        beside = near(pack, item)
        numbers = [other["number"] for other in beside["pages"]]
        assert numbers == sorted(other.number for other in pack.of(Item) if other.domain == item.domain)
        assert [other["number"] for other in beside["pages"] if other["here"]] == [item.number]


def test_the_contents_of_an_item_count_what_it_has(pack: Pack) -> None:
    """Counts beside an item's sections are those of its records."""
    for item in pack.of(Item):
        found = offer(pack, item)
        counts = {entry["to"]: entry.get("count") for entry in contents(item, found)}
        assert counts["criteria"] == len(item.criteria)
        assert counts["case-studies"] == len(found.cases)
        assert counts["one-minute"] is None


def test_each_item_has_one_sheet(pack: Pack) -> None:
    """There is a sheet for each item, it opens the item's record, and search leaves it out."""
    made = list(sheets(pack))
    assert [page.path for page in made] == [f"{SHEETS}/{item.key}.md" for item in pack.of(Item)]
    assert {page.meta["search"]["exclude"] for page in made} == {True}
    assert all(page.source and page.source.startswith("items/") for page in made)
    assert SHEETS in FOLDERS
    assert FRAME in FOLDERS


def test_front_matter_tells_the_theme_when_a_record_was_read(pack: Pack) -> None:
    """Pages of records carry the date of review for the line that print shows."""
    text = pages(pack, {})["items/1.md"]
    assert f"reviewed: {pack.of(Item)[0].reviewed.date.day} " in text.split("---")[1]
