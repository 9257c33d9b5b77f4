"""Built HTML is read by its tags and changed nowhere else."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.delivery.markup import (
    hash_source,
    inline_scripts,
    map_addresses,
    refused,
    tags,
    with_guarded_links,
    with_head,
    with_scopes,
)

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>a <b> c</title></head><body>
<!-- <a href="in-a-comment/" onclick="x()">no</a> -->
<script>var link = '<a href="in-a-script/">';</script>
<script type="application/json">{"a": "<b onclick=1>"}</script>
<script src="a.js"></script>
<a class=plain href=bare/>bare</a> <A HREF='single/?a=1&amp;b=2'>single</A> <a title="x > y" href="double/#z">d</a>
</body></html>"""


def test_tags_are_not_found_in_comments_scripts_or_titles() -> None:
    """What looks like a tag inside a comment, a script, a data island or a title is not one."""
    names = [tag.name for tag in tags(PAGE)]
    assert names == ["html", "head", "meta", "title", "body", "script", "script", "script", "a", "a", "a"]


def test_attributes_are_read_as_a_browser_reads_them() -> None:
    """Quoted either way or not at all, in any case, with entities."""
    links = [tag.attributes for tag in tags(PAGE) if tag.name == "a"]
    assert [link["href"] for link in links] == ["bare/", "single/?a=1&b=2", "double/#z"]
    assert links[2]["title"] == "x > y"


def test_only_scripts_that_run_are_inline_scripts() -> None:
    """Data islands and files are no inline scripts."""
    assert list(inline_scripts(tags(PAGE))) == ["var link = '<a href=\"in-a-script/\">';"]
    assert list(inline_scripts(tags('<script type="module">x</script><script type="text/plain">y</script>'))) == ["x"]


def test_a_hash_is_what_browsers_compare() -> None:
    """The source is the base64 of the SHA-256 of the script's bytes, with line ends as the browser sees them."""
    expected = base64.b64encode(hashlib.sha256(b"a\nb").digest()).decode()
    assert hash_source("a\nb") == hash_source("a\r\nb") == f"'sha256-{expected}'"


@pytest.mark.parametrize(
    "hostile",
    [
        '<p style="color:red">',
        "<p STYLE='color:red'>",
        "<style>p{}</style>",
        '<img src="a.png" onerror="x()">',
        "<svg onload=x()>",
        '<a href="javascript:x()">',
        '<a href=" java\tscript:x()">',
        '<a href="&#106;avascript:x()">',
        '<form action="vbscript:x">',
        '<button formaction="JavaScript:x">',
    ],
)
def test_what_a_strict_policy_refuses_is_found(hostile: str) -> None:
    """Each way to put a style or a script into the page itself is named."""
    assert len(list(refused(tags(f"<body>{hostile}</body>")))) == 1


@pytest.mark.parametrize(
    "harmless",
    ['<a href="https://example.org/javascript:x">', "<!-- <p style=x> -->", "<p>onclick=1 style=2</p>", "<a href=x#y>"],
)
def test_what_a_strict_policy_allows_is_left_alone(harmless: str) -> None:
    """Words and addresses that only look dangerous are not refused."""
    assert list(refused(tags(harmless))) == []


def test_addresses_change_and_nothing_else() -> None:
    """Only the wanted attribute of the wanted tag changes; comments and scripts keep theirs."""
    changed = map_addresses(PAGE, {"a": "href"}, lambda old: old + "!" if old != "bare/" else old)
    expected = PAGE.replace("HREF='single/?a=1&amp;b=2'", 'HREF="single/?a=1&amp;b=2!"').replace(
        'href="double/#z"', 'href="double/#z!"'
    )
    assert changed == expected


@given(st.text(alphabet="<>\"'= abé/!-script", max_size=80))
def test_changing_nothing_gives_the_same_page(page: str) -> None:
    """However broken the markup is, an identity change returns it byte for byte."""
    assert map_addresses(page, {"a": "href", "script": "src"}, lambda old: old) == page


def test_head_lines_come_after_the_character_set() -> None:
    """The policy stands before anything that it governs, and after the character set that it is written in."""
    assert with_head("<head><meta charset=utf-8><title>", "X") == "<head><meta charset=utf-8>X<title>"
    assert with_head("<head><title>", "X") == "<head>X<title>"
    with pytest.raises(ValueError, match="without <head>"):
        with_head("<p>no head", "X")


def test_links_to_other_sites_tell_nothing() -> None:
    """A link to another site gets rel="noopener noreferrer"; a link of ours and a link that has a rel stay."""
    page = '<a href="https://x.org/">x</a><a href="y/">y</a><a href="//z.org" rel="me">z</a>'
    guarded = page.replace('x.org/">', 'x.org/" rel="noopener noreferrer">')
    assert with_guarded_links(page) == guarded


def test_header_cells_say_what_they_head() -> None:
    """A header cell without a scope heads its column in the head of a table, else its row; one that has it stays."""
    head = '<thead><tr><th>A</th><th class="n">B</th><th scope="colgroup">C</th></tr></thead>'
    table = f"<!-- <th> --><table>{head}<tbody><tr><th>D</th><td>1</td></tr></tbody></table>"
    table += "<table><tr><TH>E</TH></tr></table>"
    done = with_scopes(table)
    assert [(tag.attributes.get("class"), tag.attributes["scope"]) for tag in tags(done) if tag.name == "th"] == [
        (None, "col"), ("n", "col"), (None, "colgroup"), (None, "row"), (None, "row"),
    ]  # fmt: skip
    assert done.replace(' scope="col"', "").replace(' scope="row"', "") == table
    assert with_scopes(done) == done
