"""Two values that differ, in a few words each, so that one sees how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.brief import brief_value, printable
from appconfig_merge.paths import quoted
from appconfig_merge.rendering.excerpts import excerpts

if TYPE_CHECKING:
    from appconfig_merge.values import ConfigValue


def differing(
    one: ConfigValue, other: ConfigValue, limit: int, *, is_secret: bool
) -> tuple[str, str]:
    """The texts of two values that differ; ``is_secret`` says that some of them is masked."""
    whole = [_whole(value) for value in (one, other)]
    first, second = excerpts(whole, limit)
    if whole[0] == whole[1]:
        second = "another secret" if is_secret else "the same text, of other values"
    return first, second


def _whole(value: ConfigValue) -> str:
    """A value on one line, not cut short."""
    if isinstance(value, str):
        # Of a text every space counts.
        return printable(quoted(value))
    return brief_value(value, 1_000_000)
