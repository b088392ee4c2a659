"""Where credentials are found, and that nothing but the right request ever learns of them."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.fleet.credential_commands import MAX_OUTPUT, CredentialCommandError
from appconfig_merge.fleet.credentials import CredentialsOf, account_of
from appconfig_merge.inputs.access import Access
from appconfig_merge.rest import Credentials, CredentialsError
from tests.rest.failures import failure

if TYPE_CHECKING:
    from pathlib import Path

ONE = "AC" + "1" * 32
OTHER = "AC" + "2" * 32
KEY = "SK" + "3" * 32
TOKEN = "fa4efa4efa4efa4efa4efa4efa4efa4e"  # the one that failure() looks for
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "ONE_SID": ONE,
    "ONE_TOKEN": TOKEN,
    "ONE_KEY": KEY,
    "ONE_SECRET": "s" * 32,
    "OTHER_SID": OTHER,
    "EMPTY": " ",
}


def command(code: str, *, seconds: float = 20, folder: str = "", **more: Any) -> Access:
    """An access whose command is a Python program."""
    return Access(command=(sys.executable, "-c", code), seconds=seconds, folder=folder, **more)


def script(folder: Path, code: str, **more: Any) -> Access:
    """The same in a file, for what must not be seen among a command's words either."""
    file = folder / "script.py"
    file.write_text(code, "utf-8")
    return Access(command=(sys.executable, str(file)), seconds=20, **more)


def found(access: Access | None) -> Credentials:
    """The credentials that an access leads to."""
    return CredentialsOf(ENVIRONMENT).of(access)


def refused(access: Access | None) -> CredentialsError:
    """Why an access leads to none; nothing secret is anywhere in the error."""
    return failure(CredentialsError, lambda: found(access))


def broken(access: Access) -> CredentialCommandError:
    """Why an access's command gives none; nothing secret is anywhere in the error."""
    return failure(CredentialCommandError, lambda: found(access))


@pytest.mark.parametrize(
    ("access", "pair", "account"),
    [
        (Access("", "ONE_SID", "ONE_TOKEN"), (ONE, TOKEN), ONE),
        (Access(ONE, "ONE_SID", "ONE_TOKEN"), (ONE, TOKEN), ONE),
        (Access(ONE, "", "ONE_TOKEN"), (ONE, TOKEN), ONE),
        (Access(api_key_env="ONE_KEY", api_secret_env="ONE_SECRET"), (KEY, "s" * 32), None),
        (Access(OTHER, "", "", "ONE_KEY", "ONE_SECRET"), (KEY, "s" * 32), OTHER),
        (Access("", "OTHER_SID", "", "ONE_KEY", "ONE_SECRET"), (KEY, "s" * 32), OTHER),
        (command("print('t')", account_sid=ONE), (ONE, "t"), ONE),
        (command("print('t')", account_sid_env="OTHER_SID"), (OTHER, "t"), OTHER),
        (command("print('t', end='')", api_key_env="ONE_KEY"), (KEY, "t"), None),
        (command("print('t')", account_sid=ONE, api_key_env="ONE_KEY"), (KEY, "t"), ONE),
    ],
)
def test_where_credentials_are(access: Access, pair: tuple[str, str], account: str | None) -> None:
    """Variables by their names, the account from the file itself, a command's word."""
    credentials = found(access)

    assert credentials.pair() == pair
    assert credentials.account_sid == account


def test_without_an_access_the_usual_variables_count() -> None:
    """Also where it says no more than which account is meant."""
    usual = {"TWILIO_ACCOUNT_SID": ONE, "TWILIO_AUTH_TOKEN": TOKEN}
    known = CredentialsOf(usual)

    assert known.of(None).pair() == known.of(Access(ONE)).pair() == (ONE, TOKEN)
    error = failure(CredentialsError, lambda: CredentialsOf(usual).of(Access(OTHER)))
    assert error.message == "the credentials are of another account than account_sid says"
    assert error.help == "look at account_sid, and at TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"


def test_the_usual_variables_are_held_to_an_account_that_a_variable_says() -> None:
    """As to one that stands in the file: whose resource is meant is never somebody else's."""
    meant = Access(account_sid_env="MEANT")
    keys = {"TWILIO_API_KEY": KEY, "TWILIO_API_SECRET": TOKEN, "MEANT": ONE}
    token = {"TWILIO_ACCOUNT_SID": ONE, "TWILIO_AUTH_TOKEN": TOKEN, "MEANT": OTHER}

    assert CredentialsOf(keys).of(meant).account_sid == ONE
    error = failure(CredentialsError, lambda: CredentialsOf(token).of(meant))
    assert error.message == "the credentials are of another account than MEANT says"
    del token["MEANT"]
    error = failure(CredentialsError, lambda: CredentialsOf(token).of(meant))
    assert error.message == "MEANT is not set, which says whose resource is meant"


@pytest.mark.parametrize(
    ("access", "message", "help"),
    [
        (
            Access("", "ONE_SID", "NO_TOKEN"),
            "NO_TOKEN is not set",
            "the environments file names NO_TOKEN: set it in the environment",
        ),
        (
            Access("", "NO_SID", "NO_TOKEN"),
            "NO_SID and NO_TOKEN are not set",
            "the environments file names NO_SID and NO_TOKEN: set them in the environment",
        ),
        (
            Access(ONE, "", "NO_TOKEN"),
            "NO_TOKEN is not set",
            "the environments file names NO_TOKEN: set it in the environment",
        ),
        (
            Access(api_key_env="ONE_KEY", api_secret_env="NO_SECRET"),
            "ONE_KEY is set, but NO_SECRET is not",
            "the environments file names NO_SECRET: set it in the environment",
        ),
        (
            Access(api_key_env="NO_KEY", api_secret_env="NO_SECRET"),
            "NO_KEY and NO_SECRET are not set",
            "the environments file names NO_KEY and NO_SECRET: set them in the environment",
        ),
        (
            Access(api_key_env="ONE_KEY", api_secret_env="EMPTY"),
            "ONE_KEY is set, but EMPTY is not",
            "set ONE_KEY and EMPTY in the environment; they are never taken from the command line",
        ),
        (
            Access(OTHER, "ONE_SID", "ONE_TOKEN"),
            "the credentials are of another account than account_sid says",
            "look at account_sid, and at ONE_SID and ONE_TOKEN",
        ),
        (
            command("print('t')"),
            "nobody says which account's token the credential command prints",
            None,
        ),
        (
            command("print('t')", api_key_env="NO_KEY"),
            "NO_KEY is not set, whose secret the credential command prints",
            "set NO_KEY in the environment",
        ),
        (
            command("print('t')", account_sid_env="NO_SID"),
            "NO_SID is not set, which says whose resource is meant",
            "set NO_SID in the environment to the account's SID",
        ),
        (
            Access("", "NO_SID", "", "ONE_KEY", "ONE_SECRET"),
            "NO_SID is not set, which says whose resource is meant",
            "set NO_SID in the environment to the account's SID",
        ),
    ],
)
def test_what_is_missing_is_named(access: Access, message: str, help: str | None) -> None:
    """By the name of the variable."""
    error = refused(access)

    assert error.message == message
    assert help in {None, error.help}


@pytest.mark.parametrize(
    ("printed", "pair", "account"),
    [
        ({"account_sid": ONE, "auth_token": TOKEN}, (ONE, TOKEN), ONE),
        ({"api_key": KEY, "api_secret": "s"}, (KEY, "s"), None),
        ({"api_key": KEY, "api_secret": "s", "account_sid": ONE}, (KEY, "s"), ONE),
        ({"account_sid": ONE, "auth_token": " t ", "expires": 7}, (ONE, "t"), ONE),
    ],
)
def test_a_command_that_prints_json(
    printed: dict[str, object], pair: tuple[str, str], account: str | None
) -> None:
    """A pair of either kind; an account beside a key is the one that must answer."""
    credentials = found(command(f"print({json.dumps(printed)!r})"))

    assert credentials.pair() == pair
    assert credentials.account_sid == account


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("print('SECRET'); raise SystemExit(3)", "ended with exit code 3"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "ended by signal 15"),
        ("pass", "printed nothing"),
        ("print(' \\n ')", "printed nothing"),
        ("print('SECRET two')", "printed more than one word"),
        ("print('SECRET\\ntwo')", "printed more than one word"),
        ('print(\'{"auth_token": "SECRET"}\')', "printed JSON that has no credentials"),
        ("print('{\"SECRET\": ')", "printed JSON that has no credentials"),
        ("print('{\"a\":' * 100000)", f"printed more than {MAX_OUTPUT} bytes"),
        ("print('{\"a\":' * 9000)", "printed JSON that has no credentials"),
        ("import sys; sys.stdout.buffer.write(b'SECRET\\xff')", "printed what isn't UTF-8 text"),
        (f"print('x' * {MAX_OUTPUT + 1})", f"printed more than {MAX_OUTPUT} bytes"),
        ("while True: print('SECRET' * 1000)", f"printed more than {MAX_OUTPUT} bytes"),
    ],
)
def test_a_command_that_fails(
    code: str, problem: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The error says how, and nothing that it printed is shown, wherever it was printed."""
    code = f"import sys; print('{TOKEN}', file=sys.stderr)\n{code.replace('SECRET', TOKEN)}"
    error = broken(script(tmp_path, code, account_sid=ONE))

    name = os.path.basename(sys.executable)  # noqa: PTH119
    assert error.message == f"the credential command {name} {problem}"
    assert error.help
    assert capfd.readouterr() == ("", "")


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    """Nor a folder to run it in; a name that no system takes."""
    for access in (
        Access(ONE, command=("no-such-program",)),
        Access(ONE, command=(str(tmp_path),)),
        Access(ONE, command=(sys.executable,), folder=str(tmp_path / "nowhere")),
        Access(ONE, command=("a\0b",)),
    ):
        error = broken(access)
        assert "can't be run" in error.message
        assert "there is no shell" in (error.help or "")


def test_a_command_has_no_shell_and_no_input(tmp_path: Path) -> None:
    """Its words are its arguments, whatever they look like; it runs in the file's folder."""
    code = "import os, sys; print(repr(sys.argv[1]) + os.getcwd() + repr(sys.stdin.read()))"
    access = Access(
        ONE, command=(sys.executable, "-c", code, "$HOME;*"), folder=str(tmp_path.resolve())
    )

    assert found(access).pair()[1] == f"'$HOME;*'{tmp_path.resolve()}''"


def test_a_command_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    """Its children too, and soon."""
    begun = time.monotonic()
    child = f"import time; time.sleep(1); open({str(tmp_path / 'alive')!r}, 'w')"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"

    error = broken(command(code, seconds=0.3, account_sid=ONE))

    assert "took longer than 0.3 s" in error.message
    assert time.monotonic() - begun < 10
    time.sleep(1.5)
    assert list(tmp_path.iterdir()) == []


def test_what_a_command_leaves_behind_is_not_waited_for() -> None:
    """A daemon that it starts may keep its output open for ever."""
    begun = time.monotonic()
    code = "import subprocess, sys; subprocess.Popen(['sleep', '30']); print('t')"

    assert found(command(code, account_sid=ONE)).pair() == (ONE, "t")
    assert time.monotonic() - begun < 15


def test_a_command_sees_no_other_credentials() -> None:
    """Neither the usual ones nor those that other environments name; the rest it has."""
    code = "import os; print(','.join(sorted(set(os.environ) & set('AUTH ONE_TOKEN X'.split()))))"
    environment = {**ENVIRONMENT, "AUTH": "1", "X": "1", "TWILIO_AUTH_TOKEN": TOKEN}
    access = command(code, account_sid=ONE)
    others = Access("", "ONE_SID", "ONE_TOKEN")

    assert CredentialsOf(environment, [access, others]).of(access).pair() == (ONE, "AUTH,X")
    alone = access._replace(hidden=("ONE_TOKEN", "X"))
    assert CredentialsOf(environment).of(alone).pair() == (ONE, "AUTH")


def test_a_command_is_run_once(tmp_path: Path) -> None:
    """However often it is asked for."""
    code = f"open({str(tmp_path / 'runs')!r}, 'a').write('x'); print('t')"
    known, access = CredentialsOf(ENVIRONMENT), command(code, account_sid=ONE)

    assert known.of(access) == known.of(access)
    assert (tmp_path / "runs").read_text("utf-8") == "x"


def test_the_account_of_the_file_guards_a_command(tmp_path: Path) -> None:
    """JSON of another account is refused, before anything is sent."""
    printed = json.dumps({"account_sid": OTHER, "auth_token": TOKEN})
    for more in ({"account_sid": ONE}, {"account_sid_env": "ONE_SID"}):
        error = refused(script(tmp_path, f"print({printed!r})", **more))
        assert "another account than" in error.message


def test_the_account_that_is_meant() -> None:
    """As far as it is known without credentials: for what is kept."""
    assert account_of(Access(ONE, "OTHER_SID"), ENVIRONMENT) == ONE
    assert account_of(Access("", "OTHER_SID"), ENVIRONMENT) == OTHER
    assert account_of(Access(api_key_env="ONE_KEY"), ENVIRONMENT) is None
    assert account_of(None, {"TWILIO_ACCOUNT_SID": ONE}) == ONE
    assert account_of(None, ENVIRONMENT) is None


def test_no_repr_tells_credentials() -> None:
    """Of what holds them."""
    known = CredentialsOf(ENVIRONMENT)
    known.of(Access("", "ONE_SID", "ONE_TOKEN"))

    assert TOKEN not in repr(known)
