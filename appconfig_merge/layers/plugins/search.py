"""The places of a plugin that set something of the configuration."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import LimitError
from appconfig_merge.javascript.values import JSObject, Open, Slot, Traced, Unknown
from appconfig_merge.layers.plugins import copies, objects
from appconfig_merge.layers.plugins.conditions import conditions
from appconfig_merge.layers.plugins.modules import Modules
from appconfig_merge.layers.plugins.names import Names
from appconfig_merge.layers.plugins.naming import own_name
from appconfig_merge.layers.plugins.owners import Owners
from appconfig_merge.layers.plugins.plugin import Word
from appconfig_merge.layers.plugins.values import DECIDED_LATER, Values
from appconfig_merge.limits import MAX_PLUGIN_WORDS
from appconfig_merge.syntax.tree_sitter.loose import field, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node as Cst

    from appconfig_merge.layers.plugins.plugin import Means
    from appconfig_merge.syntax.tree_sitter.loose import Chain, LooseTree

WORDS: Final = re.compile(rb"\b(?:updateConfig|defaultProps|configuration)\b")
"""One of these is in every text that sets something; most texts have none of them."""
_ASSIGNMENTS: Final = frozenset({"assignment_expression", "augmented_assignment_expression"})
_MOST_CONDITIONS: Final = 5
"""Conditions inside one another that are followed to the objects that an argument may be."""
_RESETS: Final = (
    "assigning manager.configuration sets every other key back to Flex UI's own default"
)


class Search:
    """A search of one text.

    ``is_cut_short`` tells that there was more than is looked at, ``too_deep`` what is nested in too
    much to be looked at.
    """

    def __init__(self, tree: LooseTree) -> None:
        self.tree = tree
        self.names = Names(tree)
        modules = Modules(tree, self.names)
        self._owners = Owners(tree, self.names, modules)
        self.values = Values(tree, self.names, modules, self._owners)
        self.is_cut_short = False
        self.too_deep: list[LimitError] = []

    def chain_of(self, node: Cst) -> Chain:
        """The way to where a node begins."""
        return self.tree.chain(node.start_byte)

    def name(self) -> str:
        """What the plugin of the text calls itself; empty where that isn't seen."""
        return own_name(self.tree, self.names, self.values)

    def words(self) -> Iterator[Word]:
        """All words, in the order of the text."""
        for count, offset in enumerate(self.tree.find(WORDS.pattern)):
            if count >= MAX_PLUGIN_WORDS:
                self.is_cut_short = True
                return
            try:
                yield from self._at(offset)
            except LimitError as error:
                self.too_deep.append(error)

    def _at(self, offset: int) -> Iterator[Word]:
        """The words of one place. Raises LimitError."""
        chain = self.tree.chain(offset)
        member = _member(self.tree, chain)
        if member is None:
            return
        name, at = member
        if name == "updateConfig":
            yield from self._calls(chain[: at + 1])
        else:
            yield from self._changes(chain[: at + 1], name)

    def _calls(self, chain: Chain) -> Iterator[Word]:
        """The words of ``manager.updateConfig(...)``; the chain ends with the member."""
        member, call = chain[-1], chain[-2]
        if call.type != "call_expression" or field(call, "function") != member:
            return
        if self._owners.is_own_method(chain, "updateConfig"):
            return
        given = field(call, "arguments")
        for argument in parts(given) if given is not None and given.type == "arguments" else ():
            if argument.type == "spread_element":
                yield self._word(self._open(argument), "updateConfig", call, chain[:-1])
                continue
            value = self.values.of(argument, chain)
            for root, decided in self._roots(value, argument):
                yield self._word(root, "updateConfig", call, chain[:-1], decided)

    def _changes(self, chain: Chain, name: str) -> Iterator[Word]:
        """The words of an assignment to, or beneath, what the chain ends with."""
        steps, at = self._steps(chain)
        around, target = chain[at - 1], chain[at]
        is_assign = around.type == "arguments" and self._is_assign(chain[at - 2], target)
        if not is_assign and (around.type not in _ASSIGNMENTS or field(around, "left") != target):
            return
        base = self._base(chain, name, is_whole=not steps and not is_assign)
        if base is None:
            return
        names = base + steps
        if is_assign:
            yield from self._assigned(chain[: at + 1], name, names)
            return
        right = field(around, "right")
        if right is None:
            return
        value = self.values.unknown(around)
        if around.type == "assignment_expression":
            value = self.values.of(right, chain)
        yield from self._set(names, value, name, around, chain[:at], right)

    def _is_assign(self, call: Cst, target: Cst) -> bool:
        """Whether a call is an ``Object.assign`` to a target."""
        callee, given = field(call, "function"), field(call, "arguments")
        if callee is None or given is None or self.tree.text(callee) != "Object.assign":
            return False
        return parts(given)[0] == target

    def _assigned(self, chain: Chain, name: str, names: list[tuple[str, Traced]]) -> Iterator[Word]:
        """The words of ``Object.assign(manager.configuration, {...})``."""
        given, call = chain[-2], chain[-3]
        arguments = parts(given)
        made = JSObject()
        for argument in arguments[1:]:
            if argument.type == "spread_element":
                objects.open_up(made, Unknown(DECIDED_LATER))
                continue
            value = self.values.of(argument, chain)
            objects.spread(made, value, value)
        whole = self.values.traced(made, arguments[-1])
        root = objects.nested(names, whole, names[-1][1]) if names else Slot(whole)
        yield self._word(root, _means(name), call, chain[:-2])

    def _set(
        self,
        names: list[tuple[str, Traced]],
        value: Traced,
        name: str,
        at: Cst,
        chain: Chain,
        right: Cst,
    ) -> Iterator[Word]:
        means = _means(name)
        if names:
            yield self._word(objects.nested(names, value, names[-1][1]), means, at, chain)
            return
        for root, decided in self._roots(value, right):
            made = JSObject()
            objects.spread(made, root.traced, root.traced)
            if made.unknown is None:
                made.unknown = Open(Unknown(_RESETS), frozenset(made.slots))
            whole = Traced(made, root.traced.node, root.traced.source)
            yield self._word(Slot(whole), means, at, chain, decided)

    def _base(self, chain: Chain, name: str, *, is_whole: bool) -> list[tuple[str, Traced]] | None:
        """The path that an object is found at in the configuration; None if it isn't in it."""
        owner = field(chain[-1], "object")
        if owner is None:
            return None
        if name == "configuration":
            return [] if self._owners.is_manager(owner, chain) else None
        found = self._owners.component(owner, chain, is_whole=is_whole)
        if found is None:
            return None
        first = self.values.traced(None, found[0][1])
        named = [(text, self.values.traced(None, node)) for text, node in found]
        return [("componentProps", first), *named]

    def _steps(self, chain: Chain) -> tuple[list[tuple[str, Traced]], int]:
        """The names of the members that are gone down from the chain's last node, and where to.

        A step whose name isn't known ends them: what is set beneath it is not told.
        """
        steps: list[tuple[str, Traced]] = []
        at = len(chain) - 1
        while at:
            around = chain[at - 1]
            if around.type == "parenthesized_expression":
                at -= 1
                continue
            if field(around, "object") != chain[at]:
                break
            name = self._owners.key(around)
            if name is None:
                break
            steps.append(name)
            at -= 1
        return steps, at

    def _roots(
        self, value: Traced, node: Cst
    ) -> Iterator[tuple[Slot, tuple[tuple[Traced, bool], ...]]]:
        """The objects that a value is or may be, each with what decides on it."""
        work: list[tuple[Traced, tuple[tuple[Traced, bool], ...]]] = [(value, ())]
        while work:
            one, decided = work.pop()
            if objects.is_plain(one.value):
                yield Slot(one), decided
            elif isinstance(one.value, Unknown):
                if not one.value.candidates or len(decided) == _MOST_CONDITIONS:
                    yield self._open(node, one.value), decided
                    continue
                work.extend(
                    (way.traced, (*decided, (way.condition, way.holds)))
                    for way in reversed(one.value.candidates)
                    if way.traced is not None and way.traced is not way.condition
                )

    def _open(self, node: Cst, unknown: Unknown | None = None) -> Slot:
        """An object of which no key is known."""
        made = JSObject()
        made.unknown = Open(unknown or Unknown(DECIDED_LATER), frozenset())
        return Slot(self.values.traced(made, node))

    def _word(
        self,
        root: Slot,
        means: Means,
        at: Cst,
        chain: Chain,
        decided: tuple[tuple[Traced, bool], ...] = (),
    ) -> Word:
        copies.settle(root)
        around = conditions(chain, self.tree.source)
        return Word(root, means, self.values.traced(None, at), (*around, *decided))


def _means(name: str) -> Means:
    return "configuration" if name == "configuration" else "defaultProps"


def _member(tree: LooseTree, chain: Chain) -> tuple[str, int] | None:
    """The member expression whose name a chain ends with: the name, and its place in the chain."""
    last = chain[-1]
    if last.type == "property_identifier" and len(chain) > 1:
        member = chain[-2]
        is_it = member.type == "member_expression" and field(member, "property") == last
        return (tree.name(last), len(chain) - 2) if is_it else None
    for at in range(len(chain) - 1, max(len(chain) - 4, 0), -1):
        node = chain[at]
        if node.type == "string":
            member = chain[at - 1]
            text = tree.string(node)
            is_it = member.type == "subscript_expression" and field(member, "index") == node
            is_word = text is not None and WORDS.fullmatch(text.encode("utf-8", "replace"))
            return (text, at - 1) if is_it and is_word and text is not None else None
    return None
