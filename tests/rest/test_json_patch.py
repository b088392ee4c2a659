"""JSON Patch (RFC 6902) of a resource: the RFC's examples, refusals, and hostile patches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.errors import LimitError
from appconfig_merge.limits import MAX_DOCUMENT_NESTING
from appconfig_merge.paths import format_path
from appconfig_merge.rest.document import nesting, parse
from appconfig_merge.rest.edits import Edited, JsonPatch
from appconfig_merge.rest.errors import EditError, FailedTestError
from appconfig_merge.source import Source
from tests.hanging import not_hanging
from tests.rest.json_values import RESOURCES, VALUES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.values import JsonValue


def patch(document: dict[str, JsonValue], *operations: JsonValue) -> Edited:
    """Apply operations."""
    return JsonPatch(list(operations), "p.json").apply(document)


def operation(op: str, path: str, **members: JsonValue) -> dict[str, JsonValue]:
    """An operation; ``from_`` is its "from"."""
    source = {"from": members.pop("from_")} if "from_" in members else {}
    return {"op": op, "path": path, **source, **members}


RFC_6902: list[tuple[str, JsonValue, list[JsonValue], JsonValue]] = [
    ("A.1", {"foo": "bar"}, [operation("add", "/p/baz", value="qux")],
     {"foo": "bar", "baz": "qux"}),
    ("A.2", {"foo": ["bar", "baz"]}, [operation("add", "/p/foo/1", value="qux")],
     {"foo": ["bar", "qux", "baz"]}),
    ("A.3", {"baz": "qux", "foo": "bar"}, [operation("remove", "/p/baz")], {"foo": "bar"}),
    ("A.4", {"foo": ["bar", "qux", "baz"]}, [operation("remove", "/p/foo/1")],
     {"foo": ["bar", "baz"]}),
    ("A.5", {"baz": "qux", "foo": "bar"}, [operation("replace", "/p/baz", value="boo")],
     {"baz": "boo", "foo": "bar"}),
    ("A.6", {"foo": {"bar": "baz", "waldo": "fred"}, "qux": {"corge": "grault"}},
     [operation("move", "/p/qux/thud", from_="/p/foo/waldo")],
     {"foo": {"bar": "baz"}, "qux": {"corge": "grault", "thud": "fred"}}),
    ("A.7", {"foo": ["all", "grass", "cows", "eat"]},
     [operation("move", "/p/foo/3", from_="/p/foo/1")], {"foo": ["all", "cows", "eat", "grass"]}),
    ("A.8", {"baz": "qux", "foo": ["a", 2, "c"]},
     [operation("test", "/p/baz", value="qux"), operation("test", "/p/foo/1", value=2)],
     {"baz": "qux", "foo": ["a", 2, "c"]}),
    ("A.10", {"foo": "bar"}, [operation("add", "/p/child", value={"grandchild": {}})],
     {"foo": "bar", "child": {"grandchild": {}}}),
    ("A.11", {"foo": "bar"}, [operation("add", "/p/baz", value="qux", xyz=123)],
     {"foo": "bar", "baz": "qux"}),
    ("A.14", {"/": 9, "~1": 10}, [operation("test", "/p/~01", value=10)], {"/": 9, "~1": 10}),
    ("A.16", {"foo": ["bar"]}, [operation("add", "/p/foo/-", value=["abc", "def"])],
     {"foo": ["bar", ["abc", "def"]]}),
]  # fmt: skip

RFC_6902_ERRORS: list[tuple[str, JsonValue, JsonValue, type[EditError]]] = [
    ("A.9", {"baz": "qux"}, operation("test", "/p/baz", value="bar"), FailedTestError),
    ("A.12", {"foo": "bar"}, operation("add", "/p/baz/bat", value="qux"), EditError),
    ("A.15", {"/": 9, "~1": 10}, operation("test", "/p/~01", value="10"), FailedTestError),
]


@pytest.mark.parametrize(
    ("before", "operations", "after"),
    [case[1:] for case in RFC_6902],
    ids=[case[0] for case in RFC_6902],
)
def test_the_examples_of_rfc_6902(
    before: JsonValue, operations: list[JsonValue], after: JsonValue
) -> None:
    """Appendix A, inside a property."""
    assert patch({"p": before, "q": []}, *operations).document == {"p": after, "q": []}


@pytest.mark.parametrize(
    ("before", "failing", "error"),
    [case[1:] for case in RFC_6902_ERRORS],
    ids=[case[0] for case in RFC_6902_ERRORS],
)
def test_the_failing_examples_of_rfc_6902(
    before: JsonValue, failing: JsonValue, error: type[EditError]
) -> None:
    """The number of the operation counts from 1."""
    with pytest.raises(EditError, match=r"^p\.json: operation 2 \(") as caught:
        patch({"p": before}, operation("test", "/p", value=before), failing)
    assert type(caught.value) is error


def test_a_repeated_op_is_the_last_one() -> None:
    """RFC 6902, A.13: the remove that it says last has nothing to remove."""
    text = '[{"op": "add", "path": "/p/baz", "value": "qux", "op": "remove"}]'
    operations = parse(Source("p.json", text, "json"))
    assert isinstance(operations, list)

    with pytest.raises(EditError, match="there is nothing at /p/baz"):
        JsonPatch(operations, "p.json").apply({"p": {"foo": "bar"}})


@pytest.mark.parametrize(
    ("stored", "tested", "holds"),
    [
        ("1", "1.0", True),
        ("1e400", "10e399", True),
        ("1e400", "1e401", False),
        ("1", "true", False),
        ("[0]", "[false]", False),
        ('{"a": 1, "b": 2}', '{"b": 2, "a": 1.0}', True),
        ("null", "null", True),
        ("9007199254740993", "9007199254740992", False),
    ],
)
def test_a_test_compares_values(stored: str, tested: str, holds: bool) -> None:
    """Numbers by their exact value, true and 1 are not the same."""
    document = {"p": parse(Source("stored", stored, "json"))}
    test = operation("test", "/p", value=parse(Source("tested", tested, "json")))

    if holds:
        assert patch(document, test).document == document
    else:
        with pytest.raises(FailedTestError):
            patch(document, test)


DOCUMENT: dict[str, JsonValue] = {"a": {"x": "hush", "list": [1, 2]}, "b": None}


@pytest.mark.parametrize(
    "raw",
    [
        "hush",
        [],
        {},
        {"op": [], "path": "/a"},
        {"op": "hush", "path": "/a"},
        {"op": "append", "path": "/a/x", "value": "hush"},
        operation("add", "/a/y"),
        {"op": "add", "path": 5, "value": "hush"},
        {"op": "add", "path": None, "value": "hush"},
        operation("add", "a/x", value="hush"),
        operation("add", "/a/~2", value="hush"),
        operation("add", "/a/~", value="hush"),
        operation("add", "", value={"a": "hush"}),
        operation("replace", "", value="hush"),
        operation("remove", ""),
        operation("remove", "/a"),
        operation("remove", "/nowhere"),
        operation("move", "/b", from_="/a"),
        operation("move", "", from_="/a/x"),
        operation("move", "/b/x", from_=""),
        operation("move", "/a/list/0", from_="/a/list"),
        operation("move", "/b"),
        operation("copy", "/b"),
        {"op": "copy", "path": "/b", "from": {}},
        operation("copy", "/b", from_="/nowhere"),
        operation("remove", "/a/list/-"),
        operation("remove", "/a/list/01"),
        operation("remove", "/a/list/1e0"),
        operation("remove", "/a/list/-1"),
        operation("remove", "/a/list/2"),
        operation("remove", "/a/list/" + "9" * 5000),
        operation("replace", "/a/list/-", value="hush"),
        operation("replace", "/a/y", value="hush"),
        operation("add", "/a/list/3", value="hush"),
        operation("add", "/a/list/" + "9" * 5000, value="hush"),
        operation("add", "/a/list/x", value="hush"),
        operation("add", "/a/x/y", value="hush"),
        operation("add", "/b/x", value="hush"),
        operation("add", "/" * 100_000, value="hush"),
        operation("test", "/a/list/-", value="hush"),
        operation("test", "/a/list/" + "9" * 5000, value="hush"),
        operation("test", "/a/x/y", value="hush"),
        operation("test", "", value="hush"),
        operation("test", "/a", value={"x": "hush"}),
    ],
    ids=str,
)  # fmt: skip
def test_an_impossible_operation_is_an_error_without_values(raw: JsonValue) -> None:
    """Whatever is wrong with it, the message names its number and nothing stored."""
    with pytest.raises(EditError) as caught:
        patch(DOCUMENT, raw)

    text = f"{caught.value.message} {caught.value.help}"
    assert "p.json: operation 1" in text
    assert "hush" not in text
    assert len(text) < 1000


ANYTHING = st.one_of(VALUES, st.sampled_from(["/a", "/a/list/0", "/a/list/-", "/b", "", "/a/x"]))


@given(
    RESOURCES,
    st.lists(
        st.fixed_dictionaries(
            {"op": st.sampled_from(["add", "remove", "replace", "move", "copy", "test"])},
            optional={"path": ANYTHING, "from": ANYTHING, "value": VALUES},
        )
        | VALUES,
        max_size=5,
    ),
)
def test_any_patch_gives_a_resource_or_an_error(
    document: dict[str, JsonValue], operations: Sequence[JsonValue]
) -> None:
    """Never another exception, and never a document that could not be read again."""
    try:
        edited = patch({**DOCUMENT, **document}, *operations)
    except EditError:
        return
    result: JsonValue = edited.document
    assert nesting(result) <= MAX_DOCUMENT_NESTING


def test_what_an_operation_adds_is_a_copy() -> None:
    """A later operation changes the document, not the patch."""
    value: dict[str, JsonValue] = {"n": 1}
    edit = JsonPatch(
        [operation("add", "/a/v", value=value), operation("replace", "/a/v/n", value=2)], "p"
    )

    for _ in range(2):
        assert edit.apply({"a": {}}).document == {"a": {"v": {"n": 2}}}
    assert value == {"n": 1}


@pytest.mark.parametrize(
    ("operations", "dropped"),
    [
        ([operation("remove", "/p/o/a")], []),
        ([operation("replace", "/p/o", value={"a": 1})], ["p.o.b"]),
        ([operation("add", "/p/o", value={"a": 1})], ["p.o.b"]),
        ([operation("remove", "/p/o"), operation("add", "/p/o", value={})], []),
        ([operation("move", "/p/q", from_="/p/o/a")], []),
        ([operation("move", "/p/o", from_="/p/list")], ["p.o"]),
        ([operation("remove", "/p/list/0"), operation("remove", "/p/list/0")], []),
        ([operation("remove", "/p/list/0"), operation("remove", "/p/list/0/v")], []),
        ([operation("remove", "/p/list/0"), operation("replace", "/p/list/0", value={"name": "z"})],
         ["p.list[1]"]),
        ([operation("remove", "/p/list/0/v"),
          operation("replace", "/p/list/1", value={"name": "y"})],
         ["p.list[1].v"]),
        ([operation("add", "/p/list/0", value={"name": "new"})], []),
        ([operation("replace", "/p/list/0/name", value="z")], []),
        ([operation("replace", "/p/list/0", value={"name": "z", "v": 1})], ["p.list[0]"]),
        ([operation("add", "/p/plain/0", value={"k": 0})], []),
        ([operation("remove", "/p/plain/0")], []),
        ([operation("replace", "/p/plain", value=[{"j": 2}])], ["p.plain[0]"]),
    ],
)  # fmt: skip
def test_what_goes_without_being_named_is_told(
    operations: list[JsonValue], dropped: list[str]
) -> None:
    """A remove and a move name what goes, also after indices have shifted."""
    document: dict[str, JsonValue] = {
        "p": {
            "o": {"a": 1, "b": 2},
            "list": [{"name": "x", "v": 1}, {"name": "y", "v": 2}],
            "plain": [{"k": 1}, {"j": 2}],
        }
    }
    told = patch(document, *operations).dropped
    assert [format_path(path) for path in told] == dropped


def test_copies_of_copies_are_bounded() -> None:
    """Forty doublings would be a trillion values."""
    operations = [operation("add", "/p/-", value=[1] * 100)]
    operations += [operation("copy", "/p/-", from_="/p") for _ in range(40)]

    with pytest.raises(LimitError, match="copies more"):
        patch({"p": []}, *operations)


def test_nesting_by_copies_is_bounded() -> None:
    """Each copy of a value into its own end is a level deeper."""
    deep: JsonValue = []
    for _ in range(MAX_DOCUMENT_NESTING - 2):
        deep = [deep]
    with pytest.raises(EditError, match="nested deeper"):
        patch({"p": deep, "q": {}}, operation("copy", "/q/x", from_="/p"))


def test_a_long_patch_takes_linear_time() -> None:
    """A resource is not copied for each of its operations."""
    document: dict[str, JsonValue] = {"p": [{"name": str(number)} for number in range(10_000)]}
    operations = [operation("replace", f"/p/{at}/name", value="x") for at in range(10_000)]
    with not_hanging():
        patch(document, *operations)
