"""The server's side: what the first interpreter runs, and its children after it.

It is run as ``python -c TEXT_OF_THIS_FILE FD``, as calls are, where FD is a socket. It sends one
byte when it is ready. A message to it is one byte with five files: the request (JSON), the call's
stdin, stdout and stderr, and a pipe for the answer, on which come the child's process id and, when
it has ended, its exit code, a line each.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import select
import signal
import socket
import sys
import threading
from contextlib import suppress
from importlib import import_module

import appconfig_merge
from appconfig_merge.cli import main

_LIBRARIES = (
    "click.shell_completion", "deepmerge", "difflib", "httpx", "jinja2", "jsonpatch", "jsonschema",
    "jsonschema_rs", "json_merge_patch", "pygments.formatters.html", "pygments.lexers.javascript",
    "pyjsparser", "simplejson", "tenacity", "tomllib", "tree_sitter", "turbohtml",
    "watchfiles",
)  # fmt: skip
_WITHOUT = (
    "appconfig_merge.pytest_plugin",
    "appconfig_merge.strategies",
    "appconfig_merge.testing",
)
"""What no command needs, and what it needs others for."""


def _import_everything() -> None:
    """Import what commands import. What can't be imported fails in the call that needs it."""
    modules = [
        found.name
        for found in pkgutil.walk_packages(appconfig_merge.__path__, "appconfig_merge.")
        if not found.name.startswith(_WITHOUT) and not found.name.endswith("__main__")
    ]
    for name in (*_LIBRARIES, *modules):
        with suppress(Exception):
            import_module(name)


def _serve(control: socket.socket) -> None:
    """Fork for each request; return in the child, which has become the call."""
    answers: dict[int, int] = {}
    awake, wakes = os.pipe()
    for end in (awake, wakes):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    # Ctrl-C in the terminal of the tests is for the calls.
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)
    control.sendall(b"\0")
    while True:
        ready = select.select([control.fileno(), awake], [], [])[0]
        if awake in ready:
            os.read(awake, 4096)
            _reap(answers)
        if control.fileno() in ready:
            message, files, _, _ = socket.recv_fds(control, 1, 5)
            if not message:
                os._exit(0)
            *call, answer = files
            child = os.fork()
            if child == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                signal.signal(signal.SIGINT, interrupt)
                control.close()
                for file in (awake, wakes, answer, *answers.values()):
                    os.close(file)
                _become(*call)
                return
            for file in call:
                os.close(file)
            answers[child] = answer
            _tell(answer, child)


def _reap(answers: dict[int, int]) -> None:
    """Answer how children ended that have ended."""
    for child, answer in list(answers.items()):
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            _tell(answer, os.waitstatus_to_exitcode(status))
            os.close(answers.pop(child))


def _tell(answer: int, number: int) -> None:
    with suppress(OSError):  # nobody listens anymore
        os.write(answer, b"%d\n" % number)


def _become(request: int, *streams: int) -> None:
    """Take the arguments, the environment, the folder and the streams of a call."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    with open(request, encoding="utf-8") as file:
        arguments, environment, folder = json.load(file)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv[1:] = arguments


def _end(code: int) -> None:
    """End as an interpreter does, but leave all that was imported to the operating system."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    gc.collect()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


def _main() -> None:
    """Run the command; what is unusual is left to the interpreter's own end."""
    code = None
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    if code is not None and not isinstance(code, int):
        sys.exit(code)
    try:
        _end(code or 0)
    except OSError:
        # The interpreter finds the same and says it in its words.
        sys.exit(code)


if __name__ == "__main__":
    _import_everything()
    gc.collect()
    gc.freeze()
    _serve(socket.socket(fileno=int(sys.argv[1])))
    _main()
