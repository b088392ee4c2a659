"""Many accounts of one script: their resources, and the environments file that names them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RELEASE = "2.17.1"
_BY_HOST = """
if (location.hostname.endsWith("1.example.com")) { appConfig.group1.key1 = "ours"; }
appConfig.host = location.hostname;
"""


def resource(number: int) -> dict[str, object]:
    """A resource with a hundred paths, of which one in seven has one of five values."""
    return {
        "account_sid": f"AC{number:032x}",
        "ui_version": RELEASE,
        "ui_attributes": {
            f"group{group}": {
                f"key{key}": f"v{group}.{key}" + (f".{number % 5}" * ((group * 10 + key) % 7 == 0))
                for key in range(10)
            }
            for group in range(10)
        },
    }


def write_script(folder: Path, *, by_host: bool = False) -> None:
    """Write a script with fifty more, and one that it overrides in each group."""
    own = {
        f"group{group}": {f"own{key}": group * key for key in range(5)} | {"key1": "mine"}
        for group in range(10)
    }
    text = f"var appConfig = {json.dumps(own, indent=2)};\n{_BY_HOST if by_host else ''}"
    (folder / "appConfig.js").write_text(text, "utf-8")


def write_environments(folder: Path, count: int, rules: str, *, by_host: bool = False) -> None:
    """Write a script, the accounts' resources, and an environments file of them."""
    write_script(folder, by_host=by_host)
    lines = ["[defaults]", 'app_config = "appConfig.js"', f'flex_ui = "{rules}"']
    for number in range(count):
        (folder / f"{number}.json").write_text(json.dumps(resource(number)), "utf-8")
        lines += [f"[environments.e{number}]", f'configuration = "{number}.json"']
        lines += [f'page_url = "https://e{number}.example.com/"'] if by_host else []
    (folder / "environments.toml").write_text("\n".join(lines), "utf-8")
