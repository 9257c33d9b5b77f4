"""The prose of a project, passage by passage: what records and hand-written pages say, and where, without their code.

Rules about words and sentences read this. Quotations are marked, since nobody may mend what somebody else said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from macros.handwritten import hand_written, page_text
from macros.models import Kind
from macros.pack import Loaded, walk
from macros.reading import Document, KeyPath

AS_PRINTED = {
    "item": {"statement", "heading", "recalled"},
    "team": {"targets"},
    "source": {"title", "by", "recording"},
    "scale": {"title", "developers", "rights"},
    "help": {"asked"},
    "words": {"forms", "stop", "common", "known", "numbered", "counted", "groups", "pointers", "short", "full"},
}
"""Fields, by the word of their kind, that hold somebody else's words, as printed or as typed into a search box."""

HEARD = {"aliases", "also", "term"}
"""Fields that hold what people say, and that are shown. Style is theirs; the rules of safety still hold."""

NOT_PROSE = {"licence", "url", "seen", "doi", "urls", "quoted_from"}

_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)[^`\n]+\1(?!`)|\{[{%#].*?[}%#]\}|<!--.*?-->", re.S)
_TAG = re.compile(r"</?[a-zA-Z][^>\n]*>|&#?\w+;")
_TOKEN = re.compile(r"\S*[-/:._]\S*\Z")
_PLAIN_LINE = re.compile(r"\w[^\n`<>{&]*\Z")
_NEW_BLOCK = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|\||---)")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)

Place = tuple[int, int]


class Passage(NamedTuple):
    """One paragraph, list entry, heading, table row or value.

    ``field`` is the name of the innermost field it stands in, ``body`` or ``page``; ``quoted`` says that it is
    somebody else's words; ``kind`` is the word of the record's kind, empty for a hand-written page.
    """

    path: str
    kind: str
    field: str
    text: str
    quoted: bool
    table: bool
    find: Callable[[str], Place]


def passages(root: Path, loaded: Loaded) -> Iterator[Passage]:
    """Yield every passage of the records, then of the hand-written pages."""
    for kind, document in loaded.documents:
        yield from of_document(kind, document)
    for file in hand_written(root):
        yield from of_page(file.relative_to(root).as_posix(), page_text(file))


def of_document(kind: Kind, document: Document) -> Iterator[Passage]:
    """Yield the passages of one record, values first, then the body."""
    printed = AS_PRINTED.get(kind.word, set())
    for path, value in document.texts or walk(document.data):
        names = [part for part in path if isinstance(part, str)]
        if names[-1] in NOT_PROSE or _TOKEN.match(value):
            continue
        said = bool(printed & set(names))
        find = _in_value(document, path)
        if _PLAIN_LINE.match(value):
            yield Passage(document.path, kind.word, names[-1], value, said, table=False, find=find)
            continue
        for block in blocks(value):
            yield Passage(document.path, kind.word, names[-1], block.text, said or block.quoted, block.table, find)
    for block in blocks(document.body):
        find = _from_line(document.text, document.body_line + block.line, block.lines)
        yield Passage(document.path, kind.word, "body", block.text, block.quoted, block.table, find)


def of_page(path: str, text: str) -> Iterator[Passage]:
    """Yield the passages of one hand-written page. Macro calls, code, comments and tags are left out."""
    for block in blocks(_FRONT_MATTER.sub(lambda match: match[0].replace("\n", "\n- ").removesuffix("- "), text)):
        find = _from_line(text, block.line + 1, block.lines)
        yield Passage(path, "", "page", block.text, block.quoted, block.table, find)


class Block(NamedTuple):
    """One block of a Markdown text: its first line from 0, how many lines, and its words on one line."""

    line: int
    lines: int
    text: str
    quoted: bool
    table: bool


def blocks(text: str) -> Iterator[Block]:
    """Yield every block of a Markdown text that holds words: paragraphs, list entries, headings, table rows."""
    held: list[str] = []
    start, quoted, fenced, in_html_quote = 0, False, False, False

    def flush() -> Iterator[Block]:
        words = _TAG.sub(" ", " ".join(held)).strip()
        if re.search(r"\w", words):
            yield Block(start, len(held), words, quoted=quoted, table=words.startswith("|"))
        held.clear()

    for number, line in enumerate(_CODE.sub(_lines_only, text).split("\n")):
        bare = line.strip()
        fence = bare.startswith(("```", "~~~"))
        if fence or fenced:
            yield from flush()
            fenced = fenced != fence
            continue
        in_html_quote = in_html_quote or "<blockquote" in bare
        is_quote = bare.startswith(">") or in_html_quote
        said = bare.lstrip("> ")
        if not said or is_quote != quoted or _NEW_BLOCK.match(line):
            yield from flush()
        if not held:
            start, quoted = number, is_quote
        if said:
            held.append(said)
        in_html_quote = in_html_quote and "</blockquote" not in bare
    yield from flush()


def _lines_only(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _in_value(document: Document, path: KeyPath) -> Callable[[str], Place]:
    return lambda snippet: document.find(path, snippet)


def _from_line(text: str, line: int, lines: int) -> Callable[[str], Place]:
    """Return a function that finds a snippet, or its first word where it is folded, within some lines of a text."""

    def find(snippet: str) -> Place:
        shown = text.split("\n")[line - 1 : line - 1 + lines]
        for part in (snippet, snippet.split(" ")[0]):
            for number, words in enumerate(shown, line):
                if (at := words.find(part)) >= 0:
                    return number, at + 1
        return line, 1

    return find
