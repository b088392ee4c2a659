"""Making many objects without Python's cyclic garbage collector."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from appconfig_merge import Source, effective_config
from appconfig_merge.collector import in_batches, without_collector

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=[True, False], ids=["collecting", "not collecting"])
def collecting(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Whether garbage is collected when a test begins."""
    before = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if before else gc.disable)()


def test_the_collector_rests_while_objects_are_made(collecting: bool) -> None:
    """Afterwards it is as it was, also where making them fails."""
    with without_collector():
        assert not gc.isenabled()
    assert gc.isenabled() is collecting

    with pytest.raises(KeyError), without_collector():
        raise KeyError
    assert gc.isenabled() is collecting


@pytest.mark.parametrize("count", [0, 1, 8191, 8192, 8193, 16384])
def test_batches_change_nothing(count: int) -> None:
    """Items made in batches are the items, in their order."""
    assert list(in_batches(iter(range(count)))) == list(range(count))


def test_each_batch_is_made_without_the_collector_and_used_with_it(collecting: bool) -> None:
    """Whoever goes through the items meets the collector as it was; many are made at once."""
    made: list[bool] = []

    def items() -> Iterator[int]:
        for item in range(10_000):
            made.append(gc.isenabled())
            yield item

    used = [(gc.isenabled(), len(made)) for _ in in_batches(items())]

    assert {one for one, _ in used} == {collecting}
    assert set(made) == {False}
    assert [number for _, number in used[::8192]] == [8192, 10_000]


def test_what_a_script_was_read_to_needs_no_collector() -> None:
    """A function closes over the window, which has the function: the circle is cut in time."""
    script = Source(
        "appConfig.js",
        "const own = () => own;\nvar appConfig = { url: () => appConfig, name: own };",
    )

    def read() -> None:
        list(effective_config(script).leaves())

    read()  # what is imported and kept at a first use makes circles of its own
    gc.collect()
    with without_collector():
        read()
        assert gc.collect() == 0
