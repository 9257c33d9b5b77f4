"""Markup that no record may hold. Prose of records is plain Markdown: anything else is refused before it is shown.

The renderer makes text of all this anyway (``macros.prose``); these rules tell an editor so, and keep a second door
shut should the renderer ever change. Source of the rules: design.md section 6.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html.entities import html5
from urllib.parse import unquote

from macros.models import Kind, file_model, kind_of
from macros.models.base import Address, fields_marked
from macros.problems import Problem, shown
from macros.reading import Document, KeyPath

_CITE = "Add the page to items/sources/ and write [[source:its-id|words to show]]."
_SCHEME = r"[a-zA-Z][a-zA-Z0-9+.-]*:"
_MAIL = r"[\w.+-]+@"


@dataclass(frozen=True)
class Rule:
    """What is refused, and what to say after the words that break it."""

    name: str
    pattern: re.Pattern[str]
    message: str


RULES = (
    Rule(
        "template-code",
        re.compile(r"\{\{[^{}\n]*+\}\}|\{[%#][^{}\n]*+\}|\{\{|\}\}|\{%|%\}|\{#|#\}"),
        "is template code, which records never run. Write a link as [[item:14]].",
    ),
    Rule(
        "snippet",
        re.compile(r"-++8<-+[^\n]*|\{![^{}\n]*+\}|\{!|!\}"),
        "takes in another file, which records cannot. Write the words.",
    ),
    Rule(
        "attribute-list",
        re.compile(r"\{[^{}\n]*+\}|[{}]"),
        "has braces, which start attribute lists and template code. Write round brackets.",
    ),
    Rule(
        "autolink",
        re.compile(rf"<(?:{_SCHEME}|{_MAIL})[^>\s]*>?"),
        f"is an address, and records hold none in prose. {_CITE}",
    ),
    Rule(
        "html",
        re.compile(r"<(?=[a-zA-Z/!?])[^>\n]{0,200}>?"),
        'is HTML, which records do not hold. Use plain Markdown, or write "less than".',
    ),
    Rule(
        "image",
        re.compile(r"!\[[^\]\n]*\]?(?:\([^)\n]*\)?)?"),
        "is an image, and records show none. Say in words what it shows.",
    ),
    Rule(
        "link",
        re.compile(
            rf"\[[^\[\]\n]*\]\([^)\n]*\)?|\]\([^)\n]*\)?|\]\[(?!\[)"
            rf"|^ {{0,3}}\[[^\]\n]+\]:[ \t]*(?:<|{_SCHEME}|[/.#])\S*",
            re.MULTILINE,
        ),
        f"makes a Markdown link, and records have their own kind. {_CITE}",
    ),
    Rule(
        "address",
        re.compile(r"(?:https?://|\bwww\.)[^\s)>]*", re.IGNORECASE),
        f"is an address, and records hold none in prose. {_CITE}",
    ),
    Rule("entity", re.compile(r"&(?:#\w+|[a-zA-Z][a-zA-Z0-9]*);"), "is an HTML entity. Write the character itself."),
    Rule(
        "extension",
        re.compile(r"^ {0,3}(?:!!!|\?\?\?\+?|===|:::)[ \"][^\n]*|^ {0,3}\[\^|\[TOC\]", re.MULTILINE),
        "starts a Markdown extension that records do not have. Use paragraphs, lists, tables and quotations.",
    ),
)
"""Each is told once for a value, and nothing is told twice: what one rule names, those below it pass over."""

HINTS = (
    *(
        "{",
        "}",
        "<",
        "![",
        "](",
        "][",
        "]:",
        "https:",
        "http:",
        "www.",
        "8<",
        "!!!",
        "???",
        "===",
        ":::",
        "[^",
        "[toc]",
    ),
    *("&", "%", "\\", "script:", "data:", "file:", "blob:", "filesystem:"),
)
"""What a breach has at least, in lower case. Patterns are slow, plain search is not, and most texts have none of it."""

_HIDDEN = re.compile("[\x00-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_RUNS = re.compile(r"(?:java|vb|live)script:", re.IGNORECASE)
_HOLDS = re.compile(
    r"\bdata:(?:(?:text|image|application|audio|video|font|multipart)/|[;,])|\b(?:file|blob|filesystem):(?=/|https?:)",
    re.IGNORECASE,
)


def check(documents: Iterable[tuple[Kind, Document]]) -> Iterator[Problem]:
    """Yield what is refused in the values and bodies of records. Fields for addresses have their own pattern."""
    for kind, document in documents:
        addresses = _address_fields(kind.word)
        texts = [(path, text) for path, text in document.texts if _field(path) not in addresses]
        hints = _hints("\0".join([*(text for _, text in texts), document.body]))
        if not hints:
            continue
        for path, text in texts:
            for rule, at, snippet in found_in(text, hints):
                yield _problem(document, document.find(path, text[at : at + 12]), rule, snippet)
        for rule, at, snippet in found_in(document.body, hints):
            yield _problem(document, document.place_in_body(at), rule, snippet)


def found_in(text: str, hints: tuple[str, ...] = HINTS) -> Iterator[tuple[Rule, int, str]]:
    """Yield each rule that a text breaks, with the place and the words of its first breach."""
    if not _hints(text, hints):
        return
    taken: set[int] = set()
    links: set[int] = set()
    for rule in RULES:
        matches = [match for match in rule.pattern.finditer(text) if _counts(rule, match, taken)]
        for match in matches:
            taken.update(range(match.start(), match.end()))
            links.update(range(match.start(), match.end()) if rule.name == "link" else ())
        if matches:
            yield rule, matches[0].start(), matches[0][0]
    rest = "".join(" " if at in links and char != "\n" else char for at, char in enumerate(text)) if links else text
    disguised = _disguised(rest)
    if disguised:
        at = _line_of(rest, disguised)
        yield Rule("scheme", _RUNS, "is an address that can run code, however it is written. Delete it."), at, disguised


def _hints(text: str, among: tuple[str, ...] = HINTS) -> tuple[str, ...]:
    lower = text.lower()
    squeezed = "".join(lower.split()) if "script:" in among else ""
    return tuple(hint for hint in among if hint in lower or hint in squeezed)


def _field(path: KeyPath) -> str | int:
    return path[-1] if isinstance(path[-1], str) or len(path) == 1 else path[-2]


def _counts(rule: Rule, match: re.Match[str], taken: set[int]) -> bool:
    if rule.name == "entity" and not match[0].startswith("&#") and match[0][1:] not in html5:
        return False
    return taken.isdisjoint(range(match.start(), match.end()))


def _disguised(text: str) -> str:
    """Return the scheme of an address that a browser would run, seen through escapes and gaps; else nothing."""
    for _ in range(3):
        text = unquote(html.unescape(text))
    text = _HIDDEN.sub("", text.replace("\\", ""))
    match = _RUNS.search(re.sub(r"\s+", "", text)) or _HOLDS.search(text)
    return match[0] if match else ""


def _line_of(text: str, disguised: str) -> int:
    """Return where the first line starts that holds a disguised scheme by itself, or the text where none does."""
    at = 0
    for line in text.split("\n"):
        if _disguised(line) == disguised:
            return at + len(line) - len(line.lstrip())
        at += len(line) + 1
    return 0


@cache
def _address_fields(word: str) -> frozenset[str]:
    kind: Kind = kind_of(word)
    return fields_marked(file_model(kind), Address)


def _problem(document: Document, place: tuple[int, int], rule: Rule, snippet: str) -> Problem:
    message = f"{shown(snippet, 40)} {rule.message}"
    return Problem(path=document.path, line=place[0], column=place[1], rule=rule.name, message=message)
