"""Lock files that say more than one thing, as those of workspaces do."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.inputs.package_json import flex_ui_dependency

if TYPE_CHECKING:
    from pathlib import Path


def workspace(root: Path, lock: str, text: str, wanted: str = "^2.3.0", at: str = "apps/ui") -> str:
    """An appConfig.js in a project of a workspace, whose root has a lock file; its name."""
    folder = root / at
    folder.mkdir(parents=True, exist_ok=True)
    package = {"dependencies": {"@twilio/flex-ui": wanted}}
    (folder / "package.json").write_text(json.dumps(package), "utf-8")
    (folder / "appConfig.js").write_text("var appConfig = {};")
    (root / lock).write_text(text, "utf-8")
    return str(folder / "appConfig.js")


def npm(versions: dict[str, str]) -> str:
    """What npm locks in a workspace, with versions of Flex UI by the project they are in."""
    entries = {
        f"{project}/node_modules/@twilio/flex-ui".lstrip("/"): {"version": version}
        for project, version in versions.items()
    }
    return json.dumps({"packages": {"": {}, "apps/ui": {}, "apps/old": {}, **entries}})


YARN = """
"@twilio/flex-ui@^1.30.0":
  version "1.34.0"

"@twilio/flex-ui@^2.0.0", "@twilio/flex-ui@^2.3.0":
  version "2.6.1"
  dependencies:
    version "1.0.0"
"""
BERRY = """
"@twilio/flex-ui@npm:^1.30.0":
  version: 1.34.0
  resolution: "@twilio/flex-ui@npm:1.34.0"

"@twilio/flex-ui@npm:^2.0.0, @twilio/flex-ui@npm:^2.3.0":
  version: 2.6.1
"""
PNPM = """
lockfileVersion: '9.0'

importers:

  apps/old:
    dependencies:
      '@twilio/flex-ui':
        specifier: ^1.30.0
        version: 1.34.0(react@16.5.2)

  apps/ui:
    dependencies:
      '@twilio/flex-ui':
        specifier: ^2.3.0
        version: 2.6.1(react@17.0.2)

packages:

  '@twilio/flex-ui@1.34.0':
    resolution: {}

  '@twilio/flex-ui@2.6.1':
    resolution: {}
"""
PNPM_5 = """
specifiers:
  '@twilio/flex-ui': 2.3.0
dependencies:
  '@twilio/flex-ui': 2.6.1_react@17.0.2
"""
PNPM_6 = """
dependencies:
  '@twilio/flex-ui':
    specifier: ^2.3.0
    version: 2.6.1(react@17.0.2)
"""


@pytest.mark.parametrize(
    ("lock", "text"),
    [
        ("package-lock.json", npm({"": "2.6.1", "apps/old": "1.34.0"})),
        ("package-lock.json", npm({"": "1.34.0", "apps/ui": "2.6.1"})),
        ("npm-shrinkwrap.json", "\ufeff" + npm({"apps": "2.6.1"})),
        ("yarn.lock", YARN),
        ("yarn.lock", YARN.replace("\n", "\r\n")),
        ("yarn.lock", BERRY),
        ("pnpm-lock.yaml", PNPM),
    ],
)
def test_a_workspace(lock: str, text: str, tmp_path: Path) -> None:
    """The lock file at its root says what the project has, not what another one has."""
    dependency = flex_ui_dependency(workspace(tmp_path, lock, text))

    assert dependency is not None
    assert dependency.version == "2.6.1"
    assert dependency.file.endswith(lock)


@pytest.mark.parametrize(
    ("lock", "text", "wanted"),
    [
        ("yarn.lock", YARN, "^2.3.0"),
        ("yarn.lock", '"@twilio/flex-ui@npm:2.6.1":\n  version: 2.6.1\n', "^2.0.0"),
        ("pnpm-lock.yaml", PNPM.replace("apps/ui", "."), "^2.3.0"),
        ("pnpm-lock.yaml", PNPM_5, "2.3.0"),
        ("pnpm-lock.yaml", PNPM_6, "^2.3.0"),
        ("pnpm-lock.yaml", "packages:\n  /@twilio/flex-ui/2.6.1_react@17.0.2:\n", "^2.3.0"),
    ],
)
def test_a_project_of_its_own(lock: str, text: str, wanted: str, tmp_path: Path) -> None:
    """The entry of its range, or else the one version that there is."""
    dependency = flex_ui_dependency(workspace(tmp_path, lock, text, wanted, at="."))

    assert dependency is not None
    assert dependency.version == "2.6.1"
    assert dependency.file.endswith(lock)


@pytest.mark.parametrize(
    ("lock", "text"),
    [
        ("package-lock.json", npm({"": "2.6.1"}).replace('"apps/ui": {}, ', "")),
        ("package-lock.json", '{"dependencies": {"@twilio/flex-ui": {"version": "2.6.1"}}}'),
        ("package-lock.json", npm({"": "1.0.0"}).replace("}}}", ', "name": "@example/fork"}}}')),
        ("yarn.lock", '"@twilio/flex-ui@^2.0.0":\n  version "2.6.1"\n'),
        ("pnpm-lock.yaml", PNPM.replace("apps/ui", "apps/other")),
        ("pnpm-lock.yaml", PNPM_6),
    ],
)
def test_another_projects_lock_file(lock: str, text: str, tmp_path: Path) -> None:
    """What it says isn't for this project, which has only its range then."""
    dependency = flex_ui_dependency(workspace(tmp_path, lock, text))

    assert dependency is not None
    assert dependency.version == "^2.3.0"
    assert dependency.file.endswith("package.json")


def test_two_versions_of_other_ranges(tmp_path: Path) -> None:
    """Nothing tells which of them is meant."""
    dependency = flex_ui_dependency(workspace(tmp_path, "yarn.lock", YARN, "^2.9.0", at="."))

    assert dependency is not None
    assert dependency.version == "^2.9.0"


@pytest.mark.parametrize(
    ("lock", "text"),
    [
        ("yarn.lock", '"@twilio/flex-ui@^2":\n' + '    a "1"\n' * 100_000),
        ("yarn.lock", '"@twilio/flex-ui@^2":\n' + " " * 10**6),
        ("pnpm-lock.yaml", "".join(" " * n + f"'{n}':\n" for n in range(1000)) + " " * 10**6),
        ("pnpm-lock.yaml", "'" + ": " * 500_000),
    ],
)
def test_a_lock_file_that_is_odd_takes_no_longer(lock: str, text: str, tmp_path: Path) -> None:
    """The time is that of its length."""
    name = workspace(tmp_path, lock, f"{text}\n@twilio/flex-ui\n", at=".")
    started = time.process_time()

    dependency = flex_ui_dependency(name)

    assert time.process_time() - started < 3
    assert dependency is not None
    assert dependency.file.endswith("package.json")
