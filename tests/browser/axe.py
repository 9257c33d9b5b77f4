"""Ask axe-core what is wrong with a page, and say it in lines that a person can act on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""WCAG 2.2 A and AA, and axe's best practice. No rule is switched off."""

LOOKS = ((1440, "light"), (1440, "dark"), (390, "dark"), (390, "light"))
"""Widths and colours in which every page is looked at."""

_COLOURS = ("color-contrast", "link-in-text-block")

Rules = Mapping[str, Any]
"""Which rules axe runs, in its own options."""

ALL: Rules = {"runOnly": {"type": "tag", "values": TAGS}}

OF_COLOURS: Rules = {"runOnly": {"type": "rule", "values": _COLOURS}}
"""The rules that colours bear on. All others find the same in dark as they did in light, at the same width."""

BUT_COLOURS: Rules = {**ALL, "rules": {rule: {"enabled": False} for rule in _COLOURS}}

_RUN = """([rules, within]) => axe.run(within || document, {...rules, resultTypes: ['violations']})
    .then(found => found.violations.map(rule => [rule.id, rule.nodes.map(node => [node.target.join(' '),
        node.failureSummary.split('\\n').slice(1).join(' ')])]))"""


@cache
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, rules: Rules = ALL, within: str = "") -> list[str]:
    """Return what axe finds wrong on a page as it stands now: rule, where (three places at most), and why.

    ``within`` is a selector of the only part to look at; without it all of the page is.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    found = page.evaluate(_RUN, [rules, within])
    return [f"{rule}: {place}: {why.strip()}" for rule, nodes in found for place, why in nodes[:3]]


def violations_in_every_look(page: Page) -> list[str]:
    """Return what axe finds wrong on a page, narrow and wide, light and dark, from one load of it."""
    found = []
    for width, colours in LOOKS:
        page.set_viewport_size({"width": width, "height": 844 if width < 600 else 900})
        page.emulate_media(color_scheme=colours)
        rules = OF_COLOURS if colours == "dark" else ALL
        found += [f"{width} px, {colours}: {line}" for line in violations(page, rules)]
    return found
