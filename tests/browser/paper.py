"""What tests of printing measure with: the width of A4, what reaches beyond it, and how many sides a PDF has."""

from __future__ import annotations

import re

A4_WITHIN_MARGINS = 680
"""Width of the print area in CSS pixels: 210 mm less two margins of 15 mm, at 96 to the inch."""

BEYOND = """width => [...document.querySelectorAll('body *')].filter(e => {
    if (e.closest('svg') || getComputedStyle(e).position === 'absolute') return false;
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.right > width + 1;
}).slice(0, 3).map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`)"""


def sides(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
