"""The URL that a page is loaded from, and what it makes of the page's ``location``.

URL Standard (url.spec.whatwg.org), HTML 7.2.4. A URL has many spellings that a browser rewrites;
only what it leaves as it is, is taken apart here, and any other spelling is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import DefinitionError
from appconfig_merge.javascript.values import Traced
from appconfig_merge.source import Source
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Iterator

_URL: Final = re.compile(
    r"""(?P<protocol>(?P<scheme>https?):)//
    (?P<host>(?P<hostname>\[[0-9a-fA-F:]+\]|[^/?\#:@\[\]]+)(?::(?P<port>[0-9]{1,5}))?)
    (?P<pathname>/[^?\#]*)?
    (?P<search>\?[^\#]*)?
    (?P<hash>\#.*)?""",
    re.VERBOSE | re.IGNORECASE,
)
_WHOLE: Final = ("location.href", "document.URL", "document.documentURI")
_DEFAULT_PORTS: Final = {"http": "80", "https": "443"}
_LABELS: Final = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")
_NUMERIC_LABEL: Final = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)\.?")
_REWRITTEN: Final = re.compile(r"""[^!-~]|["<>\\^`{|}']""")
"""Characters that some part of a URL would have percent-encoded or exchanged."""
_DOTS: Final = re.compile(r"/(?:\.|%2e){1,2}(?=/|$)", re.IGNORECASE)
_HELP: Final = (
    "give it as the browser's address bar shows it when copied: https://flex.example.com/agent"
)


def parts(url: str) -> Iterator[tuple[str, str, int, int]]:
    """What a page of this URL reads: dotted name, value, and the value's place in ``url``.

    Raises DefinitionError for anything but an http or https URL that a browser leaves as it is.
    """
    match = _URL.fullmatch(url)
    if match is None:
        raise DefinitionError(
            f"--page-url {url}: not an http or https URL of a page",
            help="write it like https://flex.example.com/agent-desktop",
        )
    scheme, hostname = match["scheme"].lower(), match["hostname"].lower()
    pathname = match["pathname"] or ""
    if _REWRITTEN.search(url) or _DOTS.search(pathname) or not _is_plain_host(hostname):
        raise DefinitionError(f"--page-url {url}: a browser writes this URL otherwise", help=_HELP)
    port = _port(match["port"] or "", scheme, url)
    host = f"{hostname}:{port}" if port else hostname
    origin = f"{scheme}://{host}"
    search, fragment = match["search"] or "", match["hash"] or ""
    href = origin + (pathname or "/") + search + fragment
    components = {
        "protocol": f"{scheme}:",
        "host": host,
        "hostname": hostname,
        "port": port,
        "pathname": pathname or "/",
        # A lone ? or # is part of the address, but of neither of these.
        "search": search if len(search) > 1 else "",
        "hash": fragment if len(fragment) > 1 else "",
    }
    whole = match.span()
    for name, value in components.items():
        yield f"location.{name}", value, *(match.span(name) if match[name] else whole)
    for name in _WHOLE:
        yield name, href, *whole
    for name in ("location.origin", "origin"):
        yield name, origin, 0, match.end("host")


def _is_plain_host(hostname: str) -> bool:
    """Whether a host's name is written as it stays: ASCII labels or a plain IP address."""
    is_ipv6 = hostname.startswith("[")
    if not is_ipv6 and not _NUMERIC_LABEL.fullmatch(hostname):
        return _LABELS.fullmatch(hostname) is not None
    import ipaddress

    try:
        if is_ipv6:
            return f"[{ipaddress.IPv6Address(hostname[1:-1]).compressed}]" == hostname
        return str(ipaddress.IPv4Address(hostname)) == hostname
    except ValueError:
        return False


def _port(port: str, scheme: str, url: str) -> str:
    if port and (int(port) > 65535 or str(int(port)) != port):
        raise DefinitionError(f"--page-url {url}: {port} is not a port", help=_HELP)
    return "" if port == _DEFAULT_PORTS[scheme] else port


def page_definitions(url: str) -> dict[str, Traced]:
    """What ``--page-url`` defines, by dotted name. Raises DefinitionError."""
    source = Source("--page-url", url, is_argument=True)
    return {
        name: Traced(value, estree.Literal(start, end, value), source)
        for name, value, start, end in parts(url)
    }
