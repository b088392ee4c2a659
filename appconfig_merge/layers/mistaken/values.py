"""JSON that is no Configuration resource, or no ui_attributes: what it is instead.

It is recognised by the names of its keys, never by what stands under them, and no value is quoted.
How the tools write the resource was seen in what they write: twilio-cli's ``-o json`` (an array
of camelCase objects), twilio-node's ``toJSON``, ``terraform show -json``, Postman's exports.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, Literal

from appconfig_merge.javascript.values import JSArray, JSObject, Slot
from appconfig_merge.layers.mistaken.mistake import FETCH, Mistake
from appconfig_merge.layers.properties import (
    ACCOUNT_SID,
    DOUBTFUL,
    READ_ONLY,
    UI_ATTRIBUTES,
    WRITABLE,
)
from appconfig_merge.layers.snapshot_values import is_snapshot
from appconfig_merge.limits import MAX_WRAPPED
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.suggestions import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.javascript.values import Value

    Wanted = Literal["configuration", "ui_attributes", "backup"]

_CAMEL_ATTRIBUTES: Final = "uiAttributes"
_FOLDED: Final = fold(UI_ATTRIBUTES)
_COLUMNS: Final = frozenset(name for name in READ_ONLY | DOUBTFUL | WRITABLE if "_" in name) - {
    UI_ATTRIBUTES
}
"""Columns of the resource whose names, in camelCase too, are no keys of a configuration."""
_TELLING: Final = frozenset({
    "detail", "error", "error_description", "errors", "fault", "message", "more_info", "moreInfo",
    "title",
})  # fmt: skip
_ERROR: Final = _TELLING | {
    "cause", "code", "details", "instance", "name", "params", "path", "reason", "requestId",
    "request_id", "stack", "status", "statusCode", "statusText", "timestamp", "type", "user_error",
}  # fmt: skip
"""What an error consists of: Twilio's, a helper library's or a gateway's, and those of RFC 9457."""
_KINDS: Final = (
    ({"terraform_version"}, "Terraform's state or plan"),
    ({"lockfileVersion"}, "a lock file of npm"),
    ({"name", "version", "dependencies"}, "a package.json"),
    ({"name", "version", "devDependencies"}, "a package.json"),
    ({"info", "item"}, "a collection of Postman"),
    ({"schema_version", "layers", "effective"}, "what effective-config show --format json prints"),
    ({"schema_version", "findings"}, "what effective-config check --format json prints"),
    ({"schema_version", "resource"}, "what effective-config prints of a change or a backup"),
    ({"schema_version"}, "what effective-config prints with --format json"),
)
"""Keys, and what has them all."""
_NOUNS: Final[dict[Wanted, str]] = {
    "configuration": "a Configuration resource is",
    "ui_attributes": "ui_attributes are",
    "backup": "a Configuration resource is",
}
_JQ_NAME: Final = re.compile(r"[A-Za-z_]\w*\Z", re.ASCII)


def mistake(root: Slot, wanted: Wanted) -> Mistake | None:
    """What JSON is that was given as ``wanted``; None where nothing tells.

    As a configuration, a whole resource to be merged, something is always told: this is asked
    only of what is none.
    """
    value = root.traced.value
    is_plain = isinstance(value, JSObject) and not isinstance(value, JSArray)
    if not is_plain:
        return _of_array(value, wanted) if isinstance(value, JSArray) else _of_scalar(value, wanted)
    assert isinstance(value, JSObject)
    if is_snapshot(value):
        return Mistake(
            "is a snapshot of a running page, not the Configuration resource",
            "verify takes it with --running, and the resource in it where none is given; "
            f"{FETCH} gets the resource",
        )
    keys = value.slots.keys()
    if _is_camel(value) or (wanted != "ui_attributes" and keys & _CAMEL_COLUMNS):
        return _camel("the Configuration resource in camelCase")
    renamed = next((key for key in keys if key != UI_ATTRIBUTES and fold(key) == _FOLDED), None)
    if renamed is not None:
        return _camel(f"the Configuration resource with other names ({renamed})")
    if _is_error(value):
        return _error(value)
    if wanted == "ui_attributes" and UI_ATTRIBUTES in keys and (len(keys) == 1 or keys & _COLUMNS):
        return Mistake(
            "is a whole Configuration resource, not its ui_attributes",
            "use --configuration for it, or take them out with `jq .ui_attributes`",
        )
    if wanted == "ui_attributes" and len(keys & _COLUMNS) > 1:
        return Mistake(
            "has columns of the Configuration resource, but no ui_attributes", _fetch_it()
        )
    kind = next((what for marks, what in _KINDS if marks <= keys), None)
    inner = _inner(root)
    if inner is not None:
        return _wrapped(inner, kind)
    if kind is not None:
        return Mistake(f"is {kind}, not the Configuration resource", _fetch_it())
    if wanted != "configuration":
        return None
    return Mistake(
        "has no ui_attributes, so it is not a Configuration resource",
        "for a file that holds ui_attributes alone use --ui-attributes; "
        f"{FETCH} gets the whole resource",
    )


def encoded(slot: Slot) -> Mistake:
    """What ui_attributes of a resource are that are neither an object nor null."""
    value = slot.traced.value
    if isinstance(value, str) and _is_json_object(value):
        return Mistake(
            "are JSON inside of a text: whatever wrote it encoded them twice",
            f"decode them with `jq '.{UI_ATTRIBUTES} |= fromjson'`, or get the resource as it is: "
            f"{FETCH}",
            slot,
        )
    return Mistake(
        f"must be a JSON object, this is {_a(value)}",
        "it is an object of configuration keys, as GET /v1/Configuration answers it",
        slot,
    )


def _is_camel(value: JSObject) -> bool:
    """Whether an object is the resource as helper libraries name its properties."""
    keys = value.slots.keys()
    return _CAMEL_ATTRIBUTES in keys or len(keys & _CAMEL_COLUMNS) > 1


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


_CAMEL_COLUMNS: Final = frozenset(map(_camel_case, _COLUMNS))


def _camel(what: str, slot: Slot | None = None) -> Mistake:
    return Mistake(
        f"is {what}, as twilio-cli and helper libraries write it and not as the API answers it",
        "keys inside of it may have been renamed, too: get it as it is, for --configuration, "
        f"with {FETCH}",
        slot,
    )


def _is_error(value: JSObject) -> bool:
    keys = value.slots.keys()
    return keys <= _ERROR and bool(keys & _TELLING)


def _error(value: JSObject) -> Mistake:
    """An error's numbers; its message may quote anything."""
    numbers = []
    for name in ("status", "code"):
        slot = value.slots.get(name)
        number = slot.traced.value if slot is not None else None
        if isinstance(number, float) and number == number // 1 and 0 <= number < 1e6:
            numbers.append(f"{name} {int(number)}")
    said = f" that the API answered ({', '.join(numbers)})" if numbers else ""
    is_refused = "status 401" in numbers or "code 20003" in numbers
    credentials = "check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"
    return Mistake(
        f"is an error{said}, saved in place of the resource",
        f"{credentials if is_refused else 'mend what it complains of'}, then {_fetch_it()}",
    )


def _of_array(value: JSArray, wanted: Wanted) -> Mistake:
    items = [slot for slot in value.elements if slot is not None]
    first = items[0].traced.value if items else None
    plain = isinstance(first, JSObject) and not isinstance(first, JSArray)
    if plain and isinstance(first, JSObject):
        resources = "Configuration resource" if len(items) == 1 else "Configuration resources"
        number = f"{'one' if len(items) == 1 else len(items)} {resources}"
        if _is_camel(first):
            return _camel(f"an array of {number} in camelCase")
        if UI_ATTRIBUTES in first.slots:
            which = (
                "it out, as `jq '.[0]'` does"
                if len(items) == 1
                else ("the one that is meant out, as `jq '.[0]'` does the first")
            )
            return Mistake(
                f"is an array of {number}",
                f"take {which}, or get it as it is: {FETCH}",
            )
        if _is_error(first):
            return _error(first)
    return Mistake(f"is an array, and {_NOUNS[wanted]} an object", _fetch_it())


def _of_scalar(value: Value, wanted: Wanted) -> Mistake:
    if value is None:
        return Mistake(
            f"is null, and {_NOUNS[wanted]} an object",
            f"jq prints null for what isn't there: look at what it was given, or use {FETCH}",
        )
    if isinstance(value, str) and _is_json_object(value):
        return Mistake(
            "is JSON inside of a text: whatever wrote it encoded it twice",
            f"decode it with `jq fromjson`, or get the resource as it is: {FETCH}",
        )
    return Mistake(f"is {_a(value)}, and {_NOUNS[wanted]} an object", _fetch_it())


def _wrapped(inner: _Inner, kind: str | None) -> Mistake:
    """A resource inside of something else."""
    place = format_path(inner.path)
    what = f"{kind}; the Configuration resource" if kind else "no Configuration resource: one"
    value = inner.slot.traced.value
    if isinstance(value, str):
        return Mistake(
            f"is {what} stands in it at {place}, encoded as a text",
            f"take it out with `jq '{_jq(inner)} | fromjson'`, or get it as it is: {FETCH}",
            inner.slot,
        )
    assert isinstance(value, JSObject)
    if _is_camel(value):
        named = f"{kind}, with" if kind else "something that wraps"
        return _camel(f"{named} the Configuration resource in camelCase at {place}", inner.slot)
    attributes = value.slots[UI_ATTRIBUTES].traced.value
    decoded = f" | .{UI_ATTRIBUTES} |= fromjson" if isinstance(attributes, str) else ""
    return Mistake(
        f"is {what} stands in it at {place}",
        f"take it out with `jq '{_jq(inner)}{decoded}'`, or get it as it is: {FETCH}",
        inner.slot,
    )


class _Inner(NamedTuple):
    """A resource inside of something else, and where."""

    slot: Slot
    path: tuple[str | int, ...]


def _inner(root: Slot) -> _Inner | None:
    """The nearest object inside that has ui_attributes, and is a resource for all one can see."""
    level = [_Inner(root, ())]
    looked = 0
    while level:
        deeper = [child for one in level for child in _children(one)]
        looked += len(deeper)
        for one in deeper:
            if _is_resource(one.slot.traced.value):
                return one
        if looked > MAX_WRAPPED:
            return None
        level = deeper
    return None


def _is_resource(value: Value) -> bool:
    """Whether a value is a resource for all one can see, as the API names it or in camelCase."""
    if isinstance(value, str):
        return f'"{UI_ATTRIBUTES}"' in value and _is_json_object(value)
    if not isinstance(value, JSObject) or isinstance(value, JSArray):
        return False
    keys = value.slots.keys()
    has_more = ACCOUNT_SID in keys or len(keys) == 1
    return (UI_ATTRIBUTES in keys and has_more) or _CAMEL_ATTRIBUTES in keys


def _children(one: _Inner) -> Iterator[_Inner]:
    value = one.slot.traced.value
    if isinstance(value, JSArray):
        for index, element in enumerate(value.elements):
            if element is not None:
                yield _Inner(element, (*one.path, index))
    elif isinstance(value, JSObject):
        for key, slot in value.slots.items():
            yield _Inner(slot, (*one.path, key))


def _jq(inner: _Inner) -> str:
    """The filter of jq that takes a value out of what is around it."""
    parts = []
    for key in inner.path:
        if isinstance(key, str) and _JQ_NAME.match(key):
            parts.append(f".{key}")
        else:
            parts.append(f"{'' if parts else '.'}[{json.dumps(key)}]")
    return "".join(parts).replace("'", r"'\''")


def _is_json_object(text: str) -> bool:
    if not text.lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(text, parse_int=float), dict)
    except (ValueError, RecursionError):
        return False


def _a(value: Value) -> str:
    if isinstance(value, JSArray):
        return "an array"
    if isinstance(value, bool):
        return f"{str(value).lower()}"
    return {str: "a text", float: "a number"}.get(type(value), "null")


def _fetch_it() -> str:
    return f"get the resource with {FETCH}"
