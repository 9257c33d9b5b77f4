"""Every quotation from the study of the six teams is word for word one that was read in it, under its own speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from macros.checks.passages import Passage, passages
from macros.checks.quotations import quotations
from macros.pack import load

ROOT = Path(__file__).parents[1]
KNOWN = yaml.safe_load((ROOT / "tests" / "data" / "quotations.yml").read_text(encoding="utf-8"))
SPEAKER = r"(?:Staff|Manager|Facilitator),? CRT \d|The authors"
INLINE = re.compile(rf'"([^"]+)" \(({SPEAKER})[,)]')


def plain(text: str) -> str:
    """Leave out what a quotation may lose at its ends."""
    return re.sub(r"\s+", " ", text).strip(' ."')


def quoted() -> Iterator[tuple[str, str, str]]:
    """Yield (file, words, speaker) of every quotation in a block, whose next paragraph says who, or in a sentence."""
    found: list[Passage] = list(passages(ROOT, load(ROOT)))
    marked = set(map(id, quotations(found)))
    for passage, after in pairwise(found):
        if id(passage) in marked and "Lamb et al. 2024" in after.text:
            speaker = re.match(SPEAKER, after.text)
            assert speaker, f"{passage.path}: nobody is named under {passage.text}"
            yield passage.path, passage.text, speaker[0].replace(",", "")
        for match in INLINE.finditer(passage.text):
            yield passage.path, match[1], match[2].replace(",", "")


QUOTED = sorted(set(quoted()))


def test_the_pack_quotes_the_study() -> None:
    """The test below has something to hold: the case studies and pages quote dozens of times."""
    assert len(QUOTED) > 40


@pytest.mark.parametrize(("path", "words", "speaker"), QUOTED)
def test_a_quotation_is_word_for_word(path: str, words: str, speaker: str) -> None:
    """The words stand in the list of quotations, said by the same speaker."""
    said = [plain(known["text"]) for known in KNOWN if known["speaker"] == speaker]
    assert any(plain(words) in text for text in said), f"{path}: {words}"


def test_no_quotation_is_without_a_speaker_and_a_licence() -> None:
    """Each block that quotes is followed by who said it, in what, under which licence."""
    found = list(passages(ROOT, load(ROOT)))
    marked = {id(passage) for passage in quotations(found)}
    alone = [
        (passage.path, passage.text)
        for passage, after in zip(found, [*found[1:], None], strict=True)
        if id(passage) in marked and (after is None or not after.quoted or "CC BY" not in after.text)
    ]
    assert alone == []
