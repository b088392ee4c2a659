"""The change of one account: planned, shown, asked for, made."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NoReturn

from appconfig_merge.cli.changing import (
    Choices,
    confirmed,
    demand_answer,
    interrupted,
    termination_is_an_interrupt,
)
from appconfig_merge.cli.inputs import inputs_of, reader
from appconfig_merge.cli.live import announce, announce_retry, connect
from appconfig_merge.cli.output import fail, report_diagnostics, style_for, write
from appconfig_merge.cli.streams import say
from appconfig_merge.errors import AppConfigError, ExitCode, InputError, UsageError
from appconfig_merge.inputs.options import OPTIONS, given
from appconfig_merge.inputs.record import LiveResource

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.rest import Client, Configuration, Consequences, Plan


def change_one(
    make_plan: Callable[[Configuration], Plan], app_config: str | None, options: dict[str, Any]
) -> None:
    """Read, plan, show, ask, apply. Everything that needs no request is checked before one."""
    choices = Choices.of(options)
    demand_answer(choices)
    flags = [one.flag for one in OPTIONS if one.field and one.name in given(options)]
    if app_config is None and flags:
        verb = "need" if len(flags) > 1 else "needs"
        raise UsageError(
            f"{' and '.join(flags)} {verb} --app-config",
            help="with that the plan shows what the change does to the configuration",
        )
    from appconfig_merge.rest import consequences as effects_of

    inputs = None if app_config is None else inputs_of(app_config, options)
    layer = None if inputs is None else reader().script(inputs)
    with _client(inputs, choices) as client, termination_is_an_interrupt():
        try:
            plan = make_plan(client.fetch())
            consequences = None
            if inputs is not None and layer is not None:
                consequences = effects_of(plan, layer, inputs.flex_ui)
            report = _Report(plan, choices, layer, consequences)
        except KeyboardInterrupt:
            raise interrupted() from None
        report.go(client)


def _client(inputs: Inputs | None, choices: Choices) -> Client:
    """The client of the account that is meant: that of a live environment is its own."""
    wanted = None if inputs is None else inputs.resource
    if not isinstance(wanted, LiveResource):
        return connect(choices.api_url)
    from appconfig_merge.fleet.accounts import Accounts

    if choices.api_url is not None:
        wanted = wanted._replace(api_url=choices.api_url, api_url_file=None)
    return Accounts().client(wanted, announce_retry)


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
        self.is_ending = False

    def go(self, client: Client) -> NoReturn:
        try:
            self._show_and_ask()
        except KeyboardInterrupt:
            if self.is_ending:
                raise  # there is one end, and one document
            error = interrupted()
            self._fail(error, error.code, state=error.state)
        self._apply(client)

    def _show_and_ask(self) -> None:
        """Come back where the change is to be made, and end otherwise."""
        from appconfig_merge.rest import RefusedChangeError
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
        except InputError as unwritable:
            self._fail(unwritable, "refused")
        if choices.yes or self._confirmed():
            return
        if not self.is_json:
            announce("nothing was changed")
        self._end("declined", ExitCode.FOUND)

    def _apply(self, client: Client) -> NoReturn:
        from appconfig_merge.rest import UpdateError, apply

        choices = self.choices
        try:
            done = apply(
                client,
                self.plan,
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
            say(f"{text}\n")
        else:
            write(text, None)

    def _confirmed(self) -> bool:
        from appconfig_merge.rest.configuration import shortened

        account = shortened(self.plan.configuration.account_sid)
        return confirmed(f"Make this change to {account}?")

    def _fail(self, error: AppConfigError, outcome: str, **known: Any) -> NoReturn:
        fail(error)
        self._end(outcome, error.exit_code, error=error, **known)

    def _end(self, outcome: str, code: int, **known: Any) -> NoReturn:
        self.is_ending = True
        if self.is_json:
            from appconfig_merge.rendering.change.as_json import change_report

            write(change_report(self.shown, outcome, **known), None)
        sys.exit(code)
