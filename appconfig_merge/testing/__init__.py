"""A fake Flex Configuration API on loopback, for tests and for trying things with no account.

Needs the extra ``testing``: ``pip install "appconfig-merge[testing]"``. In a program::

    with FakeFlexApi() as api:
        api.fail(RateLimited(), method="POST")
        run_my_tool(env=api.environment)
        assert api.resource["ui_attributes"]["theme"] == {"isLight": False}

:class:`FakeFleet` is the same for many accounts. In a terminal: ``python -m
appconfig_merge.testing``. In pytest: the fixtures ``flex_api`` and ``flex_fleet`` of
:mod:`appconfig_merge.testing.plugin`.
"""

from __future__ import annotations

from appconfig_merge._lazy import lazily

__getattr__, __dir__ = lazily(__name__)
