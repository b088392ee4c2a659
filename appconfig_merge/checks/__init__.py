"""Checks: rules that look at a configuration and its sources for what bites."""

from __future__ import annotations

from appconfig_merge._lazy import lazily

__getattr__, __dir__ = lazily(__name__)
