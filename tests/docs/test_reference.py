"""The reference is complete and up to date, and what the policies say is so."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec

import pytest

from tests.docs.pages import ROOT
from tests.docs.reference import FOLDER, PAGES

MODULES = {
    "python": ["appconfig_merge", "appconfig_merge.checks", "appconfig_merge.known_keys"],
    "python-rest": ["appconfig_merge.rest"],
    "python-testing": ["appconfig_merge.testing", "appconfig_merge.strategies"],
}
"""The pages of the Python interface, and the modules that each is about."""


@pytest.mark.parametrize("name", PAGES)
def test_made_pages_are_up_to_date(name: str) -> None:
    """`python -m tests.docs.reference` would change nothing."""
    assert (FOLDER / f"{name}.md").read_text("utf-8") == PAGES[name]()


@pytest.mark.parametrize("page", MODULES)
def test_every_public_name_is_in_the_reference(page: str) -> None:
    """What is in __all__ of a page's modules is on it, and nothing else."""
    text = (FOLDER / f"{page}.md").read_text("utf-8")
    told = re.findall(r"^::: ([\w.]+)$", text, re.MULTILINE)
    public = [f"{name}.{one}" for name in MODULES[page] for one in import_module(name).__all__]

    assert sorted(told) == sorted(one for one in public if not one.endswith("__version__"))


def test_every_page_is_in_the_navigation() -> None:
    """Each page but those of the rules, which the site's hook adds, and no page that isn't."""
    docs = ROOT / "docs"
    navigation = (docs / "site" / "mkdocs.yml").read_text("utf-8")
    named = re.findall(r": ([\w/-]+\.md)$", navigation, re.MULTILINE)
    there = [page.relative_to(docs).as_posix() for page in docs.glob("**/*.md")]
    outside = {"project/changes.md", "project/contributing.md", "project/security.md"}

    assert sorted(named) == sorted({page for page in there if "rules/" not in page} | outside)


def test_what_contributing_names_is_there() -> None:
    """Its commands' modules, and its files and folders, of the repository or of the package."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    modules = set(re.findall(r"python -m ([\w.]+)", text)) - {"venv"}
    paths = set(re.findall(r"`([\w./-]+(?:/|\.py|\.json|\.yml))`", text))

    assert {"pytest", "tests.regenerate"} <= modules
    assert [name for name in modules if find_spec(name) is None] == []
    assert {"cli/", "limits.py"} <= paths
    homes = (ROOT, ROOT / "appconfig_merge")
    assert [one for one in paths if not any((home / one).exists() for home in homes)] == []


def test_the_policy_names_the_versions_of_python() -> None:
    """Those for which the package says that it is made."""
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    versions = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', project)
    policy = (ROOT / "docs" / "compatibility.md").read_text("utf-8")
    (told,) = re.findall(r"^\| Python \| (3.*?),? and", policy, re.MULTILINE)

    assert told.split(", ") == versions
