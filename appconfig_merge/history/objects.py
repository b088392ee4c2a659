"""What git has stored: one long process gives objects, each asked for once."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

from appconfig_merge.inputs.git import GitError, command, environment
from appconfig_merge.limits import MAX_SOURCE
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from subprocess import Popen

SECONDS: Final = 120.0
"""After this long git hangs rather than works, on whatever it was asked for at once."""
_TREES: Final = 20_000
"""Trees that are held in memory: those of a long history of a few folders."""
_PIECE: Final = 1_000_000
_LINKS: Final = 20
"""Symbolic links that lead to one file; more are a circle."""
_HEAD: Final = re.compile(rb"[0-9a-f]{40,64} (\w+) (\d+)\n")
_ENTRY: Final = re.compile(rb"(\d+) ([^\0]+)\0", re.DOTALL)


class Found(NamedTuple):
    """What is at a path: ``kind`` is file or folder, ``id`` a file's blob.

    A ``kind`` of ``outside`` is a link that leads out of the repository, or nowhere.
    """

    kind: str
    id: str = ""


class Objects:
    """The objects of a repository. Raises GitError from all that asks git."""

    def __init__(self, folder: str, about: str) -> None:
        self._folder = folder
        self._about = about
        self._process: Popen[bytes] | None = None
        self._over = Event()
        self._asked: float | None = None
        self._trees: OrderedDict[str, Mapping[str, tuple[str, str]]] = OrderedDict()

    def close(self) -> None:
        """End the process."""
        self._over.set()
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def blob(self, id: str, most: int = MAX_SOURCE + 1) -> bytes:
        """The bytes of a file, ``most`` of them."""
        return self._read(id, "blob", most)

    def find(self, tree: str, path: str, through: set[str]) -> Found | None:
        """What is at a path below a tree; None where nothing is.

        Symbolic links are followed; the paths of each, and where they lead, are put into
        ``through``.
        """
        done: list[str] = []
        wanted = path.split("/")[::-1]
        at, count = tree, 0
        while wanted:
            name = wanted.pop()
            mode, id = self._tree(at).get(name, ("", ""))
            done.append(name)
            if mode == "120000":
                through.add("/".join(done))
                count += 1
                target = _target("/".join(done[:-1]), self.blob(id))
                if target is None or count > _LINKS:
                    return Found("outside")
                at, done, wanted = tree, [], [*wanted, *target[::-1]]
                through.add("/".join(wanted[::-1]))
            elif mode == "40000":
                at = id
            elif wanted or not mode or mode == "160000":
                return None
            else:
                return Found("file", id)
        return Found("folder")

    def _tree(self, id: str) -> Mapping[str, tuple[str, str]]:
        """The entries of a tree: the mode and the id of each name."""
        found = self._trees.get(id)
        if found is None:
            found = self._trees[id] = _entries(self._read(id, "tree"), len(id) // 2)
            if len(self._trees) > _TREES:
                self._trees.popitem(last=False)
        else:
            self._trees.move_to_end(id)
        return found

    def _read(self, id: str, kind: str, most: int | None = None) -> bytes:
        process = self._process or self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        self._asked = time.monotonic()
        try:
            process.stdin.write(f"{id}\n".encode())
            process.stdin.flush()
            head = _HEAD.fullmatch(process.stdout.readline(1_000))
            if head is None or head[1].decode() != kind:
                raise GitError(self._about, f"git has no {kind} {id[:10]}")
            length = int(head[2])
            kept = length if most is None else min(length, most)
            data = process.stdout.read(kept)
            left = length + 1 - kept
            while left and (rest := process.stdout.read(min(left, _PIECE))):
                left -= len(rest)
        except (OSError, ValueError) as error:
            raise GitError(self._about, f"git gives no answer: {error}") from None
        finally:
            self._asked = None
        if left:
            raise GitError(self._about, f"git gave no answer in {SECONDS:g} seconds")
        return data

    def _started(self) -> Popen[bytes]:
        import subprocess

        try:
            process = subprocess.Popen(  # noqa: S603 - no shell, and no argument of others
                command(("cat-file", "--batch"), self._about),
                cwd=self._folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
        except OSError as error:
            reason = f"git can't be run: {error.strerror or error}"
            raise GitError(self._about, reason) from None
        return self._watched(process)

    def _watched(self, process: Popen[bytes]) -> Popen[bytes]:
        self._process = process
        Thread(target=self._watch, args=(process,), daemon=True).start()
        return process

    def _watch(self, process: Popen[bytes]) -> None:
        """End a process that hangs, so that whoever waits for it goes on."""
        while not self._over.wait(1):
            asked = self._asked
            if asked is not None and time.monotonic() - asked > SECONDS:
                process.kill()


def _entries(data: bytes, length: int) -> dict[str, tuple[str, str]]:
    """The entries of a tree object, whose ids have so many bytes."""
    entries, at = {}, 0
    while match := _ENTRY.match(data, at):
        at = match.end() + length
        name = match[2].decode("utf-8", "surrogateescape")
        entries[name] = match[1].decode().lstrip("0"), data[match.end() : at].hex()
    return entries


def _target(folder: str, link: bytes) -> list[str] | None:
    """The path that a link in a folder leads to; None where it leads out of the repository."""
    text = link.decode("utf-8", "surrogateescape")
    if text.startswith("/"):
        return None
    path = folder.split("/") if folder else []
    for name in text.split("/"):
        if name == "..":
            if not path:
                return None
            path.pop()
        elif name not in {"", "."}:
            path.append(name)
    return path
