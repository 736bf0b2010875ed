"""Searches in sorted lists and comparisons with all later items: bisection."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    MUTATORS,
    arguments,
    changed_during,
    code,
    index_of,
    is_name,
    is_pure,
    mentions,
    method_call,
    name_of,
    names_in,
    same,
    simple_assignment,
    sole_statement,
    statements_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, indented
from afterburner.policy.rules.joins import added_one, leaves, times, without_last
from afterburner.policy.rules.parents import Parents
from afterburner.policy.rules.rule import Safety, rule
from afterburner.policy.rules.scans import later, starts_at_zero

_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def compared(test: cst.BaseExpression, counter: str) -> tuple[cst.BaseExpression, str, cst.BaseExpression] | None:
    """Return (xs, sign, bound) for ``xs[counter] sign bound``, written either way round."""
    if not isinstance(test, cst.Comparison) or len(test.comparisons) != 1 or not is_pure(test):
        return None
    sign = code(test.comparisons[0].operator).strip()
    left, right = test.left, test.comparisons[0].comparator
    if sign not in _MIRRORED:
        return None
    for own, bound, way in ((left, right, sign), (right, left, _MIRRORED[sign])):
        held = index_of(own)
        if held and is_name(held[1], counter) and counter not in names_in(bound) | names_in(held[0]):
            return held[0], way, bound
    return None


@rule(
    name="later-smaller-count",
    reason="Counting the later items below each one compares all pairs; in a sorted list, bisection finds the number.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=110,
    before="""\
values = [i * 7919 % 1009 for i in range(1200)]
inversions = 0
for i in range(len(values)):
    for j in range(i + 1, len(values)):
        if values[i] > values[j]:
            inversions += 1
print(inversions)
""",
    after="""\
from bisect import bisect_left
values = [i * 7919 % 1009 for i in range(1200)]
inversions = 0
remaining = sorted(values)
for i in range(len(values)):
    del remaining[bisect_left(remaining, values[i])]
    inversions += bisect_left(remaining, values[i])
print(inversions)
""",
)
class LaterSmallerCount(PlannedRewriter):
    def plan(self) -> None:
        for inner in walk(self.module):
            if not isinstance(inner, cst.For) or inner.orelse is not None:
                continue
            condition, loops = sole_statement(inner.body), self.parents.loops(inner)
            if not isinstance(condition, cst.If) or condition.orelse is not None or not loops:
                continue
            outer, added = loops[0], added_one(condition.body)
            if added is not None and isinstance(outer, cst.For) and inner in statements_of(outer.body):
                self._plan_pair(outer, inner, condition, added)

    def _plan_pair(self, outer: cst.For, inner: cst.For, condition: cst.If, added: tuple[str, str]) -> None:
        limits = later(outer, inner)
        found = compared(condition.test, limits[1]) if limits else None
        held = index_of(found[2]) if found else None
        if limits is None or found is None or held is None or not starts_at_zero(outer):
            return
        items, sign, mine = found
        own = same(held[0], items) and is_name(held[1], limits[0])
        end = names_in(expression(limits[2])) | names_in(items)
        if own and not end & changed_during(outer, self.module) and self.claim():
            self._count(outer, inner, (items, sign, mine), limits[2], added)

    def _count(
        self,
        outer: cst.For,
        inner: cst.For,
        found: tuple[cst.BaseExpression, str, cst.BaseExpression],
        end: str,
        added: tuple[str, str],
    ) -> None:
        items, sign, mine = code(found[0]), found[1], code(found[2])
        remaining = self.names.fresh("remaining", "remaining_items")
        whole = items if end.replace(" ", "") == f"len({items})" else f"{items}[:{end}]"
        self.insert_before(outer, f"{remaining} = sorted({whole})")
        left = self.imports.use("bisect", "bisect_left")
        first = outer.body.body[0]
        if isinstance(first, cst.BaseStatement):
            self.insert_before(first, f"del {remaining}[{left}({remaining}, {mine})]")
        side = left if sign in {"<", ">="} else self.imports.use("bisect", "bisect_right")
        below = f"{side}({remaining}, {mine})"
        number = below if sign in {"<", "<="} else f"(len({remaining}) - {below})"
        self.replace_statement(inner, f"{added[0]} += {times(added[1], number)}")


@rule(
    name="search-in-sorted-by-bisect",
    reason="Walking a sorted list up to the first item that is large enough takes long; bisection halves it each time.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=45,
    before="""\
limits = sorted(i * 37 % 2003 for i in range(1500))
total = 0
for query in range(1500):
    place = len(limits)
    for i in range(len(limits)):
        if limits[i] >= query:
            place = i
            break
    total += place
print(total)
""",
    after="""\
from bisect import bisect_left
limits = sorted(i * 37 % 2003 for i in range(1500))
total = 0
for query in range(1500):
    place = len(limits)
    i = bisect_left(limits, query)
    if i < len(limits):
        place = i
    total += place
print(total)
""",
)
class SearchInSortedByBisect(PlannedRewriter):
    def plan(self) -> None:
        for loop in walk(self.module):
            condition = sole_statement(loop.body) if isinstance(loop, cst.For) else None
            counter = name_of(loop.target) if isinstance(loop, cst.For) else None
            if not isinstance(loop, cst.For) or not isinstance(condition, cst.If) or counter is None:
                continue
            found = compared(condition.test, counter)
            if found is None or found[1] not in {">", ">="} or condition.orelse is not None:
                continue
            whole = code(loop.iter).replace(" ", "") == f"range(len({code(found[0])}))"
            left = whole and leaves(statements_of(condition.body))
            if left and is_sorted(found[0], loop, self.parents, self.module) and self.claim():
                self._bisect(loop, condition, counter, found)

    def _bisect(
        self,
        loop: cst.For,
        condition: cst.If,
        counter: str,
        found: tuple[cst.BaseExpression, str, cst.BaseExpression],
    ) -> None:
        items, bound = code(found[0]), code(found[2])
        side = self.imports.use("bisect", "bisect_left" if found[1] == ">=" else "bisect_right")
        body = [*condition.body.body]
        if isinstance(statements_of(condition.body)[-1], cst.Break):
            body = without_last(body)
        inner = indented(body) or "    pass\n"
        orelse = f"else:\n{indented(loop.orelse.body)}" if loop.orelse is not None else ""
        text = f"{counter} = {side}({items}, {bound})\nif {counter} < len({items}):\n{inner}{orelse}"
        self.replace_statement(loop, text)


def is_sorted(items: cst.BaseExpression, place: cst.CSTNode, parents: Parents, module: cst.Module) -> bool:
    """Tell whether ``items`` is a variable that the program sorts, and never changes otherwise around ``place``."""
    name = name_of(items)
    if name is None:
        return False
    sorts = False
    for mention in mentions(module, name):
        line = parents.statement(mention)
        small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
        if isinstance(small, cst.Expr) and method_call(small.value, "sort", 0):
            sorts = True
        target, value = simple_assignment(small) or (None, None)
        if is_name(target, name) and arguments(value, "sorted"):
            sorts = True
        attribute = parents.of(mention)
        if isinstance(attribute, cst.Attribute) and attribute.attr.value in MUTATORS - {"sort", "append"}:
            return False
    loops = parents.loops(place)
    return sorts and not (loops and name in changed_during(loops[-1], module))
