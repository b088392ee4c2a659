"""The project in which the tests of completion type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_FILES = {
    "appConfig.js": """\
var appConfig = {
  theme: { isLight: true, "a key": 1, "it's": 2 },
  plugins: { one: { two: 3 } },
  "b.c": 4,
};
""",
    "odd.js": """\
var appConfig = {
  "$(touch ran)": 1, "`touch ran`": 1, "end,": 2, "!x": 3, "*": 5, "z\\n; touch ran": 4,
};
""",
    "conf file.json": '{"ui_attributes": {"remote": true, "theme": {"isDark": 1}}}',
    "environments.toml": """\
[environments.test]
app_config = "appConfig.js"
[environments."test two"]
app_config = "appConfig.js"
[environments."$(touch ran)"]
app_config = "appConfig.js"
""",
    "broken.js": "var appConfig = {",
    "broken.toml": "[environments",
}


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project: scripts, a resource whose name has a space in it, environments."""
    folder = tmp_path_factory.mktemp("project")
    for name, text in _FILES.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "matrix").mkdir()
    return folder
