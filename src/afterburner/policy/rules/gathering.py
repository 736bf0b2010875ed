"""Loops that gather: what they append, add up or accumulate, a comprehension or a built-in gathers faster."""

from dataclasses import dataclass

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    code,
    integer_of,
    is_name,
    is_pure,
    mentions,
    method_call,
    name_of,
    names_in,
    simple_assignment,
    sole_statement,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, operand, source
from afterburner.policy.rules.mapping import ONE_ARGUMENT_BUILTINS
from afterburner.policy.rules.rule import Safety, rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Nested loops and conditions around one statement that gathers."""

    clauses: tuple[str, ...]
    """``for x in xs``, ``if x``..., outermost first."""
    loops: tuple[cst.For, ...]
    conditional: bool
    action: cst.CSTNode
    """The statement, without its line."""

    @classmethod
    def of(cls, loop: cst.For) -> "Gathering | None":
        """Read ``for ...: [for ...:] [if ...:] action``."""
        clauses: list[str] = []
        loops: list[cst.For] = []
        node: cst.CSTNode | None = loop
        while isinstance(node, cst.For | cst.If):
            if node.orelse is not None or (isinstance(node, cst.For) and node.asynchronous):
                return None
            if isinstance(node, cst.For):
                loops.append(node)
                clauses.append(f"for {code(node.target)} in {iterated(node.iter)}")
            else:
                clauses.append(f"if {_condition(node.test)}")
            node = sole_statement(node.body)
        if node is None or not isinstance(node, cst.BaseSmallStatement):
            return None
        conditional = any(clause.startswith("if") for clause in clauses)
        return cls(clauses=tuple(clauses), loops=tuple(loops), conditional=conditional, action=node)

    @property
    def text(self) -> str:
        """The clauses of the comprehension."""
        return " ".join(self.clauses)

    @property
    def last(self) -> cst.For:
        """The innermost loop."""
        return self.loops[-1]

    def bound(self) -> set[str]:
        """Return the loops' own variables."""
        return {name for loop in self.loops for name in names_in(loop.target)}


def iterated(node: cst.BaseExpression) -> str:
    """Return the text of what a clause of a comprehension walks through."""
    text = source(node)
    return f"({text})" if isinstance(node, cst.IfExp | cst.Lambda | cst.Tuple) and not node.lpar else text


def _condition(node: cst.BaseExpression) -> str:
    return operand(node) if isinstance(node, cst.IfExp | cst.Lambda | cst.NamedExpr) else source(node)


class Gatherer(PlannedRewriter):
    """Finds the statement that begins a gathering, and tells who else knows the loops' variables."""

    def start(self, loop: cst.For, name: str) -> cst.SimpleStatementLine | None:
        """Return the line ``name = ...`` before ``loop``, if nothing between them speaks of ``name``."""
        for line in self.parents.before(loop):
            pair = simple_assignment(line)
            if pair is not None and is_name(pair[0], name) and isinstance(line, cst.SimpleStatementLine):
                return line
            if name in names_in(line) or not isinstance(line, cst.SimpleStatementLine):
                return None
        return None

    def begin_with(self, start: cst.BaseStatement, loop: cst.For, text: str) -> None:
        """Put ``text`` in the place of ``loop`` and of ``start``, the line that it makes needless."""
        commented = any(line.comment is not None for line in loop.leading_lines)
        adjacent = self.parents.before(loop)[0] is start
        kept, needless = (start, loop) if adjacent and not commented else (loop, start)
        self.replace_statement(kept, text)
        self.remove(needless)

    def leaks(self, gathering: Gathering) -> bool:
        """Tell whether the loops' variables are used after them."""
        loop = gathering.loops[0]
        after = False
        for mention in mentions_of_all(self.parents.scope(loop), gathering.bound()):
            inside = loop in self.parents.ancestors(mention)
            after = after or inside
            if after and not inside and not self._is_bound_again(mention):
                return True
        return False

    def _is_bound_again(self, mention: cst.Name) -> bool:
        for around in self.parents.ancestors(mention):
            if isinstance(around, cst.AssignTarget):
                return True
            if isinstance(around, cst.For) and mention.value in names_in(around.target):
                return True
            if isinstance(around, cst.ListComp | cst.GeneratorExp | cst.SetComp | cst.DictComp):
                clauses = (part for part in walk(around.for_in) if isinstance(part, cst.CompFor))
                if any(mention.value in names_in(part.target) for part in clauses):
                    return True
        return False


def mentions_of_all(scope: cst.CSTNode, names: set[str]) -> list[cst.Name]:
    """Return the mentions of ``names`` in ``scope``, in the order of the source."""
    return [mention for mention in walk(scope) if isinstance(mention, cst.Name) and mention.value in names]


@rule(
    name="append-loop",
    reason="A comprehension appends without looking the list and its method up for each element.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.5,
    before="""\
values = []
for i in range(300000):
    if i % 3:
        values.append(i * 2)
pairs = []
for i in range(400):
    for j in range(400):
        pairs.append(i ^ j)
print(sum(values), sum(pairs))
""",
    after="""\
values = [i * 2 for i in range(300000) if i % 3]
pairs = [i ^ j for i in range(400) for j in range(400)]
print(sum(values), sum(pairs))
""",
)
class AppendLoop(Gatherer):
    def plan(self) -> None:
        for loop in walk(self.module):
            if not isinstance(loop, cst.For) or any(isinstance(part, cst.Yield | cst.Await) for part in walk(loop)):
                continue
            gathering = Gathering.of(loop)
            name = self._filled(gathering) if gathering else None
            start = self.start(loop, name[0]) if name else None
            if gathering is None or name is None or start is None or self.leaks(gathering):
                continue
            if not self._is_empty(start) or name[0] in names_in(loop.iter):
                continue
            if not self.is_planned(start) and not self.is_planned(loop) and self.claim():
                self.begin_with(start, loop, f"{name[0]} = {name[1]}")

    def _filled(self, gathering: Gathering) -> tuple[str, str] | None:
        """Return the container's name and the comprehension for it."""
        call = gathering.action.value if isinstance(gathering.action, cst.Expr) else None
        added = method_call(call, "append") or method_call(call, "add")
        name = name_of(added[0]) if added else None
        if name is None or added is None or not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute):
            return None
        if len(mentions(gathering.loops[0], name)) != 1:
            return None
        kind = "list" if call.func.attr.value == "append" else "set"
        target = gathering.last.target
        if len(gathering.clauses) == 1 and isinstance(target, cst.Name) and is_name(added[1], target.value):
            return name, f"{kind}({source(gathering.last.iter)})"
        brackets = "[]" if kind == "list" else "{}"
        return name, f"{brackets[0]}{source(added[1])} {gathering.text}{brackets[1]}"

    def _is_empty(self, start: cst.SimpleStatementLine) -> bool:
        pair = simple_assignment(start)
        value = pair[1] if pair else None
        if isinstance(value, cst.List):
            return not value.elements
        return arguments(value, "list", count=0) == [] or arguments(value, "set", count=0) == []


@rule(
    name="extend-loop",
    reason="`extend` takes the elements over in C; the loop appends them one by one.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.9,
    before="""\
rows = [[i, i + 1, i + 2] * 20 for i in range(6000)]
flat = [0]
for row in rows:
    for value in row:
        flat.append(value)
print(sum(flat), len(flat))
""",
    after="""\
rows = [[i, i + 1, i + 2] * 20 for i in range(6000)]
flat = [0]
for row in rows:
    flat.extend(row)
print(sum(flat), len(flat))
""",
)
class ExtendLoop(Gatherer):
    def plan(self) -> None:
        for loop in walk(self.module):
            if not isinstance(loop, cst.For) or loop.orelse is not None or not isinstance(loop.target, cst.Name):
                continue
            action = sole_statement(loop.body)
            call = action.value if isinstance(action, cst.Expr) else None
            added = method_call(call, "append") or method_call(call, "add")
            if added is None or not isinstance(added[0], cst.Name) or not is_name(added[1], loop.target.value):
                continue
            if added[0].value in names_in(loop.iter):
                continue
            gathering = Gathering.of(loop)
            if gathering is not None and not self.leaks(gathering) and self.claim():
                method = "extend" if method_call(call, "append") else "update"
                self.replace_statement(loop, f"{added[0].value}.{method}({source(loop.iter)})\n")


@rule(
    name="sum-loop",
    reason="`sum` adds up in C what the loop adds up in bytecode.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=2.0,
    before="""\
numbers = list(range(300000))
total = 0
for number in numbers:
    total += number
lengths = 0
for number in numbers:
    lengths += len(str(number))
print(total, lengths)
""",
    after="""\
numbers = list(range(300000))
total = sum(numbers)
lengths = sum(len(str(number)) for number in numbers)
print(total, lengths)
""",
)
class SumLoop(Gatherer):
    def plan(self) -> None:
        for loop in walk(self.module):
            gathering = Gathering.of(loop) if isinstance(loop, cst.For) else None
            if gathering is None or gathering.conditional or not isinstance(loop, cst.For):
                continue
            added = self._added(gathering.action)
            if added is None or len(mentions(loop, added[0])) != added[2] or not is_pure(added[1]):
                continue
            if not self._is_number(loop, added[0]) or self.leaks(gathering) or self.is_planned(loop):
                continue
            if self.claim():
                self._sum_up(loop, gathering, added[0], added[1])

    def _added(self, action: cst.CSTNode) -> tuple[str, cst.BaseExpression, int] | None:
        """Return (total, x, how often the total is mentioned) for ``total += x`` and ``total = total + x``."""
        if isinstance(action, cst.AugAssign) and isinstance(action.operator, cst.AddAssign):
            name = name_of(action.target)
            return (name, action.value, 1) if name else None
        pair = simple_assignment(action)
        name = name_of(pair[0]) if pair else None
        if pair is None or name is None or not isinstance(pair[1], cst.BinaryOperation):
            return None
        added = isinstance(pair[1].operator, cst.Add) and is_name(pair[1].left, name)
        return (name, pair[1].right, 2) if added else None

    def _is_number(self, loop: cst.For, name: str) -> bool:
        pairs = [pair for line in walk(self.parents.scope(loop)) if (pair := _assigned_to(line, name)) is not None]
        return bool(pairs) and all(isinstance(value, cst.Integer | cst.Float) for value in pairs)

    def _sum_up(self, loop: cst.For, gathering: Gathering, name: str, added: cst.BaseExpression) -> None:
        element = gathering.last.target
        bare = len(gathering.loops) == 1 and isinstance(element, cst.Name) and is_name(added, element.value)
        total = f"sum({source(loop.iter)})" if bare else f"sum({source(added)} {gathering.text})"
        inner = arguments(added, *ONE_ARGUMENT_BUILTINS)
        if inner and isinstance(element, cst.Name) and is_name(inner[0], element.value) and len(gathering.loops) == 1:
            total = f"sum(map({code(added.func)}, {source(loop.iter)}))" if isinstance(added, cst.Call) else total
        before = self.parents.before(loop)
        begin = simple_assignment(before[0]) if before else None
        if begin and is_name(begin[0], name) and integer_of(begin[1]) == 0 and not self.is_planned(before[0]):
            self.begin_with(before[0], loop, f"{name} = {total}")
        else:
            self.replace_statement(loop, f"{name} += {total}")


def _assigned_to(line: cst.CSTNode, name: str) -> cst.BaseExpression | None:
    if not isinstance(line, cst.Assign):
        return None
    named = [target.target for target in line.targets]
    if any(is_name(target, name) for target in named):
        grows = isinstance(line.value, cst.BinaryOperation) and name in names_in(line.value)
        return None if grows else line.value
    return None
