"""The desk in a real browser: clicks, keys, widths, dark and print, barriers, and that nothing leaves the machine.

Needs an installed Chromium (Debian's package `chromium`); without one these tests are skipped. Where
DETENTE_SCREENSHOTS names a folder, every page is pictured there, light and as a dark telephone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import detente
from detente.desk.app import PAGES

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
playwright = pytest.importorskip(
    "playwright.sync_api", reason="the tests in a browser need playwright: install .[test]"
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed: apt-get install chromium")

PHONE, LAPTOP, WALL = {"width": 390, "height": 844}, {"width": 1280, "height": 900}, {"width": 1920, "height": 1080}


MOST_DIFFERENT = ("/pairs", "/reports/", "/statements", "/paths", "/calendar", "/stories/", "/ask?")
"""Pages that are looked at for barriers on a telephone, too: what they are made of is on all others."""

IN_THE_DARK = (*MOST_DIFFERENT, "/events", "/nothing")
"""Pages that are looked at in the dark, too, and the front: every colour is on one of them."""

A4 = {"width": 718, "height": 1015}
"""A sheet of paper less its margins, at 96 pixels an inch."""

EVERYTHING = {"resultTypes": ["violations"]}
ONLY_COLOURS = EVERYTHING | {"runOnly": ["color-contrast"]}
NO_COLOURS = EVERYTHING | {"rules": {"color-contrast": {"enabled": False}}}
"""What axe looks at: in the dark nothing but colours differs, on a telephone everything but colours."""


@pytest.fixture(scope="module")
def address(october: Path) -> Iterator[str]:
    """The address of a running `detente serve`."""
    command = [sys.executable, "-m", "detente", "serve", "--record", str(october), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        found = re.search(r"http://[\d.:]+", said)
        assert found, said
        yield found[0]
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, started once."""
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Tab:
    """A tab of the browser that notes what it asked for and what went wrong."""

    def __init__(self, browser: Any, address: str, **given: Any) -> None:
        self.address = address
        self.page = browser.new_context(**{"viewport": LAPTOP, "base_url": address, **given}).new_page()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def close(self) -> None:
        """Nothing was asked of another machine, and nothing went wrong."""
        self.page.context.close()
        home = urlsplit(self.address).netloc
        assert {urlsplit(url).netloc for url in self.asked if not url.startswith("data:")} == {home}
        assert not self.wrong


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Tab]:
    """A tab as wide as a laptop."""
    opened = Tab(browser, address)
    yield opened
    opened.close()


def picture(tab: Tab, path: str, how: str) -> None:
    """Takes a screenshot where they are wanted."""
    if named := os.environ.get("DETENTE_SCREENSHOTS"):
        Path(named).mkdir(parents=True, exist_ok=True)
        name = re.sub(r"\W+", "-", path).strip("-")[:40] or "front"
        tab.page.screenshot(path=Path(named) / f"{name}-{how}.png", full_page=True)


@pytest.fixture(scope="module")
def paths(october: Path) -> list[str]:
    """One address for every page."""
    with detente.open(october, read_only=True) as record:

        def first(kind: str) -> str:
            order = "(SELECT count(*) FROM story_report s WHERE s.story = k.id) DESC, id" if kind == "story" else "id"
            return str(record.ask(f"SELECT id FROM {kind} k ORDER BY {order} LIMIT 1").column(0)[0].as_py())

        echoed = record.ask("SELECT min(statement) FROM echo_statement").column(0)[0].as_py()
        named = {
            "/reports/{id}": f"/reports/{first('report')}",
            "/statements/{id}": f"/statements/{echoed}",
            "/events/{id}": f"/events/{first('event')}",
            "/conditions/{id}": f"/conditions/{first('condition')}",
            "/meetings/{id}": f"/meetings/{first('meeting')}",
            "/stories/{id}": f"/stories/{first('story')}",
            "/actors/{id}": "/actors/USA",
            "/pairs/{a}/{b}": "/pairs/SUN/USA",
            "/front": "/",
        }
    return [
        *(named.get(path, path) for path, _ in PAGES),
        "/ask?sql=SELECT+act,count(*)+AS+n+FROM+statement+GROUP+BY+1",
        "/nothing",
    ]


def test_no_page_has_a_barrier(browser: Any, address: str, paths: list[str]) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  comes with the test extra

    tab, axe = Tab(browser, address), Axe()
    found: list[str] = []

    def look(path: str, how: str, options: dict[str, Any]) -> None:
        told = axe.run(tab.page, options=options).response["violations"]
        found.extend(f"{path} {how}: {each['id']}: {each['nodes'][0]['html'][:200]}" for each in told)

    for path in paths:
        tab.page.set_viewport_size(LAPTOP)
        tab.page.emulate_media(color_scheme="light")
        tab.page.goto(path)
        look(path, "light", EVERYTHING)
        picture(tab, path, "light")
        tab.page.emulate_media(color_scheme="dark")
        if path == "/" or path.startswith(IN_THE_DARK):
            look(path, "dark", ONLY_COLOURS)
        tab.page.set_viewport_size(PHONE)
        if path.startswith(MOST_DIFFERENT):
            look(path, "telephone", NO_COLOURS)
        picture(tab, path, "telephone-dark")
    tab.wrong = [line for line in tab.wrong if "404" not in line]  # the page that is not there
    tab.close()
    assert not found


def test_every_page_fits(browser: Any, address: str, paths: list[str]) -> None:
    tab = Tab(browser, address)
    found = []
    for path in paths:
        tab.page.goto(path)
        for media, size in (("screen", PHONE), ("screen", LAPTOP), ("screen", WALL), ("print", A4)):
            tab.page.emulate_media(media=media)
            tab.page.set_viewport_size(size)
            over = tab.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                found.append(f"{path}: {over} pixels too wide for {size['width']} ({media})")
        tab.page.emulate_media(media="screen")
    tab.wrong = [line for line in tab.wrong if "404" not in line]
    tab.close()
    assert not found


def test_from_a_mark_to_its_entry_and_back(tab: Tab, paths: list[str]) -> None:
    tab.page.goto(next(path for path in paths if path.startswith("/reports/")))
    mark = tab.page.locator(".text a.m").first
    mark.click()
    entry = tab.page.url.split("#")[1]
    card = tab.page.locator(f"[id='{entry}']")
    playwright.expect(card).to_be_in_viewport()
    assert card.evaluate("e => e.matches(':target')")
    card.locator("a.to-mark").click()
    assert re.search(r"#c\d+-\d+$", tab.page.url)
    playwright.expect(mark).to_be_in_viewport()
    assert mark.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_from_a_mark_to_its_entry_and_back_by_keys(tab: Tab, paths: list[str]) -> None:
    tab.page.goto(next(path for path in paths if path.startswith("/reports/")))
    focused = "document.activeElement"
    for _ in range(40):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate(f"{focused}.matches('.text a.m')"):
            break
    mark = tab.page.evaluate(f"{focused}.getAttribute('href')")
    tab.page.keyboard.press("Enter")
    assert tab.page.url.endswith(mark)
    for _ in range(12):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate(f"{focused}.matches(':target a.to-mark')"):
            break
    tab.page.keyboard.press("Enter")
    assert re.search(r"#c\d+-\d+$", tab.page.url)
    tab.page.go_back()
    assert tab.page.url.endswith(mark)


def test_the_tree_is_walked_by_keys(tab: Tab) -> None:
    tab.page.goto("/paths")
    first = tab.page.locator(".tree > .step").first
    first.locator("summary").first.focus()
    tab.page.keyboard.press("Enter")
    playwright.expect(first.locator(".branch").first).not_to_be_visible()
    tab.page.keyboard.press("Enter")
    playwright.expect(first.locator(".branch").first).to_be_visible()
    further = tab.page.get_by_role("link", name="Begin here").first
    further.focus()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/paths?act=*")
    playwright.expect(tab.page.locator(".tree > .step")).to_have_count(1)
    picture = tab.page.get_by_role("link", name="as a picture").get_attribute("href")
    tab.page.goto(picture or "")
    playwright.expect(tab.page.locator("svg text").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_address_of_words_lights_them_up(browser: Any, address: str, october: Path, scripts: bool) -> None:
    with detente.open(october, read_only=True) as record:
        row = record.ask(
            "SELECT report, span_start, span_end FROM event ORDER BY span_start DESC, id LIMIT 1"
        ).to_pylist()[0]
    tab = Tab(browser, address, java_script_enabled=scripts)
    tab.page.goto(f"/reports/{row['report']}#c{row['span_start']}-{row['span_end']}")
    first = tab.page.locator(f".text [data-at='{row['span_start']}']")
    playwright.expect(first).to_be_in_viewport()
    if scripts:  # without them the colour is the same, but cannot be asked for
        lit = "e => getComputedStyle(e).backgroundColor"
        others = tab.page.locator(".text a.m").first.evaluate(lit)
        assert first.evaluate(lit) != others
    tab.close()


def test_search_filters_and_pages(tab: Tab) -> None:
    tab.page.goto("/")
    tab.page.fill("#masthead-q", "quarantine")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/statements?q=quarantine")
    playwright.expect(tab.page.locator(".found")).to_contain_text("found")
    tab.page.select_option("#f-sort", "demands")
    tab.page.click(".filters button")
    tab.page.wait_for_url(re.compile("q=quarantine&sort=demands$"))  # what is empty is not in the address
    tab.page.goto("/statements")
    first = tab.page.locator("a.words").first.get_attribute("href")
    tab.page.click("a[rel=next]")
    tab.page.wait_for_url("**/statements?page=2")
    assert tab.page.locator("a.words").first.get_attribute("href") != first
    tab.page.click("a[rel=prev]")
    tab.page.wait_for_url("**/statements")


def test_the_keyboard_alone_suffices(tab: Tab) -> None:
    tab.page.goto("/pairs/SUN/USA")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.className") == "skip"
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.id") == "main"
    for _ in range(60):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("document.activeElement.closest('.position') !== null"):
            break
    assert tab.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/events/*")


def test_a_bar_of_the_chart_leads_to_its_events(tab: Tab) -> None:
    tab.page.goto("/")
    bar = tab.page.locator(".wide svg a").first
    assert re.search(r"1962: (cooperation|conflict) [+-]", bar.get_attribute("aria-label"))
    bar.click()
    tab.page.wait_for_url("**/events?since=*")
    playwright.expect(tab.page.locator(".entries tbody tr").first).to_be_visible()


def test_dark_is_dark_and_charts_follow(browser: Any, address: str) -> None:
    shades = {}
    for scheme in ("light", "dark"):
        tab = Tab(browser, address, color_scheme=scheme)
        tab.page.goto("/")
        shades[scheme] = [
            tab.page.evaluate("getComputedStyle(document.body).backgroundColor"),
            tab.page.locator(".wide svg a path").first.evaluate("e => getComputedStyle(e).fill"),
        ]
        tab.close()
    assert all(light != dark for light, dark in zip(*shades.values(), strict=True))


def test_it_prints(tab: Tab, paths: list[str]) -> None:
    for name in ("/", "/pairs/SUN/USA", next(path for path in paths if path.startswith("/reports/"))):
        tab.page.goto(name)
        pdf = tab.page.pdf(format="A4")
        assert pdf.startswith(b"%PDF") and len(pdf) > 10_000
    tab.page.emulate_media(media="print")
    assert not tab.page.locator(".masthead nav").is_visible()


def test_everything_is_there_without_scripts(browser: Any, address: str, paths: list[str]) -> None:
    tab = Tab(browser, address, java_script_enabled=False)
    tab.page.goto("/")
    tab.page.fill("#masthead-q", "missiles")
    tab.page.click(".search button")
    tab.page.locator("a.words").first.click()
    tab.page.locator("a.m").first.click()
    assert re.search(r"/reports/\w+#c\d+-\d+$", tab.page.url)
    tab.page.goto("/paths")
    playwright.expect(tab.page.locator(".tree .branch").first).to_be_visible()
    tab.page.locator(".tree summary").first.click()
    playwright.expect(tab.page.locator(".tree .branch").first).not_to_be_visible()
    tab.close()
