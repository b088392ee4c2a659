"""Other ways to call Flex UI's functions, and uses of them that aren't followed."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Unresolved
from tests.evaluation.pages import handed, load, shown


@pytest.mark.parametrize(
    "script",
    [
        "Twilio?.['Flex']?.runDefault.bind(null, c)('#root');",
        "Twilio.Flex.runDefault.bind(null).apply(undefined, [c, '#root']);",
        "Twilio.Flex.runDefault.bind(null, c).bind(null, '#root').call(null);",
        "Twilio.Flex.runDefault.apply(null, [c]);",
        "(function () { Twilio.Flex.runDefault.apply(null, arguments) })(c);",
        "Twilio.Flex.runDefault.apply(Twilio.Flex, [...[c]]);",
        "Reflect.apply(Twilio.Flex.runDefault, null, [c]);",
        "Twilio.Flex.runDefault?.(c);",
        "const { runDefault } = Twilio.Flex; runDefault(c);",
        "const { Manager: { create: make } } = Twilio.Flex; make(c);",
        "[c].forEach(Twilio.Flex.runDefault);",
        "const [promise] = [c].map(Twilio.Flex.runDefault);",
        "setTimeout(Twilio.Flex.runDefault, 1, c);",
        "setTimeout(Twilio.Flex.runDefault.bind(null, c));",
        "onload = Twilio.Flex.runDefault.bind(null, c);",
        "addEventListener('load', Twilio.Flex.runDefault.bind(null, c));",
        "document.addEventListener('DOMContentLoaded', Twilio.Flex.runDefault.bind(null, c));",
        "queueMicrotask(Twilio.Flex.runDefault.bind(null, c));",
        "Promise.resolve(c).then(Twilio.Flex.runDefault);",
        "Promise.resolve(1).then(Twilio.Flex.runDefault.bind(null, c));",
        "const start = Twilio.Flex.runDefault; const steps = { start }; steps.start(c);",
        "class Desk { start = Twilio.Flex.runDefault } new Desk().start(c);",
        "Twilio.Flex.provideLoginInfo.call(null, c); Twilio.Flex.Manager.create.call(null, c);",
    ],
)
def test_other_ways_to_call(script: str) -> None:
    """Whoever calls a function of Flex UI's, and however, hands over the same."""
    assert handed(f"var c = {{ a: 1 }}; {script}") == [{"a": 1}]


def test_bound_with_a_copy() -> None:
    """What a function is bound to is what it is handed."""
    script = """
        const start = Twilio?.["Flex"]?.runDefault;
        const startDesk = start.bind(null, { ...appConfig, language: "en-BZ" });
        startDesk.apply(undefined, ["#root"]);
    """

    assert handed("var appConfig = { a: 1, language: 'de' };", script) == [
        {"a": 1, "language": "en-BZ"}
    ]


@pytest.mark.parametrize(
    "script",
    [
        "Twilio.Flex.runDefault = x => x; Twilio.Flex.runDefault(c);",
        "otherScript(Twilio.Flex.runDefault);",
        "otherScript(Twilio.Flex.runDefault.bind(null, c));",
        "otherScript({ start: [Twilio.Flex.Manager.create] });",
        "otherScript.runDefault(c);",
        "otherScript.Manager.create(c);",
        "otherScript.start = Twilio.Flex.runDefault;",
        "const element = document.body; element.start = Twilio.Flex.runDefault;",
        "otherScript.forEach(Twilio.Flex.runDefault);",
        "Array.from(otherScript, Twilio.Flex.runDefault);",
        "Function.prototype.call.call(Twilio.Flex.runDefault, null, c);",
        "Twilio.Flex.runDefault.bind(null, c)(...otherScript);",
        "Twilio.Flex.runDefault(...otherScript);",
        "otherScript.then(Twilio.Flex.runDefault);",
    ],
)
def test_what_is_not_followed(script: str) -> None:
    """Where the function goes to code that isn't known, something unknown may be handed over."""
    (found,) = handed(f"var c = {{ a: 1 }}; {script}", unread=("other.js",))

    assert isinstance(found, Unresolved)


def test_the_reason() -> None:
    """It says which code it is, and that only the page decides whether it hands something over."""
    loading = load("otherScript(Twilio.Flex.runDefault);", unread=("other.js",))
    (one,) = loading.loaded()
    found: Any = shown(loading, one)

    assert found.reason == (
        "`otherScript(Twilio.Flex.runDefault)` may hand it over: what that does isn't known"
    )
    assert [test.text for test, _ in one.conditions] == [
        "`otherScript(Twilio.Flex.runDefault)` hands something over"
    ]


@pytest.mark.parametrize(
    "script",
    [
        "const promise = Twilio.Flex.runDefault(c); otherScript(promise);",
        "Twilio.Flex.runDefault(c).then(otherScript, otherScript).finally(otherScript);",
        "otherScript(Twilio.Flex.runDefault.name); Twilio.Flex.runDefault(c);",
        "window.otherScript(window); Twilio.Flex.runDefault(c);",
        "Twilio.Flex.Manager.create(c).then(manager => otherScript(manager));",
        "otherScript(typeof Twilio.Flex.runDefault === 'function'); Twilio.Flex.runDefault(c);",
    ],
)
def test_what_hands_nothing_over(script: str) -> None:
    """A promise, a manager or a name of such a function is no such function."""
    assert len(handed(f"const c = {{ a: 1 }}; {script}", unread=("other.js",))) == 1
