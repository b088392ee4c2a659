//// a spread of a looked-up table
const CONFIGS = { "localhost": { logLevel: "debug" }, "flex.example.com": { logLevel: "error", telemetry: true } };
window.appConfig = { language: "en-US", theme: { isLight: true }, ...(CONFIGS[location.hostname] || {}), version: 3 };
//// a conditional spread
const isLocal = location.hostname === "localhost";
window.appConfig = { logLevel: "info", ...(isLocal ? { debug: true, logLevel: "debug" } : {}), pluginService: { enabled: true } };
//// a spread with and
const isLocal = location.hostname === "localhost";
window.appConfig = { logLevel: "info", ...(isLocal && { debug: true }), pluginService: { enabled: true } };
//// Object.assign of a looked-up table
var DEFAULTS = { logLevel: "info", language: "en", sso: { accountSid: "AC00000000000000000000000000000000" } };
var OVERRIDES = { "localhost": { logLevel: "debug" } };
var appConfig = Object.assign({}, DEFAULTS, OVERRIDES[location.hostname]);
//// Object.assign of stored overrides
var appConfig = { logLevel: "info", language: "en", pluginService: { enabled: true } };
try {
  Object.assign(appConfig, JSON.parse(localStorage.getItem("appConfigOverrides") || "{}"));
} catch (e) {
  console.warn("bad overrides", e);
}
//// a spread of stored flags before known keys
let flags = {};
try { flags = JSON.parse(localStorage.getItem("flags")) || {}; } catch (e) { flags = {}; }
window.appConfig = { ...flags, logLevel: "info", theme: { isLight: true }, retries: 3 };
//// a spread of stored flags below
let flags;
try { flags = JSON.parse(localStorage.getItem("flags")); } catch (e) { flags = null; }
window.appConfig = { logLevel: "info", features: { chat: true, ...flags, voice: true } };
//// window globals of another script
var env = window._env_ || {};
window.appConfig = { ...env, logLevel: env.LOG_LEVEL || "info", url: env.API_URL || "https://api.example.com", theme: { isLight: true } };
//// extending what is there
window.appConfig = Object.assign({ logLevel: "info", language: "en" }, window.appConfig || {});
//// window.appConfig or a new object
window.appConfig = window.appConfig || {};
window.appConfig.logLevel = window.appConfig.logLevel || "info";
window.appConfig.theme = { isLight: true };
//// a namespace
var MyCompany = window.MyCompany || {};
MyCompany.settings = MyCompany.settings || { level: "warn" };
var appConfig = { logLevel: MyCompany.settings.level, keys: Object.keys(MyCompany) };
//// a deep merge by hand
function isObject(x) { return x && typeof x === "object" && !Array.isArray(x); }
function merge(target, source) {
  Object.keys(source).forEach(function (key) {
    if (isObject(source[key])) {
      if (!target[key]) target[key] = {};
      merge(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  });
  return target;
}
var base = { logLevel: "info", theme: { isLight: true, tokens: { colors: { a: "#fff" } } } };
var local = { logLevel: "debug", theme: { tokens: { colors: { b: "#000" } } } };
var appConfig = merge(base, location.hostname === "localhost" ? local : {});
//// a deep merge of constants
const merge = (a, b) => Object.keys(b).reduce((o, k) => ({ ...o, [k]: typeof b[k] === "object" ? merge(a[k] || {}, b[k]) : b[k] }), a);
window.appConfig = merge({ logLevel: "info", theme: { isLight: true } }, { theme: { tokens: { a: 1 } }, language: "en" });
//// key order with a conditional key written later
var o = { a: 1, ...(location.hostname === "localhost" ? { b: 2 } : {}), c: 3 };
o.b = 9;
var appConfig = o;
//// key order with a conditional key alone
var appConfig = { a: 1, ...(location.hostname === "localhost" ? { b: 2 } : {}), c: 3 };
//// key order by branches
var appConfig = {};
if (location.protocol === "https:") { appConfig.x = 1; appConfig.y = 2; } else { appConfig.y = 2; appConfig.x = 1; }
appConfig.z = 3;
//// a key deleted by condition and set again
var appConfig = { a: 1, b: 2, c: 3 };
if (location.hostname === "localhost") delete appConfig.a;
appConfig.a = 4;
//// keys of a conditional object
var o = { a: 1 };
if (location.port) o.b = 2;
o.c = 3;
var appConfig = { keys: Object.keys(o).join(), has: "b" in o, n: Object.keys(o).length > 1, o: o };
//// a computed key
const env = location.hostname === "localhost" ? "dev" : "prod";
window.appConfig = { [env]: { enabled: true }, logLevel: "info", ["is" + "Prod"]: env === "prod" };
//// a computed key that may overwrite
const name = location.hostname === "localhost" ? "logLevel" : "other";
window.appConfig = { logLevel: "info", [name]: "changed", language: "en" };
//// a write by an unknown key
var appConfig = { logLevel: "info", language: "en", features: {} };
appConfig.features[location.hostname] = true;
//// a write by a query parameter
var appConfig = { logLevel: "info", language: "en" };
var key = new URLSearchParams(location.search).get("key");
if (key) appConfig[key] = "query";
//// Object.fromEntries of a filtered table
const all = { chat: true, voice: false, video: true };
const on = Object.fromEntries(Object.entries(all).filter(([, v]) => v));
window.appConfig = { features: on, count: Object.keys(on).length };
//// Object.fromEntries of what the page filters
const all = { chat: "localhost", voice: "flex.example.com", video: "*" };
const on = Object.fromEntries(Object.entries(all).filter(([, v]) => v === "*" || v === location.hostname));
window.appConfig = { features: on, logLevel: "info" };
//// push under a condition
var plugins = [{ name: "a" }];
if (location.hostname === "localhost") plugins.push({ name: "dev-tools" });
plugins.push({ name: "z" });
var appConfig = { plugins: plugins, first: plugins[0].name, last: plugins[plugins.length - 1].name, logLevel: "info" };
//// concat under a condition
const base = ["en", "de"];
const languages = navigator.language.startsWith("ja") ? base.concat("ja") : base;
window.appConfig = { languages, first: languages[0], logLevel: "info" };
//// a list filtered by what is true
const isLocal = location.hostname === "localhost";
window.appConfig = { plugins: ["chat", isLocal && "debug", "voice"].filter(Boolean), logLevel: "info" };
//// an array spread by condition
const isLocal = location.hostname === "localhost";
window.appConfig = { plugins: ["chat", ...(isLocal ? ["debug"] : []), "voice"], n: 2 };
//// map with condition inside
const isLocal = location.hostname === "localhost";
window.appConfig = { plugins: ["chat", "voice"].map((name) => ({ name, enabled: true, src: (isLocal ? "/" : "https://cdn.example.com/") + name + ".js" })) };
//// a Map set in both branches
const m = new Map();
if (location.hostname === "localhost") m.set("level", "debug"); else m.set("level", "error");
m.set("language", "en");
window.appConfig = { logLevel: m.get("level"), language: m.get("language"), size: m.size };
//// for in over candidates
var dev = { level: "debug", color: "red" }, prod = { level: "error", color: "red" };
var own = location.hostname === "localhost" ? dev : prod;
var appConfig = { language: "en" };
for (var key in own) appConfig[key] = own[key];
//// Object.keys forEach over candidates
var dev = { level: "debug", extra: 1 }, prod = { level: "error" };
var own = location.hostname === "localhost" ? dev : prod;
var appConfig = { language: "en" };
Object.keys(own).forEach(function (key) { appConfig[key] = own[key]; });
//// structuredClone of a base
const base = { logLevel: "info", theme: { isLight: true, list: [1, { a: 2 }] } };
const copy = structuredClone(base);
copy.theme.isLight = false;
window.appConfig = { base, copy, own: copy.theme !== base.theme };
//// JSON clone of a base
var base = { logLevel: "info", theme: { isLight: true }, gone: undefined, f: function () {} };
var copy = JSON.parse(JSON.stringify(base));
if (location.hostname === "localhost") copy.theme.isLight = false;
var appConfig = { base: base, copy: copy };
//// rest of a table
const { secret, ...rest } = { secret: "x", logLevel: "info", language: "en", theme: { isLight: true } };
window.appConfig = { ...rest, hasSecret: !!secret };
//// rest of a looked-up one
const T = { dev: { name: "dev", logLevel: "debug", n: 1 }, prod: { name: "prod", logLevel: "error", n: 1 } };
const { name, ...rest } = T[location.hostname === "localhost" ? "dev" : "prod"];
window.appConfig = { ...rest, title: `Desk (${name})` };
//// defaults filled in a loop
var defaults = { logLevel: "info", language: "en", retries: 3 };
var appConfig = location.hostname === "localhost" ? { logLevel: "debug" } : {};
for (var k in defaults) if (!(k in appConfig)) appConfig[k] = defaults[k];
//// logical assignment
window.appConfig = { logLevel: location.hostname === "localhost" ? "debug" : "", retries: 0 };
appConfig.logLevel ||= "error";
appConfig.retries ??= 3;
appConfig.language ??= "en";
//// getters that choose
const settings = {
  host: location.hostname,
  get isLocal() { return this.host === "localhost"; },
  get level() { return this.isLocal ? "debug" : "error"; },
};
window.appConfig = { logLevel: settings.level, language: "en", isLocal: settings.isLocal };
//// a configuration with a getter
window.appConfig = { base: "https://api.example.com", get url() { return this.base + "/v1"; }, logLevel: "info" };
//// defineProperty by condition
var appConfig = { logLevel: "info" };
Object.defineProperty(appConfig, "env", { value: location.hostname === "localhost" ? "dev" : "prod", enumerable: true });
Object.defineProperty(appConfig, "hidden", { value: 1 });
//// own __proto__ key
var appConfig = { "__proto__": { inherited: 1 }, own: 2, logLevel: "info" };
//// computed __proto__ key
var appConfig = { ["__proto__"]: 1, own: 2 };
//// an array cut by its length
var list = [1, 2, 3, 4];
list.length = 2;
var appConfig = { list: list, n: list.length, logLevel: "info" };
