//// an alias that the page chooses
var a = { n: 1 }, b = { n: 1 };
var x = location.hostname === "localhost" ? a : b;
x.n = 2;
var appConfig = { a: a.n, b: b.n, x: x.n, sum: a.n + b.n };
//// a write by an unknown key onto known ones
var o = { localhost: 1, other: 2 };
o[location.hostname] = 9;
var appConfig = { localhost: o.localhost, other: o.other, has: "localhost" in o, logLevel: "info" };
//// a delete by an unknown key
var o = { localhost: 1, other: 2 };
delete o[location.hostname];
var appConfig = { localhost: o.localhost, other: o.other, keys: Object.keys(o) };
//// an unknown index
var list = ["a", "b", "c"];
list[location.port ? 1 : 5] = "x";
var appConfig = { list: list, n: list.length, first: list[0] };
//// a key that may be __proto__
var T = { a: { n: 1 } };
var own = T[new URLSearchParams(location.search).get("env")];
if (own) own.polluted = true;
var appConfig = { polluted: ({}).polluted, n: T.a.n, t: T.a.polluted };
//// a getter that counts
var n = 0, T = { get localhost() { n++; return { v: 1 }; }, other: { v: 1 } };
var own = T[location.hostname] || T.other;
var appConfig = { v: own.v, n: n, logLevel: "info" };
//// effects in conditions
var n = 0;
location.hostname === "localhost" && (n = 2) || (n += 3);
var m = (location.port || (n++, "80"));
var appConfig = { n: n, m: m, logLevel: "info" };
//// a loop over the page's text
var n = 0;
for (var i = 0; i < location.pathname.length; i++) { n++; if (n > 3) break; }
var appConfig = { n: n, i: i, logLevel: "info" };
//// a try over what the page may throw
var a = 1, b = 1;
try { a = 2; JSON.parse(localStorage.getItem("flags")); b = 2; } catch (e) { a = 3; } finally { b += 10; }
var appConfig = { a: a, b: b, logLevel: "info" };
//// finally that overrides
function f() { try { if (location.port) return 1; throw 2; } catch (e) { return e; } finally { if (location.hostname === "localhost") return 3; } }
var appConfig = { f: f(), logLevel: "info" };
//// a label left by the page's choice
var out = [];
outer: for (var i = 0; i < 3; i++) { for (var j = 0; j < 2; j++) { if (location.port && i === 1) continue outer; out.push(i + "" + j); } }
var appConfig = { first: out[0], last: out[out.length - 1], n: out.length };
//// stringified in the page's order
var o = { a: 1 };
if (location.port) o.b = 2;
o.c = 3; o.b = 4;
var appConfig = { text: JSON.stringify(o), keys: Object.keys(o).sort().join(), b: o.b };
//// name is a string
var name = { first: "desk" };
var status = 5;
var appConfig = { name: typeof name, text: name, status: typeof status, logLevel: "info" };
//// top can't be replaced
var top = 5;
var appConfig = { top: typeof top, logLevel: "info" };
//// sorted by the page's choice
var list = [3, 1, 2].sort(function (a, b) { return location.port ? a - b : b - a; });
var appConfig = { list: list, middle: list[1], n: list.length };
//// frozen by condition
"use strict";
var o = { n: 1 };
if (location.hostname === "localhost") Object.freeze(o);
try { o.n = 2; } catch (e) { o = { n: 3 }; }
var appConfig = { n: o.n, logLevel: "info" };
//// shadowed in a function
var level = "info";
function set() { level = "debug"; var level; }
set();
var appConfig = { level: level, logLevel: "info" };
//// the last function wins
function pick() { return "first"; }
var picked = pick();
function pick() { return "second"; }
var appConfig = { picked: picked, logLevel: "info" };
//// arguments are aliases
function f(a) { arguments[0] = "changed"; return a; }
function g(a) { "use strict"; arguments[0] = "changed"; return a; }
var appConfig = { f: f("a"), g: g("a"), logLevel: "info" };
//// dates compared with the clock
var appConfig = { past: Date.now() > 1000, banner: new Date() < new Date("2020-01-01") ? "old" : "new", logLevel: "info" };
//// storage changed between
localStorage.setItem("env", "mine");
var a = localStorage.getItem("env"), b = localStorage.env, c = localStorage.getItem("other");
var appConfig = { a: a, b: b, c: c === null, n: localStorage.length > 0 };
//// cookies written
document.cookie = "mine=1; path=/";
var appConfig = { has: document.cookie.indexOf("mine=1") >= 0, logLevel: "info" };
//// a handler taken away
var appConfig = { logLevel: "info", a: 1 };
window.onload = function () { appConfig.a = 2; };
window.onload = null;
//// a listener taken away
var appConfig = { logLevel: "info", a: 1 };
function f() { appConfig.a = 2; }
window.addEventListener("load", f);
window.removeEventListener("load", f);
//// a timer taken away
var appConfig = { logLevel: "info", a: 1 };
clearTimeout(setTimeout(function () { appConfig.a = 2; }, 10));
//// a handler that replaces another
var appConfig = { logLevel: "info", a: 1, b: 1 };
window.onload = function () { appConfig.a = 2; window.onload = function () { appConfig.b = 2; }; };
//// this in a handler
window.appConfig = { logLevel: "info", a: 1 };
window.onload = function () { this.appConfig.a = 2; };
//// a handler toggles
var appConfig = { on: false, logLevel: "info" };
document.onclick = function () { appConfig.on = !appConfig.on; };
//// a text that grows later
var appConfig = { text: "a", logLevel: "info" };
setInterval(function () { appConfig.text += "a"; }, 10);
//// a timer that starts itself again
var appConfig = { t: 0, logLevel: "info" };
function tick() { appConfig.t += 1; if (appConfig.t < 3) setTimeout(tick, 10); }
tick();
//// a write that takes two rounds
var appConfig = { a: 1, b: 1, logLevel: "info" };
window.addEventListener("click", function () { if (appConfig.a === 2) appConfig.b = 3; appConfig.a = 2; });
//// a later write through a map
var all = new Map([["main", { n: 1 }]]);
var appConfig = { main: all.get("main"), logLevel: "info" };
window.addEventListener("load", function () { all.forEach(function (one) { one.n = 2; }); });
//// a later write through an array of parts
var parts = [{ n: 1 }, { n: 1 }];
var appConfig = { first: parts[0], second: parts[1], logLevel: "info" };
setTimeout(function () { parts[1].n = 2; }, 0);
//// a later change of a prototype
var appConfig = { logLevel: "info", nested: { a: 1 } };
setTimeout(function () { Object.prototype.later = 1; }, 0);
//// a later getter
var appConfig = { logLevel: "info", a: 1 };
setTimeout(function () { Object.defineProperty(appConfig, "a", { get: function () { return 2; }, enumerable: true }); }, 0);
//// frozen against later writes
var appConfig = Object.freeze({ logLevel: "info", nested: { a: 1 } });
setTimeout(function () { appConfig.logLevel = "debug"; appConfig.nested.a = 2; appConfig.extra = 1; }, 0);
//// frozen only later
var appConfig = { logLevel: "info", a: 1 };
setTimeout(function () { Object.freeze(appConfig); }, 0);
window.addEventListener("load", function () { appConfig.a = 2; });
//// set to nothing later
var appConfig = { logLevel: "info" };
window.addEventListener("unload", function () { appConfig = null; });
//// two promises in order
var appConfig = { order: "", logLevel: "info" };
Promise.resolve().then(function () { appConfig.order += "a"; }).then(function () { appConfig.order += "c"; });
Promise.resolve().then(function () { appConfig.order += "b"; });
appConfig.order += "s";
//// async functions in order
var appConfig = { order: "", logLevel: "info" };
(async function () { appConfig.order += "1"; await null; appConfig.order += "3"; })();
appConfig.order += "2";
//// a promise never settled
var appConfig = { logLevel: "info", a: 1 };
new Promise(function () {}).then(function () { appConfig.a = 2; });
//// a thenable awaited
var appConfig = { logLevel: "info", a: 1 };
(async function () { appConfig.a = await { then: function (f) { appConfig.b = 1; f(5); } }; })();
//// a rejected promise unhandled
var appConfig = { logLevel: "info", a: 1 };
Promise.reject(new Error("no")).then(function () { appConfig.a = 2; }, function () { appConfig.a = 3; }).finally(function () { appConfig.done = true; });
//// all settled and race
var appConfig = { logLevel: "info", n: 0 };
Promise.race([Promise.resolve(1), fetch("/x")]).then(function (v) { appConfig.n = v; });
Promise.all([1, Promise.resolve(2)]).then(function (all) { appConfig.all = all; });
//// a throw after the configuration
var appConfig = { logLevel: "info", a: 1 };
setTimeout(function () { appConfig.a = 2; }, 0);
undefinedFunction();
appConfig.a = 3;
//// a listener in a function that is never called
var appConfig = { logLevel: "info", a: 1 };
function init() { window.addEventListener("load", function () { appConfig.a = 2; }); }
//// a listener that only calls a reader
var appConfig = { logLevel: "info", a: { b: 1 } };
function show(value) { var text = JSON.stringify(value); document.title = text; return text; }
window.addEventListener("load", function () { show(appConfig); show(appConfig.a); });
//// a listener over its own locals
var appConfig = { logLevel: "info", list: [1, 2] };
window.addEventListener("load", function () { var copy = appConfig.list.slice(); copy.push(3); var o = { ...appConfig }; o.logLevel = "debug"; });
//// map and filter in a listener
var appConfig = { logLevel: "info", list: [{ n: 1 }] };
window.addEventListener("load", () => appConfig.list.map((x) => x.n).filter(Boolean).forEach((n) => console.log(n)));
//// sort in place in a listener
var appConfig = { logLevel: "info", list: [3, 1, 2] };
window.addEventListener("load", () => { appConfig.list.sort(); });
//// an event's data as a key
var appConfig = { logLevel: "info", a: 1 };
window.addEventListener("message", (e) => { appConfig[e.data.key] = e.data.value; });
//// an event's data as a path
var appConfig = { logLevel: "info", theme: { isLight: true } };
window.addEventListener("message", (e) => { const part = appConfig[e.data.part]; if (part) part.isLight = false; });
//// fetch with a table
var TABLE = { a: { n: 1 }, b: { n: 1 } };
var appConfig = { own: TABLE.a, logLevel: "info" };
fetch("/which").then((r) => r.text()).then((t) => { appConfig.own = TABLE[t] || TABLE.b; });
//// a polling XMLHttpRequest
var appConfig = { logLevel: "info", tries: 0 };
(function poll() { var x = new XMLHttpRequest(); x.open("GET", "/s"); x.onload = function () { if (++appConfig.tries < 2) poll(); }; x.send(); })();
//// a callback given to an unknown method
var appConfig = { logLevel: "info", a: 1 };
navigator.mediaDevices && navigator.mediaDevices.getUserMedia({ audio: true }).then(function () { appConfig.a = 2; }, function () { console.log("no"); });
//// a custom element
var appConfig = { logLevel: "info", a: 1 };
customElements.define("x-desk", class extends HTMLElement { connectedCallback() { appConfig.a = 2; } });
//// a timer of a text
var appConfig = { logLevel: "info", a: 1 };
setTimeout("appConfig.a = 2", 10);
