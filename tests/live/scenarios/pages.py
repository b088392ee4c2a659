"""How pages and files are written: the same configuration in the ways in which people do it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.live.scenarios.trees import Hand, javascript

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.live.scenarios.trees import Tree

_FRAMES: Final = {
    "plain": "{}",
    "onload": "window.onload = () => {{\n  {}\n}};",
    "deferred": "setTimeout(() => {{\n  {}\n}}, 20);",
    "listener": 'document.addEventListener("DOMContentLoaded", function () {{\n  {}\n}});',
}
_PAGE: Final = """\
<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Desk</title>
{head}
  </head>
  <body>
    <div id="root"></div>
    <script>
{body}
    </script>
{foot}  </body>
</html>
"""


class Hands(NamedTuple):
    """What a page hands to Flex UI: an expression, and statements that come before it.

    ``since`` is what it handed over when somebody looked; empty where that hasn't changed.
    """

    expression: str
    statements: tuple[str, ...] = ()
    since: str = ""

    def before(self) -> Hands:
        """What it handed over then."""
        return Hands(self.since)


def page_text(hands: Hands, frame: str, companions: Sequence[str], scripts: Sequence[str]) -> bytes:
    """The page: scripts that come before appConfig.js, the hand-over, scripts that come after."""
    head = [*companions, "/appConfig.js", "/flex.js"]
    code = [*hands.statements, f'Twilio.Flex.runDefault({hands.expression}, "#root");']
    return _PAGE.format(
        head="\n".join(f'    <script src="{name}"></script>' for name in head),
        body=_FRAMES[frame].format("\n  ".join(code)),
        foot="".join(f"    <script>\n{script}\n    </script>\n" for script in scripts),
    ).encode()


def file_text(tree: Tree, binding: str, hand: Hand, more: Sequence[str] = ()) -> bytes:
    """appConfig.js, with statements that follow."""
    value = javascript(tree, hand)
    texts = {
        "var": f"// Desk\nvar appConfig = {value};\n",
        "const": f'"use strict";\nconst appConfig = {value};\n',
        "let": f"let appConfig = {value};\n",
        "window": f"window.appConfig = {value};\n",
        "wrapped": f"(function () {{\n  var it = {value};\n  window.appConfig = it;\n}})();\n",
        "function": f"var appConfig = make();\nfunction make() {{\n  return {value};\n}}\n",
        "statements": "".join(
            [
                "var appConfig = {};\n",
                *(
                    f"appConfig[{json.dumps(key)}] = {javascript(one, hand)};\n"
                    for key, one in tree.items()
                ),
            ]
        ),
    }
    return (texts[binding] + "".join(f"{line}\n" for line in more)).encode()
