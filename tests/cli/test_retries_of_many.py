"""What is told of requests that are made again, where there are many."""

from __future__ import annotations

import pytest

from appconfig_merge.cli import live
from appconfig_merge.rest import ServiceError


@pytest.fixture(params=[True, False])
def has_bar(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether people look at a terminal, in which a bar may stand."""
    monkeypatch.setattr(live, "is_terminal", lambda _stream: request.param)
    return bool(request.param)


def test_each_reason_is_told_once(has_bar: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Of however many accounts, in a line of its own."""
    tell = live.announcing_once()
    for _ in range(3):
        tell(ServiceError("down"), 0.5)
    tell(ServiceError("tired"), 1)

    cleared = "\r\x1b[K" if has_bar else ""
    assert capsys.readouterr().err == (
        f"{cleared}down; trying again in 0.5 s\n{cleared}tired; trying again in 1.0 s\n"
    )
