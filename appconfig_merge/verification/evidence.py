"""What shows a cause: sentences with places, the most telling first."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from appconfig_merge.brief import shorten
from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.paths import format_path
from appconfig_merge.questions.equivalence import equivalent
from appconfig_merge.values import Unresolved, public_value
from appconfig_merge.verification.comparing import agree
from appconfig_merge.verification.difference import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.location import Location
    from appconfig_merge.snapshots.snapshot import Call, Snapshot
    from appconfig_merge.source import Source
    from appconfig_merge.verification.calls import Watched
    from appconfig_merge.verification.comparing import Unequal
    from appconfig_merge.verification.difference import Cause
    from appconfig_merge.verification.page_facts import PageFacts
    from appconfig_merge.verification.reason import Reason
    from appconfig_merge.verification.worlds import Worlds

_MOST_NAMES: Final = 5


class Witness:
    """All that evidence is taken from.

    ``script`` is the source of what was given, a page's or a script's.
    """

    def __init__(
        self,
        config: EffectiveConfig,
        snapshot: Snapshot,
        worlds: Worlds,
        calls: Watched,
        facts: PageFacts,
        script: Source,
    ) -> None:
        self.config = config
        self.snapshot = snapshot
        self.worlds = worlds
        self.calls = calls
        self.facts = facts
        self.script = script
        self._keys: str | None = None

    def evidence(self, one: Unequal, reason: Reason) -> Iterator[Evidence]:
        """What shows the cause of a difference."""
        yield from _OF[reason.cause](self, one, reason)
        for cause in reason.along_with:
            yield from list(_OF[cause](self, one, reason))[:1]

    def _plugin(self, _one: Unequal, reason: Reason) -> Iterator[Evidence]:
        call = self._call(reason)
        if call is not None:
            who = self._name(call.plugin) if call.plugin else "a script of the page"
            yield Evidence(f"{who} {_sets(call)}", call.location)
            return
        if reason.likelihood is None:
            return
        prospect = reason.likelihood.prospect
        who = f"{prospect.plugin} may set" if reason.cause == "plugin" else "the page may set"
        at = prospect.contribution.location or prospect.call
        yield Evidence(f"{who} {format_path(prospect.path) or 'any key'}", at)
        if self.snapshot.is_watched:
            yield Evidence("what is changed inside of manager.configuration isn't watched")
        else:
            yield Evidence("nobody watched the page: a snapshot with --browser tells who sets it")

    def _call(self, reason: Reason) -> Call | None:
        call = self.calls.call(reason.layer)
        if call is None and reason.likelihood is None and self.calls.calls:
            return [*self.calls.calls.values()][-1]
        return call

    def _name(self, plugin: str) -> str:
        """A plugin with its version, where the page tells that."""
        version = next((one.version for one in self.snapshot.plugins if one.name == plugin), "")
        return f"{plugin} {version}" if version else plugin

    def _served(self, one: Unequal, _reason: Reason) -> Iterator[Evidence]:
        place = _place(one.predicted)
        if self.snapshot.by_name is None and self.snapshot.on_window is None:
            yield Evidence(
                f"the page has no appConfig: {self.script.name} isn't what it got", place
            )
        else:
            file = self.script.name if place is None else place.file
            keys = self._other_keys()
            where = f" at {keys}" if keys else ""
            yield Evidence(f"the page's appConfig is another than {file}{where}", place)
        yield from self._of_its_script()

    def _other_keys(self) -> str:
        """The keys at the root in which the page's object is another one.

        Empty for a page, which may hand over something else than its appConfig.
        """
        if self._keys is None:
            is_page = self.script.text.lstrip().startswith("<")
            self._keys = "" if is_page else self._keys_that_differ()
        return self._keys

    def _keys_that_differ(self) -> str:
        served = self.snapshot.by_name
        served = self.snapshot.on_window if served is None else served
        given = public_value(self._given().root.traced)
        if not isinstance(served, dict) or not isinstance(given, dict):
            return ""
        names = [
            format_path((key,))
            for key in dict.fromkeys((*given, *served))
            if not isinstance(given.get(key), Unresolved)
            and (key not in given or key not in served or not equivalent(given[key], served[key]))
        ]
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        return shorten(", ".join(names[:_MOST_NAMES]), 200) + more

    def _given(self) -> Layer:
        return self.worlds.given.script

    def _of_its_script(self) -> Iterator[Evidence]:
        """What the browser tells of the script that has the file's name."""
        name = posixpath.basename(self.script.name.replace("\\", "/"))
        for script in self.snapshot.scripts:
            if posixpath.basename(urlsplit(script.address).path) != name:
                continue
            address = shorten(script.address, 200)
            if script.is_cached:
                yield Evidence(f"the browser took {address} from its cache")
            size = len(self.script.data)
            if script.size is not None and script.size != size:
                yield Evidence(f"{address} has {script.size} bytes, the file {size}")

    def _binding(self, one: Unequal, _reason: Reason) -> Iterator[Evidence]:
        if self.snapshot.on_window is None:
            text = "there is no window.appConfig: the page's appConfig is bound by const or let"
        else:
            text = "window.appConfig is another object than appConfig, and the page takes it"
        yield Evidence(text, _place(one.predicted))

    def _hand_over(self, _one: Unequal, _reason: Reason) -> Iterator[Evidence]:
        yield Evidence("what the page gave to Flex UI has another value than its appConfig")

    def _resource(self, one: Unequal, _reason: Reason) -> Iterator[Evidence]:
        yield Evidence(
            "the resource that the page got is another than the one given", _place(one.predicted)
        )

    def _cached(self, _one: Unequal, _reason: Reason) -> Iterator[Evidence]:
        cached = self.snapshot.cached_resource
        answer = self.snapshot.answer
        assert cached is not None
        why = "" if answer is None else f", as the service answered {answer}"
        yield Evidence(f"the page went on with a resource that the browser kept{why}")
        yield Evidence(
            f"it was kept at {cached.cached}, and the page loaded {self.snapshot.loaded}"
        )

    def _stored(self, _one: Unequal, _reason: Reason) -> Iterator[Evidence]:
        given = next((one for one in self.config.layers if one.kind == "stored"), None)
        if not self.snapshot.stored:
            text = "that browser has no localStorage.FLEX_CONFIG"
        elif given is None:
            text = "that browser has localStorage.FLEX_CONFIG, and none was given"
        else:
            name = given.file or "the one given"
            text = f"localStorage.FLEX_CONFIG of that browser is another than {name}"
        yield Evidence(text)

    def _release(self, _one: Unequal, _reason: Reason) -> Iterator[Evidence]:
        runs = self.snapshot.flex_ui
        name = self.config.release.name if self.config.release is not None else "documented"
        if runs:
            text = f"the page runs Flex UI {runs}, and the prediction follows {_rules(name)}"
        else:
            text = f"of the rules known here one set alone explains all, and not {_rules(name)}"
        yield Evidence(text)

    def _service(self, one: Unequal, _reason: Reason) -> Iterator[Evidence]:
        yield Evidence(f"Flex UI sets {format_path(one.path[:1])} after login, whatever is there")

    def _moved(self, one: Unequal, _reason: Reason) -> Iterator[Evidence]:
        component = format_path((one.path[1],))
        yield Evidence(f"{component} has it, with the value that was predicted")

    def _decided(self, one: Unequal, _reason: Reason) -> Iterator[Evidence]:
        left = one.predicted.value if one.predicted is not None else None
        if not isinstance(left, Unresolved):
            if one.around is not None:
                yield Evidence(
                    f"there may be more keys: {one.around.more.reason}", one.around.more.location
                )
            return
        way = next(
            (way for way in left.candidates if way.present and agree(way.value, one.running)), None
        )
        names = dict.fromkeys((*left.needs, left.define))
        known = {name: self.facts.define[name] for name in names if name in self.facts.define}
        for name, text in known.items():
            yield Evidence(f"{name} is {shorten(text, 80)} there")
        if not known and self.facts.page_url and left.define:
            yield Evidence(f"the page's address is {shorten(self.facts.page_url, 200)}")
        if way is not None and way.condition:
            test = shorten(way.condition, 80)
            when = "when" if way.holds else "unless"
            yield Evidence(f"it is the value {when} {test}", way.location)
        elif not known:
            yield Evidence(f"it was left open: {left.reason}", left.location)

    def _unexplained(self, one: Unequal, _reason: Reason) -> Iterator[Evidence]:
        left = one.predicted.value if one.predicted is not None else None
        if isinstance(left, Unresolved) and left.candidates:
            yield Evidence(f"it is none of the {len(left.candidates)} values that it might have")
        world = self.worlds.world(frozenset(self.worlds.elements(None)))
        call = self.calls.call(world.layer_at(one.path)) if world is not None else None
        if call is not None:
            who = self._name(call.plugin) if call.plugin else "a script of the page"
            yield Evidence(
                f"{who} {_sets(call)} to another value: that was changed since", call.location
            )
        if self.snapshot.taken_by == "error-report":
            yield Evidence(
                "an error report tells of the configuration alone: a snapshot by the snippet or "
                "--browser tells more"
            )
        elif not self.snapshot.is_watched:
            names = [self._name(plugin.name) for plugin in self.snapshot.plugins[:_MOST_NAMES]]
            who = shorten(", ".join(names), 200) if names else "scripts of the page"
            yield Evidence(
                f"nobody watched what was set after the merge, by {who}: take the snapshot with "
                "--browser, or give --plugins"
            )
        elif call is None:
            yield Evidence(
                "nobody was seen to set it, and nothing that the page was given has it: it may "
                "have been changed in place"
            )
        if self.snapshot.resource is None:
            yield Evidence("the snapshot doesn't tell the resource that the page got")


def _sets(call: Call) -> str:
    by = "manager.updateConfig" if call.means == "updateConfig" else "manager.configuration"
    return f"sets it by {by}"


def _rules(name: str) -> str:
    return "the documented rules" if name == "documented" else f"those of {name}"


def _place(leaf: Leaf | None) -> Location | None:
    """Where the value that was predicted stands."""
    said = leaf.contributions if leaf is not None else ()
    return next((one.location for one in reversed(said) if one.outcome in ALIVE), None)


_OF: Final[dict[Cause, Callable[[Witness, Unequal, Reason], Iterator[Evidence]]]] = {
    "plugin": Witness._plugin,  # noqa: SLF001 - the table is the class's own
    "page-script": Witness._plugin,  # noqa: SLF001
    "served-file": Witness._served,  # noqa: SLF001
    "binding": Witness._binding,  # noqa: SLF001
    "hand-over": Witness._hand_over,  # noqa: SLF001
    "resource": Witness._resource,  # noqa: SLF001
    "cached-resource": Witness._cached,  # noqa: SLF001
    "stored": Witness._stored,  # noqa: SLF001
    "release": Witness._release,  # noqa: SLF001
    "service": Witness._service,  # noqa: SLF001
    "moved-props": Witness._moved,  # noqa: SLF001
    "page-decided": Witness._decided,  # noqa: SLF001
    "unexplained": Witness._unexplained,  # noqa: SLF001
}
