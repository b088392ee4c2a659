"""A plugin's texts -> what it may set."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.errors import AppConfigError, LimitError
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot
from appconfig_merge.layers.layer import Layer
from appconfig_merge.layers.plugins.plugin import Plugin
from appconfig_merge.layers.plugins.search import WORDS
from appconfig_merge.layers.plugins.texts import Texts
from appconfig_merge.limits import MAX_PLUGIN_WORDS
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.layers.plugins.plugin import Word
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.tree_sitter.loose import LooseTree

_BINARY: Final = b"\0"


class PluginInput(NamedTuple):
    """A plugin to read: its texts, and what a list of plugins calls it.

    ``file`` is what was given for it: a file, or the folder that its texts are in.
    """

    file: str
    sources: tuple[Source, ...]
    name: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


def read_plugin(given: PluginInput) -> Plugin:
    """What a plugin may set. A text that can't be read is a remark of its layer, no failure.

    Raises MissingExtraError for TypeScript where what reads it isn't installed.
    """
    words: list[Word] = []
    remarks: list[Diagnostic] = list(given.diagnostics)
    name = given.name
    texts = Texts(given.sources)
    for source in given.sources:
        try:
            searched = _search(source, texts, wants_name=not name)
        except LimitError as error:
            remarks.append(_unread(error))
            continue
        words += searched.words
        remarks += searched.remarks
        name = name or searched.name
    name = name or PurePath(given.file).stem or "plugin"
    root = Slot(untraced(JSObject()))
    return Plugin(Layer(name, "plugin", given.file, root, tuple(remarks)), tuple(words))


class _Searched(NamedTuple):
    """What a text has."""

    words: list[Word]
    name: str
    remarks: list[Diagnostic]


def _search(source: Source, texts: Texts, *, wants_name: bool) -> _Searched:
    data = source.data
    if _BINARY in data[:4096] or source.replaced:
        return _Searched([], "", [_remark(source, "this is no text, and isn't read")])
    has_words = WORDS.search(data) is not None
    may_tell = wants_name and (b"loadPlugin" in data or b"FlexPlugin" in data)
    if not has_words and not may_tell:
        return _Searched([], "", [])
    search = texts.search(source)
    remarks = list(texts.remarks(source))
    words = list(search.words()) if has_words else []
    if search.is_cut_short:
        message = f"this has more than {MAX_PLUGIN_WORDS:,} places that may set something"
        remarks.append(_remark(source, f"{message}: the others aren't told"))
    remarks += [_unread(error) for error in search.too_deep[:1]]
    if search.tree.root.has_error and not remarks:
        remarks += _misread(search.tree, source)
    if _is_text_of_modules(data):
        remarks.append(
            _remark(
                source,
                "this is a development build, whose modules are texts that aren't read",
                "build the plugin for production, or give the folder of its sources",
            )
        )
    return _Searched(words, search.name() if wants_name else "", remarks)


def _is_text_of_modules(data: bytes) -> bool:
    """Whether the modules of a bundle are texts for eval, as webpack's development builds are."""
    at = data.find(b'eval("')
    return at >= 0 and b"__webpack_require__" in data


def _misread(tree: LooseTree, source: Source) -> list[Diagnostic]:
    """A remark for the first place that breaks the grammar."""
    node = tree.root
    while node.type != "ERROR" and not node.is_missing:
        node = next(one for one in node.children if one.has_error or one.is_missing)
    at = source.location(node.start_byte, node.start_byte)
    return [
        Diagnostic(
            "plugin-misread",
            "info",
            "this breaks the grammar: a browser may not run it, and what it sets may be missed",
            at,
            source.line(at.line)[:200],
        )
    ]


def _unread(error: AppConfigError) -> Diagnostic:
    at = error.location
    return Diagnostic("plugin-unread", "warning", error.message, at, help=error.help)


def _remark(source: Source, message: str, help: str | None = None) -> Diagnostic:
    return Diagnostic("plugin-unread", "warning", message, source.location(0, 0), help=help)
