"""What questions are answered from: facts in fields, whatever the names and messages say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import Source, effective_config
from appconfig_merge.effective.leaves import told
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot
from appconfig_merge.layers.layer import Layer
from appconfig_merge.questions.advice import advise
from appconfig_merge.questions.comparison import Values
from appconfig_merge.questions.edits import AdvisedEdit
from appconfig_merge.questions.equivalence import equivalent
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig
    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.effective.leaves import Leaves
    from appconfig_merge.layers.layer import LayerKind


class _Given:
    """A configuration of one value, set by a layer of this id and kind."""

    def __init__(self, id: str, kind: LayerKind) -> None:
        self.layers = (Layer(id, kind, "", Slot(untraced(JSObject()))),)
        script = Source("appConfig.js", "var appConfig = { a: 1 };")
        (self._leaf,) = effective_config(script).leaves()
        self._set_by = id

    def by_path(self) -> Leaves:
        """Its one value."""
        return told([self._leaf._replace(set_by=self._set_by)])


def role(id: str, kind: LayerKind) -> str:
    """What a layer is to Flex UI."""
    values = Values(_Given(id, kind))
    leaf: Leaf = next(iter(values.leaves.values()))
    return values.role(leaf)


def test_what_a_layer_is_to_flex_ui() -> None:
    """Its kind says so, not how its id begins."""
    assert role("ui_attributes", "rest") == "ui_attributes"
    assert role("ui_attributes.logLevel", "rest") == "ui_attributes"
    assert role("ui_attributes.mine", "data") == "ui_attributes.mine"
    assert role("Flex UI 2.2.0", "defaults") == "defaults"


def test_a_line_in_a_reason_is_part_of_it() -> None:
    """Where the knowledge was lost is a field of its own."""
    place = Source("a.js", "x\ny").location(0, 1)
    one = Unresolved("f()", "it is 'a (line 1)'", origin=place)

    assert not equivalent(one, one._replace(reason="it is 'a (line 2)'"))
    assert equivalent(one, one._replace(origin=place._replace(line=2)))


def configured(script: str, **options: Any) -> EffectiveConfig:
    """A script over a resource with two columns that Flex UI reads."""
    resource = {
        "account_sid": "AC" + "0" * 32,
        "runtime_domain": "https://runtime.example.com",
        "notifications": {"enabled": True},
        "ui_attributes": {},
    }
    return effective_config(Source("appConfig.js", script), configuration=resource, **options)


def edits(config: EffectiveConfig, *path: str) -> list[AdvisedEdit]:
    """The edits that change a value."""
    return list(advise(config, config.explain(path)).edits)


def test_a_column_is_updated_under_its_own_name() -> None:
    """What the API lets nobody change isn't advised."""
    config = configured("var appConfig = {};", flex_ui="2.17.1")

    assert edits(config, "notifications", "browser")[0] == AdvisedEdit(
        "update", "column notifications", ("notifications", "enabled"), None, writing="unknown"
    )
    assert [one.action for one in edits(config, "serviceBaseUrl")] == ["add"]


def test_a_value_of_an_argument_is_no_edit_of_a_file() -> None:
    """Neither one of the command line nor one of a program."""
    script = "var appConfig = { host: location.hostname };"

    for config in (
        configured(script, define={"location.hostname": "a.test"}),
        configured(script, page_url="https://a.test/"),
    ):
        assert [(one.action, one.is_argument) for one in edits(config, "host")] == [
            ("edit", False),
            ("edit-origin", True),
        ]


def test_a_file_of_any_name_is_edited() -> None:
    """Though it begins as an option does."""
    script = Source("--define", "var host = 'a';\nvar appConfig = { host };")
    config = effective_config(script)

    assert [(one.action, one.is_argument) for one in edits(config, "host")] == [
        ("edit", False),
        ("edit-origin", False),
    ]
