"""Guards of polyfills: what every browser in use has is there, so that none is taken."""

from __future__ import annotations

import pytest

from tests.evaluation.support import gives


@pytest.mark.parametrize(
    "guard",
    [
        "if (!String.prototype.includes) { String.prototype.includes = polyfill; }",
        "if (typeof Object.assign !== 'function') { Object.assign = polyfill; }",
        "Array.prototype.find || (Array.prototype.find = polyfill);",
        "if (!('startsWith' in String.prototype)) { String.prototype.startsWith = polyfill; }",
        "if (!window.Promise) { window.Promise = polyfill; }",
        "if (!Array.from) Array.from = polyfill;",
        "Number.isInteger = Number.isInteger || polyfill;",
    ],
)
def test_a_polyfill_is_not_taken(guard: str) -> None:
    """The built-in functions do what they do everywhere."""
    script = f"""
    function polyfill() {{ return "polyfill"; }}
    {guard}
    var appConfig = {{
      includes: "abc".includes("b"), assign: Object.assign({{}}, {{ a: 1 }}),
      find: [1, 2].find(function (n) {{ return n > 1; }}), starts: "ab".startsWith("a"),
      from: Array.from("ab"), integer: Number.isInteger(1),
    }};
    """
    expected = {
        "includes": True, "assign": {"a": 1}, "find": 2, "starts": True, "from": ["a", "b"],
        "integer": True,
    }  # fmt: skip
    assert gives(script, expected)


@pytest.mark.parametrize(
    "script",
    [
        "if (!('at' in Array.prototype)) Array.prototype.at = f; var appConfig = { v: [1].at(0) };",
        "delete Math.max; var appConfig = { v: 'max' in Math };",
        "String.prototype.includes = f; var appConfig = { v: 'abc'.includes('b') };",
    ],
)
def test_a_polyfill_may_be_taken(script: str) -> None:
    """What not every browser has, or the script has changed, is not relied on."""
    assert gives(f"function f() {{}} {script}", {"v": ...})
