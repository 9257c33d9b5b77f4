"""Words that only the website says, or only its offline copy, marked in the page: ``<div data-only="online">``.

A page is written once and published twice. Some of it is true in one place alone: a copy in a folder cannot know its
own hash, and has nothing to save. What belongs to the copy is also ``hidden`` in the source, so that the page says
what the website says wherever this never runs, as while somebody writes: ``<p data-only="copy" hidden>``.
"""

from __future__ import annotations

from macros.delivery.markup import choose

ONLINE, COPY = "online", "copy"
_MARK = "data-only"


class EditionError(ValueError):
    """A page marks words for an edition that there is not, or marks an element that never ends."""


def edition(path: str, page: str, wanted: str) -> str:
    """Return a page as one edition has it. Raises EditionError naming the page."""

    def keep(named: str) -> bool:
        if named not in (ONLINE, COPY):
            raise EditionError(f'{path}: {_MARK}="{named}" is neither "{ONLINE}" nor "{COPY}"')
        return named == wanted

    try:
        return choose(page, _MARK, keep)
    except EditionError:
        raise
    except ValueError as error:
        raise EditionError(f"{path}: {error}, and it holds words for one edition only") from error
