"""Rules for lists that are copied in order to grow, and lists of lists that are joined."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import assigned_names, code, mentions, name_of, simple_assignment, walk
from afterburner.policy.rules.building import PlannedRewriter, small_statement
from afterburner.policy.rules.idioms import ExpressionRewriter, Idiom
from afterburner.policy.rules.patterns import match_statements
from afterburner.policy.rules.rule import Safety, rule


@rule(
    name="list-copied-to-grow",
    reason="`xs = xs + [x]` copies the list in each round; `append` and `+=` grow it in place.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME, Objective.MEMORY],
    speedup=37.0,
    before="""\
squares = []
for i in range(6000):
    squares = squares + [i * i]
print(sum(squares))
""",
    after="""\
squares = []
for i in range(6000):
    squares.append(i * i)
print(sum(squares))
""",
)
class ListCopiedToGrow(PlannedRewriter):
    def plan(self) -> None:
        for part in walk(self.module):
            if isinstance(part, cst.Assign) and self.parents.loops(part):
                self._try(part)

    def _try(self, part: cst.Assign) -> None:
        for pattern, template in (("__t = __t + [__e]", "__t.append(__e)"), ("__t = __t + __e", "__t += __e")):
            found = match_statements(pattern, [part])
            if found is None or mentions(found.node("__e"), found.code("__t")):
                continue
            starts_as_list = "[" in pattern or self._starts_as_list(part, found.code("__t"))
            if starts_as_list and not self._is_shared(part, found.node("__t")) and self.claim():
                self.replace(part, small_statement(found.fill(template).strip()))
            return

    def _starts_as_list(self, part: cst.Assign, target: str) -> bool:
        starts = [simple_assignment(other) for other in walk(self.parents.scope(part))]
        values = [start[1] for start in starts if start and code(start[0]) == target and start[1] is not part.value]
        return any(isinstance(value, cst.List | cst.ListComp) or code(value) == "list()" for value in values)

    def _is_shared(self, part: cst.Assign, target: cst.BaseExpression) -> bool:
        # another name for the same list would see it grow
        if not isinstance(target, cst.Name):
            return not isinstance(target, cst.Subscript)
        scope = self.parents.scope(part)
        if isinstance(scope, cst.FunctionDef) and target.value in assigned_names(scope.params):
            return True
        return any(self._gives_away(other, target.value) for other in walk(scope))

    @staticmethod
    def _gives_away(node: cst.CSTNode, name: str) -> bool:
        if isinstance(node, cst.Assign | cst.AnnAssign):
            return name_of(node.value) == name
        if isinstance(node, cst.Element | cst.DictElement):
            return name_of(node.value) == name
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
            return any(name_of(argument.value) == name for argument in node.args)
        return False


@rule(
    name="append-one",
    reason="`xs += [x]` builds a list of one item to take it apart again.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.5,
    before="""\
found = []
for i in range(300000):
    if i % 3:
        found += [i]
print(len(found))
""",
    after="""\
found = []
for i in range(300000):
    if i % 3:
        found.append(i)
print(len(found))
""",
)
class AppendOne(PlannedRewriter):
    def plan(self) -> None:
        for part in walk(self.module):
            if isinstance(part, cst.AugAssign) and self.parents.loops(part):
                found = match_statements("__t += [__e]", [part])
                if found is not None and self.claim():
                    self.replace(part, small_statement(found.fill("__t.append(__e)").strip()))


@rule(
    name="sum-of-lists",
    reason="`sum(lists, [])` copies what it has so far for each list; `chain` goes through them once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME, Objective.MEMORY],
    speedup=29.0,
    before="""\
rows = [[i, i + 1] for i in range(6000)]
print(sum(sum(rows, [])))
""",
    after="""\
from itertools import chain
rows = [[i, i + 1] for i in range(6000)]
print(sum(list(chain.from_iterable(rows))))
""",
)
class SumOfLists(ExpressionRewriter):
    needs = (("CHAIN", "itertools", "chain"),)
    idioms = (
        Idiom(
            (
                "sum(__lists, [])",
                "sum(__lists, start=[])",
                "sum(__lists, list())",
                "reduce(lambda _a, _b: _a + _b, __lists, [])",
                "functools.reduce(lambda _a, _b: _a + _b, __lists, [])",
                "reduce(operator.add, __lists, [])",
                "reduce(operator.concat, __lists)",
            ),
            "list(CHAIN.from_iterable(__lists))",
        ),
    )
