"""Another scale is built by the same code, and nothing of the real one is in that code or in what it makes of it."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest
from lxml import html
from tiny import TINY, copy_tiny, dress, record, write

from macros.build import prepare
from macros.engines import build_site
from macros.links import check as check_links
from macros.models.item import Item
from macros.models.scale import Domain
from macros.pack import load
from macros.pages import pages

FIELD = (
    r"\bCRTs?\b|crisis|fidelity scale|\bUCL\b|\bHTT\b|mental health|service users?\b|\bcarers?\b|"
    r"\bcommissioners?\b|\b12 months\b"
)
"""Words of the real scale and of the field that it is for. A scale for repair cafes has no use for any of them."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small scale's site with the real theme and settings."""
    at = tmp_path_factory.mktemp("second")
    root = dress(copy_tiny(at / "project"))
    prepared = prepare(root)
    assert prepared.errors == []
    assert build_site(root, "mkdocs", at / "site") == 0
    return at / "site"


def own_words(root: Path) -> re.Pattern[str]:
    """Return a pattern for the words and numbers that the real scale's records give to the real site."""
    pack = load(root).pack
    scale = pack.scale
    names = [scale.title, scale.short, scale.people]
    names += [domain.title for domain in pack.of(Domain)] + [domain.id for domain in pack.of(Domain)]
    names += [item.title for item in pack.of(Item)]
    names += [choice.words for choice in (*scale.evidence, *scale.gifts) if " " in choice.words]
    numbers = {scale.items, *scale.total, *(number for band in scale.bands for number in (band.min, band.max))}
    shared = {number for number in numbers if number < 10}
    alternatives = [re.escape(name) for name in names] + [
        rf"(?<![\d.#-]){number}(?![\d.%-])" for number in numbers - shared
    ]
    return re.compile("|".join([*alternatives, FIELD]), re.IGNORECASE)


def test_every_page_is_there(built: Path) -> None:
    """The second scale has all its pages: twelve items, three domains, and each other kind of record."""
    assert {file.parent.name for file in (built / "items").glob("*/index.html")} == {str(n) for n in range(1, 13)}
    assert {file.parent.name for file in (built / "domains").glob("*/index.html")} == {"welcome", "bench", "upkeep"}
    for page in ("case-studies/tea-trolley", "templates/welcome-card", "principles/kindness", "programme/open-morning"):
        assert (built / page / "index.html").is_file(), page
    for page in ("implementation/money", "methods/walk-through", "teams/1", "sources/paper", "problems/nobody-comes"):
        assert (built / page / "index.html").is_file(), page


def test_its_own_words_and_numbers_are_shown(built: Path) -> None:
    """Bands, range, closed lists and the number of items on its pages are those of its own records."""
    item = html.parse(built / "items/5/index.html").getroot().text_content()
    assert "Item 5 of 12" in item
    assert "Needs the landlord" in item
    assert "the logbook" in item
    team = html.parse(built / "teams/1/index.html").getroot().text_content()
    assert "growing" in team
    assert "0 to 36" in team


def test_nothing_of_the_real_scale_is_in_its_pages(built: Path, root: Path) -> None:
    """No word and no number of the real scale is on any page, in any data or in any index of the second."""
    pattern = own_words(root)
    found = []
    for file in sorted(built.rglob("*")):
        if file.suffix == ".html":
            tree = html.parse(file).getroot()
            for element in tree.xpath("//script | //style | //svg"):
                element.drop_tree()
            texts = [
                tree.text_content(),
                *tree.xpath("//@title | //@alt | //@aria-label | //@placeholder | //@content"),
            ]
        elif file.suffix == ".json" and not file.name.startswith("schema"):
            texts = [file.read_text(encoding="utf-8")]
        else:
            continue
        name = file.relative_to(built).as_posix()
        found += [f"{name}: {match[0]}" for text in texts for match in pattern.finditer(text)]
    assert sorted(set(found)) == []


def test_every_link_of_it_leads_somewhere(built: Path) -> None:
    """The second scale's site has no broken link."""
    assert [str(problem) for problem in check_links(built)] == []


def test_nothing_of_the_real_scale_is_in_the_code(root: Path) -> None:
    """Python and page templates hold no word and no number of the real scale, outside of comments and docstrings."""
    pattern = own_words(root)
    found = []
    for file in sorted((root / "macros").rglob("*")):
        if file.suffix == ".py":
            pieces = _code(file.read_text(encoding="utf-8"))
        elif file.suffix == ".j2":
            pieces = [re.sub(r"<#.*?#>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)]
        else:
            continue
        found += [f"{file.relative_to(root)}: {m[0]}" for text in pieces for m in pattern.finditer(text)]
    assert found == []


def _code(source: str) -> list[str]:
    """Return the names, texts and numbers of a module without its comments and docstrings.

    They are read from the tree: tokens of the same text differ between versions of Python, those of f-strings most.
    """
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    skipped = {
        id(part.value)
        for node in nodes
        for part in (node.body if isinstance(node, documented) else ())
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
    }
    constants = [str(node.value) for node in nodes if isinstance(node, ast.Constant) and id(node) not in skipped]
    fields = ("id", "attr", "arg", "name", "asname", "module")
    names = [name for node in nodes for field in fields if isinstance(name := getattr(node, field, None), str)]
    return [*constants, *names]


@pytest.mark.parametrize(
    "source",
    [
        'x = "of 39 items"',
        'x = f"of 39 {y}"',
        'x = f"{y:>39}"',
        "x = y if z > 39 else 0",
        'def crisis(): "said"',
        "x.crisis = 0",
        "f(crisis=0)",
        "import crisis",
        'x = ("a " "crisis")',
        'def f(x="crisis"):\n    "said"',
        "match x:\n    case 39: pass",
    ],
)
def test_code_is_read_whole(source: str, root: Path) -> None:
    """A word or number is found wherever it can stand in code, in parts of f-strings too."""
    pattern = own_words(root)
    assert [text for text in _code(source) if pattern.search(text)] != []


def test_what_explains_code_may_name_the_scale() -> None:
    """Comments and docstrings are passed over, those of attributes too."""
    source = '"""39"""\nx = y  # 39\n"""crisis"""\nclass A:\n    "39"\n    def b(self):\n        "39"'
    assert sorted(_code(source)) == ["A", "b", "self", "x", "y"]


def test_the_test_can_fail(root: Path) -> None:
    """The pattern finds what it is there to find, and lets the second scale's own records pass."""
    pattern = own_words(root)
    for text in ("of 39 items", "a CRT", "in a crisis", "Referrals and access", "0 to 195", "Support for carers"):
        assert pattern.search(text), text
    for file in sorted((TINY / "items").rglob("*.*")):
        assert not pattern.search(file.read_text(encoding="utf-8")), file.name


@pytest.mark.parametrize("bands", [1, 2, 4])
def test_any_number_of_bands(bands: int, tiny: Path) -> None:
    """Pages are made whatever the number of bands, and each is named."""
    edges = [round(at * 37 / bands) for at in range(bands + 1)]
    lines = "".join(f"  - {{name: band {at}, min: {edges[at]}, max: {edges[at + 1] - 1}}}\n" for at in range(bands))
    text = re.sub(r"^bands:\n(  - .*\n)+", lambda _: f"bands:\n{lines}", record(tiny, "scale.yml"), flags=re.MULTILINE)
    write(tiny, "scale.yml", text)
    for file in (tiny / "items/teams").iterdir():
        file.unlink()
    loaded = load(tiny)
    assert loaded.problems == ()
    assert len(pages(loaded.pack, {})) > 60


def test_a_scale_alone(tiny: Path) -> None:
    """A scale with its items and sources already makes a site; every other part stays out until there is one."""
    for folder in (
        "case-studies",
        "templates",
        "principles",
        "programme",
        "implementation",
        "methods",
        "teams",
        "problems",
    ):
        shutil.rmtree(tiny / "items" / folder)
    (tiny / "items/words.yml").unlink()
    (tiny / "docs/index.md").write_text("# Home\n\n{{ matrix() }}\n", encoding="utf-8")
    prepared = prepare(tiny)
    assert prepared.errors == []
    assert (tiny / "docs/items/12.md").is_file()
    assert not (tiny / "docs/teams").exists()
