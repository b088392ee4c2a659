"""An HTML file that needs nothing else, and lets nothing else in: the form of all pages."""

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

_SHARED: Final = ("text", "rows", "folding", "words", "said", "telling", "searching")
"""The parts of every page's script, which come first; all parts share one scope."""

_BEFORE: Final = 'document.documentElement.className = "live";'
"""Runs before anything is shown: the plain list is for where no script runs, and for paper."""


def document(name: str, scripts: Sequence[str], data: str, **facts: Any) -> str:
    """A page as the text of an HTML file, by the template, style and scripts in its assets' folder.

    ``data`` is the JSON that its script is given (:func:`embedded`), ``facts`` what its template
    takes besides.
    """
    from jinja2 import Environment

    assets = files("appconfig_merge.report") / "assets"
    own, shared = assets / name, assets / "shared"
    parts = [shared / "look.css", own / f"{name}.css"]
    style = "".join(part.read_text("utf-8") for part in parts)
    parts = [
        *(shared / f"{one}.js" for one in _SHARED), *(own / f"{one}.js" for one in scripts)
    ]  # fmt: skip
    script = "\n".join(part.read_text("utf-8") for part in parts)
    script = f'"use strict";\n(() => {{\n{script}}})();\n'
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["shown"] = printable
    template = environment.from_string((own / f"{name}.html").read_text("utf-8"))
    text = template.render(
        version=__version__,
        policy=_policy(style, (_BEFORE, script)),
        style=_raw(style),
        before=_raw(_BEFORE),
        script=_raw(script),
        data=_raw(data),
        **facts,
    )
    # A lone surrogate has no UTF-8 form.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def demand_extra(
    what: str = "the report", packages: Sequence[str] = ("jinja2", "jsonschema-rs", "pygments")
) -> None:
    """Raise MissingExtraError unless all is installed that a page takes.

    By default that is what a report with findings takes; every page takes jinja2.
    """
    from importlib.util import find_spec

    missing = [name for name in packages if find_spec(name.replace("-", "_")) is None]
    if missing:
        raise MissingExtraError(
            f"{what} needs {' and '.join(missing)}: not installed",
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
