"""TypeScript made JavaScript: what is only types is blanked, and everything else stays in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.errors import MissingExtraError

if TYPE_CHECKING:
    from appconfig_merge.source import Source

__all__ = ["erase"]


def erase(source: Source) -> Source:
    """The same text without what TypeScript adds to JavaScript: as long, line by line.

    One whose name ends with ``.tsx`` may have JSX, which stays. An enum becomes a variable whose
    value isn't known; an import of which nothing is used as a value is none, as a build has it.

    Raises UnsupportedSyntaxError for what isn't TypeScript, or has code of its own that isn't
    written out: a namespace with values, a parameter that is a property, a decorator, ``import =``,
    ``export =``. LimitError for text that is too much for the parser. MissingExtraError where
    tree-sitter-typescript isn't installed.
    """
    try:
        from appconfig_merge.syntax.typescript.erasing import erased
    except ModuleNotFoundError as error:
        if error.name != "tree_sitter_typescript":
            raise
        raise MissingExtraError(
            "reading TypeScript needs tree-sitter-typescript, which is not installed",
            help="pip install 'appconfig-merge[plugins]'",
        ) from None
    return erased(source)
