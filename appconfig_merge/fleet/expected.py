"""What the repository says that a Configuration resource should be, and what of it isn't so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from appconfig_merge.errors import InputError
from appconfig_merge.javascript.values import JSObject
from appconfig_merge.layers.data import read_json
from appconfig_merge.layers.properties import ACCOUNT_SID, PROPERTIES, READ_ONLY, UI_ATTRIBUTES
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.rest.difference import ABSENT, Absent
from appconfig_merge.rest.document import equivalent
from appconfig_merge.rest.edit_options import parse_merge_patch
from appconfig_merge.rest.targets import help_for_no_property
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.javascript.values import Slot
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source
    from appconfig_merge.values import JsonValue

    Tree: TypeAlias = "dict[str, Tree | Statement]"

_NEVER_MEANT: Final = READ_ONLY | {"date_created", "date_updated", "url"}
"""What a whole resource has that nobody decides on; the account is looked at beforehand."""


class Statement(NamedTuple):
    """What files say of one value: an array or a scalar. Null says that there is none, or null."""

    path: Path
    value: JsonValue
    location: Location | None

    def is_met(self, stored: JsonValue | Absent) -> bool:
        """Whether a stored value is as it is said here."""
        if isinstance(stored, Absent):
            return self.value is None
        return equivalent(self.value, stored)


class Unmet(NamedTuple):
    """A statement that doesn't hold, and what is stored instead."""

    statement: Statement
    stored: JsonValue | Absent


class Expected(NamedTuple):
    """What files say, each laid over those before it. ``sources`` are their texts."""

    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]

    def about(self, property: str) -> Expected:
        """What of it is said of one property."""
        return self._replace(
            statements=tuple(one for one in self.statements if one.path[0] == property)
        )

    def unmet(self, properties: Mapping[str, JsonValue]) -> tuple[Unmet, ...]:
        """What doesn't hold of a resource with these properties."""
        found = ((one, stored_at(properties, one.path)) for one in self.statements)
        return tuple(Unmet(one, stored) for one, stored in found if not one.is_met(stored))

    def over(self, properties: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
        """What a resource with these properties would have if all of it were so."""
        made: dict[str, JsonValue] = dict(properties)
        for one in self.unmet(properties):
            _put(made, one.statement)
        return made


def read_expected(
    reader: Reader, files: Iterable[str], properties: Mapping[str, JsonValue]
) -> Expected:
    """What files say of a resource with these properties, laid over one another.

    As JSON Merge Patches (RFC 7396) are, but that null stays what is said. Raises InputError for
    a file that is of another account, or names a property that there is not, EditError for JSON
    that is no part of a resource, and as :func:`appconfig_merge.rest.document.parse`.
    """
    tree: Tree = {}
    sources = []
    for file in files:
        source = reader.source(file, "json")
        sources.append(source)
        patch = parse_merge_patch(source).patch
        root = read_json(source)
        _demand_its_own(source, patch, root, properties)
        _lay(tree, patch, root, ())
    return Expected(tuple(sources), tuple(_statements(tree)))


def stored_at(properties: Mapping[str, JsonValue], path: Path) -> JsonValue | Absent:
    """What a resource has at a path of keys."""
    value: JsonValue = dict(properties)
    for key in path:
        if not isinstance(value, dict) or key not in value:
            return ABSENT
        value = value[str(key)]
    return value


def _demand_its_own(
    source: Source, patch: Mapping[str, JsonValue], root: Slot, properties: Mapping[str, JsonValue]
) -> None:
    """Raise InputError for a file that is of another resource, or of none."""
    account = properties.get(ACCOUNT_SID)
    for name, value in patch.items():
        message = help = None
        if name == ACCOUNT_SID and account is not None and value not in (None, account):
            message = "this file is of another account than the resource that it is expected of"
        elif name not in PROPERTIES and name not in properties:
            message = f"the resource has no property {format_path((name,))}"
            attributes = properties.get(UI_ATTRIBUTES)
            keys = attributes if isinstance(attributes, dict) else {}
            help = help_for_no_property((name,), keys)
        elif name == UI_ATTRIBUTES and not isinstance(value, dict | None):
            message = f"{UI_ATTRIBUTES} are an object of configuration keys, or nothing"
        if message is not None:
            location = _location(_member(root, name))
            at = "" if location else f"{source.name}: "
            raise InputError(f"{at}{message}", location=location, help=help)


def _lay(tree: Tree, patch: Mapping[str, JsonValue], at: Slot | None, path: Path) -> None:
    """Lay what a file says over what was said before."""
    for key, value in patch.items():
        here = (*path, key)
        if not path and key in _NEVER_MEANT:
            continue
        member = _member(at, key)
        if isinstance(value, dict):
            below = tree.get(key)
            if not isinstance(below, dict):
                below = tree[key] = {}
            _lay(below, value, member, here)
        else:
            tree[key] = Statement(here, value, _location(member))


def _statements(tree: Tree) -> Iterator[Statement]:
    for one in tree.values():
        if isinstance(one, Statement):
            yield one
        else:
            yield from _statements(one)


def _member(at: Slot | None, key: str) -> Slot | None:
    value = at.traced.value if at is not None else None
    return value.slots.get(key) if isinstance(value, JSObject) else None


def _location(slot: Slot | None) -> Location | None:
    return None if slot is None else location_of(slot.traced)


def _put(document: dict[str, JsonValue], statement: Statement) -> None:
    """Make a statement hold, as a merge patch does: nothing is changed but copies."""
    owner = document
    for key in map(str, statement.path[:-1]):
        below = owner.get(key)
        owner[key] = below = dict(below) if isinstance(below, dict) else {}
        owner = below
    last = str(statement.path[-1])
    if statement.value is None:
        owner.pop(last, None)
    else:
        owner[last] = statement.value
