// Runs the real @twilio/flex-ui under jsdom: one JSON request a line in, one JSON answer a line out.
// Its own Manager.create runs, against a Configuration resource that this file serves.
"use strict";

const Module = require("node:module");
const path = require("node:path");
const readline = require("node:readline");
const { types } = require("node:util");

const load = Module.createRequire(path.join(path.resolve(process.argv[2]), "anything.js"));
const say = (data) => process.stdout.write(`${JSON.stringify(data)}\n`);

const TOKEN = { identity: "me", roles: ["admin"], expiration: "2099-01-01T00:00:00Z" };
const TOKEN_INFO = { ...TOKEN, valid: true, code: 0, realm_user_id: "me", worker_sid: "WK" };
const PLAIN = '{"account_sid": "AC"}';

let resource = PLAIN;
let started = 0;
let wasServed = false;

function answer(url) {
  if (/\/v1\/Configuration/.test(url)) {
    wasServed = true;
    return resource;
  }
  return JSON.stringify(/validate|Tokens/.test(url) ? TOKEN_INFO : {});
}

class FakeRequest {
  listeners = [];
  open(_method, url) { this.url = String(url); this.readyState = 1; }
  setRequestHeader() {}
  getAllResponseHeaders() { return "content-type: application/json\r\n"; }
  getResponseHeader(name) { return /content-type/i.test(name) ? "application/json" : null; }
  overrideMimeType() {}
  abort() {}
  addEventListener(name, listener) { this.listeners.push([name, listener]); }
  removeEventListener() {}
  send() {
    queueMicrotask(() => {
      this.readyState = 4;
      this.status = 200;
      this.statusText = "OK";
      this.response = this.responseText = answer(this.url);
      for (const name of ["readystatechange", "load", "loadend"]) {
        const told = [this[`on${name}`]];
        for (const [wanted, listener] of this.listeners) if (wanted === name) told.push(listener);
        for (const listener of told) listener?.call(this, { type: name, target: this });
      }
    });
  }
}

function makePage() {
  const { JSDOM } = load("jsdom");
  const { window } = new JSDOM("<!doctype html><body></body>", {
    url: "http://localhost/", pretendToBeVisual: true,
  });
  const nothing = () => {};
  Object.assign(window.HTMLMediaElement.prototype, {
    play: () => Promise.resolve(), pause: nothing, load: nothing,
  });
  window.matchMedia = () => ({
    matches: false, addListener: nothing, removeListener: nothing,
    addEventListener: nothing, removeEventListener: nothing,
  });
  const give = (name, value) =>
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  for (const name of Object.getOwnPropertyNames(window)) {
    if (!(name in globalThis)) give(name, window[name]);
  }
  // Node has some of its own; what Flex UI makes must be the page's.
  for (const name of [
    "navigator", "localStorage", "sessionStorage", "Event", "CustomEvent", "EventTarget",
    "MessageEvent", "Blob", "File", "FormData",
  ]) give(name, window[name]);
  for (const name of ["addEventListener", "removeEventListener", "dispatchEvent", "matchMedia"]) {
    give(name, window[name].bind(window));
  }
  give("window", globalThis);
  give("self", globalThis);
  give("XMLHttpRequest", FakeRequest);
  give("fetch", async (url) =>
    new Response(answer(String(url.url ?? url)), {
      status: 200, headers: { "content-type": "application/json" },
    }));
}

// The SDK of some releases fetches the resource once in a page's life; a fresh SDK is a new page.
const SDK = "@twilio/flex-sdk";
const loadModule = Module._load;
let sdk;

function freshSdk() {
  sdk = undefined;
  for (const file of Object.keys(require.cache)) {
    if (file.includes(path.normalize(`/${SDK}/`))) delete require.cache[file];
  }
}

Module._load = function loadAny(request, parent, isMain) {
  if (request !== SDK) return loadModule.call(this, request, parent, isMain);
  sdk ??= loadModule.call(this, request, parent, isMain);
  return new Proxy({}, {
    get: (_, name) => (sdk ??= loadModule.call(this, request, parent, isMain))[name],
  });
};

class Enough extends Error {}

// What the configuration was after each update: with appConfig.js, then with the resource, too.
// Login can't succeed here; after it nothing is merged, though services set keys of their own.
const made = [];
let wanted = 2;
let store;

function watch(flex) {
  // The class whose create() runs; what is exported may be derived from it.
  let owner = flex.Manager;
  while (!Object.hasOwn(owner, "create")) owner = Object.getPrototypeOf(owner);
  const { updateConfig } = owner.prototype;
  owner.prototype.updateConfig = function watched(...values) {
    const result = updateConfig.apply(this, values);
    made.push(store.getState().flex.config);
    if (made.length === wanted) throw new Enough();
    return result;
  };
  return owner;
}

function encode(value, open = []) {
  if (value === undefined) return { $js: "undefined" };
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") {
    if (Number.isFinite(value) && !Object.is(value, -0)) return value;
    return { $js: "number", value: Object.is(value, -0) ? "-0" : String(value) };
  }
  if (typeof value === "bigint") return { $js: "bigint", value: String(value) };
  if (typeof value === "function") return { $js: "function", source: Function.prototype.toString.call(value) };
  if (typeof value !== "object" || open.includes(value)) return { $js: "other" };
  const inner = [...open, value];
  if (types.isRegExp(value)) return { $js: "regexp", source: value.source, flags: value.flags };
  if (Array.isArray(value)) return Array.from(value, (item) => encode(item, inner));
  if (Object.getPrototypeOf(value) !== Object.prototype) return { $js: "other" };
  const result = Object.create(null);
  for (const key of Object.keys(value)) result[key] = encode(value[key], inner);
  return Object.hasOwn(value, "$js") ? { $js: "object", value: result } : result;
}

function evaluate(script) {
  try {
    return new Function(`${script}\n;return appConfig;`)();
  } finally {
    delete globalThis.appConfig;
  }
}

// Start Flex UI with a script and a resource, and say what its configuration is then.
async function start({ script, configuration }) {
  resource = configuration ?? PLAIN;
  wanted = configuration === null ? 1 : 2;
  made.length = 0;
  store = makeStore();
  localStorage.clear();
  // Some releases keep the resource for as long as the token stays the same.
  const token = `token ${(started += 1)}`;
  localStorage.setItem("TWILIO_FLEX_SSO", JSON.stringify({ ...TOKEN, token }));
  try {
    await owner.create(evaluate(script), store);
  } catch (error) {
    if (made.length === wanted) return { kind: "config", config: encode(made[wanted - 1]) };
    const cause = error?.content?.wrappedError ?? error?.wrappedError ?? error;
    return { kind: "stopped", message: String(cause) };
  }
  throw new Error("Flex UI started, though login can't succeed here");
}

process.on("unhandledRejection", () => {});
makePage();
for (const name of ["log", "debug", "info", "warn", "error", "trace"]) console[name] = () => {};
globalThis.regeneratorRuntime = load("regenerator-runtime");
globalThis.React = load("react");
globalThis.ReactDOM = load("react-dom");
const flex = load("@twilio/flex-ui");
const redux = Module.createRequire(load.resolve("@twilio/flex-ui"))("redux");

function makeStore() {
  return redux.createStore(redux.combineReducers({ flex: flex.FlexReducer }));
}

const owner = watch(flex);
say({ loaded: flex.VERSION });

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    wasServed = false;
    let answered = await start(request);
    if (!wasServed && request.configuration !== null) {
      freshSdk();
      answered = await start(request);
    }
    say(answered);
  }
  process.exit(0);
})();
