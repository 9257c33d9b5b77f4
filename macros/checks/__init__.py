"""Every rule that records and hand-written pages must meet, beyond the shape that models give. One file per family."""

from __future__ import annotations

from pathlib import Path

from macros.checks import (
    bodies,
    calls,
    complete,
    dates,
    handpages,
    identifiers,
    items,
    language,
    markup,
    pagelinks,
    quotations,
    readability,
    references,
    scale,
    settings,
    sources,
    stories,
)
from macros.checks.clean import Clean
from macros.checks.passages import Passage, passages
from macros.handwritten import hand_written, page_text
from macros.pack import Loaded
from macros.problems import Problem


def check(root: Path, loaded: Loaded) -> tuple[Problem, ...]:
    """Return every problem of a project, by place, each once. No message repeats what could point to a person."""
    prose = list(passages(root, loaded))
    found = [
        *loaded.problems,
        *_of_texts(root, loaded, prose),
        *calls.check(root, loaded),
        *handpages.check(root),
        *settings.check(root),
        *pagelinks.check(root, loaded),
        *references.check(loaded),
        *scale.check(root, loaded),
        *items.check(loaded),
        *bodies.check(loaded),
        *sources.check(loaded),
        *quotations.check(loaded, prose),
        *stories.check(loaded, prose),
        *dates.check(loaded),
        *complete.check(loaded),
        *readability.check(loaded, prose),
    ]
    return tuple(sorted({identifiers.hide(problem) for problem in found}))


def _of_texts(root: Path, loaded: Loaded, prose: list[Passage]) -> list[Problem]:
    """Apply the rules that look at one text alone, to those that were not found clean before."""
    texts = {document.path: document.text for _, document in loaded.documents}
    texts |= loaded.unread
    texts |= {file.relative_to(root).as_posix(): page_text(file) for file in hand_written(root)}
    allowed = identifiers.allowed(loaded)
    clean = Clean(root, allowed)
    new = clean.new(texts)
    found = [
        *markup.check([(kind, document) for kind, document in loaded.documents if document.path in new]),
        *identifiers.check(new, allowed),
        *language.check([passage for passage in prose if passage.path in new]),
    ]
    clean.keep(texts, faulty=(problem.path for problem in found))
    return found
