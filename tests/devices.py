"""Devices that tests write to."""

from __future__ import annotations

import os

import pytest

needs_full_device = pytest.mark.skipif(
    not os.access("/dev/full", os.W_OK), reason="needs /dev/full, where no byte finds room"
)
"""Marks a test that writes to it. Systems other than Linux have none, some containers hide it."""
