"""Stretches of a list that are filled item by item: one slice assignment fills them in C."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    index_of,
    is_name,
    is_pure,
    name_of,
    names_in,
    simple_assignment,
    sole_statement,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, source
from afterburner.policy.rules.rule import Safety, rule

_TWO, _THREE = 2, 3


def _bounds(iterable: cst.BaseExpression) -> list[cst.BaseExpression] | None:
    """Return the two or three arguments of ``range``; one alone says nothing of where the stretch begins."""
    return arguments(iterable, "range", count=_TWO) or arguments(iterable, "range", count=_THREE)


def _filled(loop: cst.For) -> tuple[str, str] | None:
    """Return (list, value) for a loop that does nothing but ``list[i] = value``, with a value that does not change."""
    variable = name_of(loop.target)
    target, value = simple_assignment(sole_statement(loop.body)) or (None, None)
    held = index_of(target) if target is not None else None
    filled = name_of(held[0]) if held is not None else None
    if held is None or filled is None or variable is None or value is None or not is_name(held[1], variable):
        return None
    is_fixed = is_pure(value) and not names_in(value) & {variable, filled}
    return (filled, source(value)) if is_fixed and loop.orelse is None else None


@rule(
    name="slice-filled-at-once",
    reason="Filling a stretch item by item runs bytecode for each; a slice assignment copies it in C.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=20,
    before="""\
taken = [False] * 500001
for start in range(0, 450000, 1000):
    for place in range(start, start + 5000):
        taken[place] = True
print(sum(taken))
""",
    after="""\
taken = [False] * 500001
for start in range(0, 450000, 1000):
    taken[start:start + 5000] = [True] * len(range(start, start + 5000))
print(sum(taken))
""",
)
class SliceFilledAtOnce(PlannedRewriter):
    def plan(self) -> None:
        for loop in walk(self.module):
            found = _filled(loop) if isinstance(loop, cst.For) else None
            bounds = _bounds(loop.iter) if isinstance(loop, cst.For) else None
            if not isinstance(loop, cst.For) or found is None or bounds is None or not self.claim():
                continue
            stretch = ":".join(source(bound) for bound in bounds)
            # The range's own length, so that an empty or a stepped stretch gets as many values as it has places.
            self.replace_statement(loop, f"{found[0]}[{stretch}] = [{found[1]}] * len({source(loop.iter)})")
