"""What Node accepts as a script is read, and what it refuses is refused."""

from __future__ import annotations

import json
import random
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.errors import AppConfigError
from tests.node import node_path
from tests.syntax.mutations import SNIPPETS, mutated
from tests.syntax.trees import program

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(texts.map(text => {
  try { new (require('vm').Script)(text); return true; } catch { return false; }
})));
"""
# V8 lets a call be assigned to, and throws when it runs (13.15.1 makes it an early error).
CALL_TARGET = re.compile(
    r"\)\s*[\]})]*\s*(?:\*\*|<<|>>>?|[-+*/%&|^])?=(?![=>])|\)\s*(?:\+\+|--|of\b|in\b)"
    r"|(?:\+\+|--)[^;]*\("
)
# A regular expression at the start of a line that would go on: the grammar takes a division.
DIVISION = re.compile(r"\n\s*/")


def node(texts: list[str]) -> list[bool]:
    """Which texts Node accepts as scripts."""
    done = subprocess.run(
        [node_path(), "-e", SCRIPT],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    answers: list[bool] = json.loads(done.stdout)
    return answers


def is_read(text: str) -> bool:
    """Whether the default reader reads a text."""
    try:
        program(text)
    except AppConfigError:
        return False
    return True


def is_known(text: str, *, accepted: bool) -> bool:
    """Whether a difference is one of those that are known."""
    return accepted and bool(CALL_TARGET.search(text) or DIVISION.search(text))


def differences(texts: list[str]) -> list[str]:
    """The texts about which Node and the reader disagree, but for known ones."""
    return [
        text
        for text, accepted in zip(texts, node(texts), strict=True)
        if accepted != is_read(text) and not is_known(text, accepted=accepted)
    ]


def test_the_snippets() -> None:
    """What the mutations start from is valid."""
    assert all(node(SNIPPETS))
    assert [text for text in SNIPPETS if not is_read(text)] == []


@pytest.mark.parametrize("seed", range(4))
def test_mutated_snippets(seed: int) -> None:
    """Snippets with a token or two changed, of which Node accepts about a quarter."""
    chosen = random.Random(seed)

    assert differences([mutated(chosen.choice(SNIPPETS), chosen) for _ in range(600)]) == []


def test_mutated_fixtures(fixtures: Path) -> None:
    """Realistic scripts with a token or two changed; what lies in src/ are modules."""
    chosen = random.Random(0)
    paths = sorted(path for path in fixtures.rglob("*.js") if path.parent.name != "src")
    texts = [path.read_text("utf-8") for path in paths]

    assert differences([mutated(text, chosen) for text in texts for _ in range(15)]) == []


def test_every_prefix_of_a_fixture(fixtures: Path) -> None:
    """A file that was cut is refused, unless what is left happens to be valid."""
    text = (fixtures / "quickstart" / "appConfig.js").read_text("utf-8")

    assert differences([text[:end] for end in range(len(text))]) == []
