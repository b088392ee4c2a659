"""Which file of a folder an address of a page stands for.

Addresses are resolved as a browser does it. Which file one is follows from what is known of the
folder and of the page's place on its server:

- ``root`` says that a folder is what the server gives at ``/``. The page lies in it where it does,
  or at its top where it lies elsewhere.
- Without ``root`` it is the page's own folder: ``/a.js`` is looked for there, and nothing above it.
- ``page_url`` says the page's own address. What lies below the folder of that address lies below
  the page's folder: with ``https://host/flex/`` the file of ``/flex/a.js`` lies beside the page,
  unless ``root`` was given and has ``flex/a.js``. Without ``root`` nothing else of that host is
  known; with it all is.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.web.percent import decode
from appconfig_merge.javascript.web.urls import Address, parse_address
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAND_IN: Final = Address("https", "", "", "page.invalid", "", (), None, None)
"""The origin of a page of which none is known (RFC 2606 reserves the name)."""
_DEEP: Final = ("%00",) * 16
"""What stands above a page's folder while an address is told from it: no file has such a name."""
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PUBLIC: Final = re.compile(r"%(?:PUBLIC_URL|BASE_URL)%(?=/|\Z)")
"""What Create React App and Vite put the address of the public folder for."""
_SAID: Final = re.compile(r"[^?#]*")
_USER: Final = re.compile(r"(?<=//)[^/\\?#]*@")

Segments = tuple[str, ...]


class _Mount(NamedTuple):
    """Addresses of the page's origin, and the files that they are: below a path each."""

    path: Segments
    files: Segments


class Addresses:
    """The addresses of a page, and the files below one folder that they stand for.

    ``page`` is its own address; where none is known one stands in for it.
    """

    def __init__(
        self, page: str | None, root: str | None, page_url: str | None, beside: str | None = None
    ) -> None:
        """``page`` is the name of its file, if it has one.

        A ``page_url`` that is no address of a server says nothing. ``beside`` is a folder below
        the other whose files the server gives as if they lay in that one.
        """
        place = _below(page, root) if page is not None and root is not None else None
        folder = place[:-1] if place is not None else ()
        file = (place or ("",))[-1]
        said = _parsed(page_url, None) if page_url is not None else None
        if said is not None:
            around = _Mount(said.path[:-1], folder)
            self._mounts = [_Mount((), ()), around] if root is not None else [around]
        elif root is not None:
            said = _STAND_IN._replace(path=(*folder, file))
            self._mounts = [_Mount((), ())]
        else:
            said = _STAND_IN._replace(path=(file,))
            self._mounts = [_Mount((), ())]
        if beside is not None:
            self._mounts += [_Mount(path, (*files, beside)) for path, files in self._mounts]
        self._is_deep = root is None and said.origin == _STAND_IN.origin
        self.page: Final = said._replace(username="", password="", query=None, fragment=None)

    def resolve(self, text: str, base: Address) -> Address | str:
        """An address, whole; else why it isn't known, as a clause."""
        public = _PUBLIC.match(text)
        if public is not None:
            # Below the folder, whatever address that has.
            above = next((path for path, _ in self._mounts if not path), self._mounts[0].path)
            base = self.page._replace(path=(*above, ""))
            text = f"./{text[public.end() :].lstrip('/')}"
        scheme = _SCHEME.match(text.strip())
        if scheme is not None and scheme[1].lower() not in {"http", "https"}:
            return f"addresses of the scheme {scheme[1].lower()} are not read"
        is_below = self._is_deep and self.is_own(base) and base.path[:1] != _DEEP[:1]
        address = _parsed(text, base._replace(path=(*_DEEP, *base.path)) if is_below else base)
        if address is None:
            return "it is no address"
        # What is left of those above is what no file is found for.
        is_below = address.path[: len(_DEEP)] == _DEEP
        return address._replace(path=address.path[len(_DEEP) :]) if is_below else address

    def is_own(self, address: Address) -> bool:
        """Whether an address is one of the page's own server."""
        return address.origin == self.page.origin

    def files(self, address: Address) -> Iterator[Segments]:
        """The files that an address of the page's server may be, the likeliest first."""
        for path, files in self._mounts:
            if address.path[: len(path)] == path:
                names = tuple(map(_name, address.path[len(path) :]))
                if all(names):
                    yield (*files, *(name for name in names if name is not None))


def shown(text: str) -> str:
    """An address as messages have it: without what may be secret, and not too long."""
    said = _SAID.match(_USER.sub("", text))
    assert said is not None
    return said[0] if len(said[0]) <= 100 else f"{said[0][:99]}…"


def _parsed(text: str, base: Address | None) -> Address | None:
    try:
        return parse_address(text, base)
    except NotKnown:
        return None


def _below(page: str, root: str) -> Segments | None:
    """The path of a file below a folder; None where it lies elsewhere."""
    try:
        segments = Path(os.path.abspath(page)).relative_to(os.path.abspath(root)).parts  # noqa: PTH100
    except ValueError:
        return None
    return segments or None


def _name(segment: str) -> str | None:
    """The name of a file or folder that a segment of a path is; None for one that is none."""
    name = decode(segment).decode("utf-8", "replace")
    return None if name in {"", ".", ".."} or re.search(r"[/\\\0\ufffd]", name) else name
