"""Which row of the intrinsics a call is one of, and what the row's model is."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from appconfig_merge.evaluation.intrinsics import Row, method, of_path, row
from appconfig_merge.javascript.values import Traced, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.values import Value


@cache
def loaded(name: str) -> Callable[..., Any]:
    """A function that a row names; its module is imported when a script first calls it."""
    module, _, function = name.rpartition(".")
    found: Callable[..., Any] = getattr(import_module(_whole(module)), function)
    return found


def _whole(module: str) -> str:
    if module.startswith("javascript."):
        return f"appconfig_merge.{module}"
    return f"appconfig_merge.evaluation.models.{module.removeprefix('models.')}"


def find(machine: Machine, callee: Traced, this: Traced | None = None, key: str = "") -> Row | None:
    """The row of a callee; ``key`` is the property of ``this`` that it was read from.

    None for what may be another function.
    """
    function = callee.value
    if not isinstance(function, Unknown):
        return None
    path = function.path
    if not path and function.is_platform:
        return method(key)
    if not path and this is not None and key and isinstance(this.value, Unknown):
        home = _home(this.value)
        path = f"{home}.prototype.{key}" if home else ""
    if not path or (".prototype." in path and _is_changed(machine, path)):
        return None
    found = row(path)
    return found if found is not None else _unlisted(machine, path)


def _unlisted(machine: Machine, path: str) -> Row | None:
    """What is certain of a function of the browser's own that has no row."""
    root = path.partition(".")[0]
    group = machine.world.browser_group(root)
    if not group or root in machine.world.assumed:
        return None
    if group == "e":
        return Row(path, recent=True, changes="arguments", calls="now", keeps=True, makes="")
    return of_path(path)


def _is_changed(machine: Machine, path: str) -> bool:
    return machine.polluted is not None or path.rpartition(".")[2] in machine.planted


def _home(value: Value) -> str:
    """The built-in whose prototype all that a value may be inherits from."""
    if isinstance(value, Unknown):
        inner = [item.traced.value if item.traced else None for item in value.candidates]
        homes = {_home(item) if isinstance(item, str | float) else "" for item in inner}
        return homes.pop() if len(homes) == 1 else ""
    if isinstance(value, str):
        return "String"
    return "Number" if isinstance(value, float) and not isinstance(value, bool) else ""
