"""Loops over all stretches of a list, from each start to each end, that one pass can replace.

for i in range(len(xs)):
    total = 0
    for j in range(i, len(xs)):
        total += xs[j]
        best = max(best, total)        # or: if total == k: count += 1
"""

from dataclasses import dataclass

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    changed_during,
    code,
    index_of,
    integer_of,
    is_name,
    name_of,
    names_in,
    simple_assignment,
    sole_statement,
    statements_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, source
from afterburner.policy.rules.joins import added_one
from afterburner.policy.rules.rule import Safety, rule
from afterburner.policy.rules.scans import starts_at_zero


@dataclass(frozen=True, slots=True)
class Stretches:
    """The two loops over all stretches, and what is done with the sum of each."""

    loop: cst.For
    counter: str
    items: str
    total: str
    action: cst.CSTNode


def stretches(outer: cst.For) -> Stretches | None:
    """Return the parts of loops that sum all stretches, or None."""
    body = statements_of(outer.body)
    counter = name_of(outer.target)
    if len(body) != 2 or not isinstance(body[1], cst.For) or not starts_at_zero(outer):  # noqa: PLR2004 - total = 0, loop
        return None
    started, inner = simple_assignment(body[0]), body[1]
    total = name_of(started[0]) if started and integer_of(started[1]) == 0 else None
    limits = arguments(inner.iter, "range", count=2)
    steps = statements_of(inner.body)
    whole = arguments(outer.iter, "range")
    if total is None or limits is None or counter is None or len(steps) != 2 or whole is None:  # noqa: PLR2004
        return None
    items = _added_items(steps[0], total, name_of(inner.target))
    same_end = code(limits[1]) == code(whole[0]) and is_name(limits[0], counter)
    if items is None or not same_end or inner.orelse is not None or outer.orelse is not None:
        return None
    return Stretches(outer, counter, items, total, steps[1])


def _added_items(step: cst.CSTNode, total: str, counter: str | None) -> str | None:
    """Return xs for ``total += xs[j]``."""
    added = added_one(cst.SimpleStatementSuite([step])) if isinstance(step, cst.BaseSmallStatement) else None
    held = index_of(expression(added[1])) if added and added[0] == total else None
    if held is None or counter is None or not is_name(held[1], counter) or counter in names_in(held[0]):
        return None
    return code(held[0])


@rule(
    name="maximum-subarray",
    reason="The best sum of all stretches needs one pass: each best stretch extends the one before it or starts anew.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=320,
    before="""\
values = [i * 37 % 101 - 50 for i in range(1200)]
best = values[0]
for i in range(len(values)):
    total = 0
    for j in range(i, len(values)):
        total += values[j]
        best = max(best, total)
print(best)
""",
    after="""\
values = [i * 37 % 101 - 50 for i in range(1200)]
best = values[0]
total = 0
for i in range(len(values)):
    total = max(total, 0) + values[i]
    best = max(best, total)
print(best)
""",
)
class MaximumSubarray(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            found = stretches(node) if isinstance(node, cst.For) else None
            best = _best(found.action, found.total) if found is not None else None
            if found is None or best is None or not self.claim():
                continue
            self.replace_statement(
                found.loop,
                f"{found.total} = 0\nfor {found.counter} in {source(found.loop.iter)}:\n"
                f"    {found.total} = max({found.total}, 0) + {found.items}[{found.counter}]\n"
                f"    {best} = max({best}, {found.total})\n",
            )


def _best(action: cst.CSTNode, total: str) -> str | None:
    """Return best for ``best = max(best, total)`` and ``if total > best: best = total``."""
    if isinstance(action, cst.If) and action.orelse is None:
        target, value = simple_assignment(sole_statement(action.body)) or (None, None)
        best = name_of(target)
        tests = {f"{total}>{best}", f"{total}>={best}", f"{best}<{total}", f"{best}<={total}"}
        return best if is_name(value, total) and code(action.test).replace(" ", "") in tests else None
    target, value = simple_assignment(action) or (None, None)
    best, compared = name_of(target), arguments(value, "max", count=2)
    if best is None or compared is None or {name_of(part) for part in compared} != {best, total}:
        return None
    return best


@rule(
    name="subarray-sum-count",
    reason="The stretches with a given sum are counted in one pass: two prefix sums differ by it.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=37,
    before="""\
values = [i * 37 % 101 - 50 for i in range(1200)]
found = 0
for i in range(len(values)):
    total = 0
    for j in range(i, len(values)):
        total += values[j]
        if total == 17:
            found += 1
print(found)
""",
    after="""\
from collections import Counter
values = [i * 37 % 101 - 50 for i in range(1200)]
found = 0
total = 0
prefixes = Counter([0])
for i in range(len(values)):
    total += values[i]
    found += prefixes.get(total - 17, 0)
    prefixes[total] += 1
print(found)
""",
)
class SubarraySumCount(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            found = stretches(node) if isinstance(node, cst.For) else None
            if found is None or not isinstance(found.action, cst.If) or found.action.orelse is not None:
                continue
            counted, wanted = added_one(found.action.body), _wanted(found.action.test, found.total)
            fixed = wanted is not None and not names_in(expression(wanted)) & changed_during(found.loop, self.module)
            if counted is None or counted[1] != "1" or wanted is None or not fixed or not self.claim():
                continue
            prefixes = self.names.fresh("prefixes", "prefix_counts")
            self.replace_statement(
                found.loop,
                f"{found.total} = 0\n{prefixes} = {self.imports.use('collections', 'Counter')}([0])\n"
                f"for {found.counter} in {source(found.loop.iter)}:\n"
                f"    {found.total} += {found.items}[{found.counter}]\n"
                f"    {counted[0]} += {prefixes}.get({found.total} - {wanted}, 0)\n"
                f"    {prefixes}[{found.total}] += 1\n",
            )


def _wanted(test: cst.BaseExpression, total: str) -> str | None:
    """Return k for ``total == k`` and ``k == total``."""
    if not isinstance(test, cst.Comparison) or len(test.comparisons) != 1:
        return None
    left, right = test.left, test.comparisons[0].comparator
    if not isinstance(test.comparisons[0].operator, cst.Equal) or (is_name(left, total) == is_name(right, total)):
        return None
    other = right if is_name(left, total) else left
    return code(other) if isinstance(other, cst.Name | cst.Integer) else None
