//// trailing slashes off
var base = "https://api.example.com///".replace(/\/+$/, "");
var appConfig = { serviceBaseUrl: base, users: base + "/users", logLevel: "info" };
//// a literal tested
var version = "2.17.1";
var m = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
var appConfig = { major: Number(m[1]), minor: +m[2], patch: parseInt(m[3], 10), ok: /^2\./.test(version), index: m.index, logLevel: "info" };
//// named groups
const { groups } = /(?<year>\d{4})-(?<month>\d\d)/.exec("released 2024-05");
window.appConfig = { year: groups.year, month: groups.month, logLevel: "info" };
//// global matches
const text = "chat=on;voice=off;video=on";
window.appConfig = { names: text.match(/\w+(?==)/g), on: [...text.matchAll(/(\w+)=on/g)].map((m) => m[1]), logLevel: "info" };
//// split by a pattern
var list = "chat, voice ;video".split(/\s*[,;]\s*/);
var appConfig = { plugins: list, first: list[0], n: list.length, logLevel: "info" };
//// replace with a function
const camel = (s) => s.replace(/[-_](\w)/g, (_, c) => c.toUpperCase());
window.appConfig = { [camel("log-level")]: "info", [camel("service_base_url")]: "https://api.example.com", n: camel("a-b-c").length };
//// replace with groups
var swapped = "Doe, Jane".replace(/(\w+), (\w+)/, "$2 $1");
var appConfig = { name: swapped, dollars: "a".replace(/a/, "$$&"), logLevel: "info" };
//// a template of one's own
var template = "https://{{region}}.example.com/{{version}}/api";
var url = template.replace(/\{\{(\w+)\}\}/g, function (all, key) { return { region: "ie1", version: "v2" }[key] || all; });
var appConfig = { serviceBaseUrl: url, logLevel: "info", language: "en" };
//// a placeholder guard
var sid = "${ACCOUNT_SID}";
if (/^\$\{/.test(sid)) sid = "AC00000000000000000000000000000000";
var appConfig = { sso: { accountSid: sid }, logLevel: "info" };
//// placeholders with a fallback
var API = "__API_URL__";
var appConfig = { serviceBaseUrl: API.indexOf("__") === 0 ? "https://api.example.com" : API, logLevel: "info", enabled: "%ENABLED%" === "true" };
//// sticky and global state
const re = /a/g;
const first = re.test("aa"), second = re.test("aa"), third = re.test("aa");
window.appConfig = { first, second, third, last: re.lastIndex, logLevel: "info" };
//// search and lastIndex
window.appConfig = { at: "https://flex".search(/:/), none: "abc".search(/z/), ci: /HTTPS/i.test("https"), multi: "a\nb".match(/^b$/m) !== null };
//// a constructed pattern
var hosts = ["localhost", "example.com"];
var re = new RegExp("^(" + hosts.map(function (h) { return h.replace(/\./g, "\\."); }).join("|") + ")$");
var appConfig = { source: re.source, yes: re.test("example.com"), no: re.test("examplexcom"), logLevel: "info" };
//// a back reference
window.appConfig = { doubled: /(\w)\1/.test("hello"), quoted: "say 'x'".match(/(['"])(.*?)\1/)[2], logLevel: "info" };
//// look behind
window.appConfig = { price: "cost: $42".match(/(?<=\$)\d+/)[0], notPrice: "42".replace(/(?<!\$)\d+/, "n"), logLevel: "info" };
//// a dangerous pattern
var appConfig = { slow: /^(a+)+$/.test("aaaaaaaaaaaaaaaaaaaaaa"), logLevel: "info", language: "en" };
//// unicode
window.appConfig = { letters: "Zoë 2".replace(/\p{L}+/u, "x"), emoji: "a😀b".match(/./gu).length, dot: "a😀b".match(/./g).length };
//// a URL built
const url = new URL("/v1/agents?active=true", "https://api.example.com");
window.appConfig = { href: url.href, host: url.hostname, path: url.pathname, active: url.searchParams.get("active"), logLevel: "info" };
//// a URL changed
const url = new URL("https://api.example.com/base/");
url.searchParams.set("region", "ie1");
url.searchParams.append("a b", "c&d");
url.hash = "top";
window.appConfig = { url: url.toString(), text: `${url}`, logLevel: "info" };
//// a URL of the page
const url = new URL(window.location.href);
window.appConfig = { host: url.hostname, api: `${url.protocol}//api.${url.host}`, logLevel: "info", typed: typeof url.href };
//// a relative URL on the page
var appConfig = { assets: new URL("assets/logo.png", document.baseURI).href, logLevel: "info", language: "en" };
//// a URL that isn't one
let ok = true;
try { new URL("not a url"); } catch (e) { ok = false; }
window.appConfig = { ok, logLevel: ok ? "info" : "error" };
//// URLSearchParams built
const q = new URLSearchParams({ a: "1", b: "x y" });
q.append("a", "2");
window.appConfig = { query: q.toString(), a: q.get("a"), all: q.getAll("a"), missing: q.get("z"), has: q.has("b"), logLevel: "info" };
//// URLSearchParams listed
const q = new URLSearchParams("?region=ie1&debug=true&debug=false");
window.appConfig = { pairs: [...q], keys: Array.from(q.keys()), object: Object.fromEntries(q), logLevel: "info" };
//// base64
window.appConfig = { decoded: atob("eyJsb2dMZXZlbCI6ImRlYnVnIn0="), level: JSON.parse(atob("eyJsb2dMZXZlbCI6ImRlYnVnIn0=")).logLevel, encoded: btoa("flex:desk"), language: "en" };
//// base64 of UTF-8
window.appConfig = { text: decodeURIComponent(escape(atob("w7w="))), logLevel: "info" };
//// JSON text
var appConfig = JSON.parse('{"logLevel": "info", "theme": {"isLight": true, "tokens": {"a": [1, 2.5, -0, 1e21]}}, "language": "en"}');
//// JSON with a reviver
var appConfig = JSON.parse('{"logLevel": "info", "retries": "3", "nested": {"n": "4"}}', function (key, value) { return key === "retries" || key === "n" ? Number(value) : value; });
//// JSON of a placeholder
var settings;
try { settings = JSON.parse("__SETTINGS_JSON__"); } catch (e) { settings = { level: "warn" }; }
var appConfig = { logLevel: settings.level, language: "en" };
//// error messages
var appConfig = { logLevel: "info" };
try { throw new Error("boom"); } catch (e) { appConfig.message = e.message; appConfig.name = e.name; appConfig.text = String(e); appConfig.is = e instanceof Error; }
//// an error of one's own
class ConfigError extends Error { constructor(m, code) { super(m); this.name = "ConfigError"; this.code = code; } }
var appConfig = { logLevel: "info" };
try { throw new ConfigError("bad", 7); } catch (e) { appConfig.error = `${e.name}: ${e.message} (${e.code})`; appConfig.isError = e instanceof Error; }
//// a TypeError caught
var appConfig = { logLevel: "info" };
try { null.x; } catch (e) { appConfig.type = e instanceof TypeError; appConfig.name = e.name; appConfig.kind = e.constructor === TypeError; }
//// an assertion
function assert(ok, message) { if (!ok) throw new Error(message); }
assert("AC00000000000000000000000000000000".length === 34, "the account's SID");
var appConfig = { accountSid: "AC00000000000000000000000000000000", logLevel: "info" };
//// an assertion over the page
function required(name, value) { if (!value) throw new Error("missing " + name); return value; }
var appConfig = { host: required("host", location.hostname), logLevel: "info", language: "en" };
//// String.raw and tags
const tag = (strings, ...values) => strings.raw.join("|") + values.join(",");
window.appConfig = { path: String.raw`C:\new\${1}`, raw: String.raw`a\n${2}b`, tagged: tag`x${1}\ty${2}z`, logLevel: "info" };
//// multiline prose
var appConfig = { logLevel: "info", greeting: `Hello, it's "us" {again}
  on two lines`, template: "{{task.attributes.name}}" };
//// formatting numbers
var appConfig = { price: (1234.5).toFixed(2), hex: (255).toString(16), big: 123456789012345680000, tiny: 1e-7, exp: 1e21, negative: -0, sum: 0.1 + 0.2, pad: String(7).padStart(3, "0") };
//// milliseconds
var SECOND = 1000, MINUTE = 60 * SECOND;
var appConfig = { timeout: 0.5 * MINUTE, poll: 5 * SECOND, day: 24 * 60 * MINUTE, ratio: SECOND / MINUTE, logLevel: "info" };
//// maths
var appConfig = { hypot: Math.hypot(3, 4), floor: Math.floor(4.7), max: Math.max(1, 2, 3), trunc: Math.trunc(-1.5), cbrt: Math.cbrt(27), log2: Math.log2(8), sign: Math.sign(-3) };
//// words in title case
const title = "flex agent desktop".split(" ").map((w) => w.charAt(0).toUpperCase() + w.slice(1)).join(" ");
window.appConfig = { title, slug: title.toLowerCase().replace(/ /g, "-"), initials: title.match(/[A-Z]/g).join(""), logLevel: "info" };
//// comparing versions
function newer(a, b) { var x = a.split(".").map(Number), y = b.split(".").map(Number); for (var i = 0; i < 3; i++) { if (x[i] !== y[i]) return x[i] > y[i]; } return false; }
var appConfig = { newer: newer("2.10.0", "2.9.3"), older: newer("1.28.0", "2.0.0"), logLevel: "info" };
//// colours mixed
function shade(hex, by) {
  var n = parseInt(hex.slice(1), 16);
  var parts = [n >> 16, (n >> 8) & 255, n & 255].map(function (c) { return Math.max(0, Math.min(255, c + by)); });
  return "#" + parts.map(function (c) { return ("0" + c.toString(16)).slice(-2); }).join("");
}
var brand = "#336699";
var appConfig = { theme: { isLight: true, tokens: { backgroundColors: { colorBackgroundBrand: brand, dark: shade(brand, -32), light: shade(brand, 200) } } }, logLevel: "info" };
//// sorting
var appConfig = { byName: [{ n: "b" }, { n: "a" }].sort((a, b) => a.n.localeCompare(b.n)).map((x) => x.n), numbers: [10, 9, 1].sort(), proper: [10, 9, 1].sort((a, b) => a - b), logLevel: "info" };
//// escape sequences
var appConfig = { a: "\x41\u0042\u{43}", nul: "\0".length, emoji: "😀".length, tab: "a\tb", url: encodeURIComponent("a b&c/ü"), back: decodeURIComponent("%C3%BC"), logLevel: "info" };
//// symbols as keys
const secret = Symbol("secret");
window.appConfig = { [secret]: 1, logLevel: "info", desc: secret.description, type: typeof secret, has: secret in { [secret]: 0 } };
//// an own toString
const region = { code: "ie1", toString() { return this.code; } };
window.appConfig = { url: `https://${region}.example.com`, joined: ["a", region].join("-"), plus: region + "!", logLevel: "info" };
//// an own valueOf
const size = { n: 40, valueOf() { return this.n; } };
window.appConfig = { width: size * 10, more: size > 30, text: `${size}`, logLevel: "info" };
//// function names
function named() {} const arrow = () => {}; class Klass {}
window.appConfig = { a: named.name, b: arrow.name, c: Klass.name, n: (function (x, y) {}).length, logLevel: "info" };
