//// a load listener that logs
var appConfig = { logLevel: "info", pluginService: { enabled: true } };
window.addEventListener("load", function () { console.log("ready", appConfig.logLevel); });
//// a load handler that writes
var appConfig = { logLevel: "info", pluginService: { enabled: true } };
window.onload = function () { appConfig.logLevel = "debug"; };
//// a timer that writes
var appConfig = { logLevel: "info", language: "en", theme: { isLight: true } };
setTimeout(function () { appConfig.theme.isLight = false; }, 1000);
//// a timer that logs
var appConfig = { logLevel: "info", language: "en" };
setTimeout(() => console.log("appConfig", JSON.stringify(appConfig)), 0);
//// fetch that overrides
var appConfig = { logLevel: "info", serviceBaseUrl: "https://api.example.com", language: "en" };
fetch("/config.json")
  .then(function (r) { return r.json(); })
  .then(function (c) { appConfig.logLevel = c.logLevel || "warn"; })
  .catch(function (e) { console.error(e); });
//// fetch that assigns
var appConfig = { logLevel: "info", language: "en" };
fetch("/config.json").then((r) => r.json()).then((c) => Object.assign(appConfig, c));
//// fetch that sets all
fetch("/config.json").then((r) => r.json()).then((c) => { window.appConfig = c; });
//// fetch that replaces
window.appConfig = { logLevel: "info", language: "en" };
fetch("/config.json").then((r) => r.json()).then((c) => { window.appConfig = { logLevel: c.logLevel, language: "en" }; });
//// an async function that waits first
async function load() {
  const r = await fetch("/env.json");
  const env = await r.json();
  window.appConfig.logLevel = env.logLevel;
}
window.appConfig = { logLevel: "info", language: "en", pluginService: { enabled: true } };
load();
//// an async function's first part
(async function () {
  window.appConfig = { logLevel: "info", language: "en" };
  await new Promise((r) => setTimeout(r, 10));
  window.appConfig.late = true;
})();
//// an async iife that sets all later
(async () => {
  const r = await fetch("/appConfig.json");
  window.appConfig = await r.json();
})();
//// an async iife with try
window.appConfig = { logLevel: "info", n: 1 };
(async () => {
  try {
    const r = await fetch("/x.json");
    if (!r.ok) throw new Error("status " + r.status);
    const data = await r.json();
    window.appConfig.logLevel = data.logLevel;
  } catch (e) {
    window.appConfig.logLevel = "error";
  } finally {
    console.log("done");
  }
})();
//// a resolved promise
var appConfig = { logLevel: "info", language: "en" };
Promise.resolve().then(function () { appConfig.ready = true; });
//// a resolved promise with a value
var appConfig = { logLevel: "info", language: "en" };
Promise.resolve({ logLevel: "debug" }).then((c) => Object.assign(appConfig, c)).then(() => { appConfig.done = 1; });
//// a promise whose executor writes
var appConfig = { logLevel: "info" };
new Promise(function (resolve) { appConfig.early = true; resolve(1); });
//// a microtask
var appConfig = { logLevel: "info", order: [] };
queueMicrotask(() => { appConfig.order.push("micro"); });
appConfig.order.push("script");
//// promise all
var appConfig = { logLevel: "info", n: 0, language: "en" };
Promise.all([fetch("/a.json"), fetch("/b.json")]).then(function (all) { appConfig.n = all.length; });
//// an XMLHttpRequest
var appConfig = { logLevel: "info", serviceBaseUrl: "https://api.example.com", language: "en" };
var xhr = new XMLHttpRequest();
xhr.open("GET", "/settings.json");
xhr.onload = function () { if (xhr.status === 200) appConfig.logLevel = JSON.parse(xhr.responseText).logLevel; };
xhr.send();
//// an XMLHttpRequest's states
var appConfig = { logLevel: "info", language: "en" };
var xhr = new XMLHttpRequest();
xhr.onreadystatechange = function () {
  if (this.readyState === 4 && this.status === 200) appConfig.language = "de";
};
xhr.open("GET", "/settings.json", true);
xhr.send();
//// a synchronous XMLHttpRequest
var appConfig = { logLevel: "info", language: "en" };
var xhr = new XMLHttpRequest();
xhr.open("GET", "/settings.json", false);
xhr.send(null);
if (xhr.status === 200) appConfig.remote = xhr.responseText.length > 0;
//// a synchronous one with a listener
var appConfig = { logLevel: "info", language: "en" };
var xhr = new XMLHttpRequest();
xhr.onreadystatechange = function () { appConfig.state = xhr.readyState; };
xhr.open("GET", "/settings.json", false);
xhr.send();
appConfig.after = appConfig.state;
//// a message handler
var appConfig = { logLevel: "info", language: "en", theme: { isLight: true } };
window.addEventListener("message", function (event) {
  if (event.origin !== "https://parent.example.com") return;
  appConfig.language = event.data.language;
});
//// a message handler that merges
window.appConfig = { logLevel: "info", language: "en" };
window.onmessage = (e) => { if (e.data && e.data.logLevel) window.appConfig.logLevel = e.data.logLevel; };
//// DOMContentLoaded
var appConfig = { logLevel: "info", title: "Desk" };
document.addEventListener("DOMContentLoaded", function () {
  document.title = appConfig.title;
  document.body.classList.add("flex");
});
//// DOMContentLoaded that writes
var appConfig = { logLevel: "info", title: "Desk" };
document.addEventListener("DOMContentLoaded", () => { appConfig.title = document.title || "Flex"; });
//// a ready function
function ready(fn) {
  if (document.readyState !== "loading") fn();
  else document.addEventListener("DOMContentLoaded", fn);
}
var appConfig = { logLevel: "info", language: "en", n: 3 };
ready(function () { console.log(appConfig.n); });
//// a script appended
var s = document.createElement("script");
s.src = "https://cdn.example.com/analytics.js";
s.async = true;
document.head.appendChild(s);
var appConfig = { logLevel: "info", language: "en", pluginService: { enabled: true } };
//// a script appended with onload
var appConfig = { logLevel: "info", language: "en" };
var s = document.createElement("script");
s.src = "https://cdn.example.com/flags.js";
s.onload = function () { appConfig.flags = "loaded"; };
s.onerror = function () { appConfig.flags = "failed"; };
document.getElementsByTagName("head")[0].appendChild(s);
//// an analytics snippet
(function (i, s, o, g, r, a, m) {
  i["GoogleAnalyticsObject"] = r;
  i[r] = i[r] || function () { (i[r].q = i[r].q || []).push(arguments); };
  i[r].l = 1 * new Date();
  a = s.createElement(o); m = s.getElementsByTagName(o)[0];
  a.async = 1; a.src = g; m.parentNode && m.parentNode.insertBefore(a, m);
})(window, document, "script", "https://www.example.com/analytics.js", "ga");
ga("create", "UA-0", "auto");
var appConfig = { logLevel: "info", language: "en", theme: { isLight: true } };
//// a data layer
window.dataLayer = window.dataLayer || [];
function gtag() { dataLayer.push(arguments); }
gtag("js", new Date());
gtag("config", "G-0");
var appConfig = { logLevel: "info", language: "en", n: 1 };
//// an error handler
window.onerror = function (message, source, line) { console.log(message, source, line); return false; };
window.addEventListener("unhandledrejection", (e) => console.log(e.reason));
var appConfig = { logLevel: "info", language: "en" };
//// beforeunload
var appConfig = { logLevel: "info", language: "en" };
window.addEventListener("beforeunload", function (e) { e.preventDefault(); e.returnValue = ""; });
//// an interval that polls
var appConfig = { logLevel: "info", language: "en" };
var timer = setInterval(function () {
  if (window.Twilio) { clearInterval(timer); console.log("there"); }
}, 100);
//// an interval that counts
var appConfig = { ticks: 0, logLevel: "info" };
setInterval(function () { appConfig.ticks++; }, 1000);
//// a listener that pushes
var appConfig = { logLevel: "info", log: ["start"] };
window.addEventListener("online", () => { appConfig.log.push("online"); });
//// a listener that deletes
var appConfig = { logLevel: "info", temporary: true, last: 1 };
window.addEventListener("load", () => { delete appConfig.temporary; });
//// listeners that register others
var appConfig = { logLevel: "info", stage: "script", n: 1 };
window.addEventListener("load", function () {
  appConfig.stage = "load";
  setTimeout(function () { appConfig.stage = "timer"; }, 0);
});
//// two listeners of one place
var appConfig = { logLevel: "info", theme: { isLight: true } };
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (e) => { appConfig.theme.isLight = !e.matches; });
window.addEventListener("storage", () => { appConfig.theme.isLight = localStorage.getItem("theme") !== "dark"; });
//// a listener that reads another's write
var appConfig = { a: 1, b: 1, logLevel: "info" };
window.addEventListener("load", () => { appConfig.a = 2; });
window.addEventListener("click", () => { appConfig.b = appConfig.a; });
//// a closure's variable later
var level = "info";
var appConfig = { logLevel: level, language: "en" };
setTimeout(function () { level = "debug"; }, 0);
//// a getter over a later variable
var level = "info";
var appConfig = { get logLevel() { return level; }, language: "en" };
setTimeout(function () { level = "debug"; }, 0);
//// a table changed later
var TABLE = { a: { n: 1 }, b: { n: 2 } };
var appConfig = { own: TABLE.a, copy: { ...TABLE.b }, logLevel: "info" };
window.addEventListener("load", () => { TABLE.a.n = 5; TABLE.b.n = 6; });
//// a mutation observer
var appConfig = { logLevel: "info", language: "en" };
new MutationObserver(function (list) { appConfig.language = document.documentElement.lang || "en"; }).observe(document.documentElement, { attributes: true });
//// an animation frame
var appConfig = { logLevel: "info", language: "en" };
requestAnimationFrame(() => { document.body.style.opacity = 1; });
//// an object that handles events
var appConfig = { logLevel: "info", language: "en" };
var handler = { handleEvent: function (e) { appConfig.last = e.type; } };
document.addEventListener("click", handler);
//// a bound method as a listener
class App { constructor(c) { this.config = c; } onLoad() { this.config.loaded = true; } }
window.appConfig = { logLevel: "info", language: "en" };
const app = new App(window.appConfig);
window.addEventListener("load", app.onLoad.bind(app));
//// a listener that throws after it wrote
var appConfig = { logLevel: "info", language: "en" };
window.addEventListener("load", function () { appConfig.language = "de"; undefinedFunction(); appConfig.logLevel = "debug"; });
//// dispatch of an own event
var appConfig = { logLevel: "info", language: "en" };
window.addEventListener("config", function (e) { appConfig.language = "de"; });
window.dispatchEvent(new CustomEvent("config", { detail: { a: 1 } }));
appConfig.after = appConfig.language;
//// a click in code
var appConfig = { logLevel: "info", clicked: false };
var button = document.createElement("button");
button.onclick = function () { appConfig.clicked = true; };
button.click();
appConfig.after = appConfig.clicked;
//// a service worker
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js").then(function () { console.log("registered"); });
}
var appConfig = { logLevel: "info", language: "en", pluginService: { enabled: true } };
//// a proxied console
var log = console.log.bind(console);
var appConfig = { logLevel: "info", logger: undefined, language: "en" };
["log", "warn"].forEach(function (m) { setTimeout(function () { log(m, appConfig); }, 1); });
//// a callback in the configuration
var appConfig = {
  logLevel: "info",
  componentProps: { CRMContainer: { uriCallback: (task) => { appConfig.last = task.sid; return "https://crm.example.com"; } } },
  language: "en",
};
//// a callback kept by an unknown function
var appConfig = { logLevel: "info", language: "en" };
if (window.Twilio) { window.Twilio.Flex.runDefault(appConfig); }
//// onload set in both branches
var appConfig = { logLevel: "info", language: "en" };
if (location.hostname === "localhost") window.onload = () => { appConfig.language = "de"; };
else window.onload = () => { console.log("x"); };
//// a function named as a handler
var appConfig = { logLevel: "info", language: "en" };
function onload() { appConfig.language = "fr"; }
//// async arrow functions in a list
const steps = [async () => 1, async () => 2];
window.appConfig = { logLevel: "info", n: steps.length, isPromise: steps[0]() instanceof Promise };
//// await in a loop
window.appConfig = { logLevel: "info", loaded: 0, language: "en" };
(async () => { for (const name of ["a", "b"]) { await fetch(`/${name}.json`); window.appConfig.loaded++; } })();
//// a promise that is rejected
var appConfig = { logLevel: "info", language: "en" };
Promise.reject(new Error("no")).catch(function (e) { appConfig.error = e.message; });
//// a promise with a timer
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
window.appConfig = { logLevel: "info", phase: "start", language: "en" };
wait(10).then(() => { appConfig.phase = "waited"; });
//// postMessage to the parent
if (window.parent !== window) window.parent.postMessage({ type: "ready" }, "*");
var appConfig = { logLevel: "info", language: "en" };
//// a beacon
navigator.sendBeacon && navigator.sendBeacon("/log", JSON.stringify({ at: location.href }));
var appConfig = { logLevel: "info", language: "en" };
