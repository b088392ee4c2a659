"""The faults that tests are tried with."""

from __future__ import annotations

import ast

from tests.mutants import ROOT, mutants, own_tests, sampled

SOURCE = '''\
def grade(points: int = 1, *, is_late: bool = False) -> str:
    """How good."""
    notify(points)
    if not is_late and points >= 9:
        return "good" if points else "bad"
    return str(points + 1)

def is_good(points: int) -> bool:
    return False
'''
FAULTS = """\
m.py:1: '1' -> '2'
m.py:1: 'False' -> 'True'
m.py:3: 'notify(points)' -> 'None'
m.py:4: ' and ' -> ' or '
m.py:4: 'not is_late and points >= 9' -> 'not (not is_late and points >= 9)'
m.py:4: 'not is_late' -> '(is_late)'
m.py:4: ' >= ' -> ' > '
m.py:4: '9' -> '10'
m.py:5: '"good" if points else "bad"' -> 'None'
m.py:5: 'points' -> 'not (points)'
m.py:6: 'str(points + 1)' -> 'None'
m.py:6: ' + ' -> ' - '
m.py:6: '1' -> '2'
m.py:9: 'False' -> 'True'
"""


def test_the_faults_of_a_function() -> None:
    """Operators, conditions, constants, results and calls; nothing in types and docstrings."""
    found = sorted(map(str, mutants("m.py", SOURCE)))

    assert found == sorted(FAULTS.splitlines())


def test_a_fault_is_a_program_and_another_one() -> None:
    """A fault that can't be parsed would be noticed by anything."""
    for fault in sampled([], 200, seed=1):
        data = (ROOT / fault.file).read_bytes()
        changed = data[: fault.start] + fault.new.encode("utf-8") + data[fault.end :]

        assert ast.dump(ast.parse(changed)) != ast.dump(ast.parse(data)), fault


def test_a_fault_is_tried_with_the_tests_of_its_room() -> None:
    """A room's tests lie in the folder of its name; those of the module's name come first."""
    assert own_tests("appconfig_merge/merging/engine.py") == ["tests/merging"]
    assert own_tests("appconfig_merge/source.py") == ["tests/test_source.py"]
    assert own_tests("appconfig_merge/layers/data.py") == [
        "tests/layers/test_data.py",
        "tests/layers",
    ]
