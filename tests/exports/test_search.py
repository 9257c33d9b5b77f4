"""The search index: stems, what can be found, and the files that a browser loads."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from pathlib import Path

import pytest
from asking import node
from hypothesis import given
from hypothesis import strategies as st

from macros.exports.search import lexicon, search_index
from macros.exports.search.entries import Entry, entries
from macros.exports.search.files import NEAR, files, postings, shorten
from macros.exports.search.stems import ENDINGS, PLURALS, stem, tokens
from macros.memory import remember
from macros.models.item import Item
from macros.models.problem import ProblemRoute
from macros.pack import record_files
from macros.pages.by_hand import read_page
from macros.pages.page import page_path

SCRIPT = re.compile(r'packSearch\.take\("([\w-]+)","([0-9a-f]{12})",(.*)\);\n', re.DOTALL)


def read(index: dict[str, str]) -> dict[str, object]:
    """Return the data of each file of an index by the name that its script gives."""
    found = {}
    for path, text in index.items():
        match = SCRIPT.fullmatch(text)
        assert match, path
        assert path.endswith(f"/{match[1]}.js")
        found[match[1]] = json.loads(match[3])
    return found


@pytest.fixture(scope="module")
def index(root: Path) -> dict[str, str]:
    """Make the index of the real pack, with one hand-written page."""
    return search_index(remember(root).pack, [read_page("start/x.md", "---\ntitle: Begin\n---\nA zebra crossing.\n")])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("carers", "carer"),
        ("carer's", "carers"),
        ("families", "family"),
        ("visiting", "visits"),
        ("referred", "referral"),
        ("individualised", "individualized"),
        ("personalisation", "personalized"),
        ("behaviour", "behavior"),
        ("assessments", "assessing"),
        ("psychology", "psychological"),
        ("counselling", "counseling"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    """Plurals, verbs, and UK and US spelling of a word have one stem."""
    assert stem(tokens(one)[0], {}) == stem(tokens(other)[0], {})


@pytest.mark.parametrize(("one", "other"), [("carer", "care"), ("medical", "medication"), ("practical", "practice")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    """Words that mean different things in the field keep different stems."""
    assert stem(one, {}) != stem(other, {})


def test_odd_forms_are_led_to_plain_ones() -> None:
    """A form that no rule reaches comes from the list of forms."""
    assert stem("crises", {"crises": "crisis"}) == stem("crisis", {})


def test_signs_inside_words_are_read() -> None:
    """A&E is one word, 24/7 is one number, accents and apostrophes do not matter."""
    assert tokens("A&E, 24/7; the café's out-of-hours line") == [
        "ae",
        "247",
        "the",
        "cafes",
        "out",
        "of",
        "hours",
        "line",
    ]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_any_text_gives_plain_words(text: str) -> None:
    """Words of any text are lower-case letters and digits, and stemming never empties one."""
    for word in tokens(text):
        assert re.fullmatch("[a-z0-9]+", word)
        assert stem(word, {})


def test_the_browser_cuts_words_as_the_index_does(root: Path) -> None:
    """For every word of the records, the stem that the browser makes is the one under which the index holds it."""
    program = node()
    assert program
    words = sorted({word for file in record_files(root) for word in tokens(file.read_text("utf-8"))})
    forms = lexicon(remember(root).pack)[0]
    data = {
        "plurals": PLURALS,
        "endings": ENDINGS,
        "stop": [],
        "common": [],
        "forms": forms,
        "groups": [],
        "pointers": {},
        "short": [],
    }
    script = (
        "global.window = {};"
        f"require({json.dumps(str(root / 'docs/assets/search-words.js'))});"
        "const [data, words] = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "const {stem} = window.packSearch.Words(data);"
        "process.stdout.write(JSON.stringify(words.map(stem)));"
    )
    done = subprocess.run(
        [program, "-e", script], input=json.dumps([data, words]), capture_output=True, text=True, check=True
    )
    assert len(words) > 5000
    assert json.loads(done.stdout) == [stem(word, forms) for word in words]


def test_every_record_with_a_page_can_be_found(root: Path, index: dict[str, str]) -> None:
    """Each record that has a page or an anchor is in the index, near or far, with its title and address."""
    data = read(index)
    shown = [*data["core"]["near"], *(row for name, rows in data.items() if name.startswith("shown") for row in rows)]
    addresses = {(row[0].split("#")[0], row[1]) for row in shown}
    pack = remember(root).pack
    records = [entry.record for entry in pack.entries.values() if page_path(entry.record)]
    assert len(records) > 600
    assert [record.name for record in records if (page_path(record), record.name) not in addresses] == []


def test_hand_written_pages_can_be_found(index: dict[str, str]) -> None:
    """A hand-written page is in the index with its title and a word of its text."""
    data = read(index)
    assert ["start/x.md", "Begin", "", ""] in [
        row for name, rows in data.items() if name.startswith("shown") for row in rows
    ]
    assert any("zebra" in part for name, part in data.items() if name.startswith("terms"))


def test_items_are_found_by_their_aliases_and_problems(root: Path) -> None:
    """An item's names hold its aliases, and each way to say a problem whose first answer it is."""
    pack = remember(root).pack
    found = {entry.number: entry for entry in entries(pack, []) if entry.kind == "item"}
    for item in pack.of(Item):
        assert set(item.aliases) <= set(found[item.key].names)
    for route in pack.of(ProblemRoute):
        assert {route.title, *route.also} <= set(found[str(route.items[0].item)].names)


def test_postings_say_where_stems_stand() -> None:
    """Gaps and weights of a stem lead back to the entries that hold it; words in passing that all hold are left out."""
    many = [
        Entry(kind="case", path=f"{n}.md", title=f"Title{n}", more="passing rare" if n == 3 else "passing")
        for n in range(40)
    ]
    found = postings(many, ({}, frozenset()))
    assert "pas" not in found
    places, number = {}, 0
    for place in found[stem("rare", {})]:
        number += place // 10
        places[number] = place % 10
    assert places == {3: 1}
    assert [place // 10 for place in found["title3"]] == [3]


def test_files_of_stems_are_ranges_in_order(index: dict[str, str]) -> None:
    """The core names the first stem of each file of stems, and no stem of a file comes before it or after the next."""
    data = read(index)
    starts = data["core"]["far"]["starts"]
    parts = [data[f"terms-{at}"] for at in range(len(starts))]
    assert starts == sorted(starts)
    assert [next(iter(part)) for part in parts] == starts
    assert [term for part in parts for term in part] == sorted(term for part in parts for term in part)


def test_kinds_that_may_grow_are_not_in_the_core(index: dict[str, str]) -> None:
    """The core holds the text of a few kinds only, so that it stays small however many case studies there are."""
    data = read(index)
    assert {row[4] for row in data["core"]["near"]} == set(NEAR)
    assert len(gzip.compress(index["search/core.js"].encode())) < 70_000


def test_the_index_is_small_enough_for_a_phone(index: dict[str, str]) -> None:
    """All files together stay under 250 KB packed."""
    assert sum(len(gzip.compress(text.encode())) for text in index.values()) < 250_000


def test_files_of_one_build_belong_together(root: Path, index: dict[str, str]) -> None:
    """All files carry one stamp; another text changes it; the same pack gives the same bytes."""
    stamps = {SCRIPT.fullmatch(text)[2] for text in index.values()}
    assert len(stamps) == 1
    pack = remember(root).pack
    page = read_page("start/x.md", "---\ntitle: Begin\n---\nA zebra crossing.\n")
    assert search_index(pack, [page]) == index
    other = search_index(pack, [read_page("start/x.md", "---\ntitle: Begin\n---\nA pelican crossing.\n")])
    assert stamps.isdisjoint({SCRIPT.fullmatch(text)[2] for text in other.values()})


def test_no_text_can_end_its_script() -> None:
    """A title that looks like the end of a script or of a line stays text."""
    entry = Entry(kind="item", path="items/1.md", title="</script><b>\u2028", number="1")
    text = files([entry], {}, ({}, frozenset()))["core.js"]
    assert "</" not in text
    assert "\u2028" not in text
    assert json.loads(SCRIPT.fullmatch(text)[3])["near"][0][1] == entry.title


def test_long_lines_are_cut_between_words() -> None:
    """What is shown of an entry is cut at a space, with a sign that more was said; one long word is cut inside."""
    assert shorten("one two three", 20) == "one two three"
    assert shorten("one two three", 9) == "one two\u2026"
    assert shorten("a" * 30, 9) == "a" * 9 + "\u2026"
