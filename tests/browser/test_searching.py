"""The search box and the page of results, in a real browser: over http, and from a folder with no network."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from asking import queries, score
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

ASK = """async (queries) => {
  const box = document.querySelector("#q"), page = document.querySelector("[data-results]"), found = [];
  for (const query of queries) {
    box.value = query;
    box.dispatchEvent(new Event("input", {bubbles: true}));
    while (page.dataset.answered !== query) await new Promise((done) => setTimeout(done, 5));
    found.push([...page.querySelectorAll(".hit h3 a")].map((link) => link.href));
  }
  return found;
}"""


def numbers(links: list[str]) -> list[str]:
    """Return the numbers of the items that links lead to, empty for other pages."""
    return [match[1] if (match := re.search(r"/items/(\d+)/", link)) else "" for link in links]


@pytest.mark.parametrize(
    ("name", "first", "three"), [("queries", 0.85, 0.97), ("held-out", 0.9, 0.97), ("held-out-4", 0.85, 0.93)]
)
@pytest.mark.parametrize("where", ["online", "in a folder"])
def test_the_right_item_comes_first(
    open_page: Callable[..., Page],
    offline: Callable[[str], Page],
    where: str,
    name: str,
    first: float,
    three: float,
) -> None:
    """On each list of queries the right item is the first result, or among the first three, as often as is promised.

    All results count, of whatever kind. The last list was written without a look at the words.
    """
    page = open_page("search/") if where == "online" else offline("search/index.html")
    asked = queries(name)
    found = score(asked, [numbers(links) for links in page.evaluate(ASK, [query.text for query in asked])])
    assert found.empty == 0
    assert found.first >= first * found.queries, "\n".join(found.missed)
    assert found.three >= three * found.queries, "\n".join(found.missed)


def test_results_say_what_they_are(open_page: Callable[..., Page]) -> None:
    """Results stand in groups by kind with counts; an item shows its number, domain and the words that matched."""
    page = open_page("search/#q=carers leaflet")
    expect(page.locator("h1")).to_have_text("Results for “carers leaflet”")
    hit = page.locator(".hits .hit").first
    expect(hit.locator("h3")).to_contain_text("Item 14: Support for carers")
    expect(hit.locator(".meta")).to_contain_text("Content and delivery of care")
    assert "carers" in hit.locator("mark").all_text_contents()
    kinds = page.locator("h2.group").all_text_contents()
    assert kinds[0].startswith("Items")
    assert any(kind.startswith("Templates") for kind in kinds)
    expect(page.locator("[data-said]")).to_contain_text(re.compile(r"\d+ items, .*\d+ templates?"))


@pytest.mark.parametrize("asked", ["carers", "gatekeping", "wobbly before discharge", "doctor", "stuck on the ward"])
def test_every_result_says_why_it_was_found(open_page: Callable[..., Page], asked: str) -> None:
    """On the page and under the box, each result shows a word that it was found for; the box names slips and words."""
    page = open_page(f"search/#q={asked}")
    expect(page.locator(f'[data-answered="{asked}"]')).to_be_visible()
    bare = "hits => hits.filter(e => !e.querySelector('mark')).map(e => e.textContent)"
    assert page.locator("[data-list] .hit").evaluate_all(bare) == []
    page = open_page("about/")
    box = page.get_by_role("combobox")
    box.fill(asked)
    expect(page.locator(".panel .all")).to_be_visible()
    assert page.locator(".panel a.hit").evaluate_all(bare) == []
    if asked == "gatekeping":
        expect(page.locator(".panel .note")).to_have_text("Showing results for gatekeeping")
    if asked.startswith("wobbly"):
        expect(page.locator(".panel .note")).to_contain_text("Nothing here says “wobbly”")


def test_the_query_stays_in_the_address(open_page: Callable[..., Page]) -> None:
    """Typing changes the fragment, never what is sent; a shared address brings the same results back."""
    page = open_page("search/")
    page.locator("#q").fill("home & safe")
    expect(page.locator("[data-results][data-answered]:not([data-answered=''])")).to_have_count(1)
    assert page.evaluate("location.hash") == "#q=home%20%26%20safe"
    assert page.evaluate("location.search") == ""
    page.reload()
    expect(page.locator("#q")).to_have_value("home & safe")
    expect(page.locator(".hits .hit").first).to_be_visible()
    page.evaluate("location.hash = '#q=carers'")
    expect(page.locator("h1")).to_have_text("Results for “carers”")


def test_more_words_never_give_more_results(open_page: Callable[..., Page]) -> None:
    """Each further word that the pack knows narrows what is found."""
    page = open_page("search/")
    counts = []
    for chain in (
        ("carers", "carers leaflet", "carers leaflet consent"),
        ("rural", "rural leaflet"),
        ("risk assessment", "risk assessment form"),
        ("staff", "staff meeting", "staff meeting weekly"),
        ("discharge", "discharge plan", "discharge plan template"),
    ):
        counts.clear()
        for query in chain:
            page.evaluate(ASK, [query])
            said = page.locator("[data-said]").text_content() or ""
            counts.append(sum(map(int, re.findall(r"(\d+) [a-z]", said))))
        assert counts == sorted(counts, reverse=True), chain
        assert counts[0] > counts[-1], chain


def test_a_slip_is_understood_and_can_be_meant(open_page: Callable[..., Page]) -> None:
    """A misspelt word is read as the nearest one, and says so; a link searches for it as typed."""
    page = open_page("search/#q=gatekeping")
    expect(page.locator("[data-said]")).to_contain_text("Showing results for gatekeeping")
    expect(page.locator(".hit h3").first).to_contain_text("Item 6")
    page.get_by_role("link", name="as typed").click()
    expect(page.locator("h1")).to_have_text('Results for “"gatekeping"”')
    expect(page.locator("[data-list]")).to_contain_text("Nothing for")


def test_nothing_found_is_never_the_end(open_page: Callable[..., Page]) -> None:
    """Where nothing fits, words that look alike and pages that lead everywhere are offered, and the status says so."""
    page = open_page('search/#q="safegaurdnig"')
    block = page.locator(".empty")
    expect(block).to_contain_text("Nothing for")
    expect(block.get_by_role("link", name="Did you mean “safeguarding”?")).to_be_visible()
    expect(page.locator("form [role=status]")).to_have_text("Nothing found. Suggestions follow.")
    block.get_by_role("link", name="Did you mean “safeguarding”?").click()
    expect(page.locator(".hit h3").first).to_contain_text("Item 31")


def test_words_that_only_other_kinds_use_are_not_corrected(open_page: Callable[..., Page]) -> None:
    """A name that no item holds but a source does is found as it is typed."""
    page = open_page("search/#q=Morant")
    expect(page.locator("[data-results][data-answered]:not([data-answered=''])")).to_have_count(1)
    expect(page.locator("[data-said]")).not_to_contain_text("Showing results for")
    expect(page.locator("#r-source + .hits .hit").first).to_contain_text("Morant")


def test_the_box_works_by_keyboard(open_page: Callable[..., Page]) -> None:
    """On any page: type, go down the list with the arrows, follow with Enter; Escape closes the list."""
    page = open_page("about/")
    box = page.locator("#q")
    box.focus()
    page.keyboard.type("lone wroking", delay=5)
    options = page.locator("#found [role=option]")
    expect(options.first).to_contain_text("Item 32")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("form [role=status]")).to_have_text(
        re.compile(r"^Showing results for lone working: \d+ items?(, \d+ [a-z][a-z ]+)+$")
    )
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(page.locator("#found-panel")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type(" ")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#found .all")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/32/")


@pytest.mark.parametrize("way", ["Escape", "Tab"])
def test_a_late_answer_opens_nothing(open_page: Callable[..., Page], way: str) -> None:
    """Where the reader has closed the list, or gone on, before the whole index has answered, it stays closed."""
    page = open_page("about/")
    held: list[Route] = []
    late = True
    page.route(
        re.compile(r"/search/(?!core)[^/]+\.js$"), lambda route: held.append(route) if late else route.continue_()
    )
    page.locator("#q").fill("carers")
    expect(page.locator("#found-panel")).to_be_visible()
    page.keyboard.press(way)
    expect(page.locator("#found-panel")).to_be_hidden()
    assert held
    late = False
    for route in held:
        route.continue_()
    expect(page.locator("form [role=status]")).to_contain_text("items, ")
    assert page.locator("#found-panel").is_hidden()


def test_somebody_in_danger_meets_the_numbers_first(open_page: Callable[..., Page]) -> None:
    """The numbers stand above the results, can be reached by keyboard, and are announced."""
    page = open_page("about/")
    page.locator("#q").fill("i want to die")
    expect(page.locator("#found-panel > :first-child a[href='tel:999']")).to_be_visible()
    expect(page.locator("form [role=status]")).to_contain_text("If you need help now")
    page.locator("#q").press("Tab")
    expect(page.locator("#found-panel a[href='tel:999']")).to_be_focused()
    page = open_page("search/#q=i%20want%20to%20die")
    expect(page.locator("[data-list] > .help:first-child a[href='tel:116123']")).to_be_visible()


def test_what_was_searched_for_can_be_gone_back_to(open_page: Callable[..., Page]) -> None:
    """Enter on the page of results keeps the search in the history and moves the reader to the results."""
    page = open_page("search/#q=24")
    expect(page.locator(".hit h3").first).to_contain_text("Item 24")
    page.locator("#q").fill("lone working")
    page.locator("#q").press("Enter")
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator(".hit h3").first).to_contain_text("Item 32")
    page.go_back()
    expect(page.locator("#q")).to_have_value("24")
    expect(page.locator(".hit h3").first).to_contain_text("Item 24")


def test_a_word_that_nothing_says_is_named(open_page: Callable[..., Page]) -> None:
    """No word is dropped in silence."""
    page = open_page("search/#q=carers%20zyzzyva")
    expect(page.locator("[data-said]")).to_contain_text("Nothing here says “zyzzyva”")


def test_a_number_among_words_leads_to_its_item_and_its_lists(open_page: Callable[..., Page]) -> None:
    """Who asks for item 24 and its templates gets the item first, and beside it each list of what there is for it."""
    page = open_page("search/#q=item 24 template")
    expect(page.locator(".hit h3").first).to_contain_text("Item 24: ")
    page.locator("[data-said]").get_by_role("link", name="templates").click()
    expect(page).to_have_url(re.compile(r"/templates/(index\.html)?#item=24$"))
    assert page.locator("[data-entry]:not([hidden])").count() > 0


def test_the_heading_says_what_is_shown(open_page: Callable[..., Page]) -> None:
    """Emptied, the box leaves no old heading; signs alone are answered; a very long question is cut in the heading."""
    page = open_page("search/#q=carers")
    expect(page.locator("h1")).to_have_text("Results for “carers”")
    page.get_by_role("combobox").fill("")
    expect(page.locator("h1")).to_have_text("Search results")
    page.get_by_role("combobox").fill("%")
    expect(page.locator("[data-list]")).to_contain_text("Nothing for “%”")
    page.get_by_role("combobox").fill("carers " * 200)
    assert len(page.locator("h1").text_content() or "") < 120


def test_a_closed_list_opens_again_with_the_arrow(open_page: Callable[..., Page]) -> None:
    """After Escape the arrow down brings the same results back."""
    page = open_page("about/")
    box = page.get_by_role("combobox")
    box.fill("carers")
    expect(page.locator(".panel .all")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".panel .all")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")


def test_enter_leads_to_all_results(open_page: Callable[..., Page]) -> None:
    """Enter without a choice opens the page of results with the query in its address."""
    page = open_page("items/1/")
    page.locator("#q").fill("carers")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search/#q=carers")
    expect(page.locator(".hit h3").first).to_contain_text("Item 14")


def test_results_beyond_the_first_are_shown_on_demand(open_page: Callable[..., Page]) -> None:
    """A long group shows its first few; a button brings the rest and moves the focus to the first of them."""
    page = open_page("search/#q=carers")
    group = page.locator("#r-source + .hits")
    expect(group.locator(".hit")).to_have_count(5)
    page.get_by_role("button", name=re.compile("sources|first 50")).last.click()
    expect(group.locator(".hit").nth(6)).to_be_visible()
    expect(group.locator(".hit a").nth(5)).to_be_focused()


EVIL = pytest.mark.parametrize(
    "evil",
    ["<img src=x onerror=document.title='owned'>", "<script>document.title='owned'</script>carers", "\"'><b>carers"],
)


@EVIL
def test_nothing_typed_becomes_markup(open_page: Callable[..., Page], evil: str) -> None:
    """What is typed, or stands in a shared address, is only ever shown as text."""
    page = open_page("search/")
    page.evaluate("evil => { location.hash = '#q=' + encodeURIComponent(evil); }", evil)
    expect(page.locator("[data-results][data-answered]:not([data-answered=''])")).to_have_count(1)
    expect(page.locator("h1")).to_contain_text(evil)
    assert page.locator("article img, article script, h1 b, .empty b").count() == 0
    assert page.title() != "owned"


@EVIL
@pytest.mark.parametrize("where", ["online", "in a folder"])
def test_nothing_typed_becomes_markup_under_the_box(
    open_page: Callable[..., Page], offline: Callable[[str], Page], where: str, evil: str
) -> None:
    """On an ordinary page too, what is typed stands under the box as text, letter for letter."""
    page = open_page("about/", width=390) if where == "online" else offline("about/index.html")
    title = page.title()
    page.locator("#q").press_sequentially(evil)
    repeated = page.locator("#found-panel").locator(".all, .empty h3")
    expect(repeated).to_have_text(re.compile(rf"^(All results|Nothing) for \u201c{re.escape(evil)}\u201d$"))
    assert repeated.evaluate("element => element.childElementCount") == 0
    assert page.locator("#found-panel").locator("img, script, [onerror], b b").count() == 0
    assert page.title() == title


def test_every_answer_is_counted_aloud(open_page: Callable[..., Page]) -> None:
    """The status gives a number and its word for each kind of result, in the panel and on the page of results alike."""
    kinds = re.compile(r"^\d+ items?(, \d+ [a-z][a-z ]+)+$")
    page = open_page("items/14/")
    page.locator("#q").fill("carers")
    expect(page.locator("form [role=status]")).to_have_text(kinds)
    said = page.locator("form [role=status]").text_content() or ""
    page = open_page("search/#q=carers")
    expect(page.locator("form [role=status]")).to_have_text(said)
    expect(page.locator("[data-said]")).to_have_text(f"{said}. ")
    for words in said.split(", "):
        number, _, kind = words.partition(" ")
        head = page.locator("h2.group", has_text=re.compile(rf"^{kind[:4]}", re.IGNORECASE))
        expect(head.locator("small")).to_have_text(re.compile(rf"(^|of ){number}$"))


def test_the_index_waits_for_the_first_use(open_page: Callable[..., Page]) -> None:
    """A page that is only read asks for nothing of the search but its small script."""
    page = open_page("items/14/")
    page.wait_for_load_state("networkidle")
    asked = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert [name for name in asked if "/search/" in name or "minisearch" in name] == []
    page.locator("#q").focus()
    page.wait_for_selector("script[src*='/search/core.js']", state="attached")


def test_without_scripts_the_box_leads_to_lists(open_page: Callable[..., Page]) -> None:
    """With scripts off, the form opens a page that names the lists which need none; what was typed is not sent."""
    page = open_page("items/14/", javascript=False)
    page.locator("#q").fill("carers")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search/?")
    expect(page.get_by_role("link", name="All 39 items at a glance")).to_be_visible()


def test_enter_before_the_search_is_there_sends_nothing(browser: Browser, server: str) -> None:
    """On a slow line, Enter leads to the results with the words behind the #, where they are not sent."""
    context = browser.new_context(service_workers="block")
    context.route(re.compile(r"/assets/search\."), lambda route: route.abort())
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server + "items/14/")
    page.locator("#q").fill("young carers")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search/#q=young%20carers")
    assert [url for url in asked if "young" in url.split("#")[0]] == []
    context.close()


def test_somebody_in_danger_is_told_no_stories(open_page: Callable[..., Page]) -> None:
    """Above the results stand the numbers; below them no words that others type are played back."""
    page = open_page("search/#q=my%20dad%20wants%20to%20kill%20himself")
    expect(page.locator("[data-list] .help")).to_be_visible()
    expect(page.locator(".hit").first).to_be_visible()
    assert page.get_by_text("Also found for").count() == 0


def test_a_missing_file_of_the_index_is_survived(browser: Browser, server: str) -> None:
    """Where case studies cannot be loaded, items are still found, and it is said that there may be more."""
    context = browser.new_context(service_workers="block")
    context.route(re.compile(r"/search/(terms|shown)-"), lambda route: route.abort())
    page = context.new_page()
    page.goto(server + "search/#q=carers")
    expect(page.locator(".hit h3").first).to_contain_text("Item 14")
    expect(page.locator("[data-list] .note")).to_contain_text("could not be loaded")
    expect(page.locator("form [role=status]")).to_contain_text("could not be loaded")
    context.close()


@pytest.mark.parametrize("path", ["search/", "items/14/"])
def test_what_cannot_be_shown_is_no_empty_group(browser: Browser, server: str, path: str) -> None:
    """Where only far entries say a word and their file is lost, no bare heading stands; later it is found."""
    context = browser.new_context(service_workers="block")
    context.route(re.compile(r"/search/shown-"), lambda route: route.abort())
    page = context.new_page()
    page.goto(server + path)
    page.locator("#q").fill("Christchurch")
    shown = page.locator("[data-list]" if path == "search/" else "[data-panel]")
    expect(shown.locator(".note")).to_contain_text("could not be loaded")
    expect(shown.locator(".empty")).to_be_visible()
    expect(shown.locator(".group")).to_have_count(0)
    context.unroute_all()
    page.locator("#q").fill("Christchurch ")
    expect(shown.locator(".hit").first).to_be_visible()
    expect(shown.locator(".note")).to_have_count(0)
    context.close()


@pytest.mark.parametrize(("width", "height"), [(844, 390), (390, 360), (320, 256)])
def test_results_hang_from_the_box_on_a_low_screen(open_page: Callable[..., Page], width: int, height: int) -> None:
    """On a phone that lies on its side, and at 400% zoom, results stand under the box, where the reader looks."""
    page = open_page("items/14/", width=width, height=height)
    page.locator("#q").fill("carers")
    expect(page.locator("form [role=status]")).to_contain_text("item")  # said when the whole index has answered
    page.keyboard.press("ArrowDown")
    expect(page.locator("#found [aria-selected=true]")).to_be_in_viewport()
    box, panel = page.locator("#q").bounding_box(), page.locator("#found-panel").bounding_box()
    assert box
    assert panel
    assert 0 <= panel["y"] - box["y"] - box["height"] < 20
    assert page.evaluate("scrollY") == 0


FAILED = "The search could not be loaded. The list of all items and the site map lead everywhere."


@pytest.mark.parametrize("missing", ["**/search/core.js", "**/minisearch.js", "**/search-page.*"])
def test_a_search_that_does_not_load_says_so_in_sight(open_page: Callable[..., Page], missing: str) -> None:
    """Where a file does not arrive, that is read under the box and among the results; the next key tries again."""
    page = open_page("about/")
    page.route(missing, lambda route: route.abort())
    page.locator("#q").fill("carer")
    expect(page.locator("#found-panel")).to_have_text(FAILED)
    expect(page.locator("form [role=status]")).to_have_text(FAILED)
    page.locator("h1").click()
    expect(page.locator("#found-panel")).to_be_hidden()
    page.goto(page.url.replace("about/", "search/#q=carer"))
    expect(page.locator("article").get_by_text(FAILED)).to_be_visible()
    page.unroute(missing)
    page.locator("#q").fill("carers")
    expect(page.get_by_role("heading", name="Results for “carers”")).to_be_visible()
    expect(page.get_by_text(FAILED)).to_have_count(0)


def test_a_press_is_not_lost_when_another_answer_comes(open_page: Callable[..., Page]) -> None:
    """Between pressing a result and letting go, the list stays as it is, and what was pressed opens."""
    page = open_page("about/")
    page.locator("#q").fill("carers")
    expect(page.locator("form [role=status]")).to_contain_text("item")
    option = page.locator("#found [role=option]").first
    address = option.evaluate("link => link.href")
    option.hover()
    page.mouse.down()
    retype = "box => { box.value = 'leaflet'; box.dispatchEvent(new Event('input', {bubbles: true})); }"
    page.locator("#q").evaluate(retype)
    page.wait_for_timeout(500)
    page.mouse.up()
    page.wait_for_url(address)
    page.go_back()
    page.locator("#q").fill("carers")
    expect(page.locator("form [role=status]")).to_contain_text("item")
    page.locator("#found p.group").first.hover()
    page.mouse.down()
    page.locator("#q").evaluate(retype)
    page.mouse.up()
    expect(page.locator("#found")).to_contain_text("leaflet")


def test_the_list_goes_on_under_a_menu_of_the_browser(open_page: Callable[..., Page]) -> None:
    """A result that is pressed for the browser's own menu, which keeps the end of the press, does not stop the list."""
    page = open_page("about/")
    page.locator("#q").fill("carers")
    expect(page.locator("form [role=status]")).to_contain_text("item")
    page.locator("#found [role=option]").first.hover()
    page.mouse.down(button="right")
    page.locator("#q").fill("leaflet")
    expect(page.locator("#found")).to_contain_text("leaflet")
