"""The plugins of a page: bundles, folders of sources, and the list that the plugin service serves.

Nothing is fetched: of a plugin at another host it is told that its code isn't read.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.errors import InputError
from appconfig_merge.inputs.files import read_source
from appconfig_merge.javascript.values import JSArray, JSObject
from appconfig_merge.layers.data import read_json
from appconfig_merge.layers.plugins.reading import PluginInput, read_plugin
from appconfig_merge.limits import MAX_PLUGIN_BYTES, MAX_PLUGIN_FILES
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.source import Source
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from appconfig_merge.inputs.record import Readable
    from appconfig_merge.javascript.values import Slot
    from appconfig_merge.layers.plugins.plugin import Plugin
    from appconfig_merge.source import Language

LIST: Final = "plugins.json"
_SOURCES: Final = (".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts")
_NO_SOURCE: Final = re.compile(
    r"\.d\.[cm]?ts\Z|\.(?:test|spec|stories|config)\.\w+\Z|\A(?:setupTests|react-app-env)\b"
)
_NO_FOLDERS: Final = frozenset({
    "node_modules", "bower_components", "coverage", "test", "tests", "__tests__", "__mocks__",
    "__snapshots__", "cypress", "e2e", "public",
})  # fmt: skip
_BUILDS: Final = frozenset({"build", "dist"})
_LOADS: Final = re.compile(rb"\bloadPlugin\s*\(")
_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_AROUND: Final = 3
"""Folders around a list of plugins that may be what a server gives at ``/``."""
_PHASE: Final = 3
"""The phase of a plugin whose entry has none (Flex UI 2.17.1, ``loadPlugins``)."""


def read_plugins(
    given: Iterable[Readable],
    read: Callable[[Readable, Language], Source],
    root: str | None = None,
) -> tuple[Plugin, ...]:
    """The plugins of files and folders, in the order in which they run.

    ``read`` reads a file, ``root`` is the folder that the page's server gives at ``/``: without it
    an address that begins so is looked for in the list's own folder and those around it. Raises
    InputError for what can't be read, and for a list of plugins that is none; what is wrong with a
    plugin of a list or a folder is a remark.
    """
    found: list[PluginInput] = []
    for one in given:
        name = one.name if isinstance(one, Source) else os.fspath(one)
        if not isinstance(one, Source) and Path(name).is_dir():
            listed = Path(name, LIST)
            if listed.is_file():
                found += _of_list(read_source(listed, "json"), Path(name), root)
            else:
                found += _of_folder(Path(name))
        elif name.lower().endswith(".json"):
            found += _of_list(read(one, "json"), Path(name).parent, root)
        else:
            source = read(one, "javascript")
            found.append(PluginInput(source.name, (source,)))
    return tuple(map(read_plugin, found))


def plugin_files(given: Iterable[str]) -> Iterator[str]:
    """The names of the files that plugins are read from, to be watched."""
    for name in given:
        path = Path(name)
        if not path.is_dir():
            yield name
            yield from map(str, _beside(path.parent) if name.lower().endswith(".json") else ())
        elif Path(name, LIST).is_file():
            yield str(Path(name, LIST))
            yield from map(str, _beside(path))
        else:
            yield from map(str, _sources(path).files)


def _beside(folder: Path) -> Iterator[Path]:
    """The scripts that a list of plugins may name, as far as they are there."""
    yield from _walk(folder, _NO_FOLDERS - {"public"})


class _Entry(NamedTuple):
    """One plugin of a list."""

    name: str
    src: str
    phase: float | None
    is_enabled: bool
    slot: Slot


def _of_list(source: Source, folder: Path, root: str | None) -> list[PluginInput]:
    """The plugins of a list, by phase; files are looked for in the folder that it lies in."""
    top = read_json(source)
    value = top.traced.value
    if not isinstance(value, JSArray):
        raise InputError(
            "this is no list of plugins",
            location=source.location(0, 0),
            help="the plugin service answers with an array of { name, version, src }",
        )
    entries = [_entry(slot) for slot in value.elements if slot is not None]
    entries.sort(key=lambda one: _PHASE if one.phase is None else one.phase)
    return [_listed(one, folder, root) for one in entries]


def _entry(slot: Slot) -> _Entry:
    value = slot.traced.value
    fields: dict[str, Any] = {}
    if type(value) is JSObject:
        fields = {key: inner.traced.value for key, inner in value.slots.items()}
    name, src, phase = fields.get("name"), fields.get("src"), fields.get("phase", float(_PHASE))
    is_phase = isinstance(phase, float) and phase >= 0 and phase.is_integer()
    return _Entry(
        name if isinstance(name, str) else "",
        src if isinstance(src, str) else "",
        phase if is_phase else None,
        fields.get("enabled") is not False,
        slot,
    )


def _listed(entry: _Entry, folder: Path, root: str | None) -> PluginInput:
    at = location_of(entry.slot.traced)
    name = entry.name or "a plugin"
    remarks = []

    def remark(message: str, help: str | None = None, code: str = "plugin-unread") -> None:
        severity: Any = "warning" if code == "plugin-unread" else "info"
        remarks.append(Diagnostic(code, severity, message, at, help=help))

    if entry.phase is None:
        remark(
            f"Flex UI never starts {name}: its phase is not 0 or a whole number above",
            code="plugin-entry",
        )
    if not entry.is_enabled:
        remark(
            f"{name} has enabled: false here, but Flex UI starts whatever the list has",
            "the plugin service leaves disabled plugins out",
            code="plugin-entry",
        )
    sources: tuple[Source, ...] = ()
    if entry.phase is None:
        pass
    elif not entry.src:
        remark(f"{name} has no src, so its code isn't read")
    elif _ELSEWHERE.match(entry.src):
        remark(
            f"the code of {name} is at another address, and isn't read: {entry.src[:200]}",
            "give its file, or the folder of its sources, with --plugins",
        )
    else:
        try:
            sources = (_file(folder, entry.src, root),)
        except InputError as error:
            remark(f"the code of {name} isn't read: {error.message}", error.help)
    file = sources[0].name if sources else entry.src or name
    return PluginInput(file, sources, entry.name, tuple(remarks))


def _file(folder: Path, src: str, root: str | None) -> Source:
    """The file of an address of the page's own host. Raises InputError."""
    if not src.startswith("/"):
        return _within(folder, src)
    if root is not None:
        return _within(Path(root), src)
    around = folder.absolute().parents[:_AROUND]
    name = src.lstrip("/")
    shown = (folder, *(Path(os.path.relpath(one)) for one in around))
    return _within(next((one for one in shown if (one / name).is_file()), folder), src)


def _within(folder: Path, src: str) -> Source:
    """The file of an address below a folder. Raises InputError."""
    from urllib.parse import unquote

    path = folder / unquote(re.split("[?#]", src, maxsplit=1)[0]).lstrip("/")
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise InputError(f"{src} leads out of the folder of the list")
    except (OSError, ValueError) as error:
        raise InputError(f"{src}: {error}") from None
    return read_source(path)


def _of_folder(folder: Path) -> list[PluginInput]:
    """The plugins of a folder: one of each package in it, or of each bundle."""
    found = _sources(folder)
    groups: dict[Path, list[Path]] = {}
    for path in found.files:
        groups.setdefault(_package(path, folder), []).append(path)
    made = []
    for package, paths in groups.items():
        made += _of_package(package, paths)
    if not made:
        made = [PluginInput(str(folder), ())]
        made[0] = made[0]._replace(diagnostics=(_nothing(folder),))
    if found.is_cut_short:
        more = Diagnostic(
            "plugin-unread",
            "warning",
            f"{folder} has more than {MAX_PLUGIN_FILES:,} files or {MAX_PLUGIN_BYTES:,} bytes: "
            "the others aren't read",
            help="give the folders of the plugins themselves",
        )
        made[0] = made[0]._replace(diagnostics=(*made[0].diagnostics, more))
    return made


def _nothing(folder: Path) -> Diagnostic:
    return Diagnostic(
        "plugin-unread", "warning", f"{folder} has no JavaScript or TypeScript to read"
    )


def _package(path: Path, folder: Path) -> Path:
    """The folder with a package.json that a file lies in, no higher than a folder."""
    for around in path.parents:
        if around == folder or (around / "package.json").is_file():
            return around
    return folder


def _of_package(package: Path, paths: list[Path]) -> list[PluginInput]:
    sources = []
    remarks = []
    for path in paths:
        try:
            sources.append(read_source(path))
        except InputError as error:
            remarks.append(Diagnostic("plugin-unread", "warning", f"{path}: {error.message}"))
    loading = [one for one in sources if _LOADS.search(one.data)]
    if len(loading) < 2:
        # What loads the plugin tells its name.
        sources.sort(key=lambda one: one not in loading)
        return [PluginInput(str(package), tuple(sources), "", tuple(remarks))]
    # Bundles, each with all that it needs.
    made = [PluginInput(one.name, (one,)) for one in sources]
    made[0] = made[0]._replace(diagnostics=tuple(remarks))
    return made


class _Files(NamedTuple):
    """The files of a folder that are read; ``is_cut_short`` where there are more."""

    files: list[Path]
    is_cut_short: bool


def _sources(folder: Path) -> _Files:
    """The sources of a folder; where it has none, what is built of them."""
    for left_out in (_NO_FOLDERS | _BUILDS, _NO_FOLDERS):
        files: list[Path] = []
        size = 0
        for path in _walk(folder, left_out):
            try:
                size += path.stat().st_size
            except OSError:
                continue
            if len(files) >= MAX_PLUGIN_FILES or size > MAX_PLUGIN_BYTES:
                return _Files(files, is_cut_short=True)
            files.append(path)
        if files:
            return _Files(files, is_cut_short=False)
    return _Files([], is_cut_short=False)


def _walk(folder: Path, left_out: frozenset[str]) -> Iterator[Path]:
    """The scripts of a folder in order, not those of a package's dependencies or tests."""
    for around, folders, names in os.walk(folder):
        folders[:] = sorted(
            one for one in folders if one not in left_out and not one.startswith(".")
        )
        for name in sorted(names):
            if name.lower().endswith(_SOURCES) and not _NO_SOURCE.search(name):
                yield Path(around, name)
