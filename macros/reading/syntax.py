"""What a YAML syntax error most likely is, in an editor's words, and the line as it was meant."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from macros.problems import Problem
from macros.reading import slips

ALIAS = 'text that starts with "*" needs quotes: "*so*". Nothing is repeated by its name here: write it out.'
DIRECTIVE = "lines that start with % are instructions to YAML; they are never read. Delete them."
_COLON = 'there is a colon inside an unquoted value. Put the whole value in quotes: title: "Before: after".'
_TAG = 'a value that starts with "!" is a YAML tag; tags are never read. Put the text in quotes.'
_ESCAPE = "a backslash in double quotes starts a code. Put the text in single quotes, or write two backslashes."
_BLOCK = 'only a line break may follow "|" or ">". Write the text on the next line, indented by two spaces.'
_INDENT = "a field name or its colon is missing here, or the line is not indented like those beside it."
_OTHER = (
    "this line cannot be read. A line of a record is a field (title: text) or an entry of a list (- text); "
    'text with signs in it goes in "quotes".'
)

_MEANINGS = (
    ("mapping values are not allowed", "colon", _COLON),
    ("escape", "quote", _ESCAPE),
    ("quoted scalar", "quote", slips.QUOTE),
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


def explain(name: str, lines: list[str], above: int, error: yaml.MarkedYAMLError) -> tuple[Problem, str | None]:
    """Return the problem behind a syntax error of YAML that starts ``above`` lines down the file.

    With it comes its line as it was meant, or None where nobody can tell.
    """
    mark = error.problem_mark or error.context_mark
    line, column = (min(mark.line, len(lines) - 1), mark.column + 1) if mark else (0, 1)
    slip = slips.find(lines, line)
    if slip:
        line = slip.line + 1 + above
        return Problem(path=name, line=line, column=slip.column, rule=slip.rule, message=slip.message), slip.mended
    rule, message = _said(error)
    if rule == "quote" and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column + 1
    return Problem(path=name, line=line + 1 + above, column=column, rule=rule, message=message), None


def _said(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """Return the rule and message for what the parser said: the first of ``_MEANINGS`` that it holds."""
    said = f"{error.context or ''}; {error.problem or ''}"
    return next((rule, message) for words, rule, message in _MEANINGS if words in said)


def tabs(name: str, text: str, above: int) -> Iterator[Problem]:
    """Yield the first tab of each line."""
    if "\t" not in text:
        return
    for number, line in enumerate(text.split("\n"), 1):
        at = line.find("\t")
        if at >= 0:
            message = "there is a tab here; YAML is indented with spaces. Replace it by two spaces."
            yield Problem(path=name, line=number + above, column=at + 1, rule="tab", message=message)
