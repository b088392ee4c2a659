"""What a rule is: data for people and programs, and a function that finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.checks.finding import Severity
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path

    Look = Callable[[Context], Iterator["Found"]]
    Needs = Literal["sources", "config", "resource"]


class Found(NamedTuple):
    """What a rule's function gives: a finding without what the rule itself says of it.

    ``file`` is for what has no location, ``severity`` for what is less severe than the rule.
    ``covers`` names rules whose findings at the same place say no more than this one does.
    """

    message: str
    location: Location | None = None
    help: str | None = None
    related: tuple[tuple[str, Location], ...] = ()
    path: Path = ()
    file: str = ""
    severity: Severity | None = None
    covers: tuple[str, ...] = ()


class Rule(NamedTuple):
    """A rule. ``id`` is stable; ``summary``, ``why`` and ``fix`` make its page.

    ``look`` finds in a context; None where the checker itself finds. ``needs`` says what there
    must be to look at: the texts alone, a configuration made of them, or a Configuration resource
    or ui_attributes beneath it. ``failure`` is the error that the rule makes a finding of: it says
    why there is no configuration. ``of_flex_ui`` says that the rule goes by what a release of Flex
    UI does, so that it says nothing of any other configuration.
    """

    id: str
    severity: Severity
    summary: str
    why: str
    fix: str
    look: Look | None = None
    needs: Needs = "config"
    failure: type[AppConfigError] | None = None
    of_flex_ui: bool = False
