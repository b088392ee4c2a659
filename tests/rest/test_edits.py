"""Changes to a resource: what they make of it, what they refuse, what they would lose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.limits import MAX_DOCUMENT_NESTING
from appconfig_merge.paths import format_path, parse_path
from appconfig_merge.rest.document import copied, identical, nesting, write
from appconfig_merge.rest.drops import drops
from appconfig_merge.rest.edits import Edit, JsonPatch, MergePatch, Replace, Set, Unset
from appconfig_merge.rest.errors import EditError
from appconfig_merge.rest.slots import resolved
from tests.hanging import not_hanging
from tests.rest.json_values import RESOURCES, SMALL, VALUES

if TYPE_CHECKING:
    from appconfig_merge.paths import Path
    from appconfig_merge.values import JsonValue

STORED: dict[str, JsonValue] = {
    "ui_attributes": {
        "theme": {"isLight": False, "tokens": {"a": 1}},
        "logLevel": "debug",
        "notifications": None,
    },
    "taskrouter_skills": [{"name": "voice"}, {"name": "french", "levels": {"minimum": 1}}],
    "integrations": [{"type": "x"}, {"type": "y"}],
    "serverless_service_sids": ["a", "b"],
    "call_recording_enabled": None,
}

STEPS = st.sampled_from(["a", "b", "c", "0", "-", 0, 1])
PATHS: st.SearchStrategy[Path] = st.builds(
    lambda first, rest: (first, *rest),
    st.sampled_from(["a", "b", "ui_attributes"]),
    st.lists(STEPS, max_size=3),
)
POINTERS = PATHS.map(lambda path: "".join(f"/{step}" for step in path))
OPERATIONS = st.fixed_dictionaries(
    {"op": st.sampled_from(["add", "remove", "replace", "move", "copy", "test"]), "path": POINTERS},
    optional={"value": SMALL, "from": POINTERS},
)
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(Set, PATHS, SMALL),
    st.builds(Unset, PATHS),
    st.builds(Replace, st.sampled_from("ab"), SMALL),
    st.builds(MergePatch, RESOURCES, st.just("p.json")),
    st.builds(JsonPatch, st.lists(OPERATIONS, max_size=4), st.just("p.json")),
)


def shown(paths: tuple[Path, ...]) -> list[str]:
    """Paths as people write them."""
    return [format_path(path) for path in paths]


@given(RESOURCES, EDITS)
def test_an_edit_changes_neither_its_input_nor_itself(
    document: dict[str, JsonValue], edit: Edit
) -> None:
    """Applied twice it gives the same twice, and the resource is as it was."""
    before = write(document)
    outcomes = [outcome(edit, document) for _ in range(2)]

    assert outcomes[0] == outcomes[1]
    assert write(document) == before


def outcome(edit: Edit, document: dict[str, JsonValue]) -> str:
    """What an edit makes of a resource, or what it says against it."""
    try:
        return write(edit.apply(document).document)
    except EditError as error:
        return str(error)


@given(RESOURCES, EDITS)
def test_what_is_dropped_was_there_and_no_property_goes(
    document: dict[str, JsonValue], edit: Edit
) -> None:
    """Every dropped path names something of the resource before the edit."""
    try:
        edited = edit.apply(document)
    except EditError:
        return
    assert edited.document.keys() >= document.keys()
    for path in edited.dropped:
        found = resolved(document, path)
        assert found is not None
        assert found[0] == path
    assert set(edited.dropped) <= set(drops(document, edited.document))


@given(RESOURCES, PATHS, SMALL)
def test_what_is_set_is_there_and_nothing_else_changed(
    document: dict[str, JsonValue], path: Path, value: JsonValue
) -> None:
    """Reading the path gives the value; with it put back the resource is as it was."""
    try:
        edited = Set(path, value).apply(document).document
    except EditError:
        return
    found = resolved(document, path)
    if "-" not in path[1:] or resolved(edited, path) is not None:
        after = resolved(edited, path)
        assert after is not None
        assert identical(after[1], value)
    if found is not None:
        assert identical(
            cast("Any", Set(path, found[1]).apply(edited).document), cast("Any", document)
        )


@given(RESOURCES, PATHS, SMALL)
def test_setting_drops_what_a_comparison_of_the_whole_shows(
    document: dict[str, JsonValue], path: Path, value: JsonValue
) -> None:
    """All of it is on the path: no drop is missed by looking there alone."""
    try:
        edited = Set(path, value).apply(document)
    except EditError:
        return
    assert list(edited.dropped) == list(drops(document, edited.document))


@given(RESOURCES, PATHS)
def test_what_is_unset_is_absent(document: dict[str, JsonValue], path: Path) -> None:
    """An object's key is gone, an array is one shorter; what was absent is remarked on."""
    if len(path) == 1:
        with pytest.raises(EditError, match="can't be removed"):
            Unset(path).apply(document)
        return
    edited = Unset(path).apply(document)
    found = resolved(document, path)

    assert edited.dropped == ()
    assert (found is None) == bool(edited.remarks)
    if found is None:
        assert edited.document is document
    elif isinstance(found[0][-1], str):
        assert resolved(edited.document, path) is None
    else:
        old, new = (resolved(one, path[:-1]) for one in (document, edited.document))
        assert old is not None
        assert new is not None
        assert isinstance(old[1], list)
        assert isinstance(new[1], list)
        assert new[1] == [*old[1][: found[0][-1]], *old[1][found[0][-1] + 1 :]]


@given(RESOURCES, RESOURCES)
def test_a_merge_patch_agrees_with_the_rfcs_definition(
    document: dict[str, JsonValue], patch: dict[str, JsonValue]
) -> None:
    """RFC 7396, 2, in five lines; the result shares nothing with the patch."""
    if None in patch.values():
        with pytest.raises(EditError, match="can't be removed"):
            MergePatch(patch, "p.json").apply(document)
        return
    result = MergePatch(patch, "p.json").apply(document).document

    assert identical(cast("JsonValue", result), merged(document, patch))
    assert not ids(patch) & ids(result)


def merged(target: JsonValue, patch: JsonValue) -> JsonValue:
    """The definition of RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def ids(value: JsonValue) -> set[int]:
    """Which containers a value is made of."""
    if not isinstance(value, dict | list):
        return set()
    members = value.values() if isinstance(value, dict) else value
    return {id(value)}.union(*map(ids, members))


@pytest.mark.parametrize(
    ("path", "value", "result"),
    [
        ("call_recording_enabled", True, True),
        ("ui_attributes.theme.isLight", True, True),
        ("ui_attributes.notifications.browser", False, False),
        ("ui_attributes.new.deep.er", 1, 1),
        ("ui_attributes.new.0", 1, 1),
        ("taskrouter_skills[1].levels[0]", 1, 1),
        ("/taskrouter_skills/0/name", "phone", "phone"),
        ("serverless_service_sids[2]", "c", "c"),
    ],
)
def test_setting(path: str, value: JsonValue, result: JsonValue) -> None:
    """Objects on the way are made, the length of an array appends to it."""
    edited = Set(parse_path(path), value).apply(STORED)

    found = resolved(edited.document, parse_path(path))
    assert found is not None
    assert found[1] == result
    assert edited.dropped == ()


def test_a_dash_appends() -> None:
    """As in a JSON Pointer, also on the way."""
    once = Set(("taskrouter_skills", "-", "name"), "x").apply(STORED).document
    twice = Set(("serverless_service_sids", "-"), "c").apply(once).document

    assert write(twice["taskrouter_skills"]).endswith(',{"name":"x"}]')
    assert twice["serverless_service_sids"] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (Set((), 1), "the empty path"),
        (Unset(()), "the empty path"),
        (Set(("ui_attributes", "logLevel", "x"), 1), "ui_attributes.logLevel is a string"),
        (Set(("taskrouter_skills", "voice"), 1), "taskrouter_skills is an array"),
        (Set(("taskrouter_skills", "01"), 1), "taskrouter_skills is an array"),
        (Set(("taskrouter_skills", -1), 1), "taskrouter_skills is an array"),
        (Set(("taskrouter_skills", 3), 1), "the array has 2 elements"),
        (Set(("taskrouter_skills", "9" * 5000), 1), "taskrouter_skills is an array"),
        (Set(("call_recording_enabled", 0), 1), "no array at call_recording_enabled"),
        (Set(("a",) * (MAX_DOCUMENT_NESTING + 1), 1), "nested deeper"),
        (Unset(("ui_attributes",)), "can't be removed"),
        (MergePatch({"ui_attributes": None}, "p.json"), "p.json: ui_attributes can't be removed"),
    ],
)
def test_impossible_edits_name_the_place(edit: Edit, message: str) -> None:
    """And say what stands there."""
    with pytest.raises(EditError) as caught:
        edit.apply(STORED)
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("edit", "dropped"),
    [
        (Set(("ui_attributes", "theme"), {"isLight": True}), ["ui_attributes.theme.tokens"]),
        (Replace("ui_attributes", {"theme": {}}), [
            "ui_attributes.theme.isLight",
            "ui_attributes.theme.tokens",
            "ui_attributes.logLevel",
            "ui_attributes.notifications",
        ]),
        (Replace("ui_attributes", None), ["ui_attributes"]),
        (Set(("ui_attributes", "theme"), [1]), ["ui_attributes.theme"]),
        (Set(("ui_attributes", "logLevel"), None), []),
        (Replace("taskrouter_skills", [{"name": "french"}]), [
            "taskrouter_skills[0]",
            "taskrouter_skills[1].levels",
        ]),
        (Replace("taskrouter_skills", []), ["taskrouter_skills[0]", "taskrouter_skills[1]"]),
        (Replace("taskrouter_skills", None), ["taskrouter_skills"]),
        (Replace("integrations", [{"type": "y"}]), ["integrations[0]"]),
        (Replace("integrations", [{"type": "z"}]), ["integrations[1]"]),
        (Replace("integrations", [{"new": 1}, {"type": "x"}, {"type": "y"}]), []),
        (Replace("serverless_service_sids", []), []),
        (Replace("serverless_service_sids", None), []),
        (MergePatch({"ui_attributes": {"theme": None}}, "p"), []),
        (MergePatch({"ui_attributes": {"theme": 1}}, "p"), ["ui_attributes.theme"]),
        (MergePatch({"taskrouter_skills": [{"name": "voice"}]}, "p"), ["taskrouter_skills[1]"]),
    ],
)  # fmt: skip
def test_what_goes_without_being_named_is_told(edit: Edit, dropped: list[str]) -> None:
    """Keys, elements by their name, and whole values of another kind; never scalars in arrays."""
    assert shown(edit.apply(STORED).dropped) == dropped


@pytest.mark.parametrize(
    ("path", "remark"),
    [
        ("ui_attributes.themes", "ui_attributes.themes; nearest: ui_attributes.theme"),
        ("ui_attributes.LOGLEVEL", "ui_attributes.LOGLEVEL; nearest: ui_attributes.logLevel"),
        ("ui_attributes.theem.isLight", "theem.isLight; nearest: ui_attributes.theme"),
        ("ui_attributes.nowhere", "nothing to unset at ui_attributes.nowhere"),
        ("ui_attributes.logLevel.x", "nothing to unset at ui_attributes.logLevel.x"),
        ("taskrouter_skills[2]", "nothing to unset at taskrouter_skills[2]"),
    ],
)
def test_unsetting_nothing_says_what_may_have_been_meant(path: str, remark: str) -> None:
    """By the nearest name beside it, if one is near."""
    (told,) = Unset(parse_path(path)).apply(STORED).remarks
    assert told.endswith(remark)


def test_a_merge_patch_that_removes_nothing_is_remarked_on() -> None:
    """A null for what isn't there has no effect, which may be a mistake."""
    edited = MergePatch({"ui_attributes": {"themes": None, "logLevel": None}}, "p").apply(STORED)

    assert edited.remarks == ("p: nothing to unset at ui_attributes.themes",)
    assert edited.dropped == ()


RFC_7396: list[tuple[JsonValue, JsonValue, JsonValue]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]


@pytest.mark.parametrize(("before", "patch", "after"), RFC_7396)
def test_the_examples_of_rfc_7396(before: JsonValue, patch: JsonValue, after: JsonValue) -> None:
    """Appendix A, inside a property; its null as a whole would remove the property."""
    edited = MergePatch({"p": patch}, "patch").apply({"p": before, "q": 1})

    assert edited.document == {"p": after, "q": 1}


@given(RESOURCES, st.lists(PATHS, min_size=1, max_size=3), VALUES)
def test_edits_of_any_depth_stay_readable(
    document: dict[str, JsonValue], paths: list[Path], value: JsonValue
) -> None:
    """No edit makes what could not be read again."""
    long = paths[0] + tuple("k" for _ in range(MAX_DOCUMENT_NESTING - 6))
    try:
        edited = Set(long, copied(value)).apply(document).document
    except EditError:
        return
    assert nesting(cast("JsonValue", edited)) <= MAX_DOCUMENT_NESTING


def test_setting_one_value_compares_no_other() -> None:
    """A thousand of them in an object of 20,000 keys: a full comparison takes 10 ms each."""
    document: dict[str, JsonValue] = {"ui_attributes": {f"k{n}": {"a": n} for n in range(20_000)}}
    with not_hanging():
        for number in range(1000):
            document = Set(("ui_attributes", f"k{number}", "a"), -1).apply(document).document


def test_no_value_is_in_a_repr() -> None:
    """What is set may be secret, and tracebacks show what is in reach."""
    edits = [
        Set(("a",), "hush"),
        Replace("a", "hush"),
        MergePatch({"a": "hush"}, "p"),
        JsonPatch([{"op": "add", "path": "/a", "value": "hush"}], "p"),
    ]
    assert "hush" not in repr(edits)
    assert [repr(edit) for edit in edits[:3]] == ["Set(a)", "Replace(a)", "MergePatch(p)"]
