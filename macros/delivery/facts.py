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

HERE = "%HERE%"
"""Stands in a fact for the way from the top of the site down to the page."""


_HINT = ' The offline copy knows less: mark with data-only="online" what only the website can tell.'


class UnknownFactError(ValueError):
    """A page asks for a fact that is not known, or not in that edition of the page."""


def fill(path: str, page: str, facts: Mapping[str, str | Markup]) -> str:
    """Return a page with every fact in place. Raises UnknownFactError naming the page, the fact and the known ones."""

    def fact(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in facts:
            known = ", ".join(sorted(facts))
            raise UnknownFactError(f"{path}: the fact {name!r} is not known; these are: {known}.{_HINT}")
        value = str(escape(facts[name])).replace(UP, "../" * path.count("/"))
        return match["open"] + value.replace(HERE, path.removesuffix("index.html")) + match["close"]

    return _PLACE.sub(fact, page)
