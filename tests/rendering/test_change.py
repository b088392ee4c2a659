"""The text of a planned change of the resource, literally."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from appconfig_merge import Location, Source, script_layer
from appconfig_merge.rendering.change.shown import shown_change
from appconfig_merge.rendering.change.text import render_body, render_consequences, render_plan
from appconfig_merge.rendering.style import PLAIN
from appconfig_merge.rest import (
    Configuration,
    Replace,
    Set,
    Unset,
    consequences,
    plan_restore,
    plan_update,
)
from appconfig_merge.rest.effects import Consequences, WithoutEffect

if TYPE_CHECKING:
    from appconfig_merge.rendering.change.shown import ShownChange
    from appconfig_merge.rest.edits import Edit

ACCOUNT = "AC00000000000000000000000000000000"
RESOURCE = f"""\
{{"account_sid": "{ACCOUNT}",
"date_updated": "2026-05-01T00:00:00Z",
"call_recording_enabled": false,
"ui_attributes": {{
  "a": 1, "list": [{{"name": "x", "n": 1}}], "o": {{"k": 1.0}}, "apiKey": "k3y-0f-n0-0ne",
  "gone": [1, 2], "over": 1, "same": 1, "page": 1}}}}
"""
SCRIPT = "var appConfig = { over: 0, same: 2, page: location.hash };"
A_KEY = ("ui_attributes", "a")
SECRET = Set(("ui_attributes", "apiKey"), "k3y-0f-4n0ther")
EVERY_KIND: tuple[Edit, ...] = (
    Set(A_KEY, "漢字 \\ \n"),
    Set(("ui_attributes", "list"), [{"name": "x", "n": 2}, {"name": "y"}]),
    Set(("ui_attributes", "o", "k"), Decimal("1.50")),
    Set(("ui_attributes", "o", "a b"), {"x": [1, "é"], "z": {}}),
    SECRET,
    Unset(("ui_attributes", "gone")),
    *(Set(("ui_attributes", key), 2) for key in ("over", "same", "page")),
    Replace("call_recording_enabled", value=True),
    Replace("markdown", {"enabled": True}),
)


def stored() -> Configuration:
    """The resource, as the service answered."""
    fetched_at = datetime(2026, 5, 2, 3, 4, 5, tzinfo=UTC)
    return Configuration.from_bytes("r.json", RESOURCE.encode(), fetched_at)


def resource(attributes: str) -> Configuration:
    """A resource with nothing else in it."""
    text = f'{{"account_sid": "{ACCOUNT}", "ui_attributes": {attributes}}}'
    return Configuration.from_bytes("r.json", text.encode())


def shown(*edits: Edit, show_secrets: bool = False) -> ShownChange:
    """What may be shown of these edits, and of their effects on a script."""
    plan = plan_update(stored(), edits)
    effects = consequences(plan, script_layer(Source("app.js", SCRIPT)))
    return shown_change(plan, effects, show_secrets=show_secrets)


def values(*edits: Edit, show_secrets: bool = False) -> str:
    """The line of the property that changes."""
    return render_plan(shown(*edits, show_secrets=show_secrets), PLAIN).splitlines()[3]


def effects(*edits: Edit, show_secrets: bool = False) -> str:
    """What edits do to the configuration."""
    found = shown(*edits, show_secrets=show_secrets).effects
    assert found is not None
    return render_consequences(found, "app.js", PLAIN)


def test_every_kind_of_difference() -> None:
    """A property that is changed whole is one line, others are a line for each place in them."""
    assert (
        render_plan(shown(*EVERY_KIND), PLAIN)
        == r"""Configuration resource of AC00…0000, fetched at 2026-05-02T03:04:05Z

~ call_recording_enabled: false -> true
ui_attributes
  ~ a: 1 -> "漢字 \\ \n"
  ~ list[0].n: 1 -> 2
  + list[1]: {"name": "y"}
  ~ o.k: 1.0 -> 1.50
  + o["a b"]: {"x": [1, "é"], "z": {}}
  ~ apiKey: "********" -> another secret
  - gone: [1, 2]
  ~ over: 1 -> 2
  ~ same: 1 -> 2
  ~ page: 1 -> 2
+ markdown: {"enabled": true}

3 properties to send: call_recording_enabled, ui_attributes, markdown
"""
    )


def test_one_place_of_a_property() -> None:
    """Stands under the property's name, too; the summary speaks of one property."""
    assert render_plan(shown(Set(A_KEY, 2)), PLAIN).splitlines()[2:] == [
        "ui_attributes",
        "  ~ a: 1 -> 2",
        "",
        "1 property to send: ui_attributes",
    ]


def test_another_order() -> None:
    """Is all that a restore may have to change."""
    now, before = resource('{"a": 1, "b": 2}'), resource('{"b": 2, "a": 1}')
    change = shown_change(plan_restore(now, before), None, show_secrets=False)

    assert (
        render_plan(change, PLAIN)
        == """\
r.json

~ ui_attributes: the same keys in another order

1 property to send: ui_attributes
"""
    )


def test_nothing_to_change() -> None:
    """There is no list then."""
    assert render_plan(shown(Set(A_KEY, 1)), PLAIN) == (
        "Configuration resource of AC00…0000, fetched at 2026-05-02T03:04:05Z\n"
        "\n"
        "nothing to change\n"
    )


def test_secrets() -> None:
    """Are said to differ; whoever wants to sees how."""
    assert values(SECRET) == '  ~ apiKey: "********" -> another secret'
    assert values(SECRET, show_secrets=True) == '  ~ apiKey: "k3y-0f-n0-0ne" -> "k3y-0f-4n0ther"'
    assert effects(SECRET).splitlines()[1] == '  ~ apiKey: "********" -> another secret'
    assert effects(SECRET, show_secrets=True).splitlines()[1] == (
        '  ~ apiKey: "k3y-0f-n0-0ne" -> "k3y-0f-4n0ther"'
    )


def test_a_secret_that_moves() -> None:
    """Is masked where its new name doesn't say what it is, in the plan, effects and body."""
    moved = Set(("ui_attributes", "other"), "see k3y-0f-n0-0ne")
    change = shown(moved)

    assert "k3y" not in render_plan(change, PLAIN) + effects(moved) + render_body(change)
    assert values(moved) == '  + other: "see ********"'
    assert effects(moved).splitlines()[1] == '  + other: "see ********"'


def test_a_secret_that_goes() -> None:
    """Is masked where it is quoted by what comes, though the body has it no more."""
    change = shown(
        Unset(("ui_attributes", "apiKey")), Set(("ui_attributes", "other"), "k3y-0f-n0-0ne")
    )

    assert render_plan(change, PLAIN).splitlines()[3:5] == [
        '  - apiKey: "********"',
        '  + other: "********"',
    ]
    assert change.is_masked


def test_long_values() -> None:
    """Have a hundred columns each, those that begin alike from where they differ."""
    wide, long = "漢" * 60, "x" * 200

    assert values(Set(("ui_attributes", "new"), wide)) == f'  + new: "{"漢" * 49}…'
    assert values(Set(A_KEY, long)) == f'  ~ a: 1 -> "{"x" * 98}…'
    plan = plan_update(resource(f'{{"a": "{long}1"}}'), [Set(A_KEY, f"{long}2")])
    assert render_plan(shown_change(plan, None, show_secrets=False), PLAIN).splitlines()[3] == (
        '  ~ a: …xxxxxxxxxxxx1" -> …xxxxxxxxxxxx2"'
    )


def test_the_effects() -> None:
    """Values that change, come and go, and the edits that do nothing, with the reason."""
    assert (
        effects(*EVERY_KIND)
        == r"""In the effective configuration of app.js:
  ~ a: 1 -> "漢字 \\ \n"
  ~ list: [{ name: "x", n: 1 }] -> [{ name: "x", n: 2 }, { name: "y" }]
  ~ o.k: 1 -> 1.5
  ~ apiKey: "********" -> another secret
  - gone: [1, 2]
  + o["a b"].x: [1, "é"]
  + o["a b"].z: {}
  ! over: no effect: app.js:1:25 sets it
  ! same: no effect: app.js:1:34 sets the same value
  ! page: uncertain: what app.js:1:43 sets is unresolved
"""
    )


def test_no_effect() -> None:
    """Is said, and by which layer where there is no place, or that there is no reason."""
    idle = (
        WithoutEffect(("a",), "overridden", "column markdown", None),
        WithoutEffect(("b", "c d"), "none", "", Location("x.js", 1, 2, 1, 3)),
    )

    assert (
        render_consequences(Consequences((), idle), "app.js", PLAIN)
        == """\
In the effective configuration of app.js:
  ! a: no effect: column markdown sets it
  ! b["c d"]: no effect
  no value changes
"""
    )


def test_the_body() -> None:
    """What is sent, with escapes and numbers as they are sent; a masked one says so."""
    edits = (Replace("flow", {"é": Decimal("1.50")}), Replace("list", ["a"]))
    body = r"""{
  "account_sid": "AC00000000000000000000000000000000",
  "flow": {
    "\u00e9": 1.50
  },
  "list": [
    "a"
  ]
}
"""

    assert render_body(shown(*edits)) == f"The request's body:\n{body}"
    masked = render_body(shown(Replace("flow", {"apiKey": "k3y-0f-4n0ther"})))
    assert (
        masked
        == """\
The request's body, with secrets masked (--show-secrets shows them):
{
  "account_sid": "AC00000000000000000000000000000000",
  "flow": {
    "apiKey": "********"
  }
}
"""
    )
