"""What this package says of a page from its files, held against what came of the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from appconfig_merge import Source, effective_config
from appconfig_merge.checks import check
from appconfig_merge.errors import AppConfigError, NoConfigError
from appconfig_merge.inputs.contexts import read_context
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.rendering.encoding import encode
from tests.live.comparison import compare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from appconfig_merge import EffectiveConfig
    from tests.live.pages import Page
    from tests.live.recording import Seen

EXPECTED: Final = Path(__file__).with_name("expected.json")
"""What we leave open, by page: nothing for a page of which we say all."""

_STOPS: Final = {
    "content-security-policy", "frozen-object", "hand-over", "no-hand-over", "script-throws",
    "syntax-error",
}  # fmt: skip
_REFUSES: Final = {
    "frozen-object", "no-config-object", "stops-at-start", "version-compatibility",
}  # fmt: skip


class Said(NamedTuple):
    """What we say of a page.

    ``wrong`` is what is wrong of it, whatever is expected, and ``compared`` how many leaves are
    right. ``expectation`` is what else there is to know: the paths that are ``unresolved``, the
    code of the ``error`` with which we end, and for a page on which Flex UI doesn't run the codes
    of what we ``remark``.
    """

    wrong: list[str]
    compared: int
    expectation: dict[str, Any]


def said(page: Page, seen: Seen, folder: Path) -> Said:
    """What we say of a page, whose files are put into a folder."""
    try:
        config = effective(page, seen.release, folder)
    except AppConfigError as error:
        runs = seen.configuration is not None
        wrong = [str(error)] if runs and isinstance(error, NoConfigError) else []
        return Said(wrong, 0, {"error": error.code})
    if seen.configuration is None:
        remarks = sorted({one.code for one in config.diagnostics} & _STOPS)
        return Said([], 0, {"remarks": remarks} if remarks else {})
    found = compare(seen, encode(config.to_dict()), set(_may_set(config)))
    if any(one.code == "no-hand-over" for one in config.diagnostics):
        found.wrong.append("the page hands something over, and we say that it doesn't")
    unresolved = {"unresolved": found.unresolved} if found.unresolved else {}
    return Said(found.wrong, found.compared, unresolved)


def effective(page: Page, release: str, folder: Path) -> EffectiveConfig:
    """The configuration that we foretell. Raises AppConfigError."""
    return effective_config(
        _put(page, folder),
        configuration=page.resource,
        flex_ui=release,
        page_url=page.url,
        root=str(folder),
        plugins=_plugins(page, folder),
        stored=_stored(page),
    )


def refusals(page: Page, release: str, folder: Path) -> list[str]:
    """The rules by which ``check`` says that Flex UI won't start on a page."""
    read = read_context(Reader(), inputs_of(page, release, folder))
    found = {one.rule for one in check(read.context, failure=read.failure)}
    return sorted(found & _REFUSES)


def inputs_of(page: Page, release: str, folder: Path) -> Inputs:
    """All that is known of a page, whose files are put into a folder."""
    return Inputs(
        _put(page, folder),
        GivenResource(page.resource),
        release,
        page_url=page.url,
        root=str(folder),
        plugins=_plugins(page, folder),
        stored=_stored(page),
    )


def _put(page: Page, folder: Path) -> Path:
    """Write what the page's own server has; gives the page's file."""
    for name, data in page.files.items():
        if name.startswith("/"):
            file = folder / name[1:]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return folder / page.path[1:]


def _plugins(page: Page, folder: Path) -> tuple[Path, ...]:
    return (folder / page.plugins[1:],) if page.plugins else ()


def _stored(page: Page) -> Source | None:
    return None if page.stored is None else Source("stored.json", page.stored, "json")


def expected() -> dict[str, dict[str, Any]]:
    """What is expected of each page of which we don't say all."""
    pages: dict[str, dict[str, Any]] = json.loads(EXPECTED.read_text("utf-8"))
    return pages


def expect(pages: Mapping[str, Said]) -> None:
    """Write what is expected."""
    kept = {name: said.expectation for name, said in sorted(pages.items()) if said.expectation}
    EXPECTED.write_text(json.dumps(kept, indent=1) + "\n", "utf-8", newline="\n")


def _may_set(config: EffectiveConfig) -> Iterator[tuple[str, ...]]:
    """The paths that plugins, and the page itself once Flex UI runs, may set."""
    return (tuple(map(str, one.path)) for one in config.prospects)
