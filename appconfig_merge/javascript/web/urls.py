"""Addresses, taken apart and put together as a browser does it (URL Standard 4).

Those of the schemes http, https, ws, wss and ftp, which are all that a configuration is about; one
of another scheme, or with an internationalized host, isn't known. The parser is this package's
own: the one of Node (ada; can_ada has it as a wheel of 0.2 MB) would be a compiled dependency of
everybody's for what few files do, and what browsers disagree about would be refused all the same.
"""

from __future__ import annotations

import re
from typing import Final

from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.values import Unknown
from appconfig_merge.javascript.web.forms import form_text, parse_form
from appconfig_merge.javascript.web.hosts import parse_host
from appconfig_merge.javascript.web.percent import encode, scalar
from appconfig_merge.named_tuples import NamedTuple

_PORTS: Final = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21}
"""The schemes that are taken apart, with the ports that they leave unsaid."""
_ENDS: Final = "".join(map(chr, range(0x21)))
_DROPPED: Final = r"[\t\n\r]+"
_SCHEME: Final = r"([A-Za-z][A-Za-z0-9+.-]*):"
_PARTS: Final = r"(?s)([^?#]*)(?:\?([^#]*))?(?:#(.*))?"
_AUTHORITY: Final = r"[^/\\]*"
_SLASHES: Final = r"[/\\]+"
_HOST: Final = r"((?:\[[^\]]*\]?|[^:\[])*)(?::([0-9]*))?"
_DOT: Final = r"(?i)\.|%2e"

_FRAGMENT: Final = r"[^!#-;=?-_a-~]+"
_QUERY: Final = r"[^!$-&(-;=?-~]+"
_PATH: Final = r"[^!$-;=@-_a-z|~]+"
_USER: Final = r"[^!$-.0-9A-Z_a-z~]+"


class Address(NamedTuple):
    """The parts of an address (a URL record, 4.1); ``query`` and ``fragment`` may be missing."""

    scheme: str
    username: str
    password: str
    hostname: str
    port: str
    path: tuple[str, ...]
    query: str | None
    fragment: str | None

    @property
    def host(self) -> str:
        """The host's name, with its port where that is said."""
        return f"{self.hostname}:{self.port}" if self.port else self.hostname

    @property
    def origin(self) -> str:
        """The origin (4.7)."""
        return f"{self.scheme}://{self.host}"

    @property
    def protocol(self) -> str:
        """The scheme as scripts read it."""
        return f"{self.scheme}:"

    @property
    def pathname(self) -> str:
        """The path as scripts read it."""
        return "".join(f"/{segment}" for segment in self.path)

    @property
    def search(self) -> str:
        """The query as scripts read it."""
        return f"?{self.query}" if self.query else ""

    @property
    def hash(self) -> str:
        """The fragment as scripts read it."""
        return f"#{self.fragment}" if self.fragment else ""

    @property
    def href(self) -> str:
        """The whole address (4.5)."""
        password = f":{self.password}" if self.password else ""
        user = f"{self.username}{password}@" if self.username or password else ""
        query = "" if self.query is None else f"?{self.query}"
        fragment = "" if self.fragment is None else f"#{self.fragment}"
        return f"{self.scheme}://{user}{self.host}{self.pathname}{query}{fragment}"


def part_of(href: str, name: str) -> str:
    """A part of an address that is written as it stays, as scripts read it."""
    address = parse_address(href)
    assert address is not None
    part: str = getattr(address, name)
    return part


def with_part(href: str, name: str, text: str) -> tuple[str, str] | None:
    """An address with another part, and the names and values of its query as text (6.1).

    None where that is no address. Raises NotKnown for what isn't taken apart here.
    """
    address = parse_address(text) if name == "href" else parse_address(href)
    if address is None:
        return None
    given = re.sub(_DROPPED, "", scalar(text))
    if name == "search":
        address = address._replace(query=encode(given.removeprefix("?"), _QUERY) if text else None)
    elif name == "hash":
        fragment = encode(given.removeprefix("#"), _FRAGMENT) if text else None
        address = address._replace(fragment=fragment)
    elif name == "pathname":
        address = address._replace(path=_segments(re.sub(r"\A[/\\]", "", given), ()))
    return address.href, form_text(parse_form(address.query or ""))


def with_query(href: str, query: str) -> str:
    """An address with another query; an empty one leaves out the question mark, too."""
    address = parse_address(href)
    assert address is not None
    return address._replace(query=query or None).href


def parse_address(text: str, base: Address | None = None) -> Address | None:
    """An address, told from ``base`` where it leaves something out; None for what is none.

    Raises NotKnown for one that isn't taken apart here.
    """
    rest = re.sub(_DROPPED, "", scalar(text).strip(_ENDS))
    found = re.match(_SCHEME, rest)
    if found is None:
        return _relative(base, rest) if base is not None else None
    scheme = found[1].lower()
    if scheme not in _PORTS:
        raise NotKnown(Unknown(f"addresses of the scheme {scheme} are not evaluated"))
    rest = rest[found.end() :]
    if base is not None and base.scheme == scheme:
        return _relative(base, rest)
    return _absolute(scheme, rest)


def _relative(base: Address, rest: str) -> Address | None:
    """What is said from another address on (4.4, relative state)."""
    slashes = re.match(_SLASHES, rest)
    if slashes is not None and len(slashes[0]) > 1:
        return _absolute(base.scheme, rest)
    path, query, fragment = _split(rest)
    if path:
        before = () if slashes is not None else base.path[:-1]
        return base._replace(
            path=_segments(path[1:] if slashes is not None else path, before),
            query=query,
            fragment=fragment,
        )
    if query is not None:
        return base._replace(query=query, fragment=fragment)
    return base._replace(fragment=fragment)


def _absolute(scheme: str, rest: str) -> Address | None:
    """What says its own host."""
    slashes = re.match(_SLASHES, rest)
    rest = rest[slashes.end() :] if slashes is not None else rest
    whole, query, fragment = _split(rest)
    found = re.match(_AUTHORITY, whole)
    assert found is not None
    user, at, host = found[0].rpartition("@")
    place = re.fullmatch(_HOST, host)
    if place is None or not place[1]:
        return None
    hostname = parse_host(place[1])
    port = (place[2] or "").lstrip("0") or ("0" if place[2] else "")
    if hostname is None or len(port) > 5 or (port and int(port) > 65535):
        return None
    name, _colon, password = user.partition(":") if at else ("", "", "")
    return Address(
        scheme,
        encode(name, _USER),
        encode(password, _USER),
        hostname,
        "" if port == str(_PORTS[scheme]) else port,
        _segments(whole[found.end() + 1 :], ()),
        query,
        fragment,
    )


def _split(rest: str) -> tuple[str, str | None, str | None]:
    """What stands before a query and a fragment, and those two, encoded."""
    found = re.fullmatch(_PARTS, rest)
    assert found is not None
    path, query, fragment = found.groups()
    return (
        path,
        None if query is None else encode(query, _QUERY),
        None if fragment is None else encode(fragment, _FRAGMENT),
    )


def _segments(path: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """A path's segments behind others, its dots followed (4.4, path state)."""
    if "^" in path:
        raise NotKnown(Unknown("browsers disagree about a sign in the path of this address"))
    found = list(before)
    written = re.split(r"[/\\]", path)
    for at, segment in enumerate(written):
        dots = re.sub(_DOT, ".", segment)
        if dots == "..":
            del found[-1:]
        elif dots != ".":
            found.append(encode(segment, _PATH))
            continue
        if at == len(written) - 1:
            found.append("")
    return tuple(found)
