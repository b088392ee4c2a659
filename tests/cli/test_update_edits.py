"""What the edits of ``update`` make of the resource, in any order and from any source."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.service import UI_ATTRIBUTES, Service, planned
from tests.hunting import examples


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (["--set", "ui_attributes.a=1", "--unset", "ui_attributes.a"], None),
        (
            ["--set", "ui_attributes.a=1", "--unset=ui_attributes.a", "--set=ui_attributes.a=2"],
            2,
        ),
        (["--set=ui_attributes.a=1", "--merge-patch=2.json", "--set", "ui_attributes.a=3"], 3),
        (["--set=ui_attributes.a=1", "--set=ui_attributes.a=3", "--merge-patch", "2.json"], 2),
        (["--merge-patch", "2.json", "--json-patch=5.json", "--merge-patch", "2.json"], 2),
        (["--json-patch", "5.json", "--merge-patch", "2.json", "--json-patch", "5.json"], 5),
        (["--replace", "ui_attributes=all.json", "--json-patch", "5.json"], 5),
        (["--json-patch", "5.json", "--replace=ui_attributes=all.json"], 9),
        (["--json-patch", "5.json", "--unset", "ui_attributes.a", "--merge-patch=2.json"], 2),
    ],
)
def test_edits_are_applied_in_the_order_given(
    service: Service, edits: list[str], expected: int | None
) -> None:
    """Across options and repetitions, `--opt value` and `--opt=value` alike."""
    service.write("2.json", {"ui_attributes": {"a": 2}})
    service.write("5.json", [{"op": "add", "path": "/ui_attributes/a", "value": 5}])
    attributes = {**UI_ATTRIBUTES, "a": 9}
    (service.folder / "all.json").write_text(json.dumps(attributes, default=float), "utf-8")

    body = planned(service, *edits)["body"]

    assert body.get("ui_attributes", {}).get("a") == expected


def edit_text(service: Service, option: str, key: str, value: int, name: str) -> str:
    """What an option takes to edit a key of attributes; files are written under the name."""
    if option == "set":
        return f"attributes.{key}={value}"
    if option == "unset":
        return f"attributes.{key}"
    if option == "replace":
        return f"attributes={service.write(name, {key: value})}"
    if option == "merge-patch":
        return service.write(name, {"attributes": {key: value}})
    return service.write(name, [{"op": "add", "path": f"/attributes/{key}", "value": value}])


_KEYS = st.sampled_from(["a", "b", "c"])
_NUMBERS = st.integers(0, 9)
_STEP = st.tuples(
    st.sampled_from(["set", "unset", "merge-patch", "json-patch", "replace"]),
    _KEYS,
    _NUMBERS,
    st.booleans(),
)


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_STEP, min_size=1, max_size=6))
def test_any_order_of_edits_means_one_after_the_other(
    service: Service, steps: list[tuple[str, str, int, bool]]
) -> None:
    """The result is that of the edits one by one, whatever options they are."""
    expected: dict[str, int] = {}
    arguments = []
    for number, (option, key, value, in_one) in enumerate(steps):
        if option == "unset":
            expected.pop(key, None)
        elif option == "replace":
            expected = {key: value}
        else:
            expected[key] = value
        text = edit_text(service, option, key, value, f"{number}.json")
        arguments += [f"--{option}={text}"] if in_one else [f"--{option}", text]
    service.api.resource = {**(service.api.resource or {}), "attributes": {}}

    body = planned(service, *arguments)["body"]

    assert body.get("attributes", {}) == expected


@pytest.mark.parametrize(
    ("edit", "path", "value"),
    [
        ("--set=/ui_attributes/theme/isLight=false", ["theme", "isLight"], False),
        ("--set=/ui_attributes/a~1b/c=1", ["a/b", "c"], 1),
        ('--set=ui_attributes["a.b=c"].d={"e": [1, null]}', ["a.b=c", "d"], {"e": [1, None]}),
        ("--set=ui_attributes['it is']=\"so\"", ["it is"], "so"),
        ('--set=ui_attributes.text="a=b"', ["text"], "a=b"),
        ("--unset=/ui_attributes/custom_data/region", ["custom_data", "region"], None),
        ('--unset=ui_attributes["logLevel"]', ["logLevel"], None),
    ],
)  # fmt: skip
def test_ways_to_write_a_path(service: Service, edit: str, path: list[str], value: object) -> None:
    """Dotted, with quoted keys, or a JSON Pointer."""
    found = planned(service, edit)["body"]["ui_attributes"]

    for step in path[:-1]:
        found = found[step]
    assert found.get(path[-1]) == value


@pytest.mark.parametrize(
    ("option", "data"),
    [
        ("--merge-patch=-", {"attributes": {"team": "north"}}),
        ("--json-patch=-", [{"op": "add", "path": "/attributes/team", "value": "north"}]),
        ("--replace=attributes=-", {"owner": "x", "environment": "y", "team": "north"}),
    ],
)
def test_a_file_may_come_through_a_pipe(service: Service, option: str, data: object) -> None:
    """A dash reads standard input."""
    told = planned(service, option, stdin=json.dumps(data).encode())

    assert told["body"]["attributes"]["team"] == "north"


@pytest.mark.parametrize(
    ("edits", "names", "minimum"),
    [
        (["--set", "taskrouter_skills[2].minimum=2"],
         ["voice", "language_de", "product_knowledge"], 2),
        (["--unset", "taskrouter_skills[0]"], ["language_de", "product_knowledge"], 1),
        (["--set", 'taskrouter_skills[3]={"name": "email"}'],
         ["voice", "language_de", "product_knowledge", "email"], 1),
        (["--set", '/taskrouter_skills/-={"name": "email"}'],
         ["voice", "language_de", "product_knowledge", "email"], 1),
        (["--json-patch", "skills.json"], ["language_de", "product_knowledge", "sms"], 1),
    ],
)  # fmt: skip
def test_arrays_are_edited_the_same_way(
    service: Service, edits: list[str], names: list[str], minimum: int
) -> None:
    """taskrouter_skills: an element's field, one less, one more, a JSON Patch."""
    service.write(
        "skills.json",
        [
            {"op": "test", "path": "/taskrouter_skills/0/name", "value": "voice"},
            {"op": "remove", "path": "/taskrouter_skills/0"},
            {"op": "add", "path": "/taskrouter_skills/-", "value": {"name": "sms"}},
        ],
    )

    told = planned(service, *edits)

    assert told["guards"] == []
    skills = told["body"]["taskrouter_skills"]
    assert [skill["name"] for skill in skills] == names
    assert {one["name"]: one for one in skills}["product_knowledge"]["minimum"] == minimum


def test_an_array_as_it_is_stored(service: Service) -> None:
    """The whole array is sent, the other elements as they were."""
    before = service.stored["taskrouter_skills"]

    result = service.call("update", "--yes", "--set", "taskrouter_skills[2].minimum=2")

    assert result.code == 0
    assert service.stored["taskrouter_skills"] == [*before[:2], {**before[2], "minimum": 2}]
