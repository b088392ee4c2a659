"""JavaScript's values that hold no others: undefined, BigInts, and regular expressions.

A regular expression is an object to JavaScript; here it is a constant. What a script does to one
of its own is kept beside it, see :class:`~appconfig_merge.javascript.values.JSRegExp`.
"""

from __future__ import annotations

from typing import Final, TypeAlias, final


@final
class Undefined:
    """The type of JavaScript's undefined; its only instance is :data:`UNDEFINED`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "undefined"

    def __bool__(self) -> bool:
        return False

    def __reduce__(self) -> str:
        return "UNDEFINED"


UNDEFINED: Final = Undefined()


@final
class BigInt:
    """A BigInt value; two are equal when their integers are."""

    __slots__ = ("value",)

    def __init__(self, value: int) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BigInt) and self.value == other.value

    def __hash__(self) -> int:
        return hash((BigInt, self.value))

    def __repr__(self) -> str:
        try:
            return f"{self.value}n"
        except ValueError:
            # Python converts no more than 4300 digits, Decimal any number.
            from decimal import Decimal

            return f"{Decimal(self.value):f}n"


class RegExp:
    """A regular expression, as its source and flags."""

    __slots__ = ("flags", "source")

    def __init__(self, source: str, flags: str) -> None:
        self.source = source
        self.flags = flags

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RegExp) and (self.source, self.flags) == (
            other.source,
            other.flags,
        )

    def __hash__(self) -> int:
        return hash((self.source, self.flags))

    def __repr__(self) -> str:
        return f"/{self.source}/{self.flags}"


Primitive: TypeAlias = "str | float | bool | BigInt | Undefined | None"
