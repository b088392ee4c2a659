// The snapshot: what is listed here and nothing else.
function snapshot() {
  begin(() => false);
  if (!REVEALS) {
    taken();
    begin(knowing(secretsFound));
  }
  return taken();
}

function taken() {
  const flex = foundFlex();
  const manager = attempt(() => flex.Manager.getInstance()) ?? managerOfComponents();
  const configuration = attempt(() => manager.configuration);
  const flags = attempt(() => manager.store.getState().flex.featureFlags) ?? {};
  const kept = window[WATCHED];
  const made = attempt(() => flex.Manager) ?? attempt(() => manager.constructor);
  const watched = kept && isWatched(kept, made) ? kept : undefined;
  const resource = attempt(() => manager.serviceConfiguration);
  const stored = kept ? kept.stored : storedText("FLEX_CONFIG");
  const state = stateOf(flex, manager);
  const version = attempt(() => flex.VERSION) ?? askedFor();
  const onWindow = attempt(() => own(window, "appConfig"));
  const text = written([
    ["schema_version", "1"],
    ["kind", quoted("flex-ui-snapshot")],
    ["taken_by", quoted(TAKEN_BY)],
    ["taken", quoted(moment(Date.now()))],
    ["loaded", quoted(moment(performance.timeOrigin))],
    ["address", quoted(address(loadedFrom()))],
    ["flex_ui", version && quoted(version.slice(0, 100))],
    ["state", quoted(state)],
    ["configuration", encodedWhole(configuration) ?? "null"],
    ["resource", resource && columns(resource, (name) => name)],
    ["stored", parsed(stored)],
    ["app_config", written([["by_name", byName()], ["on_window", found(window, "appConfig")]])],
    ["handed", watched?.handed && encoded(watched.handed)],
    ["calls", watched?.areAllKept ? listed(watched.calls.map(call)) : undefined],
    ["cached_resource", cachedResource()],
    ["moved", moved(flex, configuration, [
      attempt(() => resource.ui_attributes),
      ...(watched ? [watched.handed, ...watched.calls.map((one) => one.value)] : [onWindow]),
    ])],
    ["page_values", written(NAMES.map(([name, first, keys]) => [name, pageValue(first, keys)]))],
    ["feature_flags", switches(flags.features)],
    ["feature_overrides", switches(flags.localOverrides)],
    ["plugins", plugins(flex)],
    ["answer", answer()],
    ["scripts", scripts()],
  ], ",\n");
  return { text: `${text}\n`, state, version };
}

// Whether the class of managers, or what it is derived from, was watched before one was made.
function isWatched(kept, made) {
  for (let at = made; at; at = Object.getPrototypeOf(at)) if (kept.makers.has(at)) return true;
  return false;
}

const entries = () => attempt(() => performance.getEntriesByType("resource")) ?? [];

// Flex UI says its version when it asks for the resource.
const askedFor = () => entries()
  .map((one) => /\/v1\/Configuration\?UiVersion=(\d[\w.%+-]*)/.exec(one.name))
  .filter(Boolean).map((match) => match[1]).pop();

const moment = (time) => new Date(time).toISOString();

// The page's address as its scripts saw it: Flex UI puts paths of its own in its place.
function loadedFrom() {
  return attempt(() => performance.getEntriesByType("navigation")[0].name) ?? location.href;
}

// An address without its fragment, and without what looks secret in it.
function address(text) {
  const [plain] = text.split("#");
  if (/^data:/.test(plain)) return "data:";
  const [path, ...query] = plain.slice(0, 2000).split("?");
  if (REVEALS) return plain.slice(0, 2000);
  const steps = path.replace(/:\/\/[^/@]*@/, "://").split("/")
    .map((step) => (hasForm(attempt(() => decodeURIComponent(step)) ?? step) ? "masked" : step));
  const pairs = query.length === 0 ? [] : query.join("?").split("&").map((pair) => {
    const [name, ...value] = pair.split("=");
    const decoded = attempt(() => decodeURIComponent(value.join("="))) ?? value.join("=");
    const isSecret = decoded !== "" && (looksSecret([name], decoded)
      || /^(?:code|state|sig|signature)$/i.test(name));
    return isSecret ? `${name}=masked` : looksSecret([], pair) ? "masked" : pair;
  });
  return [steps.join("/"), ...(query.length === 0 ? [] : [pairs.join("&")])].join("?");
}

// The value of a name that an object has, itself or from a prototype; undefined where it has none.
function found(object, key) {
  for (let at = object; at !== null; at = Object.getPrototypeOf(at)) {
    if (Object.hasOwn(at, key)) return member(at, key, [], []);
  }
  return undefined;
}

// A const or let hides what is on window; a property that the page computes is not read.
function byName() {
  const onWindow = attempt(() => Object.getOwnPropertyDescriptor(window, "appConfig"));
  if (onWindow && !Object.hasOwn(onWindow, "value")) return other("accessor");
  let value;
  try {
    value = appConfig;
  } catch {
    return undefined;
  }
  return encoded(value);
}

// Names of the browser's own, such as location.hostname, are computed by the browser.
function pageValue(first, keys) {
  let value;
  try {
    value = first();
    for (const key of keys) {
      let at = Object(value);
      while (at !== null && !Object.hasOwn(at, key)) at = Object.getPrototypeOf(at);
      if (at === null) return undefined;
      const descriptor = Object.getOwnPropertyDescriptor(at, key);
      const code = descriptor.get && Function.prototype.toString.call(descriptor.get);
      const isNative = code && /^function get [\w$ ]+\(\) \{\s*\[native code\]\s*\}$/.test(code);
      if (!Object.hasOwn(descriptor, "value") && !isNative) return other("accessor");
      value = isNative ? descriptor.get.call(value) : descriptor.value;
    }
  } catch {
    return undefined;
  }
  return encoded(value, keys.slice(-2));
}

function columns(object, named) {
  return written(COLUMNS.map((column) => {
    const descriptor = attempt(() => Object.getOwnPropertyDescriptor(object, named(column)));
    return [column, descriptor && member(object, named(column), [column], [])];
  }));
}

const storedText = (name) => attempt(() => localStorage.getItem(name));

function parsed(text) {
  const value = attempt(() => JSON.parse(text));
  return encodedWhole(Array.isArray(value) || typeof value === "string" ? { ...value } : value);
}

// Flex UI keeps it for a day.
function cachedResource() {
  const kept = attempt(() => JSON.parse(storedText("FLEX_SDK_CACHE_ACCOUNT_CONFIG_DATA")));
  if (!kept || !kept.value || typeof kept.value !== "object") return undefined;
  const camel = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
  const cached = attempt(() => moment(kept.expiry - 24 * 60 * 60 * 1000));
  return written([["value", columns(kept.value, camel)], ["cached", quoted(cached ?? "")]]);
}

function call({ plugin, means, address: where, line, column, value }) {
  return written([
    ["plugin", quoted(plugin)], ["means", quoted(means)],
    ["address", where && quoted(address(where))], ["line", line], ["column", column],
    ["value", encoded(value)],
  ]);
}

function switches(flags) {
  const names = attempt(() => Object.keys(flags)) ?? [];
  return flags && written(names.slice(0, 2000).map((name) => {
    const on = attempt(() => flags[name].enabled);
    return [name, typeof on === "boolean" ? String(on) : undefined];
  }));
}

function plugins(flex) {
  const all = attempt(() => Array.from(flex.Plugins.plugins).slice(0, 500));
  return all && listed(all.map((one) => written([
    ["name", name(one, "name")], ["version", name(one, "version")],
    ["address", one.src && quoted(address(absolute(one.src)))], ["state", name(one, "state")],
  ])));
}

function name(one, key) {
  const value = attempt(() => one[key]);
  const isShown = typeof value === "string" && !looksSecret([], value) && !isKnown(value);
  return isShown ? quoted(value.slice(0, 300)) : undefined;
}

const absolute = (text) => attempt(() => new URL(text, document.baseURI).href) ?? String(text);

// The browser tells the status where the service allows it.
function answer() {
  const service = /^https:\/\/[^/]*flex-api[^/]*\/v1\/Configuration(?:\?|$)/;
  const asked = entries().filter((one) => service.test(one.name));
  const status = asked.length > 0 ? asked[asked.length - 1].responseStatus : 0;
  return status ? String(status) : undefined;
}

function scripts() {
  const loaded = new Map();
  for (const one of entries()) if (one.initiatorType === "script") loaded.set(one.name, one);
  // Relative ones name another address once Flex UI's router has changed the page's.
  const inPage = Array.from(document.scripts, (script) => script.src).filter(Boolean);
  const all = [...new Set(loaded.size > 0 ? loaded.keys() : inPage)].slice(0, 500);
  return listed(all.map((script) => {
    const { decodedBodySize: size, transferSize } = loaded.get(script) ?? {};
    return written([
      ["address", quoted(address(script))],
      ["size", size ? String(size) : undefined],
      ["cached", size ? String(transferSize === 0) : undefined],
    ]);
  }));
}

// Flex UI takes props out of componentProps and puts them into overrideProps of the component. A
// prop that is undefined isn't put there, and a component without overrideProps gets none.
function moved(flex, configuration, sources) {
  const below = (one, key) => {
    const value = one !== null && typeof one === "object" ? own(one, key) : undefined;
    return value !== null && typeof value === "object" ? value : undefined;
  };
  const movedBelow = (holder, left, given, path) => written(Object.keys(left).map((name) => {
    const component = attempt(() => holder[name]);
    const [inner, said] = [below(left, name), given.map((one) => below(one, name)).filter(Boolean)];
    if (!component || !inner || path.length > 5) return [name];
    if (!component.defaultProps) {
      const text = movedBelow(component, inner, said, [...path, name]);
      return [name, text === "{}" ? undefined : text];
    }
    const { overrideProps } = component;
    const isUndefined = (one, prop) => Object.hasOwn(one, prop) && own(one, prop) === undefined;
    const props = new Set([overrideProps ?? {}, ...said].flatMap((one) => Object.keys(one)));
    const gone = [...props].filter((prop) => !Object.hasOwn(inner, prop) && (!overrideProps
      || Object.hasOwn(overrideProps, prop) || said.some((one) => isUndefined(one, prop))));
    return [name, written(gone.map((prop) => [prop,
      overrideProps ? member(overrideProps, prop, [...path, name, prop], []) : other("dropped")]))];
  }));
  const left = below(configuration, "componentProps");
  const given = sources.map((one) => below(one, "componentProps")).filter(Boolean);
  return flex && left && attempt(() => movedBelow(flex, left, given, ["componentProps"]));
}
