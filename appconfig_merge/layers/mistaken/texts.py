"""Texts that were given as a Configuration resource and aren't JSON: what they are instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.layers.mistaken.mistake import CURL, FETCH, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable

_HEADERS: Final = re.compile(
    r"(?:\ufeff)?HTTP/[\d.]+ +(\d{3})[^\r\n]*\r?\n(?:[!-9;-~]+:[^\r\n]*\r?\n)*(?:\r?\n)?"
)
"""A status line and the fields below it (RFC 9112), up to the empty line."""
_SCRIPT: Final = re.compile(
    r"""(?:\s|//[^\n]*\n|/\*(?:[^*]|\*(?!/))*+\*/)*+
    (?:(?:var|let|const)\s+[\w$]+\s*= | (?:window|self|globalThis|module|exports)\s*[.\[]
    | [\w$]+(?:\.[\w$]+)*\s*=\s*[{(] | export\s | import\s | \(?\s*function\b | \(\(\)\s*=>
    | ["']use\ strict["'])""",
    re.VERBOSE,
)
_PYTHON: Final = re.compile(r"\[?\s*\{\s*'[^'\n]*':")
_PYTHONS_OWN: Final = re.compile(r"\b(?:True|False|None|datetime\.|Decimal\()|'(?:account|ui)_")
_INSPECTED: Final = re.compile(
    r"\[?\s*(?:[A-Z]\w*\s*\{|\{\s*(?:_\w+|sid|account_?[sS]id|ui_?[aA]ttributes)\s*:)"
)
_TABLE: Final = re.compile(r"[A-Z][\w/]*(?: [A-Z][\w/]*)*(?:\t| {2,})[A-Z]")
_ONE_COLUMN: Final = re.compile(r"(?:SID|Account SID|UI Attributes|Status|URL) *\r?\n")
_LISTED: Final = re.compile(r"\s*\w+ +: [^\n]*\n\w+ +:")
_YAML: Final = re.compile(r"(?:---[^\n]*\n|#[^\n]*\n)*\s*[A-Za-z_]\w*:(?:\s|$)")
_BEGINS: Final = re.compile(
    r"""\s*(?:[{\["'/\u201c\u2018#<=>|]|[-+.]?\d"""
    r"""|(?:true|false|null|True|False|None|undefined|NaN)\b)"""
)
"""How JSON begins, and JSON with a slip right there."""
_MESSAGE: Final = re.compile(
    r"(?:(?:error|Error|ERROR|fatal|warning|usage|Usage|-?bash|zsh|sh|npm \w+)[!:]?"
    r"|Traceback[\w ()]*:|/\w[\w/.]*:) "
)
_REPORT: Final = re.compile(r"\s*#+ (?:Twilio Flex Error report|APPLICATION STATUS|SESSION DATA)\s")
_PROMPT: Final = re.compile(
    r"\s*(?:\$|PS [A-Z]:[^\n>]*>|[A-Z]:\\[^\n>]*>|[\w.-]+@[\w.-]+[^\n$#]*[$#]) +\w"
)
_PROGRESS: Final = re.compile(r"\s*% Total +% Received")
_VERBOSE: Final = re.compile(r"(?:[*<>{}] [^\n]*\n|[<>]\r?\n){2}")
_INSTANCE: Final = re.compile(r"<[Tt]wilio\.")
_PAGE: Final = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)
_MARKUP: Final = re.compile(r"\s*<(?:\?xml|[A-Za-z])")


def mistake_of_text(text: str) -> Mistake | None:
    """What a text is that is no JSON; None where it seems to be JSON with a slip in it.

    Nothing of it is quoted but the status of an HTTP answer.
    """
    if not text.strip():
        return Mistake("is an empty file: whatever was to write it failed", _fetch_it())
    for recognised in _KINDS:
        found = recognised(text)
        if found is not None:
            return found
    return None if _BEGINS.match(text) else Mistake("is no JSON", _fetch_it())


def mistake_of_bytes(data: bytes) -> Mistake | None:
    """What bytes are that are no text in UTF-8, or have NUL between the characters."""
    if data.startswith(b"\x1f\xef\xbf\xbd\x08"):  # 1f 8b 08, of which 8b is no UTF-8
        return Mistake(
            "is compressed (gzip), not text", f"unpack it, or have curl do it: --compressed; {CURL}"
        )
    if data.startswith(b"PK\x03\x04"):
        return Mistake("is a ZIP archive, not JSON", f"unpack it, or get the resource with {FETCH}")
    if data[1:2] == b"\0" or data[:1] == b"\0":
        return Mistake(
            "is UTF-16 without a byte order mark, not UTF-8",
            "save it as UTF-8; in PowerShell `| Out-File -Encoding utf8 FILE` does",
        )
    return None


def _http(text: str) -> Mistake | None:
    block = _HEADERS.match(text)
    if block is None:
        return None
    status = block[1]
    while block is not None:  # a redirect or 100 Continue has headers of its own
        status = block[1]
        block = _HEADERS.match(text, block.end())
    failed = "" if status.startswith("2") else "the request failed, too; "
    return Mistake(
        f"begins with the headers of an HTTP answer (status {status}), as `curl -i` prints them",
        f"{failed}leave -i out: {CURL}",
    )


def _curl(text: str) -> Mistake | None:
    if _PROGRESS.match(text):
        return Mistake("begins with curl's progress meter", f"-s leaves it out: {CURL}")
    if _VERBOSE.match(text):
        return Mistake("begins with what `curl -v` tells of the connection", f"use {CURL}")
    if text.startswith("curl: "):
        return Mistake("is what curl says where it fails", f"mend that, then use {CURL}")
    return None


def _page(text: str) -> Mistake | None:
    if _PAGE.match(text):
        return Mistake(
            "is an HTML page, not JSON",
            f"was a login or error page saved in place of the resource? Get it with {FETCH}",
        )
    if _INSTANCE.match(text):
        return Mistake(
            "is how a helper library prints an object, without what it holds", _fetch_it()
        )
    if _MARKUP.match(text):
        return Mistake("is XML or HTML, not JSON", _fetch_it())
    return None


def _script(text: str) -> Mistake | None:
    if not _SCRIPT.match(text):
        return None
    return Mistake(
        "is a script, not JSON",
        "if it is the appConfig.js it comes first: effective-config show APP_CONFIG "
        f"--configuration FILE; {FETCH} gets the resource",
    )


def _printed(text: str) -> Mistake | None:
    if _PROMPT.match(text):
        return Mistake("begins with a command, as a terminal shows it", _fetch_it())
    if "[object Object]" in text[:10_000]:
        return Mistake("has [object Object] in place of what an object holds", _fetch_it())
    if text.startswith(" »"):
        return Mistake("is what twilio-cli says where it fails", f"mend that, then use {FETCH}")
    if "\x1b[" in text[:100]:
        return Mistake("has a terminal's colours in it", "print it without them: `jq -M`")
    if _PYTHON.match(text) and _PYTHONS_OWN.search(text):
        return Mistake(
            "is how Python prints an object, not JSON",
            f"json.dumps writes JSON; get the resource as the API answers it with {FETCH}",
        )
    if _REPORT.match(text):
        return Mistake(
            "is an error report of Flex UI, not JSON",
            f"verify takes it with --running; {FETCH} gets the resource",
        )
    if text.startswith("```"):
        return Mistake("begins with a fence of Markdown", "keep what stands between the fences")
    if _MESSAGE.match(text):
        return Mistake("is what a command says where it fails", f"mend that, then use {FETCH}")
    if _TABLE.match(text) or _ONE_COLUMN.match(text) or text.startswith("No results"):
        return Mistake("is a table, as twilio-cli prints it without -o json", _fetch_it())
    return None


def _notations(text: str) -> Mistake | None:
    if _LISTED.match(text):
        return Mistake("is how PowerShell prints an object, not JSON", _fetch_it())
    if _YAML.match(text):
        return Mistake("looks like YAML, not JSON", _fetch_it())
    if _INSPECTED.match(text):
        return Mistake(
            "is how JavaScript writes an object, not JSON",
            f"JSON.stringify writes JSON; get the resource as the API answers it with {FETCH}",
        )
    return None


def _fetch_it() -> str:
    return f"get the resource with {FETCH}"


_KINDS: Final[tuple[Callable[[str], Mistake | None], ...]] = (
    _http, _curl, _page, _printed, _script, _notations,
)  # fmt: skip
