"""``effective-config report``: the configuration and its sources as one HTML file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from appconfig_merge.cli.exit_codes import READING
from appconfig_merge.cli.inputs import asked, demand_one_standard_input, reader
from appconfig_merge.cli.options import INPUTS, OUTPUT, SHOW_SECRETS, STRICT
from appconfig_merge.cli.output import report_diagnostics, write
from appconfig_merge.cli.parameters import Option, command
from appconfig_merge.cli.streams import is_terminal
from appconfig_merge.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.verification.difference import Verification


@command(
    *INPUTS,
    Option(
        "--running",
        "running",
        "Show what a page was running with beside each value that differs, and why: a file that "
        "snapshot wrote, or the error report that Flex UI offers for download.",
        "file",
        "SNAPSHOT",
        is_once=True,
    ),
    OUTPUT,
    SHOW_SECRETS._replace(help="Show values that look secret, which are masked otherwise."),
    STRICT,
    epilog=READING,
)
def report(
    app_config: str,
    running: str | None,
    output: str | None,
    *,
    show_secrets: bool,
    strict: bool,
    **options: Any,
) -> None:
    """Write an HTML page that shows each value, where it comes from, and what check finds.

    The page is one file that needs no network. As check does, it goes by the project's settings;
    --flex-ui wins over theirs. Beside a running page (--running) what is said nowhere is taken from
    it: the release, and the resource.
    """
    from appconfig_merge.checks import RULES, check
    from appconfig_merge.collector import without_collector
    from appconfig_merge.inputs.contexts import read_context
    from appconfig_merge.inputs.settings import SettingsFiles
    from appconfig_merge.report import demand_extra, render_report

    if output is None and is_terminal(sys.stdout):
        raise UsageError("the page is not for a terminal", help="--output FILE writes it to a file")
    demand_extra()
    wanted = asked(app_config, options)
    demand_one_standard_input((*wanted.inputs.files, running))
    found = SettingsFiles(RULES).of(wanted.file)
    wanted = wanted.beneath(found.settings.fields)
    read_by = reader()
    verification = None
    if running is None:
        inputs = wanted.completed(read_by)
    else:
        is_said = "flex_ui" in wanted.said
        inputs, verification = _verified(read_by, wanted.inputs, running, is_release_said=is_said)
    with without_collector():
        read = read_context(read_by, inputs)
        if read.failure is not None:
            raise read.failure
        findings = check(read.context, found.settings, relative=found.relative)
        page = render_report(read.context, findings, verification, shows_secrets=show_secrets)
    write(page, output, private=show_secrets)
    config = read.context.config
    report_diagnostics(read.remarks)
    if strict and config is not None and config.unresolved:
        sys.exit(ExitCode.UNRESOLVED)


def _verified(
    read: Reader, inputs: Inputs, running: str, *, is_release_said: bool
) -> tuple[Inputs, Verification]:
    """The inputs held against a snapshot; and they themselves, with what they lack from it."""
    from appconfig_merge.snapshots.reading import read_snapshot
    from appconfig_merge.verification.completing import NOT_GIVEN, completed
    from appconfig_merge.verification.verify import verify

    snapshot = read_snapshot(read.source(running, "json"))
    if not is_release_said:
        inputs = inputs._replace(flex_ui=NOT_GIVEN)
    return completed(inputs, snapshot).inputs, verify(read, inputs, snapshot)
