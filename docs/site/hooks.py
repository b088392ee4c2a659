"""Makes one site of the pages in docs/ and of what lies outside, where GitHub shows both.

The pages are written for GitHub: their links are paths within the repository. Here the files of
``OUTSIDE`` get a place in the site, links to them follow, and links to other files become text.
GitHub wants a ``|`` in a table escaped also in code, where MkDocs would show the backslash.
"""

# ruff: noqa: INP001 - MkDocs finds this file by its path

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent.parent
DATA = "appconfig_merge/data/"
OUTSIDE = {
    "CHANGELOG.md": "project/changes.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "SECURITY.md": "project/security.md",
    "docs/site/extra.css": "assets/extra.css",
    **{
        f"{DATA}{path.name}": f"reference/{path.name}"
        for path in sorted((ROOT / DATA).glob("*.json"))
    },
}
"""Files of the repository that are no pages of docs/, and where they are in the site."""

_INSIDE = {site: repository for repository, site in OUTSIDE.items()}
_FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\|.*$", re.MULTILINE)
_CODE = re.compile(r"`[^`]+`")
_LINK = re.compile(r"\[([^\]]*)\]\((?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?\)")


def on_config(config: MkDocsConfig) -> None:
    """Put the pages of the rules, as many as there are, into the navigation."""
    assert config.nav is not None
    rules = [f"rules/{path.name}" for path in sorted((ROOT / "docs/rules").glob("*.md"))]
    config.nav.insert(-1, {"Rules": rules})


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add what lies outside docs/."""
    for repository, site in OUTSIDE.items():
        path = str(ROOT / repository)
        files.append(File.generated(config, site, abs_src_path=path))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Make links within the repository links within the site, and bars in rows bars."""
    del config, files
    uri = page.file.src_uri

    def link(found: re.Match[str]) -> str:
        text, target, anchor = found.groups(default="")
        place = site_of(posixpath.join(posixpath.dirname(_repository(uri)), target))
        if place is None:
            return text
        return f"[{text}]({posixpath.relpath(place, posixpath.dirname(uri) or '.')}{anchor})"

    parts = _FENCE.split(markdown)
    parts[::2] = (_ROW.sub(_with_bars, _LINK.sub(link, part)) for part in parts[::2])
    return "".join(parts)


def _with_bars(row: re.Match[str]) -> str:
    """A row of a table whose code has no escaped bars."""
    return _CODE.sub(lambda code: code[0].replace(r"\|", "|"), row[0])


def _repository(uri: str) -> str:
    """Where a page of the site is in the repository."""
    return _INSIDE.get(uri, f"docs/{uri}")


def site_of(path: str) -> str | None:
    """Where a file of the repository is in the site; None where it isn't."""
    path = posixpath.normpath(path)
    if path == "README.md":
        return path
    return OUTSIDE.get(path, path.removeprefix("docs/") if path.startswith("docs/") else None)
