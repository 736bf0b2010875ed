"""Sorted lists used where order is asked for: bisection, insertion in place, the few smallest."""

from dataclasses import dataclass

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    changed_during,
    code,
    index_of,
    integer_of,
    is_invariant,
    is_name,
    is_pure,
    method_call,
    name_of,
    names_in,
    same,
    simple_assignment,
    slice_of,
    sole_statement,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, source
from afterburner.policy.rules.joins import added_one, times
from afterburner.policy.rules.rule import Safety, rule

_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Count:
    """The number of items below (above) a bound, counted one by one."""

    node: cst.For | cst.Call
    items: cst.BaseExpression
    sign: str
    bound: cst.BaseExpression
    total: str = ""
    amount: str = "1"


def _comparison(test: cst.BaseExpression, item: str) -> tuple[str, cst.BaseExpression] | None:
    """Return (sign, bound) for ``item < bound`` or ``bound > item``."""
    if not isinstance(test, cst.Comparison) or len(test.comparisons) != 1:
        return None
    sign = code(test.comparisons[0].operator).strip()
    right = test.comparisons[0].comparator
    if sign not in _MIRRORED:
        return None
    for own, other, way in ((test.left, right, sign), (right, test.left, _MIRRORED[sign])):
        if is_name(own, item) and item not in names_in(other) and is_pure(other):
            return way, other
    return None


def _counted(node: cst.CSTNode) -> Count | None:
    if isinstance(node, cst.For) and node.orelse is None:
        return _counted_loop(node)
    summed = arguments(node, "sum", "len")
    counted = summed[0] if summed else None
    if not isinstance(counted, cst.GeneratorExp | cst.ListComp) or not isinstance(node, cst.Call):
        return None
    loop = counted.for_in
    ones = integer_of(counted.elt) == 1 or (name_of(node.func) == "len" and isinstance(counted, cst.ListComp))
    if not ones or loop.inner_for_in is not None or len(loop.ifs) != 1:
        return None
    found = _compared(loop.target, loop.iter, loop.ifs[0].test)
    return Count(node, *found) if found else None


def _counted_loop(loop: cst.For) -> Count | None:
    condition = sole_statement(loop.body)
    if not isinstance(condition, cst.If) or condition.orelse is not None:
        return None
    added = added_one(condition.body)
    found = _compared(loop.target, loop.iter, condition.test)
    if added is None or found is None or names_in(expression(added[1])) & names_in(loop.target):
        return None
    return Count(loop, *found, *added)


def _compared(
    target: cst.BaseExpression, items: cst.BaseExpression, test: cst.BaseExpression
) -> tuple[cst.BaseExpression, str, cst.BaseExpression] | None:
    """Return (items, sign, bound) for a test of each item, also of ``xs[j]`` for all j."""
    item = name_of(target)
    if item is None:
        return None
    limits = arguments(items, "range")
    length = arguments(limits[0], "len") if limits else None
    if length is not None and isinstance(test, cst.Comparison):
        fresh = f"{item}_th"
        places = [part for part in walk(test) if (index_of(part) or (None, None))[1] is not None]
        for part in places:
            held = index_of(part)
            if held and same(held[0], length[0]) and is_name(held[1], item):
                renamed = test.deep_replace(part, cst.Name(fresh))
                found = _comparison(renamed, fresh) if isinstance(renamed, cst.Comparison) else None
                if found is not None and item not in names_in(found[1]):
                    return length[0], *found
        return None
    found = _comparison(test, item)
    return (items, *found) if found is not None else None


@rule(
    name="count-below-by-bisect",
    reason="Counting the items below a bound walks all of them; in a list sorted once, bisection finds the number.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=64,
    before="""\
scores = [i * 37 % 1009 for i in range(1200)]
ranks = []
for mine in scores:
    rank = 1
    for other in scores:
        if other > mine:
            rank += 1
    ranks.append(rank)
print(sum(ranks))
""",
    after="""\
from bisect import bisect_right
scores = [i * 37 % 1009 for i in range(1200)]
ranks = []
ordered = sorted(scores)
for mine in scores:
    rank = 1
    rank += len(ordered) - bisect_right(ordered, mine)
    ranks.append(rank)
print(sum(ranks))
""",
)
class CountBelowByBisect(PlannedRewriter):
    def plan(self) -> None:
        built: dict[tuple[cst.CSTNode, str], str] = {}
        for node in walk(self.module):
            found = _counted(node)
            around = self._around(found) if found is not None else None
            statement = self.parents.statement(around) if around is not None else None
            if found is None or statement is None or self.is_planned(node) or not self.claim():
                continue
            key = statement, code(found.items)
            if key not in built:
                built[key] = self.names.fresh("ordered")
                self.insert_before(statement, f"{built[key]} = sorted({source(found.items)})")
            number = self._number(found, built[key])
            if isinstance(found.node, cst.For):
                self.replace_statement(found.node, f"{found.total} += {times(found.amount, number)}")
            else:
                self.replace(found.node, expression(number))

    def _around(self, found: Count) -> cst.CSTNode | None:
        """Return the outermost loop in which the items stay the same, if the bound changes in it."""
        best = None
        for repetition in self.parents.repetitions(found.node):
            if not is_invariant(found.items, repetition, self.module):
                break
            best = repetition
        if best is None or not names_in(found.bound) & changed_during(best, self.module):
            return None
        return best

    def _number(self, found: Count, ordered: str) -> str:
        side = "bisect_left" if found.sign in {"<", ">="} else "bisect_right"
        number = f"{self.imports.use('bisect', side)}({ordered}, {source(found.bound)})"
        if found.sign in {"<", "<="}:
            return number
        alone = isinstance(found.node, cst.For) and found.amount == "1"
        return f"len({ordered}) - {number}" if alone else f"(len({ordered}) - {number})"


@rule(
    name="insort-for-sort-in-loop",
    reason="Sorting again after each item costs a pass over the whole list; `insort` finds the place by bisection.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=10,
    before="""\
ordered = []
medians = 0
for i in range(3000):
    ordered.append(i * 7919 % 10007)
    ordered.sort()
    medians += ordered[len(ordered) // 2]
print(medians)
""",
    after="""\
from bisect import insort
ordered = []
medians = 0
for i in range(3000):
    insort(ordered, i * 7919 % 10007)
    medians += ordered[len(ordered) // 2]
print(medians)
""",
)
class InsortForSortInLoop(PlannedRewriter):
    def plan(self) -> None:
        for line in walk(self.module):
            if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1 or not self.parents.loops(line):
                continue
            name = _sorted_in_place(line.body[0])
            previous = self.parents.before(line)[:1]
            item = _appended(previous[0], name) if previous and name else None
            added = _sorted_with(line.body[0])
            if name is not None and item is not None and self.claim():
                self.replace_statement(previous[0], f"{self.imports.use('bisect', 'insort')}({name}, {item})")
                self.remove(line)
            elif added is not None and self.claim():
                self.replace_statement(line, f"{self.imports.use('bisect', 'insort')}({added[0]}, {added[1]})")


def _sorted_in_place(small: cst.CSTNode) -> str | None:
    """Return xs for ``xs.sort()`` and ``xs = sorted(xs)``."""
    parts = method_call(small.value, "sort", 0) if isinstance(small, cst.Expr) else None
    if parts:
        return name_of(parts[0])
    target, value = simple_assignment(small) or (None, None)
    ordered = arguments(value, "sorted")
    name = name_of(target)
    return name if name is not None and ordered and is_name(ordered[0], name) else None


def _appended(statement: cst.BaseStatement, name: str) -> str | None:
    small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) and len(statement.body) == 1 else None
    parts = method_call(small.value, "append") if isinstance(small, cst.Expr) else None
    return source(parts[1]) if parts and is_name(parts[0], name) else None


def _sorted_with(small: cst.CSTNode) -> tuple[str, str] | None:
    """Return (xs, item) for ``xs = sorted(xs + [item])``."""
    target, value = simple_assignment(small) or (None, None)
    ordered = arguments(value, "sorted")
    joined = ordered[0] if ordered else None
    name = name_of(target)
    if name is None or not isinstance(joined, cst.BinaryOperation) or not isinstance(joined.operator, cst.Add):
        return None
    if not is_name(joined.left, name) or not isinstance(joined.right, cst.List) or len(joined.right.elements) != 1:
        return None
    return name, source(joined.right.elements[0].value)


@rule(
    name="end-of-sorted",
    reason="The first or last of a sorted copy is the minimum or maximum, found in one pass without sorting.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME, Objective.MEMORY],
    speedup=4,
    before="""\
values = [i * 7919 % 100003 for i in range(100000)]
print(sorted(values)[0], sorted(values)[-1], sorted(values, reverse=True)[0])
""",
    after="""\
values = [i * 7919 % 100003 for i in range(100000)]
print(min(values), max(values), max(values))
""",
)
class EndOfSorted(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            held = index_of(node)
            position = integer_of(held[1]) if held else None
            if held is None or position not in {0, -1} or not isinstance(held[0], cst.Call):
                continue
            function = _end_function(held[0], last=position == -1)
            if function is not None and self.claim():
                self.replace(node, expression(f"{function}({_arguments(held[0])})"))


def _keyword(argument: cst.Arg) -> str | None:
    return argument.keyword.value if argument.keyword is not None else None


def _arguments(call: cst.Call) -> str:
    """Return the arguments of a ``sorted`` call as text, without ``reverse``."""
    kept = [argument for argument in call.args[1:] if _keyword(argument) == "key"]
    return ", ".join([source(call.args[0].value), *(f"key={source(argument.value)}" for argument in kept)])


def _end_function(call: cst.Call, *, last: bool) -> str | None:
    """Return what finds the end of a sorted copy: ``min`` or ``max``; None if the order of equals could matter."""
    if name_of(call.func) != "sorted" or not call.args or call.args[0].keyword is not None or call.args[0].star:
        return None
    options = {_keyword(argument): argument.value for argument in call.args[1:]}
    backwards = options.pop("reverse", None)
    if options.keys() - {"key"} or (backwards is not None and name_of(backwards) not in {"True", "False"}):
        return None
    if options and last:
        return None
    is_backwards = backwards is not None and name_of(backwards) == "True"
    return "max" if is_backwards != last else "min"


MOST = 20
"""Up to so many smallest items, a heap is faster than sorting all."""


@rule(
    name="few-smallest-of-sorted",
    reason="The few smallest items are found in one pass with a small heap, without sorting all or keeping a copy.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME, Objective.MEMORY],
    speedup=2,
    before="""\
values = [i * 7919 % 1000003 for i in range(200000)]
print(sorted(values)[:3], sorted(values, reverse=True)[:2])
""",
    after="""\
from heapq import nsmallest
from heapq import nlargest
values = [i * 7919 % 1000003 for i in range(200000)]
print(nsmallest(3, values), nlargest(2, values))
""",
)
class FewSmallestOfSorted(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            found = slice_of(node)
            part = found[1] if found else None
            if part is None or part.step is not None or part.lower is not None or part.upper is None:
                continue
            number = integer_of(part.upper)
            few = isinstance(part.upper, cst.Name) or (number is not None and 0 < number <= MOST)
            call = found[0] if found else None
            function = _end_function(call, last=False) if isinstance(call, cst.Call) else None
            if few and function is not None and isinstance(call, cst.Call) and self.claim():
                name = self.imports.use("heapq", "nsmallest" if function == "min" else "nlargest")
                self.replace(node, expression(f"{name}({code(part.upper)}, {_arguments(call)})"))
