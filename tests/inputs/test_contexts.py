"""What a check looks at: one configuration, by the rules that were asked for and by exact ones."""

from __future__ import annotations

import pytest

from appconfig_merge import InputError, Source, SourceSyntaxError
from appconfig_merge.inputs.contexts import read_context
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs

SCRIPT = Source("appConfig.js", "var appConfig = { a: 1 };")
BRAND = Source("brand.js", "var brand = 2;")
RESOURCE = Source("resource.json", '{"ui_attributes": {"b": 2, "b": 3}}', "json")


def test_by_the_documented_rules() -> None:
    """What only a release's rules show is looked for by those of the newest release."""
    inputs = Inputs(SCRIPT, GivenResource(RESOURCE), scripts=(BRAND,))

    context, failure = read_context(Reader(), inputs)

    assert failure is None
    assert context.config is not None
    assert context.exact is not None
    assert context.config.release is None
    assert context.exact.release is not None
    assert context.exact.release.version == "2.17.1"
    assert (context.config["a"], context.config["b"]) == (1, 3)
    assert (context.script, context.companions) == (SCRIPT, (BRAND,))
    assert context.resource is not None
    assert context.resource.source is RESOURCE


def test_by_the_rules_of_a_release() -> None:
    """They are exact already."""
    context, _ = read_context(Reader(), Inputs(SCRIPT, flex_ui="1.34.6"))

    assert context.config is not None
    assert context.config is context.exact
    assert context.resource is None
    assert context.companions == ()


def test_a_script_that_gives_no_configuration() -> None:
    """Its fault is a finding, for which the rest is there."""
    script = Source("appConfig.js", "var appConfig = {;")

    read = read_context(Reader(), Inputs(script, GivenResource(RESOURCE)))

    assert isinstance(read.failure, SourceSyntaxError)
    assert (read.context.config, read.context.exact) == (None, None)
    assert read.context.script is script
    assert read.context.resource is not None
    assert read.remarks == ()


def test_what_is_no_fault_of_the_script() -> None:
    """It is no finding: there is nothing to look at."""
    with pytest.raises(InputError, match=r"nope\.js: No such file"):
        read_context(Reader(), Inputs("nope.js"))
    with pytest.raises(InputError, match=r"nope\.json: No such file"):
        read_context(Reader(), Inputs(SCRIPT, GivenResource("nope.json")))


def test_remarks_are_about_the_release() -> None:
    """What the readers of the layers noticed is not among them: rules find that."""
    read = read_context(Reader(), Inputs(SCRIPT, GivenResource(RESOURCE), "2.99"))

    assert read.context.config is not None
    noticed = [one.code for one in read.context.config.diagnostics]
    assert "duplicate-key" in noticed
    assert [one.code for one in read.remarks] == [
        code for code in noticed if code != "duplicate-key"
    ]
    assert read.remarks
