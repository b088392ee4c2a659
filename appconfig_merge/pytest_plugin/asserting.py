"""What a test reads of a configuration, and why that is what it is: the text of a failure."""

from __future__ import annotations

import reprlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.brief import brief_value, printable
from appconfig_merge.effective.config import EffectiveConfig
from appconfig_merge.effective.view import ConfigView
from appconfig_merge.limits import MAX_NESTING
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path, parse_path
from appconfig_merge.rendering.explanation.text import render_explanation_text
from appconfig_merge.rendering.style import PLAIN
from appconfig_merge.secrets.values import masker_of
from appconfig_merge.values import BigInt, Function, RegExp, Undefined, Unresolved, same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from appconfig_merge.effective.config import Explanation
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.paths import Path
    from appconfig_merge.secrets.values import Masker
    from appconfig_merge.values import ConfigValue

_WIDTH: Final = 100
_STORIES: Final = 5
"""Of how many values a failure tells the story: the last ones read say why it failed."""
_UNSET: Final = object()
_SCALARS: Final = (str, int, float, BigInt, Function, RegExp, Undefined, Unresolved)


class Reads:
    """The values that were read of configurations, the latest last."""

    def __init__(self) -> None:
        self._all: list[tuple[EffectiveConfig, Path]] = []

    def note(self, config: EffectiveConfig, path: Path) -> None:
        """Remember that a path was read; the object that it was reached through is no news."""
        if not all(isinstance(key, str | int) for key in path):
            return
        # Configurations that are equal may have come about in different ways.
        self._all = [
            (one, known)
            for one, known in self._all
            if one is not config or known not in {path, path[:-1]}
        ]
        self._all = [*self._all[1 - _STORIES :], (config, path)]

    def clear(self) -> None:
        """Forget everything."""
        self._all.clear()

    def stories(self, *, of_latest: bool = False) -> str:
        """Where each of the values comes from, with secrets masked; empty if none was read.

        ``of_latest`` leaves out those of other configurations than the one read last.
        """
        latest = self._all[-1][0] if self._all else None
        wanted = [one for one in self._all if one[0] is latest or not of_latest]
        return "\n".join(story(config, path) for config, path in wanted)


class WatchedView(ConfigView):
    """An object of a configuration whose reads are noted."""

    __slots__ = ("config", "path", "reads")

    def __init__(self, view: ConfigView, config: EffectiveConfig, path: Path, reads: Reads) -> None:
        super().__init__(view._node)  # noqa: SLF001 - it is the same view
        self.config = config
        self.path = path
        self.reads = reads

    def __getitem__(self, key: str) -> ConfigView | ConfigValue:  # type: ignore[override]
        __tracebackhide__ = True
        return _read(self, key, super().__getitem__)

    def __repr__(self) -> str:
        return f"ConfigView({masker_of(self.config).value(self.to_dict(), self.path)!r})"


class WatchedConfig(EffectiveConfig):
    """An effective configuration whose reads are noted; secrets are masked in its ``repr``."""

    __slots__ = ("config", "reads")
    path: Path = ()

    def __init__(self, config: EffectiveConfig, reads: Reads) -> None:
        def remake(keep: Callable[[Layer], Layer | None]) -> EffectiveConfig:
            return WatchedConfig(config.remade(keep), reads)

        super().__init__(
            config._node,  # noqa: SLF001 - it is the same configuration
            config.layers,
            remake,
            config.release,
            newest=config._newest,  # noqa: SLF001
        )
        self._diagnostics = config._diagnostics  # noqa: SLF001
        self.config = config
        self.reads = reads

    def __getitem__(self, key: str) -> ConfigView | ConfigValue:  # type: ignore[override]
        __tracebackhide__ = True
        return _read(self, key, super().__getitem__)

    @property
    def unresolved(self) -> tuple[tuple[Path, Unresolved], ...]:
        """The values that can't be known without running the page, wherever they sit."""
        found = super().unresolved
        for path, _ in found:
            self.reads.note(self.config, path)
        return found

    def explain(self, path: str | Path) -> Explanation:
        """Where the value at a path comes from. Raises PathError."""
        wanted = parse_path(path) if isinstance(path, str) else path
        self.reads.note(self.config, wanted)
        return self.config.explain(wanted)

    def __repr__(self) -> str:
        return f"EffectiveConfig({masker_of(self.config).value(self.to_dict(), ())!r})"


def _read(
    view: WatchedView | WatchedConfig, key: str, get: Callable[[str], ConfigView | ConfigValue]
) -> ConfigView | ConfigValue:
    __tracebackhide__ = True
    path = (*view.path, key)
    # First, so that what isn't there is noted too.
    view.reads.note(view.config, path)
    try:
        value = get(key)
    except KeyError:
        raise KeyError(key) from None
    if isinstance(value, ConfigView):
        return WatchedView(value, view.config, path, view.reads)
    return value


def story(config: EffectiveConfig, path: Path) -> str:
    """What ``explain`` says of a path, with secrets masked and a final newline."""
    explained = masker_of(config).explanation(config.explain(path))
    return render_explanation_text(explained, _WIDTH, PLAIN)


class _Difference(NamedTuple):
    path: Path
    left: Any
    right: Any


def explain_difference(left: object, right: object) -> list[str]:
    """The lines that say how two things differ, one of which is a watched configuration.

    The first line is the comparison. Empty where neither is one, or the other is no mapping.
    The paths that differ are noted as what was read last.
    """
    watched = [one for one in (left, right) if isinstance(one, WatchedView | WatchedConfig)]
    if not watched or not (isinstance(left, Mapping) and isinstance(right, Mapping)):
        return []
    at = watched[0].path
    found = list(_differences(_plain(left), _plain(right), ()))
    watched[0].reads.clear()
    for one in found[: _STORIES // len(watched)]:
        for view in watched:
            view.reads.note(view.config, (*view.path, *one.path))
    mask = masker_of(*(view.config for view in watched))
    texts = (_text(_plain(one), at, mask, _WIDTH // 2) for one in (left, right))
    more = len(found) - _STORIES
    return [
        " == ".join(texts),
        "",
        *(_story(one, at, mask) for one in found[:_STORIES]),
        *([f"and {more} more"] if more > 0 else []),
    ]


def _plain(value: Mapping[Any, Any]) -> dict[Any, Any]:
    return value.to_dict() if isinstance(value, ConfigView) else dict(value)


def _differences(left: object, right: object, path: Path) -> Iterator[_Difference]:
    """The paths at which two plain values differ, in the order of the left one."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        for key in dict.fromkeys((*left, *right)):
            at = (*path, key if isinstance(key, int) else str(key))
            yield from _differences(left.get(key, _UNSET), right.get(key, _UNSET), at)
    elif left is _UNSET or right is _UNSET or not same(left, right):
        yield _Difference(path, left, right)


def _story(one: _Difference, at: Path, mask: Masker) -> str:
    path = (*at, *one.path)
    left, right = (_text(value, path, mask) for value in (one.left, one.right))
    name = printable(format_path(mask.path(path)))
    return f"{name} is {left}, not {'another value' if left == right else right}"


def _text(value: Any, path: Path, mask: Masker, limit: int = 40) -> str:
    if value is _UNSET:
        return "unset"
    # A test may expect anything at all.
    return brief_value(mask.value(value, path), limit) if _is_value(value) else reprlib.repr(value)


def _is_value(value: object, room: int = MAX_NESTING) -> bool:
    """Whether this is something that a configuration may hold."""
    if room == 0:
        return False
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_value(value[key], room - 1) for key in value)
    if isinstance(value, list):
        return all(_is_value(one, room - 1) for one in value)
    return value is None or isinstance(value, _SCALARS)
