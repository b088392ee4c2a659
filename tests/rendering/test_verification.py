"""The text of a verification, literally."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from appconfig_merge.display_width import width as width_of
from appconfig_merge.rendering.style import PLAIN
from appconfig_merge.rendering.verification import render_verification
from appconfig_merge.rendering.verification.shown import shown_verification
from appconfig_merge.snapshots.snapshot import Snapshot
from appconfig_merge.verification.difference import (
    FLEX_UI_ITSELF,
    Answers,
    Evidence,
    NotCompared,
)
from tests.rendering.verified import SNAPSHOT, config, differs, full, verification

if TYPE_CHECKING:
    from appconfig_merge.verification.difference import Cause, Verification
    from tests.golden import Golden


def text(
    found: Verification,
    allowed: frozenset[Cause] = FLEX_UI_ITSELF,
    width: int = 100,
    *,
    show_secrets: bool = False,
) -> str:
    """The text of a verification."""
    shown = shown_verification(found, allowed, show_secrets=show_secrets)
    return render_verification(shown, width=width)


def test_everything_that_can_be_told(golden: Golden) -> None:
    """What is unexpected, what is allowed, the counts, and what the page told for next time."""
    golden("verification.text", text(full()))


def test_agreement_takes_two_lines() -> None:
    """Whose snapshot it is, and how many values are equal."""
    assert (
        text(verification(config(), agreed=39))
        == """\
snapshot.json: https://flex.example.com/desk/ ran Flex UI 2.17.1 at 2026-11-30T01:02:03Z
39 values agree, none differs
"""
    )


def test_a_snapshot_that_tells_little_of_itself() -> None:
    """An error report names no page."""
    found = verification(config(), agreed=1, snapshot=Snapshot("report.md", "error-report"))

    assert text(found).splitlines() == [
        "report.md: the page ran Flex UI",
        "1 value agrees, none differs",
    ]


def test_many_values_with_one_cause_are_one_block() -> None:
    """What shows the cause stands once, what differs from value to value beneath it."""
    predicted = config("var appConfig = { a: 1, b: 2, c: 3, d: 4 };")
    shared = Evidence("the page's appConfig is another")
    found = verification(
        predicted,
        differs(predicted, "a", 0, "served-file", shared),
        differs(predicted, "b", 0, "served-file", shared, Evidence("it is as in 1.0")),
        differs(predicted, "c", 0, "served-file", shared, Evidence("and as in 1.0")),
        differs(predicted, "d", 0, "served-file", shared, Evidence("it is as in 1.0")),
    )

    assert (
        text(found)
        == """\
snapshot.json: https://flex.example.com/desk/ ran Flex UI 2.17.1 at 2026-11-30T01:02:03Z

served-file: the page got another appConfig.js than the file given
  the page's appConfig is another
  ~ a: 1 -> 0
      appConfig.js:1:22 (appConfig.js)
  ~ b: 2 -> 0
      appConfig.js:1:28 (appConfig.js)
  ~ d: 4 -> 0
      appConfig.js:1:40 (appConfig.js)
      it is as in 1.0
  ~ c: 3 -> 0
      appConfig.js:1:34 (appConfig.js)
      and as in 1.0

2 values agree, 4 differ (4 served-file)
"""
    )


def test_allowed_causes_are_told_in_brief(golden: Golden) -> None:
    """The paths alone; a cause without which it wouldn't show has to be allowed, too."""
    allowed: frozenset[Cause] = frozenset({"plugin", "service", "resource"})

    golden("verification-allowed.text", text(full(), allowed))


def test_long_lists_of_paths_are_filled_in() -> None:
    """As many in a line as it has room for."""
    paths = tuple(NotCompared((f"key{number}", "名前"), "it is masked") for number in range(9))
    lines = text(verification(config(), not_compared=paths), width=60).splitlines()

    assert lines[1:] == [
        "2 values agree, 9 not compared",
        "not compared: it is masked",
        "  key0.名前, key1.名前, key2.名前, key3.名前, key4.名前,",
        "  key5.名前, key6.名前, key7.名前, key8.名前",
    ]
    assert max(map(width_of, lines[3:])) <= 60


def test_values_are_cut_so_that_one_sees_how_they_differ() -> None:
    """Each to its half of the line."""
    predicted = config(f"var appConfig = {{ a: '{'x' * 90}' }};")
    found = verification(predicted, differs(predicted, "a", f"{'x' * 80}y", "served-file"))

    assert text(found, width=80).splitlines()[3] == (
        '  ~ a: …xxxxxxxxxxxxxxxxxxxxxx" -> …xxxxxxxxxxxxy"'
    )


def test_secrets_are_masked() -> None:
    """In values, in what shows the cause, in keys, addresses and answers."""
    script = "var appConfig = { password: 'hunter2', pin: { userPin: 12 }, sk_live_1sAKey0000: 1 };"
    predicted = config(script)
    found = verification(
        predicted,
        differs(predicted, "password", "horse", "plugin", Evidence('"hunter2" became "horse"')),
        differs(predicted, "pin.userPin", 34, "plugin", Evidence('12 became "34"')),
        differs(
            predicted, "sk_live_1sAKey0000", 2, "stored", Evidence("sk_live_1sAKey0000 is stored")
        ),
        answers=Answers(
            {"APP.password": '"horse-and-cart"', "APP.x": "1"},
            "https://flex.example.com/?access_token=0pen-sesame",
        ),
        snapshot=SNAPSHOT._replace(address="https://flex.example.com/?access_token=0pen-sesame"),
    )

    assert (
        text(found)
        == """\
snapshot.json: https://flex.example.com/ ran Flex UI 2.17.1 at 2026-11-30T01:02:03Z

plugin: a plugin set it after the merge
  ~ password: "********" -> another secret
      appConfig.js:1:29 (appConfig.js)
      "********" became "********"
  ~ pin.userPin: "********" -> another secret
      appConfig.js:1:56 (appConfig.js)
      ******** became "********"

stored: the browser has something else stored as FLEX_CONFIG, which fills gaps
  ******** is stored
  ~ ["******** (1)"]: 1 -> 2
      appConfig.js:1:82 (appConfig.js)

2 values agree, 3 differ (2 plugin, 1 stored)
what the page told, for later predictions:
  --define APP.x=1
left out, as it looks secret: --page-url, --define APP.password (--show-secrets)
"""
    )
    shown = text(found, show_secrets=True)
    assert all(secret in shown for secret in ("hunter2", "horse-and-cart", "sk_live_1sA", "0pen-"))


def test_nothing_acts_on_a_terminal_or_a_shell() -> None:
    """Control characters are escapes, and what a shell would take apart is quoted."""
    hostile = "\x1b[31m\u202e'; rm -rf $HOME `x`\n"
    predicted = config("var appConfig = { a: 1 };")
    found = verification(
        predicted,
        differs(predicted, "a", hostile, "unexplained", Evidence(hostile)),
        differs(predicted, "b", {hostile: 1}, "service"),
        not_compared=(NotCompared((hostile,), hostile),),
        answers=Answers({"APP.x": '"\u202e\'"'}, hostile, hostile, True, (hostile,)),
        assumed=(hostile,),
        snapshot=SNAPSHOT._replace(file=hostile, address=hostile, flex_ui=hostile, taken=hostile),
    )

    shown = text(found)

    assert re.findall(r"[^\n -~]", shown) == []
    assert """--define 'APP.x="\\u202e'"'"'"'""" in shown


def test_a_style_is_only_added() -> None:
    """Colours leave the text as it is."""
    shown = shown_verification(full(), FLEX_UI_ITSELF, show_secrets=False)
    marked = render_verification(shown, style=lambda part, role: f"<{role}>{part}</>")

    assert re.sub(r"</?[a-z]*>", "", marked) == render_verification(shown, style=PLAIN)
