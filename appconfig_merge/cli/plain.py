"""A command line that needs no click, which takes longer to import than most calls to answer.

It is read here where it is plain, and then it means what click would find that it means. Whatever
isn't, mistakes above all, is left to click, whose reading is the one that counts.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge._version import __version__
from appconfig_merge.cli.ends import ending
from appconfig_merge.cli.names import (
    COMPLETION,
    DEFAULT,
    MODULES,
    OWN_FLAGS,
    PROGRAM,
    command_named,
    demand_no_misspelt_command,
    help_of,
)
from appconfig_merge.cli.parameters import Argument, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.cli.parameters import Command, Parameter

VERSION: Final = f"{PROGRAM} {__version__}"
_EXPANDED: Final = frozenset("~$%*?[")
"""What click expands on Windows, where no shell does it."""


def run(words: Sequence[str]) -> bool:
    """Run a plain call; whether it is one. Commands end the process, or come back."""
    if COMPLETION in os.environ:
        return False
    if list(words) == ["--version"]:
        from appconfig_merge.cli.streams import echo

        with ending():
            echo(f"{VERSION}\n", sys.stdout)
        return True
    call = read(words)
    if call is None:
        return False
    command, values = call
    with ending(help_of()):
        if words[0] not in MODULES and not words[0].startswith("-"):
            demand_no_misspelt_command(words)
    with ending(help_of(command.name)):
        command.function(**values)
    return True


def read(words: Sequence[str]) -> tuple[Command, dict[str, Any]] | None:
    """The command that words plainly call, and what its function gets; None for others."""
    if not words or words[0] in OWN_FLAGS:
        return None
    if os.name == "nt" and not _EXPANDED.isdisjoint("".join(words)):
        return None
    is_named = words[0] in MODULES
    command = command_named(words[0] if is_named else DEFAULT)
    values = _values(command, words[1:] if is_named else words)
    return None if values is None else (command, values)


class _NotPlain(Exception):  # noqa: N818 - nothing is wrong
    """The words are for click to read."""


def _values(command: Command, words: Sequence[str]) -> dict[str, Any] | None:
    """What the words behind a command's name give it."""
    arguments = [one for one in command.parameters if isinstance(one, Argument)]
    options = {one.flag: one for one in command.parameters if isinstance(one, Option)}
    options |= {one.short: one for one in options.values() if one.short}
    given: dict[str, list[bool | int | str]] = {}
    order: list[str] = []
    places: list[str] = []
    try:
        rest = iter(words)
        for word in rest:
            if not word.startswith("-") or word == "-":
                places.append(word)
                continue
            option, value = _option(options, word, rest)
            given.setdefault(option.name, []).append(value)
            order.append(option.name)
        values = {
            one.name: _taken(one, given.get(one.name, []))
            for one in options.values()
            if one.then is None
        }
        values |= _at_places(arguments, places)
    except _NotPlain:
        return None
    return {**values, command.order: order} if command.order else values


def _taken(option: Option, given: list[bool | int | str]) -> Any:
    """What an option comes to that is given so, if at all."""
    if option.is_repeatable:
        return tuple(given)
    if len(given) > 1 or (option.is_required and not given):
        raise _NotPlain
    return given[0] if given else option.silence


def _option(
    options: dict[str, Option], word: str, rest: Iterator[str]
) -> tuple[Option, bool | int | str]:
    """The option that a word is, and its value, which may be the next word."""
    flag, equals, text = word.partition("=")
    option = options.get(flag)
    if option is None or option.then is not None:
        raise _NotPlain
    is_flag = option.kind == "flag"
    if equals and (is_flag or flag == option.short):
        raise _NotPlain
    if is_flag:
        return option, True
    if not equals:
        next_word = next(rest, None)
        if next_word is None:
            raise _NotPlain
        text = next_word
    return option, _value(option, text)


def _at_places(arguments: Sequence[Argument], words: Sequence[str]) -> dict[str, Any]:
    """The values of arguments."""
    values: dict[str, Any] = {}
    left = list(words)
    for one in arguments:
        if not left and one.how_many != "optional":
            raise _NotPlain
        taken, left = (left, []) if one.how_many == "many" else (left[:1], left[1:])
        found = tuple(_value(one, word) for word in taken)
        values[one.name] = found if one.how_many == "many" else next(iter(found), None)
    if left:
        raise _NotPlain
    return values


def _value(parameter: Parameter, text: str) -> int | str:
    """The value that a word is."""
    kind = parameter.kind
    if kind == "choice" and text not in parameter.choices:
        raise _NotPlain
    if kind in {"folder", "readable folder"} and os.path.lexists(text):
        is_readable = kind == "folder" or os.access(text, os.R_OK)
        if not os.path.isdir(text) or not is_readable:  # noqa: PTH112 - pathlib costs time
            raise _NotPlain
    if kind == "number":
        assert isinstance(parameter, Option)
        return _number(parameter, text)
    return text


def _number(option: Option, text: str) -> int:
    least, most = option.range
    try:
        number = int(text)
    except ValueError:
        raise _NotPlain from None
    if number < least or (most is not None and number > most):
        raise _NotPlain
    return number
