"""Elements, lengths and sums that stay the same in an inner loop are looked up or computed once before it."""

import re

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    assigned_names,
    changed_during,
    index_of,
    name_of,
    names_in,
    normalized,
    parts_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, source
from afterburner.policy.rules.counted_loops import resized_names
from afterburner.policy.rules.parents import Loop
from afterburner.policy.rules.rule import Safety, rule

_PARTS = (cst.Name, cst.Integer, cst.Float, cst.BinaryOperation, cst.UnaryOperation, cst.Subscript)
_LONGEST_NAME = 20
_DIVISIONS = (cst.Divide, cst.FloorDivide, cst.Modulo, cst.Power, cst.LeftShift)


@rule(
    name="invariant-in-inner-loop",
    reason="The innermost loop looks up the same element or computes the same sum in each round: once is enough.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.2,
    before="""\
def pairs(values, limit):
    found = 0
    for i in range(len(values)):
        for j in range(i):
            if values[j] < values[i] and values[i] - values[j] < limit * 2:
                found += 1
    return found

def letters(text):
    found = [0] * 26
    for letter in text:
        found[ord(letter) - ord("a")] += len(text)
    return found

print(pairs([i * 7919 % 1009 for i in range(900)], 50), letters("afterburner" * 5000))
""",
    after="""\
def pairs(values, limit):
    found = 0
    limit_2 = limit * 2
    for i in range(len(values)):
        values_i = values[i]
        for j in range(i):
            if values[j] < values_i and values_i - values[j] < limit_2:
                found += 1
    return found

def letters(text):
    found = [0] * 26
    ord_a = ord("a")
    len_text = len(text)
    for letter in text:
        found[ord(letter) - ord_a] += len_text
    return found

print(pairs([i * 7919 % 1009 for i in range(900)], 50), letters("afterburner" * 5000))
""",
)
class InvariantInInnerLoop(PlannedRewriter):
    def plan(self) -> None:
        for loop in walk(self.module):
            if not isinstance(loop, cst.For | cst.While) or not self.parents.block(loop):
                continue
            found = self._invariants(loop)
            if found and self.claim():
                for nodes in found.values():
                    name = self._named(nodes[0])
                    self.insert_before(loop, f"{name} = {source(nodes[0])}")
                    for node in nodes:
                        self.replace(node, cst.Name(name))

    def _invariants(self, loop: Loop) -> dict[str, list[cst.BaseExpression]]:
        """Return by text the largest expressions of ``loop`` that stay the same while it runs."""
        changed = changed_during(loop, self.module)
        sized = (assigned_names(loop) | resized_names(loop)) - {None}
        counted = {
            name for each in self.parents.loops(loop) if isinstance(each, cst.For) for name in names_in(each.target)
        }
        found: dict[str, list[cst.BaseExpression]] = {}
        pending: list[cst.CSTNode] = [loop.body, *([loop.test] if isinstance(loop, cst.While) else [])]
        while pending:
            node = pending.pop()
            if isinstance(node, cst.FunctionDef | cst.Lambda | cst.ClassDef | cst.AnnAssign) or self.is_planned(node):
                continue
            stays = isinstance(node, cst.BaseExpression) and self._is_worth(node) and _stays(node, changed, sized)
            if stays and isinstance(node, cst.BaseExpression) and self._may_be_early(node, loop, counted):
                found.setdefault(normalized(node), []).append(node)
            else:
                pending.extend([*parts_of(node)][::-1])
        return found

    def _is_worth(self, node: cst.BaseExpression) -> bool:
        """Tell whether ``node`` costs something, in a loop that contains no other."""
        if isinstance(self.parents.of(node), cst.AssignTarget | cst.AugAssign | cst.Del) and not self._is_value(node):
            return False
        costs = isinstance(node, cst.Subscript | cst.Call) or (isinstance(node, cst.BinaryOperation) and names_in(node))
        inmost = next(iter(self.parents.loops(node)), None)
        if not costs or inmost is None or self._is_walked(node):
            return False
        return not any(isinstance(part, cst.For | cst.While) for part in walk(inmost.body))

    def _is_value(self, node: cst.BaseExpression) -> bool:
        around = self.parents.of(node)
        return isinstance(around, cst.AugAssign) and around.value is node

    def _is_walked(self, node: cst.BaseExpression) -> bool:
        # the first walk of a comprehension is as rare as the statement around it, but runs in the loop all the same
        child: cst.CSTNode = node
        for around in self.parents.ancestors(node):
            if isinstance(around, cst.For):
                return child is around.iter
            child = around
        return False

    def _may_be_early(self, node: cst.BaseExpression, loop: Loop, counted: set[str]) -> bool:
        """Tell whether ``node`` can be computed even if no round would: it raises nothing, or each round computes it."""
        parts = [*walk(node)]
        risky = [part for part in parts if isinstance(part, cst.Subscript | cst.BinaryOperation) and _may_fail(part)]
        if not risky or all(isinstance(part, cst.Subscript) and _is_counted(part, counted) for part in risky):
            return True
        child: cst.CSTNode = node
        for around in self.parents.ancestors(node):
            if around is loop:
                return True
            tested = (getattr(around, "test", None), getattr(around, "left", None))
            if isinstance(around, _CONDITIONAL) and child not in tested:
                return False
            child = around
        return True

    def _named(self, node: cst.BaseExpression) -> str:
        words = re.findall(r"[A-Za-z]\w*|\d+", normalized(node))
        name = "_".join(words)
        return self.names.fresh(name if name.isidentifier() and 2 < len(name) <= _LONGEST_NAME else "fixed")  # noqa: PLR2004


_CONDITIONAL = (cst.If, cst.IfExp, cst.BooleanOperation, cst.For, cst.While, cst.CompFor, cst.Try, cst.Comparison)


def _stays(node: cst.BaseExpression, changed: set[str], sized: set[str | None]) -> bool:
    measured = arguments(node, "len")
    if measured is not None:
        return isinstance(measured[0], cst.Name) and measured[0].value not in sized
    called = arguments(node, "ord", "float")
    if called is not None:
        return isinstance(called[0], cst.SimpleString)
    if isinstance(node, cst.Call) or not isinstance(node, _PARTS):
        return False
    if isinstance(node, cst.Name):
        return node.value not in changed
    parts = [part for part in parts_of(node) if isinstance(part, cst.BaseExpression | cst.SubscriptElement | cst.Index)]
    return all(_stays_within(part, changed, sized) for part in parts)


def _stays_within(part: cst.CSTNode, changed: set[str], sized: set[str | None]) -> bool:
    if isinstance(part, cst.BaseExpression):
        return _stays(part, changed, sized)
    if isinstance(part, cst.Slice):
        return False
    return all(_stays_within(each, changed, sized) for each in parts_of(part))


def _may_fail(part: cst.CSTNode) -> bool:
    return isinstance(part, cst.Subscript) or (
        isinstance(part, cst.BinaryOperation) and isinstance(part.operator, _DIVISIONS)
    )


def _is_counted(part: cst.Subscript, counted: set[str]) -> bool:
    access = index_of(part)
    return access is not None and name_of(access[1]) in counted
