"""Pages of a few lines, read as a user would read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import effective_config

if TYPE_CHECKING:
    from pathlib import Path

    from appconfig_merge import EffectiveConfig

FLEX_UI = '<script src="/flex.js"></script>'


def written(folder: Path, body: str, **files: str) -> str:
    """A page with Flex UI's script and ``body`` after it; ``files`` are scripts by their names."""
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text, "utf-8")
    page = folder / "index.html"
    page.write_text(f"<!doctype html>\n{FLEX_UI}\n{body}\n", "utf-8")
    return str(page)


def handed(folder: Path, body: str, **files: str) -> EffectiveConfig:
    """What such a page hands to Flex UI. Raises as ``effective_config``."""
    return effective_config(written(folder, body, **files))


def said(config: EffectiveConfig) -> list[tuple[str, str]]:
    """The codes and severities of what is said of a page."""
    return [(one.code, one.severity) for one in config.diagnostics]


def inline(code: str) -> str:
    """A script that stands in the page."""
    return f"<script>{code}</script>"


def script(name: str, attributes: str = "") -> str:
    """A script that the page loads."""
    return f'<script src="{name}.js" {attributes}></script>'


def at(config: EffectiveConfig, path: str) -> Any:
    """Where the value at a path stands, as ``file:line:column`` without the folder."""
    place = config.explain(path).contributions[-1].location
    assert place is not None
    return f"{place.file.rpartition('/')[2]}:{place.line}:{place.column}"
