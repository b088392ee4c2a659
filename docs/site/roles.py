"""Docstrings as Markdown: a role such as :func:`merge` becomes code, and a link where it can."""

# ruff: noqa: INP001 - MkDocs finds this file by its path

from __future__ import annotations

import re
from typing import Any

import griffe

MODULES = (
    "appconfig_merge",
    "appconfig_merge.checks",
    "appconfig_merge.known_keys",
    "appconfig_merge.rest",
    "appconfig_merge.strategies",
    "appconfig_merge.testing",
)
"""The modules that a program may import from."""

_ROLE = re.compile(r":\w+:`~?([\w.]+)`")


class Roles(griffe.Extension):
    """Goes through all docstrings once the package is read."""

    def on_package(self, *, pkg: griffe.Module, **kwargs: Any) -> None:
        """Rewrite the docstrings of what is in the package."""
        del kwargs
        public = {
            name: f"{module}.{name}"
            for module in reversed(MODULES)
            for name in pkg.modules_collection[module].exports or ()
            if isinstance(name, str)
        }
        _rewrite(pkg, public)


def _rewrite(thing: griffe.Object, public: dict[str, str]) -> None:
    def role(found: re.Match[str]) -> str:
        name = found[1].rpartition(".")[2]
        return f"[`{name}`][{public[name]}]" if name in public else f"`{name}`"

    if thing.docstring:
        text = re.sub(r"::$", ":", thing.docstring.value, flags=re.MULTILINE)
        thing.docstring.value = _ROLE.sub(role, text)
    for member in thing.members.values():
        if isinstance(member, griffe.Object):
            _rewrite(member, public)
