"""What tests ask of a page that was built."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any


def words(element: Any) -> str:
    """Return the text of an element as a screen reader would join it."""
    return " ".join(element.text_content().split())


def without(element: Any, places: Iterable[str]) -> Any:
    """Return a copy of an element without what these paths find in it; the text behind each stays."""
    bare = copy.deepcopy(element)
    for found in [found for place in places for found in bare.xpath(place)]:
        if found.getparent() is not None:
            found.drop_tree()
    return bare


def of_class(name: str) -> str:
    """Return the path to what has a class."""
    return f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
