"""What holds something beside its properties, in internal slots (ECMA-262 10).

Objects of the language, and those of the browser of which only that is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from appconfig_merge.javascript.primitives import RegExp
from appconfig_merge.javascript.values import JSObject, Unknown

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Traced
    from appconfig_merge.source import Source


class JSArguments(JSObject):
    """The ``arguments`` of a call; its elements are in ``slots``, its length is hidden.

    ``mapping`` maps those indices that stand for parameters (ECMA-262 10.4.4) to the
    evaluator's scope and the parameter's name.
    """

    __slots__ = ("mapping",)

    def __init__(self) -> None:
        super().__init__()
        self.mapping: dict[str, tuple[object, str]] = {}


class JSInternal(JSObject):
    """An object that keeps what it holds in internal slots (ECMA-262 10), not in properties."""

    __slots__ = ()


class JSCollection(JSInternal):
    """A Map or a Set. ``store`` maps a text for each key to an array of the key and its value.

    One that ``is_weak`` is a WeakMap or a WeakSet: its keys are objects, and nobody can list them.
    """

    __slots__ = ("is_map", "is_weak", "store")

    def __init__(self, store: JSObject, *, is_map: bool, is_weak: bool = False) -> None:
        super().__init__()
        self.store = store
        self.is_map = is_map
        self.is_weak = is_weak


class JSIterator(JSInternal):
    """What the entries, keys or values of an array, Map or Set are asked of, not yet begun."""

    __slots__ = ("gives", "over")

    def __init__(self, over: Traced, gives: str) -> None:
        super().__init__()
        self.over = over
        self.gives = gives


class JSSearchParams(JSInternal):
    """A URLSearchParams object (URL Standard 6.2).

    ``store`` holds its names and values as the text that it gives, under ``query``. It is also the
    store of the URL object whose query this is, if it is one's.
    """

    __slots__ = ("store",)

    def __init__(self, store: JSObject) -> None:
        super().__init__()
        self.store = store


class JSAddress(JSInternal):
    """A URL object (URL Standard 6.1): ``store`` holds the whole address under ``href``."""

    __slots__ = ("search_params", "store")

    def __init__(self, search_params: JSSearchParams) -> None:
        super().__init__()
        self.search_params = search_params
        self.store = search_params.store


@final
class JSRegExp(RegExp):
    """A regular expression that the script made.

    ``state`` holds what can change of it: its ``lastIndex``. It is unknown where something else
    may have been changed, such as its methods.
    """

    __slots__ = ("state",)

    def __init__(self, source: str, flags: str, state: JSObject) -> None:
        super().__init__(source, flags)
        self.state = state

    @property
    def keeps_place(self) -> bool:
        """Whether it begins to search where it has ended the last time (ECMA-262 22.2.7.2)."""
        return "g" in self.flags or "y" in self.flags


class JSDate(JSInternal):
    """A Date: its time in milliseconds since 1970 in UTC, NaN for an invalid one.

    The time is None where the time zone decides it; ``local`` is then the local time, counted
    likewise. Neither ever changes: a date that is set is unknown.
    """

    __slots__ = ("local", "time")

    def __init__(self, time: float | None, local: float | None = None) -> None:
        super().__init__()
        self.time = time
        self.local = local


class JSError(JSObject):
    """An object that inherits from the prototype of Error, or of one of its kin.

    ``kind`` names the constructor. ``is_error`` tells an error from what only inherits. An error's
    message and cause are hidden properties (ECMA-262 20.5.1.1).
    """

    __slots__ = ("is_error", "kind")

    def __init__(self, kind: str, *, is_error: bool) -> None:
        super().__init__()
        self.kind = kind
        self.is_error = is_error


@final
class Promised(Unknown):
    """A promise that is fulfilled; ``value`` is what with, None where that is to come first.

    ``comes`` is what it will be fulfilled with by something that happens after the script, where
    that is known already; one that ``may_fail`` may be rejected instead. ``assumed`` is what the
    page had decided where it was made.
    """

    __slots__ = ("assumed", "comes", "may_fail", "value")

    def __init__(
        self, value: Traced | None = None, comes: Traced | None = None, *, may_fail: bool = False
    ) -> None:
        reaches = tuple(one for one in (value, comes) if one is not None)
        super().__init__("what a promise comes to is not evaluated", kind="object", reaches=reaches)
        self.is_platform = True
        self.value = value
        self.comes = comes
        self.may_fail = may_fail
        self.assumed: tuple[tuple[Traced, bool], ...] = ()

    @property
    def is_jobs(self) -> bool:
        """Whether it comes to what a function of the script's own gives, or throws."""
        return self.value is None and self.comes is None and not self.may_fail


@final
class ScriptElement(Unknown):
    """A script element that a script has made; ``held`` has the properties that it was given."""

    __slots__ = ("held",)

    def __init__(self, held: Traced) -> None:
        super().__init__("an element is not shown", kind="object", reaches=(held,))
        self.is_platform = True
        assert isinstance(held.value, JSObject)
        self.held: JSObject = held.value


@final
class Fetched(Unknown):
    """The response to a request for a file of the page's own: status 200, and the file's text."""

    __slots__ = ("file",)

    def __init__(self, file: Source) -> None:
        super().__init__("a response is not shown", kind="object")
        self.is_platform = True
        self.file = file
