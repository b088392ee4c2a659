"""Rules about what keeps Flex UI from starting, as seen running the published packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.masking import masked_brief
from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.checks.said import ways
from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.layers.properties import VERSION_COMPATIBILITY, why_not_set
from appconfig_merge.layers.unfilled import placeholder_of
from appconfig_merge.releases.channel_configs import channel_failures
from appconfig_merge.values import Undefined, location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue

_RESOURCE: Final = frozenset({"rest", "data"})
"""The kinds of layers that ui_attributes are."""
_LOG_LEVEL: Final = "logLevel"
_LEVELS: Final = ("trace", "debug", "info", "warn", "error", "silent")
_HIGHEST: Final = 5
"""A level may be a number, too, from 0 on."""
_COVERED: Final = ("placeholder", "reset-by-null", "wrong-type", "wrong-value")
_LEVEL_HELP: Final = f"the levels are {', '.join(_LEVELS)}"


def _compatibility(context: Context) -> Iterator[Found]:
    exact = context.exact
    if exact is None:
        return
    contributions = exact.said((VERSION_COMPATIBILITY,))
    ours = [one for one in contributions if context.kind(one.layer) in _RESOURCE]
    name = f"ui_attributes.{VERSION_COMPATIBILITY}"
    if not ours:
        for layer in [one for one in exact.layers if one.kind in _RESOURCE][:1]:
            # Where there are no ui_attributes at all, their reader has said so.
            noticed = [one for one in layer.diagnostics if one.code == "version-compatibility"]
            yield Found(
                noticed[0].message
                if noticed
                else f"{name} is missing: {context.release} refuses to start",
                location_of(layer.root.traced),
                f'set {VERSION_COMPATIBILITY} to "yes" in the resource: appConfig.js can\'t',
                path=(VERSION_COMPATIBILITY,),
                file=context.file(layer.id),
            )
        return
    one = ours[-1]
    if one.value == "deprecated":
        yield Found(
            f"{name} is deprecated: {context.release} starts with a notice",
            one.location,
            path=(VERSION_COMPATIBILITY,),
            file=context.file(one.layer),
            severity="info",
        )
    elif one.value != "yes":
        yield Found(
            f'{name} is neither "yes" nor "deprecated": {context.release} refuses to start',
            one.location,
            f'set {VERSION_COMPATIBILITY} to "yes"',
            path=(VERSION_COMPATIBILITY,),
            file=context.file(one.layer),
        )


def _stops(context: Context) -> Iterator[Found]:
    exact = context.exact
    if exact is None:
        return
    for one in exact.said((_LOG_LEVEL,)):
        # Flex UI sets the level of appConfig.js, whatever comes out of the merge, and the one that
        # comes out of it. Of ui_attributes a level that isn't truthy is as good as none.
        is_script = context.kind(one.layer) == "script" and one.outcome != "reassigned"
        is_last = one.outcome in ALIVE and context.kind(one.layer) in _RESOURCE
        if is_script or (is_last and one.value):
            yield from _level(context, one)
    for one in exact.said(("sso",)):
        # An object that the browser has stored takes the place of null before Flex UI looks.
        if context.kind(one.layer) == "script" and one.rule != "object-over-value":
            for value, location, verb in ways(one):
                if value is None:
                    what, help = f"sso {verb} null", "leave the key out"
                    yield _stop(context, one.layer, what, location, help, path=("sso",))
    for layer in exact.layers:
        for failure in channel_failures(layer):
            what, help = "has null in it", "take what is null out of it"
            if failure.is_whole:
                what, help = "is no list", "make it a list of objects, or empty"
            message = f"the column {layer.column} {what}"
            help += f"; {why_not_set(layer.column)}"
            yield _stop(context, layer.id, message, failure.location, help)


def _level(context: Context, one: Contribution) -> Iterator[Found]:
    """What of a log level, or of those that it may be, is none."""
    for value, location, verb in ways(one):
        if not is_level(value):
            is_unfilled = isinstance(value, str) and placeholder_of(value) is not None
            why = "a placeholder that was never filled in" if is_unfilled else "which is no level"
            what = f"{_LOG_LEVEL} {verb} {masked_brief((_LOG_LEVEL,), value)}, {why}"
            found = _stop(context, one.layer, what, location, _LEVEL_HELP, path=(_LOG_LEVEL,))
            yield found._replace(covers=_COVERED)


def is_level(value: ConfigValue) -> bool:
    """Whether Flex UI's logger takes a value of appConfig.js for a level."""
    if isinstance(value, str):
        return value.lower() in _LEVELS
    if isinstance(value, int | float) and not isinstance(value, bool):
        return 0 <= value <= _HIGHEST
    return isinstance(value, Undefined)


def _stop(
    context: Context,
    layer: str,
    what: str,
    location: Location | None,
    help: str,
    *,
    path: Path = (),
) -> Found:
    message = f"{what}: {context.release} does not start"
    return Found(message, location, help, path=path, file=context.file(layer))


RULES: Final = (
    Rule(
        "stops-at-start",
        "error",
        "Flex UI throws on this while it starts",
        "Some values stop Flex UI before an agent sees anything: a logLevel that is none (Twilio's "
        'page lists "warning", which is one of them; "warn" is the level), an sso that is null, '
        "channel configs with null in them. The page stays empty, and only the browser's console "
        "says why.",
        "Write what the help says.",
        _stops,
        of_flex_ui=True,
    ),
    Rule(
        "version-compatibility",
        "error",
        "ui_attributes.version_compatibility keeps Flex UI from starting",
        "Flex UI looks at version_compatibility in the resource before it starts: with "
        '"yes" it starts, with "deprecated" it starts with a notice, with anything else, and '
        "where it is missing, it refuses, and so it does where ui_attributes are null or missing "
        "altogether. An update that replaces ui_attributes whole and forgets it stops every agent.",
        'Set it to "yes" in the resource. appConfig.js can\'t.',
        _compatibility,
        "resource",
        of_flex_ui=True,
    ),
)
