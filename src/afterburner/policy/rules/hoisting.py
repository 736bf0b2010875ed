"""Work repeated in every round of a loop, with the same result each time, is done once before it."""

from collections.abc import Iterator

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    PURE_METHODS,
    code,
    is_invariant,
    mentions,
    mutated_names,
    name_of,
    names_in,
    normalized,
    simple_assignment,
    targets_named,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, source
from afterburner.policy.rules.rule import Safety, rule

_NAMES = {
    "max": "largest",
    "min": "smallest",
    "sum": "total",
    "sorted": "ordered",
    "set": "distinct",
    "list": "items",
    "tuple": "items",
    "Counter": "counts",
    "dict": "table",
}
"""Functions that walk all they are given, and how to call what they return."""
_METHODS = {
    "count": "number",
    "split": "parts",
    "index": "position",
    "lower": "lowered",
    "upper": "uppered",
    "join": "joined",
}
_FRESH = frozenset({"sorted", "set", "list", "Counter", "dict", "split"})
"""Those whose result can be changed, so that sharing it between rounds could be seen."""
_READERS = frozenset(
    [
        "len",
        "sum",
        "min",
        "max",
        "sorted",
        "set",
        "list",
        "tuple",
        "enumerate",
        "zip",
        "range",
        "any",
        "all",
        "map",
        "print",
    ]
)


class Hoister(PlannedRewriter):
    """Moves expressions out of the loops in which they always have the same value."""

    def candidates(self) -> Iterator[tuple[cst.BaseExpression, str]]:
        """Yield expressions that may be worth it, each with a name for its value."""
        raise NotImplementedError

    def once(self, node: cst.BaseExpression) -> str:
        """Return the text of ``node`` to be computed before the loop."""
        return source(node)

    def plan(self) -> None:
        hoisted: dict[tuple[cst.CSTNode, str], str] = {}
        for node, name in self.candidates():
            if any(ancestor in self._replacements for ancestor in self.parents.ancestors(node)):
                continue
            around = self._outermost(node)
            statement = self.parents.statement(around) if around is not None else None
            if statement is None or not self.claim():
                continue
            if around is not None and self._moves(node, around, statement):
                continue
            key = statement, normalized(node)
            if key not in hoisted:
                hoisted[key] = self.names.fresh(name)
                self.insert_before(statement, f"{hoisted[key]} = {self.once(node)}")
            self.replace(node, expression(hoisted[key]))

    def _moves(self, node: cst.BaseExpression, around: cst.CSTNode, statement: cst.BaseStatement) -> bool:
        """Move the whole line ``name = node`` before the loop, if it always runs and nothing else sets the name."""
        line = self.parents.statement(node)
        target, value = simple_assignment(line) or (None, None)
        blocks = {loop.body for loop in self.parents.loops(node)}
        name = name_of(target)
        if value is not node or line is None or name is None or self.parents.of(line) not in blocks:
            return False
        if mentions(around, name)[0] is not target or targets_named(around, name) != 1:
            return False
        self.insert_before(statement, f"{name} = {self.once(node)}")
        self.remove(line)
        return True

    def _outermost(self, node: cst.BaseExpression) -> cst.CSTNode | None:
        """Return the outermost loop or comprehension around ``node`` in which its value stays the same."""
        found = None
        for repetition in self.parents.repetitions(node):
            if not is_invariant(node, repetition, self.module):
                break
            found = repetition
        return found


def hoistable_name(node: cst.CSTNode) -> tuple[str, str] | None:
    """Return (function, name for its value) if ``node`` calls something that walks a container."""
    if not isinstance(node, cst.Call) or not names_in(node):
        return None
    if isinstance(node.func, cst.Attribute):
        method = node.func.attr.value
        return (method, _METHODS[method]) if method in _METHODS and method in PURE_METHODS else None
    function = name_of(node.func) or ""
    if not node.args or function not in _NAMES or not names_in(node) - {function}:
        return None
    # max(a, b) is as quick as a name
    walks = len(node.args) == 1 or any(argument.keyword for argument in node.args)
    return (function, _NAMES[function]) if walks else None


@rule(
    name="loop-invariant-call",
    reason="A sum, maximum, sorted copy or set of something that does not change in the loop is computed once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=110,
    before="""\
values = [i * 37 % 1009 for i in range(2000)]
near = 0
for value in values:
    if value > max(values) - 10:
        near += 1
shares = [round(value / sum(values), 6) for value in values]
print(near, max(shares))
""",
    after="""\
values = [i * 37 % 1009 for i in range(2000)]
near = 0
largest = max(values, default=None)
for value in values:
    if value > largest - 10:
        near += 1
total = sum(values)
shares = [round(value / total, 6) for value in values]
print(near, max(shares))
""",
)
class LoopInvariantCall(Hoister):
    def candidates(self) -> Iterator[tuple[cst.BaseExpression, str]]:
        for node in walk(self.module):
            found = hoistable_name(node)
            if found and isinstance(node, cst.Call) and (found[0] not in _FRESH or self._is_only_read(node)):
                yield node, found[1]

    def once(self, node: cst.BaseExpression) -> str:
        # a loop over nothing never asked for the maximum of nothing
        if isinstance(node, cst.Call) and name_of(node.func) in {"min", "max"} and len(node.args) == 1:
            return f"{code(node.func)}({source(node.args[0].value)}, default=None)"
        return source(node)

    def _is_only_read(self, node: cst.Call) -> bool:
        parent = self.parents.of(node)
        if isinstance(parent, cst.Arg):
            call = self.parents.of(parent)
            return isinstance(call, cst.Call) and name_of(call.func) in _READERS
        if isinstance(parent, cst.Attribute):
            return parent.attr.value in PURE_METHODS
        if isinstance(parent, cst.Assign):
            return self._is_read_by_name(parent)
        return isinstance(parent, cst.Subscript | cst.ComparisonTarget | cst.Comparison | cst.For | cst.CompFor)

    def _is_read_by_name(self, assignment: cst.Assign) -> bool:
        target = name_of((simple_assignment(assignment) or (None, None))[0])
        loops = self.parents.loops(assignment)
        return target is not None and bool(loops) and target not in mutated_names(loops[-1])


@rule(
    name="membership-of-rebuilt-container",
    reason="A list or set built only to be asked with `in`, again in every round, is built once, as a set.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=600,
    before="""\
prices = {i: i * 3 for i in range(3000)}
hits = 0
for i in range(3000):
    if i in prices.values():
        hits += 1
    if i in [price + 1 for price in prices]:
        hits += 1
print(hits)
""",
    after="""\
prices = {i: i * 3 for i in range(3000)}
hits = 0
values_set = set(prices.values())
items_set = {price + 1 for price in prices}
for i in range(3000):
    if i in values_set:
        hits += 1
    if i in items_set:
        hits += 1
print(hits)
""",
)
class MembershipOfRebuiltContainer(Hoister):
    def candidates(self) -> Iterator[tuple[cst.BaseExpression, str]]:
        for node in walk(self.module):
            if isinstance(node, cst.ComparisonTarget) and isinstance(node.operator, cst.In | cst.NotIn):
                name = _container_name(node.comparator)
                if name:
                    yield node.comparator, name

    def once(self, node: cst.BaseExpression) -> str:
        if isinstance(node, cst.ListComp | cst.SetComp):
            return code(cst.SetComp(node.elt, node.for_in))
        if isinstance(node, cst.Call) and name_of(node.func) in {"set", "frozenset"}:
            return source(node)
        if isinstance(node, cst.Call) and name_of(node.func) in {"list", "tuple", "sorted"}:
            return f"set({source(node.args[0].value)})"
        return f"set({source(node)})"


def _container_name(node: cst.BaseExpression) -> str | None:
    if isinstance(node, cst.ListComp | cst.SetComp):
        return "items_set"
    if not isinstance(node, cst.Call):
        return None
    if isinstance(node.func, cst.Attribute):
        return f"{node.func.attr.value}_set" if node.func.attr.value in {"values", "split", "items"} else None
    known = name_of(node.func) in {"set", "frozenset", "list", "tuple", "sorted"}
    return "items_set" if known and len(node.args) == 1 else None
