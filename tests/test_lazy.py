"""Packages whose names are stated once, in their stub, and imported on first use."""

from __future__ import annotations

import ast
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import appconfig_merge

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES = [
    "appconfig_merge",
    "appconfig_merge.checks",
    "appconfig_merge.known_keys",
    "appconfig_merge.releases",
    "appconfig_merge.report",
    "appconfig_merge.rest",
    "appconfig_merge.testing",
]
ROOT = Path(appconfig_merge.__file__).parent


def package(name: str) -> Any:
    """The module, of which type checkers know nothing but its stub."""
    return import_module(name)


def imported(stub: str) -> Iterator[tuple[str, str, str]]:
    """Home, name there and name here of all that a stub imports from this package."""
    for node in ast.parse(stub).body:
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("appconfig_merge"):
            yield from ((str(node.module), one.name, str(one.asname)) for one in node.names)


def test_every_package_with_a_stub_is_tested_here() -> None:
    """A new one can't be forgotten."""
    stubs = {path.parent for path in ROOT.rglob("__init__.pyi")}

    assert stubs == {Path(package(name).__file__).parent for name in PACKAGES}


@pytest.mark.parametrize("name", PACKAGES)
def test_the_public_names_are_those_of_the_stub(name: str) -> None:
    """Each name of the stub, and nothing else, is there: the very object of its home."""
    module = package(name)
    stub = Path(module.__file__).with_suffix(".pyi").read_text("utf-8")
    names = {here: getattr(import_module(home), there) for home, there, here in imported(stub)}

    assert names
    assert module.__all__ == dir(module) == sorted(names)
    assert {here: getattr(module, here) for here in names} == names


@pytest.mark.parametrize("name", PACKAGES)
def test_a_star_import_gives_the_public_names(name: str) -> None:
    """``__all__`` is made on first use, too, and Python asks for it."""
    space: dict[str, object] = {}

    exec(f"from {name} import *", space)

    assert sorted(space.keys() - {"__builtins__"}) == package(name).__all__


@pytest.mark.parametrize("name", PACKAGES)
def test_an_unknown_name_is_an_attribute_error(name: str) -> None:
    """The packages fail like any other."""
    with pytest.raises(AttributeError, match=f"module '{name}' has no attribute 'nonsense'"):
        _ = package(name).nonsense


def run(code: str, *path: Path) -> str:
    """The output of a program that finds modules in these places first."""
    program = f"import sys; sys.path[:0] = {[str(one) for one in path]}\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


def made(folder: Path, stub: str) -> Path:
    """A package named ``made`` with a stub and a module ``home``, in a folder."""
    root = folder / "made"
    root.mkdir(parents=True)
    lazily = "from appconfig_merge._lazy import lazily\n__getattr__, __dir__ = lazily(__name__)\n"
    (root / "__init__.py").write_text(lazily, "utf-8")
    (root / "__init__.pyi").write_text(stub, "utf-8")
    (root / "home.py").write_text("new = 'a value'\n", "utf-8")
    return folder


def test_a_deprecated_name_works_and_is_not_listed(tmp_path: Path) -> None:
    """A stub's ``OLD = NEW`` is an old name: asking for it warns, each time, naming the new."""
    stub = "from made.home import new as new\n\nold = new\n"
    code = (
        "import made, warnings\n"
        "with warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always')\n"
        "    print(made.old, made.old, dir(made))\n"
        "print(*(f'{one.category.__name__}: {one.message}' for one in caught), sep='\\n')\n"
    )

    assert run(code, made(tmp_path, stub)) == (
        "a value a value ['new']\n"
        "DeprecationWarning: made.old is deprecated: it is called new now\n"
        "DeprecationWarning: made.old is deprecated: it is called new now\n"
    )


def test_a_package_in_a_zip_file(tmp_path: Path) -> None:
    """The stub is read by what the package was loaded by."""
    folder = made(tmp_path / "plain", "from made.home import new as new\n")
    archive = tmp_path / "made.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(folder.rglob("*.py*")):
            file.write(path, path.relative_to(folder))

    assert run("from made import new; import made; print(new, made.__file__)", archive) == (
        f"a value {archive / 'made' / '__init__.py'}\n"
    )


def test_importing_a_package_does_not_read_its_stub(tmp_path: Path) -> None:
    """Not before a name is asked for: a start that needs none doesn't pay for it."""
    folder = made(tmp_path, "")
    code = (
        "import pathlib, made\n"
        f"stub = pathlib.Path({str(folder / 'made' / '__init__.pyi')!r})\n"
        "stub.write_text('from made.home import new as new')\n"
        "print(made.new)\n"
    )

    assert run(code, folder) == "a value\n"
