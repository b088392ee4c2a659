"""All handlers of syntax nodes, in a table for expressions and one for statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.expressions import (
    assignment,
    branches,
    call_expressions,
    chains,
    literals,
    members,
    names,
    operators,
    tags,
    unevaluated,
)
from appconfig_merge.evaluation.functions import classes, splitting, suspending
from appconfig_merge.evaluation.functions.calling import call_function
from appconfig_merge.evaluation.functions.construction import call_super, construct
from appconfig_merge.evaluation.machine import Functions
from appconfig_merge.evaluation.statements import (
    blocks,
    declarations,
    loops,
    skipping,
    switching,
    trying,
)

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import ExpressionTable, StatementTable

EXPRESSIONS: Final[ExpressionTable] = {
    **names.HANDLERS,
    **literals.HANDLERS,
    **members.HANDLERS,
    **call_expressions.HANDLERS,
    **chains.HANDLERS,
    **operators.HANDLERS,
    **branches.HANDLERS,
    **assignment.HANDLERS,
    **classes.HANDLERS,
    **splitting.HANDLERS,
    **tags.HANDLERS,
    **unevaluated.HANDLERS,
}

STATEMENTS: Final[StatementTable] = {
    **blocks.HANDLERS,
    **declarations.HANDLERS,
    **loops.HANDLERS,
    **switching.HANDLERS,
    **trying.HANDLERS,
    **skipping.HANDLERS,
    **suspending.HANDLERS,
}

FUNCTIONS: Final = Functions(call_function, construct, call_super)
