"""The question that ``update`` asks, at a real pseudo-terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conversation import CTRL_C, Conversation
from tests.cli.service import Service, report, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHANGE = ("--set", "ui_attributes.theme.isLight=false")
QUESTION = "Make this change to AC00…0000? [y/N]: "


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A fake API, and a folder to call the command in."""
    with running(tmp_path) as service:
        service.environment["NO_COLOR"] = "1"
        yield service


def conversation(service: Service, *arguments: str, pipe: bool = False) -> Conversation:
    """A call at a terminal that asks before it makes this change."""
    return Conversation(service, QUESTION, "update", *CHANGE, *arguments, pipe=pipe)


def test_yes(service: Service) -> None:
    """Who says y has seen the plan, and sees every step."""
    result = conversation(service, "--app-config", "appConfig.js").answer("y\n")

    assert result.code == 0
    [kept] = service.backups
    before, _, after = result.stderr.partition(QUESTION)
    assert before.splitlines()[1:] == [
        "",
        "ui_attributes",
        "  ~ theme.isLight: true -> false",
        "",
        "1 property to send: ui_attributes",
        "",
        "In the effective configuration of appConfig.js:",
        "  ! theme.isLight: no effect: appConfig.js:3:21 sets the same value",
        "  no value changes",
    ]
    assert after.splitlines()[:2] == ["y", f"saved {kept.name}"]
    assert after.splitlines()[-1] == f"changed and verified; {kept.name} has the resource as it was"
    assert service.stored["ui_attributes"]["theme"] == {"isLight": False}


@pytest.mark.parametrize("keys", ["n\n", "\n", "maybe\nno\n", "\x04"],
                         ids=["no", "Enter", "neither, then no", "end of input"])  # fmt: skip
def test_no(service: Service, keys: str) -> None:
    """No is what counts unless somebody says yes: exit code 1, and nothing has happened."""
    result = conversation(service).answer(keys)

    assert result.code == 1
    assert result.stderr.endswith("nothing was changed\n")
    assert [request.method for request in service.api.requests] == ["GET"]
    assert service.backups == []


def test_ctrl_c(service: Service) -> None:
    """An interrupt at the question: exit code 130, and nothing has happened."""
    result = conversation(service).answer(CTRL_C)

    assert result.code == 130
    assert result.stderr.endswith("\nerror: interrupted; nothing was sent\n")
    assert [request.method for request in service.api.requests] == ["GET"]
    assert service.backups == []


@pytest.mark.parametrize(
    ("keys", "code", "outcome"),
    [("y\n", 0, "applied"), ("n\n", 1, "declined"), ("\x04", 1, "declined"),
     (CTRL_C, 130, "interrupted")],
)  # fmt: skip
def test_the_question_before_a_document(
    service: Service, keys: str, code: int, outcome: str
) -> None:
    """With --format json the plan and the question are on stderr, one document on stdout."""
    result = conversation(service, "--format", "json", pipe=True).answer(keys)

    assert result.code == code
    assert "theme.isLight: true -> false" in result.stderr
    assert report(result)["outcome"] == outcome


def test_a_missing_folder_for_the_backup(service: Service) -> None:
    """Whoever says y has nothing to do over then."""
    result = conversation(service, "--backup-dir", "missing").end()

    assert result.code == 3
    assert QUESTION.rstrip() not in result.stderr
    assert result.stderr.endswith(
        "error: missing: the backup can't be written: No such file or directory\n"
        "  help: nothing is changed without a backup; --backup-dir names another folder\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--dry-run"], 1),
        (["--set", "ui_attributes.theme.isLight=true"], 0),
        (["--unset", "ui_attributes.version_compatibility"], 2),
    ],
    ids=["dry run", "nothing to change", "guards"],
)
def test_nothing_is_asked_where_nothing_would_be_done(
    service: Service, arguments: list[str], code: int
) -> None:
    """The question is for what the answer decides."""
    result = conversation(service, *arguments).end()

    assert result.code == code
    assert QUESTION.rstrip() not in result.stderr
    assert service.posts == []
