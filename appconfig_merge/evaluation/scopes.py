"""Where names live: scopes, and what the code in them runs under."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Slot, Unknown

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import JSFunction, JSObject, Traced
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import Node


TDZ: Final = Slot(untraced(Unknown("it is read before its declaration")))
"""What a let, const or class binding holds before its declaration is evaluated: the temporal
dead zone (ECMA-262 9.1.1.1.6)."""


UNINITIALISED: Final = Unknown("`this` is read before super() is called")
"""The value of ``this`` in a derived class's constructor before super() has given it one."""


class Building:
    """An object that a derived class's constructor is making: ``made`` is set by super().

    ``function`` is the class, ``target`` what new was applied to.
    """

    __slots__ = ("function", "made", "target")

    def __init__(self, function: JSFunction, target: JSFunction) -> None:
        self.function = function
        self.target = target
        self.made: Traced | None = None


class Context:
    """What code runs under: its source, its strictness, its ``this``.

    ``home`` is the object whose method it stands in: super looks at its prototype.
    """

    __slots__ = ("building", "home", "source", "strict", "this")

    def __init__(
        self, source: Source, strict: bool, this: Traced, home: JSObject | None = None
    ) -> None:
        self.home = home
        self.building: Building | None = None
        self.source = source
        self.strict = strict
        self.this = this


class PrivateName:
    """A name such as ``#x`` of one class definition (ECMA-262 6.2.12).

    ``store`` has the slots of the objects that hold something under it, ``holders`` these objects,
    by their identity. ``method`` is the one slot that all of them have of a method or accessor.
    """

    __slots__ = ("holders", "method", "name", "store")

    def __init__(self, name: str, store: JSObject) -> None:
        self.name = name
        self.store = store
        self.holders: dict[int, JSObject] = {}
        self.method: Slot | None = None

    def key(self, owner: JSObject) -> str:
        """The key of an object's slot in the store."""
        return str(id(owner)) if id(owner) in self.holders else ""


class PrivateNames:
    """The private names of a class (a PrivateEnvironment Record, 9.2), and those around it."""

    __slots__ = ("names", "outer")

    def __init__(self, names: dict[str, PrivateName], outer: PrivateNames | None) -> None:
        self.names = names
        self.outer = outer


class Scope:
    """A declarative environment (ECMA-262 9.1.1.1). ``parent`` None means the global object.

    ``holds_vars`` marks the scopes that take ``var`` declarations: functions and modules.
    ``is_script`` marks a script's own: it holds nothing itself (``let`` and ``const`` go to
    its parent, which all scripts share, ``var`` to the window) but has the script's context.
    ``private`` has the private names in sight.
    ``is_name`` marks the scope of a function expression's own name: assigning to that is an
    error in strict code only. ``block_functions`` are the functions in its blocks that are
    variables of this scope, too.
    """

    __slots__ = (
        "block_functions", "constants", "context", "epoch", "holds_vars", "is_name", "is_script",
        "parent", "private", "slots",
    )  # fmt: skip

    def __init__(
        self,
        parent: Scope | None,
        context: Context,
        *,
        holds_vars: bool = False,
        is_script: bool = False,
    ) -> None:
        self.parent = parent
        self.private: PrivateNames | None = parent.private if parent is not None else None
        self.context = context
        self.epoch = 0
        self.holds_vars = holds_vars
        self.is_script = is_script
        self.slots: dict[str, Slot] = {}
        self.constants: set[str] = set()
        self.is_name = False
        self.block_functions: frozenset[Node] = frozenset()
