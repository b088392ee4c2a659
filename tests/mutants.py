"""Mutants: small faults put into the package, to see whether the tests of its own folder notice.

    python -m tests.mutants --sample 20 --seed 1 merging releases

takes 20 places of ``appconfig_merge/merging`` and ``releases`` by chance, makes one fault at a time
in a copy of the project, runs the tests of the room that the fault is in, and prints the faults
that nobody noticed. Without rooms it takes all but ``evaluation``, which the differential tests
hold. A survivor is a test that is missing, or a fault that changes nothing: it says where to look.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PACKAGE = "appconfig_merge"
UNSAMPLED = frozenset({"evaluation"})
"""Rooms that are left out unless they are named."""

SECONDS = 600
"""How long the tests of a room may take before a fault counts as noticed: it runs for ever."""

_COPIED = ("appconfig_merge", "tests", "fixtures", "docs", "benchmarks", ".github")
_COMPARISONS = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}
_ARITHMETIC = {ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Mult: ("*", "+")}


class Mutant(NamedTuple):
    """One fault: ``new`` in place of the text between two offsets of a file."""

    file: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.old!r} -> {self.new!r}"


def main() -> int:
    """Sample, run, and print the survivors; 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("rooms", nargs="*", help="folders or modules of the package")
    parser.add_argument("--sample", type=int, default=20, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    sample = sampled(asked.rooms, asked.sample, asked.seed)
    print(f"{len(sample)} mutants, seed {asked.seed}", flush=True)
    survivors = [mutant for mutant, noticed in _tried(sample, asked.jobs) if not noticed]
    print(f"{len(sample) - len(survivors)} of {len(sample)} noticed by their own folder")
    return 1 if survivors else 0


def sampled(rooms: list[str], count: int, seed: int) -> list[Mutant]:
    """Mutants by chance, each place as likely as any other."""
    files = sorted((ROOT / PACKAGE).rglob("*.py"))
    names = [str(file.relative_to(ROOT)) for file in files]
    chosen = [
        name for name in names if (_room(name) in rooms if rooms else _room(name) not in UNSAMPLED)
    ]
    every = [one for name in chosen for one in mutants(name, (ROOT / name).read_text("utf-8"))]
    return random.Random(seed).sample(every, min(count, len(every)))


def mutants(file: str, text: str) -> Iterator[Mutant]:
    """Every fault that can be put into a module, one at each place."""
    starts = [0]
    for line in text.encode("utf-8").splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    data = text.encode("utf-8")

    def made(node: ast.expr | ast.stmt, start: int, end: int, new: str) -> Mutant:
        old = data[start:end].decode("utf-8")
        return Mutant(file, node.lineno, start, end, old, new)

    def span(node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            starts[node.lineno - 1] + node.col_offset,
            starts[node.end_lineno - 1] + node.end_col_offset,
        )

    def swapped(node: ast.expr, old: str, new: str, start: int, end: int) -> Mutant:
        """The mutant of an operator, which stands between its operands."""
        between = data[start:end].decode("utf-8")
        return made(node, start, end, between.replace(old, new, 1))

    for node in _executed(ast.parse(text)):
        if _is_for_types(node):
            continue
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            old, new = _COMPARISONS[type(node.ops[0])]
            yield swapped(node, old, new, span(node.left)[1], span(node.comparators[0])[0])
        elif isinstance(node, ast.BoolOp):
            old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            yield swapped(node, old, new, span(node.values[0])[1], span(node.values[1])[0])
        elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
            old, new = _ARITHMETIC[type(node.op)]
            yield swapped(node, old, new, span(node.left)[1], span(node.right)[0])
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            operand = data[slice(*span(node.operand))].decode("utf-8")
            yield made(node, *span(node), f"({operand})")
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            other = not node.value if isinstance(node.value, bool) else node.value + 1
            yield made(node, *span(node), str(other))
        elif isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare):
            start, end = span(node.test)
            yield made(node, start, end, f"not ({data[start:end].decode('utf-8')})")
        elif isinstance(node, ast.Return) and node.value is not None:
            start, end = span(node.value)
            if data[start:end] not in {b"None", b"False"}:  # None is as false as False
                yield made(node, start, end, "None")
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield):
            yield made(node, *span(node), "None")


def _executed(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes of code that runs: no annotations, no imports for types, no overloads."""
    work: list[ast.AST] = [tree]
    while work:
        node = work.pop()
        yield node
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list", "type_params"}:
                continue
            if _is_for_types(node) and name != "orelse":
                continue
            children = value if isinstance(value, list) else [value]
            work.extend(child for child in children if isinstance(child, ast.AST))


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _tried(sample: list[Mutant], jobs: int) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant, and whether the tests of its room noticed; survivors are printed at once."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(jobs):
            copies.put(_copied(Path(folder) / str(number)))

        def tried(mutant: Mutant) -> bool:
            copy = copies.get()
            try:
                return _is_noticed(mutant, copy)
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(jobs) as pool:
            for mutant, noticed in zip(sample, pool.map(tried, sample), strict=True):
                print("noticed " if noticed else "SURVIVED", mutant, flush=True)
                yield mutant, noticed


def _copied(to: Path) -> Path:
    to.mkdir()
    for name in _COPIED:
        shutil.copytree(
            ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__", ".hypothesis")
        )
    for file in ROOT.iterdir():
        if file.is_file():
            shutil.copy(file, to)
    return to


def _is_noticed(mutant: Mutant, copy: Path) -> bool:
    file = copy / mutant.file
    whole = file.read_bytes()
    changed = whole[: mutant.start] + mutant.new.encode("utf-8") + whole[mutant.end :]
    file.write_bytes(changed)
    try:
        return not _passes(own_tests(mutant.file, copy), copy)
    finally:
        file.write_bytes(whole)


def own_tests(file: str, root: Path = ROOT) -> list[str]:
    """The tests of the room that a module of the package is in, those of its name first."""
    room, module = _room(file), Path(file).stem
    named = sorted((root / "tests" / room).rglob(f"test_{module}.py"))
    places = [*named, root / "tests" / room, root / "tests" / f"test_{room}.py"]
    found = [str(place.relative_to(root)) for place in places if place.exists()]
    return found or ["tests/test_public_api.py"]


def _room(file: str) -> str:
    return Path(file).parts[1].removesuffix(".py")


def _passes(tests: list[str], copy: Path) -> bool:
    command = [
        sys.executable, "-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider",
        "-p", "no:randomly", *tests,
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, check=False, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
