"""Makes the pictures of page, notebook and terminal: python docs/pictures.py (needs chromium and chromedriver)."""

import io
import shutil
import tempfile
from pathlib import Path

from rich.console import Console
from selenium import webdriver

from contradict import Report, find_contradictions

HERE = Path(__file__).parent
TARGET = HERE / "pictures"
ARTICLES = HERE.parent / "examples/newsroom"


def main() -> None:
    report = find_contradictions(ARTICLES)
    with tempfile.TemporaryDirectory() as folder:
        page, notebook = Path(folder) / "page.html", Path(folder) / "notebook.html"
        report.to_html(page)
        notebook.write_text(f'<!doctype html><meta charset="utf-8">{report[:3]._repr_html_()}', "utf-8")
        photograph(page, "page", 1120, 1150)
        photograph(page, "page-dark", 1120, 1150, dark=True)
        photograph(page, "page-phone", 390, 1500)
        photograph(notebook, "notebook", 900, 760)
    terminal(report)


def photograph(page: Path, name: str, width: int, height: int, dark: bool = False) -> None:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        driver.get(page.as_uri())
        driver.save_screenshot(str(TARGET / f"{name}.png"))
    finally:
        driver.quit()


def terminal(report: Report) -> None:
    console = Console(record=True, width=104, force_terminal=True, file=io.StringIO(), highlight=False)
    console.print(report)
    console.save_svg(str(TARGET / "terminal.svg"), title="contradict find examples/newsroom")


if __name__ == "__main__":
    main()
