"""Copies of Flex UI's namespace, as bundlers make them: they have what Flex UI has."""

from __future__ import annotations

import pytest

from appconfig_merge import Unresolved
from tests.evaluation.pages import handed

ESBUILD = """
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var require_flex = __commonJS({ "flex.js"(exports, module) { module.exports = window.Twilio.Flex; } });
var Flex = __toESM(require_flex());
"""  # noqa: E501

MINIFIED = """
var u = Object.getPrototypeOf, w = Object.prototype.hasOwnProperty;
var d = Object.defineProperty;
var k = (e, o, t, a) => {
  if (o && typeof o == "object" || typeof o == "function")
    for (let r of Object.getOwnPropertyNames(o))
      !w.call(e, r) && r !== t
        && d(e, r, { get: () => o[r], enumerable: !(a = 0) || a.enumerable });
  return e;
};
var F = (e, o, t) => (t = e != null ? Object.create(u(e)) : {}, k(o || !e || !e.__esModule
  ? d(t, "default", { value: e, enumerable: !0 }) : t, e));
var Flex = F(window.Twilio.Flex);
"""

IN_A_LOOP = "var from = Twilio.Flex, Flex = {}; for (const key in from) Flex[key] = from[key];"
BY_GETTERS = """
var from = Twilio.Flex, Flex = {};
for (var key in from) if (Object.prototype.hasOwnProperty.call(from, key) && key !== 'x')
  Object.defineProperty(Flex, key, { enumerable: true, get: function () { return from[key] } });
"""


@pytest.mark.parametrize(
    "bundle",
    [
        ESBUILD,
        MINIFIED,
        IN_A_LOOP,
        BY_GETTERS,
        "var Flex = { ...Twilio.Flex, own: 1 };",
        "var Flex = Object.assign({ own: 1 }, Twilio.Flex);",
        "var Flex = Object.freeze(Twilio.Flex);",
        "var Flex = Object(Twilio.Flex);",
    ],
)
@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("Flex.runDefault(c);", [{"a": 1}]),
        ("const { Manager } = Flex; Manager.create(c);", [{"a": 1}]),
        ("Flex.progress('#root').provideLoginInfo(c).then(() => Flex.Manager.create(c));",
         [{"a": 1}]),
        ("Object(Flex.runDefault)(c);", [{"a": 1}]),
        ("(0, Flex.runDefault)(c);", [{"a": 1}]),
        ("Flex.Actions.addListener('x', () => 1); Flex.runDefault(c);", [{"a": 1}]),
    ],
)  # fmt: skip
def test_a_copy(bundle: str, script: str, expected: list[object]) -> None:
    """What it is asked for is Flex UI's own, and nothing happens by that."""
    assert handed("var c = { a: 1 };", bundle + script) == expected


@pytest.mark.parametrize(
    "bundle",
    [
        "var Flex = {}; for (const key in from) Flex[key] = from[key] || other;",
        "var Flex = {}; for (const key in from) if (key.length) Flex[key] = from[key];",
        "var Flex = {}; for (const key in from) Flex['x' + key] = from[key];",
        "var Flex = {}; for (const key in from) Flex[key] = wrapped(from[key]);",
        "var Flex = {}; for (const key in from) { if (key.x) continue; Flex[key] = from[key] }",
        "var Flex = { runDefault() {} }; for (const key in from) Flex[key] = from[key];",
        "var Flex = {}; for (const key in from) if (key !== 'runDefault') Flex[key] = from[key];",
        "var Flex = {}; for (const k in from) Object.defineProperty(Flex, k, { get: () => 1 });",
    ],
)
def test_what_is_no_copy(bundle: str) -> None:
    """A loop that does anything else is not followed: what is called may be anything."""
    wrapped = "const from = Twilio.Flex, other = 1, wrapped = x => x;"
    (found,) = handed(f"var c = {{ a: 1 }}; {wrapped} {bundle} Flex.runDefault(c);")

    assert isinstance(found, Unresolved)


def test_what_a_copy_has_of_its_own() -> None:
    """What stood there before stays, where the loop leaves it; a name that is left out is not."""
    script = """
        var from = Twilio.Flex, Flex = { runDefault(x) { from.runDefault({ own: x }) } };
        for (const key in from) if (!Flex.hasOwnProperty(key)) Flex[key] = from[key];
        Flex.runDefault(1);
    """

    assert handed(script) == [{"own": 1.0}]
