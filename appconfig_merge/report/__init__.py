"""The HTML report: one file that shows a configuration beside the texts it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge._lazy import lazily

if TYPE_CHECKING:
    from appconfig_merge.report.page import demand_extra, render_report

__all__ = ["demand_extra", "render_report"]

__getattr__, __dir__ = lazily(__name__, {"page": ("demand_extra", "render_report")})
