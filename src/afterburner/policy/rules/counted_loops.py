"""`while` loops that only count: a `for` loop counts in C."""

from dataclasses import dataclass

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    MUTATORS,
    assigned_names,
    code,
    integer_of,
    is_name,
    is_pure,
    mentions,
    mutated_names,
    name_of,
    names_in,
    root_name,
    simple_assignment,
    statements_of,
    targets_named,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, operand, source
from afterburner.policy.rules.extremes import shared_names
from afterburner.policy.rules.rule import Safety, rule

_UP: dict[type[cst.BaseCompOp], int] = {cst.LessThan: 0, cst.LessThanEqual: 1, cst.NotEqual: 0}
_DOWN: dict[type[cst.BaseCompOp], int] = {cst.GreaterThan: 0, cst.GreaterThanEqual: -1}
_FLIPPED: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]] = {
    cst.LessThan: cst.GreaterThan,
    cst.LessThanEqual: cst.GreaterThanEqual,
    cst.GreaterThan: cst.LessThan,
    cst.GreaterThanEqual: cst.LessThanEqual,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """``while variable < bound: ...; variable += step``."""

    variable: str
    stop: str
    """The second argument of ``range``."""
    bound: cst.BaseExpression
    step: int
    steps: tuple[cst.CSTNode, ...]
    """The statements that count."""


@rule(
    name="counting-while",
    reason="A `while` loop compares and adds in bytecode for each round; `range` counts in C.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.6,
    before="""\
def falls(values):
    found = 0
    i = 1
    while i < len(values):
        if values[i] < values[i - 1]:
            found += 1
        i += 1
    return found

def disjoint(n):
    found = 0
    d = 1
    while d <= n:
        if n & d:
            d += 1
            continue
        found += 1
        d += 1
    return found

print(falls([i * 7919 % 10007 for i in range(300000)]))
print(disjoint(300000))
""",
    after="""\
def falls(values):
    found = 0
    for i in range(1, len(values)):
        if values[i] < values[i - 1]:
            found += 1
    return found

def disjoint(n):
    found = 0
    for d in range(1, n + 1):
        if n & d:
            continue
        found += 1
    return found

print(falls([i * 7919 % 10007 for i in range(300000)]))
print(disjoint(300000))
""",
)
class CountingWhile(PlannedRewriter):
    def plan(self) -> None:
        shared = shared_names(self.module)
        for loop in walk(self.module):
            if not isinstance(loop, cst.While) or not self.parents.block(loop) or loop.orelse is not None:
                continue
            count = self._count(loop)
            if count is None or {count.variable, *names_in(count.bound)} & shared:
                continue
            used = self._is_used_after(loop, count.variable)
            if not self._is_fixed(count.bound, loop) or (used and abs(count.step) > 1):
                continue
            if not self.is_planned(loop) and self.claim():
                self._walk(loop, count, used=used)

    def _count(self, loop: cst.While) -> _Count | None:
        if not isinstance(loop.test, cst.Comparison) or len(loop.test.comparisons) != 1:
            return None
        left = loop.test.left
        operator: type[cst.BaseCompOp] = type(loop.test.comparisons[0].operator)
        right = loop.test.comparisons[0].comparator
        last = statements_of(loop.body)[-1]
        variable, step = _counted(last)
        if variable is None:
            return None
        if is_name(right, variable) and operator in _FLIPPED:
            left, operator, right = right, _FLIPPED[operator], left
        more = (_UP if step > 0 else _DOWN).get(operator)
        bound = self._bound(left, right, variable) if more is not None else None
        if bound is None or more is None or (operator is cst.NotEqual and step != 1):
            return None
        steps = self._steps(loop, variable, step)
        stop = _shifted(bound, more)
        return _Count(variable=variable, stop=stop, bound=bound, step=step, steps=steps) if steps else None

    def _bound(self, left: cst.BaseExpression, right: cst.BaseExpression, variable: str) -> cst.BaseExpression | None:
        """Return what ``variable`` is compared with: ``n - k`` for ``k + variable < n``."""
        if is_name(left, variable):
            return right
        if not isinstance(left, cst.BinaryOperation) or not isinstance(left.operator, cst.Add | cst.Subtract):
            return None
        plus = isinstance(left.operator, cst.Add)
        if is_name(left.left, variable):
            other = left.right
        elif is_name(left.right, variable) and plus:
            other = left.left
        else:
            return None
        return expression(f"{source(right)} {'-' if plus else '+'} {operand(other)}")

    def _steps(self, loop: cst.While, variable: str, step: int) -> tuple[cst.CSTNode, ...]:
        """Return the statements that count, if each round runs one of them, last."""
        last = statements_of(loop.body)[-1]
        found = [part for part in walk(loop.body) if _counted(part) == (variable, step)]
        ends = [part for part in walk(loop.body) if isinstance(part, cst.Continue) and self._loop(part) is loop]
        if len(ends) != len(found) - 1 or targets_named(loop, variable) != len(found):
            return ()
        for part in found:
            line = self.parents.of(part)
            if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1 or self._loop(part) is not loop:
                return ()
            if part is not last and not self._is_before_continue(line):
                return ()
        return tuple(found)

    def _loop(self, node: cst.CSTNode) -> cst.CSTNode | None:
        return next(iter(self.parents.loops(node)), None)

    def _is_before_continue(self, line: cst.SimpleStatementLine) -> bool:
        block = self.parents.block(line)
        after = block[block.index(line) + 1 :]
        return bool(after) and isinstance(statements_of(after[0])[0], cst.Continue)

    def _is_fixed(self, bound: cst.BaseExpression, loop: cst.While) -> bool:
        """Tell whether the bound stays the same; the elements of a list may change, its length may not."""
        if not is_pure(bound) or names_in(bound) & (assigned_names(loop) | resized_names(loop)):
            return False
        parts = [*walk(bound)]
        if any(isinstance(part, cst.Attribute) for part in parts) and any(map(_is_attribute_target, walk(loop))):
            return False
        return not any(isinstance(part, cst.Subscript) for part in parts) or not names_in(bound) & mutated_names(loop)

    def _is_used_after(self, loop: cst.While, variable: str) -> bool:
        inside = set(mentions(loop, variable))
        everywhere = mentions(self.parents.scope(loop), variable)
        found = [each for each in everywhere if each not in inside]
        if not self.parents.loops(loop):
            last = max(number for number, each in enumerate(everywhere) if each in inside)
            found = everywhere[last + 1 :]
        return any(not self._is_bound_anew(each, loop, variable) for each in found)

    def _is_bound_anew(self, mention: cst.Name, loop: cst.While, variable: str) -> bool:
        around = list(self.parents.ancestors(mention))
        if any(isinstance(each, cst.AssignTarget | cst.Param) for each in around):
            return True
        if any(isinstance(each, cst.For) and is_name(each.target, variable) for each in around):
            return True
        return any(
            isinstance(each, cst.While) and each not in self.parents.ancestors(loop) and self._start(each, variable)
            for each in around
        )

    def _start(self, loop: cst.BaseStatement, variable: str) -> cst.BaseStatement | None:
        """Return the line before ``loop`` that gives the variable its first value."""
        for line in self.parents.before(loop):
            pair = simple_assignment(line)
            if pair is not None and is_name(pair[0], variable):
                return line
            if variable in names_in(line) or not isinstance(line, cst.SimpleStatementLine):
                return None
        return None

    def _walk(self, loop: cst.While, count: _Count, *, used: bool) -> None:
        start = self._start(loop, count.variable)
        pair = simple_assignment(start)
        first = count.variable
        if not used and start is not None and pair is not None and integer_of(pair[1]) is not None:
            first = code(pair[1])
            self.remove(start)
        for step in count.steps:
            line = self.parents.of(step)
            assert line is not None
            self.remove(line)
        given = [*([] if first == "0" and count.step == 1 else [first]), count.stop]
        given += [str(count.step)] if count.step != 1 else []
        text = f"range({', '.join(given)})"
        target = cst.Name(count.variable)
        final = f"else:\n    {count.variable} = {count.stop}" if used else ""

        def counted(new: cst.CSTNode) -> cst.CSTNode:
            old = cst.ensure_type(new, cst.While)
            after = cst.ensure_type(cst.parse_statement(f"for _ in _:\n    pass\n{final}"), cst.For).orelse
            walked = cst.parse_expression(text)
            return cst.For(target, walked, old.body, orelse=after, leading_lines=old.leading_lines)

        self.replace(loop, counted)


def _counted(node: cst.CSTNode) -> tuple[str | None, int]:
    """Return (i, 1) for ``i += 1`` and ``i = i + 1``."""
    if isinstance(node, cst.AugAssign):
        name, amount = name_of(node.target), integer_of(node.value)
        up, down = isinstance(node.operator, cst.AddAssign), isinstance(node.operator, cst.SubtractAssign)
    else:
        pair = simple_assignment(node) if isinstance(node, cst.Assign) else None
        if pair is None or not isinstance(pair[1], cst.BinaryOperation) or name_of(pair[0]) != name_of(pair[1].left):
            return None, 0
        name, amount = name_of(pair[0]), integer_of(pair[1].right)
        up, down = isinstance(pair[1].operator, cst.Add), isinstance(pair[1].operator, cst.Subtract)
    if name is None or amount is None or amount < 1 or not (up or down):
        return None, 0
    return name, amount if up else -amount


def _shifted(bound: cst.BaseExpression, more: int) -> str:
    if not more:
        return source(bound)
    number = integer_of(bound)
    if number is not None:
        return str(number + more)
    if more == 1 and isinstance(bound, cst.BinaryOperation) and isinstance(bound.operator, cst.Subtract):
        return code(bound.left) if integer_of(bound.right) == 1 else f"{code(bound)} + 1"
    if isinstance(bound, cst.BinaryOperation) and isinstance(bound.operator, cst.Add | cst.Subtract):
        return f"{code(bound)} {'+' if more > 0 else '-'} 1"
    return f"{operand(bound)} {'+' if more > 0 else '-'} 1"


def _is_attribute_target(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.AssignTarget | cst.AugAssign) and isinstance(node.target, cst.Attribute)


def resized_names(loop: cst.CSTNode) -> set[str | None]:
    """Return the variables whose length may change in ``loop``."""
    found: set[str | None] = set()
    for part in walk(loop):
        if isinstance(part, cst.Call) and isinstance(part.func, cst.Attribute) and part.func.attr.value in MUTATORS:
            found.add(root_name(part.func.value))
        elif isinstance(part, cst.Del):
            found |= names_in(part.target)
        elif isinstance(part, cst.AssignTarget) and ":" in code(part.target):
            found.add(root_name(part.target))
    return found
