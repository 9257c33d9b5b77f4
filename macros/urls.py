"""The addresses that a site promises to keep: what is promised, the lock that lists it, and what was lost or is new.

A promise is every page, every file to download, every file of the API, and the anchors that are stable by design: those
that several pages of a kind all have, and those of records that share a page. An anchor made from the words of a
heading, in a record's body or on a hand-written page, is none: a better heading may not break the check.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from macros import prose
from macros.delivery.archive import OFFLINE
from macros.delivery.markup import Tag, tags
from macros.exports.api import FOLDER as API
from macros.exports.documents import FORMATS
from macros.models import Record
from macros.pack import Entry, Pack
from macros.pages.page import anchor, page_path

LOCK = "urls.lock"
"""At the root of a project: one address a line, sorted. ``pack urls --write`` renews it."""

_PLACES = frozenset({"h2", "h3", "h4", "h5", "h6", "section", "li", "dt"})
"""What an address may point into; other ids are for scripts, labels and styles. The first heading is the page."""

_LABEL = "-heading"
"""How ids end that name a part for screen readers alone."""

Pages = Mapping[str, list[Tag]]
"""Every page of a site by its address, as its tags."""

_NOT_FOUND = "404.html"
_KIND = re.compile(r"\bkind-([a-z-]+)")
_HEADING_ID = re.compile(r"\{#([\w-]+)\}")


@dataclass(frozen=True)
class Survey:
    """What became of the addresses in a lock, each list sorted. ``kept`` are those that are there or lead somewhere."""

    kept: tuple[str, ...]
    lost: tuple[str, ...]
    new: tuple[str, ...]

    def __str__(self) -> str:
        lines = [f"lost: {address}" for address in self.lost] + [f"new: {address}" for address in self.new]
        lines.append(f"{len(self.kept)} addresses kept, {len(self.lost)} lost, {len(self.new)} new.")
        if self.lost:
            lines.append('Say in redirects.yml where each lost one went, as "/old/": "/new/", and build again.')
        return "\n".join(lines)


def address_of(path: str) -> str:
    """Return the address of a file of the site, ``items/14/index.html``: ``/items/14/``."""
    name = path.rpartition("/")[2]
    return "/" + (path.removesuffix("index.html") if name == "index.html" else path)


def file_of(address: str) -> PurePosixPath:
    """Return the file of the site at an address, whatever its anchor."""
    path = address.partition("#")[0].lstrip("/")
    return PurePosixPath(f"{path}index.html" if path.endswith("/") or not path else path)


def present(site: Path) -> frozenset[str]:
    """Return every address of a built site, with every anchor, promised or not."""
    return _present(site, _pages(site))


def _present(site: Path, pages: Pages) -> frozenset[str]:
    anchors = (f"{page}#{key}" for page, seen in pages.items() for key in _ids(seen))
    return frozenset({*map(address_of, _files(site)), *anchors})


def promised(site: Path, pack: Pack) -> frozenset[str]:
    """Return the addresses of a built site that are promises."""
    return _promised(site, _pages(site), pack)


def _promised(site: Path, pages: Pages, pack: Pack) -> frozenset[str]:
    found = {*pages, *(address_of(path) for path in _files(site) if _is_kept(path))}
    whole = [_ids(seen) for seen in pages.values() if any(tag.name == "article" for tag in seen)]
    frame = frozenset.intersection(*whole) if len(whole) > 1 else frozenset()
    kinds: dict[str, list[str]] = {}
    for page, seen in pages.items():
        kinds.setdefault(_kind(seen), []).append(page)
    worded = _worded(pack)
    for kind, members in kinds.items():
        if kind and len(members) > 1:
            shared = frozenset.intersection(*(_ids(pages[page], _PLACES) for page in members)) - frame
            found |= {f"{page}#{key}" for page in members for key in shared - worded.get(page, frozenset())}
    records = {_page_of(entry.record) + anchor(entry.record) for entry in _on_pages(pack) if anchor(entry.record)}
    return frozenset(address for address in found if not address.endswith(_LABEL)) | (records & _present(site, pages))


def survey(root: Path, site: Path, pack: Pack, lead: Callable[[str], str]) -> Survey:
    """Compare a built site with the project's lock. ``lead`` says where an old address leads, or nothing.

    Raises FileNotFoundError where there is no built site.
    """
    if not (site / "index.html").is_file():
        raise FileNotFoundError(f"There is no built site in {site}. Run: pack build")
    pages, locked = _pages(site), read_lock(root)
    there = _present(site, pages)
    kept = {address for address in locked if address in there or lead(address) in there}
    return Survey(
        tuple(sorted(kept)), tuple(sorted(locked - kept)), tuple(sorted(_promised(site, pages, pack) - locked))
    )


def read_lock(root: Path) -> frozenset[str]:
    """Return the addresses in a project's lock; none where there is no lock yet."""
    file = root / LOCK
    return frozenset(file.read_text(encoding="utf-8").split()) if file.is_file() else frozenset()


def renew(root: Path, found: Survey) -> Path:
    """Write a project's lock anew, and return it. An address that a redirect keeps stays: it is a promise still."""
    file = root / LOCK
    file.write_text("".join(f"{address}\n" for address in sorted({*found.kept, *found.new})), encoding="utf-8")
    return file


def _files(site: Path) -> Iterator[str]:
    return (file.relative_to(site).as_posix() for file in sorted(site.rglob("*")) if file.is_file())


def _is_kept(path: str) -> bool:
    """Say whether a file that is no page is one that readers and programs ask for by its address."""
    return path == OFFLINE or path.startswith(f"{API}/") or path.endswith(tuple(f".{kind}" for kind in FORMATS))


def _pages(site: Path) -> Pages:
    found = (path for path in _files(site) if path.endswith(".html") and path != _NOT_FOUND)
    return {address_of(path): tags((site / path).read_text(encoding="utf-8")) for path in found}


def _ids(page: Iterable[Tag], names: frozenset[str] = frozenset()) -> frozenset[str]:
    return frozenset(
        tag.attributes["id"] for tag in page if tag.attributes.get("id") and (not names or tag.name in names)
    )


def _kind(page: Iterable[Tag]) -> str:
    """Return the kind by which the style sheet knows a generated page; a hand-written one has none."""
    classes = (tag.attributes.get("class", "") for tag in page if tag.name == "article")
    return next((match[1] for match in map(_KIND.search, classes) if match), "")


def _on_pages(pack: Pack) -> Iterator[Entry]:
    return (entry for entry in pack.entries.values() if page_path(entry.record))


def _page_of(record: Record) -> str:
    return "/" + page_path(record).removesuffix(".md") + "/"


def _worded(pack: Pack) -> dict[str, frozenset[str]]:
    """Return the anchors on each record's page that were made from the words of headings in its body."""
    return {
        _page_of(entry.record): frozenset(_HEADING_ID.findall(prose.body(entry.document.body, prose.no_links)))
        for entry in _on_pages(pack)
        if entry.document.body
    }
