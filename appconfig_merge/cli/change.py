"""``effective-config update`` and ``restore``: changing the Configuration resource safely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.cli.changing import CHANGE, Choices
from appconfig_merge.cli.exit_codes import CHANGING
from appconfig_merge.cli.fleet import ENVIRONMENT, ENVIRONMENTS, FAIL_FAST, FleetChoices
from appconfig_merge.cli.inputs import demand_one_standard_input
from appconfig_merge.cli.parameters import Argument, Option, command
from appconfig_merge.errors import UsageError
from appconfig_merge.inputs.options import OPTIONS, given

if TYPE_CHECKING:
    from appconfig_merge.rest.edits import Edit

_EDITS = ("set", "unset", "merge_patch", "json_patch", "replace")


@command(
    Option(
        "--set",
        "set",
        "Set a value: ui_attributes.theme.isLight=false, call_recording_enabled=true.",
        metavar="PATH=JSON",
        is_repeatable=True,
        completes="set_paths",
    ),
    Option(
        "--unset",
        "unset",
        "Remove a key or an array's element.",
        metavar="PATH",
        is_repeatable=True,
        completes="edited_paths",
    ),
    Option(
        "--merge-patch",
        "merge_patch",
        "A JSON Merge Patch (RFC 7396).",
        "file",
        "FILE",
        is_repeatable=True,
    ),
    Option(
        "--json-patch",
        "json_patch",
        "A JSON Patch (RFC 6902).",
        "file",
        "FILE",
        is_repeatable=True,
    ),
    Option(
        "--replace",
        "replace",
        "Replace a whole property.",
        metavar="PROPERTY=FILE",
        is_repeatable=True,
    ),
    ENVIRONMENT._replace(
        help="Change the account of this environment, those of this group, or of those that match "
        "(prod-*). Repeatable.",
    ),
    ENVIRONMENTS,
    FAIL_FAST,
    *CHANGE,
    epilog=CHANGING,
    order="order",
)
def update(
    app_config: str | None,
    chosen: tuple[str, ...],
    environments_file: str | None,
    order: list[str],
    *,
    fail_fast: bool,
    **options: Any,
) -> None:
    """Change the Configuration resource without losing anything.

    Edits are applied, in the order given, to what is stored now. The plan is shown, a backup is
    saved, and only properties that change are sent, if nobody has changed them meanwhile; then
    the result is read again and compared. A PATH starts with the property.

    With --environment the same edits are made to several accounts: one plan for all, one question,
    and at the end what became of each. The exit code is that of the worst.
    """
    from appconfig_merge.rest import plan_update

    if not chosen and (environments_file or fail_fast):
        flag = "--environments" if environments_file else "--fail-fast"
        raise UsageError(
            f"{flag} needs --environment",
            help="that says which accounts are changed: --environment '*' is all of them",
        )
    if chosen:
        _demand_environments_alone(app_config, options)
    replacements = (text.partition("=")[2] for text in options["replace"])
    patches = (*options["merge_patch"], *options["json_patch"])
    files = (app_config, *options["scripts"], *options["plugins"])
    demand_one_standard_input((*patches, *replacements, *files))
    values = {name: iter(options.pop(name)) for name in _EDITS}
    edits = [_edit(name, next(values[name])) for name in order if name in _EDITS]
    if not edits:
        raise UsageError(
            "there is nothing to do",
            help="give --set, --unset, --merge-patch, --json-patch or --replace",
        )
    if chosen:
        from appconfig_merge.cli.many_changes import change_many

        fleet = FleetChoices(environments_file, chosen, fail_fast=fail_fast)
        change_many(fleet, edits, Choices.of(options))
    from appconfig_merge.cli.one_change import change_one

    change_one(lambda found: plan_update(found, edits), app_config, options)


def _demand_environments_alone(app_config: str | None, options: dict[str, Any]) -> None:
    """Raise UsageError for options that an environment says itself."""
    flags = [one.flag for one in OPTIONS if one.name in given(options)]
    if app_config is not None:
        flags.insert(0, "--app-config")
    if flags:
        verb = "have" if len(flags) > 1 else "has"
        raise UsageError(
            f"{' and '.join(flags)} {verb} no place beside --environment",
            help="each environment says so itself, in environments.toml",
        )


@command(
    Argument("file", "FILE", "file"),
    Option(
        "--only",
        "only",
        "Restore this property only. Repeatable.",
        metavar="PROPERTY",
        is_repeatable=True,
    ),
    *CHANGE,
    epilog=CHANGING,
)
def restore(file: str, only: tuple[str, ...], app_config: str | None, **options: Any) -> None:
    """Bring the Configuration resource back to what a backup holds.

    FILE is what backup and update save, or any file with the whole resource. Read-only
    properties are left as they are.
    """
    from appconfig_merge.cli.one_change import change_one
    from appconfig_merge.inputs.files import read_named
    from appconfig_merge.rest import Configuration, plan_restore

    demand_one_standard_input((file, app_config, *options["scripts"], *options["plugins"]))
    kept = Configuration.read(read_named(file, "json"))
    change_one(lambda found: plan_restore(found, kept, only), app_config, options)


def _edit(kind: str, text: str) -> Edit:
    from appconfig_merge.inputs.files import read_named
    from appconfig_merge.rest import edit_options

    if kind == "set":
        return edit_options.parse_set(text)
    if kind == "unset":
        return edit_options.parse_unset(text)
    if kind == "replace":
        name, equals, file = text.partition("=")
        if not equals:
            raise UsageError(
                "--replace takes a property and a file", help="write it as PROPERTY=FILE"
            )
        return edit_options.parse_replace(name, read_named(file, "json"))
    source = read_named(text, "json")
    if kind == "merge_patch":
        return edit_options.parse_merge_patch(source)
    return edit_options.parse_json_patch(source)
