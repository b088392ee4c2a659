"""What an environment has from others: defaults, templates, environments that it extends."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import AppConfigError, Source
from appconfig_merge.inputs.environments.reading import parse_environments
from appconfig_merge.inputs.record import GivenResource

if TYPE_CHECKING:
    from appconfig_merge.inputs.environments.environment import Environment, Environments


def read(text: str) -> Environments:
    """The environments of a text."""
    return parse_environments(Source("e.toml", text, "json"))


CHAIN = """\
[defaults]
app_config = "a.js"
flex_ui = "2.14"
define = { "APP.region" = "us1" }
scripts = ["all.js"]

[templates.production]
flex_ui = "2.17"
define = { "APP.stage" = "prod" }

[environments.prod-ie]
extends = "prod-us"
define = { "APP.region" = "ie1" }
ui_attributes = "ie.json"

[environments.prod-us]
extends = "production"
configuration = "us.json"
scripts = ["us.js"]

[environments.dev]
"""


def test_an_environment_begins_with_what_it_extends() -> None:
    """Definitions are joined, all else is replaced; a template is no environment."""
    found = read(CHAIN)
    ie, us, dev = found.all

    assert [one.name for one in found.all] == ["prod-ie", "prod-us", "dev"]
    assert [one.inputs.flex_ui for one in found.all] == ["2.17", "2.17", "2.14"]
    assert [one.inputs.scripts for one in found.all] == [("us.js",), ("us.js",), ("all.js",)]
    assert ie.inputs.resource == GivenResource("ie.json", holds_attributes=True)
    assert us.inputs.resource == GivenResource("us.json")
    assert [{name: value.value for name, value in one.inputs.define} for one in (ie, dev)] == [
        {"APP.region": "ie1", "APP.stage": "prod"},
        {"APP.region": "us1"},
    ]


TWO = "[environments.a]\nextends = 'b'\n[environments.b]\napp_config = 'b.js'\n"


@pytest.mark.parametrize(
    ("text", "place", "message", "help"),
    [
        (TWO.replace("'b'", "'bb'"), "2:11", "there is no environment or template 'bb'",
         "did you mean b?"),
        (f"{TWO}extends = 'a'\n", "2:11", "a extends itself: a -> b -> a", None),
        ("[environments.a]\nextends = 'a'\n", "2:11", "a extends itself: a -> a", None),
        (f"[templates.b]\n{TWO}", "1:12", "b is an environment, and can't be a template", None),
        ("[defaults]\nextends = 'a'\n", "2:1", "there is no setting 'extends'", None),
        ("[environments.a]\nextends = 'b'\n[templates.b]\n", "1:15", "a has no app_config",
         "give it here, or in [defaults] for all"),
        ("[templates.a]\napp_config = 'a.js'\n", "1:1", "there are no environments",
         "name each: [environments.prod]"),
        ("[templates.a]\nflexui = '2'\n", "2:1", "there is no setting 'flexui'",
         "did you mean flex_ui?"),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, place: str, message: str, help: str | None) -> None:
    """Each with its place."""
    with pytest.raises(AppConfigError) as caught:
        read(text)

    error = caught.value
    assert (str(error.location), error.message) == (f"e.toml:{place}", message)
    if help is not None:
        assert error.help == help


def test_a_long_circle_is_shown_by_its_beginning() -> None:
    """Nobody reads a thousand names."""
    text = "".join(f"[environments.e{n}]\nextends = 'e{(n + 1) % 1000}'\n" for n in range(1000))
    with pytest.raises(AppConfigError) as caught:
        read(text)

    assert caught.value.message == "e0 extends itself: e0 -> e1 -> e2 -> e3 -> e4 -> ..."


def chain(length: int, own: str = "") -> str:
    """Environments each of which extends the one before."""
    return "[environments.e0]\napp_config = 'a.js'\n" + "".join(
        f"[environments.e{n}]\nextends = 'e{n - 1}'\n{own}" for n in range(1, length)
    )


def test_long_chains_and_many_environments_take_no_time() -> None:
    """Each table is read once, whatever extends it."""
    start = time.process_time()
    found = read(chain(10_000))

    assert {one.inputs.app_config for one in found.all} == {"a.js"}
    assert len(found.all) == 10_000
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "text",
    [
        chain(10_000, "define = { a = 1 }\n"),
        "[defaults]\napp_config = 'a.js'\ndefine = ['a=1'" + ", 'a=1'" * 2_000 + "]\n"
        + "".join(f"[environments.e{n}]\ndefine = {{ a = 1 }}\n" for n in range(1_000)),
    ],
    ids=["chain", "defaults"],
)  # fmt: skip
def test_definitions_that_multiply(text: str) -> None:
    """End with an error of this package before they fill the memory."""
    with pytest.raises(AppConfigError, match="more than 1,000,000 definitions in all"):
        read(text)


SAYS = st.fixed_dictionaries(
    {},
    optional={
        "flex_ui": st.sampled_from(['"2.17"', '"auto"']),
        "scripts": st.sampled_from(["[]", '["one.js"]', '["two.js", "one.js"]']),
        "define": st.sampled_from(["{ a = 1 }", '{ a = 2, "b.c" = "x" }', '["a=3"]']),
        "live": st.sampled_from(["false"]),
        "expected": st.sampled_from(['["one.json"]', "[]"]),
        "snapshot": st.sampled_from(['"one.json"', '"two.json"']),
        "resource": st.sampled_from(
            ['configuration = "a.json"', 'ui_attributes = "b.json"', "live = true"]
        ),
        "script": st.sampled_from(['app_config = "b.js"', 'page = "b.html"']),
    },
)
"""Some settings of a table; the last two are settings that rivals can say."""


def lines(said: dict[str, str]) -> str:
    """The lines of a table that says this."""
    rivals = [said[one] for one in ("resource", "script") if one in said]
    is_live = "live = true" in rivals
    plain = {name: one for name, one in said.items() if name not in {"resource", "script"}}
    own = [f"{name} = {one}" for name, one in plain.items() if not (is_live and name == "live")]
    return "\n".join([*own, *rivals, ""])


@given(SAYS, SAYS, SAYS)
def test_a_chain_is_the_same_however_it_is_written(
    first: dict[str, str], second: dict[str, str], third: dict[str, str]
) -> None:
    """As defaults, templates or environments; and the last word is the last table's."""
    base = f"app_config = 'a.js'\n{lines({n: o for n, o in first.items() if n != 'script'})}"
    by_defaults = read(
        f"[defaults]\n{base}[environments.b]\n{lines(second)}"
        f"[environments.c]\nextends = 'b'\n{lines(third)}"
    )
    by_templates = read(
        f"[environments.c]\nextends = 'b'\n{lines(third)}"
        f"[templates.a]\n{base}[templates.b]\nextends = 'a'\n{lines(second)}"
    )
    one, other = by_defaults.get("c"), by_templates.get("c")

    assert one is not None
    assert other is not None
    assert _plain(one) == _plain(other)
    alone = read(f"[environments.c]\napp_config = 'a.js'\n{_without_script(third)}").all[0]
    assert all(
        getattr(_plain(one).inputs, name) == getattr(_plain(alone).inputs, name)
        for name in alone.said - {"app_config", "define"}
    )


def _without_script(said: dict[str, str]) -> str:
    return lines({name: one for name, one in said.items() if name != "script"})


def _plain(one: Environment) -> Environment:
    """The same with what definitions say, which know what they were traced from."""
    said = tuple((name, value.value) for name, value in one.inputs.define)
    return one._replace(inputs=one.inputs._replace(define=said))  # type: ignore[arg-type]
