"""The change of many accounts: one plan, one question, and in the end what became of each."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from appconfig_merge.cli.changing import (
    Choices,
    confirmed,
    demand_answer,
    interrupted,
    interrupts_told_to,
    termination_is_an_interrupt,
)
from appconfig_merge.cli.fleet import FleetChoices, environments_of, progress
from appconfig_merge.cli.inputs import reader
from appconfig_merge.cli.live import announce, announcing_once
from appconfig_merge.cli.output import fail, style_for, write
from appconfig_merge.cli.streams import say, width_of
from appconfig_merge.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from appconfig_merge.fleet.accounts import Accounts
    from appconfig_merge.fleet.fetching import Answer
    from appconfig_merge.fleet.plans import Left, Planned
    from appconfig_merge.fleet.updating import Event, Outcome, Rollout
    from appconfig_merge.inputs.environments.environment import Environment
    from appconfig_merge.inputs.record import LiveResource
    from appconfig_merge.rendering.change.many import ShownAccount
    from appconfig_merge.rest.edits import Edit


def change_many(fleet: FleetChoices, edits: Sequence[Edit], choices: Choices) -> NoReturn:
    """Read, plan, show, ask, apply. Everything that needs no request is checked before one."""
    from appconfig_merge.fleet.accounts import Accounts
    from appconfig_merge.rest.backup import demand_backup_folder

    demand_answer(choices)
    if not choices.dry_run:
        demand_backup_folder(choices.backup_dir)
    environments = environments_of(fleet)
    with termination_is_an_interrupt():
        try:
            accounts = Accounts()
            planned = _planned(environments, edits, accounts, fail_fast=fleet.fail_fast)
            report = _Report(planned, choices, fail_fast=fleet.fail_fast)
        except KeyboardInterrupt:
            _end_without_plans(environments, choices)
        report.go(accounts)


def _planned(
    environments: Sequence[Environment],
    edits: Sequence[Edit],
    accounts: Accounts,
    *,
    fail_fast: bool,
) -> tuple[Planned | Left, ...]:
    from appconfig_merge.fleet.plans import plan_all

    def fetch(wanted: Iterable[LiveResource]) -> Mapping[LiveResource, Answer]:
        every = list(wanted)
        with progress("accounts", len(every)) as step:
            return accounts.fetch(
                every,
                fail_fast=fail_fast,
                on_answer=lambda *_: step(),
                on_retry=announcing_once(),
            )

    return plan_all(environments, edits, reader(), fetch)


def _end_without_plans(environments: Sequence[Environment], choices: Choices) -> NoReturn:
    """End after an interrupt before anything is known of the accounts."""
    from appconfig_merge.fleet.updating import NOT_BEGUN
    from appconfig_merge.rendering.change.many import Told
    from appconfig_merge.rendering.change.many_as_json import many_report

    error = interrupted()
    fail(error)
    if choices.output_format == "json":
        write(many_report([Told((one.name,), NOT_BEGUN) for one in environments]), None)
    sys.exit(error.exit_code)


class _Report:
    """The changes as the command tells them: in text as they go, or in JSON at their end."""

    def __init__(
        self, accounts: Sequence[Planned | Left], choices: Choices, *, fail_fast: bool
    ) -> None:
        from appconfig_merge.fleet.plans import Left
        from appconfig_merge.fleet.updating import foregone
        from appconfig_merge.rendering.change.many import shown_account

        self.accounts = accounts
        self.choices = choices
        self.fail_fast = fail_fast
        self.is_json = choices.output_format == "json"
        self.left = [one for one in accounts if isinstance(one, Left)]
        self.shown: dict[tuple[str, ...], ShownAccount] = {
            one.names: shown_account(one, force=choices.force, show_secrets=choices.show_secrets)
            for one in accounts
            if not isinstance(one, Left)
        }
        self.ended = 0
        self.is_ending = False
        self.outcomes: dict[tuple[str, ...], Outcome] = {}
        self.to_change: list[Planned] = []
        for one in accounts:
            known = foregone(one, force=choices.force)
            if known is not None:
                self.outcomes[one.names] = known
            elif not isinstance(one, Left):
                self.to_change.append(one)

    def go(self, accounts: Accounts) -> NoReturn:
        from appconfig_merge.fleet.updating import NOT_BEGUN

        try:
            self._show_and_ask()
            rollout = self._rollout(accounts)
        except KeyboardInterrupt:
            if self.is_ending:
                raise  # there is one end, and one document
            error = interrupted()
            fail(error)
            self._end(NOT_BEGUN, at_least=error.exit_code)
        self._apply(rollout)

    def _show_and_ask(self) -> None:
        """Come back where the changes are to be made, and end otherwise."""
        from appconfig_merge.fleet.updating import NOT_BEGUN, Outcome
        from appconfig_merge.rendering.change.many import question

        choices = self.choices
        # Whoever is asked sees what about, whatever the format.
        if not self.is_json or not (choices.yes or choices.dry_run):
            self._show_plans()
        if choices.dry_run:
            self._end(Outcome("planned"))
        has_failed = any(one.error is not None for one in self.outcomes.values())
        if not self.to_change or (has_failed and self.fail_fast):
            self._end(NOT_BEGUN)
        changing = [self.shown[one.names] for one in self.to_change]
        if choices.yes or confirmed(question(changing)):
            return
        if not self.is_json:
            announce("nothing was changed")
        self._end(Outcome("declined"))

    def _show_plans(self) -> None:
        from appconfig_merge.rendering.change.many import render_plans

        stream = sys.stderr if self.is_json else sys.stdout
        text = render_plans(tuple(self.shown.values()), self.left, style_for(stream))
        if self.is_json:
            say(f"{text}\n")
        else:
            write(text, None)

    def _rollout(self, accounts: Accounts) -> Rollout:
        from appconfig_merge.fleet.updating import Rollout

        choices = self.choices
        return Rollout(
            self.to_change,
            accounts.client,
            choices.backup_dir,
            force=choices.force,
            fail_fast=self.fail_fast,
        )

    def _apply(self, rollout: Rollout) -> NoReturn:
        from appconfig_merge.fleet.updating import NOT_BEGUN

        with interrupts_told_to(rollout.stop):
            try:
                for event in rollout.events():
                    self._tell(event)
            finally:
                # Also where this program itself is at fault.
                self.outcomes.update(rollout.outcomes())
                code = self._tell_end(NOT_BEGUN)
        sys.exit(max(code, ExitCode.INTERRUPTED) if rollout.is_interrupted else code)

    def _tell(self, event: Event) -> None:
        from appconfig_merge.fleet.updating import Noted, Stopping
        from appconfig_merge.rendering.change.many import became_line

        if isinstance(event, Stopping):
            count = event.under_way
            accounts = f"{count} account{'s' * (count != 1)}"
            announce(
                f"stopping: no more accounts are begun; {accounts} under way "
                f"{'is' if count == 1 else 'are'} finished, unless you interrupt again"
            )
            return
        name = ", ".join(event.account.names)
        if isinstance(event, Noted):
            announce(f"{name}: {event.text}")
            return
        for remark in event.outcome.remarks:
            announce(f"{name}: note: {remark}")
        self.ended += 1
        announce(f"{name}: {became_line(event.outcome)} ({self.ended} of {len(self.to_change)})")

    def _end(self, others: Outcome, at_least: int = ExitCode.DONE) -> NoReturn:
        sys.exit(max(at_least, self._tell_end(others)))

    def _tell_end(self, others: Outcome) -> int:
        """Tell what became of each account; of those of which nothing is known, ``others``.

        Gives the exit code.
        """
        from appconfig_merge.brief import printable
        from appconfig_merge.fleet.updating import worst
        from appconfig_merge.rendering.change.many import Told, render_end
        from appconfig_merge.rendering.change.many_as_json import many_report

        self.is_ending = True
        told = [
            Told(one.names, self.outcomes.get(one.names, others), self.shown.get(one.names))
            for one in self.accounts
        ]
        for one in told:
            if one.outcome.error is not None:
                with suppress(OSError):  # the result is to be told though this can't be
                    say(f"{printable(', '.join(one.names))}: ")
                fail(one.outcome.error)
        if self.is_json:
            write(many_report(told), None)
        else:
            # Apart from the plan, and on a terminal from what was told on the way.
            write(f"\n{render_end(told, width_of(sys.stdout), style_for(sys.stdout))}", None)
        return worst(one.outcome for one in told)
