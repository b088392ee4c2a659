"""Modules of a page, evaluated through what they import (ECMA-262 16.2)."""

from __future__ import annotations

from appconfig_merge.evaluation.modules.running import run_module

__all__ = ["run_module"]
