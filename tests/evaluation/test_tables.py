"""Tables that are looked up by what only the page knows, and what is done with what they give."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Source, Unresolved, UnresolvedConfigError, effective_config
from tests.evaluation.support import candidates, gives, read

TABLES = """
var HOSTS = {
  "dev.example.com": { sid: "AC-dev", region: "ie1", hello() { return "dev"; } },
  "www.example.com": { sid: "AC-www", region: "ie1", hello() { return "www"; } },
  other: { sid: "AC-other", region: "ie1", hello() { return "other"; } },
};
var host = location.hostname;
var known = HOSTS[host] || HOSTS.other;
"""


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("appConfig = { ...known, hello: 0 };", {"sid": ..., "region": "ie1", "hello": 0}),
        ("appConfig = { sid: known.sid, region: known.region };", {"sid": ..., "region": "ie1"}),
        ("appConfig = { region: HOSTS[host].region };", {"region": "ie1"}),
        ("appConfig = { a: 1, ...(HOSTS[host] || {}), z: 1 };",
         {"a": 1, "sid": ..., "region": ..., "hello": ..., "z": 1}),
        ("appConfig = { ...HOSTS[host], hello: 0, sid: 1 };",
         {"sid": 1, "region": ..., "hello": 0}),
        ("appConfig = { region: (host in HOSTS ? HOSTS[host] : HOSTS.other).region };",
         {"region": "ie1"}),
        (("var it = HOSTS.other; if (HOSTS.hasOwnProperty(host)) it = HOSTS[host];"
         "appConfig = { region: it.region };"), {"region": "ie1"}),
        ("known.region = 'us1'; appConfig = { region: HOSTS[host].region };", {"region": "us1"}),
        ("known.debug = true; appConfig = { debug: known.debug };", {"debug": True}),
        ("appConfig = { size: known.hello().length > 2 };", {"size": True}),
    ],
)  # fmt: skip
def test_what_all_entries_agree_on_is_known(script: str, expected: dict[str, Any]) -> None:
    """Members, spreads and calls of the result are those of each entry."""
    assert gives(TABLES + script, expected)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("HOSTS[host].sid", ["AC-dev", "AC-www", "AC-other"]),
        ("known.sid", ["AC-dev", "AC-www", "AC-other", "AC-other"]),
        ("known.hello()", ["dev", "www", "other", "other"]),
        ("HOSTS[host].hello()", ["dev", "www", "other"]),
        ("HOSTS[host === 'localhost' ? 'dev.example.com' : 'other'].sid", ["AC-dev", "AC-other"]),
        ("HOSTS[host] && HOSTS[host].sid", ["AC-dev", "AC-www", "AC-other", None]),
        ("HOSTS[host]?.sid ?? 'none'", ["AC-dev", "AC-www", "AC-other", "none"]),
        ("['a', 'b'][host.length]", ["a", "b", None]),
    ],
)
def test_an_entry_is_a_candidate(expression: str, expected: list[Any]) -> None:
    """Each entry is told with the key that names it."""
    found = leaves(read(f"{TABLES}appConfig = {{ it: {expression} }};")["it"])

    assert [None if str(one) == "undefined" else one for one in found] == expected


def leaves(found: Any) -> list[Any]:
    """All that something unresolved may be."""
    if not isinstance(found, Unresolved) or not found.candidates:
        return [found]
    return [one for item in candidates(found) for one in leaves(item)]


def test_a_name_of_the_page_may_be_one_that_every_object_has() -> None:
    """`?env=constructor` names a member of Object.prototype; a host name is taken not to."""
    table = "var T = { a: { k: 1 }, b: { k: 1 } }; appConfig = { it: (T[%s] || T.a).k };"

    assert gives(table % "location.hostname.split('.')[0]", {"it": 1})
    assert gives(table % "page.name", {"it": ...})
    found = read(table % "localStorage.env")["it"]
    assert [(str(one.value), one.condition) for one in found.candidates] == [
        ("1", 'localStorage.env === "a"'),
        ("1", 'localStorage.env === "b"'),
        ("undefined", "localStorage.env in {}"),
        ("1", "localStorage.env in {}"),
    ]


def test_a_page_on_which_the_script_would_stop_is_left_out() -> None:
    """The entry that isn't there throws: a remark says so, once for a place, and where."""
    script = f"{TABLES}var appConfig = {{ sid: HOSTS[host].sid }};"
    (remark,) = effective_config(Source("appConfig.js", script)).diagnostics

    assert (remark.code, remark.severity) == ("may-throw", "info")
    assert "Cannot read properties of undefined (reading 'sid')" in remark.message
    assert remark.location is not None
    assert remark.location.line == 9


@pytest.mark.parametrize(
    "guarded",
    [
        "HOSTS[host] ? HOSTS[host].sid : 1",
        "host in HOSTS ? HOSTS[host].sid : 1",
        "HOSTS.hasOwnProperty(host) && HOSTS[host].sid",
        "HOSTS[host] && HOSTS[host].hello()",
        "(function () { var it = HOSTS[host]; if (!it) return 1; return it.sid; })()",
        "host === 'dev.example.com' ? HOSTS[host].sid : 1",
    ],
)
def test_what_was_asked_before_is_not_asked_again(guarded: str) -> None:
    """Behind a test of the entry it is there: nothing can stop the script."""
    config = effective_config(Source("f.js", f"{TABLES}var appConfig = {{ it: {guarded} }};"))

    assert not config.diagnostics


def test_one_text_is_one_condition() -> None:
    """However a script asks whether the host is this one, it is the same question."""
    script = """
        var local = location.hostname === "localhost", table = { localhost: 1 };
        var appConfig = {
          same: local ? document.location.hostname == "localhost" : true,
          looked: local ? table[window.location.hostname] : 1,
          not: local ? location.hostname === "example.com" : false,
        };
    """

    assert gives(script, {"same": True, "looked": 1, "not": False})


def test_what_a_test_has_shown_is_known_behind_it() -> None:
    """What was found truthy is: the default is none of its candidates."""
    found = read("var appConfig = { it: page.a || page.b || 'x' };")["it"]

    assert [str(getattr(one, "source", one)) for one in leaves(found)] == ["page.a", "page.b", "x"]


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("if (!page.x) throw new Error('no'); var appConfig = {};", "the script may stop here"),
        ("var appConfig = page.x ? {} : undefined;", "only the page decides whether it is set"),
    ],
)
def test_a_page_without_a_configuration(script: str, message: str) -> None:
    """What decides is told, and how to say which page is meant."""
    with pytest.raises(UnresolvedConfigError) as raised:
        read(script)

    assert f"on some pages there is no appConfig at all: {message}" in str(raised.value)
    assert raised.value.help == "tell which page is meant with --page-url or --define"
