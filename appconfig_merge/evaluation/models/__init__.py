"""The built-in functions: those that are modelled, and what is known of the others.

``calls.py`` asks :func:`find` for a model and has :func:`run` run it. A model that can't give
an exact result raises NotKnown before it has changed anything itself; the call is then treated
as one of a function that isn't modelled, and what it could reach is unknown.
"""

from appconfig_merge.evaluation.models.call import Call
from appconfig_merge.evaluation.models.invocation import run
from appconfig_merge.evaluation.models.others import HARMLESS, HARMLESS_METHODS, STORAGE_METHODS
from appconfig_merge.evaluation.models.table import find, find_borrowed, find_constructor
from appconfig_merge.evaluation.reasons import reason_for

__all__ = [
    "HARMLESS",
    "HARMLESS_METHODS",
    "STORAGE_METHODS",
    "Call",
    "find",
    "find_borrowed",
    "find_constructor",
    "reason_for",
    "run",
]
