"""Modules in the course of a page: in order, async, and those that hand a configuration over."""

from __future__ import annotations

from typing import Any

from appconfig_merge.evaluation.loading import Loading
from appconfig_merge.evaluation.world import World
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse
from tests.evaluation.modules.support import Files, shown

CONFIG = "export const config = { a: 1, ...window.appConfig };"
HANDS_OVER = """
    import { config } from "./config.js"; import * as Flex from "@twilio/flex-ui";
    Flex.runDefault(config);
"""
APP = """
    import React from "react"; import ReactDOM from "react-dom"; import "./index.css";
    import * as Flex from "@twilio/flex-ui"; import App from "./App.tsx";
    import { defaults } from "./defaults.ts";
    const node = document.getElementById("root");
    ReactDOM.createRoot(node).render(<App/>);
    window.onload = () => {
      const configuration = { ...defaults, ...(window.appConfig || {}) };
      Flex.Manager.create(configuration).then((manager) => {
        ReactDOM.render(<App manager={manager}/>, node);
      });
    };
"""


def handed(texts: dict[str, str], *scripts: tuple[str, str]) -> list[Any]:
    """What a page hands over; a script is its kind and its path, "async" being an async module."""
    site = Files(texts)
    page = Loading(World({}, (), site))
    for kind, path in scripts:
        source = site.script(path, Source("index.html", ""))
        assert isinstance(source, Source)
        goal: Any = "script" if kind == "script" else "module"
        program = parse(source, goal=goal, dialect="jsx")
        if kind == "async":
            page.asynchronous(source, program)
            continue
        thrown = (page.classic if kind == "script" else page.module)(source, program)
        assert thrown is None
    return [shown(one.argument.value) for one in page.loaded()]


def test_a_module_hands_over_what_it_imports() -> None:
    """A deferred module finds what the page's scripts have set."""
    texts = {"main.js": HANDS_OVER, "config.js": CONFIG, "appConfig.js": "var appConfig = {b: 2};"}
    found = handed(texts, ("module", "main.js"), ("module", "config.js"))
    assert found == [{"a": 1.0}]
    found = handed(texts, ("script", "appConfig.js"), ("module", "main.js"))
    assert found == [{"a": 1.0, "b": 2.0}]


def test_an_async_module_is_run_with_what_it_imports() -> None:
    """Also where it may run before a script, or after it."""
    texts = {"main.js": HANDS_OVER, "config.js": CONFIG, "appConfig.js": "var appConfig = {b: 2};"}
    found = handed(texts, ("script", "appConfig.js"), ("async", "main.js"))
    assert found[-1] == {"a": 1.0, "b": 2.0}
    assert all(one["a"] == 1.0 for one in found)


def test_a_usual_app_hands_over_its_configuration() -> None:
    """Components, styles, packages and types around it change nothing of that."""
    texts = {
        "main.js": APP,
        "appConfig.js": "var appConfig = { logLevel: 'info', ytica: false };",
        "defaults.ts": "import type { AppConfig } from '@twilio/flex-ui';\n"
        "export const defaults: Partial<AppConfig> = { logLevel: 'warn', language: 'en' };",
        "App.tsx": "import React from 'react'; interface Props { manager?: unknown }\n"
        "export default class App extends React.Component<Props> {\n"
        "  constructor(props: Props) { super(props); }\n"
        "  render() { return this.props.manager ? <div>{this.props.children}</div> : null; }\n}",
    }
    found = handed(texts, ("script", "appConfig.js"), ("module", "main.js"))
    assert found == [{"logLevel": "info", "language": "en", "ytica": False}]


SAMPLE = """
    import React from "react"; import ReactDOM from "react-dom";
    import * as Flex from "@twilio/flex-ui";
    import App from "./App.js"; import register from "./worker.js";
    const node = document.getElementById("root");
    window.onload = () => {
      const predefined = window.appConfig || {};
      const configuration = { ...predefined };
      Flex.progress(node).provideLoginInfo(configuration, node)
        .then(() => Flex.Manager.create(configuration))
        .then((manager) => start(manager))
        .catch((error) => fail(error));
    };
    function start(manager) { ReactDOM.render(<App manager={manager}/>, node); }
    function fail(error) { Flex.errorPage(error, node); console.error("no Flex", error); }
    register();
"""
WORKER = """
    const isLocal = Boolean(window.location.hostname === "localhost");
    export default function register() {
      if (process.env.NODE_ENV === "production" && "serviceWorker" in navigator) {
        window.addEventListener("load", () => {
          const url = `${process.env.PUBLIC_URL}/worker.js`;
          if (isLocal) check(url); else install(url);
        });
      }
    }
    function install(url) {
      navigator.serviceWorker.register(url).then((registration) => {
        registration.onupdatefound = () => {
          const worker = registration.installing;
          worker.onstatechange = () => { if (worker.state === "installed") console.log("new"); };
        };
      }).catch((error) => { console.error(error); });
    }
    function check(url) {
      fetch(url).then((response) => {
        if (response.status === 404 || response.headers.get("content-type").indexOf("j") === -1) {
          navigator.serviceWorker.ready.then((registration) => {
            registration.unregister().then(() => { window.location.reload(); });
          });
        } else install(url);
      }).catch(() => { console.log("offline"); });
    }
"""


def test_what_flex_uis_sample_hands_over_is_known_whatever_comes_after_it() -> None:
    """Rendering the manager, or the page of an error, hands nothing over again."""
    texts = {
        "main.js": SAMPLE,
        "App.js": "import React from 'react'; import * as Flex from '@twilio/flex-ui';"
        "export default class App extends React.Component { render() {"
        "const { manager } = this.props; if (!manager) return null;"
        "return <Flex.ContextProvider manager={manager}><Flex.RootContainer/>"
        "</Flex.ContextProvider>; } }",
        "worker.js": WORKER,
        "appConfig.js": "var appConfig = { sdkOptions: { chat: { level: 1 } }, ytica: false };",
    }
    found = handed(texts, ("script", "appConfig.js"), ("module", "main.js"))
    assert found == [{"sdkOptions": {"chat": {"level": 1.0}}, "ytica": False}]
