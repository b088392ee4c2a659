"""A page of documentation for each rule and the table of all, made of the registry and fixtures.

``python -m tests.checks.pages`` writes them; tests hold that they are up to date.
"""

from __future__ import annotations

import textwrap
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from appconfig_merge.checks import RULES
from tests.cli.command import run

if TYPE_CHECKING:
    from appconfig_merge.checks import Rule
    from tests.cli.command import Result

ROOT = Path(__file__).parent.parent.parent
FIXTURES = Path(__file__).parent / "fixtures"
PAGES = ROOT / "docs" / "rules"
TABLE_PAGE = ROOT / "docs" / "check.md"

_NOTES = {
    "invalid-utf-8": "The bytes `FC` and `DF` are ü and ß in Latin-1.",
    "unused-ignore": "An ignore is judged only where its rule is in force.",
}


def arguments(folder: Path, rule: str) -> list[str]:
    """What the command is called with for a fixture."""
    found = ["check", _main(folder).name]
    if (folder / "configuration.json").exists():
        found += ["--configuration", "configuration.json"]
    extra = folder / "arguments.txt"
    if extra.exists():
        found += extra.read_text("utf-8").split()
    return [*found, "--select", rule]


def _main(folder: Path) -> Path:
    """What a fixture's check is called with: the page where there is one, else the script."""
    page = folder / "index.html"
    return page if page.exists() else folder / "appConfig.js"


@cache
def call(folder: Path, rule: str) -> Result:
    """Check a fixture for one rule, with no settings but the call's."""
    return run(*arguments(folder, rule), "--isolated", "--fail-on", "info", cwd=folder)


def page(rule: Rule) -> str:
    """The text of a rule's page."""
    folder = FIXTURES / rule.id / "fails"
    shown = call(folder, rule.id).stdout
    parts = [
        f"# `{rule.id}`",
        f"*{rule.severity}* | {rule.summary}",
        "## Why it bites",
        _prose(rule.why),
        "## Example",
        _file(_main(folder), _language(_main(folder))),
    ]
    if (folder / "configuration.json").exists():
        parts.append(_file(folder / "configuration.json", "json"))
    parts += [_file(path, "js") for path in _others(folder)]
    command = " ".join(arguments(folder, rule.id))
    parts.append(f"```console\n$ effective-config {command}\n{shown}```")
    if rule.id in _NOTES:
        parts.append(_NOTES[rule.id])
    parts += ["## How to fix it", _prose(rule.fix), _without_finding(rule.id)]
    return "\n\n".join(parts) + "\n"


def with_table(text: str) -> str:
    """The text of docs/check.md with the table of all rules, which ends it."""
    head, table_head, _ = text.partition("| rule | severity | |\n| --- | --- | --- |\n")
    assert table_head
    rows = (
        f"| [`{rule.id}`](rules/{rule.id}.md) | {rule.severity} | {rule.summary} |\n"
        for rule in RULES.values()
    )
    return "".join((head, table_head, *rows))


def _prose(text: str) -> str:
    return "\n".join(textwrap.wrap(text, 100, break_long_words=False, break_on_hyphens=False))


def _others(folder: Path) -> list[Path]:
    """The scripts of a fixture beside the file that is checked."""
    return sorted(path for path in folder.glob("*.js") if path != _main(folder))


def _language(path: Path) -> str:
    return path.suffix.removeprefix(".")


def _file(path: Path, language: str) -> str:
    text = path.read_bytes().decode("utf-8", "replace")
    return f"`{path.name}`\n\n```{language}\n{text}```"


def _without_finding(rule: str) -> str:
    """The passing fixture, where it is the script that is mended."""
    folder = FIXTURES / rule / "passes"
    failing, passing = (_main(FIXTURES / rule / kind) for kind in ("fails", "passes"))
    if failing.read_bytes() != passing.read_bytes():
        return "Without a finding:\n\n" + _file(passing, _language(passing)).partition("\n\n")[2]
    changed = folder / "configuration.json"
    if changed.exists():
        return "Without a finding:\n\n" + _file(changed, "json")
    for path in _others(folder):
        return "Without a finding:\n\n" + _file(path, "js")
    return f"Without a finding: `effective-config {' '.join(arguments(folder, rule))}`"


def main() -> None:
    """Write all pages, and the table."""
    PAGES.mkdir(exist_ok=True)
    for old in PAGES.glob("*.md"):
        old.unlink()
    for rule in RULES.values():
        (PAGES / f"{rule.id}.md").write_text(page(rule), "utf-8", newline="\n")
    TABLE_PAGE.write_text(with_table(TABLE_PAGE.read_text("utf-8")), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
