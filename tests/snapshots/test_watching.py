"""The script that watches a page from its start, on pages that do as they like with Twilio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.snapshots.page import FLEX_UI

if TYPE_CHECKING:
    from tests.snapshots.page import Opened

RUN = "Twilio.Flex.runDefault({ a: 1 }).then((m) => { m.updateConfig({ b: 2 }); window.ran = m; })"
AT_ONCE = FLEX_UI.replace("window.Twilio.Flex = exports;", "window.Twilio = { Flex: exports };")
"""As bundles do it."""
STORED = "localStorage.FLEX_CONFIG = '{\"gap\": 1}';"
"""What Flex UI fills into what it is handed: a copy that is made too late shows it."""
EARLY = FLEX_UI.replace(
    "const exports = {};",
    """const exports = {};
    window.Twilio = window.Twilio || { Flex: exports };
    window.Twilio.Flex || (window.Twilio.Flex = exports);""",
)
"""As 1.x does it: window has Flex before it is complete, and gets it again when it is."""


def pages(opened: Opened, before: str = "", after: str = "", flex: str = FLEX_UI) -> None:
    """Open a page with scripts before and after Flex UI's."""
    opened.open(
        "".join(f"<script src={name}.js></script>" for name in ("before", "flex", "go")),
        {
            "before.js": f"{STORED}\n{before}",
            "flex.js": flex,
            "go.js": f"{after}\nwindow.done = {RUN};",
        },
    )


@pytest.mark.parametrize(
    ("before", "after", "flex"),
    [
        ("", "", FLEX_UI),
        ("window.Twilio = { Device: 1 };", "", FLEX_UI),
        ("var Twilio;", "", FLEX_UI),
        ("var Twilio = Object.freeze({ Device: 1 }); Twilio = { ...Twilio };", "", FLEX_UI),
        ("", "Object.freeze(Twilio); Object.freeze(Twilio.Flex);", FLEX_UI),
        ("", "Twilio = { ...Twilio, Video: 1 };", FLEX_UI),
        ("", "window.Twilio = Object.assign({}, Twilio);", FLEX_UI),
        ("", "const { Flex } = Twilio; Twilio.Flex = Flex;", FLEX_UI),
        ("", "", AT_ONCE),
        ("", "", EARLY),
        ("window.Twilio = {};", "", EARLY),
        ("Error.stackTraceLimit = 0;", "", FLEX_UI),
    ],
)
def test_a_page_that_is_watched(opened: Opened, before: str, after: str, flex: str) -> None:
    """However Twilio gets on window: what was handed over, and the one call, with its place."""
    pages(opened, before, after, flex)

    taken = opened.snapshot()

    assert taken["handed"] == {"a": 1}
    assert [(call["value"], call["address"].rpartition("/")[2]) for call in taken["calls"]] == [
        ({"b": 2}, "go.js")
    ]
    assert taken["configuration"]["b"] == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Object.defineProperty(window, 'Twilio', { value: {}, writable: true });", ""),
        (
            "window.Twilio = { get Flex() { return this.held; }, set Flex(f) { this.held = f; } };",
            "",
        ),
        ("function Twilio() {}", ""),
    ],
)
def test_a_page_that_can_t_be_watched(opened: Opened, before: str, after: str) -> None:
    """Runs as it would, and isn't told as one in which nothing was called."""
    pages(opened, before, after)

    taken = opened.snapshot()

    assert taken["configuration"]["b"] == 2
    assert not {"handed", "calls"} & set(taken)


def test_a_stack_that_the_page_changed(opened: Opened) -> None:
    """Tells no place; the call is there."""
    pages(opened, "Error.prepareStackTrace = () => ({ none: true });")

    (call,) = opened.snapshot()["calls"]

    assert call == {"plugin": "", "means": "updateConfig", "value": {"b": 2}}


def test_a_call_that_throws_sets_nothing(opened: Opened) -> None:
    """And throws at its caller what it threw."""
    after = """\
    const set = (manager) => {
      try {
        manager.updateConfig({ get c() { throw new Error("mine"); } });
      } catch (error) {
        window.thrown = error.message;
      }
    };
    """
    pages(opened, after=after)
    opened.tab.evaluate("set(ran)")

    assert opened.tab.evaluate("window.thrown") == "mine"
    assert [call["value"] for call in opened.snapshot()["calls"]] == [{"b": 2}]


def test_an_assignment_to_configuration(opened: Opened) -> None:
    """Is a call as well."""
    pages(opened, after="const set = () => { ran.configuration = { whole: 1 }; };")
    opened.tab.evaluate("set()")

    taken = opened.snapshot()

    assert taken["configuration"] == {"whole": 1}
    assert [(call["means"], call["value"]) for call in taken["calls"]] == [
        ("updateConfig", {"b": 2}),
        ("configuration", {"whole": 1}),
    ]


def test_a_value_is_kept_as_it_was_when_it_was_given(opened: Opened) -> None:
    """Shared parts, circles and __proto__ included; getters stay uncalled."""
    after = """\
    const set = () => {
      const given = JSON.parse('{"__proto__": {"a": 1}, "list": [{"n": 1}]}');
      given.again = given.list;
      Object.defineProperty(given, "lazy", { get() { window.called = true; return 1; } });
      ran.updateConfig(given);
      given.list[0].n = 2;
      given.list.push(3);
    };
    """
    pages(opened, after=after)
    opened.tab.evaluate("set()")

    call = opened.snapshot()["calls"][-1]

    assert call["value"] == {"__proto__": {"a": 1}, "list": [{"n": 1}], "again": [{"n": 1}]}
    assert opened.tab.evaluate("window.called") is None


def test_nothing_handed_over(opened: Opened) -> None:
    """Is an empty object, whatever Flex UI fills into one of its own."""
    opened.open(
        "<script>localStorage.FLEX_CONFIG = '{\"gap\": 1}';</script>"
        '<script src="flex.js"></script><script>window.done = Twilio.Flex.runDefault();</script>'
    )

    taken = opened.snapshot()

    assert taken["handed"] == {}
    assert taken["configuration"]["gap"] == 1


def test_stored_values_are_those_from_the_start(opened: Opened) -> None:
    """Flex UI takes FLEX_CONFIG away at a login."""
    opened.open("<script>localStorage.FLEX_CONFIG = '{\"gap\": 1}';</script>")
    opened.open("<script>localStorage.clear();</script>")

    assert opened.snapshot()["stored"] == {"gap": 1}


PLUGINS = """\
Twilio.Flex.Plugins.plugins.push(
  { name: "one", version: "1.0.0", src: "one.js?token=abcdefgh", state: "Initialized" },
  { name: "two", version: "2.0.0", src: "two.js", state: "Initialising" },
);
const flexCalls = (plugin) => {
  Twilio.Flex.Plugins.currentlyInitializingPlugin = Twilio.Flex.Plugins.plugins[1];
  plugin();
};
"""


def test_whose_call_it_is(opened: Opened) -> None:
    """The plugin's whose script makes it, or that Flex UI is starting right then."""
    flex = FLEX_UI.replace("plugins: [] }", "plugins: [] }, ").replace(
        "window.Twilio.Flex = exports;",
        f"window.Twilio.Flex = exports;\n{PLUGINS}window.start = flexCalls;",
    )
    opened.open(
        '<script src="flex.js"></script><script src="go.js"></script>'
        '<script src="one.js?token=abcdefgh"></script><script src="chunk.js"></script>'
        "<script>window.done = ran.then(() => { one(); start(chunk); later(); });</script>",
        {
            "flex.js": flex,
            "go.js": "const ran = Twilio.Flex.runDefault({});",
            "one.js": "const set = (v) => Twilio.Flex.Manager.getInstance().updateConfig(v);"
            "const one = () => set({ one: 1 });",
            "chunk.js": "const change = (v) => Twilio.Flex.Manager.getInstance().updateConfig(v);"
            "const chunk = () => change({ two: 1 }); const later = () => change({ page: 1 });",
        },
    )

    taken = opened.snapshot()

    assert [(call["plugin"], call["value"]) for call in taken["calls"]] == [
        ("one", {"one": 1}),
        ("two", {"two": 1}),
        ("", {"page": 1}),
    ]
    assert taken["plugins"][0]["address"].endswith("/one.js?token=masked")
