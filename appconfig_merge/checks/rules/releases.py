"""Rules about what one Flex UI release makes of the resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.layers.properties import why_not_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.releases.table import Column


def _cure(context: Context, column: Column) -> str:
    """What takes effect in place of a key that is dead: appConfig.js is merged above the column."""
    script = next(one for one in context.alone if one.is_script)
    if script.config.explain((column.key,)).kind != "absent":
        return f"take it out: {script.layer.file} sets {column.key}, too, and that counts"
    why = why_not_set(column.column)
    cure = f"set {column.key} in appConfig.js, and take this out"
    return f"{cure}: {why}" if why else f"{cure}; or set the column"


def _dead_keys(context: Context) -> Iterator[Found]:
    for column, one in context.dead_keys.values():
        yield Found(
            f"ui_attributes.{column.key} has no effect: {context.release} puts the "
            f"resource's column {column.column} in its place",
            one.key_location or one.location,
            _cure(context, column),
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
        "Set the key in appConfig.js, which is merged above, and take the dead key out. "
        "`account_sid` and `runtime_domain` are read-only, and of the other columns nothing "
        "published says whether the API lets them be changed.",
        _dead_keys,
        "resource",
        of_flex_ui=True,
    ),
)
