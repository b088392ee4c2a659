"""The text of two compared configurations, literally."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge import EffectiveConfig, Source, effective_config
from appconfig_merge.effective.leaves import Leaves
from appconfig_merge.questions.comparison import Comparison
from appconfig_merge.rendering.comparison.shown import shown_comparison
from appconfig_merge.rendering.comparison.text import ComparisonText, render_comparison
from appconfig_merge.rendering.style import PLAIN

if TYPE_CHECKING:
    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.paths import Path


def configured(text: str, attributes: str = "{}", name: str = "a.js") -> EffectiveConfig:
    """A script of these entries over ui_attributes."""
    return effective_config(
        Source(name, f"var appConfig = {{ {text} }};"),
        ui_attributes=Source("ui.json", attributes, "json"),
    )


def shown(
    before: EffectiveConfig,
    after: EffectiveConfig,
    width: int = 100,
    *,
    show_secrets: bool = False,
    values_only: bool = False,
) -> str:
    """The text of a comparison."""
    how = ComparisonText(("A", "B"), width, PLAIN, values_only)
    compared = shown_comparison(Comparison(before, after), show_secrets=show_secrets)
    return render_comparison(compared, how)


def test_every_kind_of_difference() -> None:
    """A value that changed, came, went, became an object; one that another source gives."""
    before = configured("a: 1, b: 2, d: 4", '{"e": 5}')
    after = configured("a: 'x', c: 3, d: { k: 1 }, e: 5")

    assert (
        shown(before, after)
        == """\
--- A
+++ B

~ a: 1 -> "x"
    a.js:1:22 (appConfig.js) in both
- b: 2
    a.js:1:28 (appConfig.js)
~ d: 4 -> an object
    a.js:1:34 (appConfig.js)
+ c: 3
    a.js:1:30 (appConfig.js)
+ d.k: 1
    a.js:1:41 (appConfig.js)

The same value from another source:
= e: 5
    ui.json:1:7 (ui_attributes) -> a.js:1:49 (appConfig.js)

2 changed, 2 appeared, 1 disappeared, 1 from another source
"""
    )
    assert shown(before, after, values_only=True).endswith(
        "    a.js:1:41 (appConfig.js)\n\n2 changed, 2 appeared, 1 disappeared\n"
    )


def test_places() -> None:
    """On one line where there is room, on two where there isn't, once where they are the same."""
    before, after = configured("a: 1"), configured("a: 2", name="another-folder/b.js")
    other = "another-folder/b.js:1:22 (appConfig.js)"

    assert shown(before, after, 75).splitlines()[4] == f"    a.js:1:22 (appConfig.js) -> {other}"
    assert shown(before, after, 71).splitlines()[4] == f"    a.js:1:22 (appConfig.js) -> {other}"
    assert shown(before, after, 70).splitlines()[4:6] == [
        "    a.js:1:22 (appConfig.js)",
        f"    -> {other}",
    ]
    assert shown(before, configured("a: 2")).splitlines()[4] == (
        "    a.js:1:22 (appConfig.js) in both"
    )


def test_unresolved_values() -> None:
    """With the values that they may have, and where they lost what is known."""
    before, after = configured("a: location.hash ? 1 : 2"), configured("a: location.search")

    assert (
        shown(before, after)
        == """\
--- A
+++ B

~ a: unresolved: location.hash ? 1 : 2 -> unresolved: location.search
    a.js:1:22 (appConfig.js) in both
    A: 1 when location.hash, else 2
    B: only the page knows location.search

1 changed
"""
    )


def test_secrets() -> None:
    """Are masked, and still said to differ; other values of one text are said to be so."""
    before, after = configured("apiKey: 'k3y-0f-n0-0ne'"), configured("apiKey: 'k3y-0f-4n0ther'")

    assert shown(before, after).splitlines()[3] == '~ apiKey: "********" -> another secret'
    assert shown(before, after, show_secrets=True).splitlines()[3] == (
        '~ apiKey: "k3y-0f-n0-0ne" -> "k3y-0f-4n0ther"'
    )
    text = "a: location.origin + base"
    script = "var base = {}; var appConfig = { " + text + " };"
    one, other = (
        effective_config(Source("a.js", script.replace("{}", value, 1))) for value in ("1", "2")
    )
    assert shown(one, other).splitlines()[3] == (
        "~ a: unresolved: location.origin + base -> the same text, of other values"
    )


def test_keys_that_are_secrets() -> None:
    """Are numbered: those of paths in their order, then those in values."""
    one, two, three = (f"AKIAABCDEFGHIJKLMNO{number}" for number in range(3))
    before = configured(f"a: [{{ {one}: 1 }}], b: {{ {two}: 2 }}")
    after = configured(f"a: [{{ {three}: 1 }}], b: {{ {two}: 3 }}")

    assert [line for line in shown(before, after).splitlines() if line.startswith("~")] == [
        '~ a: [{ "******** (2)": 1 }] -> [{ "******** (3)": 1 }]',
        '~ b["******** (1)"]: 2 -> 3',
    ]


def test_a_text_that_looks_like_a_mask() -> None:
    """Is no secret: what was masked is known, not read from what is shown."""
    script = "var base = 1; var appConfig = { a: location.origin + '********' + base };"
    one = effective_config(Source("a.js", script))
    other = effective_config(Source("a.js", script.replace("= 1", "= 2")))

    assert shown(one, other).splitlines()[3].endswith(" -> the same text, of other values")


def test_long_values() -> None:
    """Each is cut to its half of the line."""
    before, after = configured(f"a: '{'x' * 90}'"), configured(f"a: '{'x' * 80}y'")

    assert shown(before, after, 80).splitlines()[3] == (
        '~ a: …xxxxxxxxxxxxxxxxxxxxxx" -> …xxxxxxxxxxxxy"'
    )


def test_nothing() -> None:
    """Or nothing but sources."""
    config = configured("a: 1")

    assert shown(config, config).splitlines()[-1] == "no value differs"
    assert shown(config, configured("", '{"a": 1}')).splitlines()[-1] == (
        "no value differs; 1 from another source"
    )


class Counted:
    """A configuration that notes of which paths somebody asks who gives their values."""

    def __init__(self, config: EffectiveConfig) -> None:
        self.layers = config.layers
        self.asked: list[Path] = []
        self._leaves = config.by_path()

    def by_path(self) -> Leaves:
        """The same values."""

        def tell(path: Path) -> Leaf:
            self.asked.append(path)
            return self._leaves.tell(path)

        return Leaves(self._leaves.plain, tell, self._leaves.givers().values)


def test_a_difference_is_told_when_it_is_written() -> None:
    """And nothing of what is the same: of a large configuration that is most."""
    before = Counted(configured("a: 1, b: 2, c: { d: [3], e: 4 }", '{"f": 5}'))
    after = Counted(configured("a: 1, b: 3, c: { d: [3], e: 5 }", '{"f": 5}'))

    values = shown_comparison(Comparison(before, after), show_secrets=False).values()

    assert (before.asked, after.asked) == ([], [])
    assert next(values).path == ("b",)
    assert (before.asked, after.asked) == ([("b",)], [("b",)])
    assert [one.path for one in values] == [("c", "e")]
    assert before.asked == after.asked == [("b",), ("c", "e")]
