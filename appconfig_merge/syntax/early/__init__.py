"""Early errors: what ECMA-262's static semantics refuse in a text that its grammar takes.

``spans`` and ``context`` are what the rules lean on, ``walk`` drives them over a finished tree
in one traversal, and the other modules hold the rules, by subject.
"""

from __future__ import annotations

from appconfig_merge.syntax.early.walk import Fault, first_fault

__all__ = ["Fault", "first_fault"]
