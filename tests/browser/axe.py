"""Ask axe-core what is wrong with a page, and say it in lines that a person can act on."""

from __future__ import annotations

import json
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

Looks = set[int]
"""How words look in which axe has found nothing wrong: a number for each look."""

_RUN = """([rules, places]) => {
    const all = document.querySelectorAll('*'), where = places ? places.map(at => all[at]) : document;
    return axe.run(where, {...rules, resultTypes: ['violations']}).then(found => found.violations.map(
        rule => [rule.id, rule.nodes.map(node => [node.target.join(' '),
            node.failureSummary.split('\\n').slice(1).join(' ')])]));
}"""

_ELEMENTS = """() => {
    const all = [...document.querySelectorAll('*')], at = new Map(all.map((e, place) => [e, place]));
    const written = e => [...e.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    return JSON.stringify(all.map(e => {
        const s = getComputedStyle(e), words = written(e) && e.checkVisibility({visibilityProperty: true});
        return [e.parentElement ? at.get(e.parentElement) : -1,
            [e.tagName, e.getAttribute('class'), e.getAttribute('aria-current'), s.color, s.backgroundColor,
                s.backgroundImage, s.opacity, s.fontSize, s.fontWeight, s.textDecorationLine].join(' '),
            words && e.getClientRects().length > 0];
    }));
}"""
"""Each element in the order of the page: the place of its parent, all of its own look, and whether it shows words."""


@cache
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, rules: Rules = ALL, places: list[int] | None = None) -> list[str]:
    """Return what axe finds wrong on a page as it stands now: rule, where (three places at most), and why.

    ``places`` are the elements to look at, counted from the root in the order of the page; without them all are.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    found = page.evaluate(_RUN, [rules, places])
    return [f"{rule}: {place}: {why.strip()}" for rule, nodes in found for place, why in nodes[:3]]


def new_looks(page: Page, known: Looks) -> dict[int, int]:
    """Return the looks of a page's words that are not known yet, and the first place of each.

    A look is all that colours depend on: tag, class, colours, ground and size of the element and of all around it. What
    stands over something else than what is around it is not seen so.
    """
    looks: list[int] = []
    found: dict[int, int] = {}
    for place, (parent, own, words) in enumerate(json.loads(page.evaluate(_ELEMENTS))):
        looks.append(hash((looks[parent] if parent >= 0 else 0, own)))
        if words and looks[-1] not in known:
            found.setdefault(looks[-1], place)
    return found


def violations_in_look(page: Page, width: int, colours: str, passed: Looks | None = None) -> list[str]:
    """Return what axe finds wrong on a page at one width, in light or dark colours.

    Given ``passed``, the rules of colours look at words of each new look once, and add those in which nothing is wrong.
    """
    page.set_viewport_size({"width": width, "height": 844 if width < 600 else 900})
    page.emulate_media(color_scheme="light" if colours == "light" else "dark")
    if passed is None:
        wrong = violations(page, ALL if colours == "light" else OF_COLOURS)
    else:
        wrong = violations(page, BUT_COLOURS) if colours == "light" else []
        if new := new_looks(page, passed):
            pale = violations(page, OF_COLOURS, list(new.values()))
            passed.update(() if pale else new)
            wrong += pale
    return [f"{width} px, {colours}: {line}" for line in wrong]


def violations_in_every_look(page: Page, passed: Looks | None = None) -> list[str]:
    """Return what axe finds wrong on a page, narrow and wide, light and dark, from one load of it.

    Given ``passed``, all words are looked at in the first look, and in the others those that look new.
    """
    first, *others = LOOKS
    found = violations_in_look(page, *first)
    return found + [line for look in others for line in violations_in_look(page, *look, passed)]
