"""Leave out what no page asks for, shrink our own styles and scripts, and put a hash into the names of what stays."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from macros.delivery.addresses import target
from macros.delivery.markup import Tag, map_addresses
from macros.delivery.policy import HASHED_NAME
from macros.delivery.unused import without_unused, words_of
from macros.delivery.wellknown import SITE_MAP

_LOADED = {"link": "href", "script": "src"}
_NEVER = ("*.map", "sitemap.xml.gz")
"""Maps serve those who mend the theme; the packed site map holds the time of its making, and hosts pack anyway."""

_ENTRY = "<loc>"
"""A page in a site map. Without the address of the site, engines write a map that lists none."""

_BUNDLE, _FOR_BUNDLE = "bundle.", ("search.json", "search/search_index.json")
"""The theme's own script, and the index of the theme's own search, which nothing but that script reads."""

_THEME = ("assets/javascripts", "assets/stylesheets")
_OF_OTHERS = "assets/lib/"
"""Libraries: small already, and their licence notes stay."""


def drop_unused(site: Path, pages: Iterable[str]) -> list[str]:
    """Remove maps, an empty site map, and the theme's scripts, styles and index that no page names. Returns what went.

    Only scripts and styles in the theme's own folders go: ours may be loaded by a script, which no page shows.
    """
    named = {name for page in pages for name in re.findall(r"[\w.-]+\.(?:js|css)\b", page)}
    gone = {file for pattern in _NEVER for file in site.rglob(pattern)}
    gone |= {file for file in site.glob(SITE_MAP) if _ENTRY not in file.read_text(encoding="utf-8")}
    for folder in _THEME:
        gone |= {
            file for file in (site / folder).rglob("*") if file.suffix in (".js", ".css") and file.name not in named
        }
    if not any(name.startswith(_BUNDLE) for name in named):
        gone |= {site / path for path in _FOR_BUNDLE if (site / path).is_file()}
    for file in gone:
        file.unlink()
    for place in sorted((site / "assets").rglob("*"), reverse=True):
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()
    return sorted(file.relative_to(site).as_posix() for file in gone)


def shrink(site: Path) -> None:
    """Take comments and indents out of our own styles and scripts. The sources keep them."""
    for file in sorted((site / "assets").rglob("*")):
        path = file.relative_to(site).as_posix()
        if path.startswith((_OF_OTHERS, *_THEME)) or ".min." in path or file.suffix not in (".css", ".js"):
            continue
        text = file.read_text(encoding="utf-8")
        file.write_text(small_css(text) if file.suffix == ".css" else small_js(text), encoding="utf-8")


def cut_styles(site: Path, pages: Iterable[Iterable[Tag]]) -> list[str]:
    """Take out of the theme's style sheets what no page can use, and return the paths of those files."""
    ours = [f.read_text(encoding="utf-8") for f in sorted((site / "assets").rglob("*.css")) if not _is_theme(site, f)]
    scripts = [file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.js"))]
    words = words_of(pages, scripts)
    cut = []
    for file in sorted((site / "assets").rglob("*.css")):
        if _is_theme(site, file):
            css = without_unused(file.read_text(encoding="utf-8"), words, "".join(ours + scripts))
            file.write_text(css, encoding="utf-8")
            cut.append(file.relative_to(site).as_posix())
    return cut


def _is_theme(site: Path, file: Path) -> bool:
    return file.relative_to(site).as_posix().startswith(_THEME)


def small_css(text: str) -> str:
    """Return a style sheet without its comments, indents and line ends; strings stay as they are."""
    bare = re.sub(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/""", lambda m: m[1] or "", text, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", bare).strip() + "\n"


def small_js(text: str) -> str:
    """Return a script without indents, and without comments that have lines to themselves.

    Lines stay lines, so nothing can change its meaning; a script with a template string is left alone.
    """
    if "`" in text:
        return text
    bare = re.sub(r"^[ \t]*(?:/\*(?!!)(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"^[ \t]+|[ \t]+$|\n(?=\s*\n)", "", bare, flags=re.MULTILINE).strip() + "\n"


def with_hashed_names(site: Path, pages: Mapping[str, str], base: str, cut: Iterable[str] = ()) -> dict[str, str]:
    """Rename each style sheet and script that a page loads, so that its name holds its hash; return the pages changed.

    A browser may then keep the file for ever. ``base`` is where the site is served: some pages name it in addresses.
    ``cut`` are files of the theme whose name holds the hash of what they were before they were cut.
    """
    cut = set(cut)
    known: dict[str, str] = {}

    def changed(page: str, address: str) -> str:
        bare, _, _ = address.partition("?")
        path = target(page, bare, base)
        if not path or not path.endswith((".css", ".js")) or (re.search(HASHED_NAME, path) and path not in cut):
            return address
        if path not in known:
            known[path] = _renamed(site, path)
        return bare[: len(bare) - len(posixpath.basename(path))] + posixpath.basename(known[path])

    return {path: map_addresses(text, _LOADED, partial(changed, path)) for path, text in pages.items()}


def _renamed(site: Path, path: str) -> str:
    file = site / path
    if not file.is_file():
        return path  # the check of links says so
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:8]
    stem = re.sub(HASHED_NAME, "", file.name).removesuffix(file.suffix)
    new = file.with_name(f"{stem}.{digest}{file.suffix}")
    file.rename(new)
    return new.relative_to(site).as_posix()
