"""What plugins may set, in the data of the report."""

from __future__ import annotations

from typing import Any

from appconfig_merge import Source
from appconfig_merge.checks import check
from appconfig_merge.inputs.contexts import read_context
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import Inputs
from appconfig_merge.report import render_report
from appconfig_merge.report.data import PageData

PLUGIN = """\
manager.updateConfig({ theme: { isLight: false }, other: 1 });
if (x) manager.updateConfig({ apiKey: "SK0123456789abcdef0123456789abcdef" });
"""


def _data(*, shows_secrets: bool = False) -> tuple[dict[str, Any], str]:
    script = Source("appConfig.js", "var appConfig = { theme: { isLight: true } };")
    context = read_context(Reader(), Inputs(script, plugins=(Source("p.js", PLUGIN),))).context
    findings = check(context)
    page = PageData(context, findings, shows_secrets=shows_secrets)
    return page.to_dict(), render_report(context, findings, shows_secrets=shows_secrets)


def test_what_plugins_may_set_is_told() -> None:
    """A finding where somebody has written a value, a remark where nobody has."""
    data, _ = _data()
    assert [one["message"] for one in data["findings"] if one["rule"] == "plugin-may-override"] == [
        "plugin p may set theme.isLight to false, over the true of appConfig.js (p.js:1:42)"
    ]
    assert [
        (one["path"], one["message"]) for one in data["remarks"] if one["rule"] == "plugin-later"
    ] == [
        (("other",), "p may set other to 1 (p.js:1:58)"),
        (("apiKey",), 'p may set apiKey to "********", when x (p.js:2:39)'),
    ]


def test_secrets_of_plugins_are_masked() -> None:
    """A report is shown to others."""
    _, page = _data()
    assert "0123456789abcdef" not in page
    _, page = _data(shows_secrets=True)
    assert "0123456789abcdef" in page
