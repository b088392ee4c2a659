"""What a script would set further down than where it stops: its text says so, nothing is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.globals import ALIASES
from appconfig_merge.javascript.written import below, target
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax import estree, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source


class Unreached(NamedTuple):
    """Where a script would set a path, and where it stops before that."""

    location: Location
    stop: Location


def unreached(
    config: EffectiveConfig, path: Path, global_name: str = "appConfig"
) -> tuple[Unreached, ...]:
    """Where the script would set a path, were it not to stop before."""
    for layer in config.layers:
        stop = _stop(layer)
        source = layer.root.traced.source
        if stop is not None and source.name == stop.file and path:
            names = tuple(one for one in global_name.split(".") if one not in ALIASES)
            return tuple(
                Unreached(place, stop)
                for place in _settings(source, (*names, *path))
                if (place.line, place.column) > (stop.line, stop.column)
            )
    return ()


def _stop(layer: Layer) -> Location | None:
    """Where a script stops with an error."""
    return next(
        (
            one.location
            for one in layer.diagnostics
            if one.code == "script-throws" and one.severity == "error"
        ),
        None,
    )


def _settings(source: Source, wanted: Path) -> Iterator[Location]:
    """Where a text sets a path of the page, outside of functions that something has to call."""
    work: list[tuple[estree.Node, Path]] = [(parse(source), ())]
    while work:
        node, path = work.pop()
        named = _from_page(path)
        if named == wanted:
            yield source.location(node.start, node.end)
            continue
        if isinstance(node, _FUNCTIONS) and path != _CALLED:
            continue
        work.extend(reversed(_parts(node, path)))


_FUNCTIONS = (
    estree.FunctionDeclaration,
    estree.FunctionExpression,
    estree.ArrowFunctionExpression,
)
_CALLED: Path = ("()",)
"""In place of a path: the function that is called at once."""


def _parts(node: estree.Node, path: Path) -> list[tuple[estree.Node, Path]]:
    if not isinstance(node, estree.CallExpression):
        return below(node, () if path == _CALLED else path)
    first = node.arguments[0] if node.arguments else None
    callee: tuple[estree.Node, Path] = (node.callee, _CALLED)
    if target(node.callee) == ("Object", "assign") and first is not None:
        return [callee, *((one, target(first)) for one in node.arguments)]
    return [callee, *((one, ()) for one in node.arguments)]


def _from_page(path: Path) -> Path:
    """A path without the names of the global object."""
    start = 0
    while start < len(path) and path[start] in ALIASES:
        start += 1
    return path[start:]
