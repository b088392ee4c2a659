"""Modules against Node: what random graphs of them do, in which order, with which values."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from random import Random
from typing import Any

from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Unknown
from tests.evaluation.modules.graphs import graph
from tests.evaluation.modules.support import Ran
from tests.node import node_path

_ORACLE = Path(__file__).with_name("oracle.js")
_SEED = int(os.environ.get("DIFFERENTIAL_SEED", "0")) or Random().randrange(10**9)
_COUNT = 150


def _answers(graphs: list[dict[str, str]]) -> list[dict[str, Any]]:
    command = [node_path(), "--no-warnings", "--experimental-vm-modules", str(_ORACLE)]
    done = subprocess.run(
        command, input=json.dumps(graphs), capture_output=True, text=True, timeout=120, check=True
    )
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def _ours(texts: dict[str, str]) -> tuple[Any, str | None]:
    ran = Ran({**texts, "first.js": "window.log = [];"}, ["first.js", "main.js"])
    log = ran.page.machine.world_object.slots["log"].traced.value
    return _json(log), None if ran.thrown is None else ran.thrown.name


def _json(value: Any) -> Any:
    """What JSON.stringify makes of a value; ``...`` for what isn't known."""
    if isinstance(value, Unknown):
        return ...
    if isinstance(value, JSFunction) or value is UNDEFINED or value != value:
        return None
    if isinstance(value, JSArray):
        elements = [slot.traced.value if slot else UNDEFINED for slot in value.elements]
        return ... if value.unknown else [_json(one) for one in elements]
    if isinstance(value, JSObject):
        held = {name: slot.traced.value for name, slot in value.slots.items()}
        return {
            name: _json(one)
            for name, one in held.items()
            if not isinstance(one, JSFunction) and one is not UNDEFINED
        }
    return value


def test_modules_do_what_node_does() -> None:
    """Each module runs once, bindings are live, cycles meet the temporal dead zone."""
    random = Random(_SEED)
    graphs = [graph(random, awaits=False) for _ in range(_COUNT)]
    for texts, answer in zip(graphs, _answers(graphs), strict=True):
        if answer["log"] is None:
            continue
        log, thrown = _ours(texts)
        shown_texts = "\n".join(f"// {path}\n{text}" for path, text in texts.items())
        assert thrown == answer["error"], f"seed {_SEED}\n{shown_texts}"
        assert log == answer["log"], f"seed {_SEED}\n{shown_texts}"


def test_modules_that_wait_do_what_node_does_where_they_are_evaluated() -> None:
    """What comes first is known where one of them waits, and nothing is said where two do."""
    random = Random(_SEED)
    graphs = [graph(random, awaits=True) for _ in range(_COUNT)]
    known = 0
    for texts, answer in zip(graphs, _answers(graphs), strict=True):
        if answer["log"] is None:
            continue
        log, thrown = _ours(texts)
        shown_texts = "\n".join(f"// {path}\n{text}" for path, text in texts.items())
        if log is ... or ... in log:
            continue
        known += 1
        if thrown is not None:
            assert thrown == answer["error"], f"seed {_SEED}\n{shown_texts}"
        assert log == answer["log"], f"seed {_SEED}\n{shown_texts}"
    assert known > _COUNT / 2
