"""The matrix of many configurations as csv and text, literally."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge import Source, effective_config, merge, script_layer
from appconfig_merge.layers.resource import resource_from_service
from appconfig_merge.questions.comparison import Values, rows
from appconfig_merge.rendering.comparison.matrix import Matrix, render_csv, render_matrix
from appconfig_merge.rendering.comparison.shown import shown_rows
from appconfig_merge.rendering.style import PLAIN

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig


def matrix(**scripts: str) -> Matrix:
    """The matrix of one configuration for each script, by its environment."""
    return matrix_of(scripts, show_secrets=False)


def matrix_of(scripts: dict[str, str], *, show_secrets: bool) -> Matrix:
    """The same, with secrets or without."""
    configs = tuple(
        Values(effective_config(Source(f"{name}.js", f"var appConfig = {{ {text} }};")))
        for name, text in scripts.items()
    )
    found = tuple(rows(configs))
    return Matrix(tuple(scripts), shown_rows(found, configs, show_secrets=show_secrets), len(found))


def test_csv() -> None:
    """Values as JSON on one line, with numbers as JavaScript prints them; else in words."""
    made = matrix(
        dev="small: 1e-7, big: 1e21, list: [1, { a: 'x' }], text: '=1+1'",
        live="small: undefined, list: location.hash",
    )

    assert render_csv(made) == (
        "path,dev,live,dev source,live source\r\n"
        "small,1e-7,undefined,dev.js:1:26,live.js:1:26\r\n"
        "big,1e+21,,dev.js:1:37,\r\n"
        'list,"[1, {""a"": ""x""}]",unresolved: location.hash,dev.js:1:49,live.js:1:43\r\n'
        'text,"""=1+1""",,dev.js:1:72,\r\n'
    )


def test_csv_of_what_has_no_value() -> None:
    """What isn't set is empty; an object and what is unresolved are named."""
    made = matrix(dev="a: 1, o: location.hash", live="o: { k: 1 }")

    assert render_csv(made) == (
        "path,dev,live,dev source,live source\r\n"
        "a,1,,dev.js:1:22,\r\n"
        "o,unresolved: location.hash,an object,dev.js:1:28,\r\n"
        "o.k,inside something unresolved,1,,live.js:1:27\r\n"
    )


def test_csv_for_spreadsheets() -> None:
    """No cell is a formula; a number stays one."""
    made = matrix(**{"=dev": "a: -1, '=k': /x/, '-b': -1n, c: x => +x", "+1": "a: 2"})

    assert render_csv(made) == (
        "path,'=dev,+1,'=dev source,'+1 source\r\n"
        "a,-1,2,'=dev.js:1:22,'+1.js:1:22\r\n"
        '"[""=k""]",/x/,,\'=dev.js:1:32,\r\n'
        '"[""-b""]",\'-1n,,\'=dev.js:1:43,\r\n'
        "c,x => +x,,'=dev.js:1:51,\r\n"
    )


ENVIRONMENTS = {
    "dev": "a: 1, o: { k: 1 }, u: location.hash",
    "live": "a: 1, o: 2",
    "test": "a: location.hash ? 1 : 2, u: location.hash",
}
TABLE = """\
     dev                        live          test
a    1                          1             unresolved: 1 when location.has…
     dev.js:1:22                live.js:1:22  test.js:1:22
o.k  1                          not set       not set
     dev.js:1:33
u    unresolved: location.hash  not set       unresolved: location.hash
     dev.js:1:41                              test.js:1:48
o    an object                  2             not set
                                live.js:1:28

4 of 4 paths differ between 3 environments
"""


def test_a_table() -> None:
    """A row a path, its sources beneath; as long as there is room for all of it."""
    made = matrix(**ENVIRONMENTS)

    assert render_matrix(made, 80, PLAIN) == TABLE
    assert render_matrix(made, 78, PLAIN) == TABLE
    assert render_matrix(made, 77, PLAIN).startswith("a\n")


def test_blocks() -> None:
    """Where a table is too wide: a block a path, a line a value, those who have it beside."""
    assert (
        render_matrix(matrix(**ENVIRONMENTS), 40, PLAIN)
        == """\
a
  1                     dev, live (2)
                        dev.js:1:22, live.j…
  unresolved: 1 when …  test
                        test.js:1:22 (appCo…

o.k
  not set  live, test (2)
  1        dev
           dev.js:1:33 (appConfig.js)

u
  unresolved: locatio…  dev, test (2)
                        dev.js:1:41, test.j…
  not set               live

o
  an object  dev
  2          live
             live.js:1:28 (appConfig.js)
  not set    test

4 of 4 paths differ between 3 environments
"""
    )


def test_blocks_of_many_environments() -> None:
    """What most have is said last, and without their names."""
    most = dict.fromkeys(("dev", "live", "test"), "a: 1, b: 2")

    def block(**others: str) -> list[str]:
        return render_matrix(matrix(**most, **others), 36, PLAIN).splitlines()[:5]

    assert block(other="a: 2, b: 2") == [
        "a",
        "  2  other",
        "     other.js:1:22 (appConfig.js)",
        "  1  3 others",
        "     dev.js:1:22, live.js:1:22 and …",
    ]
    assert block(other="a: 2", another="a: 2", third="a: 2") == [
        "a",
        "  1  dev, live, test (3)",
        "     dev.js:1:22, live.js:1:22 and …",
        "  2  other, another, third (3)",
        "     other.js:1:22, another.js:1:22…",
    ]
    assert block()[:3] == ["a", "  1  all 3", "     dev.js:1:22, live.js:1:22 and …"]


def test_a_value_for_each_environment() -> None:
    """Of many values some are told, and how many more there are."""
    own = {f"e{number}": f"a: {number}" for number in range(22)}
    lines = render_matrix(matrix(**own), 40, PLAIN).splitlines()

    assert lines[1:3] == ["  0   e0", "      e0.js:1:22 (appConfig.js)"]
    assert lines[39:43] == [
        "  19  e19",
        "      e19.js:1:22 (appConfig.js)",
        "  and 2 more values of 2 environments",
        "",
    ]
    most = {f"m{number}": "a: 'most'" for number in range(25)}
    lines = render_matrix(matrix(**own, **most), 40, PLAIN).splitlines()
    assert lines[39:43] == [
        "  and 3 more values of 3 environments",
        '  "most"  25 others',
        "          m0.js:1:22, m1.js:1:22 and 23…",
        "",
    ]


def test_a_place_that_is_a_layer() -> None:
    """Is told once: a column of the resource is no place in a file."""
    made = tuple(
        Values(
            effective_config(
                Source("appConfig.js", "var appConfig = {};"),
                configuration={"account_sid": "AC" + str(at) * 32, "ui_attributes": {}},
                flex_ui="2.17.1",
            )
        )
        for at in range(3)
    )
    found = tuple(row for row in rows(made) if row.path == ("sso", "accountSid"))
    one = Matrix(("a", "b", "c"), shown_rows(found, made, show_secrets=True), 1)

    assert render_matrix(one, 60, PLAIN).splitlines()[:3] == [
        "sso.accountSid",
        '  "AC0000000000000000…  a',
        "                        column account_sid",
    ]


def test_two_of_three_are_named() -> None:
    """A name more is as short as "2 others"."""
    made = matrix(dev="a: 1", live="a: 1", test="a: 2")

    assert render_matrix(made, 30, PLAIN).splitlines()[:4] == [
        "a",
        "  1  dev, live (2)",
        "     dev.js:1:22, live.js:1:2…",
        "  2  test",
    ]


def test_the_places_of_a_value() -> None:
    """The first two, how many more there are, and the layers they are of."""
    two, wide = dict.fromkeys(("dev", "live"), "a: 1"), {"x" * 90: "a: 2"}

    def places(**more: str) -> list[str]:
        lines = render_matrix(matrix(**two, **more, **wide), 90, PLAIN).splitlines()
        return [line.strip() for line in lines if "dev.js" in line]

    assert places() == ["dev.js:1:22, live.js:1:22 (appConfig.js)"]
    assert places(test="a: 1") == ["dev.js:1:22, live.js:1:22 and 1 more (appConfig.js)"]
    assert places(test="a: 1", more="a: 1") == [
        "dev.js:1:22, live.js:1:22 and 2 more (appConfig.js)"
    ]


def test_resources_that_were_fetched() -> None:
    """Have no places: how many they are is told, of one whose it is."""
    values = [*[1] * 3, 2, None]
    configs = tuple(Values(fetched(f"AC{at:032}", value)) for at, value in enumerate(values))
    found = tuple(rows(configs))
    names = ("one", "two", "three", "four", "none")
    made = Matrix(names, shown_rows(found, configs, show_secrets=False), len(found))

    assert render_matrix(made, 74, PLAIN).splitlines()[:6] == [
        "a",
        "  2  four",
        f"     Configuration of AC{3:032} (ui_attributes)",
        "  0  none",
        "     appConfig.js:1:22 (appConfig.js)",
        "  1  3 others",
    ]
    assert render_matrix(made, 74, PLAIN).splitlines()[6] == "     ui_attributes of 3 accounts"


def test_a_value_that_some_resources_have_and_the_script() -> None:
    """Is told by its place, and beside it how many accounts have it."""
    configs = tuple(Values(fetched(f"AC{at:032}", at and 0)) for at in range(4))
    other = Values(fetched("AC" + "9" * 32, "x"))
    every = (Values(fetched("AC" + "8" * 32, None)), *configs, other)
    found = tuple(rows(every))
    made = Matrix(tuple("abcdef"), shown_rows(found, every, show_secrets=False), len(found))

    assert render_matrix(made, 80, PLAIN).splitlines()[-3] == (
        "       appConfig.js:1:22 (appConfig.js), ui_attributes of 4 accounts"
    )


def fetched(account: str, value: object) -> EffectiveConfig:
    """A script over a resource from the service, which has a value for ``a`` or None."""
    script = script_layer(Source("appConfig.js", "var appConfig = { a: 0 };"))
    attributes = {} if value is None else {"a": value}
    name = f"Configuration of {account}"
    resource = resource_from_service({"ui_attributes": attributes}, f"{name}, just now", name)
    layers = [resource.ui_attributes, script]
    return merge(layers if value is None else layers[::-1])


def test_long_names() -> None:
    """Are cut, so that their number stays."""
    names = ("a-long-environment", "another-environment")
    made = matrix(**dict.fromkeys(names, "b: 1"), other="")

    assert render_matrix(made, 40, PLAIN).splitlines()[:2] == [
        "b",
        "  1        a-long-environment, an… (2)",
    ]


def test_values_that_look_the_same() -> None:
    """Are numbered: secrets, which are masked."""
    made = matrix(one="apiKey: 'k3y-0f-n0-0ne'", other="apiKey: 'k3y-0f-4n0ther'")

    assert render_matrix(made, 80, PLAIN).splitlines()[1] == (
        'apiKey  "********" (1)  "********" (2)'
    )


def test_the_summary() -> None:
    """Counts paths and environments, and names those that could not be read."""
    same = matrix(dev="a: 1")

    assert render_matrix(same, 80, PLAIN).splitlines()[-1] == (
        "0 of 1 path differ between 1 environment"
    )
    other = matrix(dev="a: 1, b: 1", live="a: 2, b: 1")._replace(unreadable=("x", "y\n"))
    assert render_matrix(other, 80, PLAIN).splitlines()[-1] == (
        "1 of 2 paths differs between 2 environments; could not be read: x, y\\u000a"
    )
    many = other._replace(unreadable=tuple("abcdef"))
    assert render_matrix(many, 80, PLAIN).splitlines()[-1] == (
        "1 of 2 paths differs between 2 environments; 6 could not be read"
    )


def test_nothing_to_show() -> None:
    """The summary is all there is, the whole configuration a path of its own."""
    made = matrix(dev="", live="")

    assert render_matrix(made, 80, PLAIN).splitlines()[1].startswith("(all)  {}")
    assert render_matrix(made, 10, PLAIN).splitlines()[0] == "(all)"
    none = made._replace(shown=made.shown._replace(rows=()), total=3)
    assert render_matrix(none, 80, PLAIN) == "0 of 3 paths differ between 2 environments\n"
