"""The pages: each one text file that has all files of a page, as a txtar archive has them.

A page's file begins with what it is about and lines of settings; then a line ``-- NAME --`` begins
each file. Names that begin with ``/`` are what the page's own server has, whole addresses what
another has; ``configuration.json`` is the resource (where a page has none, the one that all
share), ``stored.json`` what the browser has stored as FLEX_CONFIG. ``(bom)`` and ``(crlf)`` after
a name say how a file is written. ``/flex.js`` is Flex UI and in no archive.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER: Final = Path(__file__).with_name("pages")

_SUFFIX = ".txtar"
_SHARED = "configuration.json"
_FILE = re.compile(r"-- (?P<name>\S.*?)(?: \((?P<how>[a-z, ]+)\))? --")
_SETTING = re.compile(r"(?P<name>url|plugins): (?P<value>\S+)")


class Page(NamedTuple):
    """A page and all that decides on what Flex UI runs with on it.

    ``url`` is where the browser goes, ``files`` what servers have, by path or whole address.
    ``plugins`` is the path of what pluginService answers, and what ``--plugins`` is given; empty
    where there is none.
    """

    name: str
    about: str
    url: str
    files: Mapping[str, bytes]
    resource: Mapping[str, Any]
    stored: str | None
    plugins: str

    @property
    def digest(self) -> str:
        """Another one wherever a browser might see another page."""
        files = sorted(self.files.items())
        parts = (self.url, files, sorted(self.resource.items()), self.stored)
        return sha256(repr(parts).encode()).hexdigest()[:16]

    @property
    def path(self) -> str:
        """The path of the page's own file, which a server finds as servers of such pages do."""
        path = unquote(urlsplit(self.url).path)
        index = path[: path.rindex("/") + 1] + "index.html"
        return next((one for one in (path, index) if one in self.files), "/index.html")


def pages() -> dict[str, Page]:
    """All pages by name."""
    files = sorted(FOLDER.glob("*" + _SUFFIX))
    return {file.stem: parsed(file.stem, file.read_text("utf-8")) for file in files}


def parsed(name: str, text: str) -> Page:
    """A page from the text of its file. Raises ValueError where that isn't one."""
    about, settings, files = _split(text)
    shared = (FOLDER / _SHARED).read_bytes()
    resource = json.loads(files.pop("configuration.json", shared))
    stored = files.pop("stored.json", None)
    served = {one: data for one, data in files.items() if one.startswith(("/", "https://"))}
    if served != files:
        raise ValueError(f"{name}: no server has {sorted(files.keys() - served.keys())}")
    page = Page(
        name=name,
        about=about,
        url=settings.get("url", "https://desk.example.com/"),
        files=served,
        resource=resource,
        stored=None if stored is None else stored.decode("utf-8").strip(),
        plugins=settings.get("plugins", ""),
    )
    if page.path not in page.files:
        raise ValueError(f"{name}: its server has no {page.path}")
    return page


def _split(text: str) -> tuple[str, dict[str, str], dict[str, bytes]]:
    about: list[str] = []
    settings: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    how: dict[str, str] = {}
    lines = about
    for line in text.splitlines(keepends=True):
        if begins := _FILE.fullmatch(line.rstrip("\n")):
            lines = texts[begins["name"]] = []
            how[begins["name"]] = begins["how"] or ""
        elif lines is about and (setting := _SETTING.fullmatch(line.rstrip("\n"))):
            settings[setting["name"]] = setting["value"]
        else:
            lines.append(line)
    files = {name: _written("".join(lines), how[name]) for name, lines in texts.items()}
    return "".join(about).strip(), settings, files


def _written(text: str, how: str) -> bytes:
    if "crlf" in how:
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8-sig" if "bom" in how else "utf-8")
