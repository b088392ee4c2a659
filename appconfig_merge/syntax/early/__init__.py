"""Early errors: what ECMA-262's static semantics refuse in a text that its grammar takes.

``context`` is what the rules lean on, ``walk`` is the one traversal of a finished tree, ``faults``
drives all rules over it, and the other modules hold the rules, by subject.
"""

from __future__ import annotations

from appconfig_merge.syntax.early.faults import first_fault
from appconfig_merge.syntax.early.walk import Fault

__all__ = ["Fault", "first_fault"]
