"""Trees and how they are written: what a scenario's files say is what its generator means."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from appconfig_merge import Source, effective_config
from tests.live.scenarios.bases import BASES
from tests.live.scenarios.trees import Hand, Raw, at, drop, javascript, leaves, put


def test_a_leaf_is_put_with_its_objects_and_dropped_with_them() -> None:
    """What others need stays."""
    tree: dict[str, Any] = {"theme": {"isLight": True}}

    put(tree, ("theme", "tokens", "text"), "#fff")
    assert at(tree, ("theme", "tokens", "text")) == "#fff"
    assert list(leaves(tree)) == [
        (("theme", "isLight"), True),
        (("theme", "tokens", "text"), "#fff"),
    ]

    drop(tree, ("theme", "tokens", "text"))
    drop(tree, ("theme", "nothing", "there"))
    assert tree == {"theme": {"isLight": True}}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("base", BASES, ids=lambda base: base.name)
def test_a_file_sets_what_its_tree_has(base: Any, seed: int) -> None:
    """In whatever hand it is written."""
    text = f"var appConfig = {javascript(base.file, Hand.of(Random(seed)))};"
    read = effective_config(Source("appConfig.js", text)).to_dict()

    for path, value in leaves(base.file):
        if not isinstance(value, Raw):
            assert at(read, path) == value
