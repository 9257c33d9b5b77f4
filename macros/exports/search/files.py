"""Lay the index out in files that a browser loads when it needs them, each a script that hands over its data.

``core.js`` holds the words of the field and every entry of the kinds that a query is understood by, which stay few. All
other kinds may grow: ``terms-N.js`` say which of their entries hold a stem, ``shown-N.js`` what the results show of
a hundred of them. A query loads the core, the files whose range of stems holds its words, and what is shown of the
best.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from macros.exports.search.entries import Entry
from macros.exports.search.stems import stem, tokens

NEAR = ("item", "problem", "domain", "words")
"""Kinds that are whole in the core: what they say tells what a query means."""

BLOCK = 100
"""Entries in one file of what is shown: about 8 KB compressed."""

LINE, SMALL = 96, 60
"""Characters of the line and of the small print of an entry that is shown; longer ones are cut between words."""

TERMS_LIMIT = 36_000
"""Characters in one file of stems: about 12 KB compressed."""

PASSING = (10, 0.015)
"""A stem that an entry holds in passing, as more than so many and more than such a share of entries do, is left out."""

WEIGHTS = {"title": 4.0, "names": 3.0, "main": 1.5, "more": 0.6}
"""What a word counts for in each part of an entry, before its place among others is known."""

Lexicon = tuple[Mapping[str, str], frozenset[str]]
"""Odd forms of words and stop words, as ``stems.stem`` takes them."""


def files(entries: Sequence[Entry], head: Mapping[str, Any], lexicon: Lexicon) -> dict[str, str]:
    """Return every file of the index by its name. ``head`` is what the core says beside its entries."""
    far = [entry for entry in entries if entry.kind not in NEAR]
    terms = list(_ranges(postings(far, lexicon)))
    blocks = [far[at : at + BLOCK] for at in range(0, len(far), BLOCK)]
    near = [entry for entry in entries if entry.kind in NEAR]
    often = _often([set(tokens(entry.more)) for entry in near])
    count = Counter(entry.kind for entry in far)  # in the order of the entries, which stand together by kind
    core = {
        **head,
        "near": [_whole(entry, lexicon[1] | often) for entry in near],
        "far": {
            "kinds": [[kind, number] for kind, number in count.items()],
            "block": BLOCK,
            "starts": [next(iter(part)) for part in terms],
        },
    }
    parts: dict[str, Any] = {
        "core": core,
        **{f"terms-{at}": part for at, part in enumerate(terms)},
        **{f"shown-{at}": [_brief(entry) for entry in block] for at, block in enumerate(blocks)},
    }
    written = {name: json.dumps(part, ensure_ascii=False, separators=(",", ":")) for name, part in parts.items()}
    stamp = hashlib.sha256("".join(written.values()).encode()).hexdigest()[:12]
    return {f"{name}.js": _script(name, stamp, text) for name, text in written.items()}


def postings(entries: Sequence[Entry], lexicon: Lexicon) -> dict[str, list[int]]:
    """Return, for each stem in order, where it stands: numbers whose last digit is the weight and the rest the gap.

    ``[31, 24]`` is entry 3 with weight 1, then entry 5 with weight 4.
    """
    found: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    weights = [_weights(entry, lexicon) for entry in entries]
    often = _often(weights)
    for number, own in enumerate(weights):
        for term, weight in sorted(own.items()):
            if weight > 1 or term not in often:
                gap = number - last.get(term, 0)
                found.setdefault(term, []).append(gap * 10 + weight)
                last[term] = number
    return dict(sorted(found.items()))


def _often(words: Sequence[Collection[str]]) -> set[str]:
    """Return the words that so many of some texts hold that to be one of them says little."""
    least, share = PASSING
    held = Counter(word for own in words for word in own)
    return {word for word, times in held.items() if times > max(least, share * len(words))}


def _weights(entry: Entry, lexicon: Lexicon) -> dict[str, int]:
    forms, stop = lexicon
    total: dict[str, float] = {}
    for part, text in (
        ("title", entry.title),
        ("names", " ".join(entry.names)),
        ("main", entry.main),
        ("more", entry.more),
    ):
        words = Counter(stem(word, forms) for word in tokens(text) if word not in stop)
        for word, times in words.items():
            total[word] = total.get(word, 0.0) + WEIGHTS[part] * min(times, 3) ** 0.5
    return {word: max(1, min(9, round(weight))) for word, weight in total.items()}


def _ranges(found: Mapping[str, list[int]]) -> Iterator[dict[str, list[int]]]:
    """Cut the stems, in order, into parts of about equal size."""
    part: dict[str, list[int]] = {}
    size = 0
    for term, places in found.items():
        size += len(term) + 4 + len(str(places))
        part[term] = places
        if size > TERMS_LIMIT:
            yield part
            part, size = {}, 0
    if part:
        yield part


def _whole(entry: Entry, dull: AbstractSet[str]) -> list[object]:
    """Return all of an entry; of the rest of its text, only words that tell something and are new, each once."""
    said = dull | set(tokens(" ".join((entry.title, *entry.names, entry.main))))
    rest = " ".join(sorted(set(tokens(entry.more)) - said))
    return [*_shown(entry), entry.kind, list(entry.names), entry.main, rest, entry.number, entry.domain]


def _brief(entry: Entry) -> list[object]:
    row: list[object] = [entry.path, entry.title, shorten(entry.shown, LINE), shorten(entry.facts, SMALL)]
    return [*row, list(entry.names)] if entry.names else row


def shorten(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut between words, with a sign that more was said."""
    return text if len(text) <= most else (text[:most].rpartition(" ")[0] or text[:most]).rstrip(" ,;:.") + "\u2026"


def _shown(entry: Entry) -> list[object]:
    return [entry.path, entry.title, entry.shown, entry.facts]


def _script(name: str, stamp: str, text: str) -> str:
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")
    return f'packSearch.take("{name}","{stamp}",{safe});\n'
