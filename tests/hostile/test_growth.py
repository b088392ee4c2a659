"""Thousands of one thing, by command: each of them costs what the first one did."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.hostile.budget import is_soon
from tests.hostile.command import measure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Case(NamedTuple):
    """A call, and the files that it is given."""

    arguments: tuple[str, ...]
    script: str
    attributes: object = None


def _script(member: Callable[[int], str], count: int) -> str:
    return "var appConfig = {" + ",".join(map(member, range(count))) + "};"


_OVER = ("a.js", "--ui-attributes", "u.json")
_CHECK = ("check", "--fail-on", "never")

MANY: dict[str, Callable[[], Case]] = {
    "remarks on one line": lambda: Case(
        ("show", "a.js"), _script(lambda at: f"a{at}: '{{{{x{at}}}}}'", 10_000)
    ),
    "keys that are deleted": lambda: Case(
        ("show", "a.js"),
        _script(lambda at: f"a{at}: {at}", 4_000)
        + "".join(f"delete appConfig.a{at};" for at in range(4_000)),
    ),
    "values that the resource has, too": lambda: Case(
        (*_CHECK, *_OVER),
        _script(lambda at: f"a{at}: {at}", 4_000),
        {f"a{at}": at for at in range(4_000)},
    ),
}
"""What cost the more, each of them, the more there were: so many took half a minute, or 400 MB."""


@pytest.mark.parametrize("kind", MANY)
def test_many_cost_as_much_each_as_few(kind: str, tmp_path: Path) -> None:
    """In seconds, and in a few kilobytes each."""
    case = MANY[kind]()
    (tmp_path / "a.js").write_text(case.script, "utf-8")
    (tmp_path / "u.json").write_text(json.dumps(case.attributes), "utf-8")
    done = measure(*case.arguments, folder=tmp_path)

    assert done.code == 0, done.stderr[:1000]
    assert is_soon(done.seconds), f"{done.seconds:.1f} s"
    assert done.peak < 150_000_000
