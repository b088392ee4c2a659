"""Functions of the page whose result the caller may have given: ``localStorage.getItem``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.world import member_path
from appconfig_merge.javascript.conversion import NotKnown, to_primitive, to_string
from appconfig_merge.javascript.values import Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.models.call import Call
    from appconfig_merge.javascript.values import Traced


def get_item(call: Call) -> Traced:
    """What a storage is said to keep under a key (HTML 12.2.1)."""
    storage = call.path.partition(".")[0]
    if not call.arguments:
        message = f"Failed to execute 'getItem' on 'Storage': 1 argument required of {storage}"
        raise call.throw(message)
    key = to_string(to_primitive(call.known(0)))
    path = member_path(storage, key)
    if call.machine.is_overwritten(path):
        raise NotKnown(Unknown(f"the script changes what {storage} holds"))
    return call.machine.world.stored(storage, key)


def address(call: Call) -> Traced:
    """``location.toString()``: the whole address (HTML 7.2.4)."""
    if call.machine.is_overwritten("location.href"):
        raise NotKnown(Unknown("the script changes the address"))
    return call.machine.world.member("location", "href")
