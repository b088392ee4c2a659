"""Why a script throws, as far as the name that is missing, or the text around it, tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.suggestions import is_slip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.javascript.conversion import Throws

_ACCOUNT_SID: Final = re.compile(r"AC(?!COUNT|TION|TIVE|CESS)[0-9a-zA-Z_]{6,}\Z")
_SID: Final = re.compile(r"[A-Z]{2}[0-9a-f]{32}\Z")
_PLACEHOLDER: Final = re.compile(
    r"\$[A-Z][A-Z0-9_]*\Z|__\w+__\Z|(?:REPLACE|YOUR|INSERT|ENTER|CHANGE|TODO|FIXME)(?:_\w+|ME)?\Z"
)
_JAVASCRIPT: Final = {
    "true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false",
    "none": "null", "nil": "null", "null": "null", "nothing": "null", "nullptr": "null",
    "nan": "NaN", "undefined": "undefined",
}  # fmt: skip
"""What JavaScript writes for words of Python, Ruby, Go, YAML and SQL, by their lower case."""
_THREE_WAYS: Final = (
    "if another script of the page defines it, name that script with --script, give the value "
    "with --define, or say with --assume that it is defined"
)
_OTHER_PLACES: Final = {
    "define": "this is an AMD module, and only a loader such as RequireJS has define: without one "
    "write `var appConfig = { ... };`",
    "require": "a browser has no require: have a build step put in what it loads, or write the "
    "values here",
    "module": "a browser has no module: leave the export out, or have a build step make a script",
    "exports": "a browser has no exports: set a global, or have a build step make a script",
    "global": "a browser has no global: window is its global object",
    **dict.fromkeys(
        ("os", "System", "ENV", "env", "getenv", "Environment", "Deno"),
        "a browser has no environment variables: write the value here, or have a build step put "
        f"it in; {_THREE_WAYS}",
    ),
    "dict": "JavaScript writes an object as { key: value }",
    "array": "JavaScript writes an array as [ ... ]",
}
"""What is there in Node, in a loader, in Python or PHP, and in no browser."""
_WORDS: Final = ("true", "false", "null", "undefined")
_SHORT: Final = 0.75
"""The likeness of ``fasle`` to ``false``: it is for short words, and these alone."""
_ENVIRONMENT: Final = re.compile(r"""process\.env(?:\.\w+|\[(?:"\w*"|'\w*')\])?""")
_BARE: Final = re.compile(r"[\w$][\w$.:/@+-]*")
_HOST: Final = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|dev|app|cloud|local|internal|test|co|eu|uk|de|us|ai)"
    r"(?:[:/][\w./:-]*)?\Z"
)
_ENDS: Final = re.compile(r"[ \t]*(?:[,}\]\r\n]|//|/\*|\Z)")
_TARGET: Final = re.compile(r"[\w$]+(?P<below>(?:\s*\.\s*[\w$]+|\s*\[[^\]]*\])*)\s*=(?!=)")
_PAGE: Final = ("window", "document", "location", "navigator", "localStorage", "sessionStorage")
"""Names of the page that configurations read."""
_UNDECLARED: Final = re.compile(r"(\S+) is not defined\Z")
_UNINITIALISED: Final = re.compile(r"Cannot access '(.+)' before initialization\Z")
_MEMBER: Final = re.compile(r"((?:window|self|globalThis)\s*\.\s*([\w$]+))\s*[.\[]")


def help_for(thrown: Throws, names: Iterable[str] = ()) -> str | None:
    """What a person can do about a throw; None where nothing tells.

    ``names`` are those that the page's scripts have set.
    """
    if thrown.help is not None:
        return thrown.help
    if thrown.name == "TypeError":
        return _of_nothing(thrown)
    if thrown.name != "ReferenceError":
        return None
    early = _UNINITIALISED.match(thrown.message)
    if early is not None:
        return f"move the declaration of {early[1]} above this line"
    undeclared = _UNDECLARED.match(thrown.message)
    return None if undeclared is None else _of_name(thrown, undeclared[1], names)


def _of_name(thrown: Throws, name: str, names: Iterable[str]) -> str:
    """What to do about a name that nothing has declared."""
    before, after = _around(thrown)
    is_value = bool(re.search(r"(?::|=|\[|,|\?|\|\||&&)\s*\Z", before))
    bare = _BARE.match(after)
    written = bare[0].rstrip(".:") if bare is not None and is_value else name
    is_whole = is_value and bool(_ENDS.match(after, len(written)))
    word = _JAVASCRIPT.get(name.lower())
    if word is not None and (name not in {"on", "off", "yes", "no"} or is_whole):
        return f"JavaScript writes {word}"
    if before.endswith("${") and after.startswith(f"{name}}}"):
        return (
            f"in backquotes ${{{name}}} is the variable {name}: if a step of the build was to "
            f"fill it in, that was left out; {_THREE_WAYS}"
        )
    if _ACCOUNT_SID.match(name):
        return "is this an unquoted account identifier? Put it in quotes"
    if _SID.match(name):
        return "is this an unquoted SID? Put it in quotes"
    environment = _ENVIRONMENT.match(after)
    if environment is not None:
        return (
            "a browser has no process: write the value here, or have a build step replace "
            f"{environment[0]}"
        )
    if name in _OTHER_PLACES:
        return _OTHER_PLACES[name]
    if _PLACEHOLDER.match(name):
        return (
            "if this is a placeholder nothing has filled it in: put the value there, in quotes if "
            f"it is text; {_THREE_WAYS}"
        )
    if is_whole and _HOST.match(written):
        return "is this an address? Put it in quotes"
    word = next((one for one in _WORDS if is_slip(name, one, _SHORT)), None) if is_whole else None
    if word is not None:
        return f"did you mean {word}?"
    like = next((one for one in (*names, *_PAGE) if is_slip(name, one)), None)
    if like is not None:
        return f"did you mean {like}?"
    if is_whole:
        return f"if it is text put it in quotes; {_THREE_WAYS}"
    target = _TARGET.match(after)
    if target is not None and target["below"]:
        return f"nothing has set {name}: begin with `var {name} = {{}};`; {_THREE_WAYS}"
    if target is not None:
        return f"strict code assigns to what is declared alone: write `var {name} = ...`"
    return _THREE_WAYS


def _of_nothing(thrown: Throws) -> str | None:
    """What to do where a property of a global that isn't there is set or read."""
    _, after = _around(thrown)
    member = _MEMBER.match(after)
    if member is None or " of undefined" not in thrown.message:
        return None
    return f"nothing has set {member[2]} yet: begin with `{member[1]} = {member[1]} || {{}};`"


def _around(thrown: Throws) -> tuple[str, str]:
    """The text before and behind the beginning of what throws, some characters of each."""
    at = thrown.at
    if at is None or at.node.start < 0:
        return "", ""
    start, data = at.node.start, at.source.data
    before = data[max(start - _NEAR, 0) : start].decode("utf-8", "ignore")
    return before, data[start : start + _NEAR].decode("utf-8", "ignore")


_NEAR: Final = 200
"""Bytes of the text on each side that are looked at."""
