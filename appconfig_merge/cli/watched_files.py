"""The files that a result is made of, looked at whenever something may have changed."""

from __future__ import annotations

import os
import time
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from appconfig_merge.brief import printable
from appconfig_merge.errors import InputError
from appconfig_merge.releases import AUTO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from appconfig_merge.inputs.record import Inputs

_TICK = 0.5
"""Seconds between two looks where the system reports no change, as of files on other machines."""

_QUIET = 0.05
"""Seconds without a further change, after which whoever writes is taken to be done."""

_MOST_WAITS = 40
"""How often that is waited for before a file that never rests is read as it is."""


class WatchedFiles:
    """What to watch for the given inputs. ``names`` is what the command line calls them."""

    def __init__(self, inputs: Inputs) -> None:
        self.names = tuple(dict.fromkeys(_files(inputs)))
        self._paths = {Path(os.path.abspath(name)): name for name in self.names}  # noqa: PTH100
        self._watched = list(self._paths)
        self._seen: dict[Path, object] = {}
        if inputs.flex_ui == AUTO:
            script = self._watched[0]
            for path in _of_packages(script):
                self._paths.setdefault(path, _relative(path))

    def follow(self, names: Iterable[str]) -> None:
        """Watch these files, too: those that a page was seen to load."""
        for name in names:
            path = Path(os.path.abspath(name))  # noqa: PTH100
            if path not in self._paths:
                self._paths[path] = name
                self._watched.append(path)
                self._seen[path] = _state(path)

    @property
    def followed(self) -> int:
        """How many files are watched beside those that were named."""
        return len(self._watched) - len(self.names)

    def are_there(self) -> bool:
        """Whether all files can be read again."""
        return all(os.path.isfile(one) or os.path.isdir(one) for one in self.names)  # noqa: PTH112, PTH113

    def demand_files(self) -> None:
        """Raise InputError for a pipe or a device: reading it again would wait for ever."""
        for path, name in self._paths.items():
            found = _stat(path)
            if found and not (S_ISREG(found.st_mode) or S_ISDIR(found.st_mode)):
                raise InputError(
                    f"{printable(name)}: --watch needs a file, which can be read again and again"
                )

    def get_ready(self) -> None:
        """Load what waits for changes, so that nothing but waiting is left to be interrupted."""
        import watchfiles  # noqa: F401

    def looks(self) -> Iterator[tuple[str, ...]]:
        """The names of the files that changed since the last look: at once, and then often none.

        Goes on for ever, whether files are written, replaced, removed, or come back.
        """
        self._seen = self._states()
        yield ()
        for _ in self._occasions():
            states = self._states()
            if states != self._seen:
                states = self._settled(states)
            changed = [path for path, state in states.items() if state != self._seen[path]]
            self._seen = states
            yield tuple(self._paths[path] for path in changed)

    def _states(self) -> dict[Path, object]:
        return {path: _state(path) for path in self._paths}

    def _settled(self, states: dict[Path, object]) -> dict[Path, object]:
        """The states once nobody is writing any more."""
        for _ in range(_MOST_WAITS):
            time.sleep(_QUIET)
            before, states = states, self._states()
            if states == before:
                break
        return states

    def _occasions(self) -> Iterator[None]:
        """Something happened in a folder of the files, or a while has gone by."""
        from watchfiles import watch

        tick = int(_TICK * 1000)
        while True:
            folders = self._folders()
            try:
                for _ in watch(
                    *folders,
                    watch_filter=None,
                    debounce=tick,
                    step=10,
                    rust_timeout=tick,
                    yield_on_timeout=True,
                    recursive=False,
                ):
                    yield
                    # A folder that is replaced would be silent from then on.
                    if self._folders() != folders:
                        break
            except (OSError, RuntimeError):
                # No more watches are to be had, or not in this folder.
                time.sleep(_TICK)
                yield

    def _folders(self) -> Mapping[Path, object]:
        """The folders in which files may appear, of links and of what they lead to."""
        folders = (_existing(path) for path in self._watched)
        real = (_existing(Path(os.path.realpath(path))) for path in self._watched)
        return {folder: _identity(folder) for folder in (*folders, *real)}


def _files(inputs: Inputs) -> Iterator[str]:
    """The names of the files of some inputs, those of plugins in their folders, too."""
    yield from inputs._replace(plugins=()).files
    if inputs.plugins:
        from appconfig_merge.inputs.plugins import plugin_files

        yield from plugin_files(os.fspath(one) for one in inputs.plugins if isinstance(one, str))


def _existing(path: Path) -> Path:
    """The nearest folder around a path that is there."""
    return next(filter(os.path.isdir, path.parents), path.parent)


def _state(path: Path) -> object:
    """What is other after a change of a file; None where there is none."""
    found = _stat(path)
    if found is None:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev


def _identity(folder: Path) -> object:
    found = _stat(folder)
    return found and (found.st_ino, found.st_dev)


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except (OSError, ValueError):
        return None


def _of_packages(script: Path) -> Iterator[Path]:
    """The files that may say which Flex UI a script is for (``package_json``)."""
    from appconfig_merge.inputs.lock_files import READERS

    names = ("package.json", *(name for name, _ in READERS))
    return (folder / name for folder in script.parents for name in names)


def _relative(path: Path) -> str:
    """A file's name from where people are."""
    try:
        return os.path.relpath(path)
    except ValueError:  # on another drive
        return str(path)
