"""What was given as a snapshot and is none: named, with what to do instead.

JSON is recognised by the names of its keys, a text by how it begins; no value is quoted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


class Mistake(NamedTuple):
    """``what`` goes on from "this"."""

    what: str
    help: str


_TAKE: Final = (
    "effective-config snapshot --snippet prints what takes a snapshot in the browser's console, "
    "snapshot --browser URL takes one"
)
_FOR_STORED: Final = f"--stored takes it; {_TAKE}"
_IN_THE_CLIPBOARD: Final = "what it took is in the clipboard: paste that into the file"
_PRINTED: Final = "effective-config prints with --format json"

_KEYS: Final[tuple[tuple[AbstractSet[str], str, str], ...]] = (
    (
        {"schema_version", "values", "layers"},
        f"is what {_PRINTED}: a prediction, and no running page",
        _TAKE,
    ),
    ({"schema_version"}, f"is what {_PRINTED}, and no snapshot", _TAKE),
    (
        {"ui_attributes"},
        "is the Configuration resource, and no snapshot",
        f"--configuration takes it; {_TAKE}",
    ),
    (
        {"uiAttributes"},
        "is the Configuration resource as a helper library writes it, and no snapshot",
        _TAKE,
    ),
    (
        {"cookies", "origins"},
        "is the state of a browser, and no snapshot",
        "snapshot --browser URL --storage-state FILE opens the page with it",
    ),
    ({"log"}, "is what a browser recorded of its requests (HAR), and no snapshot", _TAKE),
    ({"value", "expiry"}, "is the copy of the resource that Flex UI keeps, and no snapshot", _TAKE),
    ({"lockfileVersion"}, "is a lock file of npm, and no snapshot", _TAKE),
    ({"name", "version", "dependencies"}, "is a package.json, and no snapshot", _TAKE),
    ({"name", "version", "devDependencies"}, "is a package.json, and no snapshot", _TAKE),
    ({"code", "message"}, "is an error that an API answered, and no snapshot", _TAKE),
)
"""Keys, and what has them all."""
_STORED: Final = re.compile(r"FLEX_CONFIG|FLEX_SDK_CACHE_\w+|TWILIO_FLEX_\w+")
_CONFIGURATION: Final = frozenset({
    "componentProps", "logLevel", "pluginService", "sdkOptions", "sso", "theme",
})  # fmt: skip


def mistake(data: object) -> Mistake:
    """What JSON is that is no snapshot."""
    if isinstance(data, list):
        return Mistake("is an array, and a snapshot is an object", _TAKE)
    if not isinstance(data, dict):
        what = "a text" if isinstance(data, str) else "a number, true, false or null"
        return Mistake(f"is {what}, and a snapshot is an object", _TAKE)
    for keys, what, help in _KEYS:
        if keys <= data.keys():
            return Mistake(what, help)
    if any(_STORED.fullmatch(key) for key in data):
        return Mistake("is what the browser has in localStorage, and no snapshot", _FOR_STORED)
    if data.keys() & _CONFIGURATION:
        return Mistake(
            "is a configuration alone, without what a snapshot tells of the page around it", _TAKE
        )
    return Mistake("is no snapshot of a running Flex UI", _TAKE)


_TEXTS: Final[tuple[tuple[re.Pattern[str], str, str], ...]] = (
    (re.compile(r"\s*\Z"), "is an empty file", _TAKE),
    (
        re.compile(r"""\s*["'`]?copied: """),
        "is what a console says of the snapshot, and not the snapshot",
        _IN_THE_CLIPBOARD,
    ),
    (re.compile(r"\s*undefined\s*\Z"), "is what a console shows of the snippet", _IN_THE_CLIPBOARD),
    (
        re.compile(r"\s*(?:[▶▸>]\s*)?(?:Object\s*)?\{\s*(?:schema_version|kind|taken_by)\s*:"),
        "is how a console shows an object, and no JSON",
        _IN_THE_CLIPBOARD,
    ),
    (
        re.compile(r"\s*<(?:!doctype|html|head|body|script|\?xml)\b", re.IGNORECASE),
        "is a page, and no snapshot of one",
        f"give it before --running, as APP_CONFIG_OR_PAGE; {_TAKE}",
    ),
    (
        re.compile(r"\s*+#+ (?:Twilio Flex Error report|APPLICATION STATUS)\b"),
        "is an error report of Flex UI without its session data",
        "download it again, or keep the section SESSION DATA in it",
    ),
    (
        re.compile(r"\s*(?:var|let|const|window|self|globalThis|import|export)\b[\s.\[{*]"),
        "is a script, and no snapshot",
        f"an appConfig.js comes before --running; {_TAKE}",
    ),
)
_SNIPPET: Final = re.compile(r"\s*(?:[(!;]|/\*|//|void\b|async\b|copy\()")
_BYTES: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"\x1f\xef\xbf\xbd", "is compressed (gzip)", "unpack it"),
    (b"PK\x03\x04", "is a ZIP archive", "unpack it"),
    (b"\xef\xbf\xbdPNG", "is a picture", _TAKE),
    (b"%PDF", "is a PDF document", _TAKE),
)


def mistake_of_text(data: bytes, text: str) -> Mistake | None:
    """What a text is that is no JSON; None where it seems to be a snapshot with a fault in it.

    ``data`` is its UTF-8 form, with U+FFFD for what was no UTF-8.
    """
    for begins, what, help in _BYTES:
        if data.startswith(begins):
            return Mistake(f"{what}, and no snapshot", help)
    if data[:1] == b"\0" or data[1:2] == b"\0":
        return Mistake(
            "is UTF-16 without a byte order mark",
            "save it as UTF-8; in PowerShell `| Out-File -Encoding utf8 FILE` does",
        )
    if _SNIPPET.match(text) and "flex-ui-snapshot" in text:
        return Mistake(
            "is the snippet itself, and not what it takes",
            "paste it into the console of the page that runs: it copies the snapshot",
        )
    for pattern, what, help in _TEXTS:
        if pattern.match(text):
            return Mistake(what, help)
    return None
