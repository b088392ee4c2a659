"""Packages whose public names are imported on first use (PEP 562).

Each name is stated once: in the package's stub, a file ``__init__.pyi``, on a line of the form
``from HOME import NAME as NAME``. Type checkers and editors read the stub as they read any. Here
it is read when somebody asks for a name, by its lines: the stub is the package's own.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any
from warnings import warn

if TYPE_CHECKING:
    from collections.abc import Callable

_PUBLIC_NAME = re.compile(r"^from (\S+) import (\w+) as (\w+)$", re.MULTILINE)


def lazily(package: str) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """``__getattr__`` and ``__dir__`` for a package with a stub; ``__all__`` comes with them.

    A name that the stub imports under another, ``from HOME import NEW as OLD``, is deprecated:
    it is no more in ``__all__``, and whoever asks for it is told the new one.
    """
    homes: dict[str, tuple[str, str]] = {}

    def public() -> list[str]:
        if not homes:
            homes.update(_homes(package))
        return sorted(name for name, (_, original) in homes.items() if name == original)

    def get(name: str) -> object:
        names = public()
        if name == "__all__":
            return names
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        home, original = homes[name]
        value: object = getattr(import_module(home), original)
        if name == original:
            setattr(sys.modules[package], name, value)
        else:
            text = f"{package}.{name} is deprecated: it is called {original} now"
            warn(text, DeprecationWarning, stacklevel=2)
        return value

    return get, public


def _homes(package: str) -> dict[str, tuple[str, str]]:
    """For each name of a package's stub the module that has it, and what it is called there."""
    spec = sys.modules[package].__spec__
    assert spec is not None
    assert spec.origin is not None
    loader: Any = spec.loader  # which may read from a zip file
    stub = loader.get_data(f"{spec.origin.rpartition('.')[0]}.pyi").decode("utf-8")
    return {name: (home, original) for home, original, name in _PUBLIC_NAME.findall(stub)}
