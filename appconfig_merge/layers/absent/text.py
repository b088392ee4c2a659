"""What stands in the text of a script that sets no configuration, though nothing runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.javascript.globals import ALIASES
from appconfig_merge.layers.absent.clue import Clue, assignment, clue_at
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.declarations import FUNCTIONS, bound_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.source import Source

_IMPORTS: Final = (estree.ImportDeclaration, estree.ExportAllDeclaration)
_LOOPS: Final = (estree.ForStatement, estree.ForInStatement, estree.ForOfStatement)


def no_code(source: Source, program: estree.Program, name: str) -> Clue | None:
    """A script without a statement: an empty file, or nothing but comments."""
    if program.body:
        return None
    if not source.data.strip():
        return Clue(
            ": the file is empty",
            f"was it ever written, or cut short? A script that sets it has `{assignment(name)}`",
        )
    from appconfig_merge.syntax.tree_sitter.comments import comments_in

    first = name.partition(".")[0].encode()
    for start, end in comments_in(source):
        at = source.data.find(first, start, end)
        if at >= 0:
            location = source.location(at, at + len(first))
            return Clue(
                ": it stands here in a comment, and all of the script is comments",
                "take the marks of the comment away",
                location,
                source.line(location.line),
            )
    return Clue(
        ": all of it is comments",
        f"write `{assignment(name)}`",
    )


def label(source: Source, program: estree.Program, name: str) -> Clue | None:
    """A script that begins with a label, where an assignment or a key was meant."""
    node = program.body[0] if program.body else None
    if not isinstance(node, estree.LabeledStatement):
        return None
    if node.label.name == name:
        return clue_at(
            source,
            node.label,
            f": to JavaScript `{name}:` is a label",
            f"an assignment takes =: `{assignment(name)}`",
        )
    return clue_at(
        source,
        node.label,
        f": to JavaScript `{node.label.name}:` is a label; is this YAML?",
        f"write a script: `{assignment(name)}`",
    )


def no_assignment(source: Source, program: estree.Program, name: str) -> Clue | None:
    """A script that only imports, or is one object to which a name was to be given."""
    if all(isinstance(one, _IMPORTS) for one in program.body):
        return clue_at(
            source,
            program.body[0],
            ": it only imports, and what it imports is not read",
            "give the file that sets it",
        )
    node: Any = program.body[0] if program.body else None
    if isinstance(node, estree.ExpressionStatement):
        node = node.expression
    is_block = isinstance(node, estree.BlockStatement) and (
        not node.body or isinstance(node.body[0], estree.LabeledStatement)
    )
    if len(program.body) > 1:
        return None
    if is_block or isinstance(node, estree.ObjectExpression):
        return clue_at(
            source,
            node,
            ": this object is given no name",
            f"begin with a name: `{assignment(name)}`",
        )
    if isinstance(node, estree.Literal) and isinstance(node.value, str):
        return clue_at(
            source,
            node,
            ": all of it stands in quotes",
            f"take them away: `{assignment(name)}` is code",
        )
    if isinstance(node, estree.ArrayExpression):
        return clue_at(
            source,
            node,
            ": this array is given no name; is it JSON?",
            "a script sets an object: "
            f"`{assignment(name)}`; a Configuration resource is given with --configuration",
        )
    return None


class _Place(NamedTuple):
    """Where a node stands: the function around it, and whether a block is inside of that."""

    function: str | None = None
    in_block: bool = False

    @property
    def owner(self) -> str:
        """What messages call the function."""
        return f"the function {self.function}" if self.function else "a function"


def local(source: Source, program: estree.Program, name: str) -> Clue | None:
    """The name as a variable that no other script sees, whatever the script comes to."""
    for node, place in _nodes(program) if name in source.text else ():
        if not isinstance(node, estree.VariableDeclaration):
            continue
        at = _names(node).get(name)
        is_global = place.function is None and (node.kind == "var" or not place.in_block)
        if at is not None and not is_global:
            return _local(source, name, at, node.kind, place)
    return None


def _names(node: estree.VariableDeclaration) -> dict[str, estree.Identifier]:
    """The names that a declaration declares, each where it stands."""
    return {one.name: one for each in node.declarations for one in bound_names(each.id)}


def out_of_sight(source: Source, program: estree.Program, name: str) -> Clue | None:
    """The name as a variable that no other script sees, or set where nothing comes to."""
    hidden = local(source, program, name)
    if hidden is not None:
        return hidden
    reached: Clue | None = None
    for node, place in _nodes(program) if name in source.text else ():
        if isinstance(node, estree.VariableDeclaration):
            if place.in_block and name in _names(node):
                return _not_reached(source, name, _names(node)[name], place)
        elif (
            isinstance(node, estree.UnaryExpression)
            and node.operator == "delete"
            and _sets(node.argument, name)
        ):
            return clue_at(source, node, ": it is deleted here", "leave that out")
        elif isinstance(node, estree.AssignmentExpression) and _sets(node.left, name):
            reached = reached or _not_reached(source, name, node.left, place)
    return reached


def parameter(source: Source, program: estree.Program, name: str) -> Clue | None:
    """The name as a parameter of a function."""
    for node, place in _nodes(program) if name in source.text else ():
        for param in node.params if isinstance(node, FUNCTIONS) else ():
            for one in bound_names(param):
                if one.name == name:
                    return clue_at(
                        source,
                        one,
                        f": here it is a parameter of {place.owner}, which its callers give",
                        "give the script that makes the configuration, or set it here: "
                        f"`{assignment(name)}`",
                    )
    return None


def _local(source: Source, name: str, at: estree.Identifier, kind: str, place: _Place) -> Clue:
    if place.in_block and kind != "var":
        return clue_at(
            source,
            at,
            f": here it is declared with {kind} inside of a block, and only that block sees it",
            f"write `window.{name} = ...` there, or declare it outside",
        )
    return clue_at(
        source,
        at,
        f": here it is a variable of {place.owner}, which no other script sees",
        f"write `window.{name} = ...` there, and see that the function is called",
    )


def _not_reached(source: Source, name: str, at: estree.Node, place: _Place) -> Clue:
    is_inside = place.function is not None
    look = "see that the function is called" if is_inside else "look at the conditions around it"
    return clue_at(
        source,
        at,
        ": nothing that it runs comes to this place",
        f"{look}, or set it at the top of the script: `{assignment(name)}`",
    )


def _sets(target: estree.Node, name: str) -> bool:
    """Whether an assignment's left side is the global of that name."""
    if isinstance(target, estree.Identifier):
        return target.name == name
    return (
        isinstance(target, estree.MemberExpression)
        and isinstance(target.object, estree.Identifier)
        and target.object.name in ALIASES
        and isinstance(target.property, estree.Identifier)
        and target.property.name == name
    )


def _nodes(program: estree.Program) -> Iterator[tuple[estree.Node, _Place]]:
    """Every node of a tree, with where it stands."""
    work: list[tuple[object, _Place]] = [(program.body, _Place())]
    while work:
        item, place = work.pop()
        if isinstance(item, list):
            work.extend((inner, place) for inner in reversed(item))
            continue
        if not isinstance(item, estree.Node):
            continue
        inside = place
        if isinstance(item, FUNCTIONS):
            id = getattr(item, "id", None)
            inside = _Place(id.name if id is not None else "")
            body = item.body
            yield item, inside
            parts = body.body if isinstance(body, estree.BlockStatement) else body
            work.append((parts, inside))
            work.append((item.params, inside))
            continue
        yield item, place
        if isinstance(item, (estree.BlockStatement, *_LOOPS)):
            inside = place._replace(in_block=True)
        work.extend((getattr(item, field), inside) for field in estree.field_names(item))
