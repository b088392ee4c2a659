"""The law that advice can be carried out: each proposal of ``explain`` is made, and looked at.

The edit is made in the text, or in the resource; then all is read and merged again, and checked.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import event, given, settings
from hypothesis import strategies as st

from appconfig_merge import Source, format_path
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.inputs.rereading import texts_of
from appconfig_merge.known_keys.facts import facts
from appconfig_merge.questions.comparison import Comparison
from appconfig_merge.questions.counterfactual import without
from appconfig_merge.questions.equivalence import changed, equivalent, values_of
from appconfig_merge.questions.promises import Known
from appconfig_merge.questions.story import Asked, Story, tell
from appconfig_merge.rest.edits import Set
from tests.checks.support import findings
from tests.hunting import examples

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.edits import AdvisedEdit

SID = "AC" + "0" * 32
ENTRIES = st.lists(
    st.sampled_from(
        [
            "logLevel: 'info'",
            "logLevel: level",
            "logLevel: location.search",
            "theme: { isLight: light }",
            "theme: { isLight: location.hash ? true : false, tokens: {} }",
            "theme: shared",
            "theme: { ...shared }",
            "theme: JSON.parse('{\"isLight\": true}')",
            "theme: JSON.parse(localStorage.theme)",
            "sso: { accountSid: 'AC00000000000000000000000000000000' }",
            "sdkOptions: { chat: { logLevel: 'warn' } }",
            "sdkOptions: 'text'",
            "notifications: { browser: true }",
            "notifications: null",
            "colorTheme: 'GreyDark'",
            "list: [1, { a: light }, level]",
            "own: { level, other: shared }",
            "own: Object.assign({}, shared)",
            "own: dev ? { a: 1 } : { a: 2 }",
            "wrapUpTime: 5 * 60",
            "'theme.isLight': false",
            "url: base + '/x'",
        ]
    ),
    max_size=6,
)
STATEMENTS = st.lists(
    st.sampled_from(
        [
            "appConfig.theme = { isLight: true };",
            "if (dev) appConfig.url = 'dev'; else appConfig.url = base;",
            "if (location.hash) appConfig.wrapUpTime = 9;",
            "appConfig.wrapUpTime = 1;",
            "appConfig.wrapUpTime = 2;",
            "appConfig.own = Object.assign({ level: level }, appConfig.own);",
            "shared.isLight = !light;",
            "delete appConfig.logLevel;",
            "for (const key of ['one', 'two']) appConfig[key] = level;",
            "appConfig.copy = appConfig.theme;",
            "appConfig.more = { a: { b: 1 } };",
            "window.appConfig = { ...appConfig, language: 'de' };",
            "nothing();",
        ]
    ),
    max_size=4,
)
ATTRIBUTES: dict[str, Any] = {
    "logLevel": "error",
    "language": "en-US",
    "theme": {"isLight": True, "tokens": {"a": "b"}},
    "notifications": {"browser": False, "mode": "always"},
    "own": {"a": {"x": "y"}},
    "sso": {"loginPopup": True},
    "list": ["z"],
    "wrapUpTime": 3,
}
RESOURCES = st.one_of(
    st.none(),
    st.sets(st.sampled_from(sorted(ATTRIBUTES))).map(
        lambda keys: {
            "account_sid": SID,
            "runtime_domain": "https://desk.example.com",
            "notifications": {"enabled": True},
            "ui_attributes": {
                "version_compatibility": "yes", **{key: ATTRIBUTES[key] for key in sorted(keys)},
            },
        }
    ),
)  # fmt: skip
RELEASES = st.sampled_from(["documented", "documented", "1.18", "1.34", "2.2", "2.17.1"])
PATHS = st.sampled_from(
    [
        ("logLevel",), ("theme", "isLight"), ("theme", "tokens"), ("theme", "tokens", "a"),
        ("theme", "nothing", "there"), ("theme",), ("language",), ("notifications", "browser"),
        ("notifications", "enabled"), ("notifications",), ("sso", "accountSid"),
        ("serviceBaseUrl",), ("sdkOptions", "chat", "logLevel"), ("colorTheme",),
        ("colorTheme", "baseName"), ("own", "level"), ("own", "a"), ("own", "mine"), ("list",),
        ("list", 1, "a"), ("list", 2), ("url",), ("wrapUpTime",), ("one",), ("two",),
        ("copy", "isLight"), ("more", "a", "b"), ("more", "a", "c"), ("theme.isLight",),
        ("account_sid",), ("islight",), ("accountSid",), ("markdown", "enabled"),
        ("pluginService", "url"), ("channelConfigs",), ("version_compatibility",), ("mine",), (),
    ]
)  # fmt: skip
RULES_ABOUT_KEYS = {"unknown-key", "misplaced-key", "dotted-key", "removed-key", "later-key"}


class Case(NamedTuple):
    """A script, the resource beneath it, and a release."""

    script: str
    resource: dict[str, Any] | None
    release: str

    def inputs(self) -> Inputs:
        """What is read."""
        resource = None if self.resource is None else GivenResource(self.resource)
        return Inputs(Source("appConfig.js", self.script), resource, self.release)

    def config(self) -> EffectiveConfig:
        """What it comes to."""
        return Reader().config(self.inputs())

    def told(self, path: Path) -> Story:
        """The story of a path."""
        reader, inputs = Reader(), self.inputs()
        config = reader.config(inputs)
        known = Known(texts_of(inputs, reader), reader.beneath(inputs))
        story = tell(Asked(config, known), path)
        return story.meant or story

    def found(self) -> set[tuple[str, Path | None]]:
        """What a check finds: all of keys, and warnings and errors of everything else."""
        release = None if self.release == "documented" else self.release
        resource = None if self.resource is None else json.dumps(self.resource)
        return {
            (one.rule, one.path)
            for one in findings(self.script, resource, flex_ui=release)
            if one.severity != "info" or one.rule in RULES_ABOUT_KEYS
        }


def scripts(entries: list[str], statements: list[str]) -> str:
    """A script of these entries and statements, with a few variables that they use."""
    inside = "".join(f"  {entry},\n" for entry in entries)
    before = (
        "var light = true;\nvar level = 'warn', dev = true;\nvar shared = { isLight: false };\n"
        "var base = 'https://a.example.com';\n"
    )
    after = "".join(f"{line}\n" for line in statements)
    return f"{before}var appConfig = {{\n{inside}}};\n{after}"


def a_value(path: Path, present: object) -> Any:
    """A value that a key takes, other than the one that is there."""
    if path[-1:] == ("accountSid",):
        return SID
    if path == ("serviceBaseUrl",):
        return "https://new.example.com"
    known = facts(path)
    if known is not None and known.path == path:
        if known.values:
            return next(one for one in reversed(known.values) if one != present)
        if known.types and "string" not in known.types:
            made = {"aNewKey": 7}
            other = {"boolean": present is not True, "number": 77, "array": [], "object": made}
            return other[known.types[0]]
    return "new words"


def replaced(script: str, location: Location, text: str) -> str:
    """A script with another text in a place."""
    source = Source("appConfig.js", script)
    start, end = source.span(location)
    return source.slice(0, start) + text + source.slice(end, len(source.data))


def added(script: str, location: Location, keys: Path, value: Any) -> str:
    """A script with a key more in the object literal at a place."""
    source = Source("appConfig.js", script)
    _, end = source.span(location)
    before, after = source.slice(0, end - 1), source.slice(end - 1, len(source.data))
    made = value
    for key in reversed(keys[1:]):
        made = {key: made}
    comma = "" if before.rstrip().endswith(("{", ",")) else ","
    return f"{before}{comma} {json.dumps(keys[0])}: {json.dumps(made)} {after}"


def carried_out(case: Case, edit: AdvisedEdit, value: Any) -> Case:
    """The case once an edit has been made."""
    if edit.action == "append":
        return case._replace(script=f"{case.script}\n{edit.target} = {json.dumps(value)};\n")
    if edit.action == "update":
        assert case.resource is not None
        document = Set(edit.path, value).apply(case.resource).document
        return case._replace(resource=document)
    location = edit.location
    if location is None:
        assert edit.action == "edit-log-level"
        assert case.resource is not None
        document = Set(("ui_attributes", "logLevel"), value).apply(case.resource).document
        return case._replace(resource=document)
    if edit.action == "add":
        keys = edit.path or ("aNewKey",)
        return case._replace(script=added(case.script, location, keys, value))
    return case._replace(script=replaced(case.script, location, json.dumps(value)))


@settings(max_examples=examples(200))
@given(st.builds(scripts, ENTRIES, STATEMENTS), RESOURCES, RELEASES)
def test_law_without_a_layer_is_what_is_left_of_the_texts(
    script: str, resource: dict[str, Any] | None, release: str
) -> None:
    """As if the script, or ui_attributes, had been empty from the start."""
    case = Case(script, resource, release)
    config = case.config()

    if len(config.layers) > 1:  # without the only one there is nothing, not even an object
        left = case._replace(script="var appConfig = {};").config()
        assert Comparison(without(config, "appConfig.js"), left).values == []
    if resource is not None:
        left = case._replace(resource={**resource, "ui_attributes": {}}).config()
        assert Comparison(without(config, "ui_attributes"), left).values == []


def is_within(path: Path | None, other: Path) -> bool:
    """Whether a finding is about a path, or about something in it."""
    return path is not None and path[: len(other)] == other


@settings(max_examples=examples(400))
@given(st.builds(scripts, ENTRIES, STATEMENTS), RESOURCES, RELEASES, PATHS)
def test_law_advice_can_be_carried_out(
    script: str, resource: dict[str, Any] | None, release: str, asked: Path
) -> None:
    """The value becomes what was written, only what is said changes, and no check objects."""
    case = Case(script, resource, release)
    story = case.told(asked)
    if story.meaning.reading == "property":
        return
    path = story.explained.path
    before, found = values_of(case.config()), case.found()
    for edit in story.advice.edits:
        event(edit.action)
        target = path
        if edit.action == "add":
            target = (*edit.object_path, *(edit.path or ("aNewKey",)))
        elif edit.action == "edit-log-level":
            target = ("logLevel",)
        value = a_value(target, story.explained.value)
        if edit.action == "edit-log-level":
            value = "silent"
        if story.explained.kind == "object" and edit.action == "update":
            value = {"aNewKey": value}
        if edit.path == ("channel_configs",):
            value = [{"type": "x"}]
        made = carried_out(case, edit, value)
        config = made.config()
        name = f"{edit.action} {format_path(path)} {edit.location or edit.path}\n{made.script}"

        now = config.explain(target).value
        if target == ("colorTheme",) and isinstance(now, dict):
            now = now["baseName"]
        if isinstance(value, dict) and isinstance(now, dict):  # it is merged into what is there
            now = {key: now.get(key) for key in value}
        assert equivalent(now, value) or edit.path == ("channel_configs",), name
        others = set(changed(before, values_of(config), target))
        said = {one for one in others if any(is_within(one, other) for other in edit.may_change)}
        assert others - said <= {one for one in others if is_within(one, path)}, name
        objections = {
            rule
            for rule, where in made.found() - found
            if is_within(where, target) and not (edit.replaces and rule == "array-replaced")
        }
        assert not objections, name
