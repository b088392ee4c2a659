"""The errors: what each carries, and how a command ends that meets it."""

from __future__ import annotations

import pickle

from appconfig_merge import Location, errors
from appconfig_merge.errors import AppConfigError, ExitCode, InputError

PLACE = Location("a.js", 1, 2, 3, 4)


def test_an_error_is_data() -> None:
    """All it was made with; without more the rest is None."""
    error = AppConfigError("it is wrong", location=PLACE, line_text="var a", help="mend it")

    assert vars(error) == {
        "message": "it is wrong",
        "location": PLACE,
        "line_text": "var a",
        "help": "mend it",
    }
    assert error.args == ("it is wrong",)
    assert vars(AppConfigError("it is wrong")) == {
        "message": "it is wrong",
        "location": None,
        "line_text": None,
        "help": None,
    }


def test_its_text() -> None:
    """The message, behind the place where there is one."""
    assert str(InputError("it is wrong", location=PLACE)) == "a.js:1:2: it is wrong"
    assert str(InputError("it is wrong")) == "it is wrong"


def test_an_error_from_another_process() -> None:
    """Is the same, with what was added to it."""
    error = InputError("it is wrong", location=PLACE, help="mend it")
    error.add_note("a note")

    again = pickle.loads(pickle.dumps(error))

    assert (type(again), again.args, vars(again)) == (InputError, error.args, vars(error))


def test_codes_and_how_a_command_ends() -> None:
    """Part of the interface: docs/compatibility.md."""
    found = {
        cls.code: (cls.__name__, cls.exit_code)
        for cls in vars(errors).values()
        if isinstance(cls, type) and issubclass(cls, AppConfigError)
    }

    assert found == {
        "error": ("AppConfigError", 2),
        "unreadable-input": ("InputError", 3),
        "syntax-error": ("SourceSyntaxError", 3),
        "unsupported-syntax": ("UnsupportedSyntaxError", 3),
        "script-throws": ("ScriptThrowsError", 3),
        "no-config-object": ("NoConfigError", 3),
        "unresolved-config-object": ("UnresolvedConfigError", 3),
        "limit-exceeded": ("LimitError", 3),
        "wrong-usage": ("UsageError", 2),
        "internal-error": ("InternalError", 70),
        "malformed-path": ("PathError", 2),
        "malformed-definition": ("DefinitionError", 2),
        "missing-extra": ("MissingExtraError", 2),
    }


def test_exit_codes() -> None:
    """Each keeps its meaning."""
    assert {one.name: one.value for one in ExitCode} == {
        "DONE": 0,
        "FOUND": 1,
        "USAGE": 2,
        "UNREADABLE": 3,
        "UNRESOLVED": 4,
        "SERVICE": 5,
        "CONFLICT": 6,
        "BUG": 70,
        "INTERRUPTED": 130,
        "BROKEN_PIPE": 141,
    }
