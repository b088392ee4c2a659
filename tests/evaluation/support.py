"""Reading one script as a user would, for examples of a line or two."""

from __future__ import annotations

from typing import Any

from appconfig_merge import Source, Unresolved, effective_config
from appconfig_merge.values import same


def read(text: str, **define: Any) -> dict[str, Any]:
    """The configuration that a script sets, on a page where another script defines ``page``."""
    config = effective_config(Source("appConfig.js", text), assume=["page"], define=define)
    return config.to_dict()


def value(expression: str, before: str = "") -> Any:
    """What an expression gives, after some statements."""
    return read(f"{before}\nvar appConfig = {{ it: {expression} }};")["it"]


def gives(text: str, expected: dict[str, Any]) -> bool:
    """Whether a script sets just this; ``...`` stands for something unresolved."""
    work: list[tuple[str, Any, Any]] = [("appConfig", read(text), expected)]
    while work:
        path, found, wanted = work.pop()
        if wanted is ...:
            assert isinstance(found, Unresolved), f"{path} is {found!r}"
        elif isinstance(wanted, dict) and isinstance(found, dict):
            assert list(found) == list(wanted), path
            work.extend((f"{path}.{key}", found[key], wanted[key]) for key in wanted)
        else:
            assert same(found, wanted), f"{path} is {found!r}"
    return True


def candidates(found: Any) -> list[Any]:
    """The values that something unresolved may have; None where it may be absent."""
    assert isinstance(found, Unresolved)
    return [item.value for item in found.candidates]
