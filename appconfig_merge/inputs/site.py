"""The files of a page's server: what its addresses and specifiers stand for. Nothing is fetched."""

from __future__ import annotations

import binascii
import re
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from appconfig_merge.inputs.addresses import shown
from appconfig_merge.inputs.import_maps import ImportMap, is_address
from appconfig_merge.javascript.web.percent import decode
from appconfig_merge.layers.page.scripts import IS_FLEX_UI, Unreadable
from appconfig_merge.limits import MAX_ADDRESS, MAX_SITE_FILES, MAX_SITE_LENGTH
from appconfig_merge.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.inputs.addresses import Addresses, Segments
    from appconfig_merge.inputs.folders import Folder
    from appconfig_merge.javascript.web.urls import Address

IS_ELSEWHERE: Final = "it is on another host"
IS_MISSING: Final = "there is no such file"
IS_OUTSIDE: Final = "it is outside of"
IS_NOWHERE: Final = "it is not known which folder the page's files are in"
IS_BUILT: Final = "a build step fills in its address"
IS_MADE: Final = "the server makes its text"
"""Why a script is not read; some reasons go on."""

_FLEX_UI: Final = re.compile(r"(?:twilio-)?flex(?:-ui)?(?:[.-][\w.-]*)?\.m?js", re.IGNORECASE)
"""The names of Flex UI's own script: twilio-flex.min.js, twilio-flex.unbundled-react.min.js..."""
_MAYBE_OWN: Final = re.compile(r"flex(?:-ui)?\.m?js", re.IGNORECASE)
"""Those that a project may give to a script of its own; Flex UI's is far longer."""
_LONGEST_OWN: Final = 300_000
_BUILT: Final = re.compile(
    r"%(?!PUBLIC_URL%|BASE_URL%)[A-Z][A-Z0-9_]*%|\{\{|<%|\$\{|__[A-Z][A-Z0-9_]*__|^@[A-Z]+@"
)
"""Signs of an address that a build step or a server fills in."""
_MADE: Final = re.compile(r"\.(?:php|aspx?|ashx|jsp|do|cgi|pl)\Z", re.IGNORECASE)
"""Files whose text a server makes."""
_SCRIPT: Final = re.compile(r"\.(?:[mc]?[jt]s|[jt]sx|json)\Z", re.IGNORECASE)
_ENDINGS: Final = (".js", ".jsx", ".ts", ".tsx", ".mjs", ".json")
_TYPESCRIPT: Final = {".js": (".ts", ".tsx"), ".jsx": (".tsx",), ".mjs": (".mts",)}
_DATA: Final = re.compile(r"data:([^,]*),(.*)", re.IGNORECASE | re.DOTALL)
_BASE64: Final = re.compile(r";[ ]*base64[ ]*\Z", re.IGNORECASE)
_JAVASCRIPT: Final = re.compile(
    r"(?:application|text)/(?:x-)?(?:java|ecma)script|text/(?:javascript1\.[0-5]|jscript|livescript)",
    re.IGNORECASE,
)


class SiteFiles:
    """The files below one folder, asked for as a page's scripts do.

    An answer is the same each time, and so is the Source of a file. ``base`` is the address that
    those of the page are relative to.
    """

    def __init__(
        self,
        page: Source,
        addresses: Addresses,
        folder: Folder | None,
        *,
        base: Address | None = None,
        import_map: ImportMap | None = None,
    ) -> None:
        """``folder`` is None where nobody knows where the page lies."""
        self._page = page
        self._resolver = addresses
        self._folder = folder
        self._base = base or addresses.page
        self._import_map = import_map or ImportMap()
        self._texts: dict[Segments, Source | str | None] = {}
        self._data: dict[str, Source | str] = {}
        self._bases: dict[Source, Address] = {}
        self._names: dict[str, None] = {}
        self._length = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The files that were asked for, in that order, whether they are there or not."""
        return tuple(self._names)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Those of them that were read, in the same order."""
        return tuple(one for one in self._texts.values() if isinstance(one, Source))

    def script(self, address: str, base: Source) -> Source | Unreadable:  # noqa: ARG002
        """The classic script of an address, which is relative to that of the page."""
        return self.element(address, self._base, is_module=False)

    def element(self, address: str, base: Address, *, is_module: bool) -> Source | Unreadable:
        """The script of an element's address, which is relative to another."""
        found = self._at(address, base, as_module=is_module)
        return Unreadable(shown(address), found) if isinstance(found, str) else found

    def module(self, specifier: str, base: Source) -> Source | Unreadable:
        """The module that a specifier stands for: the same Source each time.

        ``./x`` may be ``x.js``, ``x/index.js`` or such a file of TypeScript, as bundlers have it,
        where there is no file of just that name. A bare one stands for what the page's import map
        says, else for nothing that is read.
        """
        found = self._module(specifier, self._bases.get(base.whole, self._base))
        return Unreadable(shown(specifier), found) if isinstance(found, str) else found

    def data(self, address: str, base: Source) -> Source | Unreadable:  # noqa: ARG002
        """What a GET request of an address gives, as JSON text or any other."""
        return self.element(address, self._base, is_module=False)

    def _module(self, specifier: str, base: Address) -> Source | str:
        name = specifier
        if is_address(specifier):
            address = self._resolver.resolve(specifier, base)
            if not isinstance(address, str):
                name = address.href
        target = self._import_map.target(name, base) if len(name) <= MAX_ADDRESS else None
        if target == "":
            return "the import map says that it stands for nothing"
        if target is None and not is_address(specifier):
            return "no import map says what it stands for"
        return self._at(target or specifier, base, as_module=True)

    def _at(self, text: str, base: Address, *, as_module: bool) -> Source | str:
        """What an address stands for, or why that isn't read."""
        data = _DATA.match(text.strip())
        if data is not None:
            return self._decoded(data, as_module=as_module)
        if len(text) > MAX_ADDRESS:
            return f"its address is longer than {MAX_ADDRESS:,} characters"
        address = self._resolver.resolve(text, base)
        if isinstance(address, str):
            return IS_BUILT if _BUILT.search(text) else address
        name = address.path[-1] if address.path else ""
        is_flex_ui = _FLEX_UI.fullmatch(name) is not None
        if not self._resolver.is_own(address):
            return IS_FLEX_UI if is_flex_ui else f"{IS_ELSEWHERE}, {address.host}"
        if is_flex_ui and not _MAYBE_OWN.fullmatch(name):
            return IS_FLEX_UI
        found = self._own(address, as_module=as_module)
        if is_flex_ui and (isinstance(found, str) or len(found.data) > _LONGEST_OWN):
            return IS_FLEX_UI
        if isinstance(found, str) and _BUILT.search(text):
            return IS_BUILT
        return found

    def _own(self, address: Address, *, as_module: bool) -> Source | str:
        """The file of an address of the page's server, or why it isn't read."""
        if self._folder is None:
            return IS_NOWHERE
        if not address.path or not address.path[-1]:
            return "it is a folder"
        if _MADE.search(address.path[-1]):
            return IS_MADE
        is_below = False
        for segments in dict.fromkeys(self._resolver.files(address)):
            for at, variant in enumerate(_variants(segments, as_module=as_module)):
                found = self._text(variant, is_asked=not is_below)
                is_below = True
                if isinstance(found, Source):
                    paths = _variants(address.path, as_module=as_module)
                    path = next(islice(paths, at, None), address.path)
                    self._bases.setdefault(found, address._replace(path=path))
                    is_script = not as_module or _SCRIPT.search(variant[-1]) is not None
                    return found if is_script else "it is no script"
                if found is not None and (found != "it is a folder" or not as_module):
                    return found
        if not is_below:
            return f"{IS_OUTSIDE} {self._folder.shown}"
        return f"{IS_MISSING} below {self._folder.shown}"

    def _text(self, segments: Segments, *, is_asked: bool) -> Source | str | None:
        """A file below the folder, read once; why it can't be read; None where there is none."""
        assert self._folder is not None
        if segments not in self._texts:
            if len(self._bases) >= MAX_SITE_FILES or self._length > MAX_SITE_LENGTH:
                return "too many files were read before it"
            found = self._folder.read(segments)
            self._length += len(found.data) if isinstance(found, Source) else 0
            self._texts[segments] = found
            if is_asked or found is not None:
                self._names[self._folder.name(segments)] = None
        return self._texts[segments]

    def _decoded(self, data: re.Match[str], *, as_module: bool) -> Source | str:
        """The text that an address itself has (RFC 2397, Fetch 6)."""
        if data[0] not in self._data:
            self._data[data[0]] = _of_data(shown(data[0]), data[1], data[2], as_module=as_module)
        return self._data[data[0]]


def _of_data(name: str, type: str, text: str, *, as_module: bool) -> Source | str:
    # What stands behind a hash is no part of it.
    raw = decode(text.partition("#")[0])
    base64 = _BASE64.search(type)
    if base64 is not None:
        type = type[: base64.start()]
        try:
            compact = b"".join(raw.split())
            raw = binascii.a2b_base64(compact + b"=" * (-len(compact) % 4), strict_mode=True)
        except binascii.Error:
            return "it is no Base64"
    essence = type.partition(";")[0].strip()
    if as_module and _JAVASCRIPT.fullmatch(essence) is None:
        return "its type is not that of a script"
    return Source.from_bytes(name, raw)


def _variants(path: Segments, *, as_module: bool) -> Iterator[Segments]:
    """A path, and those that a bundler takes it for where it is a module's."""
    yield path
    if not as_module:
        return
    *folder, name = path
    stem, dot, ending = name.rpartition(".")
    for other in _TYPESCRIPT.get(f"{dot}{ending}", ()):
        yield (*folder, f"{stem}{other}")
    for before, end in product(((*folder, name), (*folder, name, "index")), _ENDINGS):
        yield (*before[:-1], f"{before[-1]}{end}")
