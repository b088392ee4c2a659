"""What a piece of code names, assigns and may change, found without running it."""

from __future__ import annotations

from appconfig_merge.javascript.globals import ALIASES
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.declarations import FUNCTIONS, local_names

_MUTATING = (
    estree.CallExpression,
    estree.NewExpression,
    estree.TaggedTemplateExpression,
    estree.YieldExpression,
    estree.AwaitExpression,
    estree.WithStatement,
)
_CLASSES = (estree.ClassDeclaration, estree.ClassExpression)


class _Frame:
    """What one function in the code mentions; ``own`` are the function's own names."""

    __slots__ = ("assigned", "names", "own", "parent")

    def __init__(self, parent: _Frame | None) -> None:
        self.parent = parent
        self.names: set[str] = set()
        self.assigned: set[str] = set()
        self.own: set[str] = set()


class Mentions:
    """The names that a piece of code could reach, and whether it could change anything.

    Of a function: what calling it could reach. A name too many only makes more unknown: of
    local names just those of a whole function are left out. ``window.x`` counts as the name x.
    ``members`` are the property names spelt out, ``assigned_own`` the function's own names that
    are assigned after they have a first value, or may be; ``returns`` that it gives back a value.
    ``logs`` tells of calls of ``console``'s methods, which change nothing if it is the browser's.
    """

    __slots__ = (
        "_frame", "assigned", "assigned_own", "evaluates", "has_functions", "leaks_arguments",
        "logs", "members", "mutates", "names", "returns", "uses_this",
    )  # fmt: skip

    def __init__(self, node: estree.Node) -> None:
        self.members: set[str] = set()
        self.logs = False
        self.mutates = False
        self.uses_this = False
        self.leaks_arguments = False
        self.evaluates = False
        self.returns = False
        self.has_functions = False
        self._frame = root = _Frame(None)
        frames = [root]
        work: list[tuple[object, _Frame]] = [(node, root)]
        if isinstance(node, FUNCTIONS):
            root.own = local_names(node)
            work = [(node.params, root), (node.body, root)]
        while work:
            item, self._frame = work.pop()
            if isinstance(item, list):
                work.extend((inner, self._frame) for inner in item)
            elif isinstance(item, FUNCTIONS):
                self.has_functions = True
                if isinstance(item, estree.FunctionDeclaration) and item.id is not None:
                    self._frame.assigned.add(item.id.name)
                frame = _Frame(self._frame)
                frame.own = local_names(item)
                frames.append(frame)
                work.extend(((item.params, frame), (item.body, frame)))
            elif isinstance(item, estree.Node):
                work.extend((inner, self._frame) for inner in self._visit(item))
        self.assigned_own: set[str] = set()
        if self.logs and any("console" in frame.names | frame.own for frame in frames):
            self.mutates = True  # it may be another console
        for frame in reversed(frames):
            if frame is root:
                self.assigned_own = root.assigned & root.own
            own = set() if self.evaluates else frame.own
            frame.names -= own
            frame.assigned -= own
            if frame.parent is not None:
                frame.parent.names |= frame.names
                frame.parent.assigned |= frame.assigned
        self.names = root.names
        self.assigned = root.assigned

    @property
    def uses_arguments(self) -> bool:
        """Whether the name ``arguments`` occurs."""
        return "arguments" in self.names

    def _visit(self, node: estree.Node) -> list[object]:
        if isinstance(node, estree.Identifier):
            self._frame.names.add(node.name)
            self.leaks_arguments = self.leaks_arguments or node.name == "arguments"
            return []
        if isinstance(node, estree.ThisExpression | estree.Super):
            self.uses_this = True
            return []
        if isinstance(node, _CLASSES):
            self.has_functions = True
            if isinstance(node, estree.ClassDeclaration) and node.id is not None:
                self._frame.assigned.add(node.id.name)
        elif isinstance(node, estree.ReturnStatement):
            if node.argument is not None and self._frame.parent is None:
                self.returns = True
        elif isinstance(node, _MUTATING):
            if isinstance(node, estree.CallExpression) and _is_log(node.callee):
                self.logs = True
                return [node.arguments]
            self.mutates = True
            if isinstance(node, estree.CallExpression):
                self._call(node.callee)
        elif isinstance(node, estree.UnaryExpression) and node.operator == "delete":
            self.mutates = True
            self._assign(node.argument)
        elif isinstance(node, estree.AssignmentExpression):
            self._assign(node.left)
        elif isinstance(node, estree.UpdateExpression):
            self._assign(node.argument)
        elif isinstance(node, estree.ForInStatement | estree.ForOfStatement):
            self._assign(node.left)
        elif isinstance(node, estree.VariableDeclarator):
            self._assign(node.id)
        elif isinstance(node, estree.MemberExpression):
            return self._member(node)
        return [
            getattr(node, field)
            for field in estree.field_names(node)
            if not (field in {"property", "key"} and not getattr(node, "computed", False))
        ]

    def _call(self, callee: estree.Node) -> None:
        if isinstance(callee, estree.Identifier) and callee.name == "eval":
            self.evaluates = True
        if isinstance(callee, estree.MemberExpression) and _is_arguments(callee.object):
            self.leaks_arguments = True

    def _member(self, node: estree.MemberExpression) -> list[object]:
        key = node.property
        if isinstance(key, estree.Identifier) and not node.computed:
            self.members.add(key.name)
        elif isinstance(key, estree.Literal) and isinstance(key.value, str):
            self.members.add(key.value)
        name = global_member(node)
        if name is not None:
            self._frame.names.add(name)
            return []
        inner: list[object] = [key] if node.computed else []
        if _is_arguments(node.object):
            self._frame.names.add("arguments")
        else:
            inner.append(node.object)
        return inner

    def _assign(self, target: estree.Node) -> None:
        """Note the names that an assignment to this target sets."""
        work: list[object] = [target]
        while work:
            item = work.pop()
            if isinstance(item, list):
                work.extend(item)
            elif isinstance(item, estree.Identifier):
                self._frame.assigned.add(item.name)
            elif isinstance(item, estree.MemberExpression):
                self.mutates = True
                self.leaks_arguments = self.leaks_arguments or _is_arguments(item.object)
                name = global_member(item)
                if name is not None:
                    self._frame.assigned.add(name)
            elif isinstance(item, estree.VariableDeclaration):
                work.extend(declarator.id for declarator in item.declarations)
            elif isinstance(item, estree.Property):
                work.append(item.value)
            elif isinstance(item, estree.AssignmentPattern):
                work.append(item.left)
            elif isinstance(item, estree.Node):
                work.extend(getattr(item, field) for field in estree.field_names(item))


def _is_log(callee: estree.Node) -> bool:
    return (
        isinstance(callee, estree.MemberExpression)
        and not callee.computed
        and isinstance(callee.object, estree.Identifier)
        and callee.object.name == "console"
    )


def _is_arguments(node: estree.Node) -> bool:
    return isinstance(node, estree.Identifier) and node.name == "arguments"


def global_member(node: estree.Node) -> str | None:
    """The name x of ``window.x``, None for any other node."""
    if (
        isinstance(node, estree.MemberExpression)
        and not node.computed
        and isinstance(node.object, estree.Identifier)
        and node.object.name in ALIASES
        and isinstance(node.property, estree.Identifier)
    ):
        return node.property.name
    return None
