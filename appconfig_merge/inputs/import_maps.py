"""Import maps: what the bare specifiers of a page's modules stand for (HTML 8.1.6.2)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.web.urls import parse_address
from appconfig_merge.limits import MAX_IMPORT_SCOPES
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.javascript.web.urls import Address

_RELATIVE: Final = ("/", "./", "../")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class MalformedImportMap(Exception):  # noqa: N818 - what a browser calls it
    """A text that is no import map; says why."""


class ImportMap(NamedTuple):
    """What specifiers stand for, and what they do for modules below an address.

    Each target is a whole address, empty for what may stand for nothing.
    """

    imports: Mapping[str, str] = {}
    scopes: tuple[tuple[str, Mapping[str, str]], ...] = ()

    def target(self, specifier: str, of: Address) -> str | None:
        """What a specifier stands for in the module of an address; None where nothing is said.

        One that is an address is given as a whole one.
        """
        inner = [
            (scope, imports)
            for scope, imports in self.scopes
            if scope == of.href or (scope.endswith("/") and of.href.startswith(scope))
        ]
        inner.sort(key=lambda one: len(one[0]), reverse=True)
        for imports in (*(imports for _, imports in inner), self.imports):
            found = _match(specifier, imports)
            if found is not None:
                return found
        return None


def parse_import_map(text: str, base: Address) -> ImportMap:
    """Read the text of an import map, whose addresses are relative to ``base``.

    Raises MalformedImportMap.
    """
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise MalformedImportMap("it is no JSON") from None
    if not isinstance(data, dict):
        raise MalformedImportMap("it is no object")
    imports, scopes = data.get("imports", {}), data.get("scopes", {})
    tables = scopes.values() if isinstance(scopes, dict) else (None,)
    if not all(isinstance(one, dict) for one in (imports, *tables)):
        raise MalformedImportMap("its imports and scopes have to be objects")
    if len(scopes) > MAX_IMPORT_SCOPES:
        raise MalformedImportMap(f"it has more than {MAX_IMPORT_SCOPES} scopes")
    # Of two that are one address the last counts.
    parsed = {absolute(scope, base): _imports(table, base) for scope, table in scopes.items()}
    return ImportMap(
        _imports(imports, base),
        tuple((scope, table) for scope, table in parsed.items() if scope is not None),
    )


def joined(maps: Iterable[ImportMap]) -> ImportMap:
    """Several import maps as one: what an earlier one says of a specifier holds."""
    imports: dict[str, str] = {}
    scopes: dict[str, dict[str, str]] = {}
    for one in maps:
        for name, target in one.imports.items():
            imports.setdefault(name, target)
        for scope, table in one.scopes:
            for name, target in table.items():
                scopes.setdefault(scope, {}).setdefault(name, target)
    return ImportMap(imports, tuple(scopes.items()))


def absolute(text: str, base: Address | None = None) -> str | None:
    """An address, whole; None for what is none, or isn't taken apart here."""
    try:
        address = parse_address(text, base)
    except NotKnown:
        return None
    return address.href if address is not None else None


def is_address(specifier: str) -> bool:
    """Whether a specifier is an address by itself (HTML 8.1.6.2.3), not a package's name."""
    return specifier.startswith(_RELATIVE) or _SCHEME.match(specifier) is not None


def _imports(table: Mapping[str, Any], base: Address) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        name = absolute(key, base) if is_address(key) else key
        is_one = isinstance(value, str) and is_address(value)
        target = (absolute(value, base) if is_one else None) or ""
        if name:
            # What stands for a folder has to be one.
            found[name] = target if target.endswith("/") or not name.endswith("/") else ""
    return found


def _match(specifier: str, imports: Mapping[str, str]) -> str | None:
    """What a specifier stands for by itself, or by the longest folder that it begins with."""
    if specifier in imports:
        return imports[specifier]
    end = specifier.rfind("/")
    while end >= 0:
        target = imports.get(specifier[: end + 1])
        if target is not None:
            whole = absolute(target + specifier[end + 1 :]) if target else None
            # What leads out of the folder again stands for nothing.
            return whole if whole is not None and whole.startswith(target) else ""
        end = specifier.rfind("/", 0, end)
    return None
