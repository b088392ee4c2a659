"""Small pages with a stand-in for Flex UI, and the snapshots that the scripts take of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from appconfig_merge.snapshots.snippet import taking, watching

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser import Tabs

FLEX_UI: Final = """\
(() => {
  const merge = (target, source) => {
    const made = { ...target };
    for (const key of Object.keys(source)) {
      const value = source[key];
      const isPlain = value !== null && typeof value === "object"
        && Object.getPrototypeOf(value) === Object.prototype;
      made[key] = isPlain ? merge(target[key] || {}, value) : value;
    }
    return made;
  };
  class Base {
    static async create(config) {
      const manager = new Base();
      manager.updateConfig({ logLevel: "error" }, config);
      await null;
      manager.updateConfig(Base.resource.ui_attributes, config);
      Base.instance = manager;
      return manager;
    }
    static getInstance() { return Base.instance; }
    updateConfig(...given) {
      for (const one of given) this.held = merge(this.held ?? {}, one);
    }
    get configuration() { return this.held; }
    set configuration(value) { this.held = value; }
    get serviceConfiguration() { return Base.resource; }
    store = { getState: () => ({ flex: { featureFlags: {
      features: { teams: { id: "teams", enabled: true }, odd: { enabled: "yes" } },
      localOverrides: { "dark-mode": { enabled: false } },
    } } }) };
  }
  Base.resource = { account_sid: "AC00000000000000000000000000000000", ui_version: "~2",
    attributes: { secret: "kept-private" }, markdown: { enabled: true },
    ui_attributes: { language: "en-GB" } };
  class Manager extends Base {}
  class MainHeader { static defaultProps = {}; static overrideProps = {}; }
  async function runDefault(config = {}) {
    const stored = JSON.parse(localStorage.getItem("FLEX_CONFIG") ?? "{}");
    for (const key of Object.keys(stored)) config[key] ??= stored[key];
    return Manager.create(config);
  }
  const exports = {};
  const all = { Manager, MainHeader, runDefault, VERSION: "2.17.1", Plugins: { plugins: [] } };
  for (const key of Object.keys(all)) {
    Object.defineProperty(exports, key, { enumerable: true, get: () => all[key] });
  }
  window.Twilio = window.Twilio || {};
  window.Twilio.Flex = exports;
})();
"""
"""What Flex UI's script defines, as far as a snapshot looks at it, in its own shape."""


class Opened:
    """A page of files, its first one index.html, and what can be asked of it."""

    def __init__(self, tab: Page, folder: Path) -> None:
        self.tab = tab
        self._folder = folder

    def open(self, html: str, files: dict[str, str] | None = None, *, watched: bool = True) -> None:
        """Load a page; ``watched`` from its start."""
        start = f"<script>{watching()}</script>" if watched else ""
        texts = {
            "flex.js": FLEX_UI,
            **(files or {}),
            "index.html": f"<!doctype html><meta charset=utf-8>{start}{html}",
        }
        for name, text in texts.items():
            (self._folder / name).write_text(text, "utf-8", "surrogatepass")
        self.tab.goto("about:blank")  # with another fragment alone nothing would be loaded again
        self.tab.goto((self._folder / "index.html").as_uri() + "?desk=1#here")
        self.tab.evaluate("() => window.done")

    def text(self, names: Sequence[str] = (), *, reveals: bool = False) -> str:
        """The snapshot's text."""
        text = self.tab.evaluate(taking(names, reveals=reveals))
        assert isinstance(text, str)
        return text

    def snapshot(self, names: Sequence[str] = (), *, reveals: bool = False) -> dict[str, Any]:
        """The snapshot, read as JSON."""
        data = json.loads(self.text(names, reveals=reveals))
        assert isinstance(data, dict)
        return data


@pytest.fixture
def opened(tabs: Tabs, tmp_path: Path) -> Iterator[Opened]:
    """A tab in which a page can be opened; it stores nothing for the next one."""
    tab = tabs.take(scripts=True)
    yield Opened(tab, tmp_path)
    tab.evaluate("localStorage.clear()")
    tabs.give_back(tab, scripts=True)
