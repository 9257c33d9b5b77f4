"""Validation: whatever the data, the result is a model or problems in plain words, and never an exception."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st
from tiny import TINY

from macros.models import KINDS, file_model
from macros.models.item import Item
from macros.reading import Document, read_text
from macros.validation import fields_at, validate

FIELDS = st.sampled_from(
    [name for kind in KINDS for name in fields_at(file_model(kind), ())]
    + ["sources", "letter", "x", "1", "[key]", "a b"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates() | st.just("all"),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple) | st.dictionaries(FIELDS | st.integers(0, 9), inner, max_size=6)
    ),
    max_leaves=25,
)


@given(st.sampled_from(KINDS), st.dictionaries(FIELDS, VALUES, max_size=12))
def test_nothing_is_raised(kind: object, data: dict[str, object]) -> None:
    """Any data is validated as any kind of record without an exception, and what is wrong is said on one line."""
    document = Document("x", "", data, {}, {})
    model, problems = validate(file_model(kind), document)  # type: ignore[arg-type]
    assert (model is None) == bool(problems)
    for problem in problems:
        assert "\n" not in str(problem)
        assert problem.message.endswith((".", "?"))
        assert "pydantic" not in problem.message


@given(st.data())
def test_any_change_to_a_good_record(data: st.DataObject) -> None:
    """A good record with any one value replaced by anything is validated without an exception."""
    file = data.draw(st.sampled_from(sorted(TINY.glob("items/*/*.yml"))))
    document, _ = read_text(file.read_text(encoding="utf-8"), "x", markdown=False)
    assert document is not None
    kind = next(kind for kind in KINDS if kind.folder == file.parent.name)
    path = data.draw(st.sampled_from(sorted(document.places, key=str)[1:]))
    changed = _replaced(document.data, path, data.draw(VALUES))
    validate(file_model(kind), Document("x", "", changed, document.places, document.keys))


def _replaced(value: object, path: tuple[str | int, ...], new: object) -> object:
    if not path:
        return new
    if isinstance(value, tuple):
        return tuple(_replaced(part, path[1:], new) if at == path[0] else part for at, part in enumerate(value))
    assert isinstance(value, dict)
    return {key: _replaced(part, path[1:], new) if key == path[0] else part for key, part in value.items()}


def _said(text: str) -> list[str]:
    source = (TINY / "items/fidelity/01-a-door-that-says-open.yml").read_text(encoding="utf-8")
    old, _, new = text.partition(" => ")
    assert old in source
    document, problems = read_text(source.replace(old, new, 1), "x", markdown=False)
    assert document is not None
    return [problem.message for problem in [*problems, *validate(Item, document)[1]]]


def test_messages() -> None:
    """Each mistake is said once, with the name of the field, what stands there and what to write."""
    assert _said("number: 1 => number: one") == ['number: "one" does not fit: a whole number is expected.']
    assert _said("number: 1 => number:") == ["number: fill this in; a whole number is expected."]
    assert _said("effort: hours => effort: hour") == [
        'effort: "hour" is not one of hours, days or weeks. Did you mean "hours"?'
    ]
    assert _said("effort: hours => effrt: hours") == [
        '"effrt" is not a field here. Did you mean "effort"? Known fields: text, gift, effort, kind, source.'
    ]
    assert _said("  time: Ten minutes. => ") == ['the field "time" is missing. Add it; text is expected.']
    assert _said("heading: null\n => ") == ['the field "heading" is missing. Add it; text is expected. It may be null.']
    assert _said('0: {criteria: 0 => "0": {criteria: 0') == [
        '"0" does not fit: a whole number without quotes is expected before the colon.'
    ]
    assert _said("title: A door that says open => title: {a: b, c: d}") == [
        "title: a group of fields does not fit: text is expected."
    ]


def test_one_value_where_a_list_may_stand() -> None:
    """A single word may stand where a list of words may, and is read as a list of one."""
    document, _ = read_text(
        (TINY / "items/fidelity/09-helpers-who-rest.yml").read_text(encoding="utf-8"), "x", markdown=False
    )
    assert document is not None
    model, _ = validate(Item, document)
    assert isinstance(model, Item)
    assert model.criteria[0].ask == ("logbook",)
    assert model.reviewed.date == datetime.date(2026, 3, 1)
