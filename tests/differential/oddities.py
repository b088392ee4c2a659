"""What is not evaluated yet, to attack the reckoning with what it may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.differential.comparison import MARK

if TYPE_CHECKING:
    from tests.differential.generation import Generator


def odd_expression(make: Generator) -> str:
    """An expression that isn't evaluated."""
    thing, name, value = make.thing(), make.name(), make.value()
    function = make.function()
    expression = make.expression()
    return make.pick(
        (
            f"page.id({thing})",
            f"page.keep({make.pick((thing, function, name))})",
            f"page.poke({make.pick((thing, function, name))})",
            "page.pokeKept()",
            "page.kept()",
            f"page.call({function}, {expression})",
            f"page.install({thing})",
            f"[{expression}, {thing}].map({function})",
            f"a0.forEach({function})",
            f"a0.push({expression})",
            f"a0.slice()",
            f"[...a0].concat({thing}).reverse()",
            f"[3, 1, 2].sort({function})",
            f"JSON.stringify({thing})",
            f"JSON.parse('{{\"a\": [1]}}')",
            f"Object.keys({thing})",
            f"Object.values({thing})",
            f"Object.entries({thing}).map({function})",
            f"Object.defineProperty({thing}, 'a', {{get() {make.body(())}, configurable: true}})",
            f"Object.defineProperty({thing}, 'b', {{value: {value}, enumerable: true}})",
            f"Object.create({thing})",
            f"Object.setPrototypeOf({thing}, {thing})",
            f"Object.getPrototypeOf({thing})",
            f"Reflect.ownKeys({thing})",
            f"String({thing})",
            f"Number({expression})",
            f"({expression} + '').toUpperCase()",
            f"`${{{expression}}}`.split('').length",
            f"new (class {{ constructor() {{ this.a = {expression}; }} static s = {thing}; }})()",
            f"(class {{ static s = {thing}; static m() {make.body(())} }}).s",
            f"new (function () {make.body(())})()",
            f"[...(function* () {{ yield {expression}; {make.statement()} }})()]",
            f"(function* () {{ {make.statement()} yield 1; }})()",
            f"(async () => {make.body(())})()",
            f"((strings, ...rest) => {{ {make.statement()} return rest; }})`x${{{expression}}}`",
            f"({expression}) instanceof Object",
            f"({{valueOf() {make.body(())}, toString: {function}}} + '')",
            f"(+{{valueOf: () => ({make.inside(())})}})",
            f"({name} == {{toString: {function}}})",
            f"Object.assign({{}}, {thing}, {{get b() {make.body(())}}})",
            f"{{...{thing}}}".join("()"),
            f"structuredClone({value})",
            f"new Proxy({thing}, {{get() {make.body(())}}}).a",
            f"eval({make.pick(('`v0 = 5`', '`o0`', '`var ev = 1; o0.a = 2`'))})",
            f"Function('return o0')()",
            f"new Map([[1, {thing}]]).get(1)",
            f"{thing}.hasOwnProperty({value})",
            f"{thing}.toString()",
            f"{thing}.constructor",
            f"{function}.bind({thing})()",
            f"(page.flag ? {thing} : {thing}).a",
            f"(page.flag ? {function} : {function})({expression})",
            f"({thing})[page.s]",
            f"(({thing})[page.s] = {expression})",
            f"((page.flag ? {thing} : {thing}).{make.pick(('a', 'b'))} = {expression})",
            f"({thing}.a = page.id({thing}))",
            f"page?.missing?.({expression})",
            f"page.missing?.[{expression}]",
            f"(delete (page.flag ? {thing} : {thing}).a)",
            f"[page.flag, {thing}][{make.pick(('1', 'page.n'))}]",
            f"Math.max({expression}, 2)",
            f"parseInt({expression})",
            f"Symbol.iterator in {thing}",
        )
    )


def odd_statement(make: Generator) -> str:
    """A statement that isn't evaluated."""
    thing, name = make.thing(), make.name()
    item, cls = make.fresh("i"), make.fresh("C")
    inner = make.statement()
    function = make.function()
    block = make.block()
    text = make.pick(
        (
            f"for (var {item} = 0; {item} < 2; {item}++) {block}",
            f"for (let {item} of {make.array()}) {{ {inner} }}",
            f"for (const {item} in {thing}) {{ {inner} {name} = {item}; }}",
            f"for (const {item} of [{thing}]) {{ v0 = {item}; o0.k = {item}; }}",
            f"for (o0.q of [1, 2]) {block}",
            f"var {item} = 2; while ({item}--) {{ {inner} }}",
            f"do {block} while (false);",
            f"switch ({make.expression()}) {{ case 1: {inner} default: {make.statement()} }}",
            f"switch (v0) {{ case v1: {inner} break; case 'a': {make.effect()} }}",
            f"try {{ {inner} }} catch {{ {make.effect()} }}",
            f"try {{ {inner} throw {make.expression()}; }} catch (e) {{ v1 = e; {make.effect()} }}",
            f"try {{ {inner} }} finally {{ {make.effect()} }}",
            f"try {{ {name} = {thing}; }} catch ({{a}}) {block}",
            f"try {{ if ({make.condition()}) throw {MARK!r}; }} finally {{ {make.effect()} }}",
            f"{item}: {{ {inner} break {item}; }}",
            f"class {cls} {{ static s = {thing}; m() {make.body(())} }} v1 = {cls}.s; v0 = new {cls}().m;",
            f"class {cls} {{ get a() {make.body(())} }} o0.z = new {cls}(); v0 = o0.z.a;",
            f"Object.prototype.polluted = {make.expression()}; v0 = o0.polluted;",
            f"Array.prototype.a = {make.expression()};",
            f"Object.getPrototypeOf({thing}).late = 1; v0 = o0.late;",
            f"({thing}).__proto__.deep = 1; v1 = ({{}}).deep;",
            f"({thing}).constructor.prototype.viaC = 2; v1 = ({{}}).viaC;",
            f"Object.prototype.toString = () => 'changed'; v0 = '' + o1;",
            f"Object.defineProperty(Object.prototype, 'a', {{set() {make.body(())}, get: {function}, configurable: true}});",
            f"page.keep({function}); v0 = 1; page.pokeKept();",
            f"page.keep({thing}); o0.fresh = {{a: 1}}; page.pokeKept();",
            f"page.install(o0); o0.run?.(); v1 = o0.hidden;",
            "page.setGlobals();",
            "page.pokeGlobals();",
            f"{{ const list = [{thing}]; for (const one of list) one.a = {make.expression()}; }}",
            f"{{ let box; for (;;) {{ box = {thing}; break; }} box.a = {make.expression()}; }}",
            f"{{ let box = {{}}; for (;;) {{ box.in = {thing}; break; }} box.in.a = {make.expression()}; }}",
            f"{{ let box = () => 1; for (;;) {{ box = () => {{ v0 = 3; {inner} }}; break; }} v0 = 1; box(); }}",
            f"{{ const get = {{get a() {make.body(())}}}; get.a; const {{a}} = get; v1 = {{...get}}; }}",
            f"{{ const set = {{set a(to) {make.body(('to',))}}}; set.a = {make.expression()}; v0 = set; }}",
            f"{{ const it = {{*[Symbol.iterator]() {{ {inner} yield 1; }}}}; v0 = [...it]; }}",
            f"{{ const [one] = (function* () {{ {inner} yield {thing}; }})(); one.b = 1; }}",
            f"{{ const gen = (function* () {{ v0 = 9; yield 1; }})(); v0 = 1; v1 = [...gen]; }}",
            f"{{ const s = page.flag ? {{...{thing}}} : {thing}; s.a = {make.expression()}; s.b.c = 1; }}",
            f"{{ const s = {{...(page.flag ? o0 : o1)}}; if (s.a) s.a.b = 'via copy'; }}",
            f"{{ const s = [...(page.flag ? a0 : [o0])]; s[0].b = 'via array'; }}",
            f"(function (q) {{ arguments[0] = {make.expression()}; v0 = q; }})(1);",
            f"(function (q) {{ q = 2; v0 = arguments[0]; }})(1);",
            "eval('v0 = 77; var made = 1;'); v1 = typeof made;",
            "(0, eval)('o0 = {evaluated: 1}');" if not make.strict else ";",
            f"with ({thing}) {{ a = 5; {inner} }}" if not make.strict else ";",
            f"try {{ function inTry{item}() {{ return 4; }} }} catch {{}} v0 = typeof inTry{item};",
            f"switch (1) {{ case 1: function inSwitch{item}() {{}} }} v0 = typeof inSwitch{item};",
            f"{item}: function labeled{item}() {{}} ; v0 = typeof labeled{item};",
            f"localStorage.a = {make.expression()}; v0 = localStorage.a;",
            f"page.flag = {make.expression()}; v0 = page.flag; v1 = page.flag ? 1 : 2;",
            f"v0 = page.id; page.keep(() => {{ v0 = 'later'; }}); v0 = 1; page.call(page.pokeKept);",
            f"(async function () {{ {inner} await 1; v0 = 'after'; }})();",
            f"{thing}.m = function () {{ this.a = {make.expression()}; v0 = 6; return this; }}; page.call({thing}.m); v1 = {thing}.m?.();",
            f"var {item} = function () {{ {inner} }}; {item}.x = {thing}; page.poke({item}); v0 = {item}.x;",
            f"var {item} = function () {{}}; {item}.prototype.a = 1; {item}.name = 'q'; v0 = {item}.name; v1 = {item}.length;",
        )
    )
    return f"if ({make.condition()}) {{ {text} }}" if make.chance(0.2) and "class" not in text else text
