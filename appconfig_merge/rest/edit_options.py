"""Edits from the texts and files of a command line: ``--set``, ``--unset`` and the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from appconfig_merge.errors import SourceSyntaxError
from appconfig_merge.paths import format_path, parse_path
from appconfig_merge.rest.document import duplicate_keys, parse, without_secrets
from appconfig_merge.rest.edits import JsonPatch, MergePatch, Replace, Set, Unset, check_property
from appconfig_merge.rest.errors import EditError
from appconfig_merge.source import Source

if TYPE_CHECKING:
    from appconfig_merge.values import JsonValue

# A quoted key, which may hold a =, or the = that ends the path.
_KEY_OR_EQUALS = re.compile(r"""\["(?:[^"\\]|\\.)*"\]|\['(?:[^'\\]|\\.)*'\]|=""", re.DOTALL)


def parse_set(text: str) -> Set:
    """Read ``ui_attributes.theme.isLight=false``: a path and a JSON value.

    The first = outside of a quoted key ends the path. Raises EditError, or PathError for the
    path; the value is in no message.
    """
    path_text, value_text = _split(text)
    path = parse_path(path_text)
    check_property(path)
    place = format_path(path)
    source = Source(f"--set {place}", value_text, "json")
    try:
        value = parse(source)
    except SourceSyntaxError:
        raise EditError(
            f"--set {place}: the value is not JSON",
            help="a string takes double quotes, which the shell takes away: "
            f"--set '{place}=\"...\"'",
        ) from None
    for key, _, again in duplicate_keys(source):
        raise EditError(
            f"{source.name}: the key {format_path(key)} stands twice in one object of the value, "
            f"again at column {source.location(*again).column}",
            help=_TWICE,
        )
    return Set(path, value)


def parse_unset(text: str) -> Unset:
    """Read ``ui_attributes.theme``. Raises EditError, or PathError."""
    path = parse_path(text)
    check_property(path)
    return Unset(path)


def parse_replace(property: str, source: Source) -> Replace:
    """Read the new value of a property from a JSON text.

    Raises EditError for a path that is more than a property and for a key that stands twice in
    one object, PathError for what is no path,
    and InputError as :func:`appconfig_merge.rest.document.parse` does.
    """
    path = parse_path(property)
    check_property(path)
    if len(path) > 1:
        raise EditError(
            f"--replace {format_path(path)}: this is not a property but a path inside one",
            help="--set replaces what is at a path",
        )
    name = str(path[0])
    value = _parsed(source)
    if isinstance(value, dict) and list(value) == [name]:
        raise EditError(
            f"{source.name} has the property {name} inside an object, not its value alone",
            help="take the object away, or use --merge-patch, which takes such an object",
        )
    return Replace(name, value)


def parse_merge_patch(source: Source) -> MergePatch:
    """Read a JSON Merge Patch (RFC 7396) of the resource: an object of properties.

    Raises EditError for any other JSON and for a key that stands twice in one object, InputError
    for what isn't JSON.
    """
    patch = _parsed(source)
    if not isinstance(patch, dict):
        raise EditError(
            f"{source.name}: a merge patch of the resource must be a JSON object",
            help="a JSON array of operations is for --json-patch",
        )
    return MergePatch(patch, source.name)


def parse_json_patch(source: Source) -> JsonPatch:
    """Read a JSON Patch (RFC 6902): an array of operations.

    Raises EditError for any other JSON and for a key that stands twice in one object, InputError
    for what isn't JSON.
    """
    operations = _parsed(source)
    if not isinstance(operations, list):
        raise EditError(
            f"{source.name}: a JSON Patch must be a JSON array of operations",
            help="a JSON object with the new values is for --merge-patch",
        )
    return JsonPatch(operations, source.name)


_TWICE = "take one of the two out, or merge what they hold"


def _parsed(source: Source) -> JsonValue:
    """The value of a JSON text, of which nothing is dropped in silence.

    Raises EditError for a key that stands twice in one object: whoever wrote both meant both.
    """
    value = parse(source)
    for key, _, again in duplicate_keys(source):
        location = source.location(*again)
        error = EditError(
            f"the key {format_path(key)} stands twice in one object",
            location=location,
            line_text=source.line(location.line),
            help=_TWICE,
        )
        raise without_secrets(error, source)
    return value


def _split(text: str) -> tuple[str, str]:
    """A --set argument's path and value."""
    if text.startswith("/"):
        path, equals, value = text.partition("=")
        if equals:
            return path, value
    else:
        for match in _KEY_OR_EQUALS.finditer(text):
            if match[0] == "=":
                return text[: match.start()].strip(), text[match.end() :]
    raise EditError(
        "--set takes PATH=JSON, and this has no =",
        help="write it like --set ui_attributes.theme.isLight=false",
    )
