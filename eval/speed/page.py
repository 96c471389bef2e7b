"""How soon the page can be used: python eval/speed/page.py (needs chromium and chromedriver).

Writes a page of 1,000 findings in 200 documents and opens it from disk in headless Chromium, five times; prints the
median time until its script has run, and until a word typed into the filter is answered.
"""

import shutil
import statistics
import tempfile
import time
from pathlib import Path

from selenium import webdriver

from contradict import Contradiction, Document, Report, Statement
from contradict.records import Attribution, Reason, Scores
from contradict.report import Stats

FINDINGS, DOCUMENTS, RUNS = 1000, 200, 5
SENTENCES = 40  # a document
WORDS = (
    "harbour bridge council ferry alarm union budget school reservoir minister strike hospital tunnel vote rail".split()
)


def report() -> Report:
    documents, statements = [], []
    for number in range(DOCUMENTS):
        parts = [
            f"{WORDS[(number + at) % 15].title()} number {at} of the {WORDS[at % 15]} was {number * at} on Monday, "
            f"the {WORDS[(number * at) % 15]} office said in a long statement to the press."
            for at in range(SENTENCES)
        ]
        text = " ".join(parts)
        documents.append(Document(text, f"d{number}", title=f"Article {number}", outlet=f"Outlet {number % 20}"))
        for at, part in enumerate(parts):
            start = text.index(part)
            who = Attribution(f"Speaker {(number + at) % 90}", "indirect", "said")
            statements.append(Statement(part, f"d{number}", start, start + len(part), part, who, position=at))
    scores = Scores((0.1, 0.1, 0.8), (0.1, 0.1, 0.8))
    reasons = (Reason("41 buses / 14 buses", 1.0, ((0, 6),), ((0, 6),)), Reason("same matter", 0.4))
    findings = [
        Contradiction(
            statements[at], statements[-1 - at], 1 - at / FINDINGS, "contradiction", "number", reasons, 0.7, scores
        )
        for at in range(FINDINGS)
    ]
    stats = Stats(DOCUMENTS, len(statements), {}, 10_000, 1_000, 0, 0, {"scoring": 1.0})
    return Report(findings, documents, statements, stats, threshold=0.0, kept=0.0)


def main() -> None:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for argument in ("--headless=new", "--no-sandbox"):
        options.add_argument(argument)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        start = time.perf_counter()
        report().to_html(page)
        print(f"written in {time.perf_counter() - start:.1f} s, {page.stat().st_size / 1e6:.1f} MB")
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
        try:
            loads, answers = [], []
            for _ in range(RUNS):
                driver.get("about:blank")
                driver.get(page.as_uri())
                loads.append(
                    driver.execute_script(
                        "return performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
                    )
                )
                answers.append(
                    driver.execute_script(
                        "const box = document.querySelector('#filters input'), start = performance.now();"
                        "box.value = 'tunnel'; box.dispatchEvent(new Event('input', {bubbles: true}));"
                        "document.body.offsetHeight; return performance.now() - start"
                    )
                )
        finally:
            driver.quit()
    print(f"usable after {statistics.median(loads):.0f} ms, a filter answers in {statistics.median(answers):.0f} ms")


if __name__ == "__main__":
    main()
