"""From what an engine built to what is published: one pass over the finished site, the same for every engine.

Leaves out what no page needs, writes the security policy into pages and header files, makes the offline copy and the
service worker, and fills the facts of the build into the pages that tell them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from macros.delivery import worker as workers
from macros.delivery.addresses import loaded
from macros.delivery.archive import OFFLINE, Archive, archive, policy_tags, size_words
from macros.delivery.editions import COPY, ONLINE, edition
from macros.delivery.facts import HERE, UP, fill
from macros.delivery.hosts import host_files
from macros.delivery.kinds import strangers
from macros.delivery.markup import (
    Tag,
    hash_source,
    inline_scripts,
    refused,
    tags,
    with_guarded_links,
    with_head,
    with_scopes,
)
from macros.delivery.policy import Policy, unique
from macros.delivery.settings import Settings
from macros.delivery.slim import cut_styles, drop_unused, shrink, with_hashed_names
from macros.delivery.wellknown import SITE_MAP, well_known
from macros.delivery.worker import Worker
from macros.made import day_words, made_at

HELPER = "about/offline/index.html"
"""The page that explains saving for offline; shown where a page that was asked for is not saved."""

_HEADER = Markup('<tr><th scope="row">{}</th><td><code>{}</code></td></tr>')


class RefusedError(ValueError):
    """The engine built something that may not be published; the message says what and where, one a line."""


@dataclass(frozen=True)
class Delivered:
    """What came of it: the offline copy, the service worker, and what was left out."""

    archive: Archive
    worker: Worker
    left_out: tuple[str, ...]


def deliver(root: Path, site: Path) -> Delivered:
    """Finish a built site in place. Call it once, on what an engine just wrote.

    Raises RefusedError for a page with inline styles or handlers, or a file of a kind that may not be published,
    UnknownFactError for a page that asks for a fact that is not known there, and EditionError for words marked wrongly.
    """
    settings, made = Settings.of(root), made_at(root)
    built = _pages(site)
    left_out = drop_unused(site, built.values())
    seen = {path: tags(page) for path, page in built.items()}
    _refuse(site, seen)
    cut = cut_styles(site, seen.values())
    shrink(site)
    guarded = {path: with_scopes(with_guarded_links(page)) for path, page in built.items()}
    named = with_hashed_names(site, guarded, settings.base, cut)
    pages = {path: edition(path, text, ONLINE) for path, text in named.items()}
    policy = Policy(unique(hash_source(script) for page in seen.values() for script in inline_scripts(page)))

    files = _files(site) | {path: text.encode() for path, text in pages.items()}
    first = _first(pages, settings.base)

    apart = _facts(settings, policy, None, None) | {"copy-made": f", made {day_words(made)}" if made else ""}
    copied = {path: fill(path, edition(path, text, COPY), apart).encode() for path, text in named.items()}
    copy = archive(files | copied, settings, policy, made)

    # The worker's list holds a hash of each page, and a page tells how many there are: so they are counted before.
    draft = workers.worker(files, first, HELPER)
    facts = _facts(settings, policy, copy, draft)
    facts["saved-packed"] = size_words(workers.packed(files, draft.saved))
    final = {path: _finished(path, fill(path, text, facts), policy).encode() for path, text in pages.items()}
    saved = workers.worker(files | final, first, HELPER)

    written: dict[str, bytes] = dict(final)
    written |= {path: text.encode() for path, text in saved.files.items()}
    has_map = SITE_MAP in files
    written |= {path: text.encode() for path, text in well_known(settings, made, has_map=has_map).items()}
    written[OFFLINE] = copy.data
    published = files.keys() | written.keys()
    written |= {path: text.encode() for path, text in host_files(policy, published, settings.base).items()}
    _write(site, written)
    return Delivered(copy, saved, tuple(left_out))


def lay_beside(root: Path, site: Path, copy: Archive) -> Path:
    """Write the offline copy beside the site, under the site's name, and return its path."""
    file = site.resolve().parent / f"{Settings.of(root).slug}.zip"
    file.write_bytes(copy.data)
    return file


def _first(pages: Mapping[str, str], base: str) -> set[str]:
    """Return what the service worker saves at once: the home page, the page that explains, and what they load."""
    first = {path for path in (*workers.FIRST, HELPER) if path in pages}
    return first | {file for page in first for file in loaded(page, tags(pages[page]), base)}


def _facts(settings: Settings, policy: Policy, copy: Archive | None, worker: Worker | None) -> dict[str, str | Markup]:
    """Return every fact that a page may ask for, by name. The offline copy knows none about itself or the worker."""
    at = Markup(', at <a href="{0}" rel="noopener noreferrer">{0}</a>').format(f"{settings.address}/{HERE}")
    facts: dict[str, str | Markup] = {
        "headers": Markup("").join(_HEADER.format(*header) for header in policy.headers().items()),
        "site-address": settings.address or "the address that you opened",
        "at-website": at if settings.address else "",
    }
    if copy:
        link = Markup('<a class="btn main" href="{}{}" download="{}.zip">Download {}</a>')
        facts["zip-link"] = link.format(UP, OFFLINE, settings.slug, f"the offline copy ({copy.size}, .zip)")
        facts |= {"zip-size": copy.size, "zip-sha256": copy.sha256}
        facts |= {"zip-files": str(copy.files), "zip-longest": str(copy.longest)}
    if worker:
        facts |= {"saved-files": str(len(worker.saved)), "saved-size": size_words(worker.bytes)}
    return facts


def _finished(path: str, page: str, policy: Policy) -> str:
    """Return a page with its policy, and the way to the worker. The page for lost visitors may stand at any depth."""
    lines = policy_tags(policy)
    if path != "404.html":
        lines += workers.tag(path, page)
    return with_head(page, lines)


def _pages(site: Path) -> dict[str, str]:
    return {
        file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.html"))
    }


def _files(site: Path) -> dict[str, bytes]:
    return {f.relative_to(site).as_posix(): f.read_bytes() for f in sorted(site.rglob("*")) if f.is_file()}


def _refuse(site: Path, pages: Mapping[str, list[Tag]]) -> None:
    found = [f"{path}: {what}" for path, page in pages.items() for what in refused(page)]
    files = (file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    found += [f"{path}: a kind of file that may not be published" for path in strangers(files)]
    if found:
        raise RefusedError("\n".join(found))


def _write(site: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
