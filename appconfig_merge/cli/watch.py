"""``--watch``: going on after the first result with what each change of a file changes."""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Protocol, TypeVar

from appconfig_merge import schema_versions
from appconfig_merge.brief import printable
from appconfig_merge.cli.live import announce
from appconfig_merge.cli.output import (
    fail,
    report_diagnostics,
    style_for,
    write,
)
from appconfig_merge.cli.streams import is_terminal
from appconfig_merge.cli.watched_files import WatchedFiles
from appconfig_merge.errors import AppConfigError, InputError, MissingExtraError, UsageError
from appconfig_merge.inputs.record import STANDARD_INPUT, LiveResource
from appconfig_merge.rendering import encoding
from appconfig_merge.rendering.json_text import dump_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.inputs.record import Inputs

_Result = TypeVar("_Result")


class View(Protocol[_Result]):
    """What is written: a result, and what each later one has that the one before had not."""

    same: str
    """What is written where a change makes no difference."""

    def read(self) -> _Result:
        """Read all files, and make the result of them. Raises AppConfigError."""

    @property
    def names(self) -> tuple[str, ...]:
        """The files that the last reading asked for."""

    def whole(self, result: _Result) -> str:
        """The whole result."""

    def change(self, before: _Result, after: _Result, headline: str) -> str:
        """What is other than before; empty where nothing is."""

    def diagnostics(self, result: _Result) -> Iterable[Diagnostic]:
        """What the readers noticed."""


def demand_watchable(inputs: Inputs, format: str, others: Mapping[str, object]) -> None:
    """Raise UsageError for what can't be watched, MissingExtraError without watchfiles.

    ``others`` are options that can't be given, by name, with their values.
    """
    from importlib.util import find_spec

    if isinstance(inputs.resource, LiveResource):
        raise UsageError(
            "--watch and --live exclude each other: nothing announces a change of the resource",
            help="effective-config fetch --output FILE makes a file of it, which can be watched",
        )
    for name, given in others.items():
        if given:
            raise UsageError(
                f"--watch and --{name} exclude each other",
                help=f"leave one of them out: --watch goes on, and --{name} is of a single result",
            )
    if format not in {"text", "json"}:
        raise UsageError(
            f"--watch can't go on in --format {format}", help="it is for --format text and json"
        )
    if STANDARD_INPUT in inputs.files:
        raise UsageError(
            "standard input can't be read again", help="--watch needs the names of files"
        )
    if find_spec("watchfiles") is None:
        raise MissingExtraError(
            "--watch needs watchfiles, which is not installed",
            help="pip install 'appconfig-merge[watch]'",
        )


def watch(inputs: Inputs, view: View[Any], format: str) -> NoReturn:
    """Write the result, then for each change of a file what changes, until interrupted.

    Raises AppConfigError where the first result can't be had, and no edit of a file would help.
    """
    # This goes on for hours; main() turned the collector off for the sake of a single call.
    gc.enable()
    _Watch(WatchedFiles(inputs), view, format).run()


class _Watch(Generic[_Result]):
    """The last result, and what was written about it."""

    def __init__(self, files: WatchedFiles, view: View[_Result], format: str) -> None:
        self._files = files
        self._view = view
        self._is_text = format == "text"
        self._result: _Result | None = None
        self._remarks: set[tuple[object, ...]] = set()
        self._error = ""

    def run(self) -> NoReturn:
        """Write the first result, then every change."""
        looks = self._files.looks()
        next(looks)
        try:
            self._report(self._read(), ())
        except InputError as error:
            # A text that is wrong will be put right; a file that isn't there was never meant.
            if not self._files.are_there():
                raise
            self._report_error(error)
        # After the first result, which needn't wait for it, and before anybody is told of Ctrl-C.
        self._files.get_ready()
        more = f" and {self._files.followed} more" if self._files.followed else ""
        announce(f"watching {', '.join(self._files.names)}{more}; Ctrl-C ends it")
        changed: dict[str, None] = {}
        for seen in looks:
            changed.update(dict.fromkeys(seen))
            if not changed:
                continue
            try:
                result = self._read()
            except AppConfigError as error:
                # In the middle of a change, files are gone or incomplete: the next look decides.
                if not seen:
                    self._report_error(error)
                    changed.clear()
                continue
            self._report(result, tuple(changed))
            changed.clear()
        raise AssertionError("looking never ends")

    def _read(self) -> _Result:
        self._files.demand_files()
        try:
            return self._view.read()
        finally:
            self._files.follow(self._view.names)

    def _report(self, result: _Result, changed: tuple[str, ...]) -> None:
        if self._result is None or (self._error and not self._is_text):
            write(self._view.whole(result), None)
        else:
            headline = printable(f"{', '.join(changed)} changed")
            if self._is_text and is_terminal(sys.stdout):
                headline = f"{time.strftime('%H:%M:%S')} {headline}"
            text = self._view.change(self._result, result, headline)
            if self._is_text:
                same = style_for(sys.stdout)(f"{headline}: {self._view.same}", "dim")
                write(f"\n{text or same + chr(10)}", None)
            elif text:
                write(text, None)
        self._result, self._error = result, ""
        remarks = {_identity(one): one for one in self._view.diagnostics(result)}
        report_diagnostics(one for key, one in remarks.items() if key not in self._remarks)
        self._remarks = set(remarks)

    def _report_error(self, error: AppConfigError) -> None:
        """Say what is wrong, once."""
        if str(error) == self._error:
            return
        self._error = str(error)
        if not self._is_text:
            data = {
                "schema_version": schema_versions.EFFECTIVE_CONFIG,
                "error": encoding.error(error),
            }
            write(f"{dump_line(data)}\n", None)
        fail(error)


def _identity(diagnostic: Diagnostic) -> tuple[object, ...]:
    """What a remark is about, wherever other edits have moved it."""
    return diagnostic.code, diagnostic.message, diagnostic.line_text
