"""Arrays of which only the page decides how many elements they have: each is one of some lists."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Unresolved
from tests.evaluation.support import candidates, gives, read

LIST = "var list = ['a']; if (page.x) list.push('b');"


def lists(found: Any) -> Any:
    """Candidates inside candidates, as lists in tuples."""
    return tuple(map(lists, candidates(found))) if isinstance(found, Unresolved) else found


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("", (["a", "b"], ["a"])),
        ("list.push('z');", (["a", "b", "z"], ["a", "z"])),
        ("list.unshift('0');", (["0", "a", "b"], ["0", "a"])),
        ("list[0] = 'A';", (["A", "b"], ["A"])),
        ("list.reverse();", (["b", "a"], ["a"])),
        ("list.pop();", (["a"], [])),
        ("list.splice(0, 1);", (["b"], [])),
        ("list.length = 1;", ["a"]),
        ("list[1] = 'B';", ["a", "B"]),
        ("list[2] = 'c'; list.splice(1, 1);", ["a", "c"]),
        ("list.more = 1;", (["a", "b"], ["a"])),
        ("list = list.concat('c');", (["a", "b", "c"], ["a", "c"])),
        ("list = [...list, 'c'];", (["a", "b", "c"], ["a", "c"])),
        ("list = list.map((one) => one + 1);", (["a1", "b1"], ["a1"])),
        ("(function (to) { to.push('f'); })(list);", (["a", "b", "f"], ["a", "f"])),
        ("for (var i = 0; i < 2; i++) list.push(i);", (["a", "b", 0, 1], ["a", 0, 1])),
        ("if (page.y) list.push('c');",
         ((["a", "b", "c"], ["a", "c"]), ["a", "b"], ["a"])),
        ("list.push(...list);", (["a", "b", "a", "b"], ["a", "a"])),
    ],
)  # fmt: skip
def test_each_list_is_a_candidate(script: str, expected: Any) -> None:
    """What is done with such an array is done with each list."""
    found = lists(read(f"{LIST} {script} appConfig = {{ list }};")["list"])

    assert str(found).replace("undefined", "None") == str(expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("appConfig = { first: list[0], some: list.length > 0 };", {"first": "a", "some": True}),
        ("appConfig = { has: list.includes('a'), at: list.indexOf('a') };", {"has": True, "at": 0}),
        ("var [first] = list; appConfig = { first };", {"first": "a"}),
        ("var it; for (it of list) if (it === 'a') break; appConfig = { it };", {"it": "a"}),
        ("for (var it in list) if (it === '0') break; appConfig = { it };", {"it": "0"}),
        ("var n = { o: 0 }; list.forEach(() => { n.o = 1; }); appConfig = { o: n.o };", {"o": 1}),
        ("appConfig = { least: Math.min(...list.map((one) => one.length)) };", {"least": 1}),
        ("appConfig = { text: list.join('')[0], json: JSON.stringify(list)[2] };",
         {"text": "a", "json": "a"}),
        ("var same = list; list.push(1); appConfig = { same: same === list, last: list.pop() };",
         {"same": True, "last": 1}),
        ("var one = { a: 1 }; list.push(one); one.a = 2; appConfig = { a: list.pop().a };",
         {"a": 2}),
        ("var o = Object.assign({}, ...(page.y ? [{ a: 1 }] : [{ a: 1 }, {}])); appConfig = o;",
         {"a": 1}),
    ],
)  # fmt: skip
def test_what_all_lists_agree_on_is_known(script: str, expected: dict[str, Any]) -> None:
    """Elements, lengths, loops and methods are those of each list."""
    assert gives(f"{LIST} {script}", expected)


@pytest.mark.parametrize(
    "change",
    [
        "page.f(list);",
        "list[page.y] = 1;",
        "delete list[0];",
        "list.sort(page.f);",
        "if (page.y) Object.freeze(list);",
        "while (page.y) list.pop();",
        "for (const one of 'abcdefg') if (page[one]) list.push(one);",
    ],
)
def test_no_list_outlives_a_change_that_is_not_known(change: str) -> None:
    """What is no longer one of the lists is told without candidates."""
    found = read(f"{LIST} {change} appConfig = {{ list }};")["list"]

    assert candidates(found) == []


def test_a_later_change_leaves_no_list() -> None:
    """A callback that reads such an array changes nothing, one that pushes may make it another."""
    later = "addEventListener('load', () => %s); appConfig = { list, first: list[0] };"

    assert lists(read(LIST + later % "list.map(String)")["list"]) == (["a", "b"], ["a"])
    pushed, at_the_end = candidates(read(LIST + later % "list.push('c')")["list"])
    assert candidates(pushed) == []
    assert lists(at_the_end) == (["a", "b"], ["a"])


def test_a_list_that_holds_itself_ends() -> None:
    """Where the circle closes the value is unresolved."""
    found = read(f"{LIST} list.push(list); appConfig = {{ list }};")["list"]

    assert [one[:-1] for one in candidates(found)] == [["a", "b"], ["a"]]
    assert all(candidates(one[-1]) == [] for one in candidates(found))


def test_lists_gone_through_too_often_are_not_known() -> None:
    """The rest of the file is read all the same."""
    loop = "for (var i = 0; i < 2000; i++) list.push(i);"

    assert gives(f"{LIST} {loop} appConfig = {{ i, list }};", {"i": 2000, "list": ...})
