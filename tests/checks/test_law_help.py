"""Law: what a help says can be done, and mends what the finding tells.

Each edit that a help names is made by machine: in the script's object, or in ui_attributes. Then
the finding is gone, there is no new one about the key, and no other value has changed.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge.checks import check
from appconfig_merge.checks.registry import RULES
from appconfig_merge.known_keys import schema_of
from appconfig_merge.known_keys.wording import allowed_values
from appconfig_merge.paths import parse_path
from appconfig_merge.values import same
from tests.checks.generated import OBJECTS, entries, nested
from tests.checks.support import read
from tests.hunting import examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from appconfig_merge.checks import Finding

    Edit = Callable[[Finding, re.Match[str], "Given", str], Iterator["Edited"]]

Path = tuple[str | int, ...]
SID: Final = "AC" + "0" * 31 + "1"

NO_EDIT: Final = {
    # what to do is no edit of a value, or takes a judgement
    "placeholder", "secret", "array-replaced",
    # what the generated objects never have, since they are written as JSON
    "commonjs-export", "duplicate-key", "invalid-utf-8", "lexical-binding", "may-throw",
    "module-binding", "module-export", "no-config-object", "not-evaluated", "object-replaced",
    "script-throws", "set-later", "syntax-error", "unresolved", "unresolved-config-object",
    "unused-ignore", "webchat", "commented-out", "unused-define",
    # what is of a page or a plugin: no generated object has either
    "content-security-policy", "frozen-object", "ignored-global", "no-hand-over",
    "plugin-may-override", "stores-config", "unread-script",
}  # fmt: skip


ABOUT_A_VALUE: Final = {"stops-at-start", "wrong-type", "wrong-value"}
ABOUT_LAYERS: Final = {
    "overridden",
    "redundant",
    "remote-wins",
    "reset-by-null",
    "spread-to-keys",
    "array-replaced",
}
"""What layers make of each other: a value that now counts may well beat another one."""
ABOUT_A_TEXT: Final = {"account-sid", "malformed-address", "placeholder", "secret"}
"""What is wrong with a text wherever it stands; where Flex UI reads it, it is told."""


class Given(NamedTuple):
    """The sources as data: appConfig.js's object, ui_attributes, the resource's columns."""

    script: dict[str, Any]
    attributes: dict[str, Any]
    columns: dict[str, Any]

    def copy(self) -> Given:
        """The same, to be changed."""
        return Given(*json.loads(json.dumps(self)))

    def of(self, one: Finding) -> dict[str, Any]:
        """The source that a finding is about."""
        return self.script if one.file == "appConfig.js" else self.attributes


class Seen(NamedTuple):
    """What a check finds, and the values that come of it, by path."""

    findings: list[Finding]
    values: dict[Path, object]


def seen(given: Given, release: str) -> Seen:
    """Write the sources, and check them."""
    resource = {"account_sid": SID, **given.columns, "ui_attributes": given.attributes}
    context = read(
        f"var appConfig = {json.dumps(given.script, indent=1)};",
        json.dumps(resource, indent=1),
        flex_ui=release,
    )
    assert context.config is not None
    values: dict[Path, object] = {leaf.path: leaf.value for leaf in context.config.leaves()}
    return Seen(check(context), values)


class Edited(NamedTuple):
    """Sources after an edit, the paths that it was about, and what appConfig.js now sets."""

    given: Given
    touched: tuple[Path, ...]
    promised: tuple[Path, object] | None = None


def put(owner: dict[str, Any], path: Path, value: object) -> Path:
    """Set a value; the path is that of what had to make room for it."""
    for at, key in enumerate(path[:-1]):
        if isinstance(key, int):
            owner = owner[key]  # type: ignore[index]
            continue
        if not isinstance(owner.get(key), dict | list):
            owner[key] = {}
            put(owner[key], path[at + 1 :], value)
            return path[: at + 1]
        owner = owner[key]
    owner[path[-1]] = value  # type: ignore[index]
    return path


def take(owner: Any, path: Path) -> Any:
    """Take a value out; of an array the null that leaves no gap."""
    for key in path[:-1]:
        owner = owner[key]
    return owner.pop(path[-1])


def at(owner: Any, path: Path) -> Any:
    """The value at a path."""
    for key in path:
        owner = owner[key]
    return owner


def good(path: Path, release: str) -> object:
    """A value that is right at a path."""
    schema: Any = schema_of(release)
    for key in path:
        inner = schema.get("properties", {})  # none of what a later release has
        schema = schema["items"] if isinstance(key, int) else inner.get(key, {})
    if path[-1] == "accountSid":
        return SID
    allowed = allowed_values(schema)
    if allowed:
        return allowed[0]
    kinds = schema.get("type", "object")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    return {"boolean": True, "string": "https://a.example.com", "number": 1, "array": []}.get(
        kind, {}
    )


def said_value(text: str) -> object:
    """A value that a help says to write."""
    named = re.match(r"did you mean (\w+)\?|write one of (\w+)|the levels are (\w+)", text)
    if named:
        return next(filter(None, named.groups()))
    kinds: dict[str, object] = {
        "true or false": True, "a string": "x", "a number": 1, "an array": [], "an object": {},
    }  # fmt: skip
    (kind,) = re.findall(r"^write (true or false|an? \w+)", text)
    return kinds[kind]


def mended(value: object, place: Path, text: str | None) -> object:
    """A value with the faults mended that a help tells of."""
    if not text:
        return value
    root: dict[str, Any] = {}
    put(root, place, json.loads(json.dumps(value)))
    for part in re.split(r"; (?=\S+: )", text):
        wrong = re.match(r"(\S+): (.*)", part)
        path, help = (parse_path(wrong[1]), wrong[2]) if wrong else (place, part)
        meant = re.fullmatch(r"did you mean (\S+[.\[]\S+)\?", help)
        if re.match("leave it out|remove it|take it out", help):
            take(root, path)
        elif meant:
            put(root, parse_path(meant[1]), take(root, path))
        else:
            put(root, path, said_value(help))
    return at(root, place)


def nested_path(text: str) -> Path:
    """The path of keys written as objects within one another."""
    keys = text.rstrip(" }").removesuffix(": …").split(": { ")
    return tuple(step for key in keys for step in parse_path(key))


def move(one: Finding, match: re.Match[str], given: Given, _: str) -> Iterator[Edited]:
    """A key gets another name, or another place."""
    groups = match.groupdict()
    target = parse_path(groups["to"]) if groups.get("to") else nested_path(groups["nested"])
    made = given.copy()
    owner = made.of(one)
    value = mended(take(owner, one.path), target, groups["mend"])
    touched = (one.path, put(owner, target, value))
    yield Edited(made, touched, (target, value) if owner is made.script else None)


def remove(one: Finding, match: re.Match[str], given: Given, release: str) -> Iterator[Edited]:
    """A key goes; where the help says so, another is set in appConfig.js."""
    made = given.copy()
    take(made.of(one), one.path)
    if not match.groupdict().get("to"):
        yield Edited(made, (one.path,))
        return
    target = parse_path(match["to"])
    value = good(target, release)
    yield Edited(made, (one.path, put(made.script, target, value)), (target, value))


def remove_either(one: Finding, _match: re.Match[str], given: Given, _: str) -> Iterator[Edited]:
    """A value goes from one source or the other."""
    for pick in range(2):
        made = given.copy()
        take(made[pick], one.path)
        yield Edited(made, (one.path,))


def remove_from_script(
    one: Finding, _match: re.Match[str], given: Given, _: str
) -> Iterator[Edited]:
    """A value of appConfig.js goes."""
    made = given.copy()
    take(made.script, one.path)
    yield Edited(made, (one.path,))


def lift(one: Finding, _match: re.Match[str], given: Given, _: str) -> Iterator[Edited]:
    """What is in an object goes one level up, where nothing has its place."""
    made = given.copy()
    owner = made.of(one)
    inner = take(owner, one.path)
    for key, value in inner.items():
        owner.setdefault(key, value)
    yield Edited(made, (one.path, *((key,) for key in inner)))


def write(one: Finding, match: re.Match[str], given: Given, release: str) -> Iterator[Edited]:
    """Another value is written at the same place: one that is named, or one that is right."""
    made = given.copy()
    is_named = one.rule in {"wrong-type", "wrong-value", "stops-at-start"}
    value = said_value(match[0]) if is_named else good(one.path, release)
    put(made.of(one), one.path, value)
    yield Edited(made, (one.path,))


def set_yes(one: Finding, _match: re.Match[str], given: Given, _: str) -> Iterator[Edited]:
    """version_compatibility is set in ui_attributes."""
    made = given.copy()
    put(made.attributes, one.path, "yes")
    yield Edited(made, (one.path,))


def remove_remote(one: Finding, _match: re.Match[str], given: Given, _: str) -> Iterator[Edited]:
    """The value of ui_attributes that wins goes."""
    made = given.copy()
    take(made.attributes, one.path)
    yield Edited(made, (one.path,))


def keep(_one: Finding, match: re.Match[str], given: Given, release: str) -> Iterator[Edited]:
    """A value is set in appConfig.js, above the column that resets it."""
    made = given.copy()
    target = parse_path(match["to"])
    value = good(target, release)
    yield Edited(made, (put(made.script, target, value),), (target, value))


MEND = r"(?:;? mend the value too: (?P<mend>.*))?"
HELPS: Final[dict[tuple[str, ...], dict[str, Edit]]] = {
    ("unknown-key", "misplaced-key"): {
        rf"did you mean (?P<to>\S+)\?{MEND}": move,
        "move what is in it one level up.*": lift,
        "remove it, unless something of your own reads it": remove,
    },
    ("dotted-key",): {rf"write it as nested keys, (?P<nested>.*?){MEND}": move},
    ("unknown-key", "misplaced-key", "dotted-key", "dead-key"): {
        r"take it out(?: here)?: .*": remove,
        r"set (?P<to>\S+) in appConfig.js,? and take this out: .*": remove,
    },
    ("removed-key", "later-key"): {
        r"remove it.*|leave it out, or .*": remove,
        r"set (?P<to>[\w.]+) (?:instead|in appConfig.js).*": remove,
        r"style 1.x with (?P<to>colorTheme)": remove,
    },
    ("wrong-type", "wrong-value", "stops-at-start"): {r"(?:write|did you|the levels).*": write},
    ("redundant",): {"it can go, .*": remove},
    ("overridden",): {
        "take it out of one of the two, .*": remove_either,
        "take it out of appConfig.js, .*": remove_from_script,
        "take it out: Flex UI fills it in": remove,
    },
    ("reset-by-null",): {
        "leave the key out to keep what is below": remove,
        r"to keep it, set (?P<to>\S+) in appConfig.js: .*": keep,
    },
    ("remote-wins",): {"change .*, or take it out there": remove_remote},
    ("spread-to-keys",): {
        "take one of the two out, .*": remove_either,
        "take the object out: .*": remove_from_script,
        "take the (?:text|array) out, or make an object of it: .*": remove,
    },
    ("version-compatibility",): {'set version_compatibility to "yes".*': set_yes},
    ("account-sid", "malformed-address"): {"(?:have the build )?write the .*": write},
    ("stops-at-start",): {"leave the key out": remove},
}
"""What a help may say, by rule, as a regular expression for all of it, and how it is done."""


def edits(one: Finding, given: Given, release: str) -> Iterator[Edited]:
    """Everything that the help of a finding says can be done."""
    assert one.help is not None
    matches = [
        (how, match)
        for rules, helps in HELPS.items()
        if one.rule in rules
        for pattern, how in helps.items()
        if (match := re.fullmatch(pattern, one.help))
    ]
    assert matches, f"no edit is known for the help of {one.rule}: {one.help}"
    how, match = matches[0]
    yield from how(one, match, given, release)


def is_about(path: Path, touched: tuple[Path, ...]) -> bool:
    """Whether a path is one of some, within it or around it."""
    return any(path[: len(one)] == one[: len(path)] for one in touched)


def told(found: list[Finding]) -> set[tuple[str, str, Path]]:
    """Findings without their wording."""
    return {(one.rule, one.file, one.path) for one in found}


def faults(found: list[Finding]) -> set[tuple[str, Path]]:
    """What is wrong with keys, in whichever source; of values in whichever way."""
    return {
        ("value" if one.rule in ABOUT_A_VALUE else one.rule, one.path)
        for one in found
        if one.rule not in ABOUT_LAYERS | ABOUT_A_TEXT
    }


def demand(given: Given, release: str) -> None:
    """Make every edit that is advised, each by itself, and look again."""
    before = seen(given, release)
    for one in before.findings:
        if one.rule in NO_EDIT or one.help is None:
            continue
        for made, touched, promised in edits(one, given, release):
            after = seen(made, release)
            key = (one.rule, one.file, one.path)
            note = f"{one.rule} {one.path}: {one.help}\n{given}\n{made}"
            assert key not in told(after.findings), note
            if promised is not None and not isinstance(promised[1], dict | list):
                path, value = promised
                is_remote = path == ("logLevel",) and "logLevel" in made.attributes
                # 1.x makes an object of a text there.
                now = after.values.get(path, after.values.get((*path, "baseName")))
                assert is_remote or same(now, value), note
            new = {
                (rule, path)
                for rule, path in faults(after.findings) - faults(before.findings)
                if is_about(path, touched)
            }
            assert not new or "check again" in one.help, (new, note)
            others = {
                path
                for path in before.values.keys() | after.values.keys()
                if not same(before.values.get(path), after.values.get(path))
            }
            if any(path[0] == "logLevel" for path in touched):  # the SDKs' levels follow it
                others = {path for path in others if path[0] != "sdkOptions"}
            assert all(is_about(path, touched) for path in others), (others, note)


RELEASES = st.sampled_from(["1.29", "1.34.6", "2.2", "2.17.1"])
ATTRIBUTES = st.tuples(OBJECTS, st.sampled_from(["yes", "yes", "no", None])).map(
    lambda parts: {**parts[0], **({} if parts[1] is None else {"version_compatibility": parts[1]})}
)
COLUMNS = st.fixed_dictionaries(
    {},
    optional={
        "notifications": st.just({"enabled": True}),
        "markdown": st.just({"enabled": False, "mode": "readOnly"}),
        "runtime_domain": st.just("https://a.twil.io"),
    },
)


@settings(max_examples=examples(150))
@given(given=st.builds(Given, OBJECTS, ATTRIBUTES, COLUMNS), release=RELEASES)
def test_what_a_help_says_can_be_done_and_mends_what_is_told(given: Given, release: str) -> None:
    """Of every finding of every rule, whatever else is set."""
    demand(given, release)


@settings(max_examples=examples(150))
@given(entry=entries(), release=RELEASES, in_script=st.booleans())
def test_and_so_it_is_for_a_single_key(
    entry: tuple[tuple[str, ...], object], release: str, in_script: bool
) -> None:
    """Which meets each form of each key sooner."""
    root = nested([entry])
    demand(Given(root if in_script else {}, {} if in_script else root, {}), release)


def test_every_rule_has_its_edits_or_none() -> None:
    """A new rule that names an edit is one to be tried."""
    tried = {rule for rules in HELPS for rule in rules}

    assert tried | NO_EDIT | {"other-account"} == set(RULES)
    assert not tried & NO_EDIT


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("theme: …", ("theme",)),
        ("theme: { isLight: … }", ("theme", "isLight")),
        ('a: { ["b c"]: { d: … } }', ("a", "b c", "d")),
    ],
)
def test_nested_keys_are_read_back(text: str, path: Path) -> None:
    """As the help writes them."""
    assert nested_path(text) == path
