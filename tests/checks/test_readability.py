"""Long sentences and hard public documents are advice, with the sentence shown and never a score alone."""

from __future__ import annotations

from collections.abc import Callable

from macros.checks import readability
from macros.checks.passages import Passage
from macros.pack import Loaded

Passages = Callable[..., list[Passage]]
LONG = "One " + "word and " * 13 + "end."


def test_a_long_sentence_is_shown(changed: Callable[..., Loaded], page: Passages) -> None:
    """The advice says how the sentence starts, how long it is, and where."""
    nothing = changed("scale", "scale")
    [problem] = readability.check(nothing, page(f"Short one. {LONG}"))
    assert problem.severity == "advice"
    assert (problem.line, problem.column) == (1, 12)
    assert '"One word and word" on has 28 words' in problem.message


def test_only_the_longest_of_a_file_are_shown(changed: Callable[..., Loaded], page: Passages) -> None:
    """Five long sentences give three pieces of advice: enough to start with."""
    text = "\n\n".join("So " * extra + LONG for extra in range(5))
    found = list(readability.check(changed("scale", "scale"), page(text)))
    assert [problem.line for problem in found] == [9, 7, 5]


def test_quotations_tables_and_references_do_not_count(changed: Callable[..., Loaded], page: Passages) -> None:
    """What others said, cells of a table, and the ids of references make no sentence long."""
    text = f"> {LONG}\n\n| {LONG} |\n\n" + "We wrote [[source:one-two-three]] of it " * 6
    assert list(readability.check(changed("scale", "scale"), page(text))) == []


def test_a_public_document_that_is_hard_to_read_is_named(changed: Callable[..., Loaded], record: Passages) -> None:
    """A leaflet above grade 8 gets advice; the same words in a form for staff do not."""
    hard = "Notwithstanding considerable organisational uncertainty, multidisciplinary practitioners collaborate."
    for kind, rules in (("leaflet", ["grade"]), ("form", [])):
        loaded = changed("template", "visit-times-letter", kind=kind)
        path = next(entry.document.path for entry in loaded.pack.entries.values() if entry.record.word == "template")
        prose = [passage._replace(path=path) for passage in record("template", hard)]
        assert [problem.rule for problem in readability.check(loaded, prose)] == rules
