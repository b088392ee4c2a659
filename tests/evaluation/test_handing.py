"""What a page hands to Flex UI: wherever the call stands, as it is when that code has ended."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Unresolved
from tests.evaluation.pages import Script, handed, load, shown

SAMPLE = """
const start = manager => ReactDOM.render(manager, document.getElementById("container"));
window.onload = () => {
  const predefinedConfig = window.appConfig || {};
  const configuration = { ...predefinedConfig, logLevel: "debug" };
  Twilio.Flex.progress("#container").provideLoginInfo(configuration, "#container")
    .then(() => Twilio.Flex.Manager.create(configuration))
    .then(manager => start(manager))
    .catch(error => console.log(error));
};
"""


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("Twilio.Flex.runDefault({ a: 1 });", [{"a": 1}]),
        ("window.Twilio.Flex.runDefault({ a: 1 }, '#container').catch(console.error);", [{"a": 1}]),
        ("const { Flex } = Twilio; const { runDefault: run } = Flex; (0, run)({ a: 1 });",
         [{"a": 1}]),
        ("Twilio.Flex.runDefault.call(null, { a: 1 });", [{"a": 1}]),
        ("Twilio.Flex.runDefault();", [{}]),
        ("Twilio.Flex.runDefault(undefined);", [{}]),
        ("Twilio.Flex.Manager.create('sid', { a: 1 });", [{"a": 1}]),
        ("Twilio.Flex.Manager.create({ a: 1 }, { a: 2 });", [{"a": 1}]),
        ("Twilio.Flex.create({ a: 1 });", [{"a": 1}]),
        ("if (window.Twilio && Twilio.Flex) Twilio.Flex.runDefault({ a: 1 });", [{"a": 1}]),
        ("var c = { a: 1 }; Twilio.Flex.runDefault(c); c.b = 2;", [{"a": 1, "b": 2}]),
        ("function go(c) { Twilio.Flex.runDefault(c) } go({ a: 1 });", [{"a": 1}]),
        (("async function go(c) { await Twilio.Flex.provideLoginInfo(c);"
          "const m = await Twilio.Flex.Manager.create(c); m.strings.x = c.y; } go({ a: 1 });"),
         [{"a": 1}]),
        ("setTimeout(() => { c.b = 2; Twilio.Flex.runDefault(c) }); var c = { a: 1 };",
         [{"a": 1, "b": 2}]),
        ("Twilio = { Flex: { runDefault() {} } }; Twilio.Flex.runDefault({ a: 1 });", []),
    ],
)  # fmt: skip
def test_where_the_call_stands(script: str, expected: list[Any]) -> None:
    """However a script comes to the function, and whatever it is that calls it."""
    assert handed(script) == expected


def test_the_usual_sample() -> None:
    """What Twilio's own sample does: an appConfig.js before it is merged with what it sets."""
    assert handed("var appConfig = { accountSid: 'AC' };", SAMPLE) == [
        {"accountSid": "AC", "logLevel": "debug"}
    ]


def test_a_lexical_name() -> None:
    """``const appConfig`` is no property of the window: the sample hands over nothing of it."""
    assert handed("const appConfig = { accountSid: 'AC' };", SAMPLE) == [{"logLevel": "debug"}]


def test_the_places_of_a_spread() -> None:
    """Each value keeps the place where it was written, in whatever script."""
    loading = load("var appConfig = { a: 1, b: 2 };", SAMPLE.replace("logLevel", "b"))
    (one,) = loading.loaded()
    value: Any = one.argument.value
    places = {key: (slot.traced.source.name, slot.traced.text) for key, slot in value.slots.items()}

    assert places == {"a": ("0.js", "1"), "b": ("1.js", '"debug"')}
    assert value.slots["a"].via.text == "...predefinedConfig"
    assert value.slots["b"].previous.traced.text == "2"


@pytest.mark.parametrize(
    ("script", "fills"),
    [
        ("Twilio.Flex.runDefault({});", True),
        ("Twilio.Flex.Manager.create({});", False),
        ("const c = {}; Twilio.Flex.provideLoginInfo(c, '#x'); Twilio.Flex.Manager.create(c);",
         True),
        ("const c = {}; Twilio.Flex.provideLoginInfo({...c}); Twilio.Flex.Manager.create(c);",
         False),
        (SAMPLE, True),
    ],
)  # fmt: skip
def test_whose_gaps_are_filled(script: str, fills: bool) -> None:
    """Those of an object that was given to provideLoginInfo, as runDefault does with its own."""
    assert [one.fills_gaps for one in load(script).loaded()] == [fills]


def test_conditions() -> None:
    """A call that the page decides on has the conditions on the way."""
    loading = load(
        "if (location.hash) { if (navigator.onLine) Twilio.Flex.runDefault({ a: 1 }) }"
        "else Twilio.Flex.runDefault({ a: 2 });"
    )
    told = [
        (shown(loading, one), [(test.text, holds) for test, holds in one.conditions])
        for one in loading.loaded()
    ]

    assert told == [
        ({"a": 1}, [("location.hash", True), ("navigator.onLine", True)]),
        ({"a": 2}, [("location.hash", False)]),
    ]


def test_later() -> None:
    """A call that may come later says when; one in the page's own course doesn't."""
    scripts = (
        "var c = { a: 1 }; setTimeout(() => Twilio.Flex.runDefault(c));",
        "onload = () => { c.b = 2; Twilio.Flex.runDefault(c) };",
    )
    found = [one.later.event if one.later else None for one in load(*scripts).loaded()]

    assert found == [None, "setTimeout's callback runs"]


def test_each_call_counts_once() -> None:
    """What is run ahead of its time several times is told as it is at the last."""
    (found,) = handed(
        "var c = { a: 1 }; setTimeout(() => { c.a = 2 }); setTimeout(() => { c.b = c.a; "
        "Twilio.Flex.runDefault({ ...c }) });"
    )

    assert isinstance(found["b"], Unresolved)
    assert [one.value for one in found["b"].candidates] == [2, 1]


@pytest.mark.parametrize(
    "call",
    [
        "Twilio.Flex.CRMContainer.defaultProps.uriCallback = task => c.url + task.attributes.id;",
        "Twilio.Flex.Actions.addListener('afterLogin', payload => { payload.x = c.a });",
        "Twilio.Flex.MainHeader.Content.add(page => page, { key: 'x' });",
        "Twilio.Flex.Manager.getInstance().strings.X = 'y';",
        "const { manager } = Twilio.Flex.Manager.getInstance(); manager.store.dispatch({});",
        "new Twilio.Flex.Notifications.Bar('x', () => c.a);",
        "Twilio.Flex.MainHeader.Content.add(React.createElement('p', { key: 'x' }, c.url));",
    ],
)
def test_what_changes_nothing(call: str) -> None:
    """Flex UI's own functions don't change the configuration, nor do writes to what is its own."""
    script = f"var c = {{ a: 1, url: 'u' }}; {call} Twilio.Flex.runDefault(c);"

    assert handed(script, unread=("react.js",)) == [{"a": 1, "url": "u"}]


def test_what_a_callback_changes() -> None:
    """A function that Flex UI is given may run: what it sets, the configuration may hold."""
    (found,) = handed(
        "var c = { a: 1, b: 2 }; Twilio.Flex.Actions.addListener('x', () => { c.a = 3 });"
        "Twilio.Flex.runDefault(c);"
    )

    assert found["b"] == 2
    assert [one.value for one in found["a"].candidates] == [3, 1]


def test_what_a_callback_is_given() -> None:
    """A function in what an action is invoked with may be called by the action's listener."""
    (found,) = handed(
        "var c = { a: 1, b: 2 };"
        "Twilio.Flex.Actions.registerAction('X', payload => { payload.done() });"
        "Twilio.Flex.Actions.invokeAction('X', { done() { c.a = 2 } }); Twilio.Flex.runDefault(c);"
    )

    assert isinstance(found, Unresolved) or (found["b"] == 2 and found["a"] != 1)


def test_what_flex_ui_was_given_comes_back() -> None:
    """What an action is invoked with is what its listener changes."""
    (found,) = handed(
        "var c = { inner: { a: 1 }, b: 2 };"
        "Twilio.Flex.Actions.registerAction('X', payload => { payload.a = 2 });"
        "Twilio.Flex.Actions.invokeAction('X', c.inner); Twilio.Flex.runDefault(c);"
    )

    assert found["b"] == 2
    assert isinstance(found["inner"], Unresolved)


def test_without_a_page_there_is_no_flex_ui() -> None:
    """A script that is read alone knows nothing of Twilio."""
    from appconfig_merge import ScriptThrowsError, Source, effective_config

    with pytest.raises(ScriptThrowsError, match="Twilio is not defined"):
        effective_config(Source("appConfig.js", "Twilio.Flex.runDefault({});"))


def test_too_much() -> None:
    """Where what may come later can't be followed, what it hands over isn't known."""
    many = "".join(f"setTimeout(() => {{ c.x{index} = {index} }});" for index in range(50))
    (found,) = handed(f"var c = {{ a: 1 }}; setTimeout(() => Twilio.Flex.runDefault(c)); {many}")

    assert isinstance(found, Unresolved)


def test_a_handler_of_the_body() -> None:
    """The code of ``<body onload>`` is the window's handler."""
    start = "function start() { Twilio.Flex.runDefault({ a: 1 }) }"

    assert handed(start, Script("load", "start()")) == [{"a": 1}]
