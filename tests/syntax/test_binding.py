"""Loading the grammar, and stopping its parser."""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Any

import pytest
import tree_sitter_javascript

from appconfig_merge.source import Source
from appconfig_merge.syntax.tree_sitter import binding

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture(autouse=True)
def unloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The grammar hasn't been loaded yet."""
    monkeypatch.setattr(binding, "_language", None)
    monkeypatch.delitem(sys.modules, "tree_sitter_javascript")


def test_the_grammar_is_loaded_once_and_alone() -> None:
    """Its package, which imports more, isn't."""
    loaded = binding.language()

    assert binding.language() is loaded
    assert "tree_sitter_javascript" not in sys.modules


@pytest.mark.parametrize("known", ["loaded", "elsewhere", "without its module"])
def test_the_package_is_imported_where_it_must_be(
    known: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is loaded already, or doesn't lie as it usually does."""
    find = PathFinder.find_spec
    if known == "loaded":
        monkeypatch.setitem(sys.modules, "tree_sitter_javascript", tree_sitter_javascript)
    else:
        gone = "tree_sitter_javascript" if known == "elsewhere" else "_binding"

        def found(name: str, path: Any = None, target: ModuleType | None = None) -> Any:
            return None if name == gone else find(name, path, target)

        monkeypatch.setattr(PathFinder, "find_spec", found)
        monkeypatch.setattr(binding, "import_module", lambda _name: tree_sitter_javascript)

    assert binding.language().id_for_node_kind("comment", True)


def test_an_interrupt_ends_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Ctrl-C that comes while it asks for text arrives as what it is."""

    def interrupt() -> float:
        if next(calls):
            raise KeyboardInterrupt
        return 0.0

    calls = iter([0, 1])
    monkeypatch.setattr(binding, "thread_time", interrupt)
    with pytest.raises(KeyboardInterrupt):
        binding.parse(b"a", Source("appConfig.js", "a"))
