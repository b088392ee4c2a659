"""What the caller says of the page: ``--define NAME=JSON``, ``--page-url``, ``--assume NAME``."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from appconfig_merge.errors import DefinitionError, PathError, SourceSyntaxError
from appconfig_merge.javascript.globals import ALIASES, STORAGES
from appconfig_merge.javascript.values import JSObject
from appconfig_merge.layers.data import read_json
from appconfig_merge.paths import format_path, is_name, parse_path
from appconfig_merge.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.javascript.values import Traced

_STORED = """write it like --define localStorage.env='"dev"'; null is for nothing stored"""


def parse_definition(text: str) -> tuple[str, Traced]:
    """Read ``location.hostname="flex.example.com"``: a dotted name and a JSON value.

    Raises DefinitionError.
    """
    name, value = _split(text)
    dotted = dotted_name(name, "--define")
    try:
        traced = read_json(_argument(f"--define {name}", value)).traced
    except SourceSyntaxError as error:
        raise DefinitionError(
            f"--define {text}: the value is not JSON: {error.message}",
            help="a string takes double quotes, which the shell takes away: "
            f"--define {name}='\"{value}\"'",
        ) from None
    _check_stored(dotted, traced, f"--define {text}")
    return dotted, traced


def _argument(name: str, text: str) -> Source:
    return Source(name, text, "json", is_argument=True)


def _split(text: str) -> tuple[str, str]:
    """The name and the value; an equals sign in brackets is the name's."""
    if "=" not in text:
        raise DefinitionError(f"--define {text}: there is no value", help="write it as NAME=JSON")
    places = [at for at, character in enumerate(text) if character == "="]
    at = next((at for at in places if _is_path(text[:at].strip())), places[0])
    return text[:at].strip(), text[at + 1 :]


def _is_path(text: str) -> bool:
    try:
        return bool(parse_path(text))
    except PathError:
        return False


def definition(name: str, value: object) -> tuple[str, Traced]:
    """A definition from data that json.dumps can write. Raises DefinitionError."""
    import json

    try:
        text = json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise DefinitionError(f"the value of {name} can't be written as JSON: {error}") from None
    dotted = dotted_name(name, "define")
    return dotted, _read(dotted, name, text)


@lru_cache(maxsize=10_000)
def _read(dotted: str, name: str, text: str) -> Traced:
    """The value of a definition: what many environments say, or one at many times, is read once."""
    traced = read_json(_argument(f"define {name}", text)).traced
    _check_stored(dotted, traced, f"define {name}")
    return traced


def with_page_url(definitions: Iterable[tuple[str, Traced]], url: str | None) -> dict[str, Traced]:
    """All that is defined of a page, by dotted name; ``url`` is where it is loaded from.

    Raises DefinitionError where a definition says something else than the URL.
    """
    defined = dict(definitions)
    if url is None:
        return defined
    from appconfig_merge.page.url import page_definitions

    derived = page_definitions(url)
    for name in sorted(defined):
        if name in derived or name in {"location", "document"}:
            raise DefinitionError(
                f"--page-url says what {name} is, and so does --define",
                help="leave one of the two out",
            )
    return {**defined, **derived}


def dotted_name(name: str, option: str) -> str:
    """Check a dotted name, and write it in the one way that the page's values go by.

    ``window.`` and its aliases in front are dropped, ``document.location`` is ``location``.
    """
    try:
        keys = [str(key) for key in parse_path(name)] if not name.startswith("/") else []
    except PathError:
        keys = []
    if not keys or not is_name(keys[0]):
        raise DefinitionError(
            f"{option} {name}: not a name",
            help='a name looks like location.hostname or localStorage["my-key"]',
        )
    while len(keys) > 1 and (keys[0] in ALIASES or keys[:2] == ["document", "location"]):
        del keys[0]
    return format_path(tuple(keys))


def _check_stored(name: str, traced: Traced, what: str) -> None:
    """Refuse what a browser's storage can't hold: it keeps strings, null stands for nothing."""
    storage, _, rest = name.replace("[", ".").partition(".")
    if storage not in STORAGES:
        return
    stored = [traced.value]
    if not rest:
        whole = traced.value
        if type(whole) is not JSObject:
            raise DefinitionError(f"{what}: {storage} is an object", help=_STORED)
        stored = [slot.traced.value for slot in whole.slots.values()]
    if not all(value is None or isinstance(value, str) for value in stored):
        raise DefinitionError(
            f"{what}: {storage} holds strings only",
            help=_STORED,
        )
