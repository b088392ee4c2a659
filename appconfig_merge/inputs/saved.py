"""A configuration that was saved as ``--format json``, read back: its values and their sources."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.brief import line_near
from appconfig_merge.effective.contributions import (
    ALIVE,
    Contribution,
    ElementPlace,
    Leaf,
    Rival,
    Step,
)
from appconfig_merge.effective.leaves import told
from appconfig_merge.errors import InputError, LimitError, SourceSyntaxError
from appconfig_merge.inputs.json_fields import (
    WrongDataError,
    count,
    inside,
    keys,
    list_of,
    optional,
    record,
    text,
)
from appconfig_merge.inputs.json_values import KNOWN_TAGS, decoded, parsed
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot
from appconfig_merge.layers.layer import Layer
from appconfig_merge.layers.snapshot_values import KIND
from appconfig_merge.location import Location
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.schema_versions import EFFECTIVE_CONFIG
from appconfig_merge.values import Candidate, Incomplete, Unordered, Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from appconfig_merge.effective.leaves import Leaves
    from appconfig_merge.inputs.json_fields import Read
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source
    from appconfig_merge.values import ConfigValue


_BEGIN = re.compile(rb"\s*\{")


class SavedConfig(NamedTuple):
    """A saved configuration: what a comparison asks of an EffectiveConfig.

    ``release`` is the version of Flex UI whose rules its merge followed, empty for the documented
    ones. Of its layers only what they are called is known. ``incomplete`` are the objects that may
    have more keys than are known.
    """

    release: str
    layers: tuple[Layer, ...]
    values: tuple[Leaf, ...]
    incomplete: frozenset[Path] = frozenset()

    def leaves(self) -> Iterator[Leaf]:
        """Every effective value, in order."""
        return iter(self.values)

    def by_path(self) -> Leaves:
        """The same by path."""
        return told(self.values, self.incomplete)


def read_saved(source: Source) -> SavedConfig | None:
    """A configuration that ``show --format json`` printed; None for a text that is no JSON object.

    Raises InputError for JSON that is something else, for another version of the schema, and for
    what doesn't follow it.
    """
    if _BEGIN.match(source.data) is None:
        return None
    data = _parsed(source)
    if data is None:
        return None
    whole = Location(source.name, 1, 1, 1, 1)
    if data.get("kind") == KIND:
        raise InputError(
            "this is a snapshot of a running page, and no configuration that a source gives",
            location=whole,
            help="effective-config verify compares a prediction with it: give it with --running",
        )
    if "schema_version" not in data or "values" not in data:
        raise InputError(
            "this is JSON, but no configuration that --format json printed",
            location=whole,
            help="give an appConfig.js, with --configuration for the resource; or what "
            "effective-config show --format json printed",
        )
    version = data["schema_version"]
    if version != EFFECTIVE_CONFIG:
        what = f"schema_version {version}" if isinstance(version, int) else "another schema_version"
        raise InputError(
            f"this has {what}, and only {EFFECTIVE_CONFIG} is known here",
            location=whole,
            help="save it again with this version of effective-config",
        )
    try:
        return _config(data)
    except WrongDataError as error:
        raise InputError(
            f"this is no configuration as --format json prints it: {error}",
            location=whole,
            help="save it again with effective-config show --format json",
        ) from None
    except RecursionError:
        raise _too_deep(source) from None


def _parsed(source: Source) -> dict[str, Any] | None:
    """The JSON object that a text is; None where it is no JSON, and doesn't seem meant as such."""
    try:
        data = parsed(source.text)
    except (ValueError, RecursionError) as error:
        if b'"schema_version"' not in source.data[:200]:
            return None
        if isinstance(error, RecursionError):
            raise _too_deep(source) from None
        at = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        message = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise SourceSyntaxError(
            f"this is not JSON: {message[:1].lower()}{message[1:]}",
            location=Location(source.name, *at, *at),
            help="save the configuration again: this one seems cut short or edited",
        ) from None
    return data if isinstance(data, dict) else None


def _too_deep(source: Source) -> LimitError:
    whole = Location(source.name, 1, 1, 1, 1)
    return LimitError("this is nested too deep to be read", location=whole)


def _value(data: Any) -> ConfigValue:
    return decoded(data, _TAGS)


def _position(data: Any) -> int:
    if count(data) == 0:
        raise WrongDataError("is no line or column")
    return int(data)


def _is_true(data: Any) -> bool:
    return data is True


def _candidate(*, absent: bool, value: Any, unordered: Any, **fields: Any) -> Candidate:
    found = None if absent else _in_order(_value(value), unordered)
    return Candidate(found, present=not absent, **fields)


def _valued(make: Callable[..., Any]) -> Callable[..., Any]:
    """``make`` with a value, of which ``unordered`` says what is in an order not known."""
    return lambda value, unordered, **fields: make(value=_in_order(value, unordered), **fields)


def _in_order(value: ConfigValue, unordered: Iterable[Path]) -> ConfigValue:
    whole: list[ConfigValue] = [value]
    for path in unordered:
        around: Any = whole
        step: str | int = 0
        for following in path:
            around, step = _part(around, step), following
        found = _part(around, step)
        if not isinstance(found, dict):
            raise WrongDataError("has no object where it is said to be unordered")
        if not isinstance(found, Unordered):  # one that may have more keys is that already
            around[step] = Unordered(found)
    return whole[0]


def _part(around: ConfigValue, step: str | int) -> ConfigValue:
    if isinstance(around, dict) and isinstance(step, str):
        return around.get(step)
    if isinstance(around, list) and isinstance(step, int) and 0 <= step < len(around):
        return around[step]
    return None


def _unresolved(*, reason: str, needs: Sequence[str] | None, **fields: Any) -> Unresolved:
    origin = fields["origin"]
    if origin is not None:
        reason = reason.removesuffix(f" ({line_near(origin, fields['location'])})")
    define = fields["define"]
    all_of_it = (define,) if needs is None and define else tuple(needs or ())
    return Unresolved(reason=reason, needs=all_of_it, **fields)


def _leaf(**fields: Any) -> Leaf:
    leaf = Leaf(**fields)
    if not any(one.outcome in ALIVE for one in leaf.contributions):
        raise WrongDataError("has no contribution that is in force")
    return leaf


def _config(data: dict[str, Any]) -> SavedConfig:
    values = inside("values", list_of(_LEAF), data["values"])
    layers = inside("layers", list_of(_LAYER), data.get("layers"))
    is_release = data.get("semantics") == "release"
    placed = {
        one.layer for leaf in values for one in leaf.contributions if one.location is not None
    }
    return SavedConfig(
        inside("release", text, data.get("release")) if is_release else "",
        tuple(
            Layer(id, kind, file, Slot(untraced(JSObject())), has_positions=id in placed)
            for id, kind, file in layers
        ),
        values,
        frozenset(_incomplete(inside("effective", optional(_value), data.get("effective")))),
    )


def _incomplete(effective: ConfigValue) -> Iterator[Path]:
    """The paths of objects that may have more keys than are known."""
    work: list[tuple[Path, ConfigValue]] = [((), effective)]
    while work:
        path, value = work.pop()
        if isinstance(value, Incomplete):
            yield path
        if isinstance(value, dict):
            work.extend(((*path, key), member) for key, member in value.items())


_PLACE = optional(
    record(
        Location,
        file=text,
        line=_position,
        column=_position,
        end_line=_position,
        end_column=_position,
    )
)
_UNORDERED = optional(list_of(keys), ())
_STEP = record(
    _valued(Step),
    expression=text,
    value=_value,
    unordered=_UNORDERED,
    location=_PLACE,
    depth=count,
)
_CONTRIBUTION = record(
    _valued(Contribution),
    layer=text,
    value=_value,
    unordered=_UNORDERED,
    outcome=text,
    rule=text,
    rival=optional(record(Rival, layer=text, location=_PLACE)),
    location=_PLACE,
    key_location=_PLACE,
    elements=optional(list_of(record(ElementPlace, path=keys, location=_PLACE)), ()),
    trace=optional(list_of(_STEP), ()),
)
_LEAF = record(
    _valued(_leaf),
    path=keys,
    value=_value,
    unordered=_UNORDERED,
    set_by=text,
    contributions=list_of(_CONTRIBUTION),
)
_LAYER = record(lambda **layer: tuple(layer.values()), id=text, kind=text, file=text)
_CANDIDATE = record(
    _candidate,
    absent=_is_true,
    value=lambda data: data,
    unordered=_UNORDERED,
    condition=text,
    holds=_is_true,
    location=_PLACE,
    condition_location=_PLACE,
)
_TAGS: Final[dict[str, Read]] = {
    **KNOWN_TAGS,
    "unresolved": record(
        _unresolved,
        source=text,
        reason=text,
        location=_PLACE,
        define=optional(text, ""),
        needs=optional(list_of(text)),
        candidates=optional(list_of(_CANDIDATE), ()),
        origin=_PLACE,
    ),
}
