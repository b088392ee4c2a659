//// a table with a default
var CONFIGS = {
  "localhost": { url: "http://localhost:3001", logLevel: "debug", retries: 3 },
  "staging.flex.example.com": { url: "https://staging-api.example.com", logLevel: "info", retries: 3 },
  "flex.example.com": { url: "https://api.example.com", logLevel: "error", retries: 3 },
};
var own = CONFIGS[location.hostname] || CONFIGS["flex.example.com"];
var appConfig = { serviceBaseUrl: own.url, logLevel: own.logLevel, retries: own.retries, theme: { isLight: true } };
//// a table and a ternary chain
var h = window.location.hostname;
var env = h === "localhost" ? "dev" : h.indexOf("staging") >= 0 ? "stage" : "prod";
var CONFIGS = {
  dev: { sid: "AC00000000000000000000000000000000", flow: "FOdev", timeout: 30 },
  stage: { sid: "AC00000000000000000000000000000000", flow: "FOstage", timeout: 30 },
  prod: { sid: "AC00000000000000000000000000000000", flow: "FOprod", timeout: 30 },
};
var cfg = CONFIGS[env];
var appConfig = { sso: { accountSid: cfg.sid }, flowSid: cfg.flow, timeout: cfg.timeout, environment: env, logLevel: "info" };
//// a table and an if chain
var env;
if (location.hostname === "localhost" || location.hostname === "127.0.0.1") {
  env = "development";
} else if (location.hostname.startsWith("staging.")) {
  env = "staging";
} else {
  env = "production";
}
var settings = {
  development: { api: "http://localhost:4000", logLevel: "debug" },
  staging: { api: "https://staging-api.example.com", logLevel: "debug" },
  production: { api: "https://api.example.com", logLevel: "debug" },
};
var appConfig = { serviceBaseUrl: settings[env].api, logLevel: settings[env].logLevel, language: "en-US" };
//// a switch with a default
var api, level = "info";
switch (window.location.hostname) {
  case "localhost":
    api = "http://localhost:8080";
    break;
  case "staging.flex.example.com":
    api = "https://staging-api.example.com";
    break;
  default:
    api = "https://api.example.com";
}
window.appConfig = { serviceBaseUrl: api, logLevel: level, pluginService: { enabled: true, url: api + "/plugins" } };
//// a switch that falls through
var tier = 0;
switch (location.hostname) {
  case "localhost": tier++;
  case "staging.flex.example.com": tier++;
  case "flex.example.com": tier++; break;
  default: tier = 3;
}
var appConfig = { tier: tier, kind: tier > 0 ? "known" : "none", logLevel: "info" };
//// a table with an empty default
var ACCOUNTS = { "flex.example.com": { sid: "ACprod", label: "Desk" }, "localhost": { sid: "ACdev", label: "Desk" } };
var appConfig = {
  sid: (ACCOUNTS[location.hostname] || {}).sid,
  label: (ACCOUNTS[location.hostname] || { label: "Desk" }).label,
  fallback: (ACCOUNTS[location.hostname] || {}).sid || "ACnone",
  logLevel: "warn",
};
//// a table with in
var TABLE = { "localhost": "debug", "flex.example.com": "error" };
var level = location.hostname in TABLE ? TABLE[location.hostname] : "info";
var appConfig = { logLevel: level, hasOwn: typeof level === "string", theme: { isLight: false } };
//// a table with hasOwnProperty
var TABLE = { "localhost": { level: "debug", beta: true }, "flex.example.com": { level: "error", beta: true } };
var key = location.hostname;
var own = TABLE.hasOwnProperty(key) ? TABLE[key] : TABLE["flex.example.com"];
var appConfig = { logLevel: own.level, beta: own.beta, features: { chat: own.beta } };
//// a table with Object.prototype.hasOwnProperty.call
var TABLE = { "localhost": { level: "debug", beta: true }, "flex.example.com": { level: "error", beta: true } };
var own = Object.prototype.hasOwnProperty.call(TABLE, location.hostname) ? TABLE[location.hostname] : { level: "info", beta: true };
var appConfig = { logLevel: own.level, beta: own.beta };
//// a table with Object.hasOwn
const TABLE = { "localhost": "debug", "flex.example.com": "error" };
window.appConfig = { logLevel: Object.hasOwn(TABLE, location.hostname) ? TABLE[location.hostname] : "info", a: 1, b: 2 };
//// nullish default
const table = { "localhost": { name: "dev", port: 3000 }, "flex.example.com": { name: "prod", port: 3000 } };
const { name, port } = table[location.hostname] ?? { name: "other", port: 3000 };
window.appConfig = { name, port, url: `https://${name}.example.com:${port}`, logLevel: "info" };
//// destructured with defaults
var regions = { "localhost": { region: "us1" }, "flex.example.com": { region: "ie1", edge: "dublin" } };
const { region = "us1", edge = "ashburn", retries = 3 } = regions[location.hostname] || {};
var appConfig = { sdkOptions: { region, edge, retries }, logLevel: "info" };
//// optional chaining into a table
const table = { "localhost": { sdk: { edge: "ashburn", debug: true } }, "flex.example.com": { sdk: { edge: "dublin", debug: true } } };
var appConfig = {
  edge: table[location.hostname]?.sdk?.edge ?? "roaming",
  debug: table[location.hostname]?.sdk?.debug ?? true,
  logLevel: "info",
};
//// a list searched by host
const ENVIRONMENTS = [
  { host: "localhost", api: "http://localhost:3001", level: "debug", version: 2 },
  { host: "staging.flex.example.com", api: "https://staging-api.example.com", level: "info", version: 2 },
  { host: "flex.example.com", api: "https://api.example.com", level: "error", version: 2 },
];
const env = ENVIRONMENTS.find((one) => one.host === location.hostname) || ENVIRONMENTS[2];
window.appConfig = { serviceBaseUrl: env.api, logLevel: env.level, version: env.version, theme: { isLight: true } };
//// a list filtered by host
var LIST = [
  { hosts: ["localhost", "127.0.0.1"], name: "dev" },
  { hosts: ["staging.flex.example.com"], name: "staging" },
  { hosts: ["flex.example.com", "desk.contoso.co.uk"], name: "prod" },
];
var hit = LIST.filter(function (one) { return one.hosts.indexOf(location.hostname) !== -1; })[0] || { name: "unknown" };
var appConfig = { environment: hit.name, logLevel: hit.name === "dev" ? "debug" : "error", language: "en" };
//// entries searched by a part of the host
const BY_PART = { localhost: "dev", staging: "staging", "flex.example": "prod" };
const found = Object.entries(BY_PART).find(([part]) => location.hostname.includes(part));
const env = found ? found[1] : "prod";
window.appConfig = { env, logLevel: env === "prod" ? "error" : "debug", sso: { accountSid: "AC00000000000000000000000000000000" } };
//// keys searched by a part of the host
var urls = { "localhost": "http://localhost:1", "staging": "https://s.example.com", "example": "https://p.example.com" };
var key = Object.keys(urls).find(function (k) { return location.hostname.indexOf(k) > -1; }) || "example";
var appConfig = { key: key, url: urls[key], ping: urls[key] + "/ping", logLevel: "info" };
//// some of a list of hosts
var DEV_HOSTS = ["localhost", "127.0.0.1", "dev.example.com"];
var isDev = DEV_HOSTS.some(function (h) { return h === location.hostname; });
var appConfig = { logLevel: isDev ? "debug" : "warn", debug: isDev, same: isDev ? 5 : 5, theme: { isLight: true } };
//// includes in a list of hosts
const isDev = ["localhost", "127.0.0.1"].includes(window.location.hostname);
const base = { logLevel: "info", pluginService: { enabled: true }, theme: { isLight: true } };
window.appConfig = isDev ? { ...base, logLevel: "debug" } : base;
//// index of in a list picks from another
var hosts = ["localhost", "staging.flex.example.com", "flex.example.com"];
var apis = ["http://localhost:3001", "https://staging-api.example.com", "https://api.example.com"];
var at = hosts.indexOf(location.hostname);
var appConfig = { api: at >= 0 ? apis[at] : apis[2], logLevel: at === 0 ? "debug" : "info", retries: 2 };
//// startsWith and endsWith
const host = location.hostname;
const isProd = host.endsWith(".example.com") && !host.startsWith("staging.");
window.appConfig = {
  logLevel: isProd ? "error" : "debug",
  environment: isProd ? "production" : host.startsWith("staging") ? "staging" : "development",
  pluginService: { enabled: true },
};
//// a regular expression over the host
var isLocal = /^(localhost|127\.0\.0\.1)$/.test(window.location.hostname);
var isStaging = /staging/i.test(location.hostname);
var appConfig = {
  logLevel: isLocal ? "debug" : isStaging ? "info" : "error",
  showDebug: isLocal || isStaging,
  retries: isLocal ? 1 : 1,
  theme: { isLight: true },
};
//// match over the host
var m = location.hostname.match(/^([a-z]+)\.flex\.example\.com$/);
var tenant = m ? m[1] : "default";
var appConfig = { tenant: tenant, url: "https://" + tenant + ".api.example.com", logLevel: "info" };
//// the first label of the host
var label = location.hostname.split(".")[0];
var names = { localhost: "Development", staging: "Staging", flex: "Production" };
var appConfig = { title: names[label] || "Desk", label: "x-" + label, logLevel: "info", typeOfLabel: typeof label };
//// a function by host
function getConfig(host) {
  if (host === "localhost") return { api: "http://localhost:3000", level: "debug" };
  if (host.indexOf("staging") === 0) return { api: "https://staging-api.example.com", level: "debug" };
  return { api: "https://api.example.com", level: "debug" };
}
var c = getConfig(window.location.hostname);
var appConfig = { serviceBaseUrl: c.api, logLevel: c.level, features: ["chat", "voice"] };
//// a function with a switch that returns
function getAppConfig(env) {
  switch (env) {
    case "dev": return { url: `https://dev.example.com`, sid: "WSdev" };
    case "prod": return { url: `https://prod.example.com`, sid: "WSprod" };
    default: throw new Error("unknown environment " + env);
  }
}
var appConfig = getAppConfig(location.port === "3000" ? "dev" : "prod");
appConfig.logLevel = "info";
//// nested tables
const ACCOUNTS = {
  us: { "localhost": { sid: "AC1", skill: "a" }, "flex.example.com": { sid: "AC2", skill: "a" } },
  eu: { "desk.contoso.co.uk": { sid: "AC3", skill: "a" } },
};
const area = location.hostname.endsWith(".uk") ? "eu" : "us";
const own = ACCOUNTS[area][location.hostname] || { sid: "AC0", skill: "a" };
window.appConfig = { area, sid: own.sid, skill: own.skill, logLevel: "info" };
//// a member of a looked-up table called
var makers = {
  "localhost": function () { return { level: "debug", color: "red" }; },
  "flex.example.com": function () { return { level: "error", color: "red" }; },
};
var make = makers[location.hostname] || makers["flex.example.com"];
var made = make();
var appConfig = { logLevel: made.level, color: made.color, language: "en" };
//// if statements that write members
var appConfig = { logLevel: "info", theme: { isLight: true, tokens: { a: 1 } }, pluginService: { enabled: true } };
if (location.hostname === "localhost") {
  appConfig.logLevel = "debug";
  appConfig.theme.isLight = false;
} else if (/staging/.test(location.host)) {
  appConfig.logLevel = "warn";
  appConfig.extra = { staging: true };
}
//// origin compared
var configuration = {};
configuration.urls = { api: "https://api.example.com", cdn: "https://cdn.example.com" };
configuration.logLevel = "info";
if (window.location.origin == "http://localhost:3000") {
  configuration.urls.api = "http://localhost:8000";
}
window.appConfig = configuration;
//// protocol and port
var secure = location.protocol === "https:";
var appConfig = {
  ws: (secure ? "wss://" : "ws://") + location.host + "/socket",
  secure: secure,
  logLevel: location.port === "" ? "error" : "debug",
  constant: "x".repeat(3),
};
//// the origin in a template
const serviceBaseUrl = window.location.origin;
window.appConfig = { serviceBaseUrl: `${serviceBaseUrl}/`, logLevel: "info", redirect: { uri: `${serviceBaseUrl}/agent-desktop` } };
//// a Map by host
const byHost = new Map([
  ["localhost", { level: "debug", beta: 1 }],
  ["flex.example.com", { level: "error", beta: 1 }],
]);
const own = byHost.get(location.hostname) || { level: "info", beta: 1 };
window.appConfig = { logLevel: own.level, beta: own.beta };
//// a Set of hosts
const internal = new Set(["localhost", "staging.flex.example.com"]);
window.appConfig = { logLevel: internal.has(location.hostname) ? "debug" : "error", size: internal.size };
//// for in over a table of parts
var parts = { localhost: "dev", staging: "stage", contoso: "partner" };
var env = "prod";
for (var p in parts) {
  if (location.hostname.indexOf(p) !== -1) { env = parts[p]; break; }
}
var appConfig = { env: env, logLevel: env === "prod" ? "error" : "info", list: [1, 2] };
//// for of over pairs
const RULES = [[/localhost/, "dev"], [/^staging\./, "stage"], [/./, "prod"]];
let env;
for (const [rule, name] of RULES) {
  if (rule.test(location.hostname)) { env = name; break; }
}
window.appConfig = { env, logLevel: "info" };
//// reduce over rules
const RULES = [{ part: "localhost", set: { logLevel: "debug" } }, { part: "staging", set: { beta: true } }];
window.appConfig = RULES.reduce(
  (all, rule) => (location.hostname.includes(rule.part) ? { ...all, ...rule.set } : all),
  { logLevel: "error", language: "en", sso: { accountSid: "AC00000000000000000000000000000000" } },
);
//// the path prefix
var prefix = location.pathname.split("/")[1];
var tenants = { "agent-desktop": "main", "tenant-7": "contoso" };
var appConfig = { tenant: tenants[prefix] || "main", logLevel: "info", base: "/" + (tenants[prefix] ? prefix : "") };
//// two tables by one host
var host = location.hostname;
var APIS = { "localhost": "http://localhost:1", "flex.example.com": "https://api.example.com" };
var LEVELS = { "localhost": "debug", "flex.example.com": "error" };
var appConfig = {
  api: APIS[host] || "https://staging-api.example.com",
  logLevel: LEVELS[host] || "info",
  language: "en-US",
  componentProps: { CRMContainer: { uriCallback: function (task) { return task ? task.sid : ""; } } },
};
//// a table frozen
const CONFIG = Object.freeze({ dev: Object.freeze({ level: "debug", n: 1 }), prod: Object.freeze({ level: "error", n: 1 }) });
const own = CONFIG[location.hostname === "localhost" ? "dev" : "prod"];
window.appConfig = { logLevel: own.level, n: own.n, own };
//// a looked-up object changed
var T = { dev: { level: "debug" }, prod: { level: "error" } };
var own = T[location.hostname === "localhost" ? "dev" : "prod"];
own.extra = 1;
var appConfig = { devHas: "extra" in T.dev, level: own.level, extra: own.extra, both: Object.keys(T.dev).length + Object.keys(T.prod).length };
//// a key that is in Object.prototype
var T = { constructorName: "x", toString: "own", a: "A" };
var q = location.search.indexOf("toString") > 0 ? "toString" : "a";
var appConfig = { value: T[q], logLevel: "info", valueOf: typeof T["valueOf"] };
//// a lookup that hits the prototype
var T = { dev: "D", staging: "S" };
var env = (location.search.match(/env=(\w+)/) || [])[1];
var own = T[env] || "P";
var appConfig = { own: own, kind: typeof own, logLevel: "info" };
//// numbers picked by host
var limits = { "localhost": [1, 5], "flex.example.com": [10, 5] };
var [low, high] = limits[location.hostname] || [3, 5];
var appConfig = { low: low, high: high, span: high - low, logLevel: "info" };
//// the environment as a class
class Environment {
  constructor(host) { this.host = host; }
  get isLocal() { return this.host === "localhost"; }
  get logLevel() { return this.isLocal ? "debug" : "error"; }
}
const env = new Environment(location.hostname);
window.appConfig = { logLevel: env.logLevel, isLocal: env.isLocal, version: "1.0.0" };
//// booleans combined
var h = location.hostname;
var isLocal = h === "localhost", isStage = h.indexOf("staging.") === 0, isProd = !isLocal && !isStage;
var appConfig = {
  logLevel: (isLocal && "debug") || (isStage && "info") || "error",
  telemetry: isProd,
  exactlyOne: isLocal + isStage + isProd,
  isLocalIsStage: isLocal && isStage,
};
//// the same test twice
var appConfig = { a: location.hostname === "localhost" ? 1 : 2 };
appConfig.b = location.hostname === "localhost" ? 1 : 2;
appConfig.same = appConfig.a === appConfig.b;
appConfig.sum = location.hostname === "localhost" ? appConfig.a : appConfig.a - 1;
//// the host written over
var host = location.hostname;
var wasLocal = host === "localhost";
host = "flex.example.com";
var appConfig = { wasLocal: wasLocal, local: host === "localhost", host: host };
//// if after if
var level = "info", url = "https://api.example.com";
if (location.hostname === "localhost") level = "debug";
if (location.hostname === "localhost") url = "http://localhost:1";
var appConfig = { level: level, url: url, both: level === "debug" ? url : "https://api.example.com", timeout: 1000 };
//// lower case and trimmed
var h = (location.hostname || "").toLowerCase().trim();
var T = { "localhost": 1, "flex.example.com": 2 };
var appConfig = { n: T[h] || 0, positive: (T[h] || 0) >= 0, logLevel: "info" };
