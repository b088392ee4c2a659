"""The default reader: tree-sitter's concrete tree of any JavaScript, turned into ESTree."""

from __future__ import annotations

from appconfig_merge.syntax.tree_sitter.reader import read, read_json

__all__ = ["read", "read_json"]
