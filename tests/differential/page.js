// A page for scripts to run in, good enough for what an appConfig.js asks of one. It is made inside
// the script's own context, so that its objects are of that context's kinds. What is to happen after
// the script is kept, and fired when the test says so.
//
// given: {url, referrer, language, languages, userAgent, cookie, local, session, dark, width,
// metas, ...}, plain data; outer: what Node has and a context lacks. Gives {pending, fire, ended}.
(function makePage(given, outer) {
  "use strict";
  const page = globalThis;
  const hidden = (object, name, value) =>
    Object.defineProperty(object, name, { value, writable: true, configurable: true });

  // What may happen later; what may come again stays.
  const later = [];
  const targets = [];
  let made = 0;
  const register = (name, once, run, key) => {
    const entry = { id: ++made, name, once, run, key };
    later.push(entry);
    return entry;
  };
  const forget = (key) => {
    const at = later.findIndex((entry) => entry.key === key);
    if (at >= 0) later.splice(at, 1);
  };

  const eventOf = (type, target) => ({
    type, target, currentTarget: target, data: { logLevel: "message" }, origin: given.url,
    key: "a", detail: null, newValue: "stored", reason: "why", message: "it failed",
    matches: given.dark, error: null, persisted: false, timeStamp: 1234.5, defaultPrevented: false,
    state: null, oldURL: given.url, newURL: given.url,
    preventDefault() {}, stopPropagation() {}, stopImmediatePropagation() {},
  });
  const callListener = (listener, target, event) => {
    if (typeof listener === "function") listener.call(target, event);
    else if (listener !== null && typeof listener === "object") listener.handleEvent(event);
  };

  class EventTarget {
    addEventListener(type, listener, options) {
      if (listener === null || listener === undefined) return;
      const all = listenersOf(this);
      type = String(type);
      if (all.some((one) => one.type === type && one.listener === listener)) return;
      const one = { type, listener };
      all.push(one);
      if (this instanceof XMLHttpRequest) return;
      const once = options !== null && typeof options === "object" && !!options.once;
      register(type, once, () => callListener(listener, this, eventOf(type, this)), one);
    }
    removeEventListener(type, listener) {
      const all = listenersOf(this);
      const at = all.findIndex((one) => one.type === String(type) && one.listener === listener);
      if (at >= 0) forget(all.splice(at, 1)[0]);
    }
    dispatchEvent(event) {
      emit(this, event.type, event);
      return true;
    }
  }
  const listeners = new WeakMap();
  const listenersOf = (target) => {
    if (target === undefined || target === null) target = page;
    if (!listeners.has(target)) listeners.set(target, []);
    return listeners.get(target);
  };
  const emit = (target, type, event = eventOf(type, target)) => {
    const handler = target[`on${type}`];
    const all = [...listenersOf(target)];
    const attempt = (run) => { try { run(); } catch {} };  // reported to the console, no more
    if (typeof handler === "function") attempt(() => handler.call(target, event));
    for (const one of all) {
      if (one.type === type) attempt(() => callListener(one.listener, target, event));
    }
  };
  class Event {
    constructor(type, init = {}) { Object.assign(this, eventOf(type, page), init, { type }); }
  }
  class CustomEvent extends Event {}
  class MessageEvent extends Event {}

  // Promises of the platform: fulfilled or rejected when fired.
  const platformPromise = (name, value, reason) =>
    new Promise((resolve, reject) => {
      register(name, true, (variant) => {
        if (variant && reason) reject(reason());
        else resolve(value());
      });
    });
  const copied = (text) => JSON.parse(text);
  const response = (url) => ({
    ok: true, status: 200, statusText: "OK", url: String(url), redirected: false,
    headers: { get: () => null, has: () => false },
    json: () => platformPromise("json", () => copied(given.served), () => new SyntaxError("no JSON")),
    text: () => platformPromise("text", () => given.served, () => new TypeError("aborted")),
    clone() { return response(url); },
  });
  const fetch = (url) =>
    platformPromise("fetch", () => response(url), () => new TypeError("Failed to fetch"));

  class XMLHttpRequest extends EventTarget {
    constructor() {
      super();
      Object.assign(this, { readyState: 0, status: 0, responseText: "", response: "",
        responseType: "", onload: null, onerror: null, onreadystatechange: null, onloadend: null,
        withCredentials: false, timeout: 0 });
    }
    open(method, url, async = true) {
      this.async = async;
      this.readyState = 1;
      emit(this, "readystatechange");
    }
    setRequestHeader() {}
    overrideMimeType() {}
    getResponseHeader() { return null; }
    abort() {}
    send() {
      if (this.readyState !== 1) throw new DOMException("it isn't opened", "InvalidStateError");
      emit(this, "loadstart");
      const finish = (variant) => {
        this.readyState = 4;
        this.status = variant ? 500 : 200;
        this.responseText = variant ? "" : given.served;
        this.response = this.responseType === "json" && !variant
          ? copied(given.served) : this.responseText;
        for (const type of ["readystatechange", variant ? "error" : "load", "loadend"]) {
          emit(this, type);
        }
      };
      if (this.async) register("XMLHttpRequest", true, finish);
      else finish(given.local.length % 2);
    }
  }

  // Elements: enough of them that scripts can make, ask and hang up.
  class Element extends EventTarget {
    constructor(tag, attributes = {}) {
      super();
      const kept = new Map(Object.entries(attributes));
      hidden(this, "attributes_", kept);
      const tokens = new Set();
      Object.assign(this, {
        tagName: tag.toUpperCase(), id: kept.get("id") ?? "", className: "", innerHTML: "",
        textContent: kept.get("text") ?? "", src: kept.get("src") ?? "", href: "", rel: "", type: "",
        content: kept.get("content") ?? "", async: false, defer: false, value: "", style: {},
        children: [], childNodes: [], parentNode: null, firstChild: null, nextSibling: null,
        onload: null, onerror: null, onclick: null, lang: given.pageLanguage ?? "", dir: "",
        classList: {
          add: (...names) => names.forEach((name) => tokens.add(name)),
          remove: (...names) => names.forEach((name) => tokens.delete(name)),
          toggle: (name) => { tokens.add(name); return true; },
          contains: (name) => tokens.has(name),
        },
        dataset: Object.fromEntries([...kept].filter(([name]) => name.startsWith("data-"))
          .map(([name, value]) => [name.slice(5).replace(/-(.)/g, (_, c) => c.toUpperCase()), value])),
      });
      this.style.setProperty = () => {};
      targets.push([tag, this]);
    }
    getAttribute(name) { return this.attributes_.get(String(name)) ?? null; }
    setAttribute(name, value) { this.attributes_.set(String(name), String(value)); }
    hasAttribute(name) { return this.attributes_.has(String(name)); }
    removeAttribute(name) { this.attributes_.delete(String(name)); }
    appendChild(child) { this.children.push(child); return child; }
    append(...children) { this.children.push(...children); }
    prepend() {}
    insertBefore(child) { this.children.push(child); return child; }
    insertAdjacentHTML() {}
    removeChild(child) { return child; }
    remove() {}
    querySelector() { return null; }
    querySelectorAll() { return []; }
    getElementsByTagName() { return []; }
    getBoundingClientRect() { return { top: 0, left: 0, width: 0, height: 0 }; }
    focus() { emit(this, "focus"); }
    blur() { emit(this, "blur"); }
    click() { emit(this, "click"); }
    closest() { return null; }
    matches() { return false; }
    contains() { return false; }
    cloneNode() { return new Element(this.tagName.toLowerCase()); }
  }

  const asked = new outer.URL(given.url);
  const location = {
    get href() { return asked.href; }, set href(_) {},
    get hash() { return asked.hash; }, set hash(value) { asked.hash = value; },
  };
  for (const name of ["protocol", "host", "hostname", "port", "pathname", "search", "origin"]) {
    Object.defineProperty(location, name, { get: () => asked[name], set() {}, enumerable: true });
  }
  for (const name of ["assign", "replace", "reload"]) hidden(location, name, () => {});
  hidden(location, "toString", () => asked.href);
  hidden(location, "ancestorOrigins", { length: 0 });

  class Storage {
    getItem(key) { return stores.get(this).get(String(key)) ?? null; }
    setItem(key, value) { stores.get(this).set(String(key), String(value)); }
    removeItem(key) { stores.get(this).delete(String(key)); }
    clear() { stores.get(this).clear(); }
    key(index) { return [...stores.get(this).keys()][index] ?? null; }
    get length() { return stores.get(this).size; }
  }
  const stores = new WeakMap();
  const storage = (initial) => {
    const kept = new Map(initial);
    const inner = Object.create(Storage.prototype);
    const outside = new Proxy(inner, {
      get: (target, key) =>
        typeof key === "string" && kept.has(key) && !(key in target)
          ? kept.get(key) : Reflect.get(target, key, outside),
      has: (target, key) => kept.has(key) || key in target,
      set: (_, key, value) => { kept.set(String(key), String(value)); return true; },
      deleteProperty: (_, key) => { kept.delete(key); return true; },
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: (_, key) => kept.has(key)
        ? { value: kept.get(key), writable: true, enumerable: true, configurable: true } : undefined,
    });
    stores.set(outside, kept);
    return outside;
  };

  const metas = Object.entries(given.metas).map(([name, content]) =>
    [name, new Element("meta", { name, content })]);
  const byName = (selector) => {
    const named = /^meta\[(?:name|property)=["']?([^"'\]]*)["']?\]$/.exec(String(selector));
    return metas.find(([name]) => named !== null && name === named[1])?.[1] ?? null;
  };
  const root = new Element("html");
  const body = new Element("body");
  const head = new Element("head");
  const ownScript = new Element("script", { src: given.script, ...given.data });
  const byId = new Map([["root", new Element("div", { id: "root" })], ["app-config", given.inline
    ? new Element("script", { id: "app-config", text: given.inline }) : null]]);
  let cookies = given.cookie;
  const document = Object.assign(new EventTarget(), {
    documentElement: root, body, head, readyState: "loading", referrer: given.referrer,
    title: "Flex", visibilityState: "visible", hidden: false, characterSet: "UTF-8",
    defaultView: page, location, URL: asked.href, documentURI: asked.href, baseURI: asked.href,
    domain: asked.hostname, activeElement: body, scripts: [ownScript], compatMode: "CSS1Compat",
    onreadystatechange: null, onvisibilitychange: null, onclick: null,
    createElement: (tag) => new Element(String(tag)),
    createTextNode: (text) => ({ textContent: text }), createDocumentFragment: () => new Element("x"),
    getElementById: (id) => byId.get(String(id)) ?? null,
    querySelector: (selector) => selector === "html" ? root : selector === "body" ? body
      : selector === "head" ? head : byName(selector),
    querySelectorAll: () => [], getElementsByClassName: () => [],
    getElementsByTagName: (tag) =>
      ({ script: [ownScript], head: [head], body: [body], html: [root] })[tag] ?? [],
    write() {}, writeln() {}, hasFocus: () => true, createEvent: () => new Event("x"),
  });
  document.currentScript = ownScript;
  Object.defineProperty(document, "cookie", {
    get: () => cookies,
    set(text) { const [pair] = String(text).split(";"); cookies = cookies ? `${cookies}; ${pair}` : pair; },
    enumerable: true, configurable: true,
  });
  targets.push(["document", document], ["window", page]);

  const timer = (name, once) => (callback, _time, ...args) => {
    const entry = register(name, once, () =>
      typeof callback === "function" ? callback.call(page, ...args) : (0, eval)(String(callback)));
    entry.key = ++timers;
    return timers;
  };
  let timers = 0;
  const observer = (name) => class {
    constructor(callback) { hidden(this, "callback_", callback); }
    observe() { register(name, false, () => this.callback_.call(this, [], this)); }
    unobserve() {}
    disconnect() {}
    takeRecords() { return []; }
  };

  // Node's own, made of this context's kinds again.
  class URLSearchParams {
    constructor(init = "") {
      let from = init;
      if (init instanceof URLSearchParams) from = init.toString();
      hidden(this, "inner_", new outer.URLSearchParams(from));
    }
    get(name) { return this.inner_.get(name); }
    getAll(name) { return Array.from(this.inner_.getAll(name)); }
    has(name, ...value) { return this.inner_.has(name, ...value); }
    set(name, value) { this.inner_.set(name, value); }
    append(name, value) { this.inner_.append(name, value); }
    delete(name) { this.inner_.delete(name); }
    sort() { this.inner_.sort(); }
    get size() { return this.inner_.size; }
    toString() { return this.inner_.toString(); }
    *entries() { for (const [key, value] of this.inner_) yield [key, value]; }
    *keys() { for (const [key] of this.inner_) yield key; }
    *values() { for (const [, value] of this.inner_) yield value; }
    forEach(callback, own) { for (const [key, value] of this) callback.call(own, value, key, this); }
    [Symbol.iterator]() { return this.entries(); }
  }
  class URL {
    constructor(text, base) {
      try {
        hidden(this, "inner_", base === undefined ? new outer.URL(text) : new outer.URL(text, String(base)));
      } catch {
        throw new TypeError("Failed to construct 'URL': Invalid URL");
      }
      const query = new URLSearchParams();
      query.inner_ = this.inner_.searchParams;
      hidden(this, "searchParams", query);
    }
    toString() { return this.inner_.href; }
    toJSON() { return this.inner_.href; }
    static canParse(text, base) { return outer.URL.canParse(text, base); }
    static createObjectURL() { return "blob:null"; }
    static revokeObjectURL() {}
  }
  for (const name of ["href", "protocol", "host", "hostname", "port", "pathname", "search", "hash",
    "origin", "username", "password"]) {
    Object.defineProperty(URL.prototype, name, {
      get() { return this.inner_[name]; }, set(value) { this.inner_[name] = value; },
      enumerable: true, configurable: true,
    });
  }
  class DOMException extends Error {
    constructor(message, name) { super(message); hidden(this, "name", name); }
  }
  const base64 = (call) => (text) => {
    try { return call(String(text)); } catch { throw new DOMException("no", "InvalidCharacterError"); }
  };
  const structuredClone = (value, seen = new Map()) => {
    if (typeof value === "function" || typeof value === "symbol") {
      throw new DOMException("it could not be cloned", "DataCloneError");
    }
    if (value === null || typeof value !== "object") return value;
    if (seen.has(value)) return seen.get(value);
    if (value instanceof Date) return new Date(value);
    if (value instanceof RegExp) return new RegExp(value.source, value.flags);
    const copy = Array.isArray(value) ? new Array(value.length)
      : value instanceof Map ? new Map() : value instanceof Set ? new Set() : {};
    seen.set(value, copy);
    if (value instanceof Map) {
      for (const [key, one] of value) copy.set(structuredClone(key, seen), structuredClone(one, seen));
    } else if (value instanceof Set) {
      for (const one of value) copy.add(structuredClone(one, seen));
    } else {
      for (const key of Object.keys(value)) copy[key] = structuredClone(value[key], seen);
    }
    return copy;
  };

  const navigator = {
    language: given.language, languages: Object.freeze([...given.languages]), onLine: true,
    userAgent: given.userAgent, platform: "Linux x86_64", vendor: "", cookieEnabled: true,
    maxTouchPoints: 0, hardwareConcurrency: 4, doNotTrack: null, webdriver: false,
    sendBeacon: () => true,
    serviceWorker: { register: () => platformPromise("serviceWorker", () => ({ scope: "/" }),
      () => new TypeError("no")), addEventListener() {}, controller: null },
    clipboard: { writeText: () => platformPromise("clipboard", () => undefined) },
    mediaDevices: { getUserMedia: () => platformPromise("media", () => ({ id: "1" }),
      () => new TypeError("refused")) },
  };
  const media = (query) => Object.assign(new EventTarget(), {
    matches: /dark/.test(query) ? given.dark : /max-width/.test(query) ? given.width < 800 : false,
    media: String(query), onchange: null,
    addListener(listener) { this.addEventListener("change", listener); }, removeListener() {},
  });
  const own = {
    location, document, navigator, localStorage: storage(given.local),
    sessionStorage: storage(given.session), Storage, URL, URLSearchParams, DOMException, Event,
    CustomEvent, MessageEvent, EventTarget, XMLHttpRequest, Element, HTMLElement: Element, fetch,
    history: { length: 1, state: null, pushState() {}, replaceState() {}, back() {}, go() {} },
    screen: { width: given.width, height: 800, availWidth: given.width, availHeight: 760 },
    innerWidth: given.width, innerHeight: 700, devicePixelRatio: given.dark ? 2 : 1,
    origin: asked.origin, isSecureContext: true, parent: page, opener: null, closed: false,
    performance: { now: () => 12.5, timeOrigin: 1e12, mark() {}, measure() {}, timing: {} },
    crypto: { randomUUID: () => given.uuid, getRandomValues: (array) => array },
    atob: base64(outer.atob), btoa: base64(outer.btoa), structuredClone: (value) => structuredClone(value),
    setTimeout: timer("setTimeout", true), setInterval: timer("setInterval", false),
    requestAnimationFrame: timer("requestAnimationFrame", true),
    requestIdleCallback: timer("requestIdleCallback", true),
    clearTimeout: forget, clearInterval: forget, cancelAnimationFrame: forget,
    queueMicrotask: (callback) => { Promise.resolve().then(() => callback()).catch(() => {}); },
    matchMedia: media, getComputedStyle: () => ({ getPropertyValue: () => "" }),
    MutationObserver: observer("MutationObserver"), ResizeObserver: observer("ResizeObserver"),
    IntersectionObserver: observer("IntersectionObserver"),
    postMessage() {}, alert() {}, confirm: () => given.dark, prompt: () => null, print() {},
    scrollTo() {}, open: () => null, close() {}, stop() {}, focus() {}, blur() {},
    addEventListener: EventTarget.prototype.addEventListener.bind(page),
    removeEventListener: EventTarget.prototype.removeEventListener.bind(page),
    dispatchEvent: EventTarget.prototype.dispatchEvent.bind(page),
    Image: class extends Element { constructor() { super("img"); } },
    customElements: { define() {}, get: () => undefined, whenDefined: () => platformPromise("element", () => class {}) },
    BroadcastChannel: class extends EventTarget { postMessage() {} close() {} },
    WebSocket: class extends EventTarget { send() {} close() {} },
    Worker: class extends EventTarget { postMessage() {} terminate() {} },
    AbortController: class { constructor() { this.signal = new EventTarget(); } abort() {} },
  };
  for (const name of ["load", "error", "message", "hashchange", "popstate", "storage", "resize",
    "beforeunload", "unload", "unhandledrejection", "online", "offline", "focus", "blur", "click",
    "pagehide", "pageshow", "scroll", "keydown"]) own[`on${name}`] = null;
  for (const [name, value] of Object.entries(own)) hidden(page, name, value);

  const texts = { name: "", status: "" };
  for (const key of Object.keys(texts)) {
    const get = () => texts[key];
    const set = (value) => { texts[key] = String(value); };
    Object.defineProperty(page, key, { get, set, enumerable: true, configurable: true });
  }
  Object.defineProperty(page, "top", { get: () => page, enumerable: true });

  const handlers = () => targets.flatMap(([name, target]) =>
    target instanceof XMLHttpRequest ? [] : Object.getOwnPropertyNames(target)
      .filter((key) => key.startsWith("on") && typeof target[key] === "function")
      .map((key) => ({
        id: `${name}.${key}`, name: `${name}.${key}`, once: false,
        run: () => target[key]?.call(target, eventOf(key.slice(2), target)),
      })));
  return hidden(page, Symbol.for("page"), {
    pending: () => [...later, ...handlers()].map(({ id }) => id),
    fire(id, variant) {
      const entry = [...later, ...handlers()].find((one) => one.id === id);
      const index = later.indexOf(entry);
      if (index >= 0 && entry.once) later.splice(index, 1);
      let error = null;
      try { entry.run(variant); } catch (thrown) { error = `${thrown}`; }
      return [entry.name, error];
    },
    ended() { document.currentScript = null; },
  })[Symbol.for("page")];
});
