"""How the process ends when a command doesn't come to its own end."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

from appconfig_merge.cli.streams import silence
from appconfig_merge.errors import AppConfigError, ExitCode, InternalError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

TRACEBACK = "EFFECTIVE_CONFIG_TRACEBACK"
"""The environment variable that asks for a bug's traceback."""

_PACKAGE = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - a crash imports little


@contextmanager
def ending(see: str | None = None) -> Iterator[None]:
    """End the process as what is raised inside says. Bugs are left to ``main``.

    ``see`` is the call that shows what would have been right usage.
    """
    try:
        yield
    except UsageError as error:
        _fail(error, see)
    except AppConfigError as error:
        _fail(error)
    except KeyboardInterrupt:
        silence(sys.stdout)
        sys.exit(ExitCode.INTERRUPTED)
    except OSError as error:
        # The system's word on something that was open already: what click prints, --help and
        # --version. All else is read and written by functions that raise InputError.
        if error.errno is None or error.filename is not None:
            raise
        from appconfig_merge.cli.output import unwritten

        unwritten(error)


def _fail(error: AppConfigError, see: str | None = None) -> NoReturn:
    from appconfig_merge.cli.output import fail

    sys.exit(fail(error, see))


def leave(code: int) -> NoReturn:
    """End the process, at once where nothing is to be done at its end: all is written by then.

    Taking the interpreter down in good order takes a tenth of the time of a short call.
    """
    is_observed = sys.gettrace() is not None or sys.getprofile() is not None
    threading = sys.modules.get("threading")
    is_alone = threading is None or threading.active_count() == 1
    if is_alone and not is_observed and "atexit" not in sys.modules:
        os._exit(code)
    _let_ctrl_c_end_the_process()
    sys.exit(code)


def _let_ctrl_c_end_the_process() -> None:
    """At once, as the system does it: Python would tell where in its own end it was raised."""
    import signal

    # Who started it may have made it deaf, and then it stays so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupted() -> NoReturn:
    """End the process after a Ctrl-C that met no command: quietly, and whatever is still typed."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence(sys.stdout)
    sys.exit(ExitCode.INTERRUPTED)


def crashed(error: Exception) -> NoReturn:
    """End after an exception that nobody foresaw: tell where it is, and how to report it.

    What the exception says may quote a file, and with it a secret: it is told only on request.
    """
    try:
        from appconfig_merge.cli.output import fail

        if os.environ.get(TRACEBACK):
            from traceback import print_exception

            print_exception(error)
        fail(_internal_error(error))
    except Exception:  # noqa: BLE001 - out of memory, say: then this much is always possible
        with suppress(OSError):
            os.write(2, b"error: this is a bug in effective-config\n")
    sys.exit(ExitCode.BUG)


def _internal_error(error: Exception) -> InternalError:
    from platform import platform, python_version

    from appconfig_merge._version import __version__

    message = f"this is a bug in effective-config: {type(error).__name__}"
    place = _place(error.__traceback__)
    versions = f"effective-config {__version__}, Python {python_version()}, {platform()}"
    if os.environ.get(TRACEBACK):
        how = "the traceback, which may quote your files, so look it over first"
    else:
        how = f"the traceback that {TRACEBACK}=1 shows"
    return InternalError(
        f"{message} at {place}" if place else message,
        help=f"please report it with this message, the command without its secrets, {how}, and "
        f"these versions: {versions}",
    )


def _place(traceback: TracebackType | None) -> str | None:
    """The innermost line of this package that was running."""
    found = None
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file.startswith(_PACKAGE):
            name = os.path.relpath(file, os.path.dirname(_PACKAGE))  # noqa: PTH120
            found = f"{name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return found
