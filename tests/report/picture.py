"""``python -m tests.report.picture`` makes the pictures of the report and of the matrix anew."""

from __future__ import annotations

import json
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


CUSTOMERS: Final = 60
MATRIX: Final = "#/language?environment=customer-07"


def write_environments(folder: Path) -> None:
    """Write an environments file of many accounts, a few of which have something of their own."""
    stored = json.loads((FIXTURES / "contact-centre" / "configuration.json").read_text("utf-8"))
    shutil.copy(FIXTURES / "contact-centre" / "appConfig.js", folder)
    script = (folder / "appConfig.js").read_text("utf-8")
    (folder / "french.js").write_text(script.replace("'en-GB'", "'fr-FR'"), "utf-8")
    lines = ['[defaults]\napp_config = "appConfig.js"\nflex_ui = "2.17.1"\n']
    for number in range(1, CUSTOMERS + 1):
        attributes = {**stored["ui_attributes"], "serviceName": "Desk"}
        if number % 9 == 4:
            attributes["serviceName"] = "Helpdesk"
            attributes["theme"] = {"componentThemeOverrides": {"MainHeader": {"Logo": {"size": 2}}}}
        attributes["customer"] = f"Customer {number}"
        if number % 20 == 3:
            attributes["rejectPendingReservations"] = True
            attributes["trial"] = {"until": "2027-01-31", "seats": number}
        name = f"customer-{number:02}"
        text = json.dumps({**stored, "ui_attributes": attributes}, indent=2)
        (folder / f"{name}.json").write_text(text, "utf-8")
        lines.append(f'[environments.{name}]\nconfiguration = "{name}.json"')
        if number in {7, 21, 40}:
            lines.append('app_config = "french.js"')
    (folder / "environments.toml").write_text("\n".join(lines), "utf-8")


def main() -> None:
    """Open each report at its value, and take its picture; then the page of many environments."""
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
        write_environments(Path(folder))
        done = run(
            "matrix",
            "environments.toml",
            "--format",
            "html",
            "--output",
            str(file),
            cwd=Path(folder),
        )
        assert done.code == 0, done.stderr
        page = browser.new_page(viewport={"width": 1400, "height": 620})
        page.goto(file.as_uri() + MATRIX)
        page.screenshot(path=IMAGES / "matrix.png")
        browser.close()


if __name__ == "__main__":
    main()
