"""Rules about what one Flex UI release makes of the resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context

_COMPATIBILITY: Final = "version_compatibility"


def _dead_keys(context: Context) -> Iterator[Found]:
    exact = context.exact
    if exact is None or exact.release is None:
        return
    for column in exact.release.columns:
        for one in exact.explain((column.key,)).contributions:
            if one.rule != "replaced-by-column":
                continue
            yield Found(
                f"ui_attributes.{column.key} has no effect: {context.release} puts the "
                f"resource's column {column.column} in its place",
                one.key_location or one.location,
                f"set the column {column.column} of the resource, or {column.key} in "
                "appConfig.js, and take this out",
                path=(column.key,),
                file=context.file(one.layer),
            )


def _compatibility(context: Context) -> Iterator[Found]:
    exact = context.exact
    if exact is None or exact.release is None or exact.release.major != 1:
        return
    told = exact.explain((_COMPATIBILITY,)).contributions
    ours = [one for one in told if context.kind(one.layer) in {"rest", "data"}]
    name = f"ui_attributes.{_COMPATIBILITY}"
    if not ours:
        layer = next((one for one in exact.layers if one.kind in {"rest", "data"}), None)
        if layer is not None:
            yield Found(
                f"{name} is missing: {context.release} refuses to start",
                location_of(layer.root.traced),
                f'set {_COMPATIBILITY} to "yes" in the resource: appConfig.js can\'t',
                path=(_COMPATIBILITY,),
                file=context.file(layer.id),
            )
        return
    one = ours[-1]
    if one.value == "deprecated":
        yield Found(
            f"{name} is deprecated: {context.release} starts with a notice",
            one.location,
            path=(_COMPATIBILITY,),
            file=context.file(one.layer),
            severity="info",
        )
    elif one.value != "yes":
        yield Found(
            f'{name} is neither "yes" nor "deprecated": {context.release} refuses to start',
            one.location,
            f'set {_COMPATIBILITY} to "yes"',
            path=(_COMPATIBILITY,),
            file=context.file(one.layer),
        )


RULES: Final = (
    Rule(
        "dead-key",
        "warning",
        "Flex UI never reads this key of ui_attributes",
        "Flex UI fills some keys from columns of the Configuration resource, and what "
        "ui_attributes says there is thrown away: notifications, sso, serviceBaseUrl, markdown, "
        "channelConfigs and more, by release. Twilio's own example for the REST API edits one "
        "of them.",
        "Set the column of the resource instead (`effective-config update` can), or the key in "
        "appConfig.js, which is merged above. Then take the dead key out.",
        _dead_keys,
        "resource",
    ),
    Rule(
        "version-compatibility",
        "error",
        "ui_attributes.version_compatibility keeps Flex UI 1.x from starting",
        "Flex UI 1.x looks at version_compatibility in the resource before it starts: with "
        '"yes" it starts, with "deprecated" it starts with a notice, with anything else, and '
        "where it is missing, it refuses. An update that replaces ui_attributes whole and "
        "forgets it stops every agent.",
        'Set it to "yes" in the resource. appConfig.js can\'t.',
        _compatibility,
        "resource",
    ),
)
