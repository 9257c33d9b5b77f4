"""Fill facts of the build into pages: ``<code data-fact="zip-size"></code>`` gets what the build knows by that name.

Some facts are known only when everything else is done, such as the hash of the offline copy, so no macro can give them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

_PLACE = re.compile(
    r"(?P<open><(?P<tag>[a-z0-9]+)(?:\s[^>]*)?\sdata-fact=\"(?P<name>[\w-]+)\"[^>]*>)(?P<old>[^<]*)(?P<close></(?P=tag)>)"
)


UP = "%UP%"
"""Stands in a fact for the way from the page up to the top of the site."""


class UnknownFactError(ValueError):
    """A page asks for a fact that no build knows."""


def fill(path: str, page: str, facts: Mapping[str, str | Markup]) -> str:
    """Return a page with every fact in place. Raises UnknownFactError naming the page, the fact and the known ones."""

    def fact(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in facts:
            raise UnknownFactError(f"{path}: no build knows the fact {name!r}; it knows: {', '.join(sorted(facts))}")
        return match["open"] + str(escape(facts[name])).replace(UP, "../" * path.count("/")) + match["close"]

    return _PLACE.sub(fact, page)
