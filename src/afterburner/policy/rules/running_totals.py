"""Loops that make running totals: ``accumulate`` makes them in C."""

from collections.abc import Sequence

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    code,
    index_of,
    integer_of,
    is_name,
    mentions,
    method_call,
    name_of,
    simple_assignment,
    walk,
)
from afterburner.policy.rules.building import source
from afterburner.policy.rules.gathering import Gatherer, Gathering, iterated
from afterburner.policy.rules.indices import Counting, Index, aliases_of, index_sum
from afterburner.policy.rules.rule import Safety, rule


@rule(
    name="accumulate-loop",
    reason="`accumulate` makes running totals in C; the loop indexes the list twice for each.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=2.0,
    before="""\
numbers = [i % 10 for i in range(200000)]
prefix = [0]
for number in numbers:
    prefix.append(prefix[-1] + number)
n = len(numbers)
again = [0] * (n + 1)
for i in range(n):
    again[i + 1] = again[i] + numbers[i]
print(prefix[-1], again[n])
""",
    after="""\
from itertools import accumulate
numbers = [i % 10 for i in range(200000)]
prefix = list(accumulate(numbers, initial=0))
n = len(numbers)
again = list(accumulate(numbers, initial=0))
print(prefix[-1], again[n])
""",
)
class AccumulateLoop(Gatherer):
    def plan(self) -> None:
        for loop in walk(self.module):
            gathering = Gathering.of(loop) if isinstance(loop, cst.For) else None
            if gathering is None or gathering.conditional or len(gathering.loops) > 1 or not isinstance(loop, cst.For):
                continue
            found = self._appended(loop, gathering.action) or self._stored(loop, gathering.action)
            if found is None or self.leaks(gathering) or self.is_planned(found[1]) or not self.claim():
                continue
            name, start, values = found
            total = self.imports.use("itertools", "accumulate")
            self.begin_with(start, loop, f"{name} = list({total}({values}, initial=0))")

    def _appended(self, loop: cst.For, action: cst.CSTNode) -> tuple[str, cst.SimpleStatementLine, str] | None:
        """Read ``p = [0]; for x in xs: p.append(p[-1] + x)``."""
        added = method_call(action.value, "append") if isinstance(action, cst.Expr) else None
        name = name_of(added[0]) if added else None
        if added is None or name is None or not isinstance(added[1], cst.BinaryOperation):
            return None
        parts = self._sides(added[1])
        last = [side for side in parts if (found := index_of(side)) and is_name(found[0], name)]
        start = self.start(loop, name)
        if len(last) != 1 or start is None or not self._is_zero(start) or len(mentions(loop, name)) != 2:  # noqa: PLR2004
            return None
        access = index_of(last[0])
        other = next(side for side in parts if side is not last[0])
        if access is None or integer_of(access[1]) != -1:
            return None
        return name, start, self._values(loop, other)

    def _values(self, loop: cst.For, added: cst.BaseExpression) -> str:
        if isinstance(loop.target, cst.Name) and is_name(added, loop.target.value):
            return source(loop.iter)
        return f"({source(added)} for {code(loop.target)} in {iterated(loop.iter)})"

    def _sides(self, node: cst.BaseExpression) -> Sequence[cst.BaseExpression]:
        added = isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Add)
        return (node.left, node.right) if added and isinstance(node, cst.BinaryOperation) else ()

    def _is_zero(self, start: cst.SimpleStatementLine) -> bool:
        pair = simple_assignment(start)
        value = pair[1] if pair else None
        return isinstance(value, cst.List) and len(value.elements) == 1 and integer_of(value.elements[0].value) == 0

    def _stored(self, loop: cst.For, action: cst.CSTNode) -> tuple[str, cst.SimpleStatementLine, str] | None:
        """Read ``p = [0] * (n + 1); for i in range(n): p[i + 1] = p[i] + xs[i]``, for n the length of xs."""
        pair = simple_assignment(action)
        aliases = aliases_of(self.parents.scope(loop))
        counting = Counting.of(loop, aliases)
        parts = self._sides(pair[1]) if pair else ()
        accesses = [index_of(each) for each in (pair[0], *parts)] if pair else []
        if counting is None or counting.step != 1 or len(accesses) != 3 or None in accesses:  # noqa: PLR2004 - p, p, xs
            return None
        known = [(name_of(each[0]), each[1]) for each in accesses if each is not None]
        own = [each for each in known[1:] if each[0] == known[0][0]]
        name, values = known[0][0], [each for each in known[1:] if each[0] != known[0][0]]
        if name is None or len(own) != 1 or values[0][0] is None:
            return None
        rows = [counting.row(index_sum(index, {})) for index in (known[0][1], own[0][1], values[0][1])]
        start = self._zeros(loop, name, values[0][0], counting)
        if start is None or rows[0] is None or rows[1:] != [rows[0] - 1] * 2 or counting.start.shifted(rows[0]) != _ONE:
            return None
        return name, start, values[0][0]

    def _zeros(self, loop: cst.For, name: str, values: str, counting: Counting) -> cst.SimpleStatementLine | None:
        start = self.start(loop, name)
        pair = simple_assignment(start) if start else None
        if pair is None or not isinstance(pair[1], cst.BinaryOperation) or counting.end is None:
            return None
        length = f"len({values})"
        rounds = counting.end.plus(counting.start, sign=-1).shifted(1)
        text = code(pair[1]).replace(" ", "")
        zeros = text.startswith("[0]*") and isinstance(pair[1].operator, cst.Multiply)
        return start if zeros and rounds == Index(terms=frozenset([(length, 1)])) else None


_ONE = Index(constant=1)
