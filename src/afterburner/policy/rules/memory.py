"""Containers that hold the same in fewer bytes: bytes for flags, machine integers for integers, slots for attributes."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    assigned_names,
    code,
    integer_of,
    is_name,
    mentions,
    name_of,
    names_in,
    simple_assignment,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, source, statements
from afterburner.policy.rules.rule import Safety, rule
from afterburner.policy.rules.uses import Uses, uses_of

_FEW = 1000
"""Below this many elements, no representation matters."""


def repeated(value: cst.BaseExpression) -> tuple[cst.BaseExpression, str] | None:
    """Return (x, n) for ``[x] * n`` and ``[x for _ in range(n)]``."""
    if isinstance(value, cst.BinaryOperation) and isinstance(value.operator, cst.Multiply):
        for one, count in ((value.left, value.right), (value.right, value.left)):
            if isinstance(one, cst.List) and len(one.elements) == 1:
                return one.elements[0].value, source(count)
    if isinstance(value, cst.ListComp) and not value.for_in.ifs and not value.for_in.inner_for_in:
        count = arguments(value.for_in.iter, "range")
        if count and not names_in(value.for_in.target) & names_in(value.elt):
            return value.elt, source(count[0])
    return None


def _is_few(count: str) -> bool:
    return count.isdigit() and int(count) < _FEW


class _Compact(PlannedRewriter):
    """Replaces the expressions that make a list."""

    def lists(self) -> list[tuple[str, cst.BaseExpression, cst.CSTNode]]:
        """Return (name, value, scope) of the assignments to names in functions and the module."""
        found = []
        for line in walk(self.module):
            pair = simple_assignment(line) if isinstance(line, cst.Assign | cst.AnnAssign) else None
            name = name_of(pair[0]) if pair else None
            if pair is not None and name is not None:
                scope = self.parents.scope(line)
                if not isinstance(scope, cst.ClassDef):
                    found.append((name, pair[1], scope))
        return found


@rule(
    name="flags-in-bytes",
    reason="A flag in a list takes eight bytes, in a bytearray one.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.INTEGRAL],
    speedup=2.7,
    before="""\
n = 2000000
prime = [True] * (n + 1)
prime[0] = prime[1] = False
for i in range(2, 50):
    if prime[i]:
        prime[i * i::i] = [False] * len(range(i * i, n + 1, i))
seen = [False] * n
seen[7] = True
print(sum(prime), sum(seen))
""",
    after="""\
n = 2000000
prime = bytearray(b"\\x01") * (n + 1)
prime[0] = prime[1] = False
for i in range(2, 50):
    if prime[i]:
        prime[i * i::i] = bytes(len(range(i * i, n + 1, i)))
seen = bytearray(n)
seen[7] = True
print(sum(prime), sum(seen))
""",
)
class FlagsInBytes(_Compact):
    def plan(self) -> None:
        for name, value, scope in self.lists():
            parts = repeated(value)
            if parts is None or _is_few(parts[1]):
                continue
            inner = repeated(parts[0])
            flag, count = inner or parts
            uses = uses_of(name, scope, self.parents, depth=2 if inner else 1)
            if uses is None or len(uses.made) != 1 or not self._is_flag(flag) or not self._holds_flags(uses, flag, name):
                continue
            if self.claim():
                self.replace(parts[0] if inner else value, expression(self._bytes(flag, count)))
                if inner is not None and isinstance(value, cst.BinaryOperation):
                    continue
                for stored in uses.stored_slices:
                    self._store_bytes(stored)

    def _bytes(self, flag: cst.BaseExpression, count: str) -> str:
        if code(flag) in {"False", "0"}:
            return f"bytearray({count})"
        safe = count if count.isidentifier() or count.isdigit() or count.startswith("(") else f"({count})"
        return f'bytearray(b"\\x01") * {safe}'

    def _store_bytes(self, stored: cst.BaseExpression) -> None:
        parts = repeated(stored)
        if parts is not None:
            zero = code(parts[0]) in {"False", "0"}
            count = parts[1].removeprefix("(").removesuffix(")") if zero and parts[1].startswith("(") else parts[1]
            balanced = count if count.count("(") == count.count(")") else parts[1]
            self.replace(stored, expression(f"bytes({balanced})" if zero else f'b"\\x01" * {parts[1]}'))

    def _is_flag(self, value: cst.BaseExpression) -> bool:
        return code(value) in {"True", "False", "0", "1"}

    def _holds_flags(self, uses: Uses, flag: cst.BaseExpression, name: str) -> bool:
        slices = [repeated(stored) for stored in uses.stored_slices]
        if any(parts is None or not self._is_flag(parts[0]) for parts in slices):
            return False
        if not (uses.stored or uses.stored_slices or uses.updated):
            return False
        values = [flag, *uses.stored]
        if not all(self._is_truth(value, name) for value in values):
            return False
        if any(not isinstance(update.operator, cst.BitOrAssign | cst.BitAndAssign) for update in uses.updated):
            return False
        if not all(self._is_truth(update.value, name) for update in uses.updated):
            return False
        integers = all(code(value) in {"0", "1"} for value in values)
        return integers or all(self._is_tested(node) for node in uses.read)

    def _is_truth(self, value: cst.BaseExpression, name: str) -> bool:
        if self._is_flag(value):
            return True
        if isinstance(value, cst.Subscript):
            return name_of(value.value) == name
        if isinstance(value, cst.UnaryOperation):
            return isinstance(value.operator, cst.Not)
        if isinstance(value, cst.BooleanOperation | cst.BinaryOperation):
            joins = isinstance(value, cst.BooleanOperation) or isinstance(value.operator, cst.BitOr | cst.BitAnd)
            return joins and self._is_truth(value.left, name) and self._is_truth(value.right, name)
        return isinstance(value, cst.Comparison)

    def _is_tested(self, node: cst.CSTNode) -> bool:
        """Tell whether only the truth of ``node`` matters where it stands."""
        around = self.parents.of(node)
        if isinstance(around, cst.UnaryOperation):
            return isinstance(around.operator, cst.Not)
        if isinstance(around, cst.BooleanOperation):
            return self._is_tested(around)
        if isinstance(around, cst.If | cst.While | cst.IfExp | cst.CompIf | cst.Assert):
            return around.test is node
        if isinstance(around, cst.Comparison | cst.ComparisonTarget):
            return not any(isinstance(part, cst.Is | cst.IsNot) for part in walk(around))
        # a flag stored in the flags again, or in the sum of flags
        return isinstance(around, cst.Assign | cst.AugAssign) and self._is_kept_with_flags(around)

    def _is_kept_with_flags(self, around: cst.Assign | cst.AugAssign) -> bool:
        target = around.target if isinstance(around, cst.AugAssign) else around.targets[0].target
        return isinstance(target, cst.Subscript) or isinstance(around, cst.AugAssign)


@rule(
    name="integers-in-array",
    reason="A list keeps a pointer to each integer and the integer: 40 bytes; an array keeps its 8 bytes.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.INTEGRAL],
    speedup=1.8,
    before="""\
import sys

n = 300000
numbers = list(map(int, sys.stdin.read().split()))
totals = [0] * (n + 1)
for i in range(n):
    totals[i + 1] = totals[i] + i * 1000
print(numbers[5], max(numbers), totals[n])
""",
    after="""\
import sys
from array import array

n = 300000
numbers = array("q", map(int, sys.stdin.read().split()))
totals = array("q", [0]) * (n + 1)
for i in range(n):
    totals[i + 1] = totals[i] + i * 1000
print(numbers[5], max(numbers), totals[n])
""",
)
class IntegersInArray(_Compact):
    def plan(self) -> None:
        for name, value, scope in self.lists():
            made = self._made(value)
            uses = uses_of(name, scope, self.parents) if made else None
            if made is None or uses is None or len(uses.made) != 1 or not self._holds_integers(uses):
                continue
            if isinstance(scope, cst.Module) and self._is_in_class(name):
                continue
            if self.claim():
                array = self.imports.use("array", "array")
                self.replace(value, expression(made.replace("array", array, 1)))

    def _made(self, value: cst.BaseExpression) -> str | None:
        inner = arguments(value, "list")
        mapped = arguments(inner[0], "map", count=2) if inner else None
        if inner and mapped and is_name(mapped[0], "int"):
            return f'array("q", {source(inner[0])})'
        if isinstance(value, cst.ListComp) and arguments(value.elt, "int"):
            return f'array("q", ({code(value)[1:-1]}))'
        parts = repeated(value)
        if parts is None or integer_of(parts[0]) is None or _is_few(parts[1]):
            return None
        count = parts[1] if parts[1].isidentifier() or parts[1].startswith("(") else f"({parts[1]})"
        return f'array("q", [{code(parts[0])}]) * {count}'

    def _holds_integers(self, uses: Uses) -> bool:
        values = [*uses.stored, *(update.value for update in uses.updated)]
        if uses.stored_slices or any(isinstance(update.operator, cst.DivideAssign) for update in uses.updated):
            return False
        fresh = repeated(uses.made[0]) is not None
        computed = any(isinstance(value, cst.BinaryOperation | cst.Call) for value in values)
        return (computed or not fresh) and all(map(self._is_integer, values))

    def _is_integer(self, value: cst.BaseExpression) -> bool:
        kinds = (cst.Float, cst.Divide, cst.List, cst.ListComp, cst.Tuple, cst.Dict, cst.BaseString, cst.Lambda)
        others = {"None", "inf", "float", "INF", "sqrt", "str", "input", "list", "set", "dict"}
        return not any(isinstance(part, kinds) or name_of(part) in others for part in walk(value))

    def _is_in_class(self, name: str) -> bool:
        return any(isinstance(node, cst.ClassDef) and mentions(node, name) for node in walk(self.module))


@rule(
    name="slots",
    reason="Slots keep the attributes in the object itself: no dictionary for each one.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.TIME, Objective.INTEGRAL],
    speedup=1.5,
    before="""\
class Node:
    def __init__(self, value, follower):
        self.value = value
        self.follower = follower


first = None
for i in range(100000):
    first = Node(i, first)
total = 0
while first:
    total += first.value
    first = first.follower
print(total)
""",
    after="""\
class Node:
    __slots__ = ("value", "follower")

    def __init__(self, value, follower):
        self.value = value
        self.follower = follower


first = None
for i in range(100000):
    first = Node(i, first)
total = 0
while first:
    total += first.value
    first = first.follower
print(total)
""",
)
class Slots(PlannedRewriter):
    def plan(self) -> None:
        if any(isinstance(node, cst.Attribute) and node.attr.value == "__dict__" for node in walk(self.module)):
            return
        if {"setattr", "vars", "delattr"} & names_in(self.module):
            return
        for node in walk(self.module):
            if isinstance(node, cst.ClassDef) and isinstance(node.body, cst.IndentedBlock):
                self._consider(node, node.body)

    def _consider(self, node: cst.ClassDef, body: cst.IndentedBlock) -> None:
        if node.name.value == "Solution" or node.keywords or any(not is_name(b.value, "object") for b in node.bases):
            return
        if node.decorators:
            self._consider_dataclass(node)
            return
        slots = self._attributes(node)
        taken = assigned_names(cst.Module([]).with_changes(body=body.body)) if slots else set()
        own = {line.name.value for line in body.body if isinstance(line, cst.FunctionDef)}
        class_level = {name for line in body.body if isinstance(line, cst.SimpleStatementLine) for name in assigned_names(line)}
        if not slots or (own | class_level) & set(slots) or "__slots__" in taken or self._is_extended(node, slots):
            return
        if self.claim():
            quoted = ", ".join(f'"{slot}"' for slot in slots) + ("," if len(slots) == 1 else "")
            first = statements(f"__slots__ = ({quoted})\n")[0]
            self.replace(body, lambda block, first=first: _with_first(block, first))

    def _attributes(self, node: cst.ClassDef) -> list[str]:
        """Return the attributes that the methods give to ``self``, in order."""
        found = [
            target.attr.value
            for part in walk(node)
            if isinstance(part, cst.AssignTarget | cst.AnnAssign | cst.AugAssign | cst.Element | cst.For)
            and isinstance(target := (part.value if isinstance(part, cst.Element) else part.target), cst.Attribute)
            and is_name(target.value, "self")
            and (not isinstance(part, cst.Element) or self._is_target(part))
        ]
        return list(dict.fromkeys(found))

    def _is_target(self, element: cst.Element) -> bool:
        return any(isinstance(around, cst.AssignTarget) for around in self.parents.ancestors(element))

    def _is_extended(self, node: cst.ClassDef, slots: list[str]) -> bool:
        """Tell whether other code derives from the class, or gives objects attributes that no class here has."""
        known = set(slots)
        for other in walk(self.module):
            if isinstance(other, cst.ClassDef):
                if any(is_name(base.value, node.name.value) for base in other.bases):
                    return True
                known |= set(self._attributes(other))
        given = {
            part.target.attr.value
            for part in walk(self.module)
            if isinstance(part, cst.AssignTarget | cst.AugAssign) and isinstance(part.target, cst.Attribute)
        }
        return not given <= known

    def _consider_dataclass(self, node: cst.ClassDef) -> None:
        decorator = node.decorators[0].decorator
        name = code(decorator.func if isinstance(decorator, cst.Call) else decorator)
        if len(node.decorators) != 1 or name not in {"dataclass", "dataclasses.dataclass"} or "slots" in code(decorator):
            return
        if self._is_extended(node, [*assigned_names(node.body)]) or not self.claim():
            return
        given = [code(argument).rstrip(", ") for argument in decorator.args] if isinstance(decorator, cst.Call) else []
        self.replace(decorator, expression(f"{name}({', '.join([*given, 'slots=True'])})"))


def _with_first(block: cst.CSTNode, first: cst.BaseStatement) -> cst.CSTNode:
    if not isinstance(block, cst.IndentedBlock):
        return block
    lines = list(block.body)
    position = 1 if _is_docstring(lines[0]) else 0
    if position < len(lines) and isinstance(lines[position], cst.FunctionDef):
        follower = cst.ensure_type(lines[position], cst.FunctionDef)
        lines[position] = follower.with_changes(leading_lines=[cst.EmptyLine(indent=False), *follower.leading_lines])
    return block.with_changes(body=[*lines[:position], first, *lines[position:]])


def _is_docstring(line: cst.CSTNode) -> bool:
    if not isinstance(line, cst.SimpleStatementLine):
        return False
    return isinstance(line.body[0], cst.Expr) and isinstance(line.body[0].value, cst.BaseString)
