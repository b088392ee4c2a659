"""Values as others may see them: what looks secret is masked, in unresolved values and code too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.secrets.looks import MASK, looks_secret, redact
from appconfig_merge.values import Function, Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue


def hidden(value: ConfigValue, path: Path) -> ConfigValue:
    """A copy of a value at a path in which MASK stands for what looks secret.

    Where a value isn't known, its expression may have the secret in it, and so may code.
    """
    if isinstance(value, dict):
        return {key: hidden(item, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [hidden(item, (*path, index)) for index, item in enumerate(value)]
    if isinstance(value, Function):
        return value._replace(source=_code(value.source, path))
    if isinstance(value, Unresolved):
        return _unresolved(value, path)
    return MASK if looks_secret(path, value) else value


def _code(text: str, path: Path) -> str:
    return MASK if looks_secret(path, text) else text


def _unresolved(value: Unresolved, path: Path) -> Unresolved:
    known = list(_secrets(value, path))
    text = _code(value.source, path)
    return value._replace(
        source=redact(text, known),
        candidates=tuple(
            one._replace(
                value=hidden(one.value, path), condition=redact(_code(one.condition, ()), known)
            )
            for one in value.candidates
        ),
        portable="",
    )


def _secrets(value: ConfigValue, path: Path) -> Iterator[str]:
    """The texts in a value that look secret, those of candidates too."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _secrets(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _secrets(item, (*path, index))
    elif isinstance(value, Unresolved):
        for one in value.candidates:
            yield from _secrets(one.value, path)
    elif isinstance(value, str) and looks_secret(path, value):
        yield value
