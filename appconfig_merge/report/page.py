"""The page: one HTML file that needs nothing else, and lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge._version import __version__
from appconfig_merge.brief import printable
from appconfig_merge.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.checks import Context, Finding
    from appconfig_merge.verification.difference import Verification

_SCRIPTS: Final = (
    "text", "rows", "findings", "running", "model", "tree", "sources", "story", "lines", "main",
)  # fmt: skip
"""The parts of the page's script, in order; they share one scope."""

_BEFORE: Final = 'document.documentElement.className = "live";'
"""Runs before anything is shown: the plain list is for where no script runs, and for paper."""


def render_report(
    context: Context,
    findings: Sequence[Finding] = (),
    verification: Verification | None = None,
    *,
    shows_secrets: bool = False,
) -> str:
    """The report of a configuration, with what a check of it found, as the text of an HTML file.

    ``context`` is what the check looked at (its ``config`` must not be None), ``verification``
    holds the same configuration against a running page. What looks secret is masked unless
    ``shows_secrets``. Raises MissingExtraError without jinja2 and pygments.
    """
    demand_extra()
    from jinja2 import Environment

    from appconfig_merge.report.data import PageData
    from appconfig_merge.report.plain import plain_rows
    from appconfig_merge.report.running import Running

    page = PageData(context, findings, verification, shows_secrets=shows_secrets)
    running = None
    if verification is not None:
        running = Running(page, verification, context.leaves)
    data = {**page.to_dict(), "running": None if running is None else running.to_dict()}
    parts = files("appconfig_merge.report") / "assets"
    style = (parts / "report.css").read_text("utf-8")
    script = "\n".join((parts / f"{name}.js").read_text("utf-8") for name in _SCRIPTS)
    script = f'"use strict";\n(() => {{\n{script}}})();\n'
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["shown"] = printable
    template = environment.from_string((parts / "report.html").read_text("utf-8"))
    plain = plain_rows(context, page, running)
    text = template.render(
        version=__version__,
        policy=_policy(style, (_BEFORE, script)),
        style=_raw(style),
        before=_raw(_BEFORE),
        script=_raw(script),
        data=_raw(embedded(data)),
        file=page.names[context.script.name],
        rules=f"Flex UI {data['release']}" if data["release"] else "Twilio's documented rules",
        groups=data["groups"],
        values=len(data["values"]),
        findings=data["findings"],
        plain=plain,
        masked=data["masked"],
        running=running,
    )
    # A lone surrogate has no UTF-8 form.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def demand_extra() -> None:
    """Raise MissingExtraError unless all is installed that a report with findings takes."""
    from importlib.util import find_spec

    packages = ("jinja2", "jsonschema-rs", "pygments")
    missing = [name for name in packages if find_spec(name.replace("-", "_")) is None]
    if missing:
        raise MissingExtraError(
            f"the report needs {' and '.join(missing)}: not installed",
            help="pip install 'appconfig-merge[report]'",
        )


def embedded(data: Any) -> str:
    """JSON that can stand in a script element: nothing in it ends that, or opens a comment."""
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")


def _policy(style: str, scripts: Sequence[str]) -> str:
    """A Content-Security-Policy by which only the page's own style and scripts are used."""
    script_hashes = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {script_hashes}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _raw(text: str) -> Any:
    """A text of the page's own that isn't escaped."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - our own files, and JSON without "<"
