"""From YAML text to a document, past slips of typing: the rest of a record is read as if they were mended."""

from __future__ import annotations

from macros.problems import Problem
from macros.reading import syntax
from macros.reading.document import Document
from macros.reading.tree import UNREAD, Tree

MENDS_LIMIT = 30
"""Slips told of one record: a file with more of them is no record that somebody meant to write."""


def read_yaml(name: str, text: str, source: str, above: int, problems: list[Problem]) -> Document | None:
    """Parse YAML that starts ``above`` lines down a file whose whole text is ``text``; add to ``problems``.

    After a slip of typing the line is read as it was meant, so that everything else can be told at once; such a
    document says which lines it ``mended``. Returns None where there is no record to speak of, or no telling.
    """
    problems.extend(syntax.tabs(name, source, above))
    lines, mended = source.split("\n"), set[int]()
    while True:
        found: list[Problem] = []
        tree = Tree(name, source, above, found)
        data, error = tree.read()
        problems_elsewhere = [problem for problem in found if problem.line not in mended]
        if error is None:
            problems.extend(problems_elsewhere)
            break
        if "\t" in source:
            mended |= {at + above for at, line in enumerate(lines, 1) if "\t" in line}
            lines = [line.replace("\t", "  ") for line in lines]
        else:
            problem, meant = syntax.explain(name, lines, above, error)
            known = problem.line in mended
            problems.extend([] if known else [problem])
            if known or meant is None or len(mended) >= MENDS_LIMIT:
                problems.extend(problems_elsewhere)
                return None
            lines[problem.line - above - 1] = meant
            mended.add(problem.line)
        source = "\n".join(lines)
    if data is UNREAD:
        return None
    if not isinstance(data, dict):
        message = 'a record is a list of fields, each "name: value" on a line of its own.'
        problems.append(Problem(path=name, line=above + 1, column=1, rule="not-a-mapping", message=message))
        return None
    return Document(
        path=name,
        text=text,
        data=data,
        places=tree.places,
        keys=tree.keys,
        ends=tree.ends,
        written=tree.written,
        texts=tuple(tree.texts),
        mended=frozenset(mended),
    )
