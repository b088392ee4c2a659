// Put into a page before its own scripts: watches what Flex UI is given and makes of it.
"use strict";
(() => {
  const seen = { created: [], updates: [] };
  let Flex;

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
    if (value instanceof RegExp) return { $js: "regexp", source: value.source, flags: value.flags };
    if (Array.isArray(value)) return Array.from(value, (item) => encode(item, inner));
    if (Object.getPrototypeOf(value) !== Object.prototype) return { $js: "other" };
    const result = Object.create(null);
    for (const key of Object.keys(value)) result[key] = encode(value[key], inner);
    return Object.hasOwn(value, "$js") ? { $js: "object", value: result } : result;
  }

  // The class that has a method itself; what Flex UI exports may be derived from it.
  function owner(of, name) {
    while (!Object.hasOwn(of, name)) of = Object.getPrototypeOf(of);
    return of;
  }

  // Called by Flex UI's script, before the page can reach Flex UI.
  function watch(flex) {
    Flex = flex;
    const maker = owner(flex.Manager, "create");
    const { create } = maker;
    maker.create = function (...given) {
      const call = { given: given.map((one) => encode(one)), state: "starting" };
      seen.created.push(call);
      const made = create.apply(this, given);
      made.then(() => { call.state = "ready"; }, (error) => { call.state = `refused: ${error}`; });
      return made;
    };
    const updated = owner(flex.Manager.prototype, "updateConfig");
    const { updateConfig } = updated;
    updated.updateConfig = function (...given) {
      const plugin = Flex.Plugins?.currentlyInitializingPlugin?.name;
      const where = new Error().stack.split("\n").find((line, at) => at > 1 && !line.includes("updateConfig"));
      seen.updates.push({ plugin, at: where?.trim(), set: given.map((one) => encode(one)) });
      return updateConfig.apply(this, given);
    };
  }

  function binding() {
    try { return encode(appConfig); } catch { return { $js: "absent" }; }
  }

  function configuration() {
    const manager = Flex?.Manager.getInstance();
    return manager ? encode(manager.configuration) : undefined;
  }

  // What Flex UI moved out of componentProps into its own components while it started.
  function moved(config) {
    const result = {};
    for (const { set } of seen.updates) {
      for (const { componentProps } of set) {
        for (const [name, props] of Object.entries(componentProps ?? {})) {
          for (const prop of Object.keys(props ?? {})) {
            if (Object.hasOwn(config?.componentProps?.[name] ?? {}, prop)) continue;
            (result[name] ??= {})[prop] = encode(Flex[name]?.overrideProps?.[prop]);
          }
        }
      }
    }
    return result;
  }

  // Whether Flex UI shows more than its spinner: itself, an error, or a form to log in.
  function shows() {
    const has = (name) => document.querySelector(`[class*="Twilio-${name}"]`) !== null;
    if (has("RootContainer") || has("MainContainer")) return "desktop";
    if (has("ErrorPage")) return "error";
    return has("LoginFormView") ? "login" : "";
  }

  window.__live = {
    watch,
    state: () => ({
      created: seen.created.map(({ state }) => state),
      updates: seen.updates.length,
      shows: shows(),
      plugins: Flex?.Plugins?.plugins?.map(({ state }) => state) ?? [],
      loaded: document.readyState === "complete",
    }),
    report: () => ({
      ...seen,
      shows: shows(),
      configuration: configuration(),
      moved: moved(Flex?.Manager.getInstance()?.configuration),
      appConfig: binding(),
      windowAppConfig: encode(window.appConfig),
    }),
  };
})();
