"""The models of built-in functions, and what a call does that none of them can tell.

``calls.py`` asks :func:`find` for a function's row and has :func:`run` run its model. A model that
can't give an exact result raises NotKnown before it has changed anything itself; the call is then
:func:`unevaluated`, and what its row says that it changes is unknown.
"""

from appconfig_merge.evaluation.models.call import Call
from appconfig_merge.evaluation.models.finding import find
from appconfig_merge.evaluation.models.invocation import call_own, is_called_own, run
from appconfig_merge.evaluation.models.unevaluated import unevaluated

__all__ = ["Call", "call_own", "find", "is_called_own", "run", "unevaluated"]
