"""``python -m tests.report.picture`` makes the pictures of the report anew."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from playwright.sync_api import sync_playwright

from tests.cli.command import run
from tests.conftest import FIXTURES

IMAGES: Final = Path(__file__).parent.parent.parent / "docs" / "images"


class Picture(NamedTuple):
    """A report, by the folder and the words of its command, and what is chosen in it."""

    name: str
    folder: str
    command: tuple[str, ...]
    chosen: str
    filter: str = "all"


PICTURES: Final = (
    Picture(
        "report.png",
        "contact-centre",
        ("appConfig.js", "--configuration", "configuration.json", "--flex-ui", "2.17.1"),
        "#/logLevel",
    ),
    Picture(
        "report-running.png",
        "self-hosted",
        (
            "index.html", "--configuration", "configuration.json",
            "--page-url", "https://flex.example.com/", "--plugins", "plugins",
            "--running", "snapshot.json",
        ),
        "#/theme/isLight",
        "differs",
    ),
)  # fmt: skip


def main() -> None:
    """Open each report at its value, and take its picture."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        IMAGES.mkdir(parents=True, exist_ok=True)
        for picture in PICTURES:
            file = Path(folder) / "report.html"
            done = run(
                "report", *picture.command, "--output", str(file), cwd=FIXTURES / picture.folder
            )
            assert done.code == 0, done.stderr
            page = browser.new_page(viewport={"width": 1400, "height": 800})
            page.goto(file.as_uri() + picture.chosen)
            page.locator(f"#states input[value={picture.filter}]").check()
            page.screenshot(path=IMAGES / picture.name)
        browser.close()


if __name__ == "__main__":
    main()
