"""What tests of printing measure with: the width of A4, what reaches beyond it, and how many sides a PDF has."""

from __future__ import annotations

import re

A4_WITHIN_MARGINS = 680
"""Width of the print area in CSS pixels: 210 mm less two margins of 15 mm, at 96 to the inch."""

BEYOND = """width => {
    /* What stands in a line is as wide as its letters: the space at which a line breaks hangs over the edge unseen. */
    const letters = e => {
        const texts = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), letter = document.createRange(), found = [];
        while (texts.nextNode()) for (let at = 0; at < texts.currentNode.length; at += 1) {
            if (!texts.currentNode.data[at].trim()) continue;
            letter.setStart(texts.currentNode, at);
            letter.setEnd(texts.currentNode, at + 1);
            found.push(letter.getBoundingClientRect());
        }
        return found;
    };
    /* What a style writes before or after it, such as an address, has no letters to measure: there its box counts. */
    const written = e => ['::before', '::after'].some(
        at => !['none', 'normal'].includes(getComputedStyle(e, at).content));
    const over = box => box.width > 0 && box.right > width + 1;
    return [...document.querySelectorAll('body *')].filter(e => {
        if (e.closest('svg') || !over(e.getBoundingClientRect())) return false;
        const style = getComputedStyle(e);
        if (style.position === 'absolute') return false;
        return style.display !== 'inline' || !e.textContent.trim() || written(e) || letters(e).some(over);
    }).slice(0, 3).map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`);
}"""
"""What reaches beyond the edge of the paper, three at most."""


def sides(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
