"""``python -m tests.regenerate`` writes every file again that is made of the code.

Golden outputs, the reference, the pages of the rules, and the outputs in README and docs; tests
fail where one of them is stale. What needs more than this project has a command of its own: the
recorded answers of Flex UI (``python -m tests.conformance``, npm), and the report's picture
(``python -m tests.report.picture``, a browser; no test compares it).
"""

from __future__ import annotations

import subprocess
import sys

from tests.checks import pages as rule_pages
from tests.docs import pages, reference

STEPS = {
    "golden outputs": ["-m", "pytest", "-q", "--update-golden"],
    "docs/reference": ["-m", reference.__name__],
    "docs/rules": ["-m", rule_pages.__name__],
    "outputs in README and docs": ["-m", pages.__name__],
}


def main() -> int:
    """Take all steps; 1 if one of them fails."""
    failed = []
    for name, arguments in STEPS.items():
        print(f"{name} ...", flush=True)  # noqa: T201
        if subprocess.run([sys.executable, *arguments], check=False, timeout=1200).returncode:
            failed.append(name)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
