"""Backups: whole, for their owner's eyes, and never written over another."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import InputError
from appconfig_merge.rest import Configuration, save_backup
from appconfig_merge.rest.document import write
from appconfig_merge.testing import ACCOUNT_SID
from tests.devices import needs_full_device

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.testing import FakeFlexApi

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
BODY = b' {"account_sid" : "AC00000000000000000000000000000000",\r\n "x": 1.50 }\n'


def of(account_sid: str) -> Configuration:
    """The resource of an account."""
    return Configuration.from_bytes("x", write({"account_sid": account_sid}).encode())


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """The process' umask, from the most generous to the most strict; the test's folder is older."""
    assert tmp_path.exists()
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
@pytest.mark.usefixtures("umask")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    """Its owner can read and write it, and nobody else, whatever the umask."""
    path = save_backup(of(ACCOUNT_SID), tmp_path, AT)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_name_tells_account_and_time(tmp_path: Path) -> None:
    """So that a folder of them can be read."""
    path = save_backup(of(ACCOUNT_SID), tmp_path, AT)

    assert path == tmp_path / f"flex-configuration-{ACCOUNT_SID}-20260102T030405Z.json"


def test_it_is_the_answer_byte_for_byte(tmp_path: Path, api: FakeFlexApi) -> None:
    """Spaces, line ends, digits: nothing is written anew; and it reads back."""
    for body in (BODY, api.body):
        path = save_backup(Configuration.from_bytes("x", body), tmp_path, AT)

        assert path.read_bytes() == body
        assert Configuration.read(path).body == body


def test_none_is_overwritten(tmp_path: Path) -> None:
    """Several of one second get numbers."""
    names = [save_backup(of(ACCOUNT_SID), tmp_path, AT).name for _ in range(3)]

    stem = f"flex-configuration-{ACCOUNT_SID}-20260102T030405Z"
    assert names == [f"{stem}.json", f"{stem}-2.json", f"{stem}-3.json"]


def test_many_at_once(tmp_path: Path) -> None:
    """Every one of them gets a file of its own, whole."""
    bodies = [write({"account_sid": ACCOUNT_SID, "n": n}).encode() for n in range(40)]
    with ThreadPoolExecutor(20) as pool:
        paths = list(
            pool.map(
                lambda body: save_backup(Configuration.from_bytes("x", body), tmp_path, AT), bodies
            )
        )

    assert [path.read_bytes() for path in paths] == bodies
    assert len(set(paths)) == len(list(tmp_path.iterdir())) == 40


@pytest.mark.skipif(os.name != "posix", reason="elsewhere links need a privilege")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Whoever put it there doesn't get the resource written elsewhere."""
    elsewhere = tmp_path / "elsewhere"
    link = tmp_path / f"flex-configuration-{ACCOUNT_SID}-20260102T030405Z.json"
    link.symlink_to(elsewhere)

    path = save_backup(of(ACCOUNT_SID), tmp_path, AT)

    assert path != link
    assert not elsewhere.exists()


@pytest.mark.parametrize("kind", ["missing", "file", "name"])
def test_a_folder_that_cannot_be_written(tmp_path: Path, kind: str) -> None:
    """Told with the path and a way out, before anything is changed."""
    folder = {
        "missing": tmp_path / "none",
        "file": tmp_path / "file",
        "name": tmp_path / ("x" * 300),
    }[kind]
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(InputError) as caught:
        save_backup(of(ACCOUNT_SID), folder, AT)

    assert str(folder) in str(caught.value)
    assert "--backup-dir" in (caught.value.help or "")


@needs_full_device
def test_a_disk_that_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No half of a backup is left."""

    def full(path: Path, _flags: int, _mode: int) -> int:
        path.write_bytes(b"")
        return opened("/dev/full", os.O_WRONLY)

    opened = os.open
    with monkeypatch.context() as patch:
        patch.setattr("appconfig_merge.rest.backup.os.open", full)
        with pytest.raises(InputError, match="No space left"):
            save_backup(of(ACCOUNT_SID), tmp_path, AT)

    assert list(tmp_path.iterdir()) == []


@given(
    st.text() | st.sampled_from(["../../x", "/etc/passwd", "..", "", "\0", "a" * 10_000, "C:\\x"])
)
def test_a_hostile_account_stays_in_the_folder(account_sid: str) -> None:
    """The account's name is the service's word; only letters and digits of it make a name."""
    with TemporaryDirectory() as name:
        folder = Path(name, "inner")
        folder.mkdir()
        path = save_backup(of(account_sid), folder, AT)

        assert path.parent == folder
        assert list(folder.iterdir()) == [path]
        assert list(Path(name).iterdir()) == [folder]
