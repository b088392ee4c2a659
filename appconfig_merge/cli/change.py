"""``effective-config update`` and ``restore``: changing the Configuration resource safely."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from appconfig_merge.cli.exit_codes import CHANGING
from appconfig_merge.cli.inputs import demand_one_standard_input, inputs_of, reader
from appconfig_merge.cli.live import announce, connect
from appconfig_merge.cli.options import (
    FILE,
    completing,
    format_option,
    named,
    page_options,
)
from appconfig_merge.cli.output import fail, report_diagnostics, style_for, write
from appconfig_merge.cli.remote import backup_dir_option
from appconfig_merge.cli.streams import is_terminal
from appconfig_merge.errors import AppConfigError, ExitCode, InputError, UsageError
from appconfig_merge.inputs.files import read_named
from appconfig_merge.inputs.options import OPTIONS, given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.rest import (
        Client,
        Configuration,
        Consequences,
        InterruptedUpdateError,
        Plan,
    )
    from appconfig_merge.rest.edits import Edit

_EDITS = ("set", "unset", "merge_patch", "json_patch", "replace")


class EditCommand(click.Command):
    """A command that knows in which order its edits were given, whatever options they are."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note the order before the values of each option are gathered."""
        if not ctx.resilient_parsing:
            _, _, order = self.make_parser(ctx).parse_args(list(args))
            ctx.meta[__name__] = [one.name for one in order if one.name in _EDITS]
        return super().parse_args(ctx, args)


class Choices(NamedTuple):
    """How a change is to be made."""

    yes: bool
    dry_run: bool
    force: bool
    show_secrets: bool
    backup_dir: Path
    api_url: str | None
    output_format: str


def change_options(function: Any) -> Any:
    """The options that update and restore share."""
    decorators = (
        click.option(
            "--dry-run",
            is_flag=True,
            help="Show the plan and the request's body; exit with 1 if something would change.",
        ),
        click.option("--yes", is_flag=True, help="Don't ask; needed where there is no terminal."),
        click.option(
            "--force", is_flag=True, help="Make the change in spite of what speaks against it."
        ),
        click.option(
            "--show-secrets", is_flag=True, help="Show values that look like secrets, too."
        ),
        click.option(
            "--app-config",
            metavar="FILE",
            type=FILE,
            help="Say what the change does to the configuration of the Flex UI with this script.",
        ),
        named("flex_ui"),
        page_options,
        backup_dir_option,
        named("api_url"),
        format_option,
    )
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


@click.command(cls=EditCommand, epilog=CHANGING)
@click.option(
    "--set", metavar="PATH=JSON", multiple=True, shell_complete=completing("set_paths"),
    help="Set a value: ui_attributes.theme.isLight=false, call_recording_enabled=true.",
)  # fmt: skip
@click.option(
    "--unset", metavar="PATH", multiple=True, shell_complete=completing("edited_paths"),
    help="Remove a key or an array's element.",
)  # fmt: skip
@click.option(
    "--merge-patch", metavar="FILE", type=FILE, multiple=True,
    help="A JSON Merge Patch (RFC 7396).",
)  # fmt: skip
@click.option(
    "--json-patch", metavar="FILE", type=FILE, multiple=True, help="A JSON Patch (RFC 6902)."
)
@click.option("--replace", metavar="PROPERTY=FILE", multiple=True, help="Replace a whole property.")
@change_options
@click.pass_context
def update(ctx: click.Context, /, app_config: str | None, **options: Any) -> None:
    """Change the Configuration resource without losing anything.

    Edits are applied, in the order given, to what is stored now. The plan is shown, a backup is
    saved, and only properties that change are sent, if nobody has changed them meanwhile; then
    the result is read again and compared. A PATH starts with the property.
    """
    from appconfig_merge.rest import plan_update

    replacements = (text.partition("=")[2] for text in options["replace"])
    patches = (*options["merge_patch"], *options["json_patch"])
    files = (app_config, *options["scripts"], *options["plugins"])
    demand_one_standard_input((*patches, *replacements, *files))
    values = {name: iter(options.pop(name)) for name in _EDITS}
    edits = [_edit(name, next(values[name])) for name in ctx.meta[__name__]]
    if not edits:
        raise UsageError(
            "there is nothing to do",
            help="give --set, --unset, --merge-patch, --json-patch or --replace",
        )
    _change(lambda found: plan_update(found, edits), app_config, options)


@click.command(epilog=CHANGING)
@click.argument("file", metavar="FILE", type=FILE)
@click.option(
    "--only", metavar="PROPERTY", multiple=True, help="Restore this property only. Repeatable."
)
@change_options
def restore(file: str, only: tuple[str, ...], app_config: str | None, **options: Any) -> None:
    """Bring the Configuration resource back to what a backup holds.

    FILE is what backup and update save, or any file with the whole resource. Read-only
    properties are left as they are.
    """
    from appconfig_merge.rest import Configuration, plan_restore

    demand_one_standard_input((file, app_config, *options["scripts"], *options["plugins"]))
    kept = Configuration.read(read_named(file, "json"))
    _change(lambda found: plan_restore(found, kept, only), app_config, options)


def _edit(kind: str, text: str) -> Edit:
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


def _change(
    make_plan: Callable[[Configuration], Plan], app_config: str | None, options: dict[str, Any]
) -> None:
    """Read, plan, show, ask, apply. Everything that needs no request is checked before one."""
    choices = Choices(**{name: options[name] for name in Choices._fields})
    if not (choices.yes or choices.dry_run) and not is_terminal(sys.stdin):
        raise UsageError(
            "there is no terminal to ask at",
            help="--yes makes the change without a question, --dry-run only shows it",
        )
    flags = [one.flag for one in OPTIONS if one.field and one.name in given(options)]
    if app_config is None and flags:
        verb = "need" if len(flags) > 1 else "needs"
        raise UsageError(
            f"{' and '.join(flags)} {verb} --app-config",
            help="with that the plan shows what the change does to the configuration",
        )
    inputs = None if app_config is None else inputs_of(app_config, options)
    layer = None if inputs is None else reader().script(inputs)
    with connect(choices.api_url) as client, _termination_is_an_interrupt():
        try:
            plan = make_plan(client.fetch())
            consequences = None
            if inputs is not None and layer is not None:
                consequences = _consequences(plan, layer, inputs.flex_ui)
        except KeyboardInterrupt:
            raise _interrupted() from None
        _Report(plan, choices, layer, consequences).go(client)


def _consequences(plan: Plan, layer: Layer, flex_ui: str) -> Consequences:
    from appconfig_merge.rest import consequences

    return consequences(plan, layer, flex_ui)


class _Report:
    """One change as the command tells it, in text as it goes or in JSON at its end."""

    def __init__(
        self, plan: Plan, choices: Choices, layer: Layer | None, consequences: Consequences | None
    ) -> None:
        from appconfig_merge.rendering.change.shown import shown_change

        self.plan = plan
        self.choices = choices
        self.layer = layer
        # All that is printed is made of this.
        self.shown = shown_change(plan, consequences, show_secrets=choices.show_secrets)
        self.is_json = choices.output_format == "json"

    def go(self, client: Client) -> None:
        from appconfig_merge.rest import RefusedChangeError, UpdateError, apply
        from appconfig_merge.rest.backup import demand_backup_folder

        plan, choices = self.plan, self.choices
        # Whoever is asked sees what about, whatever the format.
        if not self.is_json or not (choices.yes or choices.dry_run):
            self._show_plan()
        if not self.is_json:
            report_diagnostics((*self.shown.remarks, *self.shown.guards))
        if not plan.changes:
            self._end("nothing-to-change", 0)
        if plan.guards and not choices.force:
            refusal = RefusedChangeError(
                f"{len(plan.guards)} reason{'s' * (len(plan.guards) > 1)} against it; "
                "nothing was sent",
                help="--force makes the change all the same",
            )
            self._fail(refusal, "refused")
        if choices.dry_run:
            self._end("planned", ExitCode.FOUND)
        try:
            demand_backup_folder(choices.backup_dir)
            confirmed = choices.yes or self._confirmed()
        except InputError as unwritable:
            self._fail(unwritable, "refused")
        except KeyboardInterrupt:
            error = _interrupted()
            self._fail(error, error.code, state=error.state)
        if not confirmed:
            if not self.is_json:
                announce("nothing was changed")
            self._end("declined", ExitCode.FOUND)
        try:
            done = apply(
                client,
                plan,
                choices.backup_dir,
                force=choices.force,
                announce=announce,
            )
        except UpdateError as error:
            self._fail(error, error.code, backup=error.backup, state=error.state)
        except AppConfigError as error:
            self._fail(error, "refused")
        if not self.is_json:
            for remark in done.remarks:
                announce(f"note: {remark}")
            write(f"\nchanged and verified; {done.backup} has the resource as it was\n", None)
        self._end("applied", 0, backup=done.backup, state="changed", remarks=done.remarks)

    def _show_plan(self) -> None:
        from appconfig_merge.rendering.change.text import (
            render_body,
            render_consequences,
            render_plan,
        )

        to_stderr = self.is_json
        style = style_for(sys.stderr if to_stderr else sys.stdout)
        shown = self.shown
        parts = [render_plan(shown, style)]
        if shown.effects is not None and self.layer is not None and self.plan.changes:
            parts.append(render_consequences(shown.effects, self.layer.file, style))
        if self.choices.dry_run and self.plan.changes:
            parts.append(render_body(shown))
        text = "\n".join(parts)
        if to_stderr:
            click.echo(text, err=True)
        else:
            write(text, None)

    def _confirmed(self) -> bool:
        from appconfig_merge.rest.configuration import shortened

        account = shortened(self.plan.configuration.account_sid)
        try:
            return click.confirm(f"Make this change to {account}?", err=True)
        except click.Abort as abort:
            click.echo(err=True)  # the line of the question has no end yet
            if isinstance(abort.__context__, EOFError):
                return False
            raise KeyboardInterrupt from None

    def _fail(self, error: AppConfigError, outcome: str, **known: Any) -> NoReturn:
        fail(error)
        self._end(outcome, error.exit_code, error=error, **known)

    def _end(self, outcome: str, code: int, **known: Any) -> NoReturn:
        if self.is_json:
            from appconfig_merge.rendering.change.as_json import change_report

            write(change_report(self.shown, outcome, **known), None)
        sys.exit(code)


def _interrupted() -> InterruptedUpdateError:
    """What is true of an interrupt before there is anything to send."""
    from appconfig_merge.rest import InterruptedUpdateError

    return InterruptedUpdateError("interrupted; nothing was sent", state="unchanged")


@contextmanager
def _termination_is_an_interrupt() -> Iterator[None]:
    """Let SIGTERM end a change as Ctrl-C does: with a word on the resource's state."""

    def interrupt(_signal: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
