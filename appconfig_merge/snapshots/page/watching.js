// Put into a page before its own scripts: keeps what Flex UI is handed, as it was then, and what
// sets its configuration after the merge.
const kept = { calls: [], stored: undefined };
try {
  kept.stored = localStorage.getItem("FLEX_CONFIG") ?? undefined;
} catch {
  // A page without storage.
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
  return frames.slice(4).map((line) => /(?:\(|@|at (?:async )?)((?:https?|file|blob):.*):(\d+):(\d+)\)?$/.exec(line))
    .filter(Boolean).map(([, address, line, column]) => ({ address, line, column }));
}

function watch(flex, script) {
  const handed = new WeakMap();
  let nothingHanded = false;

  function hand(given) {
    if (given === undefined) nothingHanded = true;
    if (given === null || typeof given !== "object") return;
    if (!handed.has(given)) handed.set(given, nothingHanded ? {} : copied(given));
    kept.handed = handed.get(given);
  }

  const maker = owner(flex.Manager, "create");
  const { create } = maker;
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
    const plugin = plugins.find(isOf) ?? (inFlex ? flex.Plugins?.currentlyInitializingPlugin : undefined);
    for (const value of given) {
      kept.calls.push({ plugin: String(plugin?.name ?? ""), means, ...place, value: copied(value) });
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

function ofFlex(flex) {
  if (flex === null || typeof flex !== "object") return flex;
  if (!watchedOnes.has(flex)) {
    let made = flex;
    try {
      const script = document.currentScript?.src || undefined;
      if (typeof flex.Manager?.create === "function") made = watch(flex, script);
    } catch {
      // A Flex UI that isn't known is left alone.
    }
    watchedOnes.set(flex, made);
    watchedOnes.set(made, made);
  }
  return watchedOnes.get(flex);
}

function ofTwilio(twilio) {
  if (twilio === null || (typeof twilio !== "object" && typeof twilio !== "function")) return;
  const found = Object.getOwnPropertyDescriptor(twilio, "Flex");
  if (found ? !found.configurable : !Object.isExtensible(twilio)) return;
  if (found && !("value" in found)) return;
  let flex = ofFlex(found?.value);
  if (found) {
    Object.defineProperty(twilio, "Flex", data(flex));
    return;
  }
  Object.defineProperty(twilio, "Flex", {
    __proto__: null, configurable: true, enumerable: false,
    get: () => flex,
    set(value) {
      flex = ofFlex(value);
      Object.defineProperty(twilio, "Flex", data(flex));
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
      ofTwilio(value);
    } catch {
      // What can't be watched runs unwatched.
    }
    Object.defineProperty(window, "Twilio", { __proto__: null, enumerable: true });
  },
});
