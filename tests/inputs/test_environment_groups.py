"""Which environments are meant: names, groups, patterns, and what is left out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import AppConfigError, InputError, Source
from appconfig_merge.inputs.environments.reading import parse_environments

if TYPE_CHECKING:
    from appconfig_merge.inputs.environments.environment import Environments

NAMES = ("dev", "prod-de", "prod-fr", "prod-us", "stage")


def read(groups: str = "", names: tuple[str, ...] = NAMES) -> Environments:
    """Environments of these names, with groups."""
    tables = "".join(f"[environments.'{name}']\n" for name in names)
    text = f"[defaults]\napp_config = 'a.js'\n{tables}[groups]\n{groups}"
    return parse_environments(Source("e.toml", text, "json"))


def chosen(*words: str, groups: str = "") -> list[str]:
    """The names of the environments that words mean."""
    return [one.name for one in read(groups).select(words)]


GROUPS = """\
emea = ["prod-de", "prod-fr"]
live = ["emea", "prod-us"]
tests = ["!live"]
near = ["prod-*", "!prod-us"]
none = []
"""


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ([], NAMES),
        (["dev"], ["dev"]),
        (["stage", "dev"], ["dev", "stage"]),
        (["prod-*"], ["prod-de", "prod-fr", "prod-us"]),
        (["prod-[df]?"], ["prod-de", "prod-fr"]),
        (["emea"], ["prod-de", "prod-fr"]),
        (["live", "dev"], ["dev", "prod-de", "prod-fr", "prod-us"]),
        (["tests"], ["dev", "stage"]),
        (["near"], ["prod-de", "prod-fr"]),
        (["!emea"], ["dev", "prod-us", "stage"]),
        (["live", "!prod-de"], ["prod-fr", "prod-us"]),
        (["!prod-de", "live"], ["prod-fr", "prod-us"]),
    ],
)
def test_what_words_mean(words: list[str], means: list[str]) -> None:
    """In the file's order, whatever that of the words is."""
    assert chosen(*words, groups=GROUPS) == list(means)


def test_a_name_is_that_name() -> None:
    """Also where it would be a pattern, or would leave something out."""
    names = ("*", "!a", "a", "[ab]")

    assert [one.name for one in read(names=names).select(["*"])] == ["*"]
    assert [one.name for one in read(names=names).select(["!a"])] == ["!a"]
    assert [one.name for one in read(names=names).select(["[ab]"])] == ["[ab]"]


@pytest.mark.parametrize(
    ("word", "help"),
    [
        ("prd-de", "there is prod-de"),
        ("eema", "there is emea"),
        ("test-*", "there are emea, dev, prod-de, prod-fr, prod-us, stage"),
        ("!xyzzy", "there are emea, dev, prod-de, prod-fr, prod-us, stage"),
    ],
)
def test_a_word_that_means_none(word: str, help: str) -> None:
    """It is a slip, and what was meant is offered; nothing is done without it."""
    with pytest.raises(InputError) as caught:
        chosen("dev", word, groups='emea = ["prod-de"]')

    assert caught.value.message == f"no environment of e.toml is meant by {word.strip('!')!r}"
    assert caught.value.help == help


@pytest.mark.parametrize("words", [["none"], ["!*"], ["dev", "!dev"]])
def test_words_that_leave_nobody(words: list[str]) -> None:
    """Are a slip, too: an answer for no environment at all is none."""
    with pytest.raises(InputError) as caught:
        chosen(*words, groups=GROUPS)

    assert caught.value.message == f"{' '.join(words)} means no environment of e.toml"


@pytest.mark.parametrize(
    ("groups", "place", "message", "help"),
    [
        ("a = ['prod-de', 'prd-us']", "9:17", "there is no environment or group 'prd-us'",
         "did you mean prod-us?"),
        ("a = ['xyz-*']", "9:6", "no environment is like 'xyz-*'", None),
        ("a = 'dev'", "9:5", "a must be a list of texts", 'a = ["..."]'),
        ("dev = ['prod-*']", "9:1", "dev is an environment, and can't be a group", None),
        ("a = ['a']", "9:6", "a is a group of itself", None),
        ("a = ['dev', 'b']\nb = ['c']\nc = ['dev', '!a']", "9:13", "a is a group of itself", None),
    ],
)  # fmt: skip
def test_what_is_refused(groups: str, place: str, message: str, help: str | None) -> None:
    """Each with its place."""
    with pytest.raises(AppConfigError) as caught:
        read(groups)

    error = caught.value
    assert (str(error.location), error.message, error.help) == (f"e.toml:{place}", message, help)


@given(
    st.lists(
        st.lists(st.sampled_from([*NAMES, "g0", "g1", "g2", "prod-*"]), max_size=4), max_size=3
    ),
)
def test_a_group_is_what_its_words_mean_together(lists: list[list[str]]) -> None:
    """As if they stood on the command line, as long as no group names a later one."""
    known = [
        [one for one in words if not one.startswith("g") or int(one[1:]) < index]
        for index, words in enumerate(lists)
    ]
    groups = "".join(f"g{index} = {words}\n" for index, words in enumerate(known))
    found = read(groups)

    for index, words in enumerate(known):
        one = found._replace(groups={f"g{at}": found.groups[f"g{at}"] for at in range(index)})
        assert list(found.groups[f"g{index}"]) == _selected(one, words)


def _selected(found: Environments, words: list[str]) -> list[str]:
    """What words mean, be it nothing."""
    try:
        return [one.name for one in found.select(words)] if words else []
    except InputError:
        return []


def nested(count: int) -> str:
    """Groups each of which names the one before twice over."""
    first = "g0 = ['*']\ng1 = ['g0', '*']\n"
    return first + "".join(f"g{n} = ['g{n - 1}', 'g{n - 2}']\n" for n in range(2, count))


def test_groups_of_groups_take_no_time() -> None:
    """What a group means is found once, however often others name it."""
    found = read(nested(2_000))

    assert found.groups["g1999"] == NAMES


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        (nested(15_000), "the groups name more than 2,000,000 environments in all"),
        ("".join(f"g{n} = ['*{'a' * 40}*']\n" for n in range(9_000)), "too many patterns"),
    ],
)
def test_hostile_groups(groups: str, words: str) -> None:
    """End soon, with an error of this package."""
    names = tuple(f"e{'a' * 60}{number}" for number in range(2_000))
    start = time.process_time()
    with pytest.raises(AppConfigError, match=words):
        read(groups, names)

    assert time.process_time() - start < 10
