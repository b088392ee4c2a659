"""The texts of one plugin: what one of them imports from another."""

from __future__ import annotations

import posixpath
import re
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.errors import LimitError, UnsupportedSyntaxError
from appconfig_merge.javascript.values import JSFunction, JSObject
from appconfig_merge.layers.plugins.search import Search
from appconfig_merge.syntax.tree_sitter.loose import LooseTree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from appconfig_merge.javascript.values import Traced
    from appconfig_merge.layers.plugins.names import Binding
    from appconfig_merge.source import Source

_ENDS: Final = (
    "", ".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts", "/index.js", "/index.jsx",
    "/index.ts", "/index.tsx",
)  # fmt: skip
_TYPES: Final = (".ts", ".tsx", ".mts", ".cts")
_MOST_IMPORTS: Final = 20
"""Imports that lead to one another which are followed."""
_MOST_USERS: Final = 50
"""Texts that are looked at to see whether one of them changes what another exports."""
_MOST_OBJECTS: Final = 200
"""Exported objects of which that is looked at: each takes going through all texts."""
_OTHER_USES: Final = rb"""(?:\brequire|\bimport|\bexport\b[^;'"]*\bfrom)\s*\(?\s*['"][^'"]*"""
"""What takes something of a module in another way than by an import's names."""


class Texts:
    """The texts of a plugin, each searched in its own tree, which is made when it is needed."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {_path(source.name): source for source in sources}
        # Parts of a page have its name, all of them: each is a text of its own.
        self._searches: dict[Source, Search] = {}
        self._remarks: dict[Source, tuple[Diagnostic, ...]] = {}
        self._followed: list[str] = []
        self._left_alone: dict[tuple[str, str], bool] = {}

    def search(self, source: Source) -> Search:
        """The search of a text. Raises LimitError and MissingExtraError."""
        if source not in self._searches:
            made = Search(LooseTree(self._javascript(source)))
            made.values.imported = partial(self._imported, _path(source.name))
            self._searches[source] = made
        return self._searches[source]

    def remarks(self, source: Source) -> Sequence[Diagnostic]:
        """What is to be said of how a text was read that was searched."""
        return self._remarks.get(source, ())

    def _javascript(self, source: Source) -> Source:
        """The JavaScript of a text: TypeScript without its types."""
        if not source.name.lower().endswith(_TYPES):
            return source
        from appconfig_merge.syntax.typescript import erase

        try:
            return erase(source)
        except UnsupportedSyntaxError as error:
            # What isn't only types is read as far as it is JavaScript.
            at, help = error.location, "what the plugin sets near it may be missed"
            remark = Diagnostic("plugin-misread", "info", error.message, at, help=help)
            self._remarks[source] = (remark,)
            return source

    def _imported(self, importer: str, binding: Binding) -> Traced | None:
        """The value that an import stands for, None where it isn't known for good."""
        target = self._resolved(importer, binding.module)
        if target is None or target in self._followed or len(self._followed) >= _MOST_IMPORTS:
            return None
        self._followed.append(target)
        try:
            search = self.search(self._sources[target])
            found = search.names.exported(binding.of)
            if found is None or found.value is None:
                return None
            if found.kind != "const" and not search.names.is_steady(found, is_object=False):
                return None
            value = search.values.of(found.value, search.chain_of(found.value))
            is_object = isinstance(value.value, JSObject) and type(value.value) is not JSFunction
            if is_object and not self._is_left_alone(target, binding.of, found):
                return None
        except LimitError:
            return None
        finally:
            self._followed.pop()
        return value

    def _resolved(self, importer: str, module: str) -> str | None:
        """The text that a relative module's name stands for, if it is one of the plugin's."""
        if not module.startswith("."):
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(importer), module))
        return next((path + end for end in _ENDS if path + end in self._sources), None)

    def _is_left_alone(self, target: str, name: str, exported: Binding) -> bool:
        """Whether no text changes what an object holds that one of them exports."""
        key = (target, name)
        if key not in self._left_alone:
            is_one_more = len(self._left_alone) < _MOST_OBJECTS
            self._left_alone[key] = is_one_more and self._look(target, name, exported)
        return self._left_alone[key]

    def _look(self, target: str, name: str, exported: Binding) -> bool:
        names = self.search(self._sources[target]).names
        if exported.node != exported.value and not names.is_steady(exported, is_object=True):
            return False
        path = PurePath(target)
        word = re.escape((path.parent.name if path.stem == "index" else path.stem).encode())
        users = [
            source
            for key, source in self._sources.items()
            if key != target and re.search(rb"['\"/]" + word + rb"\b", source.data)
        ]
        if len(users) > _MOST_USERS:
            return False
        return all(self._leaves_alone(one, target, name, word) for one in users)

    def _leaves_alone(self, user: Source, target: str, name: str, word: bytes) -> bool:
        if re.search(_OTHER_USES + word + rb"\b", user.data):
            return False
        names = self.search(user).names
        return all(
            binding.of != "*" and (binding.of != name or names.is_steady(binding, is_object=True))
            for binding in names.imports()
            if self._resolved(_path(user.name), binding.module) == target
        )


def _path(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/"))
