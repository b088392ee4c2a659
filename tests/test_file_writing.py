"""Files written whole or not at all: modes, links, pipes, devices, and what goes wrong."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from appconfig_merge.file_writing import create_private_file, replace_file
from tests.devices import needs_full_device

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes, links and pipes of Unix")

NEW = b"a new text\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder to be in, and the usual umask."""
    monkeypatch.chdir(tmp_path)
    before = os.umask(0o022)
    yield tmp_path
    os.umask(before)


def mode(path: str | Path) -> int:
    """The permissions of a file."""
    return stat.S_IMODE(Path(path).stat().st_mode)


def names() -> list[str]:
    """Everything that is in the folder."""
    return sorted(path.name for path in Path().iterdir())


def test_a_new_file_has_the_mode_that_the_umask_leaves() -> None:
    """As everything else that makes files has it."""
    os.umask(0o027)

    replace_file("new", NEW)

    assert (Path("new").read_bytes(), mode("new")) == (NEW, 0o640)


def test_a_new_private_file_is_for_its_owner() -> None:
    """Whatever the umask leaves to others, or takes from the owner."""
    for umask in (0o000, 0o022, 0o277):
        os.umask(umask)
        replace_file(f"new{umask}", NEW, private=True)

        assert mode(f"new{umask}") == 0o600


@pytest.mark.parametrize("private", [False, True])
def test_a_file_keeps_its_mode(*, private: bool) -> None:
    """It was chosen by somebody."""
    Path("old").write_text("old")
    Path("old").chmod(0o604)

    replace_file("old", NEW, private=private)

    assert (Path("old").read_bytes(), mode("old"), names()) == (NEW, 0o604, ["old"])


@pytest.mark.skipif(os.name != "nt" and os.geteuid() != 0, reason="only root gives files away")
def test_a_file_keeps_its_owner_and_group() -> None:
    """Root may write into other people's folders, and they still have their files then."""
    Path("old").touch()
    os.chown("old", 4711, 4712)

    replace_file("old", NEW)

    found = Path("old").stat()
    assert (found.st_uid, found.st_gid) == (4711, 4712)


def test_a_group_that_cannot_be_kept_leaves_no_right_to_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the members of one group might read isn't for those of the caller's."""

    def refuse(*_: object) -> NoReturn:
        raise PermissionError(errno.EPERM, "not yours")

    Path("old").touch()
    Path("old").chmod(0o664)
    monkeypatch.setattr(os, "fchown", refuse)

    replace_file("old", NEW)

    assert mode("old") == 0o604


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("is_there", [False, True])
def test_what_is_private_is_never_open_to_others(
    monkeypatch: pytest.MonkeyPatch, *, private: bool, is_there: bool
) -> None:
    """Nor is the temporary file of one that isn't for all, before all of it is written."""
    if is_there:
        Path("file").touch(0o640)
    seen: list[int] = []
    real = os.open

    def watched(path: str, flags: int, mode: int = 0o777, **options: int) -> int:
        descriptor = real(path, flags, mode, **options)
        if flags & os.O_CREAT:
            seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return descriptor

    monkeypatch.setattr(os, "open", watched)

    replace_file("file", NEW, private=private)

    assert seen == [0o600 if private or is_there else 0o644]


def test_a_symbolic_link_stays() -> None:
    """What it leads to is replaced, there or not yet, over several links."""
    Path("far").mkdir()
    Path("far/file").write_text("old")
    Path("link").symlink_to("far/other")
    Path("far/other").symlink_to("file")
    Path("new link").symlink_to("far/new")

    replace_file("link", NEW)
    replace_file("new link", NEW)

    assert Path("link").is_symlink()
    assert Path("far/other").is_symlink()
    assert Path("far/file").read_bytes() == Path("new link").read_bytes() == NEW
    assert sorted(path.name for path in Path("far").iterdir()) == ["file", "new", "other"]


def test_another_hard_link_keeps_the_old_text() -> None:
    """The file of this name is replaced, not written into."""
    Path("old").write_text("old")
    os.link("old", "other")

    replace_file("old", NEW)

    assert (Path("old").read_bytes(), Path("other").read_bytes()) == (NEW, b"old")


def test_a_named_pipe_is_written_to_and_stays() -> None:
    """Whoever waits at its other end gets the text."""
    os.mkfifo("pipe")
    with os.fdopen(os.open("pipe", os.O_RDONLY | os.O_NONBLOCK), "rb") as reader:
        replace_file("pipe", NEW)

        assert reader.read() == NEW
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


def test_a_device_is_written_to_and_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """For root, too, who could replace it."""

    def fail(*_: object) -> NoReturn:
        pytest.fail("a device was about to be replaced")

    own, terminal = os.openpty()
    monkeypatch.setattr(Path, "replace", fail)

    replace_file("/dev/null", NEW)
    replace_file(os.ttyname(terminal), NEW)

    assert os.read(own, 100) == NEW.replace(b"\n", b"\r\n")
    os.close(own)
    os.close(terminal)


@pytest.mark.parametrize("name", ["/dev/fd/{}", "/proc/self/fd/{}"])
def test_a_descriptor_is_written_to_where_it_stands(name: str) -> None:
    """As a shell's 3>> means it, and >(command)."""
    Path("log").write_text("before\n")
    with Path("log").open("ab") as log:
        replace_file(name.format(log.fileno()), NEW)

    assert Path("log").read_bytes() == b"before\n" + NEW


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("folder", errno.EISDIR),
        ("folder/", errno.EISDIR),
        ("new/", errno.EISDIR),
        ("", errno.ENOENT),
        ("missing/new", errno.ENOENT),
        ("file/new", errno.ENOTDIR),
        ("loop", errno.ELOOP),
        ("/dev/fd/987654", errno.EBADF),
    ],
)
def test_what_cannot_be_written(name: str, code: int) -> None:
    """Is an OSError, and nothing is left over."""
    Path("folder").mkdir()
    Path("file").write_text("old")
    Path("loop").symlink_to("loop")

    with pytest.raises(OSError, match=r".") as caught:
        replace_file(name, NEW)

    assert caught.value.errno == code
    assert (names(), list(Path("folder").iterdir())) == (["file", "folder", "loop"], [])


@needs_full_device
def test_a_device_that_takes_no_more() -> None:
    """By a descriptor: a fault here mustn't cost the machine its device."""
    with Path("/dev/full").open("wb") as full, pytest.raises(OSError, match="No space left"):
        replace_file(f"/dev/fd/{full.fileno()}", NEW)


@pytest.fixture
def nobody(folder: Path) -> Iterator[None]:
    """Whoever runs the tests, not as root, who may write everything."""
    folder.chmod(0o777)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    yield
    if is_root:
        os.seteuid(0)


@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize("locked", ["file", "."])
def test_what_may_not_be_written(locked: str) -> None:
    """A file that nobody may write, or a folder in which nothing may be made, stays as it is."""
    Path("inner").mkdir()
    os.chdir("inner")
    Path("file").write_text("old")
    Path(locked).chmod(0o555)

    with pytest.raises(PermissionError):
        replace_file("file", NEW)

    Path(locked).chmod(0o755)
    assert (Path("file").read_text(), names()) == ("old", ["file"])


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["fsync", "fchmod", "fdopen", "replace"])
@pytest.mark.parametrize("private", [False, True])
def test_what_fails_or_is_interrupted_on_the_way(
    monkeypatch: pytest.MonkeyPatch, failure: BaseException, step: str, *, private: bool
) -> None:
    """The old file is whole, and nothing is left over."""

    def fail(*_: object) -> NoReturn:
        raise failure

    Path("old").write_text("old")
    Path("old").chmod(0o644)
    monkeypatch.setattr(Path if step == "replace" else os, step, fail)

    with pytest.raises(type(failure)):
        replace_file("old", NEW, private=private)

    assert (Path("old").read_text(), mode("old"), names()) == ("old", 0o644, ["old"])


def test_pieces_are_written_as_they_come() -> None:
    """Whatever their number, no more than what waits to be written is held."""
    sizes: list[int] = []

    def pieces() -> Iterator[bytes]:
        for _ in range(3):
            yield b"x" * 100_000
            (made,) = Path().iterdir()
            sizes.append(made.stat().st_size)

    replace_file("new", pieces())

    assert (sizes, names()) == ([100_000, 200_000, 300_000], ["new"])


def test_pieces_that_cannot_all_be_made() -> None:
    """The old file is whole, and nothing is left over."""

    def pieces() -> Iterator[bytes]:
        yield NEW
        raise ValueError

    Path("old").write_text("old")

    with pytest.raises(ValueError, match=r"^$"):
        replace_file("old", pieces())

    assert (Path("old").read_text(), names()) == ("old", ["old"])


def test_a_new_file_replaces_none() -> None:
    """A private file that is created is created by nobody else."""
    create_private_file(Path("new"), NEW)

    with pytest.raises(FileExistsError):
        create_private_file(Path("new"), b"other")

    assert (Path("new").read_bytes(), mode("new"), names()) == (NEW, 0o600, ["new"])


def test_a_new_file_that_cannot_be_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a backup is none: nothing is left."""

    def fail(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(KeyboardInterrupt):
        create_private_file(Path("new"), NEW)

    assert names() == []
