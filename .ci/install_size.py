"""Count what an environment has installed: run by .ci/distribution, with its path."""

from __future__ import annotations

import sys
from importlib.metadata import distributions
from pathlib import Path

MOST_PACKAGES = 6
MOST_MEGABYTES = 8.0


def main(environment: Path) -> None:
    """Print the packages and their size; exit with 1 where they are more than promised."""
    (site_packages,) = environment.glob("lib/python3*/site-packages")
    sizes = {
        found.metadata["Name"]: sum(
            Path(str(found.locate_file(file))).stat().st_size
            for file in found.files or ()
            if file.suffix != ".pyc" and Path(str(found.locate_file(file))).is_file()
        )
        for found in distributions(path=[str(site_packages)])
    }
    megabytes = sum(sizes.values()) / 1_000_000
    each = ", ".join(f"{name} {size / 1_000_000:.1f}" for name, size in sorted(sizes.items()))
    print(f"{len(sizes)} packages, {megabytes:.1f} MB: {each}")
    if len(sizes) > MOST_PACKAGES or megabytes > MOST_MEGABYTES:
        sys.exit("the base install is larger than README says")


main(Path(sys.argv[1]))
