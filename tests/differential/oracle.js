// Runs scripts in fresh contexts and says what their appConfig is: one JSON request a line.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { types } = require("node:util");
const readline = require("node:readline");

const prelude = new vm.Script(`
  for (const name of ["window", "self", "frames"]) {
    Object.defineProperty(globalThis, name, {
      value: globalThis, writable: name !== "window", enumerable: true,
      configurable: name !== "window",
    });
  }
  globalThis.console = { log() {}, warn() {}, error() {}, info() {} };
`);

const helpers = new vm.Script(`
  (() => {
    const kept = [];
    const poke = (value, seen = new Set()) => {
      if (typeof value === "function") { try { poke(value("poked"), seen); } catch {} }
      if (value === null || typeof value !== "object" || seen.has(value)) return;
      seen.add(value);
      for (const key of Object.keys(value)) poke(value[key], seen);
      try { if (Array.isArray(value)) value.push("poked"); else value.poked = "poked"; } catch {}
      for (const key of Object.keys(value)) {
        if (typeof value[key] === "number") try { value[key] = -1234; } catch {}
      }
    };
    Object.assign(page, {
      id: (value) => value,
      keep(value) { kept.push(value); return kept.length; },
      poke(...values) { values.forEach((value) => poke(value)); return "poked"; },
      pokeKept() { kept.forEach((value) => poke(value)); },
      kept: () => kept[kept.length - 1],
      call: (f, ...args) => (typeof f === "function" ? f(...args) : undefined),
      install(value) { try { value.hidden = 1; value.run = () => poke(kept); } catch {} return value; },
      setGlobals() { for (const name of ["g0", "g1", "v0", "o0"]) globalThis[name] = "set by page"; },
      pokeGlobals() { for (const name of ["o0", "o1", "a0"]) poke(globalThis[name]); },
    });
  })();
`);

const makePage = new vm.Script(fs.readFileSync(path.join(__dirname, "page.js"), "utf-8"));
const outside = { URL, URLSearchParams, atob, btoa };

process.on("unhandledRejection", () => {});

let budget = 0;

// A value as JSON. The configuration itself may have any prototype, of which nothing is told: what
// it has of its own is what is merged.
function encode(value, plain, open) {
  if (--budget < 0) throw new RangeError("too many values");
  if (value === undefined) return ["undefined"];
  if (value === null) return ["null"];
  switch (typeof value) {
    case "boolean": return ["boolean", value];
    case "number": return ["number", Object.is(value, -0) ? "-0" : String(value)];
    case "string": return ["string", value];
    case "bigint": return ["bigint", String(value)];
    case "symbol": return ["odd"];
    case "function": return ["function", Function.prototype.toString.call(value)];
  }
  if (open.includes(value)) return ["circle"];
  if (types.isRegExp(value)) return ["regexp", value.source, value.flags];
  if (types.isProxy(value)) return ["odd"];
  const inner = [...open, value];
  const read = (key) => {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property === undefined) return ["undefined"];
    return "value" in property ? encode(property.value, plain, inner) : ["odd"];
  };
  if (Array.isArray(value)) {
    if (Object.getPrototypeOf(value) !== plain.array || value.length > 100000) return ["odd"];
    return ["array", Array.from({ length: value.length }, (_, index) => read(String(index)))];
  }
  const whole = open.length === 0 && Object.prototype.toString.call(value) === "[object Object]";
  if (Object.getPrototypeOf(value) !== plain.object && !whole) return ["odd"];
  return ["object", Object.keys(value).map((key) => [key, read(key)])];
}

// The value of appConfig, encoded; null if there is too much of it.
function configuration(context, plain) {
  let value;
  try {
    value = vm.runInContext('typeof appConfig === "undefined" ? undefined : appConfig', context);
  } catch {
    value = undefined;
  }
  budget = 50000;
  try {
    return encode(value, plain, []);
  } catch {
    return null;
  }
}

// Fires what is to happen later, one by one; what each left the configuration as.
function* fired(page, steps, context, plain, timeout) {
  const done = new Set();
  for (const { pick, variant, again } of steps) {
    const pending = page.pending();
    const fresh = pending.filter((id) => !done.has(id));
    const choices = again && pending.length > 0 ? pending : fresh;
    if (choices.length === 0) return;
    const id = choices[pick % choices.length];
    done.add(id);
    const call = `globalThis[Symbol.for("page")].fire(${JSON.stringify(id)}, ${variant ? 1 : 0})`;
    const [name, error] = vm.runInContext(call, context, { timeout });  // and microtasks
    const value = configuration(context, plain);
    if (value !== null) yield [name, value, error];
  }
}

function run({ text, world, functions, page: given, steps, timeout }) {
  const context = vm.createContext({}, { microtaskMode: "afterEvaluate" });
  prelude.runInContext(context);
  const page = given && makePage.runInContext(context)(given, outside);
  vm.runInContext(`Object.assign(globalThis, ${world})`, context);
  if (functions) helpers.runInContext(context);
  const plain = vm.runInContext("({ object: Object.prototype, array: Array.prototype })", context);
  let script;
  try {
    script = new vm.Script(text, { filename: "appConfig.js" });
  } catch (error) {
    return { syntax: String(error) };
  }
  const result = {};
  try {
    script.runInContext(context, { timeout });
  } catch (error) {
    if (error?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return { syntax: "it takes too long" };
    try {
      result.error = typeof error === "string" ? error : String(error);
    } catch {
      result.error = "an error that can't be shown";
    }
    try {
      // A browser runs the microtasks of a script that threw, too (HTML, 8.1.4.2); Node doesn't.
      vm.runInContext("0", context, { timeout });
    } catch (later) {
      if (later?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return { syntax: "it takes too long" };
    }
  }
  result.value = configuration(context, plain);
  if (result.value === null) return { syntax: "it makes too much" };
  if (page) {
    page.ended();
    try {
      result.later = [...fired(page, steps, context, plain, timeout)];
    } catch {
      return { syntax: "it takes too long, later" };
    }
  }
  return result;
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(`${JSON.stringify(JSON.parse(line).map(run))}\n`);
});
