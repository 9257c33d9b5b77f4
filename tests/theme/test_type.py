"""Type and colours that could be taken for somebody else's: system fonts, one scale of sizes, nothing of the NHS."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "docs" / "assets"
SHEETS = sorted(ASSETS.glob("*.css"))
DRAWN = [*SHEETS, *ASSETS.glob("*.js"), *sorted((ROOT / "docs" / ".overrides").rglob("*.*"))]

NHS = {
    "005eb8": "NHS Blue", "003087": "NHS Dark Blue", "0072ce": "NHS Bright Blue", "41b6e6": "NHS Light Blue",
    "00a9ce": "NHS Aqua Blue", "425563": "NHS Dark Grey", "768692": "NHS Mid Grey", "e8edee": "NHS Pale Grey",
    "006747": "NHS Dark Green", "009639": "NHS Green", "78be20": "NHS Light Green", "00a499": "NHS Aqua Green",
    "330072": "NHS Purple", "ae2573": "NHS Pink", "8a1538": "NHS Dark Red", "da291c": "NHS Emergency Red",
    "ed8b00": "NHS Orange", "ffb81c": "NHS Warm Yellow", "fae100": "NHS Yellow",
    "212b32": "the text of NHS.UK", "4c6272": "the second text of NHS.UK", "d8dde0": "the border of NHS.UK",
    "f0f4f5": "the ground of NHS.UK", "007f3b": "the button of NHS.UK", "ffeb3b": "the focus of NHS.UK",
}  # fmt: skip
"""Colours of the NHS identity guidelines and the NHS service manual, by name."""

SYSTEM = {
    "charter", "bitstream charter", "sitka text", "cambria", "noto serif", "liberation serif", "georgia", "serif",
    "system-ui", "-apple-system", "segoe ui", "roboto", "noto sans", "liberation sans", "sans-serif",
    "ui-monospace", "cascadia mono", "menlo", "consolas", "monospace",
}  # fmt: skip
"""Fonts that devices bring along, and the names that stand for any."""

SIZE = re.compile(r"var\(--crt-(?:t0|t1|t2|t3|t4|t4s|t5|brand)\)|inherit|\d+%")
POINTS = re.compile(r"(\d+(?:\.\d+)?)pt")
SMALLEST = 8.0
"""Points on paper."""


def css(file: Path) -> str:
    """Return a style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


def declared(file: Path, name: str) -> list[str]:
    """Return the values that a style sheet gives to a property."""
    return re.findall(rf"(?<![\w-]){name}\s*:\s*([^;}}]+)", css(file))


@pytest.mark.parametrize("file", DRAWN, ids=lambda file: file.name)
def test_no_colour_is_of_the_nhs(file: Path) -> None:
    """No file that draws the site has a colour of the lozenge or of its family, nor its font, nor its names."""
    if file.suffix == ".png":
        return
    text = file.read_text(encoding="utf-8").lower()
    assert [name for code, name in NHS.items() if f"#{code}" in text] == []
    assert re.findall(r"frutiger|lozenge|nhsuk-|--nhs", text) == []


def test_the_claim_of_no_lozenge_is_about_real_colours() -> None:
    """The list holds the blue of the lozenge, each colour once and with a name."""
    assert NHS["005eb8"] == "NHS Blue"
    assert len(set(NHS.values())) == len(NHS)
    assert all(re.fullmatch("[0-9a-f]{6}", code) for code in NHS)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda file: file.name)
def test_fonts_are_those_of_the_device(sheet: Path) -> None:
    """No font is fetched, and none is named that a device does not bring."""
    text = css(sheet)
    assert "@font-face" not in text
    assert "@import" not in text
    named = [*declared(sheet, "font-family"), *re.findall(r"--crt-(?:serif|sans|mono)\s*:\s*([^;]+)", text)]
    fonts = {font.strip(" \"'").lower() for value in named for font in value.split(",")}
    assert {font for font in fonts if not re.fullmatch(r"var\(--crt-\w+\)|inherit", font)} <= SYSTEM
    shorthand = [
        value for value in declared(sheet, "font") if not re.search(r"var\(--crt-(serif|sans|mono)\)|inherit", value)
    ]
    assert shorthand == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda file: file.name)
def test_sizes_come_from_the_scale(sheet: Path) -> None:
    """Each size of type is one of tokens.css; on paper it may be in points, and never too small to read."""
    sizes = declared(sheet, "font-size")
    sizes += [size for value in declared(sheet, "font") if (size := _size(value))]
    points = [
        float(found[1]) for size in sizes if sheet.name == "print.css" and (found := POINTS.fullmatch(size.strip()))
    ]
    other = [
        size
        for size in sizes
        if not SIZE.fullmatch(size.strip()) and not (sheet.name == "print.css" and POINTS.fullmatch(size.strip()))
    ]
    assert other == [], sheet.name
    assert min(points, default=SMALLEST) >= SMALLEST


def _size(font: str) -> str:
    """Return the size in a font's shorthand, without style, weight, height of line and family."""
    found = re.search(r"(?:^|\s)(?!italic|normal|[1-9]00\b)(\S+?)(?:/\S+)?\s+var\(--crt-(?:serif|sans|mono)\)", font)
    return found[1] if found else ""


def test_the_scale_has_every_size_that_is_asked_for() -> None:
    """Each size that a sheet names is defined, and the smallest on a screen is 14 px."""
    tokens = (ASSETS / "tokens.css").read_text(encoding="utf-8")
    asked = {name for sheet in SHEETS for name in re.findall(r"var\((--crt-(?:t\d\w?|brand))\)", css(sheet))}
    assert {name for name in asked if f"{name}: " not in tokens} == set()
    smallest = min(float(size) for size in re.findall(r"--crt-t\d\w?: calc\(([\d.]+) \* var\(--crt-rem\)\)", tokens))
    assert smallest * 16 == 14
