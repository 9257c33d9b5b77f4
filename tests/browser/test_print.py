"""On paper: A4, nothing cut, the address and the date on it, and a meeting sheet that fits one side."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from paper import A4_WITHIN_MARGINS, BEYOND, sides
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
PRINTED = (
    "items/14/",
    "items/1/",
    "items/31/",
    "case-studies/crt-3-carers-and-medication/",
    "templates/carers-leaflet/",
    "templates/caseload-review-sheet/",
    "items/",
    "domains/content-and-delivery-of-care/",
    "teams/",
    "sources/paper/",
    "programme/scoping-day/",
    "about/accessibility/",
)
RECORDS = tuple(path for path in PRINTED if re.match("(items|case-studies|templates|programme)/.", path))
"""Those that are made from one record."""

ADDRESSES = """() => [...document.querySelectorAll('article a[href^="http"]')]
    .filter(a => a.getClientRects().length)
    .map(a => [a.href, a.textContent + getComputedStyle(a, '::after').content])"""
AFTER = """() => [...document.querySelectorAll('article a')]
    .map(a => getComputedStyle(a, '::after').content).join(' ')"""


@pytest.mark.parametrize("path", PRINTED)
def test_a_printed_page_is_whole(open_page: Open, path: str) -> None:
    """Nothing reaches beyond the paper; site, short address and the rest of the print line stand at the top."""
    page = open_page(path, width=A4_WITHIN_MARGINS)
    page.emulate_media(media="print")
    assert page.evaluate(BEYOND, A4_WITHIN_MARGINS) == []
    assert page.locator("article > p.only-print").is_visible()
    line = page.locator("article > p.only-print").inner_text()
    assert f"CRT Resource Pack, /{path}" in line
    assert "Printed copy" in line
    hidden = ("header.top", ".strip", ".side", ".toc", "footer.bottom", ".suggest", ".crumbs")
    assert [part for part in hidden if page.locator(part).locator("visible=true").count()] == []
    assert page.get_by_text("If you need help now", exact=True).first.is_visible()


def test_what_would_be_cut_is_found(open_page: Open) -> None:
    """Words, what a style writes after them, and boxes too wide are told of; a space where a line ends is not."""
    page = open_page("about/", width=A4_WITHIN_MARGINS)
    page.emulate_media(media="print")
    page.evaluate("""() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('article .whole{white-space:nowrap}'
            + `article .after::after{content:"${'address/'.repeat(40)}";white-space:nowrap}`
            + '.wide{width:900px;height:9px;max-width:none!important}');
        document.adoptedStyleSheets = [sheet];
        document.querySelector('article').insertAdjacentHTML('beforeend', '<p><code class="whole">'
            + 'letters '.repeat(30) + '</code></p><p><a class="after" href="#x">x</a></p><div class="wide"></div><p>'
            + Array.from({length: 40}, (_, size) => `<code>${'m'.repeat(40 + size)} after</code>`).join('</p><p>'));
    }""")
    found = page.evaluate(BEYOND, A4_WITHIN_MARGINS)
    assert [line.partition(" ")[0] for line in found] == ["CODE.whole", "A.after", "DIV.wide"]


@pytest.mark.parametrize("path", RECORDS)
def test_records_print_their_date(open_page: Open, path: str) -> None:
    """A page made from a record says on paper when it was last reviewed."""
    page = open_page(path)
    page.emulate_media(media="print")
    assert re.search(r"reviewed \d{1,2} [A-Z][a-z]+ 20\d\d", page.locator("article > p.only-print").inner_text())


def test_addresses_of_links_are_printed(open_page: Open) -> None:
    """After the words of a link to another site stands its address, on record pages and hand-written ones."""
    for path in ("items/14/", "sources/paper/", "about/accessibility/"):
        page = open_page(path)
        page.emulate_media(media="print")
        found = page.evaluate(ADDRESSES)
        assert len(found) >= 3, path
        assert [href for href, shown in found if href.split("://")[1][:12].removeprefix("www.") not in shown] == [], (
            path
        )


def test_results_print_without_addresses_over_them(open_page: Open) -> None:
    """A list of results lays nothing over its titles: what leads inside the site needs no address."""
    page = open_page("search/#q=carers")
    expect(page.locator(".hit").first).to_be_visible()
    page.emulate_media(media="print")
    titles = page.locator(".hit h3 a")
    assert set(titles.evaluate_all("all => all.map(e => getComputedStyle(e, '::after').content)")) == {"none"}


def test_heads_of_columns_print_as_words(open_page: Open) -> None:
    """Where a screen shows small pictures over columns, paper has the words."""
    page = open_page("coverage/", width=A4_WITHIN_MARGINS)
    page.emulate_media(media="print")
    heads = page.locator("table:has(th .i) thead th:has(.i)")
    assert heads.count() >= 5
    assert heads.locator(".i").locator("visible=true").count() == 0
    assert min(heads.locator(".vh").evaluate_all("all => all.map(e => e.getBoundingClientRect().width)")) > 30


def test_what_is_folded_is_printed(open_page: Open) -> None:
    """Parts that fold print unfolded."""
    page = open_page("items/14/")
    fold = page.locator("details.more li").first
    assert fold.is_hidden()
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert fold.is_visible()


def test_a_meeting_sheet_prints_at_a_press(open_page: Open) -> None:
    """The button of a meeting sheet prints it, and is not on paper; without scripts the page says how to print it."""
    page = open_page("sheets/14/", width=390)
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    button = page.get_by_role("button", name="Print this sheet")
    button.click()
    expect(page).to_have_title("printed")
    page.emulate_media(media="print")
    expect(button).to_be_hidden()
    expect(page.get_by_text("own print command")).to_be_hidden()
    still = open_page("sheets/14/", width=390, javascript=False)
    expect(still.get_by_role("button", name="Print this sheet")).to_be_hidden()
    expect(still.get_by_text("own print command")).to_be_visible()


@pytest.mark.parametrize("path", ["case-studies/crt-5-visits/", "teams/1/", "teams/"])
def test_a_chart_is_not_cut_in_two(open_page: Open, path: str) -> None:
    """A chart stands on one sheet, its title, its marks and what they mean together."""
    page = open_page(path, width=A4_WITHIN_MARGINS)
    page.emulate_media(media="print")
    charts = page.locator("figure.chart")
    assert charts.count() > 0
    for style, height in charts.evaluate_all("all => all.map(e => [getComputedStyle(e).breakInside, e.offsetHeight])"):
        assert style == "avoid"
        assert height < 900  # the height of A4 within margins is 1,000


def test_paper_is_black_on_white(open_page: Open) -> None:
    """A reader in dark colours prints in black on white all the same."""
    page = open_page("items/14/", color_scheme="dark")
    page.get_by_label("Dark", exact=True).check()
    page.emulate_media(media="print")
    colours = "(() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]; })()"
    assert page.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_every_meeting_sheet_fits_one_side(profile: BrowserContext, page_paths: tuple[str, ...]) -> None:
    """The meeting sheet of each item is exactly one side of A4, with a goal to fill in and the help line."""
    sheets = [path for path in page_paths if path.startswith("sheets/")]
    items = [path for path in page_paths if path.startswith("items/") and path.count("/") == 2]
    assert len(sheets) == len(items) >= 10
    page, wrong = profile.new_page(), {}
    for path in sheets:
        page.goto(path)
        page.emulate_media(media="print")
        count = sides(page.pdf(format="A4", prefer_css_page_size=True))
        page.set_viewport_size({"width": A4_WITHIN_MARGINS, "height": 980})
        if count != 1 or page.evaluate(BEYOND, A4_WITHIN_MARGINS):
            wrong[path] = count
        assert page.locator(".blank").is_visible(), path
        assert "999" in page.locator(".sheet").inner_text(), path
    assert wrong == {}


def test_a_printed_item_holds_its_criteria(open_page: Open) -> None:
    """Printing leaves out buttons and menus, and no criterion, idea or question."""
    page = open_page("items/14/")
    parts = ".crit p, .lines p, #ask ~ ul li, .minute dd"
    before = page.locator(parts).count()
    page.emulate_media(media="print")
    assert page.locator(parts).locator("visible=true").count() >= before > 20


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("", 2),
        ("items/", 2),
        ("items/14/", 8),
        ("teams/1/", 2),
        ("templates/service-improvement-plan/", 4),
        ("case-studies/crt-3-carers-and-medication/", 3),
    ],
)
def test_a_page_takes_few_sheets(open_page: Open, path: str, most: int) -> None:
    """A page has no sheet for a few lines alone, nor holes where cards and lists would not break."""
    assert sides(open_page(path).pdf(format="A4", prefer_css_page_size=True)) <= most


@pytest.mark.parametrize(
    "path",
    [
        "items/14/",
        "case-studies/crt-3-carers-and-medication/",
        "templates/service-improvement-plan/",
        "teams/1/",
        "programme/scoping-day/",
        "plan/choosing-items/",
        "",
    ],
)
def test_every_source_named_can_be_found_again(open_page: Open, path: str) -> None:
    """The address of each source that a page names stands on its paper: beside it, or in a list of the page."""
    page = open_page(path)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    addresses = set(page.locator("article a.cite[data-url]").evaluate_all("all => all.map(a => a.dataset.url)"))
    text = page.locator("article").inner_text() + page.evaluate(AFTER)
    assert addresses
    assert [address for address in addresses if address not in text] == []


def test_a_form_has_room_to_write(open_page: Open) -> None:
    """Rows left empty are high enough for a pen and what is to be answered wide enough; a box to tick has no bullet."""
    page = open_page("templates/service-improvement-plan/", width=A4_WITHIN_MARGINS)
    page.emulate_media(media="print")
    rows = page.locator(".paper tr:has(td:empty)").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert len(rows) >= 10
    assert min(rows) > 36
    assert page.locator(".paper th").first.evaluate("e => getComputedStyle(e).overflowWrap") == "break-word"
    ticks = page.locator(".paper li").filter(has_text=re.compile("^☐"))
    assert ticks.count() >= 8
    assert set(ticks.evaluate_all("all => all.map(e => getComputedStyle(e).listStyleType)")) == {"none"}
    page = open_page("templates/gatekeeping-record/", width=A4_WITHIN_MARGINS)
    page.emulate_media(media="print")
    answers = page.locator(".paper table:not(:has(th:nth-child(3))) td:empty")
    wide = answers.evaluate_all("all => all.map(e => e.offsetWidth / e.closest('table').offsetWidth)")
    assert wide
    assert min(wide) > 0.5
    columns = page.locator(".paper table:has(th:nth-child(3)) td:empty").evaluate_all(
        "all => all.map(e => e.offsetWidth)"
    )
    assert columns
    assert min(columns) > 90
