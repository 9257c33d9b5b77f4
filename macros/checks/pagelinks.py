"""Links between hand-written pages, and from them to generated ones: found before a build, at the line they stand on.

``pack links`` reads the built site and has the last word; this is for the editor of a page, who would wait for it.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from macros.handwritten import hand_written, page_text
from macros.models import KINDS
from macros.pack import Loaded
from macros.pages import FOLDERS, plan
from macros.problems import Problem, errors, nearest, shown
from macros.site import DOCS

_LINK = re.compile(r"(?:\]\(<?|<a\b[^>]*?\bhref=[\"'])(?P<to>[^\s)\"'>]+)")
_CODE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)|(?P<ticks>`+)[^`].*?(?P=ticks)|<!--.*?-->", re.M | re.S)
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<words>.*?)[ \t#]*(?:\{[:#][^}\n]*\})?[ \t]*$", re.MULTILINE)
_NAMED = re.compile(r"\{[^}\n]*#(?P<id>[\w.-]+)[^}\n]*\}|\bid=[\"'](?P<html>[^\"']+)[\"']")
_MAKES_BLOCKS = re.compile(r"^\{\{.*\}\}[ \t]*$", re.MULTILINE)
"""A macro on a line of its own may make headings: then nobody knows here which anchors a page has."""

_MARKS = re.compile(r"[*_`]|<[^>]*>|\[(?P<words>[^\]]*)\]\([^)]*\)")


def check(root: Path, loaded: Loaded) -> Iterator[Problem]:
    """Yield every link of a hand-written page that leads to no page, file or heading."""
    texts = {file.relative_to(root / DOCS).as_posix(): page_text(file) for file in hand_written(root)}
    site = _Site(root, loaded, texts)
    for page, text in texts.items():
        if "](" not in text and "href=" not in text:
            continue
        bare = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
        for match in _LINK.finditer(bare):
            if message := site.wrong(page, match["to"]):
                line, start = bare.count("\n", 0, match.start("to")) + 1, bare.rfind("\n", 0, match.start("to")) + 1
                column = match.start("to") - start + 1
                yield Problem(path=f"{DOCS}/{page}", line=line, column=column, rule="page-link", message=message)


class _Site:
    """What links may lead to: hand-written pages with their headings, files, and the pages that records make."""

    def __init__(self, root: Path, loaded: Loaded, texts: dict[str, str]) -> None:
        self.root = root
        self.loaded = loaded
        self.texts = texts
        listed = {kind.word: kind.pages for kind in KINDS if kind.pages}
        self.records = {f"{listed[ref.kind]}/{ref.id}.md" for ref in loaded.known if ref.kind in listed}
        self.headings: dict[str, frozenset[str]] = {}

    def wrong(self, page: str, link: str) -> str:
        """Say what is wrong with a link from a page, or nothing. Addresses elsewhere are not asked about."""
        path, _, anchor = link.partition("#")
        if re.match(r"[\w.+-]+:|/|\{", link):
            return ""
        folder = posixpath.dirname(page)
        target = posixpath.normpath(posixpath.join(folder, unquote(path))) if path else page
        if not self._is_there(target):
            known = [posixpath.relpath(other, folder or ".") for other in (*self.texts, *self.records)]
            return f"{shown(link)} leads to no page or file.{nearest(path, known)}"
        listed = anchor and target in self.texts and not _MAKES_BLOCKS.search(self.texts[target])
        if listed and anchor not in self._anchors(target):
            return f"{shown(link)} leads to no heading of that page.{nearest(anchor, self._anchors(target))}"
        return ""

    def _is_there(self, target: str) -> bool:
        if target in self.texts or target in self.records:
            return True
        folder, name = posixpath.split(target)
        if not target.startswith(tuple(f"{own}/" for own in FOLDERS)):
            file = self.root / DOCS / target
            if not target.endswith(".md") and not file.parent.is_dir():
                return True  # data and libraries, which a build writes
            return file.is_file()
        of_records = folder in {kind.pages for kind in KINDS if kind.word != "source"} and name != "index.md"
        if not of_records and (self.root / DOCS / target).is_file():
            return True  # from the last build: a page that is no record's rarely goes
        return not target.endswith(".md") or target in self._generated or bool(errors(self.loaded.problems))

    @cached_property
    def _generated(self) -> frozenset[str]:
        """Every generated page. Planning them takes its time, so it is done where a link leads to no page yet."""
        if errors(self.loaded.problems):
            return frozenset()
        return frozenset(page.path for page in plan(self.loaded.pack, {}))

    def _anchors(self, page: str) -> frozenset[str]:
        if page not in self.headings:
            text = self.texts[page]
            named = {match["id"] or match["html"] for match in _NAMED.finditer(text)}
            slugs = {_slug(match["words"]) for match in _HEADING.finditer(text)}
            self.headings[page] = frozenset(named | slugs)
        return self.headings[page]


def _slug(words: str) -> str:
    """Return the anchor that Markdown's table of contents makes from the words of a heading."""
    plain = _MARKS.sub(lambda match: match["words"] or "", words)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())
