//// an IIFE
(function () {
  "use strict";
  var config = { logLevel: "info", pollInterval: 0.5 * 60 * 1000, language: "en" };
  config.theme = { isLight: true };
  window.appConfig = config;
})();
//// an IIFE with root
(function (root) {
  var secret = 1;
  root.appConfig = { logLevel: "info", n: secret + 1, language: "en" };
})(this);
//// an IIFE with globalThis and self
(function (g) { g.appConfig = { logLevel: "info", isWindow: g === window }; })(typeof globalThis !== "undefined" ? globalThis : typeof self !== "undefined" ? self : this);
//// UMD
(function (root, factory) {
  if (typeof define === "function" && define.amd) define([], factory);
  else if (typeof module === "object" && module.exports) module.exports = factory();
  else root.appConfig = factory();
})(typeof self !== "undefined" ? self : this, function () {
  return { logLevel: "info", language: "en", theme: { isLight: true } };
});
//// a CommonJS tail
var appConfig = { logLevel: "info", language: "en" };
if (typeof module !== "undefined" && module.exports) { module.exports = appConfig; }
//// a revealing module
var Config = (function () {
  var values = { logLevel: "info", language: "en" };
  function get(key, fallback) { return values.hasOwnProperty(key) ? values[key] : fallback; }
  function set(key, value) { values[key] = value; return this; }
  return { get: get, set: set, all: function () { return values; } };
})();
Config.set("retries", 3).set("language", "de");
var appConfig = { logLevel: Config.get("logLevel"), timeout: Config.get("timeout", 30), all: Config.all() };
//// a builder class
class Builder {
  #values = {};
  static defaults = { logLevel: "info" };
  with(key, value) { this.#values[key] = value; return this; }
  build() { return { ...Builder.defaults, ...this.#values }; }
}
window.appConfig = new Builder().with("language", "en").with("theme", { isLight: true }).build();
//// a class with inheritance
class Base { constructor(name) { this.name = name; } config() { return { name: this.name, logLevel: "info" }; } }
class Desk extends Base { constructor() { const label = "desk"; super(label); this.extra = 1; } config() { return { ...super.config(), extra: this.extra }; } }
window.appConfig = new Desk().config();
//// super in arrows and objects
class A { greet() { return "A"; } }
class B extends A { greet() { const inner = () => super.greet() + "B"; return inner(); } }
const o = { __proto__: { n: 1 }, get m() { return super.n + 1; } };
window.appConfig = { text: new B().greet(), m: o.m, logLevel: "info" };
//// static blocks and private methods
class Settings { static #level = "info"; static { Settings.all = { logLevel: Settings.#level, n: Settings.#double(2) }; } static #double(n) { return n * 2; } static has(o) { return #x in o; } #x = 1; }
window.appConfig = { ...Settings.all, has: Settings.has(new Settings()), not: Settings.has({}) };
//// a class instance as the configuration's value
class Point { constructor(x) { this.x = x; } }
window.appConfig = { point: new Point(1), x: new Point(2).x, logLevel: "info" };
//// a constructor function
function Settings(env) { this.env = env; this.logLevel = env === "dev" ? "debug" : "error"; }
Settings.prototype.toJSON = function () { return { env: this.env, logLevel: this.logLevel }; };
var appConfig = JSON.parse(JSON.stringify(new Settings("dev")));
//// a factory with closures
const make = (prefix) => ({ key: (name) => `${prefix}.${name}`, prefix });
const flex = make("flex");
window.appConfig = { a: flex.key("a"), prefix: flex.prefix, logLevel: "info" };
//// a generator of ids
function* ids() { let n = 0; while (true) yield `id-${n++}`; }
const next = ids();
window.appConfig = { a: next.next().value, b: next.next().value, logLevel: "info" };
//// a generator spread
function* range(from, to) { for (let i = from; i < to; i++) yield i; }
window.appConfig = { list: [...range(1, 4)], sum: Array.from(range(0, 3)).reduce((a, b) => a + b, 0), logLevel: "info" };
//// a polyfill of includes
if (!String.prototype.includes) {
  String.prototype.includes = function (search, start) { return this.indexOf(search, start) !== -1; };
}
var appConfig = { has: "flex.example.com".includes("example"), logLevel: "info", language: "en" };
//// a polyfill of Object.assign
if (typeof Object.assign !== "function") {
  Object.defineProperty(Object, "assign", { value: function assign(target) { for (var i = 1; i < arguments.length; i++) for (var k in arguments[i]) target[k] = arguments[i][k]; return target; }, writable: true, configurable: true });
}
var appConfig = Object.assign({ logLevel: "info" }, { language: "en", retries: 3 });
//// a polyfill of Array.from and find
if (!Array.prototype.find) { Array.prototype.find = function (p) { for (var i = 0; i < this.length; i++) if (p(this[i])) return this[i]; }; }
if (!Array.from) Array.from = function (o) { return [].slice.call(o); };
var appConfig = { found: [1, 2, 3].find(function (x) { return x > 1; }), from: Array.from("ab"), logLevel: "info" };
//// a polyfill of startsWith and padStart
if (!("startsWith" in String.prototype)) String.prototype.startsWith = function (s) { return this.slice(0, s.length) === s; };
String.prototype.padStart = String.prototype.padStart || function (n) { return this; };
var appConfig = { local: "localhost".startsWith("local"), padded: "7".padStart(2, "0"), logLevel: "info" };
//// a polyfill of globalThis
(function () { if (typeof globalThis === "object") return; Object.prototype.__defineGetter__("__magic__", function () { return this; }); __magic__.globalThis = __magic__; delete Object.prototype.__magic__; })();
var appConfig = { logLevel: "info", g: typeof globalThis };
//// a polyfill of a promise
if (typeof Promise === "undefined") { document.write('<script src="https://cdn.example.com/promise.js"><\/script>'); }
var appConfig = { logLevel: "info", promise: typeof Promise, language: "en" };
//// a polyfill of CustomEvent
(function () {
  if (typeof window.CustomEvent === "function") return false;
  function CustomEvent(event, params) { var evt = document.createEvent("CustomEvent"); evt.initCustomEvent(event, false, false, params); return evt; }
  window.CustomEvent = CustomEvent;
})();
var appConfig = { logLevel: "info", language: "en" };
//// a polyfill of forEach on node lists
if (window.NodeList && !NodeList.prototype.forEach) NodeList.prototype.forEach = Array.prototype.forEach;
if (!Element.prototype.matches) Element.prototype.matches = Element.prototype.msMatchesSelector;
var appConfig = { logLevel: "info", language: "en" };
//// a polyfill that does replace
Array.prototype.first = function () { return this[0]; };
Object.defineProperty(String.prototype, "shout", { value: function () { return this.toUpperCase() + "!"; } });
var appConfig = { first: [7, 8].first(), loud: "hi".shout(), keys: Object.keys([1]), logLevel: "info" };
//// console guards
window.console = window.console || { log: function () {} };
if (!window.console.debug) console.debug = console.log;
console.debug("starting");
var appConfig = { logLevel: "info", language: "en" };
//// console silenced
if (location.hostname !== "localhost") { console.log = function () {}; console.debug = function () {}; }
var appConfig = { logLevel: "info", language: "en", theme: { isLight: true } };
//// process guarded
var env = (typeof process !== "undefined" && process.env && process.env.NODE_ENV) || "production";
var appConfig = { env: env, logLevel: env === "production" ? "error" : "debug", language: "en" };
//// a global of a build
var env = typeof ENVIRONMENT === "undefined" ? "local" : ENVIRONMENT;
var appConfig = { environment: env, logLevel: "info", language: "en" };
//// document.write of another script
document.write('<script src="' + (location.protocol === "https:" ? "https://ssl" : "http://www") + '.example.com/x.js"><\/script>');
var appConfig = { logLevel: "info", language: "en", theme: { isLight: true } };
//// getters and setters by __define
var o = { n: 1 };
o.__defineGetter__("double", function () { return this.n * 2; });
var appConfig = { double: o.double, n: o.n, logLevel: "info" };
//// Reflect
const o = { a: 1, b: { c: 2 } };
window.appConfig = { a: Reflect.get(o, "a"), has: Reflect.has(o, "b"), keys: Reflect.ownKeys(o), set: Reflect.set(o, "d", 4), d: o.d, deleted: Reflect.deleteProperty(o, "a"), logLevel: "info" };
//// property descriptors
var o = Object.defineProperty({ a: 1 }, "hidden", { value: 2 });
var d = Object.getOwnPropertyDescriptor(o, "hidden");
var appConfig = { value: d.value, writable: d.writable, enumerable: d.enumerable, all: Object.getOwnPropertyDescriptors({ x: 1 }), names: Object.getOwnPropertyNames(o), symbols: Object.getOwnPropertySymbols(o).length };
//// a proxy with defaults
const settings = new Proxy({ logLevel: "info" }, { get: (target, key) => (key in target ? target[key] : "default") });
window.appConfig = { logLevel: settings.logLevel, other: settings.other, language: "en" };
//// weak maps
const meta = new WeakMap(); const key = {}; meta.set(key, { level: "info" });
window.appConfig = { logLevel: meta.get(key).level, has: meta.has({}), language: "en" };
//// labels, commas and void
var i = 0, out = [];
outer: for (;;) { for (;;) { if (i++ > 2) break outer; out.push(i); if (i % 2) continue outer; } }
var appConfig = { out: out, last: (1, 2, 3), nothing: void 0, logLevel: "info" };
//// try and finally
function level() { try { throw 1; } catch (e) { return "caught" + e; } finally { window.finished = true; } }
var appConfig = { level: level(), finished: window.finished, logLevel: "info" };
//// try over a missing global
var twilio;
try { twilio = Twilio.Flex.version; } catch (e) { twilio = "none"; }
var appConfig = { twilio: twilio, logLevel: "info", language: "en" };
//// try over the page
var top;
try { var isTop = window.top.location.hostname === location.hostname; } catch (e) { var isTop = false; }
var appConfig = { isTop: isTop === true || isTop === false, logLevel: "info", language: "en" };
//// bracket access and delete
var appConfig = { "log-level": "info", logLevel: "info", temporary: 1 };
appConfig["theme"] = { "is-light": true };
delete appConfig["temporary"];
window["appConfig"]["language"] = "en";
//// two names of one object
var appConfig = { logLevel: "info", a: { n: 1 } };
var alias = window.appConfig; alias.a.n = 2; alias.b = alias.a;
appConfig.b.n++;
//// const and window
const appConfig = { logLevel: "info", language: "en" };
var seen = window.appConfig === undefined;
appConfig.hidden = seen;
//// redeclared
var appConfig = { logLevel: "info", a: 1 };
var appConfig = { logLevel: "warn", b: 2 };
//// a circular reference avoided
var appConfig = { logLevel: "info", parts: {} };
appConfig.parts.names = Object.keys(appConfig);
//// a call with this
var helper = { base: "https://api.example.com", url: function (p) { return this.base + p; } };
var appConfig = { users: helper.url("/users"), bound: helper.url.bind({ base: "x:" })("/y"), called: helper.url.call({ base: "z:" }, "/w"), logLevel: "info" };
//// memoised
const memo = {}; const fib = (n) => (n < 2 ? n : (memo[n] ??= fib(n - 1) + fib(n - 2)));
window.appConfig = { n: fib(20), cached: Object.keys(memo).length, logLevel: "info" };
//// destructuring everywhere
const [first, , third = "c", ...others] = ["a", "b", undefined, "d", "e"];
const { x: { y: [z] = [9] } = {}, ...more } = { p: 1, q: 2 };
function f({ a = 1, b: { c } = { c: 2 } } = {}, ...rest) { return [a, c, rest]; }
window.appConfig = { first, third, others, z, more, f: f(undefined, 3, 4), logLevel: "info" };
//// language names by a table of functions
const actions = { up: (n) => n + 1, down: (n) => n - 1 };
window.appConfig = Object.keys(actions).reduce((o, k) => { o[k] = actions[k](10); return o; }, { logLevel: "info" });
//// with eval
var level = eval("'in' + 'fo'");
var appConfig = { logLevel: level, language: "en" };
//// new Function
var getGlobal = new Function("return this");
var appConfig = { logLevel: "info", isWindow: getGlobal() === window, language: "en" };
//// array holes and lengths
var a = [1, , 3]; a[5] = 6;
var appConfig = { n: a.length, holes: 1 in a, joined: a.join("-"), logLevel: "info" };
//// a frozen configuration
"use strict";
var appConfig = Object.freeze({ logLevel: "info", theme: { isLight: true } });
try { appConfig.logLevel = "debug"; } catch (e) { appConfig.theme.failed = true; }
//// an import map like object
var appConfig = { imports: { "react": "/vendor/react.js", "react/": "/vendor/react/" }, 1: "one", 0: "zero", logLevel: "info" };
//// big integers
var appConfig = { big: 10n ** 20n, text: String(2n ** 64n), n: Number(5n), logLevel: "info" };
