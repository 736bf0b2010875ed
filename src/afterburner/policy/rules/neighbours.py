"""Loops over an index that only read an element and its neighbours: walking through shifted copies hands them over."""

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import assigned_names, code, index_of, mentions, name_of, names_in, walk
from afterburner.policy.rules.building import expression
from afterburner.policy.rules.gathering import mentions_of_all
from afterburner.policy.rules.indices import Aliases, Index, aliases_of, index_sum, ranged
from afterburner.policy.rules.loops import StableElements
from afterburner.policy.rules.rule import Safety, rule

_MOST_SHIFTS = 4
Walk = cst.For | cst.CompFor


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reads:
    """What a loop over ``i`` reads of a sequence: ``a[i - 1]``, ``a[i]``..."""

    name: str
    start: int
    shifts: dict[int, list[cst.Subscript]]
    """The subscripts by what they add to ``i``."""


@rule(
    name="neighbours-by-zip",
    reason="`a[i]` and `a[i + 1]` cost an addition and two look-ups a round; `zip(a, a[1:])` hands both over.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.3,
    before="""\
def count(values):
    rises = 0
    for i in range(1, len(values)):
        if values[i] > values[i - 1]:
            rises += values[i] - values[i - 1]
    return rises + sum(values[i] < values[i + 1] > values[i + 2] for i in range(len(values) - 2))

print(count([5, 2, 9, 7, 1, 3] * 60000))
""",
    after="""\
def count(values):
    rises = 0
    for value_0, value_1 in zip(values, values[1:]):
        if value_1 > value_0:
            rises += value_1 - value_0
    return rises + sum(value_2 < value_3 > value_4 for value_2, value_3, value_4 in zip(values, values[1:], values[2:]))

print(count([5, 2, 9, 7, 1, 3] * 60000))
""",
)
class NeighboursByZip(StableElements):
    def plan(self) -> None:
        for loop in walk(self.module):
            if not isinstance(loop, cst.For | cst.CompFor) or not isinstance(loop.target, cst.Name):
                continue
            body = self._body(loop)
            found = self._found(loop, loop.target.value, body) if body is not None else None
            if body is None or found is None or self.is_planned(loop) or any(map(self.is_planned, _subscripts(found))):
                continue
            if self.claim():
                self._hand_over(loop, loop.target.value, body, found)

    def _body(self, loop: Walk) -> cst.CSTNode | None:
        """Return what a loop does in each round; None where that can't be rewritten."""
        if isinstance(loop, cst.For):
            return loop.body if loop.asynchronous is None else None
        around = self.parents.of(loop)
        single = loop.inner_for_in is None and loop.asynchronous is None
        return around if single and isinstance(around, cst.ListComp | cst.SetComp | cst.GeneratorExp) else None

    def _found(self, loop: Walk, index: str, body: cst.CSTNode) -> _Reads | None:
        if isinstance(loop, cst.For) and (index in assigned_names(body) or self._is_used_after(loop, index)):
            return None
        aliases = aliases_of(self.parents.scope(loop))
        bounds = ranged(loop.iter, aliases)
        if bounds is None or bounds[2] != 1 or bounds[1] is None or bounds[0].terms:
            return None
        for name in sorted(self._indexed(body)):
            reads = _Reads(name=name, start=bounds[0].constant, shifts=self._shifts(body, name, index, aliases))
            if reads.shifts and self._fits(reads, bounds[1]) and self.is_stable(name, body):
                return reads
        return None

    def _indexed(self, body: cst.CSTNode) -> set[str]:
        accesses = (index_of(node) for node in walk(body))
        return {name for access in accesses if access is not None and (name := name_of(access[0])) is not None}

    def _shifts(self, body: cst.CSTNode, name: str, index: str, aliases: Aliases) -> dict[int, list[cst.Subscript]]:
        found: dict[int, list[cst.Subscript]] = {}
        for node in walk(body):
            access = index_of(node)
            if access is None or name_of(access[0]) != name or not isinstance(node, cst.Subscript):
                continue
            if index not in names_in(access[1]):
                continue
            shift = index_sum(access[1], aliases).minus(Index(terms=frozenset([(index, 1)])))
            if shift is not None:
                found.setdefault(shift, []).append(node)
        return dict(sorted(found.items()))

    def _fits(self, reads: _Reads, end: Index) -> bool:
        """Tell whether the shortest of the shifted copies ends where the loop does."""
        last = end.shifted(max(reads.shifts) + 1).terms == frozenset([(f"len({reads.name})", 1)])
        short = end.constant + max(reads.shifts) == -1
        within = min(reads.shifts) + reads.start >= 0
        return last and short and within and 1 < len(reads.shifts) <= _MOST_SHIFTS

    def _is_used_after(self, loop: cst.For, index: str) -> bool:
        inside = set(mentions(loop, index))
        outside = [each for each in mentions_of_all(self.parents.scope(loop), {index}) if each not in inside]
        return any(not self._is_rebound(each) for each in outside)

    def _is_rebound(self, mention: cst.Name) -> bool:
        for around in self.parents.ancestors(mention):
            if isinstance(around, cst.AssignTarget):
                return True
            if isinstance(around, cst.For) and mention.value in names_in(around.target):
                return True
            if isinstance(around, cst.ListComp | cst.GeneratorExp | cst.SetComp | cst.DictComp) and any(
                mention.value in names_in(part.target) for part in walk(around.for_in) if isinstance(part, cst.CompFor)
            ):
                return True
        return False

    def _hand_over(self, loop: Walk, index: str, body: cst.CSTNode, reads: _Reads) -> None:
        names = {shift: self._named(reads.name) for shift in reads.shifts}
        for shift, nodes in reads.shifts.items():
            for node in nodes:
                self.replace(node, cst.Name(names[shift]))
        starts = [reads.start + shift for shift in reads.shifts]
        walked = [f"{reads.name}[{start}:]" if start else reads.name for start in starts]
        bound = mentions(loop, index) if isinstance(loop, cst.CompFor) else mentions(loop.target, index)
        everywhere = mentions(body, index)
        indexing = sum(len(nodes) for nodes in reads.shifts.values())
        others = len([each for each in everywhere if each not in bound]) - indexing
        targets = [*([index] if others else []), *names.values()]
        walked = [*([code(loop.iter)] if others else []), *walked]
        self.replace(loop.target, expression(", ".join(targets)))
        self.replace(loop.iter, expression(f"zip({', '.join(walked)})"))

    def _named(self, name: str) -> str:
        singular = name[:-1] if name.endswith("s") and len(name) > 2 else f"{name}_item"  # noqa: PLR2004 - not "xs"
        number = next(number for number in range(1000) if self.names.is_free(f"{singular}_{number}"))
        return self.names.fresh(f"{singular}_{number}")


def _subscripts(reads: _Reads) -> Iterator[cst.Subscript]:
    for nodes in reads.shifts.values():
        yield from nodes
