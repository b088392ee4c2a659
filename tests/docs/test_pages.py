"""Every command that README and docs show prints what stands below it; every link leads on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.docs.pages import ROOT, Command, File, Session, pages, ran, sessions, timeless, written

if TYPE_CHECKING:
    from pathlib import Path

PAGES = pages()
LINKING = [*PAGES, *sorted(ROOT.glob("docs/rules/*.md")), ROOT / "fixtures" / "README.md"]
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def name(page: Path) -> str:
    """A page's path in the repository."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "session",
    [
        pytest.param(session, id=f"{name(page)}-{number}")
        for page in PAGES
        for number, session in enumerate(sessions(page.read_text("utf-8")))
    ],
)
def test_shown_outputs_are_real(session: Session) -> None:
    """`python -m tests.docs.pages` would change nothing, and no command fails unseen."""
    outputs, codes, errors = ran(session)

    for command, output in zip(session.commands, outputs, strict=True):
        assert timeless(output) == timeless(command.output), f"$ {command.text}{errors}"
    assert unseen(session.commands, codes) == [], errors


def unseen(commands: list[Command], codes: list[int]) -> list[str]:
    """The commands that failed, beyond findings and differences (1), where no ``$?`` tells it."""
    following = [*(command.text for command in commands[1:]), ""]
    return [
        command.text
        for command, code, after in zip(commands, codes, following, strict=True)
        if code > 1 and "$?" not in after
    ]


def test_a_failure_has_to_be_shown() -> None:
    """What is told on stderr alone isn't on the page, so that the next command has to ask."""
    (session,) = sessions("```console\n$ (exit 2)\n$ echo $?\n2\n$ (exit 3)\n$ (exit 1)\n```\n")

    codes = ran(session).codes
    assert codes == [2, 0, 3, 1]
    assert unseen(session.commands, codes) == ["(exit 3)\n"]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_are_shown_where_they_are_run(page: Path) -> None:
    """A call that one could copy and that ends stands in a console block, or is the README's.

    One that opens a page of the reader's own can't be run.
    """
    outside = [
        line
        for info, body in FENCE.findall(page.read_text("utf-8"))
        if info != "console"
        for line in body.splitlines()
        if re.match(r"(\$ )?effective-config .*(\.js|--)", line)
        if not re.search(r"APP_CONFIG|--watch|--browser https:", line)
    ]

    assert outside == [] or page == ROOT / "README.md"


def test_a_page_is_a_session() -> None:
    """Files, folders, several commands, input on further lines, and a set-up that isn't run."""
    found = sessions(
        "```console\n$ python3 -m venv .venv\n```\n"
        '```js title="a.js"\nvar a;\n```\n'
        "```console\n$ cat <<END\n> text\n> END\ntext\n\n$ false\n```\n"
        "<!-- folder: -->\n"
        "```js\nvar b;\n```\n"
        "```console\n$ echo $?\n0\n```\n"
    )

    assert [one.folder for one in found] == ["fixtures/quickstart", ""]
    assert found[0].steps[0] == File("a.js", "var a;\n")
    assert [(one.text, one.output) for one in found[0].commands] == [
        ("cat <<END\ntext\nEND\n", "text\n\n"),
        ("false\n", ""),
    ]
    assert [(one.text, one.output) for one in found[1].commands] == [("echo $?\n", "0\n")]


def test_outputs_are_written_below_their_commands() -> None:
    """What the last command ended with is known; a time that is shown stays as it is."""
    page = (
        "<!-- folder: -->\n"
        "```console\n$ echo new; false\nold\n$ echo $?\n```\n"
        "Text.\n"
        "```console\n$ echo 2026-01-02T03:04:05Z\n2025-12-31T23:59:59Z\n$ cat no-such-file\n```\n"
    )

    assert written(page) == page.replace("old\n$ echo $?\n", "new\n$ echo $?\n1\n")


@pytest.mark.parametrize("page", LINKING, ids=name)
def test_links_lead_on(page: Path) -> None:
    """A link within the repository is to a file that is there, and to one of its headings."""
    text = FENCE.sub("", page.read_text("utf-8"))
    broken = [
        link
        for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text)
        if not leads_on(page, *link.partition("#")[::2])
    ]

    assert broken == []


@pytest.mark.parametrize("page", LINKING, ids=name)
def test_bars_in_tables_are_escaped(page: Path) -> None:
    """GitHub ends a cell at a bar, also within code."""
    rows = re.findall(r"^\|.*$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    codes = [code for row in rows for code in re.findall(r"`[^`]*`", row)]

    assert [code for code in codes if re.search(r"(?<!\\)\|", code)] == []


def leads_on(page: Path, target: str, anchor: str) -> bool:
    """Whether a file, relative to a page, is there and has a heading, if one is named."""
    path = page.parent / target if target else page
    return path.exists() and (not anchor or anchor in headings(path))


def headings(page: Path) -> set[str]:
    """The names by which GitHub and the site link to a page's headings."""
    text = FENCE.sub("", page.read_text("utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
