"""How much is told of the idioms: ``python -m tests.differential.corpus [--given] [NAME ...]``.

Per family the leaves, those that all pages agree on and that stay unresolved, and the snippets that
are refused; then the worst. With names, those snippets or families only, and what is told of each.
"""

from __future__ import annotations

import argparse
from collections import defaultdict

from tests.differential.corpus import outcomes, snippets
from tests.differential.oracle import Oracle


def main() -> None:
    """Print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential.corpus")
    parser.add_argument("names", nargs="*", help="snippets or families; all if there is none")
    parser.add_argument("--given", action="store_true", help="each page's URL and values are given")
    options = parser.parse_args()
    named = set(options.names)
    chosen = [one for one in snippets() if not named or {one.name, one.family} & named]
    oracle = Oracle()
    families = defaultdict(list)
    for one in outcomes(oracle, chosen, given=options.given):
        families[one.snippet.family].append(one)
    oracle.close()
    heads = ("snippets", "leaves", "lost", "share", "refused", "wrong")
    print(f"{'family':16}", *(f"{head:>8}" for head in heads))
    everything = [one for own in families.values() for one in own]
    for name, own in [*families.items(), ("all", everything)]:
        leaves, lost = sum(one.leaves for one in own), sum(one.lost for one in own)
        refused, wrong = sum(bool(one.refused) for one in own), sum(bool(one.wrong) for one in own)
        share = lost / max(leaves, 1)
        print(f"{name:16} {len(own):8} {leaves:8} {lost:8} {share:8.1%} {refused:8} {wrong:8}")
    for one in sorted(everything, key=lambda one: -one.lost)[: None if named else 25]:
        if one.lost:
            print(f"lost {one.lost:3} of {one.leaves:3}  {one.snippet.family}: {one.snippet.name}")
    for one in everything:
        if one.refused:
            print(f"refused        {one.snippet.family}: {one.snippet.name}: {one.refused}")
        for problem in one.wrong:
            print(f"WRONG          {one.snippet.family}: {one.snippet.name}: {problem}")


if __name__ == "__main__":
    main()
