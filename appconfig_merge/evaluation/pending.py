"""Calls that the browser may make once the script has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from appconfig_merge.javascript.values import Traced


class Arguments:
    """What a function is called with; ``more`` stands for any number of others."""

    __slots__ = ("given", "more", "this")

    def __init__(
        self, this: Traced | None, given: list[Traced], more: Traced | None = None
    ) -> None:
        self.this = this
        self.given = given
        self.more = more

    def all(self) -> list[Traced]:
        """All that the function gets to see."""
        return [item for item in (self.this, *self.given, self.more) if item is not None]


class Later:
    """A call that the browser may make once the script has ended.

    ``event`` says in words when, ``at`` is the expression that asked for it. ``resume`` goes on
    with a function that has stopped in its midst; of any other it is None.
    """

    __slots__ = ("arguments", "at", "event", "function", "resume")

    def __init__(
        self,
        function: Traced,
        arguments: Arguments,
        event: str,
        at: Traced,
        resume: Callable[[Any], Any] | None = None,
    ) -> None:
        self.function = function
        self.arguments = arguments
        self.event = event
        self.at = at
        self.resume = resume
