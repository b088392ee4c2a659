"""The real Flex UI's word on what plugins set: what it had once three bundles had run in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from appconfig_merge import UNDEFINED, Source, Unresolved, effective_config
from tests.layers.plugins.support import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge import EffectiveConfig
    from appconfig_merge.paths import Path

FOLDER = FIXTURES / "bundled"
LIVE = json.loads((FOLDER / "live.json").read_text("utf-8"))
SCRIPT = """
var appConfig = {
  pluginService: { enabled: true }, theme: { isLight: true, keep: 1 }, language: "en-US",
  componentProps: { MainHeader: { logoUrl: "config.svg" } },
};
"""


def _config() -> EffectiveConfig:
    plugins = [FOLDER / f"{name}.min.js" for name in ("theme", "screenpop", "brand")]
    return effective_config(
        Source("appConfig.js", SCRIPT), ui_attributes={}, flex_ui="2.17.1", plugins=plugins
    )


def _real() -> dict[Path, Any]:
    """What was there, by path."""
    found = [*LIVE["changed"], *LIVE["default_props"]]
    return {
        tuple(keys): UNDEFINED if value == {"$js": "undefined"} else value for keys, value in found
    }


def _told(config: EffectiveConfig, path: Path) -> Iterator[Any]:
    """What may be set of a path, the last plugin's word first: a value, or that it isn't known."""
    for one in reversed(config.prospects):
        value = one.contribution.value
        is_around = path[: len(one.path)] == one.path and isinstance(value, Unresolved)
        if is_around or (one.path == path and not one.is_open):
            yield value


def test_all_that_changed_was_foretold() -> None:
    """Whatever they changed is what one of them may set, with that value where it is known."""
    config = _config()
    for path, value in _real().items():
        told = _told(config, path)
        assert any(isinstance(one, Unresolved) or one == value for one in told), path


def test_what_is_foretold_for_sure_came_true() -> None:
    """The last word on a path, where its value is known and no condition stands around it."""
    config = _config()
    (any_key,) = (one.contribution.value for one in config.prospects if not one.path)
    real = _real()
    seen = 0
    for one in config.prospects:
        value = one.contribution.value
        # What may set any key at all, here `later()`, is left out: of nothing one would be sure.
        last = next((two for two in _told(config, one.path) if two != any_key), None)
        is_sure = not one.conditions and not one.is_same and not isinstance(value, Unresolved)
        if is_sure and last == value and one.path in real:
            assert real[one.path] == value
            seen += 1
    assert seen == 5
