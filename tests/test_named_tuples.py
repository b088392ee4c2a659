"""Named tuples that are what typing makes of the same class statement."""

from __future__ import annotations

import pickle
import subprocess
import sys
import typing
from typing import Any

import pytest

from appconfig_merge.named_tuples import NamedTuple


class Place(NamedTuple):
    """Where something stands."""

    file: str
    line: int
    column: int = 1

    @property
    def text(self) -> str:
        """As people write it."""
        return f"{self.file}:{self.line}:{self.column}"

    def __bool__(self) -> bool:
        return self.line > 0


class Typings(typing.NamedTuple):
    """Where something stands."""

    file: str
    line: int
    column: int = 1

    @property
    def text(self) -> str:
        """As people write it."""
        return f"{self.file}:{self.line}:{self.column}"

    def __bool__(self) -> bool:
        return self.line > 0


def test_it_is_a_tuple_with_names() -> None:
    """Positions, names, defaults, methods and copies are those of any named tuple."""
    place = Place("a.js", 3)

    assert place == ("a.js", 3, 1)
    assert (place.line, place.column, place.text) == (3, 1, "a.js:3:1")
    assert place._replace(line=4) == Place("a.js", 4)
    assert place._asdict() == {"file": "a.js", "line": 3, "column": 1}
    assert repr(place) == "Place(file='a.js', line=3, column=1)"
    assert not Place("a.js", 0)
    assert pickle.loads(pickle.dumps(place)) == place
    assert type(pickle.loads(pickle.dumps(place))) is Place


@pytest.mark.parametrize("name", sorted({*dir(Typings)} - {"__orig_bases__", "__annotations__"}))
def test_the_class_has_what_typing_gives_it(name: str) -> None:
    """Nothing is missing but what names the base in the class statement."""
    ours: Any = getattr(Place, name)
    assert type(ours) is type(getattr(Typings, name))
    if name in {"_fields", "_field_defaults", "__doc__", "__module__", "__slots__", "__bases__"}:
        assert ours == getattr(Typings, name)


def test_annotations_can_be_read() -> None:
    """Documentation and other tools find the fields' types where they look for them."""
    assert typing.get_type_hints(Place) == {"file": str, "line": int, "column": int}


def test_the_usual_call_has_no_annotation_compiled() -> None:
    """What ``typing`` makes of an annotation in quotes is a ForwardRef, by compiling it."""
    program = (
        "import typing\n"
        "def fail(*given): raise AssertionError(given)\n"
        "typing.ForwardRef.__init__ = fail\n"
        "from appconfig_merge import Source, effective_config\n"
        "config = effective_config(Source('a.js', 'var appConfig = {a: 1};'), ui_attributes={})\n"
        "assert [leaf.set_by for leaf in config.leaves()] == ['appConfig.js']\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
