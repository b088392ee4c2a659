"""The tables by which handlers and rules are found when a text first needs them."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.syntax.early import faults
from appconfig_merge.syntax.tree_sitter import binding, handlers

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("home", handlers.HOMES)
def test_each_handler_is_where_its_table_says(home: str) -> None:
    """A module of the reader has the handlers of the nodes that the table names, and no other."""
    module = import_module(f"appconfig_merge.syntax.tree_sitter.{home}")

    assert sorted(module.HANDLERS) == sorted(handlers.HOMES[home])


@pytest.mark.parametrize("home", faults.HOMES)
def test_each_rule_is_where_its_table_says(home: str) -> None:
    """A module of early errors has the rules of the nodes that the table names, and no other."""
    module = import_module(f"appconfig_merge.syntax.early.{home}")

    assert sorted(kind.__name__ for kind in module.RULES) == sorted(faults.HOMES[home])


def test_no_node_has_two_homes() -> None:
    """Else the later one of a table would win unseen."""
    for homes in (handlers.HOMES, faults.HOMES):
        names = [name for home in homes.values() for name in home]

        assert len(names) == len(set(names))


def test_a_keyword_is_not_the_node_that_is_called_so() -> None:
    """The word ``class`` and the expression have numbers of their own; only one has a handler."""
    grammar = binding.language()
    word, node = (grammar.id_for_node_kind("class", named) for named in (False, True))

    assert word is not None
    assert node is not None
    assert handlers.HANDLERS[word] is None
    assert handlers.HANDLERS[node] is not None


def test_what_a_text_has_not_is_not_imported(tmp_path: Path) -> None:
    """A configuration of literals costs no class, no loop, no module and no regular expression."""
    script = tmp_path / "appConfig.js"
    script.write_text("var appConfig = { a: [1, { b: 'c' }], d: location.href };", "utf-8")
    code = (
        "import sys\n"
        "from appconfig_merge import Source\n"
        "from appconfig_merge.syntax import parse\n"
        "parse(Source('a.js', open(sys.argv[1]).read()))\n"
        "print(sorted(name.partition('syntax.')[2] for name in sys.modules if 'syntax.' in name))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(script)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    found = set(done.stdout.strip("[]\n").replace("'", "").split(", "))
    assert {"tree_sitter.objects", "early.expressions"} <= found
    assert found.isdisjoint({
        "tree_sitter.classes", "tree_sitter.control", "tree_sitter.functions", "tree_sitter.jsx",
        "tree_sitter.loops", "tree_sitter.modules", "tree_sitter.starts", "tree_sitter.templates",
        "early.classes", "early.functions", "early.labels", "early.modules", "early.regexp",
    })  # fmt: skip
