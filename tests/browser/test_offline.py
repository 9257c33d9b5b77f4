"""The offline copy, unpacked into a folder with an awkward name and opened with no network, as a reader would."""

from __future__ import annotations

import datetime
import hashlib
import re
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import violations_in_every_look
from journeys import tool_pages, use_everything
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import serving
from watching import Watch

from macros.delivery.addresses import target
from macros.delivery.markup import tags

pytestmark = pytest.mark.browser

ALLOWED = {"html", "css", "js", "json", "svg", "png", "webp", "woff2", "docx", "odt", "csv", "txt", "xml", "ics"}
ALLOWED |= {"webmanifest", "bib", "ris"}
"""The kinds of files of users.md N6, and the two kinds that reference managers read."""


@pytest.fixture(scope="module")
def copy(site: Path) -> zipfile.ZipFile:
    """Open the offline copy of the built site."""
    return zipfile.ZipFile(site / "offline.zip")


@pytest.fixture(scope="module")
def folder(copy: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the copy where a path has spaces and more than 200 letters, as in a synchronised folder."""
    base = tmp_path_factory.mktemp("copy")
    base = base / "OneDrive - A Trust with a Long Name NHS Foundation Trust"
    base = base / "Crisis team & home treatment (shared) 100%" / ("Quality improvement " * 8).strip()
    base.mkdir(parents=True)
    copy.extractall(base)
    assert len(str(base)) > 200
    (top,) = base.iterdir()
    return top


@pytest.fixture
def opened(browser: Browser) -> Iterator[BrowserContext]:
    """Give a browser profile whose network is off."""
    context = browser.new_context(offline=True, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def files_only(opened: BrowserContext) -> Watch:
    """Watch that profile: only files may be asked for."""
    return Watch(opened, "file:")


@pytest.fixture
def page(opened: BrowserContext, files_only: Watch) -> Page:
    """Open an empty page in it."""
    return opened.new_page()


def test_it_holds_nothing_that_a_trust_would_stop(copy: zipfile.ZipFile) -> None:
    """Only kinds of files on the list, plain files, one top folder, short paths, at most 20 MB."""
    names = [entry.filename for entry in copy.infolist()]
    assert {name.rsplit(".", 1)[-1] for name in names} <= ALLOWED
    assert len({name.split("/")[0] for name in names}) == 1
    assert max(map(len, names)) <= 120
    assert not [name for name in names if name.startswith("/") or ".." in name or re.search(r'[:?*"<>|\\]', name)]
    assert len({name.lower() for name in names}) == len(names)
    for entry in copy.infolist():
        assert stat.S_ISREG(entry.external_attr >> 16)
    assert copy.filename
    assert Path(copy.filename).stat().st_size <= 20_000_000


def test_documents_in_it_hold_no_programs_and_reach_for_nothing(copy: zipfile.ZipFile) -> None:
    """No Word file has a macro project, and none links to a template or picture elsewhere."""
    documents = [name for name in copy.namelist() if name.endswith((".docx", ".odt"))]
    for name in documents:
        with copy.open(name) as file, zipfile.ZipFile(file) as document:
            assert not [part for part in document.namelist() if "vbaProject" in part or part.startswith("Basic/")], name
            for part in document.namelist():
                if part.endswith(".rels"):
                    outside = re.findall(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>", document.read(part))
                    assert all(b'/hyperlink"' in one for one in outside), f"{name}: {part}"


def test_every_link_in_it_leads_to_a_file(folder: Path) -> None:
    """Every relative address on every page names a file in the copy, and none names a folder."""
    dead = []
    for file in sorted(folder.rglob("*.html")):
        path = file.relative_to(folder).as_posix()
        for tag in tags(file.read_text(encoding="utf-8")):
            for name in ("href", "src", "action"):
                address = tag.attributes.get(name, "")
                if tag.name == "use" or not target(path, address, "/"):
                    continue
                if not (file.parent / address.partition("#")[0].partition("?")[0]).is_file():
                    dead.append(f"{path}: {address}")
    assert dead == []


def test_the_readme_is_there(folder: Path) -> None:
    """README.txt has exactly four steps, and says not to open the pages inside SharePoint or Teams."""
    text = (folder / "README.txt").read_text(encoding="utf-8")
    assert re.findall(r"^(\d)\.", text, re.MULTILINE) == ["1", "2", "3", "4"]
    assert "SharePoint or Teams" in text


def test_a_reader_finds_their_way(folder: Path, page: Page, files_only: Watch) -> None:
    """From index.html to an item, its neighbours, its domain and back, by links alone."""
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="All 39 items").first.click()
    page.locator("a[href*='/14/index.html'], a[href$='14/index.html']").first.click()
    assert page.url.endswith("/items/14/index.html")
    page.locator("article a[href*='domains/']").first.click()
    assert "/domains/" in page.url
    page.locator("a.brand").click()
    assert page.url.endswith("/index.html")
    expect(page.locator("h1")).to_be_visible()
    files_only.assert_clean()


def test_help_is_on_every_page(folder: Path) -> None:
    """The numbers for help are in every page of the copy, as text."""
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) > 100
    missing = [file.name for file in pages if "tel:999" not in file.read_text(encoding="utf-8")]
    redirects = [file.name for file in pages if 'http-equiv="refresh"' in file.read_text(encoding="utf-8")]
    assert sorted(missing) == sorted(redirects)


@pytest.mark.parametrize(("asked", "found"), [("gatekeping", "6"), ("item 14", "14"), ("carers", "14")])
def test_search_works(folder: Path, page: Page, files_only: Watch, asked: str, found: str) -> None:
    """Search answers from files, slips and all, and its first result opens."""
    page.goto((folder / "items" / "20" / "index.html").as_uri())
    page.locator("#q").fill(asked)
    first = page.locator("#found [role=option]").first
    first.wait_for()
    addresses = page.locator("#found [role=option]").evaluate_all("all => all.map(one => one.href || '')")
    assert any(f"/items/{found}/index.html" in address for address in addresses[:3])
    first.click()
    page.wait_for_url(re.compile(r"^file:.*index\.html"))
    assert page.locator("h1").is_visible()
    files_only.assert_clean()


def test_tools_work(folder: Path, page: Page, files_only: Watch, site: Path) -> None:
    """Every tool can be filled and pressed from a folder, and nothing is asked of a network."""
    for path in tool_pages(site):
        used = use_everything(page, (folder / path / "index.html").as_uri())
        assert bool(used) != (path == "about/offline/"), path  # a copy in a folder has nothing to save
    files_only.assert_clean()


ONLY_ONLINE = ("see the website", "Save on this device", "Saved for offline", "Remove offline copy", "Please allow")
"""Words that would be nonsense in a copy that was opened from a folder."""


def test_it_says_nothing_that_is_true_online_alone(folder: Path, page: Page, files_only: Watch, site: Path) -> None:
    """No page of the copy speaks of saving, or of facts that it cannot know; where they are told, it says."""
    for file in sorted(folder.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        assert [words for words in ONLY_ONLINE if words in text] == [], file
        assert not re.search(r"<[a-z][^>]*\sdata-only=", text), file
    for path in ("about/offline", "about/for-it", "about/privacy"):
        page.goto((folder / path / "index.html").as_uri())
        page.get_by_text("This is the offline copy").first.wait_for()
        shown = page.locator("article").inner_text()
        assert [words for words in ONLY_ONLINE if words in shown] == [], path
        assert page.locator("article a:visible").filter(has_text=re.compile(r"^\s*$")).count() == 0
        assert "This is the offline copy" not in (site / path / "index.html").read_text(encoding="utf-8")
    buttons = page.locator("[data-pack-clear] button").all_inner_texts()
    assert buttons == ["Clear everything"]
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Clear now").click()
    page.get_by_text("Cleared.").wait_for()
    assert page.get_by_text(re.compile(r"^Offline copy(, made .*)?\.$")).is_visible()
    files_only.assert_clean()


def test_a_page_cannot_reach_the_network(folder: Path, browser: Browser, site: Path) -> None:
    """Even with a network, a page of the copy is not allowed to ask anything of it."""
    context = browser.new_context()
    watch = Watch(context, "file:")
    page = context.new_page()
    with serving(site) as server:
        page.goto((folder / "index.html").as_uri())
        what = page.evaluate(
            """address => new Promise(done => {
                const image = new Image();
                image.onerror = () => done('refused');
                image.onload = () => done('loaded');
                image.src = address;
            })""",
            f"{server.url}assets/icon.png",
        )
        assert (what, server.seen) == ("refused", [])
    context.close()
    assert any("Content Security Policy" in line for line in watch.complaints)


def test_it_says_how_old_it_is_and_warns(folder: Path, page: Page) -> None:
    """The foot of a page gives the copy's date; a copy over 30 days old warns about the numbers for help."""
    address = (folder / "items" / "14" / "index.html").as_uri()
    page.goto(address)
    made = page.evaluate("document.documentElement.dataset.packCopy")
    if not made:
        pytest.skip("no commit dates this build")
    line = page.get_by_text(re.compile(r"^Offline copy, made \d+ \w+ \d{4}\.$"))
    assert line.is_visible()
    still = html.document_fromstring((folder / "items" / "14" / "index.html").read_bytes()).find_class("offline-line")
    assert [part.text_content() for part in still] == [line.inner_text()]
    page.clock.set_fixed_time(f"{made}T12:00:00Z")
    page.goto(address)
    assert page.locator("[data-pack-old]").count() == 0
    page.clock.set_fixed_time(_days_after(made, 32))
    page.goto(address)
    assert "may have changed" in page.locator("[data-pack-old]").inner_text()
    assert violations_in_every_look(page) == []


def _days_after(day: str, count: int) -> str:
    return f"{datetime.date.fromisoformat(day) + datetime.timedelta(days=count)}T12:00:00Z"


def test_the_site_tells_the_truth_about_it(site: Path, profile: BrowserContext, copy: zipfile.ZipFile) -> None:
    """Size, hash, number of files and longest path on the pages are those of the file, and the link fetches it."""
    data = (site / "offline.zip").read_bytes()
    page = profile.new_page()
    page.goto("about/for-it/")
    facts = page.locator("[data-fact]").evaluate_all("all => all.map(one => [one.dataset.fact, one.textContent])")
    told = dict(facts)
    assert told["zip-sha256"] == hashlib.sha256(data).hexdigest()
    assert told["zip-size"] == f"{len(data) / 1_000_000:.1f} MB"
    assert told["zip-files"] == str(len(copy.namelist()))
    assert told["zip-longest"] == str(max(map(len, copy.namelist())))
    page.goto("about/offline/")
    assert "SharePoint" in page.locator("article").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the offline copy").click()
    assert download.value.path().read_bytes() == data
