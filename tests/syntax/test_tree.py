"""The trees of the default reader: shapes and places are those of ESTree, as acorn has them."""

from __future__ import annotations

import pytest

from appconfig_merge.source import Source
from appconfig_merge.syntax import parse_json
from appconfig_merge.syntax.estree import NO_POSITION, Program, same_tree
from tests.syntax.trees import expression, outline, program, spans

A = ("Identifier", "a")
B = ("Identifier", "b")
C = ("Identifier", "c")


def member(owner: object, name: object, *, optional: bool = False) -> object:
    """``owner.name``"""
    return ("MemberExpression", owner, name, False, optional)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a + b * c", ("BinaryExpression", "+", A, ("BinaryExpression", "*", B, C))),
        ("a ?? b", ("LogicalExpression", "??", A, B)),
        ("(a, b)", ("SequenceExpression", [A, B])),
        ("[, a, , ...b, ,]", ("ArrayExpression", [None, A, None, ("SpreadElement", B), None])),
        ("a?.b", ("ChainExpression", member(A, B, optional=True))),
        ("a?.b.c", ("ChainExpression", member(member(A, B, optional=True), C))),
        ("(a?.b).c", member(("ChainExpression", member(A, B, optional=True)), C)),
        ("a?.(b)", ("ChainExpression", ("CallExpression", A, [B], True))),
        ("new a.b(c)", ("NewExpression", member(A, B), [C])),
        ("a ? .5 : b", ("ConditionalExpression", A, ("Literal", 0.5), B)),
        ("import(a)", ("ImportExpression", A, None)),
        ("/[/]\\//gi", ("Literal", "[/]\\/", "gi")),
        ("-10n", ("UnaryExpression", "-", ("Literal", 10))),
        ("a++", ("UpdateExpression", "++", False, A)),
        ("a ||= b", ("AssignmentExpression", "||=", A, B)),
        (
            "a`x${b}\\u`",
            (
                "TaggedTemplateExpression",
                A,
                (
                    "TemplateLiteral",
                    [
                        ("TemplateElement", "x", "x", False),
                        ("TemplateElement", "\n", "\\n", True),
                    ],
                    [B],
                ),
            ),
        ),
    ],
)
def test_expressions(text: str, tree: object) -> None:
    """Expressions have ESTree's shapes; parentheses leave no node."""
    assert tree == outline(expression(text.replace("\\u`", "\\n`")))


def test_object_members() -> None:
    """Every form that a member can have, in the order of the source."""
    literal = expression(
        "{a, b: 1, 'c': 2, 0x10: 3, [a]: 4, get b() {}, set b(c) {}, c() {}, ...a}"
    )

    assert [
        (prop.kind, prop.method, prop.shorthand, prop.computed) for prop in literal.properties[:-1]
    ] == [
        ("init", False, True, False),
        ("init", False, False, False),
        ("init", False, False, False),
        ("init", False, False, False),
        ("init", False, False, True),
        ("get", False, False, False),
        ("set", False, False, False),
        ("init", True, False, False),
    ]
    assert [outline(prop.key) for prop in literal.properties[:5]] == [
        A,
        B,
        ("Literal", "c"),
        ("Literal", 16.0),
        A,
    ]
    assert outline(literal.properties[-1]) == ("SpreadElement", A)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (
            "{a: b}",
            [("BlockStatement", [("LabeledStatement", A, ("ExpressionStatement", B, None))])],
        ),
        ("{}", [("BlockStatement", [])]),
        (
            "{a: {b: c}}",
            [
                (
                    "BlockStatement",
                    [
                        (
                            "LabeledStatement",
                            A,
                            (
                                "BlockStatement",
                                [("LabeledStatement", B, ("ExpressionStatement", C, None))],
                            ),
                        )
                    ],
                )
            ],
        ),
    ],
)
def test_a_statement_never_starts_with_an_object(text: str, tree: object) -> None:
    """A leading brace is a block, though the grammar prefers an object."""
    assert tree == outline(program(text).body)


def test_an_arrow_function_with_a_brace_has_a_block() -> None:
    """``a => { b: 1 }`` returns nothing."""
    arrow = expression("a => { b: 1 }")

    assert outline(arrow.body) == (
        "BlockStatement",
        [("LabeledStatement", B, ("ExpressionStatement", ("Literal", 1.0), None))],
    )
    assert (arrow.start, arrow.end, arrow.body.start, arrow.body.end) == (1, 14, 6, 14)


def test_a_line_end_behind_an_arrow_function_ends_the_statement() -> None:
    """A block body can't be called: a semicolon is inserted, and the call stands alone."""
    first, second = program("a = b => { c }\n(a)").body

    assert (first.start, first.end, second.start, second.end) == (0, 14, 15, 18)


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("for (;;) break // a\n;", ["for (;;) break // a\n;"]),
        ("if (a) b // c\n; d", ["if (a) b // c\n;", "d"]),
        ("for (;;) throw b // a\n;", ["for (;;) throw b // a\n;"]),
        ("export default function () {};", ["export default function () {}", ";"]),
        ("export default class {};", ["export default class {}", ";"]),
        ("export default (a);", ["export default (a);"]),
        ("a++\n(b)", ["a++", "(b)"]),
        ("a = () => {} // b\n[c]", ["a = () => {}", "[c]"]),
        ("debugger /* a\n */ b", ["debugger", "b"]),
    ],
)
def test_where_statements_end(text: str, statements: list[str]) -> None:
    """Semicolons belong to the statement that they end, inserted ones to nothing."""
    assert statements == [text[item.start : item.end] for item in program(text).body]


@pytest.mark.parametrize("operand", ["(a).b", "(a)", "a", "[a]", "-a", "(await (a).b).c()"])
def test_await_is_an_operator_in_async_functions(operand: str) -> None:
    """The grammar takes ``await (a).b`` for a call, but nothing else can be called await there."""
    (statement,) = expression(f"async () => {{ await {operand} }}").body.body

    assert statement.expression.type == "AwaitExpression"


@pytest.mark.parametrize(
    ("text", "source_type"),
    [
        ("a", "script"),
        ("import('a')", "script"),
        ("import 'a'", "module"),
        ("export default a", "module"),
        ("await a; export {}", "module"),
        ("a(import.meta)", "module"),
    ],
)
def test_source_type(text: str, source_type: str) -> None:
    """What can only be a module is one."""
    assert source_type == program(text).source_type


def test_directives() -> None:
    """Directives keep their raw text; parentheses and later strings make none."""
    tree = program("'use strict'; \"\\x41\"\na; 'b'\nfunction f() { 'c'; ('d') }")

    assert [getattr(item, "directive", "-") for item in tree.body] == [
        "use strict",
        "\\x41",
        None,
        None,
        "-",
    ]
    function = tree.body[-1]
    assert [item.directive for item in function.body.body] == ["c", None]  # type: ignore[attr-defined]


def test_places() -> None:
    """Spans are byte offsets and cover what acorn's do."""
    text = "var é = {a: ('😀'), b() {}}; // c\nlet c = () => { } // d\nfor (var i = 0;;) i\n"

    assert spans(text, program(text)) == [
        ("Program", text),
        ("VariableDeclaration", "var é = {a: ('😀'), b() {}};"),
        ("VariableDeclarator", "é = {a: ('😀'), b() {}}"),
        ("Identifier", "é"),
        ("ObjectExpression", "{a: ('😀'), b() {}}"),
        ("Property", "a: ('😀')"),
        ("Identifier", "a"),
        ("Literal", "'😀'"),
        ("Property", "b() {}"),
        ("Identifier", "b"),
        ("FunctionExpression", "() {}"),
        ("BlockStatement", "{}"),
        ("VariableDeclaration", "let c = () => { }"),
        ("VariableDeclarator", "c = () => { }"),
        ("Identifier", "c"),
        ("ArrowFunctionExpression", "() => { }"),
        ("BlockStatement", "{ }"),
        ("ForStatement", "for (var i = 0;;) i"),
        ("VariableDeclaration", "var i = 0"),
        ("VariableDeclarator", "i = 0"),
        ("Identifier", "i"),
        ("Literal", "0"),
        ("ExpressionStatement", "i"),
        ("Identifier", "i"),
    ]


def test_places_survive_a_second_parse() -> None:
    """Offsets are the source's own where braces had to be settled by parsing again."""
    text = "{a: 1}\nx = b => {c: {d: 2}}\n{e: f}"

    assert [
        covered for kind, covered in spans(text, program(text)) if kind == "LabeledStatement"
    ] == ["a: 1", "c: {d: 2}", "d: 2", "e: f"]


@pytest.mark.parametrize(
    "text",
    [
        "class A extends B { static #p = 1; get a() {} static async *b() {} static { c } [e] = 1 }",
        "import a, {b as c, default as d, 'e' as f} from 'g'; import * as h from 'i'",
        "export * from 'a'; export * as b from 'c'; export {d as e}; export default class d {}",
        "async function* f({a, b: [c = 1], ...d}, ...e) { for await (const x of y) yield* z }",
        "a: for (const [b] of c) { if (d) continue a; else break a }",
        "switch (a) { case 1: case 2: b; break; default: c }",
        "try { a } catch { b } finally { c } do d; while (e) with (f) g; debugger; throw h",
        "({a, b: c.d = 1, ...e} = f); [a.b, , c = 1, ...[d]] = e",
        "class A { #p; m() { new.target; super.a; this.b; #p in c } } delete d[e]; void 0",
        "#!/usr/bin/env node\n<!-- a\n--> b\nc",
    ],
)
def test_the_whole_language_is_read(text: str) -> None:
    """Nothing that the grammar covers is left without a node."""
    assert isinstance(program(text), Program)


def test_white_space_beyond_ascii() -> None:
    """A no-break space is white space between tokens and itself in a string."""
    tree = program("var\xa0a\u3000=\ufeff'\xa0'\xa0\nb")

    assert outline(tree.body[0]) == (
        "VariableDeclaration",
        [("VariableDeclarator", A, ("Literal", "\xa0"))],
        "var",
    )
    assert len(tree.body) == 2


def test_a_carriage_return_ends_a_line() -> None:
    """A file with old Mac line ends reads like any other."""
    assert len(program("a // b\rc\rd").body) == 3


def test_a_nul_in_a_string() -> None:
    """NUL is an ordinary character there, as it is in a browser."""
    assert outline(expression("'a\0b'")) == ("Literal", "a\0b")


def test_json_and_javascript_read_alike() -> None:
    """A JSON text has the nodes, and the places, that it has inside a script."""
    text = '{"a": [1, -2.5e3, true, null, "\\u0041"], "b": {}}'
    script = program(f"({text})").body[0].expression  # type: ignore[attr-defined]
    tree = parse_json(Source("a.json", text, "json"))

    assert same_tree(script, tree)
    assert (tree.start, tree.end) == (0, len(text))
    assert NO_POSITION not in {tree.start, tree.end}


def test_where_the_members_of_a_class_end() -> None:
    """A field with its semicolon, where it has one."""
    text = "class A { a = 1; b; c() {} ; static { d } get e() { return 1 } static f = 2\n g }"
    members = {"PropertyDefinition", "MethodDefinition", "StaticBlock"}

    assert [part for kind, part in spans(text, program(text)) if kind in members] == [
        "a = 1;",
        "b;",
        "c() {}",
        "static { d }",
        "get e() { return 1 }",
        "static f = 2",
        "g",
    ]
