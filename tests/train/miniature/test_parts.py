"""Every way to write a part does what the part means."""

import random
from collections.abc import Callable

import pytest

from afterburner.train.miniature.lasts import LASTS
from afterburner.train.miniature.part import BASE, Ints, Last, Step, body
from afterburner.train.miniature.steps import STEPS

PARTS: dict[str, Step | Last] = {**STEPS, **LASTS}
WAYS = [(f"{name}/{way}", part, way) for name, part in PARTS.items() for way in part.ways]


@pytest.mark.parametrize(("part", "way"), [one[1:] for one in WAYS], ids=[one[0] for one in WAYS])
def test_does_what_it_means(part: Step | Last, way: str) -> None:
    function = _compiled(part, way)
    draw = random.Random(way)
    for length in (1, 2, 3, 8, 25):
        for values in (3, 20, BASE):
            xs = [draw.randrange(values) for _ in range(length)]
            assert function(list(xs)) == part.meaning(list(xs)), xs


def _compiled(part: Step | Last, way: str) -> Callable[[Ints], object]:
    end = "    return xs\n" if isinstance(part, Step) else ""
    names: dict[str, Callable[[Ints], object]] = {}
    exec("def f(xs):\n" + body(part.ways[way]) + end, names)  # noqa: S102 - our own programs
    return names["f"]


def test_there_are_enough_families_and_every_part_has_four_ways() -> None:
    assert len(LASTS) >= 10
    assert all(len(part.ways) == 4 for part in PARTS.values())


def test_values_stay_small() -> None:
    xs = list(range(BASE))
    assert all(0 <= x <= BASE for step in STEPS.values() for x in step.meaning(xs))
