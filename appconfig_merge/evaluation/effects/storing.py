"""On a page: that its own scripts change what Flex UI finds in the browser's local storage.

Flex UI fills the gaps of what ``runDefault`` and ``provideLoginInfo`` are handed by the FLEX_CONFIG
that is stored by then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.machine import Remark
from appconfig_merge.javascript.values import Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.values import Traced

STORED: Final = "FLEX_CONFIG"
"""The key under which Flex UI looks for what the browser has stored."""

_LOCAL: Final = "localStorage"
_CODE: Final = "stores-config"


def call_storage(
    machine: Machine, path: str, this: Traced | None, given: list[Traced], at: Traced
) -> None:
    """Note what a method of a storage changes (HTML 12.2.1); ``path`` says which it is."""
    root, _, method = path.rpartition(".")
    value = this.value if this is not None else None
    if root == "Storage.prototype" and isinstance(value, Unknown) and value.path:
        root = value.path
    if root not in {_LOCAL, "Storage.prototype"}:
        return
    if method == "setItem" and given:
        store(machine, given[0], at)
    elif (method == "removeItem" and given and given[0].value == STORED) or method == "clear":
        remove(machine, at)


def store(machine: Machine, key: Traced, at: Traced) -> None:
    """Note that something is stored under a key, which may not be known."""
    is_unknown = isinstance(key.value, Unknown)
    if is_unknown and not STORED.startswith(_beginning(key.node)):
        return
    if not is_unknown and key.value != STORED:
        return
    _say(machine, "may store" if is_unknown else "stores", at)


def _say(machine: Machine, stores: str, at: Traced) -> None:
    if _is_started(machine):
        return
    message = f"the page {stores} {STORED} itself, which fills the gaps of what it hands to Flex UI"
    machine.remark(Remark(_CODE, "warning", message, at, "give what it stores with --stored"))


def code_may_store(machine: Machine, node: estree.Node, at: Traced) -> None:
    """Note what may be stored by code that isn't evaluated, by what stands in it."""
    mentions = machine.mentions(node)
    words = mentions.members | mentions.names
    if _LOCAL in words and words & {"setItem", STORED}:
        _say(machine, "may store", at)


def remove(machine: Machine, at: Traced) -> None:
    """Note that what is stored for Flex UI is taken away, in the page's own course."""
    assert machine.page is not None
    if machine.page.ahead is not None or _is_started(machine):
        return
    message = f"the page takes away what is stored as {STORED}, which then fills no gaps"
    help = "take --stored out: what it gives isn't there any more when Flex UI starts"
    machine.remark(Remark(_CODE, "warning", message, at, help))


def _is_started(machine: Machine) -> bool:
    """Whether Flex UI has surely taken what is stored: a later page load finds the change."""
    page = machine.page
    assert page is not None
    return page.ahead is None and any(
        one.later is None and not one.conditions and one.fills_gaps for one in page.handed
    )


def _beginning(node: estree.Node) -> str:
    """The text that a key begins with, as far as it is spelt out."""
    while isinstance(node, estree.BinaryExpression) and node.operator == "+":
        node = node.left
    if isinstance(node, estree.TemplateLiteral):
        return node.quasis[0].cooked or ""
    if isinstance(node, estree.Literal) and isinstance(node.value, str):
        return node.value
    return ""
