"""``python -m tests.report.picture`` makes the README's picture of the report anew."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.conftest import FIXTURES
from tests.report.pages import fixture_report

PICTURE = Path(__file__).parent.parent.parent / "docs" / "images" / "report.png"


def main() -> None:
    """Open the report of the contact centre in Flex UI 2.17.1 at its log level."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        file.write_text(fixture_report(FIXTURES, "contact-centre", "2.17.1"), "utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1400, "height": 800})
        page.goto(file.as_uri() + "#/logLevel")
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
