"""What no page needs goes; what stays is smaller, and its name holds its hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from macros.delivery.markup import tags
from macros.delivery.slim import drop_unused, shrink, small_css, small_js, with_hashed_names
from macros.delivery.unused import without_unused, words_of


def _site(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def test_theme_files_that_no_page_names_go(tmp_path: Path) -> None:
    """Maps, the packed site map and unnamed theme scripts go, with their folders; our own scripts stay."""
    page = '<script src="assets/javascripts/bundle.js"></script><p data-worker="workers/search.js">'
    files = ("bundle.js", "bundle.js.map", "workers/search.js", "lunr/min/lunr.fr.min.js")
    site = _site(tmp_path, {f"assets/javascripts/{name}": "" for name in files})
    _site(site, {"index.html": page, "sitemap.xml.gz": "", "assets/ours.js": ""})
    gone = drop_unused(site, [page])
    theme = ["assets/javascripts/bundle.js.map", "assets/javascripts/lunr/min/lunr.fr.min.js"]
    assert gone == [*theme, "sitemap.xml.gz"]
    assert not (site / "assets/javascripts/lunr").exists()
    assert (site / "assets/ours.js").is_file()
    assert (site / "assets/javascripts/workers/search.js").is_file()


def test_the_index_of_a_search_that_no_page_loads_goes(tmp_path: Path) -> None:
    """The theme's index goes with the theme's script, and stays with it."""
    site = _site(tmp_path, {"search.json": "{}", "search/search_index.json": "{}", "search/core.js": ""})
    assert drop_unused(site, ['<script src="assets/javascripts/bundle.0123abcd.min.js">']) == []
    assert drop_unused(site, ['<script src="assets/pack.js">']) == ["search.json", "search/search_index.json"]
    assert (site / "search/core.js").is_file()


@pytest.mark.parametrize(("map_", "gone"), [("<urlset></urlset>", ["sitemap.xml"]), ("<url><loc>a</loc></url>", [])])
def test_an_empty_site_map_goes(map_: str, gone: list[str], tmp_path: Path) -> None:
    """A site map that lists no page is left out; one that lists pages stays."""
    site = _site(tmp_path, {"sitemap.xml": map_, "assets/a.js": ""})
    assert drop_unused(site, ["<p>"]) == gone


def test_a_name_holds_the_hash_of_its_file(tmp_path: Path) -> None:
    """Every page that loads a file names it with its hash, at any depth, and pages at an absolute address too."""
    pages = {
        "index.html": '<link rel="stylesheet" href="assets/a.css"><script src="assets/b.js"></script>',
        "p/index.html": '<link rel="stylesheet" href="../assets/a.css"><a href="../assets/b.js">b</a>',
        "404.html": '<link rel="stylesheet" href="/base/assets/a.css">',
    }
    site = _site(tmp_path, {"assets/a.css": "p{}", "assets/b.js": "b()", "assets/unnamed.js": "u()"})
    changed = with_hashed_names(site, pages, "/base/")
    css, js = (hashlib.sha256(text).hexdigest()[:8] for text in (b"p{}", b"b()"))
    assert changed["index.html"] == pages["index.html"].replace("a.css", f"a.{css}.css").replace("b.js", f"b.{js}.js")
    assert changed["p/index.html"] == pages["p/index.html"].replace("a.css", f"a.{css}.css")
    assert changed["404.html"] == pages["404.html"].replace("a.css", f"a.{css}.css")
    names = sorted(file.name for file in (site / "assets").iterdir())
    assert names == [f"a.{css}.css", f"b.{js}.js", "unnamed.js"]


def test_a_theme_file_that_was_cut_gets_a_new_hash(tmp_path: Path) -> None:
    """A name that held the hash of the whole file holds the hash of what is left of it."""
    name = "assets/stylesheets/main.0123abcd.min.css"
    site = _site(tmp_path, {name: "p{}"})
    page = f'<link rel="stylesheet" href="{name}">'
    untouched = with_hashed_names(site, {"index.html": page}, "/")["index.html"]
    assert untouched == page
    digest = hashlib.sha256(b"p{}").hexdigest()[:8]
    renamed = with_hashed_names(site, {"index.html": page}, "/", [name])["index.html"]
    assert renamed == f'<link rel="stylesheet" href="assets/stylesheets/main.{digest}.css">'


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("/* a */\np {\n  color: red;\n}\n", "p {\ncolor: red;\n}\n"),
        ('p::after { content: "/* kept */" }', 'p::after { content: "/* kept */" }\n'),
        ("p { content: 'it\\'s /* kept */' } /* gone */", "p { content: 'it\\'s /* kept */' }\n"),
        ("a{}/* one */b{}/* two */", "a{}b{}\n"),
    ],
)
def test_styles_lose_comments_and_indents_alone(css: str, small: str) -> None:
    """Strings keep what looks like a comment."""
    assert small_css(css) == small


@pytest.mark.parametrize(
    ("script", "small"),
    [
        (
            "/* a\n   b */\nvar x = 1; // stays\n  // goes\n  var y = 'http://z';\n",
            "var x = 1; // stays\nvar y = 'http://z';\n",
        ),
        ("var a = '/* stays */';\n", "var a = '/* stays */';\n"),
        ("/*! @license MIT */\nvar a;\n", "/*! @license MIT */\nvar a;\n"),
        ("var a = `\n  // in a string\n`;\n", "var a = `\n  // in a string\n`;\n"),
        ("a()\n\n\n  b()\n", "a()\nb()\n"),
        ("/* a */ x();\ny(); /* b */\n", "/* a */ x();\ny(); /* b */\n"),
    ],
)
def test_scripts_lose_comments_on_lines_of_their_own(script: str, small: str) -> None:
    """Lines stay lines, strings stay strings, licences stay, and a script with a template string is left alone."""
    assert small_js(script) == small


def test_libraries_are_left_alone(tmp_path: Path) -> None:
    """What others wrote keeps its comments, which may be its licence."""
    site = _site(tmp_path, {"assets/lib/x.js": "/* MIT */\nx()\n", "assets/y.js": "/* why */\ny()\n"})
    shrink(site)
    assert (site / "assets/lib/x.js").read_text() == "/* MIT */\nx()\n"
    assert (site / "assets/y.js").read_text() == "y()\n"


CSS = """@charset "UTF-8";
.used{color:var(--read)} .used,.unused{margin:0} .unused{padding:0} #here{a:b} #gone{a:b} p{color:red}
.used:not(.unused){b:c} :is(.unused,.used){d:e} [data-on]{f:g} [data-off=x]{h:i} .scripted{j:k}
:root{--read:var(--deep);--deep:1px;--never:url("data:image/svg+xml;charset=utf-8,<svg>");color:red}
@media print{.unused{a:b}} @media screen{.used{a:b}.unused{c:d}} @keyframes k{from{a:b}}
@supports (a:b){@media print{.used{x:y}}}
"""


def test_rules_that_no_page_can_match_go() -> None:
    """A rule stays if one of its selectors may match; a word of a script counts; variables that none reads go."""
    words = words_of([tags('<p class="used" id="here" data-on>')], ["el.className = 'scripted'"])
    left = without_unused(CSS, words)
    assert ".unused" not in left.replace(".used:not(.unused)", "").replace(":is(.unused,.used)", "")
    assert "#gone" not in left
    assert "data-off" not in left
    for kept in (
        ".used{color:var(--read)}",
        ".used{margin:0}",
        "#here{",
        "p{",
        "[data-on]{",
        ".scripted{",
        "@keyframes",
    ):
        assert kept in left
    assert "--read:var(--deep)" in left
    assert "--deep:1px" in left
    assert "--never" not in left
    assert "@media print" in left
    assert left.count("@media") == 2


def test_variables_that_our_own_styles_read_stay() -> None:
    """The theme's variables that other style sheets read are kept."""
    assert without_unused(":root{--a:1;--b:2}", set(), "p{x:var(--b)}") == ":root{--b:2}"


def test_cutting_twice_changes_nothing() -> None:
    """What is left has nothing more to lose."""
    words = {"used", "here"}
    once = without_unused(CSS, words)
    assert without_unused(once, words) == once
