"""The configurations of many environments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.fleet.configurations import Unreadable, read_all
from appconfig_merge.inputs.environments.reading import read_environments
from appconfig_merge.inputs.reader import Reader
from tests.fleet.test_sides import ENVIRONMENTS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_all_environments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that can't be read doesn't keep the others from being read."""
    monkeypatch.chdir(tmp_path)
    texts = {
        "dev.js": "var appConfig = { a: 1 };",
        "prod.js": "var appConfig = { a: 2 };",
        "dev.json": '{"b": 3}',
        "environments.toml": ENVIRONMENTS,
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    found = list(read_all(Reader(), read_environments("environments.toml").all))

    assert [one.name for one in found] == ["dev", "prod", "broken"]
    assert [one.label for one in found if not isinstance(one, Unreadable)] == [
        "dev: dev.js over dev.json",
        "prod: prod.js (Flex UI 2.17.1)",
    ]
    assert [str(one.error) for one in found if isinstance(one, Unreadable)] == [
        "nope.js: No such file or directory"
    ]
