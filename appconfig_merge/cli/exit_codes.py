"""What the help of a command says of its exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Mapping

_EVERYWHERE = {
    ExitCode.DONE: "done",
    ExitCode.USAGE: "wrong usage",
    ExitCode.BUG: "a bug in effective-config; the message says how to report it",
    ExitCode.INTERRUPTED: "interrupted",
}
_UNREACHABLE = "the Flex API could not be reached, or refused"


def epilog(meanings: Mapping[ExitCode, str]) -> str:
    """The end of a command's help, from what each code means there besides the usual."""
    rows = sorted({**_EVERYWHERE, **meanings}.items())
    lines = (f"  {code:3d}  {meaning}" for code, meaning in rows)
    # \b is click's mark for a paragraph whose lines stay as they are.
    return "\n".join(("\b", "Exit codes:", *lines, ""))


ALL = epilog({
    ExitCode.FOUND: "a check found something, a dry run would change something, values differ "
    "with --exit-code or from those of a running page, or a question was answered with no",
    ExitCode.UNREADABLE: "a file could not be read or written",
    ExitCode.UNRESOLVED: "unresolved values remain, and --strict was given",
    ExitCode.SERVICE: "the Flex API or a page could not be reached, or refused",
    ExitCode.CONFLICT: "somebody else's change of the resource came in between",
    ExitCode.BROKEN_PIPE: "nobody reads on what is written",
})  # fmt: skip
READING = epilog({
    ExitCode.UNREADABLE: "an input could not be read: a missing file, a syntax error, no appConfig",
    ExitCode.UNRESOLVED: "unresolved values remain, and --strict was given",
    ExitCode.SERVICE: _UNREACHABLE,
})  # fmt: skip
CHECKING = epilog({
    ExitCode.DONE: "no finding reaches --fail-on",
    ExitCode.FOUND: "one does",
    ExitCode.UNREADABLE: "an input could not be read: the others' findings are reported "
    "nevertheless; or the settings",
    ExitCode.SERVICE: _UNREACHABLE,
})  # fmt: skip
COMPARING = epilog({
    ExitCode.FOUND: "values differ, and --exit-code was given",
    ExitCode.UNREADABLE: "a file, a side or an environment could not be read",
})  # fmt: skip
LOGGING = epilog({
    ExitCode.DONE: "done, also where nothing ever changed",
    ExitCode.UNREADABLE: "git can't be asked, or an environments file could not be read",
})  # fmt: skip
DRIFTING = epilog({
    ExitCode.FOUND: "something drifted or changes, and --exit-code was given",
    ExitCode.UNREADABLE: "a file or an environment could not be read: it is named, and the others "
    "are told nevertheless",
    ExitCode.SERVICE: _UNREACHABLE,
})  # fmt: skip
VERIFYING = epilog({
    ExitCode.DONE: "the page has what was predicted, or differs for causes that are allowed",
    ExitCode.FOUND: "a value differs for another cause",
    ExitCode.UNREADABLE: "an input or the snapshot could not be read, or no Flex UI runs there",
    ExitCode.SERVICE: "the page or the Flex API could not be reached, or refused",
})  # fmt: skip
FETCHING = epilog({
    ExitCode.USAGE: "wrong usage, or no credentials in the environment",
    ExitCode.UNREADABLE: "the file could not be written",
    ExitCode.SERVICE: _UNREACHABLE,
})  # fmt: skip
CHANGING = epilog({
    ExitCode.DONE: "changed, or nothing to change",
    ExitCode.FOUND: "--dry-run would change something, or the question was answered with no",
    ExitCode.USAGE: "wrong usage, read-only properties, or reasons that need --force",
    ExitCode.UNREADABLE: "a file could not be read or written",
    ExitCode.SERVICE: f"{_UNREACHABLE}; the message says what is stored",
    ExitCode.CONFLICT: "somebody else's change came in between",
    ExitCode.INTERRUPTED: "interrupted; the message says what is stored",
})  # fmt: skip
TAKING = epilog({
    ExitCode.UNREADABLE: "Flex UI does not run there, the browser fails, or a file could not be "
    "read or written",
    ExitCode.SERVICE: "the page could not be reached, or its server refused",
})  # fmt: skip
