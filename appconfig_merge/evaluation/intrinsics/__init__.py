"""What is known of the functions and objects that every page has, a row each.

The rows are data/intrinsics.txt, which also says what its words mean. Whatever is asked of a
built-in comes from them: what typeof gives for it, whether values inherit it, what a call changes
and runs, why its result isn't known, and which model computes it.
"""

from appconfig_merge.evaluation.intrinsics.table import (
    Row,
    calls_later,
    is_member,
    method,
    of_path,
    reason_for,
    row,
    type_of,
)

__all__ = ["Row", "calls_later", "is_member", "method", "of_path", "reason_for", "row", "type_of"]
