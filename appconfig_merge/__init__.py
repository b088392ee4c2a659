"""What configuration a self-hosted Twilio Flex UI will run with, and why.

:func:`effective_config` does the whole job. The parts by themselves: :func:`script_layer`,
:func:`configuration_layer`, :func:`ui_attributes_layer` read, :func:`merge` merges,
:func:`render` writes. Everything is imported on first use, to keep the start fast.
"""

from __future__ import annotations

from appconfig_merge._lazy import lazily

__getattr__, __dir__ = lazily(__name__)
