"""What tests of the plugin share."""

from __future__ import annotations

import shutil
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

import appconfig_merge.pytest_plugin.asserting  # noqa: F401 - as below
from appconfig_merge import Source, effective_config

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module", autouse=True)
def everything_imported() -> None:
    """Pytester drops what a run in this process imports, but a package keeps its submodules.

    Some classes would then be there twice, unless they were imported before.
    """
    for module in ("httpcore", "anyio._backends._asyncio"):
        import_module(module)
    resource = Source("configuration.json", '{"ui_attributes": {}}', "json")
    effective_config(Source("appConfig.js", "appConfig = {};"), configuration=resource, flex_ui="2")


@pytest.fixture
def project(pytester: pytest.Pytester, fixtures: Path) -> pytest.Pytester:
    """A folder with the files of the README's example."""
    shutil.copytree(fixtures / "quickstart", pytester.path, dirs_exist_ok=True)
    return pytester
