"""What a YAML syntax error most likely is, in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from macros.problems import Problem

ALIAS = 'a value is repeated with "*"; anchors and aliases are not read. Write it out, or put text with "*" in quotes.'
DIRECTIVE = "lines that start with % are instructions to YAML; they are never read. Delete them."
_COLON = 'there is a colon inside an unquoted value. Put the whole value in quotes: title: "Before: after".'
_QUOTE = "a quotation mark is opened and not closed. Close it, or use the other kind outside."
_TAG = 'a value that starts with "!" is a YAML tag; tags are never read. Put the text in quotes.'
_BLOCK = 'only a line break may follow "|" or ">". Write the text on the next line, indented by two spaces.'
_INDENT = "a field name or its colon is missing here, or the line is not indented like those beside it."
_OTHER = "the YAML cannot be read here. Compare this line, and the one above, with a record that works."

_MEANINGS = (
    ("mapping values are not allowed", "colon", _COLON),
    ("quoted scalar", "quote", _QUOTE),
    ("alias", "alias", ALIAS),
    ("anchor", "alias", ALIAS),
    ("directive", "tag", DIRECTIVE),
    ("scanning a tag", "tag", _TAG),
    ("parsing a tag", "tag", _TAG),
    ("block scalar", "block", _BLOCK),
    ("could not find expected ':'", "indent", _INDENT),
    ("did not find expected", "indent", _INDENT),
    ("", "yaml", _OTHER),
)
"""Words of libyaml's messages, with the rule and what to tell an editor; the last fits any."""

_VALUE = re.compile(r"""\s*(?:-\s+)*(?:[^\s:'"]+:\s+)?(?P<value>\S.*)""")
_TOO_FAR = re.compile(r"\s+[A-Za-z_-]+:(\s|\Z)")
_AFTER_QUOTE = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?![\s#,\]}:]|\Z)""")
_AFTER_BRACKET = re.compile(r"(\[[^\[\]]*\]|\{[^{}]*\})\s*(?![\s#,\]}:]|\Z)")


def explain(name: str, source: str, above: int, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem behind a syntax error of YAML that starts ``above`` lines down the file."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column + 1) if mark else (0, 1)
    lines = source.split("\n")
    line = min(line, len(lines) - 1)
    for number in (line, line - 1):
        found = _quoting(lines[number]) if number >= 0 else None
        if found:
            rule, message, at = found
            return Problem(path=name, line=number + 1 + above, column=at, rule=rule, message=message)
    rule, message = _said(error)
    if rule == "colon" and _TOO_FAR.match(lines[line]) and line and not lines[line - 1].rstrip().endswith(":"):
        rule, message = "indent", "this line is indented deeper than the field above it. Indent it like its neighbours."
        column = len(lines[line]) - len(lines[line].lstrip()) + 1
    if rule == "quote" and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column + 1
    return Problem(path=name, line=line + 1 + above, column=column, rule=rule, message=message)


def _said(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """Return the rule and message for what the parser said: the first of ``_MEANINGS`` that it holds."""
    said = f"{error.context or ''}; {error.problem or ''}"
    return next((rule, message) for words, rule, message in _MEANINGS if words in said)


def _quoting(line: str) -> tuple[str, str, int] | None:
    """Return the rule, message and column where a value on this line needs quotation marks around it."""
    match = _VALUE.match(line)
    if not match:
        return None
    value, column = match["value"], match.start("value") + 1
    if value[0] in "@`%":
        return "quote", f"a value may not start with {value[0]}. Put the whole value in quotes.", column
    if value[0] in "\"'" and (after := _AFTER_QUOTE.match(value)):
        message = "text follows the closing quotation mark. Put the other kind of mark around the whole value."
        return "quote", message, column + after.end()
    if value[0] in "[{" and _AFTER_BRACKET.match(value):
        message = f"a value that starts with {value[0]} is a group of values to YAML. Put the whole value in quotes."
        return "bracket", message, column
    return None


def tabs(name: str, text: str, above: int) -> Iterator[Problem]:
    """Yield the first tab of each line."""
    if "\t" not in text:
        return
    for number, line in enumerate(text.split("\n"), 1):
        at = line.find("\t")
        if at >= 0:
            message = "there is a tab here; YAML is indented with spaces. Replace it by two spaces."
            yield Problem(path=name, line=number + above, column=at + 1, rule="tab", message=message)
