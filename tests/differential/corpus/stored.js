//// a query parameter
const params = new URLSearchParams(window.location.search);
window.appConfig = { logLevel: params.get("debug") === "true" ? "debug" : "error", language: "en", theme: { isLight: true } };
//// a query parameter with a default
const params = new URLSearchParams(location.search);
window.appConfig = { region: params.get("region") || "us1", hasLang: params.has("lang"), language: params.get("lang") ?? "en", n: 1 };
//// a query parameter into a table
const T = { us1: { edge: "ashburn", secure: true }, ie1: { edge: "dublin", secure: true } };
const own = T[new URLSearchParams(location.search).get("region")] || T.us1;
window.appConfig = { edge: own.edge, secure: own.secure, logLevel: "info" };
//// query parameters by hand
var params = {};
location.search.substring(1).split("&").forEach(function (pair) {
  var kv = pair.split("=");
  params[decodeURIComponent(kv[0])] = decodeURIComponent(kv[1] || "");
});
var appConfig = { logLevel: params.debug === "true" ? "debug" : "info", language: params.lang || "en", theme: { isLight: true } };
//// a query parameter by a regular expression
function getParam(name) {
  var m = new RegExp("[?&]" + name + "=([^&#]*)").exec(window.location.search);
  return m ? decodeURIComponent(m[1].replace(/\+/g, " ")) : null;
}
var appConfig = { logLevel: getParam("debug") ? "debug" : "info", tenant: getParam("tenant") || "main", retries: 3 };
//// indexOf in the query
var debug = location.search.indexOf("debug=true") > -1;
var appConfig = { logLevel: debug ? "debug" : "error", enableDebug: debug, theme: { isLight: true } };
//// every query parameter
const overrides = Object.fromEntries(new URLSearchParams(location.search));
window.appConfig = { logLevel: "info", ...overrides, version: "2" };
//// query parameters with a prefix
const appConfig = { logLevel: "info", language: "en", features: { chat: true } };
for (const [key, value] of new URLSearchParams(location.search)) {
  if (key.startsWith("ff_")) appConfig.features[key.slice(3)] = value === "1";
}
window.appConfig = appConfig;
//// the hash
var hash = location.hash.replace(/^#\/?/, "");
var appConfig = { start: hash || "home", logLevel: "info", isStart: hash === "" };
//// a stored level
var appConfig = { logLevel: localStorage.getItem("logLevel") || "info", language: "en", pluginService: { enabled: true } };
//// a stored flag
if (localStorage.getItem("debug") === "true") {
  window.appConfig = { logLevel: "debug", language: "en", n: 1 };
} else {
  window.appConfig = { logLevel: "error", language: "en", n: 1 };
}
//// a stored language in a table
var LANGUAGE_NAME = { en: "English", de: "Deutsch", fr: "French" };
var appConfig = { languageName: LANGUAGE_NAME[localStorage.lang] || "English", language: "en", logLevel: "info" };
//// stored JSON parsed safely
function stored(key, fallback) {
  try {
    var text = localStorage.getItem(key);
    return text ? JSON.parse(text) : fallback;
  } catch (e) {
    return fallback;
  }
}
var flags = stored("flags", { beta: false, panel: true });
var appConfig = { beta: flags.beta, panel: flags.panel, logLevel: "info", theme: { isLight: true } };
//// a stored list
var list = [];
try { list = JSON.parse(localStorage.getItem("plugins") || "[]"); } catch (e) {}
var appConfig = { plugins: list, logLevel: "info", count: Array.isArray(list) };
//// storage written
localStorage.setItem("lastVisit", String(Date.now()));
localStorage.setItem("theme", "light");
var appConfig = { logLevel: "info", theme: { isLight: localStorage.getItem("theme") === "light" }, language: "en" };
//// storage removed
localStorage.removeItem("debug");
sessionStorage.clear();
var appConfig = { debug: localStorage.getItem("debug") !== null, logLevel: "info" };
//// storage tried
var hasStorage = (function () {
  try {
    window.localStorage.setItem("__t", "1");
    window.localStorage.removeItem("__t");
    return true;
  } catch (e) { return false; }
})();
var appConfig = { persist: hasStorage ? "local" : "memory", logLevel: "info", language: "en" };
//// a cookie by split
function cookie(name) {
  var all = document.cookie.split("; ");
  for (var i = 0; i < all.length; i++) {
    var at = all[i].indexOf("=");
    if (all[i].slice(0, at) === name) return all[i].slice(at + 1);
  }
  return null;
}
var appConfig = { env: cookie("env") || "production", beta: cookie("beta") === "1", logLevel: "info", retries: 3 };
//// a cookie by a regular expression
const m = document.cookie.match(/(?:^|; )env=([^;]*)/);
window.appConfig = { env: m ? decodeURIComponent(m[1]) : "production", logLevel: "info", isKnown: typeof (m ? m[1] : "") };
//// cookies as an object
const cookies = Object.fromEntries(document.cookie.split("; ").map((c) => c.split("=")));
window.appConfig = { theme: { isLight: cookies.theme !== "dark", baseName: "MediumTheme" }, beta: !!cookies.beta, logLevel: "info" };
//// a cookie includes
var beta = document.cookie.includes("beta=1");
var appConfig = { features: { beta: beta, always: true }, url: beta ? "https://beta.example.com" : "https://api.example.com" };
//// the browser's language in a table
var lang = (navigator.language || "en").substr(0, 2);
var supported = { en: "en-US", de: "de-DE", fr: "fr-FR" };
var appConfig = { language: supported[lang] || "en-US", logLevel: "info", number: supported[lang] ? 1 : 0 };
//// a supported language searched
const SUPPORTED = ["en", "de", "fr"];
const language = navigator.languages.map((l) => l.split("-")[0]).find((l) => SUPPORTED.includes(l)) || "en";
window.appConfig = { language, logLevel: "info", rtl: ["ar", "he"].includes(language) };
//// the user agent
var ua = navigator.userAgent;
var isMobile = /iPhone|iPad|Android/i.test(ua);
var isIE = ua.indexOf("MSIE ") > -1 || ua.indexOf("Trident/") > -1;
var appConfig = { layout: isMobile ? "compact" : "wide", legacy: isIE, logLevel: "info", showPanel2: !isMobile };
//// dark mode
const prefersDark = window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches;
window.appConfig = { theme: { isLight: !prefersDark, baseName: prefersDark ? "GreyDark" : "GreyLight" }, logLevel: "info" };
//// the window's width
var narrow = window.innerWidth < 768;
var appConfig = { componentProps: { AgentDesktopView: { showPanel2: !narrow, splitterOptions: { initialFirstPanelSize: narrow ? "100%" : "400px" } } }, logLevel: "info" };
//// a meta tag
var meta = document.querySelector('meta[name="env"]');
var env = meta ? meta.getAttribute("content") : "development";
var appConfig = { environment: env, logLevel: env === "production" ? "error" : "debug", language: "en" };
//// a meta tag in a chain
const api = document.querySelector('meta[name="api-url"]')?.content ?? "https://api.example.com";
window.appConfig = { serviceBaseUrl: api, logLevel: "info", theme: { isLight: true } };
//// data attributes of the script
var script = document.currentScript;
var appConfig = {
  environment: (script && script.getAttribute("data-env")) || "production",
  api: (script && script.dataset.apiUrl) || "https://api.example.com",
  logLevel: "info",
};
//// the script's own address
var src = document.currentScript ? document.currentScript.src : "";
var appConfig = { base: src.substring(0, src.lastIndexOf("/")), isCdn: src.indexOf("cdn") >= 0, logLevel: "info" };
//// inline JSON of an element
var element = document.getElementById("app-config");
var inline = element ? JSON.parse(element.textContent) : {};
var appConfig = Object.assign({ language: "en" }, inline, { version: 2 });
//// the referrer
var fromTwilio = /\.twilio\.com/.test(document.referrer);
var appConfig = { embedded: fromTwilio, logLevel: "info", from: document.referrer ? "link" : "direct" };
//// in a frame
var framed = window.self !== window.top;
var appConfig = { embedded: framed, showHeader: !framed, logLevel: "info" };
//// feature flags of several sources
const FLAGS = { newUi: false, voice: true, video: false };
const fromQuery = new URLSearchParams(location.search).get("flags");
const enabled = (fromQuery || localStorage.getItem("ff") || "").split(",").filter(Boolean);
enabled.forEach((f) => { if (f in FLAGS) FLAGS[f] = true; });
window.appConfig = { features: FLAGS, logLevel: "info", language: "en" };
//// stored overrides by known keys
const appConfig = { logLevel: "info", language: "en", theme: { isLight: true } };
["logLevel", "language"].forEach((key) => {
  const value = localStorage.getItem(`flex.${key}`);
  if (value !== null) appConfig[key] = value;
});
window.appConfig = appConfig;
//// an environment from many places
const env =
  new URLSearchParams(location.search).get("env") ||
  localStorage.getItem("env") ||
  (location.hostname === "localhost" ? "dev" : "prod");
const LEVELS = { dev: "debug", staging: "info", prod: "error" };
window.appConfig = { env, logLevel: LEVELS[env] || "error", constant: LEVELS.dev + LEVELS.prod, theme: { isLight: true } };
//// a number stored
var size = parseInt(localStorage.getItem("size"), 10) || 400;
var appConfig = { size: size + "px", min: Math.min(100, 200), isNumber: typeof size, logLevel: "info" };
//// a timestamp
var appConfig = { loadedAt: Date.now(), version: "1.2.3", buster: "?v=" + new Date().getTime(), logLevel: "info" };
//// a random id
var appConfig = { session: Math.random().toString(36).slice(2), id: crypto.randomUUID(), logLevel: "info", sampled: Math.random() < 2 };
//// the year
var appConfig = { footer: "© " + new Date().getFullYear() + " Example", logLevel: "info", language: "en" };
//// a fixed date
var released = new Date("2024-03-01T00:00:00Z");
var appConfig = { released: released.toISOString(), time: released.getTime(), isPast: released < new Date("2025-01-01T00:00:00Z"), logLevel: "info" };
//// a date of parts compared
var from = new Date(2020, 0, 1), to = new Date(2021, 5, 30);
var appConfig = { ordered: from < to, year: from.getFullYear(), month: to.getMonth(), day: to.getDate(), logLevel: "info" };
//// a date by the clock
var now = new Date();
var isMaintenance = now.getUTCHours() < 0;
var appConfig = { maintenance: isMaintenance, banner: isMaintenance ? "soon" : "", logLevel: "info" };
//// the intl time zone
var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
var appConfig = { zone: typeof zone, logLevel: "info", language: "en" };
