"""Colours: every contrast that tokens.css claims is worked out again, and no other style sheet names a colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
TOKENS = (ASSETS / "tokens.css").read_text(encoding="utf-8")
DEFINITION = re.compile(r"--crt-(?P<name>[\w-]+): (?P<colour>#[0-9a-f]{3,6});(?: /\* (?P<claims>[^*]+) \*/)?")
NON_TEXT = {"edge", "focus", "focus-head"}
"""Borders of controls and the focus ring: these need 3, all else 4.5."""


def block(start: str) -> dict[str, tuple[str, str]]:
    """Return the colours of one scheme, by name: the colour and the contrasts claimed for it."""
    text = TOKENS[TOKENS.index(start) :]
    body = text[: text.index("\n}")]
    return {m["name"]: (m["colour"], m["claims"] or "") for m in DEFINITION.finditer(body)}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


SCHEMES = {"light": ':root,\n[data-md-color-scheme="default"] {', "dark": '[data-md-color-scheme="slate"] {'}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_contrasts_claimed_are_true_and_enough(scheme: str) -> None:
    """Each ratio in a comment is what the colours give, rounded down, and is as high as its use needs."""
    colours = block(SCHEMES[scheme])
    claims = [
        (name, ground, float(ratio))
        for name, (_, text) in colours.items()
        for ground, ratio in re.findall(r"([\w-]+) (\d+\.?\d*)", text)
    ]
    assert len(claims) > 60
    wrong = [
        f"{name} on {ground}: {ratio} is claimed, {contrast(colours[name][0], colours[ground][0]):.2f} is true"
        for name, ground, ratio in claims
        if int(contrast(colours[name][0], colours[ground][0]) * 100) / 100 != ratio
        or ratio < (3 if name in NON_TEXT else 4.5)
    ]
    assert wrong == []


def test_the_two_dark_schemes_are_one() -> None:
    """The dark colours of a device's own setting are those that the reader can choose."""
    by_device, by_choice = block(":root:not([data-md-color-scheme]) {"), block(SCHEMES["dark"])
    assert {name: colour for name, (colour, _) in by_device.items()} == {n: c for n, (c, _) in by_choice.items()}


@pytest.mark.parametrize("sheet", sorted(file.name for file in ASSETS.glob("*.css") if file.name != "tokens.css"))
def test_no_other_sheet_names_a_colour(sheet: str) -> None:
    """Colours come from tokens.css; only paper is plain black and white."""
    text = re.sub(r"/\*.*?\*/", "", (ASSETS / sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
    found = set(re.findall(r"(?<![\w&(])#[0-9a-fA-F]{3,8}\b|\brgba?\([^)]*\)|\bhsla?\([^)]*\)", text))
    assert found <= {"#000", "#fff"}, f"{sheet} names {sorted(found)}; use the tokens"
