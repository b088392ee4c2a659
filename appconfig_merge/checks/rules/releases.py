"""Rules about what one Flex UI release makes of the resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context


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
        of_flex_ui=True,
    ),
)
