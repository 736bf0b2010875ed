"""Lists that hold the same in fewer bytes: bytes for flags, machine integers for integers."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    code,
    integer_of,
    is_name,
    mentions,
    name_of,
    names_in,
    simple_assignment,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, source
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
        rounds = arguments(value.for_in.iter, "range")
        if rounds and not names_in(value.for_in.target) & names_in(value.elt):
            return value.elt, source(rounds[0])
    return None


def _is_few(count: str) -> bool:
    return count.isdigit() and int(count) < _FEW


class _Compact(PlannedRewriter):
    """Replaces the expressions that make a list."""

    def lists(self) -> list[tuple[str, cst.BaseExpression, cst.CSTNode]]:
        """Return (name, value, scope) of the assignments to names in functions and the module."""
        found: list[tuple[str, cst.BaseExpression, cst.CSTNode]] = []
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
    speedup=3.6,
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
            if (
                uses is None
                or len(uses.made) != 1
                or not self._is_flag(flag)
                or not self._holds_flags(uses, flag, name)
            ):
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
            return f'array("q", {source(inner[0])})' if self._is_whole_input(mapped[1]) else None
        if isinstance(value, cst.ListComp) and arguments(value.elt, "int"):
            return f'array("q", ({code(value)[1:-1]}))' if self._is_whole_input(value.for_in.iter) else None
        parts = repeated(value)
        if parts is None or integer_of(parts[0]) is None or _is_few(parts[1]):
            return None
        count = parts[1] if parts[1].isidentifier() or parts[1].startswith("(") else f"({parts[1]})"
        return f'array("q", [{code(parts[0])}]) * {count}'

    def _is_whole_input(self, source_of: cst.BaseExpression) -> bool:
        # a single line is short, and what it takes is mostly its words
        return "read()" in code(source_of) or name_of(source_of) is not None

    def _holds_integers(self, uses: Uses) -> bool:
        values = [*uses.stored, *(update.value for update in uses.updated)]
        if uses.stored_slices or any(isinstance(update.operator, cst.DivideAssign) for update in uses.updated):
            return False
        if repeated(uses.made[0]) is None:
            return all(map(self._is_integer, values))
        # counts stay below 257, for which Python keeps one integer each: an array would save nothing but the pointers
        large = any(isinstance(part, cst.Add | cst.Multiply) for value in uses.stored for part in walk(value))
        return large and all(map(self._is_integer, values))

    def _is_integer(self, value: cst.BaseExpression) -> bool:
        kinds = (
            cst.Float,
            cst.Divide,
            cst.Power,
            cst.LeftShift,
            cst.List,
            cst.ListComp,
            cst.Tuple,
            cst.Dict,
            cst.BaseString,
            cst.Lambda,
        )
        others = {
            "None",
            "inf",
            "float",
            "INF",
            "sqrt",
            "str",
            "input",
            "list",
            "set",
            "dict",
            "pow",
            "comb",
            "factorial",
        }
        return not any(isinstance(part, kinds) or name_of(part) in others for part in walk(value))

    def _is_in_class(self, name: str) -> bool:
        return any(isinstance(node, cst.ClassDef) and mentions(node, name) for node in walk(self.module))
