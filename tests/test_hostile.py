"""Records from strangers: refused by the check, and harmless in every engine even where the check is switched off.

``hostile/<rule>.<variant>`` is a record that tries one thing. All of them are built at once, together with a pack
whose every text, in every record, ends in an attack; then the built HTML is read by a parser. Attacks are written so
that whatever runs, or becomes markup, shows the word OWNED in a place where text cannot be, or the product 55409243.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html
from pydantic import BaseModel
from tiny import copy_tiny, dress

from macros.build import prepare
from macros.checks import check
from macros.engines import ENGINES, build_site
from macros.models import Record
from macros.models.base import Address, Text
from macros.pack import Entry, Pack, load
from macros.pages import FOLDERS, pages
from macros.problems import errors
from macros.site import write_site

FOLDER = Path(__file__).parent / "hostile"
CASES = sorted(FOLDER.iterdir())
CANARY = "SECRET-CANARY"
ATTACK = (
    " <img src=x onerror=OWNED()>{{ 7919*6997 }}{% set a = 1 %}[x](javascript:OWNED()) \"'><script>OWNED()</script>"
    ' --8<-- "secrets.txt" {: onclick="OWNED()" } &lt;b id=OWNED&gt; <https://owned.example>'
)
MORE = ("abbr", "admonition", "footnotes", "def_list", "pymdownx.details", "pymdownx.snippets", "pymdownx.superfences")
RUNS = re.compile(r"\s*(javascript|vbscript|data|file|blob):", re.IGNORECASE)
WORDS = {"content", "title", "alt", "aria-label", "label", "placeholder", "value"}
"""Attributes that hold words for people, and so may repeat what a record says; so may those that begin with data-."""


def place(case: Path, root: Path) -> Path:
    """Return where a hostile record stands in a project."""
    _, variant, _ = case.name.split(".")
    if case.suffix == ".md":
        return root / "items" / "methods" / f"hostile-{variant}.md"
    kind = re.search(r"^kind: (\w+)$", case.read_text(encoding="utf-8"), re.MULTILINE)
    assert kind, f"{case.name} names no kind"
    return root / "items" / "sources" / f"{kind[1]}.yml"


def project(at: Path, cases: list[Path]) -> Path:
    """Return a copy of the small project with hostile records, and secrets that they try to read."""
    root = copy_tiny(at)
    for case in cases:
        place(case, root).write_bytes(case.read_bytes())
    for folder in (root, root / "docs", root / "items"):
        (folder / "secrets.txt").write_text(CANARY, encoding="utf-8")
    (root / "items" / "secrets.txt").unlink()
    return root


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_refused(case: Path, tmp_path: Path) -> None:
    """The check refuses every hostile record, by the rule that its file is named after, in its own file."""
    root = project(tmp_path / "project", [case])
    problems = errors(check(root, load(root)))
    own = {problem.rule for problem in problems if root / problem.path == place(case, root)}
    assert case.name.split(".")[0] in own


def test_there_are_enough() -> None:
    """There are at least fifteen hostile records."""
    assert len(CASES) >= 15


@pytest.mark.parametrize(
    "name", ["..hostile.md", "-rf.md", "<img src=x>.md", "{{ 7919*6997 }}.md", "a\nb.md", "A.md", "x.md\u202e"]
)
def test_hostile_file_names(name: str, tmp_path: Path) -> None:
    """A file whose name is no plain word is not read, and its name is printed on one line."""
    root = copy_tiny(tmp_path / "project")
    (root / "items" / "methods" / name).write_bytes((root / "items" / "methods" / "walk-through.md").read_bytes())
    loaded = load(root)
    found = [problem for problem in loaded.problems if problem.path == f"items/methods/{name}"]
    if not name.startswith("."):
        assert [problem.rule for problem in found] == ["file"]
        assert "\n" not in str(found[0])
    assert len([ref for ref in loaded.pack.entries if ref.kind == "method"]) == 1


def test_links_out_of_the_folder(tmp_path: Path) -> None:
    """A record that is a symbolic link is not followed, and neither is a folder."""
    root = copy_tiny(tmp_path / "project")
    (tmp_path / "secret.md").write_text(CANARY, encoding="utf-8")
    (root / "items" / "methods" / "stolen.md").symlink_to(tmp_path / "secret.md")
    (root / "items" / "rooms").symlink_to(tmp_path)
    problems = load(root).problems
    assert {(problem.path, problem.rule) for problem in problems} == {
        ("items/methods/stolen.md", "file"),
        ("items/rooms", "file"),
    }
    assert not any(CANARY in problem.message for problem in problems)


@pytest.fixture(scope="module", params=ENGINES)
def hostile_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small project with all hostile records, the check switched off."""
    at = tmp_path_factory.mktemp("hostile")
    root = dress(project(at / "project", CASES))
    assert prepare(root, checked=False).written
    _loose(root)
    return _built(root, request.param, at)


@pytest.fixture(scope="module", params=ENGINES)
def poisoned_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small project with an attack at the end of every text of every record."""
    at = tmp_path_factory.mktemp("poisoned")
    root = dress(project(at / "project", []))
    assert prepare(root).written
    poisoned = pages(poison(load(root).pack), {})
    write_site(
        root, {path: text for path, text in poisoned.items() if path.split("/")[0] != ".overrides"}, _own(FOLDERS)
    )
    _loose(root)
    return _built(root, request.param, at)


def _own(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folder for folder in folders if not folder.startswith("."))


def _loose(root: Path) -> None:
    """Let the engine build what is there: no hooks, which would check and write again, and no strictness.

    Extensions that the site does not use, and might one day, are switched on: they must find nothing either.
    """
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    before, key, after = settings.partition("markdown_extensions: [")
    assert key, "markdown_extensions is written in another way now"
    settings = f"{before}{key}{', '.join(MORE)}, {after}"
    settings = re.sub(r"^strict:.*\n", "", settings, flags=re.MULTILINE)
    links_only = f"hooks: [{root / 'links_only.py'}]\n"
    settings = re.sub(r"^hooks:.*\n", lambda _: links_only, settings, flags=re.MULTILINE)
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (root / "links_only.py").write_text("from macros.hooks import on_page_content\n", encoding="utf-8")


def _built(root: Path, engine: str, at: Path) -> Path:
    before = set(Path.cwd().iterdir())
    assert build_site(root, engine, at / "site") == 0
    assert set(Path.cwd().iterdir()) == before
    assert not list(at.rglob("OWNED*")), "something in a record was run"
    return at / "site"


def poison(pack: Pack) -> Pack:
    """Return a pack with an attack after every text that a writer is free to choose, bodies included."""
    entries = {}
    for ref, entry in pack.entries.items():
        body = entry.document.body and entry.document.body + f"\n\n{ATTACK}\n\n## Head{ATTACK}\n\n|{ATTACK}|\n|---|\n"
        entries[ref] = Entry(_poisoned(entry.record), replace(entry.document, body=body), entry.base)
    return Pack(MappingProxyType(entries), pack.mentions)


def _poisoned(model: Any) -> Any:
    if isinstance(model, tuple):
        return tuple(_poisoned(part) for part in model)
    if isinstance(model, dict):
        return {key: _poisoned(part) for key, part in model.items()}
    if not isinstance(model, BaseModel):
        return model
    changes: dict[str, Any] = {}
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        free = _is_free(info.annotation, tuple(info.metadata))
        if free and isinstance(value, str):
            changes[name] = value + ATTACK
        elif free and isinstance(value, tuple):
            changes[name] = tuple(part + ATTACK for part in value)
        else:
            changes[name] = _poisoned(value)
    return model.model_copy(update=changes)


def _is_free(annotation: Any, metadata: tuple[Any, ...]) -> bool:
    """Tell whether a field holds text without a pattern: what a writer may fill with anything."""
    text = repr(Text.__metadata__[0])  # type: ignore[attr-defined]
    if any(
        isinstance(part, Address) or ("pattern" in repr(part) and "pattern=None" not in repr(part)) for part in metadata
    ):
        return False
    return annotation is str or text in repr(annotation)


def test_poison_reaches_every_text(tmp_path: Path) -> None:
    """The attack really is put into titles, prose, lists and labels of all kinds of record."""
    poisoned = poison(load(copy_tiny(tmp_path / "project")).pack)
    kinds = {ref.kind for ref, entry in poisoned.entries.items() if "OWNED()" in repr(entry.record)}
    assert kinds == {ref.kind for ref in poisoned.entries}
    item = next(entry.record for ref, entry in poisoned.entries.items() if ref.kind == "item")
    assert isinstance(item, Record)
    assert repr(item).count("OWNED()") > 60


def test_nothing_of_hostile_records_becomes_markup(hostile_site: Path) -> None:
    """With the check off, no engine runs any of it or lets it become an element, an attribute or an address."""
    assert "\n".join(trespasses(hostile_site)) == ""
    assert len(list((hostile_site / "methods").glob("hostile-*/index.html"))) > 15


def test_nothing_of_any_text_becomes_markup(poisoned_site: Path) -> None:
    """An attack in every text field of every record stays text on every page, whatever the engine."""
    assert "\n".join(trespasses(poisoned_site)) == ""
    page = (poisoned_site / "items" / "1" / "index.html").read_text(encoding="utf-8")
    assert page.count("7919*6997") + page.count("7919&#42;6997") > 20


@pytest.mark.parametrize(
    "page",
    [
        "<script>OWNED()</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=' JavaScript:x'>x</a>",
        "<a href='https://owned.example'>x</a>",
        "<p class='OWNED'>x</p>",
        "<p id=OWNED>x</p>",
        "<iframe src=x></iframe>",
        "<p>55409243</p>",
        "<p>SECRET-CANARY</p>",
        "<!-- OWNED -->",
    ],
)
def test_a_trespass_is_seen(page: str, tmp_path: Path) -> None:
    """The reading of built pages finds each way in which an attack could show."""
    (tmp_path / "page.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    assert list(trespasses(tmp_path))


def trespasses(site: Path) -> Iterator[str]:
    """Yield what of an attack is more than text in a built site."""
    for file in sorted(site.rglob("*")):
        if file.suffix in (".html", ".js", ".json", ".xml", ".txt") and file.is_file():
            name, text = file.relative_to(site).as_posix(), file.read_text(encoding="utf-8")
            if CANARY in text and file.name != "secrets.txt":
                yield f"{name}: a file was taken in"
            if re.search(r"\b55409243\b", text):
                yield f"{name}: template code ran"
            if file.suffix == ".html":
                yield from (f"{name}: {what}" for what in _markup(html.fromstring(file.read_bytes())))


def _markup(tree: html.HtmlElement) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            if "OWNED" in str(element.text):
                yield f"comment {element.text!r}"
            continue
        if (
            element.tag in ("script", "style")
            and "OWNED" in (element.text or "")
            and element.get("type") != "application/json"
        ):
            yield f"{element.tag} {element.text!r}"
        if element.tag in ("iframe", "object", "embed", "base", "marquee"):
            yield f"<{element.tag}>"
        for attribute, value in element.attrib.items():
            if _is_wrong(str(attribute), value):
                yield f"<{element.tag} {attribute}={value!r}>"


def _is_wrong(attribute: str, value: str) -> bool:
    address = attribute in ("href", "src", "action", "formaction", "xlink:href")
    if attribute.lower().startswith("on") or (address and RUNS.match(value)):
        return True
    if attribute in ("href", "data-url") and value.removeprefix("https://").startswith("owned.example/'onmouseover="):
        return False  # the one address that a source may have: whole, and quoted as it was given
    foreign = address and "owned.example" in urlsplit(value).netloc
    return foreign or ("OWNED" in value and attribute not in WORDS and not attribute.startswith("data-"))
