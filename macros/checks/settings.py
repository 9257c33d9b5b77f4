"""Whether the settings of the site can be read: an engine would end with its own words, which no editor should meet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from macros.problems import Problem

FILE = "mkdocs.yml"


def check(root: Path) -> Iterator[Problem]:
    """Yield what keeps ``mkdocs.yml`` from being read. Which settings there are is for the engine to judge."""
    file = root / FILE
    if not file.is_file():
        return
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), yaml.SafeLoader)
    except UnicodeDecodeError:
        message = "this file is not UTF-8 text. Save it again with the encoding UTF-8."
        yield Problem(path=FILE, line=1, column=1, rule="encoding", message=message)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or "something that is no YAML"
        message = f"the settings of the site cannot be read: {said}. Look at this line and the one before."
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        yield Problem(path=FILE, line=line, column=column, rule="yaml", message=message)
    else:
        if not isinstance(node, yaml.MappingNode):
            message = "the settings of the site should be lines of the form name: value."
            yield Problem(path=FILE, line=1, column=1, rule="yaml", message=message)
