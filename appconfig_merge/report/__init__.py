"""The HTML report: one file that shows a configuration beside the texts it was made of."""

from __future__ import annotations

from appconfig_merge._lazy import lazily

__getattr__, __dir__ = lazily(__name__)
