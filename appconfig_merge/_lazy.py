"""Packages whose public names are imported on first use (PEP 562).

Each name is stated once: in the package's stub, a file ``__init__.pyi``, on a line of the form
``from HOME import NAME as NAME``. Type checkers and editors read the stub as they read any. Here
it is read when somebody asks for a name, by its lines: the stub is the package's own.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any
from warnings import warn

if TYPE_CHECKING:
    from collections.abc import Callable


def lazily(package: str) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """``__getattr__`` and ``__dir__`` for a package with a stub; ``__all__`` comes with them.

    A line ``OLD = NEW`` of the stub says that a name is deprecated: it works and is not in
    ``__all__``, and whoever asks for it is warned.
    """

    @cache
    def stub() -> tuple[dict[str, str], dict[str, str]]:
        homes: dict[str, str] = {}
        renamed: dict[str, str] = {}
        for line in _stub_of(package).splitlines():
            match line.split():
                case ["from", home, "import", name, "as", again] if name == again:
                    homes[name] = home
                case [old, "=", new]:
                    renamed[old] = new
        return homes, renamed

    def public() -> list[str]:
        return sorted(stub()[0])

    def get(name: str) -> object:
        homes, renamed = stub()
        if name == "__all__":
            return public()
        new = renamed.get(name, name)
        if new not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(homes[new]), new)
        if new == name:
            setattr(sys.modules[package], name, value)
        else:
            text = f"{package}.{name} is deprecated: it is called {new} now"
            warn(text, DeprecationWarning, stacklevel=2)
        return value

    return get, public


def _stub_of(package: str) -> str:
    spec = sys.modules[package].__spec__
    assert spec is not None
    assert spec.origin is not None
    loader: Any = spec.loader  # which may read from a zip file
    data: bytes = loader.get_data(f"{spec.origin.rpartition('.')[0]}.pyi")
    return data.decode("utf-8")
