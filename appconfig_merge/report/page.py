"""The page of one configuration beside the texts that it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.report.document import demand_extra, document, embedded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.checks import Context, Finding
    from appconfig_merge.verification.difference import Verification

_SCRIPTS: Final = (
    "findings", "running", "model", "tree", "sources", "story", "lines", "main",
)  # fmt: skip
"""The parts of the page's script that no other page has, in order."""


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
    from appconfig_merge.report.data import PageData
    from appconfig_merge.report.plain import plain_rows
    from appconfig_merge.report.running import Running

    page = PageData(context, findings, verification, shows_secrets=shows_secrets)
    running = None
    if verification is not None:
        running = Running(page, verification, context.leaves)
    data = {**page.to_dict(), "running": None if running is None else running.to_dict()}
    return document(
        "report",
        _SCRIPTS,
        embedded(data),
        file=page.names[context.script.name],
        rules=f"Flex UI {data['release']}" if data["release"] else "Twilio's documented rules",
        groups=data["groups"],
        values=len(data["values"]),
        findings=data["findings"],
        plain=plain_rows(context, page, running),
        masked=data["masked"],
        running=running,
    )
