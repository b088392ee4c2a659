"""A verification as text, JSON, JUnit's XML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from appconfig_merge.rendering.style import PLAIN, Style

if TYPE_CHECKING:
    from appconfig_merge.rendering.verification.shown import ShownVerification

    VerificationFormat = Literal["text", "json", "junit"]


def render_verification(
    shown: ShownVerification,
    format: VerificationFormat = "text",
    *,
    width: int = 120,
    style: Style = PLAIN,
) -> str:
    """Write what a verification found, with a final newline.

    ``text`` is for people, ``json`` has everything (``schema_version`` 1), ``junit`` is the XML
    that CI servers take for tests. ``width`` and ``style`` concern ``text`` only.
    """
    if format == "json":
        from appconfig_merge.rendering.json_text import dump
        from appconfig_merge.rendering.verification.as_json import verification_report

        return dump(verification_report(shown))
    if format == "junit":
        from appconfig_merge.rendering.verification.junit import render_junit

        return render_junit(shown)
    from appconfig_merge.rendering.verification.text import render_text

    return render_text(shown, width, style)
