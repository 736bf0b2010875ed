"""Inner loops that only add up a stretch of a list: prefix sums give each stretch by one subtraction."""

from dataclasses import dataclass

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import arguments, code, index_of, is_invariant, name_of, names_in, walk
from afterburner.policy.rules.building import PlannedRewriter
from afterburner.policy.rules.joins import added_one
from afterburner.policy.rules.linear import linear
from afterburner.policy.rules.rule import Safety, rule


@dataclass(frozen=True, slots=True)
class Stretch:
    """``for j in range(start, stop): total += items[j]``."""

    total: str
    items: cst.BaseExpression
    start: str
    stop: str


def _stretch(loop: cst.For) -> Stretch | None:
    added = added_one(loop.body) if loop.orelse is None else None
    limits = arguments(loop.iter, "range", count=2) or arguments(loop.iter, "range")
    counter = name_of(loop.target)
    held = index_of(cst.parse_expression(added[1])) if added else None
    if added is None or held is None or limits is None or counter is None or counter in names_in(held[0]):
        return None
    offset = linear(held[1]) - linear(loop.target)
    if counter in offset.terms or {counter} & {name for term in offset.terms for name in _names(term)}:
        return None
    lower = linear(limits[0]) + offset if len(limits) > 1 else offset
    return Stretch(added[0], held[0], lower.text(), (linear(limits[-1]) + offset).text())


def _names(term: str) -> set[str]:
    return names_in(cst.parse_expression(term))


@rule(
    name="inner-sum-to-prefix-sums",
    reason="A loop that adds up `xs[i:j]` item by item for each window is one subtraction of prefix sums.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=200,
    before="""\
values = [i * 37 % 101 for i in range(3000)]
k = 500
best = 0
for i in range(len(values) - k + 1):
    total = 0
    for j in range(i, i + k):
        total += values[j]
    best = max(best, total)
print(best)
""",
    after="""\
from itertools import accumulate
values = [i * 37 % 101 for i in range(3000)]
k = 500
best = 0
prefix = [0, *accumulate(values)]
for i in range(len(values) - k + 1):
    total = 0
    total += prefix[i + k] - prefix[i]
    best = max(best, total)
print(best)
""",
)
class InnerSumToPrefixSums(PlannedRewriter):
    def plan(self) -> None:
        built: dict[tuple[cst.CSTNode, str], str] = {}
        for loop in walk(self.module):
            found = _stretch(loop) if isinstance(loop, cst.For) else None
            around = self._around(loop, found) if found is not None and isinstance(loop, cst.For) else None
            if found is None or around is None or not isinstance(loop, cst.For) or not self.claim():
                continue
            key = around, code(found.items)
            if key not in built:
                built[key] = self.names.fresh("prefix")
                accumulate = self.imports.use("itertools", "accumulate")
                self.insert_before(around, f"{built[key]} = [0, *{accumulate}({code(found.items)})]")
            end, begin = f"{built[key]}[{found.stop}]", f"{built[key]}[{found.start}]"
            self.replace_statement(loop, f"{found.total} += {end}" + ("" if found.start == "0" else f" - {begin}"))

    def _around(self, loop: cst.For, found: Stretch) -> cst.BaseStatement | None:
        """Return the outermost loop in which the items stay the same, if the stretch changes in it."""
        best = None
        for outer in self.parents.loops(loop):
            if not is_invariant(found.items, outer, self.module):
                break
            best = outer
        if best is None or is_invariant(loop.iter, best, self.module):
            return None
        return best
