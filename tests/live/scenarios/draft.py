"""A scenario in the making: what is believed and what is so, until both are written as files."""

from __future__ import annotations

import json
from copy import deepcopy
from random import Random
from typing import TYPE_CHECKING, Any, Final

from tests.live.pages import Page
from tests.live.scenarios.leaves import DEFAULTS, LEAVES, LEVELS, Leaf
from tests.live.scenarios.pages import Hands, file_text, page_text
from tests.live.scenarios.scenario import Given, Scenario, Services
from tests.live.scenarios.trees import Hand, Path, Tree, at, drop, leaves, put

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.live.scenarios.bases import Base

URL: Final = "https://desk.example.com/"
_COLUMNS: Final = {
    "account_sid": "AC" + "0" * 32,
    "date_created": "2020-01-02T03:04:05Z",
    "date_updated": "2026-11-20T09:30:00Z",
}
_OWN: Final = {"isTeamsContextEnabled": "service", "isEmailChannelEnabled": "service"}
"""What Flex UI 2.17.1 has on every page besides what files set."""


class Draft:
    """What somebody believes (``file``, ``columns``, ...) and what the page really has.

    ``expected`` gets the cause of each difference that is planted, by path. ``taken`` are the
    paths at which something is planted.
    """

    def __init__(self, name: str, base: Base, *, is_watched: bool) -> None:
        self.name = name
        self.random = Random(name)
        self.is_watched = is_watched
        self.file: Tree = deepcopy(base.file)
        self.served: Tree = deepcopy(base.file)
        self.columns: Tree = {**_COLUMNS, **base.columns, "ui_attributes": base.attributes}
        self.columns = deepcopy(self.columns)
        self.served_columns: Tree = deepcopy(self.columns)
        self.cached = False
        self.services = Services()
        self.stored: Tree | None = None
        self.given_stored: Tree | None = None
        self.has_plugins_option = not is_watched or self.random.random() < 0.5
        self.flex_ui = ""
        self.hand = Hand.of(self.random)
        self.binding = self.random.choice(("var", "window", "statements", "wrapped", "function"))
        self.hands = self.random.choice((Hands("window.appConfig || {}"), Hands("appConfig")))
        self.frame = self.random.choice(("plain", "onload", "deferred", "listener"))
        self.plugins: list[str] = []
        self.scripts: list[str] = []
        self.companions: dict[str, str] = {}
        self.conditions: list[str] = []
        self.assume: tuple[str, ...] = ()
        self.is_page = self.random.random() < 0.3
        self.has_url = True
        self.url = URL
        self.expected: dict[Path, str] = {}
        self.taken: list[Path] = []
        self.about: list[str] = []

    @property
    def attributes(self) -> Tree:
        """The ui_attributes that somebody believes in."""
        attributes: Tree = self.columns["ui_attributes"]
        return attributes

    @property
    def served_attributes(self) -> Tree:
        """The ui_attributes that the page has."""
        attributes: Tree = self.served_columns["ui_attributes"]
        return attributes

    @property
    def layers(self) -> tuple[Tree, ...]:
        """All that may set something, believed and real."""
        believed = (self.file, self.attributes, self.given_stored)
        real = (self.served, self.served_attributes, self.stored)
        return tuple(one for one in (*believed, *real) if one is not None)

    def leaf(self, fits: Callable[[Leaf], bool] = lambda _: True, *, is_json: bool = True) -> Leaf:
        """A leaf where nothing is planted yet, which nothing sets any more.

        In about half of the cases it stands near what is planted already.
        """
        free = [
            one
            for one in LEAVES
            if fits(one) and (one.is_json or not is_json) and not self._is_taken(one.path)
        ]
        near = [one for one in free if any(one.path[0] == path[0] for path in self.taken)]
        found = self.random.choice(near if near and self.random.random() < 0.5 else free)
        self.clear(found.path)
        values = list(found.values)
        self.random.shuffle(values)
        return found._replace(values=tuple(values))

    def clear(self, path: Path) -> None:
        """Let nothing set a path, and nothing else be planted there."""
        self.taken.append(path)
        for layer in self.layers:
            drop(layer, path)

    def has_taken(self, path: Path) -> bool:
        """Whether something is planted at a path already."""
        return self._is_taken(path)

    def level(self) -> bool:
        """Make ``logLevel`` free to plant at; False where it isn't."""
        if self._is_taken(("logLevel",)):
            return False
        self.clear(("logLevel",))
        for path in LEVELS:
            self.clear(path)
        return True

    def expect(self, cause: str, *paths: Path) -> None:
        """The cause of what differs at paths."""
        self.expected.update(dict.fromkeys(paths, cause))

    def put(self, value: Any, path: Path, *layers: Tree) -> None:
        """Set a value in several layers."""
        for layer in layers:
            put(layer, path, deepcopy(value))

    def _is_taken(self, path: Path) -> bool:
        return any(path[: len(one)] == one[: len(path)] for one in self.taken)

    def scenario(self) -> Scenario:
        """All of it as files."""
        page = self._page()
        given_files = {
            **page.files,
            "/appConfig.js": file_text(self.file, self.binding, self.hand, self.conditions),
        }
        if self.hands.since:
            given_files["/index.html"] = self._index(self.hands.before())
        return Scenario(
            name=self.name,
            about="; ".join(self.about),
            page=page,
            services=self.services,
            cached=_camel(self.served_columns) if self.cached else None,
            is_watched=self.is_watched,
            given=Given(
                files=given_files,
                app_config="/index.html" if self.is_page else "/appConfig.js",
                resource=self.columns,
                flex_ui=self.flex_ui,
                page_url=self.url if self.has_url else "",
                stored=_text(self.given_stored),
                plugins="/plugins.json" if self.plugins and self.has_plugins_option else "",
                assume=self.assume,
            ),
            expected=self._all_expected(),
        )

    def _page(self) -> Page:
        names = [f"/plugins/{number}.js" for number in range(len(self.plugins))]
        listed = [
            {"name": f"Plugin{number}", "version": f"1.{number}.0", "src": name}
            for number, name in enumerate(names)
        ]
        files = {
            "/index.html": self._index(self.hands),
            "/appConfig.js": file_text(self.served, self.binding, self.hand, self.conditions),
            "/plugins.json": json.dumps(listed).encode(),
            **{name: text.encode() for name, text in zip(names, self.plugins, strict=True)},
            **{name: text.encode() for name, text in self.companions.items()},
        }
        return Page(
            name=self.name,
            about="",
            url=self.url,
            files=files,
            resource=self.served_columns,
            stored=_text(self.stored),
            plugins="/plugins.json",
        )

    def _index(self, hands: Hands) -> bytes:
        return page_text(hands, self.frame, tuple(self.companions), self.scripts)

    def _all_expected(self) -> dict[str, str]:
        expected = {".".join(path): cause for path, cause in self.expected.items()}
        own = {
            name: cause
            for name, cause in _OWN.items()
            if not (name == "isEmailChannelEnabled" and _says_what_is(self.file, name))
        }
        return own | expected


def lost(draft: Draft) -> list[Path]:
    """What no longer holds where nothing that the file sets comes through.

    Only where the page has the resource and no stored value that is set by the file, too.
    """
    found = []
    for path, value in leaves(draft.file):
        beneath = at(draft.served_attributes, path)
        is_kept = value == {} and isinstance(beneath, dict)
        if path in {*LEVELS, ("logLevel",), ("sso", "accountSid")} or is_kept:
            continue
        if (DEFAULTS.get(path) if beneath is None else beneath) != value:
            found.append(path)
    return [*found, *_lost_levels(draft)]


def _lost_levels(draft: Draft) -> list[Path]:
    beneath = draft.served_attributes.get("logLevel")
    level = beneath or "error"
    before = beneath or draft.file.get("logLevel") or "error"
    found: list[Path] = [("logLevel",)] if level != before else []
    for path in LEVELS:
        own = at(draft.served_attributes, path)
        if (at(draft.file, path) or own or before) != (own or level):
            found.append(path)
    return found


def _says_what_is(file: Tree, name: str) -> bool:
    return file.get(name) is False


def _text(stored: Tree | None) -> str | None:
    return None if stored is None else json.dumps(stored)


def _camel(columns: Tree) -> Tree:
    """The resource as Flex UI keeps it: its own names are in camel case, nothing in them is."""

    def camel(name: str) -> str:
        first, *rest = name.split("_")
        return first + "".join(map(str.capitalize, rest))

    return {camel(name): value for name, value in columns.items()}
