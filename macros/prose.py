"""Prose of records: plain Markdown and ``[[kind:id|words]]`` references in, safe HTML out.

Records may come from strangers. The renderer knows paragraphs, lists, quotations, tables, headings, emphasis and
code; it knows no HTML, links, images or template language, so none of them can be written in a record. Braces leave
as character references, so that no later template engine finds anything to run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

from macros.models import Ref
from macros.models.base import slugify as file_slug
from macros.references import REFERENCE

_WORDS = ("text", "code_inline")
"""Tokens of Markdown that hold words."""

LinkMaker = Callable[[Ref, "str | None"], Markup]
"""Given a reference and its words, if any, returns the HTML of a link."""


def plain(text: str, names: Callable[[Ref], str]) -> str:
    """Return one line of prose as plain text: references become their words or names, emphasis marks go."""
    tokens = [token for line in _markdown().parseInline(text, {}) for token in line.children or ()]
    return "".join(_plain(token, names) for token in tokens)


def _plain(token: Token, names: Callable[[Ref], str]) -> str:
    if token.type == "reference":
        return token.meta["words"] or names(token.meta["ref"])
    return " " if token.type in ("softbreak", "hardbreak") else token.content if token.type in _WORDS else ""


def inline(text: str, link: LinkMaker) -> Markup:
    """Render one line of prose (no blocks) as HTML."""
    return _shield(_markdown().renderInline(text, {"link": link}))


def block(text: str, link: LinkMaker) -> Markup:
    """Render prose with paragraphs, lists and tables as HTML."""
    return _shield(_markdown().render(_table_bars(text), {"link": link}))


def body(text: str, link: LinkMaker, shift: int = 0) -> str:
    """Render a record's body as page Markdown: headings stay headings, so that contents lists know them.

    Headings become ``## text {#slug}``, deeper by ``shift``; everything else is HTML. Ids are unique in the body.
    """
    parser, env = _markdown(), {"link": link}
    tokens, chunks, used = parser.parse(_table_bars(text), env), [], set[str]()
    start = 0
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            chunks.append(_html(parser, tokens[start:at], env))
            title = heading_text(tokens[at + 1])
            slug = _unique(slugify(title), used)
            chunks.append(f"{'#' * min(int(token.tag[1]) + shift, 6)} {entities(title)} {{#{slug}}}")
            start = at + 3
    chunks.append(_html(parser, tokens[start:], env))
    return "\n\n".join(chunk for chunk in chunks if chunk)


def headings(text: str) -> list[tuple[int, str]]:
    """Return the (level, text) of every heading of a body, in order."""
    tokens = _markdown().parse(text, {})
    return [
        (int(token.tag[1]), heading_text(tokens[at + 1]))
        for at, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def heading_text(token: Token) -> str:
    """Return the words of a heading without its marks."""
    return "".join(child.content for child in token.children or () if child.type in _WORDS).strip()


def slugify(text: str) -> str:
    """Return an anchor for a heading: lower case letters, digits and single hyphens."""
    return file_slug(text) or "section"


def entities(text: str) -> str:
    """Write text so that no Markdown, HTML or template engine sees more than text in it."""
    return "".join(char if char.isalnum() or char in " ,.'-" else f"&#{ord(char)};" for char in text)


def _unique(slug: str, used: set[str]) -> str:
    name, number = slug, 2
    while name in used:
        name, number = f"{slug}-{number}", number + 1
    used.add(name)
    return name


def _html(parser: MarkdownIt, tokens: list[Token], env: dict[str, LinkMaker]) -> str:
    return _shield(parser.renderer.render(tokens, parser.options, env)).strip()


def _shield(html: str) -> Markup:
    """Spell out braces and the mark of a contents list: no template engine, attribute list or extension finds any."""
    safe = html.replace("{", "&#123;").replace("}", "&#125;").replace("[TOC]", "&#91;TOC&#93;")
    return Markup(safe)  # noqa: S704 (made by the renderer, which escapes)


def _table_bars(text: str) -> str:
    """Escape the bars of references in the rows of tables, where a bar would end the cell."""
    if "|" not in text or "[[" not in text:
        return text
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.lstrip().startswith("|") and "[[" in line:
            lines[at] = REFERENCE.sub(lambda match: re.sub(r"(?<!\\)\|", r"\\|", match[0]), line)
    return "\n".join(lines)


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    parser.enable("table").disable(["html_block", "html_inline", "link", "image", "autolink", "reference", "entity"])
    parser.inline.ruler.before("link", "reference", _reference_rule)
    parser.add_render_rule("reference", _render_reference)
    parser.add_render_rule("fence", _render_fence)
    parser.add_render_rule("table_open", _render_table_open)
    parser.add_render_rule("table_close", _render_table_close)
    parser.add_render_rule("th_open", _render_th_open)
    parser.add_render_rule("th_close", _render_th_close)
    return parser


def _reference_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    match = REFERENCE.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.meta = {"ref": Ref(match[1], match[2]), "words": match[3]}
    state.pos = match.end()
    return True


def _render_reference(_: RendererHTML, tokens: list[Token], at: int, __: object, env: dict[str, LinkMaker]) -> str:
    meta = tokens[at].meta
    return str(env["link"](meta["ref"], meta["words"]))


def _render_fence(_: RendererHTML, tokens: list[Token], at: int, *__: object) -> str:
    """Show a fenced block as it is: what stands beside its fence would become a class."""
    return f"<pre><code>{escape(tokens[at].content)}</code></pre>\n"


def _render_table_open(*_: object) -> str:
    return '<div class="table">\n<table>\n'


def _render_table_close(*_: object) -> str:
    return "</table>\n</div>\n"


def _render_th_open(_: RendererHTML, tokens: list[Token], at: int, *__: object) -> str:
    """Let a header name its column. An empty one is a plain cell: a screen reader would announce it without a name."""
    return '<th scope="col">' if tokens[at + 1].content else "<td>"


def _render_th_close(_: RendererHTML, tokens: list[Token], at: int, *__: object) -> str:
    return "</th>\n" if tokens[at - 1].content else "</td>\n"


def no_links(ref: Ref, words: str | None) -> Markup:
    """Show the words alone: a link maker for places without links, such as descriptions."""
    return escape(words or ref.id)
