// Put into a page before its own scripts: keeps what Flex UI is handed, as it was then, and what
// sets its configuration after the merge.
const MAX_CALLS = 2000;
const kept = { areAllKept: true, calls: [], makers: new WeakSet() };
try {
  kept.stored = localStorage.getItem("FLEX_CONFIG");
} catch {
  kept.stored = null; // A page without storage.
}
const data = (value, isHidden = false) => ({
  __proto__: null, value, writable: true, configurable: true, enumerable: !isHidden,
});
Object.defineProperty(window, WATCHED, data(kept, true));

// A copy of plain objects and arrays, however they hang together; all else is the same as before.
function copied(value, seen = new Map()) {
  if (value === null || typeof value !== "object") return value;
  if (seen.has(value)) return seen.get(value);
  if (seen.size > 200000) return value;
  try {
    const isArray = Array.isArray(value);
    if (!isArray && Object.getPrototypeOf(value) !== Object.prototype) return value;
    const copy = isArray ? [] : {};
    seen.set(value, copy);
    for (const key of Object.keys(value)) {
      const found = Object.getOwnPropertyDescriptor(value, key);
      Object.setPrototypeOf(found, null);
      if ("value" in found) found.value = copied(found.value, seen);
      found.configurable = true;
      Object.defineProperty(copy, key, found);
    }
    if (isArray) copy.length = value.length;
    return copy;
  } catch {
    return value;
  }
}

// The class that has a member itself: what Flex UI exports may be derived from it.
function owner(of, name) {
  for (let at = of; at; at = Object.getPrototypeOf(at)) if (Object.hasOwn(at, name)) return at;
  return undefined;
}

// The places of the stack that have an address, innermost first, without this script's own four.
function places() {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const { stack } = new Error();
  Error.stackTraceLimit = limit;
  if (typeof stack !== "string") return [];
  const frames = stack.split("\n").filter((line) => /:\d+:\d+\)?$|@|^ *at /.test(line));
  const place = /(?:\(|@|at (?:async )?)((?:https?|file|blob):.*):(\d+):(\d+)\)?$/;
  return frames.slice(4).map((line) => place.exec(line)).filter(Boolean)
    .map(([, address, line, column]) => ({ address, line, column }));
}

function watch(flex, script) {
  const handed = new WeakMap();
  let nothingHanded = false;

  // The same object comes by twice: filled, the second time.
  function hand(given) {
    if (given === undefined) nothingHanded = true;
    if (given === null || typeof given !== "object") return;
    if (!handed.has(given)) handed.set(given, nothingHanded ? {} : copied(given));
    kept.handed = handed.get(given);
  }

  const maker = owner(flex.Manager, "create");
  const { create } = maker;
  if (!flex.Manager.getInstance()) kept.makers.add(maker);
  Object.defineProperty(maker, "create", data(function (...given) {
    hand(given.find((one) => one !== null && typeof one === "object"));
    return create.apply(this, given);
  }));

  // Flex UI's own calls come before anybody can have its manager, or from nothing but its script.
  const isOwn = (stack) => !flex.Manager.getInstance()
    || (script !== undefined && stack.length > 0 && stack.every((one) => one.address === script));

  function noted(means, given, go) {
    const count = kept.calls.length;
    try {
      note(means, given);
    } catch {
      // Whatever it is, the page goes on as it would.
    }
    try {
      return go();
    } catch (error) {
      kept.calls.length = count;
      throw error;
    }
  }

  function note(means, given) {
    const stack = places();
    if (isOwn(stack)) return;
    const place = stack.find((one) => one.address !== script) ?? stack[0] ?? {};
    const plugins = flex.Plugins?.plugins ?? [];
    const isOf = (plugin) => typeof plugin.src === "string"
      && new URL(plugin.src, document.baseURI).href === place.address;
    const inFlex = script === undefined || stack.some((one) => one.address === script);
    const starting = inFlex ? flex.Plugins?.currentlyInitializingPlugin : undefined;
    const plugin = String((plugins.find(isOf) ?? starting)?.name ?? "");
    kept.areAllKept = kept.calls.length < MAX_CALLS;
    for (const value of kept.areAllKept ? given : []) {
      kept.calls.push({ plugin, means, ...place, value: copied(value) });
    }
  }

  const updating = owner(flex.Manager.prototype, "updateConfig");
  const { updateConfig } = updating;
  Object.defineProperty(updating, "updateConfig", data(function (...given) {
    return noted("updateConfig", given, () => updateConfig.apply(this, given));
  }));

  const holding = owner(flex.Manager.prototype, "configuration");
  const configuration = holding && Object.getOwnPropertyDescriptor(holding, "configuration");
  if (configuration?.set && configuration.configurable) {
    const { get, set, enumerable } = configuration;
    Object.defineProperty(holding, "configuration", {
      __proto__: null, configurable: true, enumerable, get,
      set(value) {
        noted("configuration", [value], () => set.call(this, value));
      },
    });
  }

  // What these are given is filled from FLEX_CONFIG before a manager is made of it.
  const wrapped = new Map();
  for (const name of ["runDefault", "provideLoginInfo"]) {
    const original = flex[name];
    if (typeof original !== "function") continue;
    wrapped.set(name, function (...given) {
      hand(given[0]);
      return original.apply(this === watching ? flex : this, given);
    });
  }
  const watching = new Proxy(flex, {
    get(target, key) {
      const found = Object.getOwnPropertyDescriptor(target, key);
      const isFixed = found && !found.configurable && found.writable === false;
      return wrapped.has(key) && !isFixed ? wrapped.get(key) : target[key];
    },
  });
  return watching;
}

const watchedOnes = new WeakMap();

// What stands for Flex UI from then on, undefined for what isn't it, or isn't it yet.
function watchedFlex(flex) {
  try {
    if (watchedOnes.has(flex)) return watchedOnes.get(flex);
    if (typeof flex.Manager.create !== "function") return undefined;
    const made = watch(flex, document.currentScript?.src || undefined);
    watchedOnes.set(flex, made).set(made, made);
    return made;
  } catch {
    return undefined; // What isn't known runs unwatched.
  }
}

// Flex UI's script sets window.Twilio and its Flex, in 1.x before Flex is complete.
function ofTwilio(twilio) {
  const found = Object.getOwnPropertyDescriptor(twilio, "Flex");
  if (found ? !found.configurable || !("value" in found) : !Object.isExtensible(twilio)) return;
  let flex = found?.value;
  const settle = () => {
    const watched = watchedFlex(flex);
    if (watched) Object.defineProperty(twilio, "Flex", data(watched));
    return watched !== undefined;
  };
  if (settle()) return;
  Object.defineProperty(twilio, "Flex", {
    __proto__: null, configurable: true, enumerable: found !== undefined,
    get: () => flex,
    set(value) {
      flex = value;
      if (!settle()) Object.defineProperty(twilio, "Flex", { __proto__: null, enumerable: true });
    },
  });
}

let twilio;
Object.defineProperty(window, "Twilio", {
  __proto__: null, configurable: true, enumerable: false,
  get: () => twilio,
  set(value) {
    twilio = value;
    try {
      Object.defineProperty(window, "Twilio", { __proto__: null, enumerable: true });
      if (Object(value) === value) ofTwilio(value);
    } catch {
      // What can't be watched runs unwatched.
    }
  },
});
