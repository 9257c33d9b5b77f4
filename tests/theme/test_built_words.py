"""The words of every page: what links are called, and that no abbreviation is left for the reader to guess."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from built import of_class, without, words

from macros.delivery.settings import Settings
from macros.models.words import Abbreviation, Words
from macros.pack import load

pytestmark = pytest.mark.slow

ADDRESS = re.compile(r"(https?://|www\.)\S*|[\w-]+(\.[\w-]+)+(/\S*)?", re.IGNORECASE)
"""The words of a link that are a web address and no more."""

FILES = (".csv", ".json", ".zip", ".yml", ".md", ".bib", ".ris", ".txt")
"""A file's own name may be the words of a link to it."""

HIDDEN = "contains(@class, 'md-skip')"
"""The theme's own way past its header, which frame.css never shows."""


def name(link: Any) -> str:
    """Return what a link is called."""
    return link.get("aria-label") or words(link)


def test_no_link_is_called_by_a_bare_address(pages: dict[str, Any]) -> None:
    """A link says what it leads to in words: nobody wants an address read out letter by letter (WCAG 2.4.4)."""
    bare = {
        (path, name(link))
        for path, page in pages.items()
        for link in page.iterfind(".//a[@href]")
        if ADDRESS.fullmatch(name(link)) and not name(link).endswith(FILES)
    }
    assert bare == set()


def test_links_with_the_same_words_lead_to_the_same_place(pages: dict[str, Any]) -> None:
    """Within a page no two links with the same words lead to different places (WCAG 2.4.4)."""
    wrong: dict[str, dict[str, list[str]]] = {}
    for path, page in pages.items():
        targets = defaultdict(set)
        for link in page.xpath(f"//a[@href][not({HIDDEN})]"):
            address = urljoin("http://site/" + path.removesuffix("index.html"), link.get("href"))
            targets[name(link).casefold()].add(address)
        several = {said: sorted(found) for said, found in targets.items() if len(found) > 1}
        if several:
            wrong[path] = several
    assert wrong == {}


def test_nothing_stands_in_a_tooltip(pages: dict[str, Any]) -> None:
    """No abbreviation keeps its words in a title, which only a mouse can open (WCAG 1.4.13)."""
    assert {path for path, page in pages.items() if page.xpath("//abbr[@title] | //article//*[@title]")} == set()


NOT_OURS = (
    of_class("help"), of_class("suggest"), of_class("crumbs"),  # the frame, on every page the same
    ".//h1", ".//h2", ".//h3", ".//h4", ".//caption", ".//figcaption",  # titles of ours
    ".//blockquote", ".//q", of_class("quoted"),  # quotations
    of_class("source"), of_class("cite"), of_class("named"), of_class("aliases"),  # titles of others, other names
    ".//a[@data-url]", ".//a[contains(@href, 'sources/')]", ".//details[contains(@class, 'more')]//li",
    ".//dt[.='Original page']/following-sibling::dd", of_class("az"),
    of_class("source") + "/following-sibling::p[@class='meta'][1]",  # who made it
    ".//li/a[following-sibling::span[@class='meta']]", ".//li/a/following-sibling::span[@class='meta']",  # both
    of_class("card") + "/p[@class='meta']",  # where it was
    of_class("paper"), ".//code", ".//pre",  # documents to adapt, which go out by themselves; code
    of_class("n"), of_class("num"), of_class("kind"),  # numbers and marks
    ".//dt",  # the short forms of the glossary, with their words behind them
)  # fmt: skip
"""What may hold an abbreviation without its words: titles, quotations, documents, numbers."""


def main_text(page: Any, site_name: str) -> str:
    """Return the running text of a page, without the name of the site, which is a title."""
    text = words(without(page.find(".//article"), NOT_OURS))
    return re.sub(r'"[^"]{1,120}"|“[^”]{1,120}”', " ", text.replace(site_name, " "))


def first_use(text: str, short: Abbreviation) -> re.Match[str] | None:
    """Return where a text first uses an abbreviation; "CRT 3" is the name of a team."""
    names = [re.escape(form) for form in (short.short, *short.also) if not form.isdigit()]
    return re.search(rf"(?<![\w&;/.-])({'|'.join(names)})(?![\w-]| \d)", text)


def is_explained(page: Any, text: str, found: re.Match[str], short: Abbreviation) -> bool:
    """Tell whether the words stand before an abbreviation or right behind it, or it leads to the glossary."""
    said = text[: found.end() + len(short.full) + 4].casefold()
    titles = " ".join(words(title) for title in page.xpath("//article//*[self::h1 or self::h2]")).casefold()
    leads = page.xpath(f"//article//a[contains(@href, 'glossary')][normalize-space()='{found[0]}']")
    return short.full.casefold() in said + titles or bool(leads)


def test_every_abbreviation_is_spelled_out_where_a_page_first_uses_it(pages: dict[str, Any], root: Path) -> None:
    """On every page, generated or written by hand, an abbreviation that not everybody knows has its words with it."""
    shorts = [short for record in load(root).pack.of(Words) for short in record.abbreviations if not short.known]
    site_name = Settings.of(root).name
    unexplained = []
    used = 0
    for path, page in pages.items():
        text = main_text(page, site_name)
        for short in shorts:
            if found := first_use(text, short):
                used += 1
                if not is_explained(page, text, found, short):
                    unexplained.append((path, text[max(0, found.start() - 40) : found.end() + 40]))
    assert used > 100
    assert unexplained == []
