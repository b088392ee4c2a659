// A stand-in for Flex UI: what a snapshot asks of the real one, and no more. Plugins are the page's
// function initialise, which is called some milliseconds late.
"use strict";
(() => {
  let manager = null;
  const plugins = [];
  const show = (name) => {
    document.body.innerHTML = `<div class="Twilio Twilio-${name}"></div>`;
  };

  class Manager {
    #configuration;
    constructor(configuration) { this.#configuration = configuration; }
    get configuration() { return this.#configuration; }
    updateConfig(changes) { this.#configuration = { ...this.#configuration, ...changes }; }
    static getInstance() { return manager; }
    static async create(given) {
      if (given.logLevel === "loud") throw new Error("no log level");
      return (manager = new Manager({ ...given, made: true }));
    }
  }

  // A login is what localStorage has of one; a person who clicks logs in.
  async function loggedIn(given) {
    if (localStorage.getItem("login")) return;
    show("LoginFormView");
    if (given.logsItselfInAfter === undefined) await new Promise(() => {});
    await new Promise((done) => setTimeout(done, given.logsItselfInAfter));
    localStorage.setItem("login", "yes");
  }

  async function load(plugin) {
    const entry = { name: plugin.name, version: "1.0.0", src: "/plugin.js", state: "Loaded" };
    plugins.push(entry);
    await new Promise((done) => setTimeout(done, plugin.takes));
    window.initialise(manager, plugin.name);
    entry.state = "Initialized";
  }

  async function runDefault(given) {
    try {
      await Flex.Manager.create(given);
    } catch {
      show("ErrorPage");
      return;
    }
    await loggedIn(given);
    show("RootContainer");
    await Promise.all((given.plugins ?? []).map(load));
  }

  const Flex = { VERSION: "2.17.1", Manager, Plugins: { plugins }, runDefault };
  window.Twilio = { Flex };
})();
