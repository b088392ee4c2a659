"""Pages in folders of their own, read as the command line reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import Source
from appconfig_merge.inputs.files import read_source
from appconfig_merge.inputs.pages import page_input
from appconfig_merge.inputs.site import SiteFiles
from appconfig_merge.layers.page.scripts import Unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from appconfig_merge.layers.page.scripts import PageInput


def write(folder: Path, files: dict[str, str]) -> None:
    """Write texts into a folder, by their paths in it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def read(page: str | Source, **options: Any) -> PageInput:
    """Read a page; a path is that of a file here."""
    sources: dict[str, Source] = {}

    def once(name: str) -> Source:
        return sources.setdefault(name, read_source(name))

    source = page if isinstance(page, Source) else read_source(page, "html")
    return page_input(source, once, **options)


def site(page: str | Source, **options: Any) -> SiteFiles:
    """The files of a page."""
    found = read(page, **options).site
    assert isinstance(found, SiteFiles)
    return found


def told(found: Source | Unreadable) -> str:
    """A file by its name, or why there is none."""
    return found.reason if isinstance(found, Unreadable) else found.name
