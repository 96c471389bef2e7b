"""The page and the notebook's table in a real browser; skipped where there is no Chromium with its driver."""

import datetime as dt
import json
import shutil
from dataclasses import replace
from importlib import resources

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait
from test_report import OPEN, SCORES, SHUT, TEXT

from contradict.records import Attribution, Contradiction, Document, Reason
from contradict.report import Report, Stats

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PAYLOAD = (
    "\"'></textarea></script><script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">"
)
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
DRIVER = shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="needs chromium and chromedriver")


@pytest.fixture(scope="module")
def browser():
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


def side(statement, speaker, day, **more):
    return replace(statement, attribution=Attribution(speaker, "indirect", "said"), day=dt.date(2025, 3, day), **more)


def finding(one, other, probability, kind="antonym", relation="contradiction", **more):
    reasons = (Reason("shut / open", 1.0, ((15, 19),), ((15, 19),)), Reason("not near", -0.2))
    return Contradiction(one, other, probability, relation, kind, reasons, 0.7, SCORES, **more)


def three():
    """Ruiz against Okafor (95%), against O’Lund (60%), and Okafor against O’Lund (50%)."""
    ruiz, okafor, lund = side(SHUT, "Ana Ruiz", 4), side(OPEN, "Tom Okafor", 6), side(OPEN, "Ingrid O’Lund", 5)
    findings = [
        finding(ruiz, okafor, 0.95),
        finding(ruiz, lund, 0.6, "number", "disputed", variants=(finding(okafor, lund, 0.4),)),
        finding(okafor, lund, 0.5),
    ]
    return Report(
        findings, [Document(TEXT, "d", outlet="Post")], [], Stats(1, 3, {}, 3, 2, 0, 0), threshold=0.4, kept=0.1
    )


def opened(browser, html, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(html, "utf-8")
    browser.get(path.as_uri())


def shown(browser):
    return [
        int(one.get_attribute("data-number"))
        for one in browser.find_elements(By.CSS_SELECTOR, "#list .c-finding")
        if one.is_displayed()
    ]


def shows(browser, wanted):
    """Fails unless these are shown before long: the page filters anew after a reset, not during it."""
    WebDriverWait(browser, 10).until(lambda _: shown(browser) == wanted)


def pick(browser, css, text):
    select = Select(browser.find_element(By.CSS_SELECTOR, css))
    select.select_by_visible_text(next(one.text for one in select.options if one.text.startswith(text)))


def test_filters_of_the_page(browser, tmp_path):
    opened(browser, three().to_html(), tmp_path)
    assert shown(browser) == [1, 2, 3]
    pick(browser, "#filters .c-speaker", "Tom Okafor")
    assert shown(browser) == [1, 3]
    pick(browser, "#filters .c-against", "Ingrid O’Lund")
    assert shown(browser) == [3]
    browser.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    shows(browser, [1, 2, 3])
    pick(browser, "#filters .c-kind", "number")
    assert shown(browser) == [2]
    browser.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    shows(browser, [1, 2, 3])
    browser.find_element(By.CSS_SELECTOR, "#filters input[type=search]").send_keys("o'lund")
    assert shown(browser) == [2, 3]
    assert browser.find_element(By.ID, "count").text == "2 of 3 findings shown"


def test_order_matrix_and_links(browser, tmp_path):
    opened(browser, three().to_html(), tmp_path)
    pick(browser, "#order", "oldest")
    assert shown(browser) == [2, 1, 3]
    browser.find_element(By.CSS_SELECTOR, '[aria-label="Ana Ruiz against Ingrid O’Lund: 1"]').click()
    assert shown(browser) == [2]
    browser.get(f"{browser.current_url.split('#')[0]}#finding-3")  # a link to what a filter hides shows it
    assert 3 in shown(browser)
    assert browser.find_element(By.ID, "finding-3-a")
    assert [one.text for one in browser.find_elements(By.CSS_SELECTOR, "#finding-1 mark")] == ["shut", "open"]


def test_the_table_filters_without_a_script(browser, tmp_path):
    html = three()._repr_html_()
    assert "<script" not in html
    opened(browser, f"<!doctype html><body>{html}{three()[:2]._repr_html_()}", tmp_path)
    tables = browser.find_elements(By.CLASS_NAME, "contradict")
    first = tables[0].get_attribute("id")

    def count(table):
        return sum(one.is_displayed() for one in table.find_elements(By.CLASS_NAME, "c-finding"))

    pick(browser, f"#{first} .c-speaker", "Tom Okafor")
    assert (count(tables[0]), count(tables[1])) == (2, 2)  # another report's table is left alone
    pick(browser, f"#{first} .c-least", "from 90%")
    assert count(tables[0]) == 1
    pick(browser, f"#{first} .c-kind", "number")
    assert count(tables[0]) == 0


@pytest.mark.parametrize("view", ["to_html", "_repr_html_"])
def test_scripts_from_documents_do_nothing(browser, tmp_path, view):
    text = f"{TEXT} {PAYLOAD}"
    whole = replace(SHUT, text=text, document_id=PAYLOAD, start=0, end=len(text), claim=text, context=PAYLOAD)
    one, other = side(whole, PAYLOAD, 4), side(OPEN, PAYLOAD, 5, document_id=PAYLOAD)
    bad = replace(finding(one, other, 0.9), reasons=(Reason(PAYLOAD, 1.0),))
    findings = [replace(bad, variants=(bad,)), replace(bad, probability=0.8)]
    document = Document(text, PAYLOAD, PAYLOAD, None, PAYLOAD, PAYLOAD)
    stats = Stats(1, 3, {PAYLOAD: 1}, 3, 2, 0, 0, {PAYLOAD: 1.0})
    report = Report(findings, [document], [], stats, threshold=0.4, kept=0.1)
    opened(browser, getattr(report, view)(), tmp_path)
    assert browser.title != "hacked"
    assert browser.find_elements(By.TAG_NAME, "img") == []
    assert "onerror" in browser.find_element(By.TAG_NAME, "body").text  # it is shown as what it is


def test_the_page_asks_the_network_for_nothing(browser, tmp_path):
    opened(browser, three().to_html(), tmp_path)
    assert browser.get_log("browser") == []  # no refused style, script or request
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("view", ["to_html", "_repr_html_"])
def test_accessible(browser, tmp_path, scheme, width, view):
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    html = getattr(three(), view)()
    page = (
        html if view == "to_html" else f'<!doctype html><html lang="en"><title>t</title><main><h1>t</h1>{html}</main>'
    )
    opened(browser, page, tmp_path)
    if view == "_repr_html_":
        paper = {"light": "#fff", "dark": "#111"}[scheme]
        browser.execute_script(f"document.body.style.background = '{paper}'; document.body.style.color = 'gray'")
    browser.execute_cdp_cmd(
        "Runtime.evaluate", {"expression": (resources.files("axe_core_python") / "axe.min.js").read_text("utf-8")}
    )
    found = browser.execute_async_script("const done = arguments[0]; axe.run().then((r) => done(r.violations))")
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert not serious, json.dumps(serious, indent=1)[:4000]
    overflow = browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
