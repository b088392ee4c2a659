"""Reports made for a test, and what of them is data."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from appconfig_merge.checks import Context, check
from appconfig_merge.inputs.contexts import read_context
from appconfig_merge.inputs.files import read_source
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.report import render_report
from appconfig_merge.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from playwright.sync_api import Page

DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


def context_of(
    script: Source | str,
    resource: Source | Mapping[str, Any] | None = None,
    *,
    companions: Sequence[Source] = (),
    flex_ui: str = "documented",
) -> Context:
    """What a check looks at; ``resource`` may be the ui_attributes of one."""
    source = Source("appConfig.js", script) if isinstance(script, str) else script
    if resource is not None and not isinstance(resource, Source):
        text = json.dumps({"ui_attributes": resource}, indent=2)
        resource = Source("configuration.json", text, "json")
    given = None if resource is None else GivenResource(resource)
    inputs = Inputs(source, given, flex_ui, scripts=tuple(companions))
    return read_context(Reader(), inputs).context


def report_of(
    script: Source | str,
    resource: Source | Mapping[str, Any] | None = None,
    *,
    companions: Sequence[Source] = (),
    flex_ui: str = "documented",
    shows_secrets: bool = False,
) -> str:
    """The page of a script and a resource, with what check finds."""
    context = context_of(script, resource, companions=companions, flex_ui=flex_ui)
    return render_report(context, check(context), shows_secrets=shows_secrets)


def fixture_report(fixtures: Path, name: str, flex_ui: str = "documented") -> str:
    """The page of a fixture, with all the scripts that stand beside its appConfig.js."""
    folder = fixtures / name
    script = read_source(folder / "appConfig.js")
    others = sorted(folder.glob("*.js"))
    companions = [read_source(file) for file in others if file.name != "appConfig.js"]
    resource = read_source(folder / "configuration.json", "json")
    return report_of(script, resource, companions=companions, flex_ui=flex_ui)


def data_of(page: str) -> Any:
    """What the page's script is given."""
    (text,) = DATA.findall(page)
    return json.loads(text)


def five_thousand() -> tuple[str, dict[str, Any]]:
    """A script of 5,000 values, and ui_attributes that say something else about 2,000 of them."""
    script: dict[str, Any] = {}
    resource: dict[str, Any] = {}
    for section in range(50):
        for group in range(10):
            keys = {f"key{key}": f"value {section}.{group}.{key}" for key in range(10)}
            others = {f"key{key}": f"other {key}" for key in range(0, 10, 3)}
            script.setdefault(f"section{section}", {})[f"group{group}"] = keys
            resource.setdefault(f"section{section}", {})[f"group{group}"] = others
    return f"var appConfig = {json.dumps(script, indent=2)};\n", resource


def rows(page: Page, kind: str = "") -> list[str]:
    """The rows of the tree that are made, in order, each as one line."""
    found = page.locator(f"#tree [role=treeitem]{kind}").all_inner_texts()
    return [" ".join(text.split()) for text in found]


def row(page: Page, key: str) -> str:
    """The row of a value, by the key that it begins with."""
    return next(text for text in rows(page) if text.lstrip("▾▸ ").startswith(key))


def story(page: Page) -> str:
    """What is told of what is chosen."""
    return " ".join(page.locator("#story").inner_text().split())


def choose(page: Page, key: str) -> None:
    """Click on the row of a value."""
    page.locator("#tree .key", has_text=key).first.click()
