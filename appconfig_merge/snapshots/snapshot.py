"""A snapshot: what a page was running with when somebody looked (data/snapshot.schema.json).

Values are as callers see them; what a snapshot holds back or can't tell (a secret, an instance of
a class, what an error report blurs) is :class:`Unresolved` with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.location import Location
    from appconfig_merge.values import ConfigValue

    TakenBy = Literal["snippet", "browser", "error-report"]
    """What took it: the script in a console, ``--browser``, or Flex UI's own error report."""

    State = Literal["running", "login", "starting", "refused", "absent"]
    """How far Flex UI was: it runs; it shows its form to log in; it hasn't made a Manager yet; it
    shows an error instead of itself; the page has none."""

    CallMeans = Literal["updateConfig", "configuration"]
    """How something was set: by ``manager.updateConfig(...)``, or by an assignment to
    ``manager.configuration``."""


class PagePlugin(NamedTuple):
    """A plugin that Flex UI was told to load.

    ``address`` is its script's, ``state`` Flex UI's word (Initialized, Failed, ...); empty where
    they aren't known.
    """

    name: str
    version: str
    address: str
    state: str


class Call(NamedTuple):
    """One thing that set configuration after the merge, in the order in which they came.

    ``plugin`` is the one that was being initialised or whose script it stands in, empty for
    others'. ``location`` names the script by its address, None where the stack doesn't tell.
    ``value`` is the object that was given. Flex UI's own calls are left out.
    """

    plugin: str
    means: CallMeans
    location: Location | None
    value: ConfigValue


class PageScript(NamedTuple):
    """A script that the page loaded: its decoded size in bytes, and whether it was cached.

    None where the browser doesn't tell.
    """

    address: str
    size: int | None
    is_cached: bool | None


class CachedResource(NamedTuple):
    """The copy of the resource that the browser keeps (Flex UI 2.12.0 on), and since when.

    ``value`` has the resource's columns by the names that Twilio's API gives them.
    """

    value: Mapping[str, ConfigValue]
    cached: str


class Snapshot(NamedTuple):
    """What a running page had. Times are ISO 8601 in UTC, empty where they aren't known.

    ``file`` names the snapshot. ``address`` is the page's, without a fragment. ``flex_ui`` is Flex
    UI's version. ``loaded`` is when the page began to load.

    ``configuration`` is what ``Manager.configuration`` held; None where there was no manager.
    ``by_name`` is what the page's own code sees as ``appConfig``, ``on_window`` what
    ``window.appConfig`` is; None where there is no such variable. Both are as they were when the
    snapshot was taken: Flex UI fills gaps of the object that it is handed from ``FLEX_CONFIG``.
    ``handed`` is what ``Manager.create`` or ``runDefault`` was given, before that; None where
    nobody watched. ``is_watched`` tells whether ``calls`` has all that was called: not with the
    snippet, which comes too late.

    ``resource`` has the columns of the Configuration resource that Flex UI merges, ui_attributes
    among them, as the page got them, or from its cache; None where it isn't known. ``answer`` is
    the HTTP status with which the service answered the page's last request for it, None where the
    browser doesn't tell.
    ``stored`` is localStorage's ``FLEX_CONFIG``, parsed; None where there is none.
    ``feature_flags`` are the account's, ``feature_overrides`` those that the configuration sets.
    ``moved`` are, by component, the props that Flex UI has taken out of ``componentProps`` and
    given to its own components. ``page_values`` are those that were asked for by name.
    """

    file: str
    taken_by: TakenBy
    taken: str = ""
    loaded: str = ""
    address: str = ""
    flex_ui: str = ""
    state: State = "running"
    configuration: Mapping[str, ConfigValue] | None = None
    by_name: ConfigValue | None = None
    on_window: ConfigValue | None = None
    handed: ConfigValue | None = None
    is_watched: bool = False
    calls: tuple[Call, ...] = ()
    resource: Mapping[str, ConfigValue] | None = None
    answer: int | None = None
    cached_resource: CachedResource | None = None
    stored: Mapping[str, ConfigValue] | None = None
    feature_flags: Mapping[str, bool] = {}
    feature_overrides: Mapping[str, bool] = {}
    plugins: tuple[PagePlugin, ...] = ()
    scripts: tuple[PageScript, ...] = ()
    moved: Mapping[str, Mapping[str, ConfigValue]] = {}
    page_values: Mapping[str, ConfigValue] = {}
