"""The pytest plugin: the fixture ``effective_config``, and failures that say who set a value.

It is imported in every run of pytest where this package is installed, so it imports nothing of
it, and hooks into nothing, before the fixture is used.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.pytest_plugin.asserting import Reads

    Call = pytest.CallInfo[None]
    Outcome = Any


_USUAL: Final = """
var isLocal = location.hostname === "localhost", { search, ...others } = location;
function address(id, more = "") { if (!id) return; return `https://example.com/${id}${more}`; }
appConfig = { ...others, a: isLocal ? 1 : 2, b: (task) => address(task), c: !isLocal && ["x"] };
appConfig.e = address("1");
"""
"""What files have: what reads and evaluates it is imported when a text first has it."""


@pytest.fixture(scope="session")
def effective_config(request: pytest.FixtureRequest) -> Callable[..., EffectiveConfig]:
    """A function that gives the configuration a self-hosted Flex UI will run with.

    It takes what ``appconfig_merge.effective_config`` takes. Relative paths start at the folder
    of pytest's configuration file, or where there is none where pytest was started. When a test
    fails, the report says where the values come from that it read last.
    """
    from appconfig_merge import AppConfigError, Source
    from appconfig_merge import effective_config as read
    from appconfig_merge.pytest_plugin.asserting import Reads, WatchedConfig

    # So much is imported at first use that a property test's first example would be too slow.
    resource = Source("configuration.json", '{"ui_attributes": {}}', "json")
    read(Source("appConfig.js", _USUAL), configuration=resource, flex_ui="2")

    pytest_config = request.config
    inifile = pytest_config.inipath
    folder = inifile.parent if inifile is not None else pytest_config.invocation_params.dir
    reads = Reads()
    pytest_config.pluginmanager.register(_Reporter(reads))

    def effective_config(app_config: Any, **options: Any) -> EffectiveConfig:
        __tracebackhide__ = True
        for name in ("configuration", "ui_attributes"):
            if name in options:
                options[name] = _within(folder, options[name])
        for name in ("scripts", "plugins"):
            if name in options:
                options[name] = [_within(folder, one) for one in options[name]]
        try:
            return WatchedConfig(read(_within(folder, app_config), **options), reads)
        except AppConfigError as error:
            # What is wrong is in a file: how it was read is no help.
            raise error.with_traceback(None) from None

    return effective_config


def _within(folder: Path, readable: Any) -> Any:
    """A relative path from a folder on, as short as it can be told; anything else as it is."""
    if not isinstance(readable, str | os.PathLike) or Path(readable).is_absolute():
        return readable
    path = folder / readable
    try:
        return os.path.relpath(path)
    except ValueError:  # on another drive
        return path


class _Reporter:
    """The hooks, which are there from the first use of the fixture on."""

    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        """Let each test begin with nothing read."""
        self.reads.clear()

    # Not wrapper=True: a pytest that doesn't know it yet could not even import this.
    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: Call) -> Iterator[None]:
        """Add to the report of a failure where the values come from that were read last."""
        outcome: Outcome = yield
        report = outcome.get_result()
        if report.failed and call.excinfo is not None:
            # Hypothesis runs the example that it shows last.
            is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
            text = _problem(call.excinfo.value) or self.reads.stories(of_latest=is_property)
            if text:
                report.sections.append(("effective configuration", text))

    @pytest.hookimpl(hookwrapper=True)
    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> Iterator[None]:
        """Say of configurations that aren't equal in which values."""
        from appconfig_merge.pytest_plugin.asserting import explain_difference

        # Last, because others read what they compare.
        outcome: Outcome = yield
        lines = explain_difference(left, right) if op == "==" else []
        if lines:
            outcome.force_result([lines])


def _problem(error: BaseException) -> str:
    """An input that can't be read, with its line and what to do; empty for other errors."""
    from appconfig_merge import AppConfigError
    from appconfig_merge.rendering.problems import render_error
    from appconfig_merge.rendering.style import PLAIN

    return render_error(error, PLAIN) if isinstance(error, AppConfigError) else ""
