"""``effective-config verify``: the prediction held against a running page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from appconfig_merge.cli.browser_options import BROWSER, browsing_of
from appconfig_merge.cli.exit_codes import VERIFYING
from appconfig_merge.cli.inputs import asked, demand_one_standard_input, reader
from appconfig_merge.cli.live import announce
from appconfig_merge.cli.options import (
    APP_CONFIG,
    OUTPUT,
    SHOW_SECRETS,
    format_option,
    input_option,
)
from appconfig_merge.cli.output import report_diagnostics, style_for, write
from appconfig_merge.cli.parameters import Option, command
from appconfig_merge.cli.streams import width_of
from appconfig_merge.errors import ExitCode, UsageError
from appconfig_merge.inputs.options import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.browser.browsing import Browsing
    from appconfig_merge.cli.inputs import Asked
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.verification.difference import Cause

_NONE = "none"
_IN_A_BROWSER = "<browser>"
"""What a snapshot is called that is in no file."""
_OPTIONS = tuple(
    one._replace(default="that of the page") if one.name == "flex_ui" else one for one in OPTIONS
)
"""Without --flex-ui the release is followed that the page runs."""


@command(
    APP_CONFIG,
    *map(input_option, _OPTIONS),
    Option(
        "--running",
        "running",
        "What the page was running with: a file that snapshot wrote, or the error report that "
        "Flex UI offers for download.",
        "file",
        "SNAPSHOT",
        is_once=True,
    ),
    *BROWSER,
    Option(
        "--allow",
        "allow",
        "Causes for which a value may differ, besides service and moved-props, which are what "
        "Flex UI itself does on every page; none takes these two back.",
        metavar="CAUSE,...",
        is_repeatable=True,
        completes="causes",
    ),
    format_option(
        "text for people; json with everything; junit, the XML of test results.",
        "text", "json", "junit",
    ),
    OUTPUT,
    SHOW_SECRETS,
    epilog=VERIFYING,
)  # fmt: skip
def verify(
    app_config: str,
    running: str | None,
    allow: tuple[str, ...],
    output_format: str,
    output: str | None,
    *,
    show_secrets: bool,
    **options: Any,
) -> None:
    """Hold what APP_CONFIG comes to against a running page: every difference, and its cause.

    APP_CONFIG is an appConfig.js, the page that loads it, or an environment. The running page is a
    snapshot (--running, or the environment's), or is opened in a browser (--browser).

    Where --flex-ui isn't given, the rules are those of the release that the page runs; where no
    resource is given, it is the one that the page got.
    """
    from appconfig_merge.rendering.style import PLAIN
    from appconfig_merge.rendering.verification import render_verification
    from appconfig_merge.rendering.verification.shown import shown_verification
    from appconfig_merge.verification.completing import NOT_GIVEN
    from appconfig_merge.verification.verify import verify as verified

    allowed = allowed_causes(allow)
    found = asked(app_config, options)
    running = _running(found, running, options["browser"])
    browsing = browsing_of(options)
    inputs = found.inputs
    demand_one_standard_input((*inputs.files, running))
    read = reader()
    snapshot = _snapshot(read, inputs, running, browsing)
    if "flex_ui" not in found.said:
        inputs = inputs._replace(flex_ui=NOT_GIVEN)
    shown = shown_verification(verified(read, inputs, snapshot), allowed, show_secrets=show_secrets)
    text = render_verification(
        shown,
        output_format,  # type: ignore[arg-type]
        width=width_of(sys.stdout),
        style=PLAIN if output else style_for(sys.stdout),
    )
    write(text, output, private=show_secrets)
    report_diagnostics(shown.found.config.diagnostics)
    if shown.unexpected:
        sys.exit(ExitCode.FOUND)


def allowed_causes(given: Sequence[str]) -> frozenset[Cause]:
    """The causes that values of ``--allow`` allow. Raises UsageError."""
    from appconfig_merge.verification.difference import CAUSES, FLEX_UI_ITSELF

    words = [word for text in given for part in text.split(",") if (word := part.strip())]
    allowed = set() if _NONE in words else set(FLEX_UI_ITSELF)
    for word in words:
        cause = next((one for one in CAUSES if one == word), None)
        if cause == "unexplained":
            raise UsageError(
                "--allow: what is unexplained can't be allowed",
                help="a snapshot of --browser, --plugins or the page in place of appConfig.js tell "
                "more",
            )
        if cause is not None:
            allowed.add(cause)
        elif word != _NONE:
            from appconfig_merge.suggestions import did_you_mean

            known = [one for one in CAUSES if one != "unexplained"]
            raise UsageError(
                f"--allow: there is no cause {word!r}",
                help=did_you_mean(word, known) or f"the causes are {', '.join(known)}",
            )
    return frozenset(allowed)


def _running(asked: Asked, running: str | None, browser: str | None) -> str | None:
    """The file with the snapshot, which an environment may name; None for a browser's page."""
    if running is None and browser is None and asked.environment is not None:
        running = asked.environment.snapshot
    if (running is None) is (browser is None):
        raise UsageError(
            "the running page is missing" if running is None else "there are two running pages",
            help="--running SNAPSHOT names a snapshot of it, --browser URL opens it in a browser",
        )
    return running


def _snapshot(
    read: Reader, inputs: Inputs, running: str | None, browsing: Browsing | None
) -> Snapshot:
    """What the running page has: read from a file, or taken now."""
    if browsing is not None:
        return _taken(read, inputs, browsing)
    from appconfig_merge.snapshots.reading import read_snapshot

    assert running is not None
    return read_snapshot(read.source(running, "json"))


def _taken(read: Reader, inputs: Inputs, browsing: Browsing) -> Snapshot:
    """A snapshot taken now, with what the page can tell of names that the prediction lacks.

    It is read in memory, where secrets can be compared.
    """
    from appconfig_merge.browser.taking import take
    from appconfig_merge.questions.missing import askable
    from appconfig_merge.snapshots.reading import read_snapshot
    from appconfig_merge.source import Source

    # Files first, so that a mistake in them opens no browser.
    names = askable(value for _, value in read.config(inputs).unresolved)
    text = take(browsing, names, reveals=True, tell=announce)
    return read_snapshot(Source(_IN_A_BROWSER, text, "json"))
