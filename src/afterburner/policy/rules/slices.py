"""Slices made only to be asked with `in`: the position of an item in the whole list tells it at once."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import integer_of, is_invariant, is_pure, slice_of, walk
from afterburner.policy.rules.building import PlannedRewriter, expression, operand, source
from afterburner.policy.rules.rule import Safety, rule


@rule(
    name="membership-in-slice",
    reason="`x in xs[i:]` copies and walks the slice; the last position of `x`, kept in a dict, is compared with `i`.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=12,
    before="""\
values = [i * 37 % 3001 for i in range(3000)]
repeats = 0
for i in range(len(values)):
    if values[i] + 1 in values[i + 1:]:
        repeats += 1
    if values[i] + 2 not in values[:i]:
        repeats += 1
print(repeats)
""",
    after="""\
values = [i * 37 % 3001 for i in range(3000)]
repeats = 0
last_positions = {value: index for index, value in enumerate(values)}
first_positions = dict(zip(reversed(values), range(len(values) - 1, -1, -1)))
for i in range(len(values)):
    if last_positions.get(values[i] + 1, -1) >= i + 1:
        repeats += 1
    if first_positions.get(values[i] + 2, len(values)) >= i:
        repeats += 1
print(repeats)
""",
)
class MembershipInSlice(PlannedRewriter):
    def plan(self) -> None:
        built: dict[tuple[cst.CSTNode, str], str] = {}
        for node in walk(self.module):
            if not isinstance(node, cst.Comparison) or len(node.comparisons) != 1 or not is_pure(node):
                continue
            target = node.comparisons[0]
            found = slice_of(target.comparator) if isinstance(target.operator, cst.In | cst.NotIn) else None
            if found is None or found[1].step is not None or not _has_one_end(found[1]):
                continue
            statement = self._place(node, *found)
            if statement is not None and self.claim():
                self._ask(node, *found, statement, built)

    def _place(self, node: cst.Comparison, items: cst.BaseExpression, part: cst.Slice) -> cst.BaseStatement | None:
        """Return the statement before which the positions can be found, if the slice changes after it."""
        around = None
        for repetition in self.parents.repetitions(node):
            if not is_invariant(items, repetition, self.module):
                break
            around = repetition
        end = part.lower or part.upper
        if around is None or end is None or is_invariant(end, around, self.module):
            return None
        return self.parents.statement(around)

    def _ask(
        self,
        node: cst.Comparison,
        items: cst.BaseExpression,
        part: cst.Slice,
        statement: cst.BaseStatement,
        built: dict[tuple[cst.CSTNode, str], str],
    ) -> None:
        text, is_last = operand(items), part.lower is not None
        whole = f"dict(zip(reversed({text}), range(len({text}) - 1, -1, -1)))"
        table = f"{{value: index for index, value in enumerate({text})}}" if is_last else whole
        key = statement, table
        if key not in built:
            built[key] = self.names.fresh("last_positions" if is_last else "first_positions")
            self.insert_before(statement, f"{built[key]} = {table}")
        end = part.lower or part.upper
        is_in = isinstance(node.comparisons[0].operator, cst.In)
        sign = ">=" if is_in == is_last else "<"
        missing = "-1" if is_last else f"len({text})"
        bound = source(end) if end is not None else ""
        asked = f"{built[key]}.get({source(node.left)}, {missing}) {sign} {bound}"
        self.replace(node, expression(f"({asked})" if node.lpar else asked))


def _has_one_end(part: cst.Slice) -> bool:
    ends = [end for end in (part.lower, part.upper) if end is not None]
    return len(ends) == 1 and (integer_of(ends[0]) or 0) >= 0
