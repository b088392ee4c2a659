"""A rule about the addresses that known keys take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.checks.said import said
from appconfig_merge.layers.unfilled import placeholder_of
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.checks.finding import Severity
    from appconfig_merge.paths import Path

_SERVICES: Final = "serviceBaseUrl"
"""A key that Flex UI itself fills with a host alone, the resource's runtime_domain."""
_RUNTIME_DOMAIN: Final = r"[A-Za-z0-9-]{1,80}(?:\.[a-z0-9]{1,20})?\.twil\.io/?"

# Patterns are text, compiled at first use.
_HOST: Final = (
    r"(?P<name>localhost|[0-9]{1,3}(?:\.[0-9]{1,3}){3}|(?:[A-Za-z0-9-]{1,63}\.){1,20}[A-Za-z]{2,24})"
    r"(?P<port>:[0-9]{1,5})?(?=[/?#]|\Z)"
)
_FILE: Final = (
    r"(?i)[^/]*\.(?:aspx?|cgi|css|csv|do|gif|html?|ico|jpe?g|jsp?|json|m4a|map|mjs|mp[34]|ogg|php|png|svg"
    r"|tsx?|txt|wasm|wav|web[mp]|xml|ya?ml)"
)
"""How the names of files end: ``plugins.json`` is none of a host."""
_SCHEME: Final = r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{0,20}):(?P<slashes>[/\\]{0,9})"
_TWICE: Final = r"(?i)https?:/{0,2}https?(?::|//)"
_SLIP: Final = r"(?P<word>[A-Za-z]{3,7})(?:[:;.,]?//|:/?)"
_OF_HOSTS: Final = frozenset({"http", "https", "ws", "wss"})
_LIKENESS: Final = 0.8
"""How like http or https a word is that is a slip for it: ``htps``, but not ``tcp``."""
_NAME: Final = r"[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,9}"
_TEMPLATE: Final = r"(?s)\{\{.{1,200}\}\}"


class _Fault(NamedTuple):
    """What is wrong with an address, as the end of a message, and what to do."""

    what: str
    help: str
    severity: Severity | None = None


def _addresses(context: Context) -> Iterator[Found]:
    release = context.exact.release if context.exact is not None else None
    if release is None:
        return
    from appconfig_merge.known_keys.addresses import address_paths

    for path in address_paths(release.version):
        for one in said(context, path):
            fault = _fault(one.value, path) if isinstance(one.value, str) else None
            if fault is not None:
                name = format_path(path)
                yield Found(
                    f"{name if one.verb == 'is' else f'{name} may be one that'} {fault.what}",
                    one.location,
                    fault.help,
                    path=path,
                    file=one.file,
                    severity=fault.severity,
                    covers=("placeholder",),
                )


_UNFILLED: Final = _Fault(
    "has a placeholder that was never filled in",
    "Flex UI fills in nothing here: write the address, or have the build write it",
)
_NO_SCHEME: Final = _Fault(
    "has no scheme: as it stands it is no address of another server",
    "write the scheme in front of it, such as https://; a path of the page's own server begins "
    "with /",
)


def _fault(text: str, path: Path) -> _Fault | None:
    """What is wrong with the address at a path; None also where another rule tells it."""
    bare = text.strip()
    placeholder = placeholder_of(text)
    if placeholder is not None:
        return None if placeholder.is_sure else _UNFILLED
    if not bare:
        return None
    fault = _fault_of(bare)
    if fault is None and bare != text:
        where = "before" if text.endswith(bare) else "after" if text.startswith(bare) else "around"
        return _Fault(f"has blanks {where} it", "take them out", "info")
    if fault is _NO_SCHEME and path[-1] == _SERVICES:
        return _fault_of_services(bare)
    return fault


def _fault_of(text: str) -> _Fault | None:
    if re.fullmatch(_NAME, text):
        return _Fault("is a name and no address", "was it to be filled in? write the address")
    if re.fullmatch(_TEMPLATE, text):
        return _UNFILLED
    if re.match(_TWICE, text):
        return _Fault("has two schemes", "take one of the two out")
    host = re.match(_HOST, text)
    if host is not None and _is_host(host):
        return _NO_SCHEME
    scheme = re.match(_SCHEME, text)
    if scheme is not None and scheme["scheme"].lower() in _OF_HOSTS:
        return _fault_of_host(scheme, text)
    slip = re.match(_SLIP, text)
    if slip is not None:
        meant = _meant(slip["word"].lower())
        if meant is not None:
            return _Fault(f"begins with {slip[0]}, which is no scheme", f"did you mean {meant}://?")
    return None


def _is_host(host: re.Match[str]) -> bool:
    """Whether what may be a host is one, and no file's name."""
    name = host["name"]
    is_named = host["port"] is not None or name.lower().startswith("www.")
    return is_named or re.fullmatch(_FILE, name) is None


def _fault_of_host(scheme: re.Match[str], text: str) -> _Fault | None:
    begins = scheme["scheme"]
    rest = text[scheme.end() :]
    if not rest or rest[0] in "?#:":
        return _Fault("names no host", f"write the host after {begins}://")
    if scheme["slashes"] != "//":
        return _Fault(f"begins with {scheme[0]}", f"write {begins}:// instead")
    return None


def _meant(word: str) -> str | None:
    """The scheme that a word is a slip for, the word itself included; None where it is none."""
    if word in _OF_HOSTS:
        return word
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, ("https", "http"), 1, _LIKENESS)), None)


def _fault_of_services(text: str) -> _Fault:
    """The same of serviceBaseUrl, which Flex UI itself fills with a host alone."""
    return _Fault(
        'has no scheme: what asks serviceBaseUrl + "/path" never reaches that server',
        "write the scheme in front of it, such as https://, unless all your code does that itself, "
        "as it has to with the runtime_domain that the resource fills in",
        "info" if re.fullmatch(_RUNTIME_DOMAIN, text) else None,
    )


RULES: Final = (
    Rule(
        "malformed-address",
        "warning",
        "an address has no scheme, or one that is none",
        "`flex.example.com/api` is a path of the page's own server to a browser, and to `fetch` "
        "with it; `localhost:8080` is an address of the scheme localhost. Neither reaches the "
        "server that is meant, and a server that answers every path with the page hides it. A "
        "path that begins with / or ., and //host, are good addresses. Flex UI itself asks "
        "nothing of serviceBaseUrl but whether it is there; plugins do, and when the script "
        "doesn't set it, they find the account's runtime_domain there, which has no scheme.",
        "Write the address with its scheme, `https://flex.example.com/api`.",
        _addresses,
        of_flex_ui=True,
    ),
)
