"""Ways in which the page hands something else to Flex UI than the file has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.live.scenarios.draft import lost
from tests.live.scenarios.pages import Hands
from tests.live.scenarios.trees import Path, javascript
from tests.live.scenarios.ways.calls import tree_of

if TYPE_CHECKING:
    from tests.live.scenarios.draft import Draft


def _ignored(draft: Draft, binding: str) -> bool:
    draft.binding = binding
    draft.is_page = False
    draft.hands = Hands("window.appConfig || {}")
    return True


def binding_const(draft: Draft) -> bool:
    """``const appConfig`` is no property of window, and the page looks for one."""
    return _ignored(draft, "const")


def binding_let(draft: Draft) -> bool:
    """Nor is ``let appConfig``."""
    return _ignored(draft, "let")


def binding_other(draft: Draft) -> bool:
    """Another script has left something else at ``window.appConfig``."""
    leaf = draft.leaf()
    text = javascript(tree_of(leaf.path, leaf.values[0]), draft.hand)
    draft.companions["/before.js"] = f"window.appConfig = {text};\n"
    draft.expect("binding", leaf.path)
    return _ignored(draft, "let")


def settle_binding(draft: Draft) -> None:
    """What the file sets is lost at last, whoever has planted something in it."""
    gone = lost(draft)
    for path, cause in list(draft.expected.items()):
        if cause == "served-file" and path not in gone:
            del draft.expected[path]
    for path in gone:
        if draft.expected.get(path) not in {"plugin", "page-script", "binding"}:
            draft.expect("binding", path)


def _hands(draft: Draft, expression: str, *statements: str) -> bool:
    if draft.hands.statements or draft.hands.since:
        return False
    since = draft.hands.expression
    draft.hands = Hands(expression.replace("IT", f"({since})"), statements)
    if draft.random.random() < 0.4 and draft.binding not in {"const", "let"}:
        draft.is_page = True
        draft.hands = draft.hands._replace(since=since)
    elif not draft.scripts or draft.is_watched:
        draft.is_page = False
    return True


def hand_over_adds(draft: Draft) -> bool:
    """The page adds a key of its own."""
    leaf = draft.leaf(lambda leaf: len(leaf.path) == 1)
    tree = javascript(leaf.values[0], draft.hand)
    draft.expect("hand-over", leaf.path)
    return _hands(draft, f"{{ ...IT, {leaf.path[0]}: {tree} }}")


def hand_over_other(draft: Draft) -> bool:
    """The page sets a key anew that the file sets, too."""
    leaf = draft.leaf(lambda leaf: len(leaf.path) == 1)
    if draft.binding not in {"const", "let"}:
        draft.put(leaf.values[1], leaf.path, draft.file, draft.served)
    tree = javascript(tree_of(leaf.path, leaf.values[0]), draft.hand)
    draft.expect("hand-over", leaf.path)
    return _hands(draft, f"Object.assign({{}}, IT, {tree})")


def hand_over_drops(draft: Draft) -> bool:
    """The page leaves a key out."""
    path: Path = ("desk",)
    if draft.binding in {"const", "let"}:
        return False
    draft.put("day", path, draft.file, draft.served)
    draft.expect("hand-over", path)
    return _hands(draft, "rest", "const { desk, ...rest } = window.appConfig || appConfig;")


def hand_over_shallow(draft: Draft) -> bool:
    """The page puts an object of its own in place of the file's."""
    if draft.binding in {"const", "let"}:
        return False
    draft.put({"name": "day", "floor": 3}, ("office",), draft.file, draft.served)
    draft.expect("hand-over", ("office", "floor"), ("office", "city"))
    return _hands(draft, '{ ...IT, office: { name: "day", city: "Malmö" } }')
