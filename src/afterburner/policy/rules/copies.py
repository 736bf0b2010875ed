"""Copies that nobody needs: of what is only read, in loops over what does not change, deeper than what is changed."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    assigned_names,
    changed_during,
    code,
    index_of,
    is_name,
    mentions,
    method_call,
    mutated_names,
    name_of,
    names_in,
    root_name,
    simple_assignment,
    slice_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, operand
from afterburner.policy.rules.lazy import CONSUMERS
from afterburner.policy.rules.rule import Safety, rule

_READ_ONLY_METHODS = frozenset(["index", "count", "items", "keys", "values", "get", "join", "startswith", "endswith"])
_READERS = (*CONSUMERS, "len", "enumerate", "zip", "reversed", "print", "map", "range", "str", "iter")


def copied(node: cst.CSTNode) -> cst.BaseExpression | None:
    """Return x if ``node`` is a shallow copy of x: ``x[:]``, ``list(x)``, ``x.copy()``, ``copy.copy(x)``, ``[*x]``."""
    part = slice_of(node)
    if part is not None:
        bounds = (part[1].lower, part[1].upper, part[1].step)
        return part[0] if bounds == (None, None, None) else None
    if isinstance(node, cst.List) and len(node.elements) == 1 and isinstance(node.elements[0], cst.StarredElement):
        return node.elements[0].value
    for inner in (arguments(node, "list", "copy"), method_call(node, "copy", count=0)):
        if inner is not None:
            return inner[0]
    through_module = method_call(node, "copy")
    return through_module[1] if through_module and is_name(through_module[0], "copy") else None


def deeply_copied(node: cst.CSTNode) -> cst.BaseExpression | None:
    """Return x if ``node`` is ``copy.deepcopy(x)`` or ``deepcopy(x)``."""
    inner = arguments(node, "deepcopy")
    if inner is not None:
        return inner[0]
    through_module = method_call(node, "deepcopy")
    return through_module[1] if through_module else None


@rule(
    name="deepcopy-of-rows",
    reason="`deepcopy` looks into every element; slices copy the rows of a grid, or a flat list, at once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME, Objective.MEMORY, Objective.INTEGRAL],
    speedup=8.0,
    before="""\
import copy

grid = [[(i * j) % 10 for j in range(60)] for i in range(60)]
total = 0
for step in range(58):
    after = copy.deepcopy(grid)
    for i in range(1, 59):
        after[i][step] = grid[i - 1][step] + grid[i + 1][step]
    grid = after
    total += sum(map(sum, grid))
print(total)
""",
    after="""\
import copy

grid = [[(i * j) % 10 for j in range(60)] for i in range(60)]
total = 0
for step in range(58):
    after = [row[:] for row in grid]
    for i in range(1, 59):
        after[i][step] = grid[i - 1][step] + grid[i + 1][step]
    grid = after
    total += sum(map(sum, grid))
print(total)
""",
)
class DeepcopyOfRows(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            source = deeply_copied(node)
            if source is None:
                continue
            depth = max(self._depth(source), self._depth(self._target(node)))
            text = self._copy(source, depth)
            if text is not None and self.claim():
                self.replace(node, expression(text))

    def _target(self, node: cst.CSTNode) -> cst.BaseExpression | None:
        around = self.parents.of(node)
        pair = simple_assignment(around)
        return pair[0] if pair else None

    def _depth(self, of: cst.BaseExpression | None) -> int:
        """Return how many subscripts the program puts after an expression, at most."""
        if of is None:
            return 0
        text = code(of)
        depths = [
            self._height(node, text)
            for node in walk(self.module)
            if isinstance(node, cst.Subscript | cst.For | cst.CompFor)
        ]
        return max(depths, default=0)

    def _height(self, node: cst.CSTNode, text: str) -> int:
        if isinstance(node, cst.For | cst.CompFor):
            return 1 + self._walked(node) if code(node.iter) == text else 0
        height = 0
        inner = node
        while isinstance(inner, cst.Subscript):
            inner, height = inner.value, height + 1
        return height if code(inner) == text else 0

    def _walked(self, loop: cst.For | cst.CompFor) -> int:
        """Return 1 if what a loop over a grid yields is walked through or looked into itself."""
        name = name_of(loop.target)
        around = loop if isinstance(loop, cst.For) else self.parents.of(loop)
        if name is None or around is None:
            return 0
        inside = walk(around)
        return int(
            any(
                (isinstance(node, cst.For | cst.CompFor) and is_name(node.iter, name))
                or (isinstance(node, cst.Subscript) and is_name(node.value, name))
                for node in inside
            )
        )

    def _copy(self, source: cst.BaseExpression, depth: int) -> str | None:
        if not isinstance(source, cst.Name | cst.Attribute | cst.Subscript):
            return None
        if depth <= 1:
            return f"{operand(source)}.copy()"
        row = self.names.fresh("row", "line", "copied_row")
        if depth == 2:  # noqa: PLR2004 - rows and columns
            return f"[{row}[:] for {row} in {code(source)}]"
        layer = self.names.fresh("layer", "copied_layer")
        return f"[[{row}[:] for {row} in {layer}] for {layer} in {code(source)}]" if depth == 3 else None  # noqa: PLR2004


@rule(
    name="copy-only-read",
    reason="The copy is only read, and what it was copied from does not change: the original serves as well.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME, Objective.MEMORY, Objective.INTEGRAL],
    speedup=20.0,
    before="""\
numbers = list(range(3000))
total = 0
for i in range(3000):
    current = numbers[:]
    total += current[i] * 2
    total += len(list(numbers))
print(total)
""",
    after="""\
numbers = list(range(3000))
total = 0
for i in range(3000):
    current = numbers
    total += current[i] * 2
    total += len(numbers)
print(total)
""",
)
class CopyOnlyRead(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            source = copied(node) or deeply_copied(node)
            if source is None or root_name(source) is None or not self._is_container(source, node):
                continue
            if (self._is_read_at_once(node) or self._is_only_read(node, source)) and self.claim():
                self.replace(node, source)

    def _is_container(self, source: cst.BaseExpression, node: cst.CSTNode) -> bool:
        """Tell whether ``source`` can stand for its copy: not for ``list(text)`` or ``list(iterator)``."""
        if arguments(node, "list") is None and not isinstance(node, cst.List):
            return True
        name = name_of(source)
        if name is None:
            return False
        values = [
            pair[1]
            for line in walk(self.parents.scope(node))
            if (pair := simple_assignment(line)) is not None and is_name(pair[0], name)
        ]
        return bool(values) and all(self._is_list(value) for value in values)

    def _is_list(self, value: cst.BaseExpression) -> bool:
        if isinstance(value, cst.List | cst.ListComp):
            return True
        if isinstance(value, cst.BinaryOperation) and isinstance(value.operator, cst.Multiply | cst.Add):
            return self._is_list(value.left) or self._is_list(value.right)
        if not isinstance(value, cst.Call):
            return False
        split = isinstance(value.func, cst.Attribute) and value.func.attr.value == "split"
        return split or name_of(value.func) in {"list", "sorted"}

    def _is_read_at_once(self, node: cst.CSTNode) -> bool:
        around = self.parents.of(node)
        access = index_of(around)
        if access is not None and access[0] is node:
            return not self._is_stored(around)
        call = self.parents.of(around) if isinstance(around, cst.Arg) else None
        if call is None or arguments(call, "list", "sorted", "tuple", "iter", "reversed", "str", "print"):
            return arguments(call, "sorted", "tuple") is not None
        return isinstance(call, cst.Call) and name_of(call.func) in {"len", "sum", "max", "min", "any", "all", "set"}

    def _is_stored(self, node: cst.CSTNode | None) -> bool:
        around = self.parents.of(node) if node is not None else None
        if isinstance(around, cst.AssignTarget | cst.AugAssign | cst.Del):
            return True
        outer = index_of(around)
        return outer is not None and outer[0] is node and self._is_stored(around)

    def _is_only_read(self, node: cst.CSTNode, source: cst.BaseExpression) -> bool:
        around = self.parents.of(node)
        pair = simple_assignment(around)
        name = name_of(pair[0]) if pair and pair[1] is node else None
        statement, root = self.parents.statement(node), root_name(source)
        if name is None or statement is None or root is None:
            return False
        scope = self.parents.scope(node)
        found = mentions(scope, name)
        if name in assigned_names(scope) and self._bindings(scope, name) != 1:
            return False
        if name in mutated_names(scope) or not all(map(self._is_harmless, found)):
            return False
        block = self.parents.block(statement)
        after = block[block.index(statement) + 1 :] if statement in block else []
        lasting = [part for part in after if mentions(part, name)]
        within = sum(len(mentions(part, name)) for part in lasting)
        if within + 1 != len(found) or not lasting:
            return False
        upto = block[block.index(statement) + 1 : block.index(lasting[-1]) + 1]
        return all(not names_in(source) & changed_during(part, self.module) for part in upto)

    def _bindings(self, scope: cst.CSTNode, name: str) -> int:
        return sum(
            1
            for part in walk(scope)
            if isinstance(part, cst.AssignTarget | cst.AugAssign | cst.For | cst.CompFor | cst.Param | cst.NamedExpr)
            and name in assigned_names(part)
            and not (isinstance(part, cst.For) and name not in names_in(part.target))
        )

    def _is_harmless(self, use: cst.Name) -> bool:
        around = self.parents.of(use)
        if isinstance(around, cst.AssignTarget | cst.AnnAssign):
            return True
        access = index_of(around) or slice_of(around)
        if access is not None and access[0] is use:
            return not self._is_stored(around)
        if isinstance(around, cst.Attribute):
            return around.attr.value in _READ_ONLY_METHODS
        if isinstance(around, cst.Arg):
            call = self.parents.of(around)
            reads = isinstance(call, cst.Call) and name_of(call.func) in _READERS
            return reads or method_call(call, "join") is not None
        return isinstance(around, cst.For | cst.CompFor | cst.ComparisonTarget)


@rule(
    name="iterate-without-copy",
    reason="The loop does not change what it walks through: it needs no copy of it.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.TIME, Objective.INTEGRAL],
    speedup=20.0,
    before="""\
numbers = list(range(2000))
total = 0
for start in range(9000):
    for number in numbers[:]:
        total += number
        if total % 3 == 0:
            break
print(total)
""",
    after="""\
numbers = list(range(2000))
total = 0
for start in range(9000):
    for number in numbers:
        total += number
        if total % 3 == 0:
            break
print(total)
""",
)
class IterateWithoutCopy(PlannedRewriter):
    def plan(self) -> None:
        for loop in walk(self.module):
            if not isinstance(loop, cst.For | cst.CompFor):
                continue
            source = copied(loop.iter)
            if source is None or arguments(loop.iter, "list") or root_name(source) is None:
                continue
            inside = loop.body if isinstance(loop, cst.For) else loop
            if not names_in(source) & changed_during(inside, self.module) and self.claim():
                self.replace(loop.iter, source)


@rule(
    name="sort-in-place",
    reason="The list is replaced by its sorted copy: `sort` needs no second list.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.TIME],
    speedup=1.0,
    before="""\
numbers = [i * 7919 % 100003 for i in range(200000)]
numbers = sorted(numbers, reverse=True)
print(numbers[0], numbers[-1])
""",
    after="""\
numbers = [i * 7919 % 100003 for i in range(200000)]
numbers.sort(reverse=True)
print(numbers[0], numbers[-1])
""",
)
class SortInPlace(CopyOnlyRead):
    def plan(self) -> None:
        for line in walk(self.module):
            call = self._sorting(line)
            if call is None or not isinstance(line, cst.SimpleStatementLine) or not self.claim():
                continue
            others = ", ".join(
                code(argument.with_changes(comma=cst.MaybeSentinel.DEFAULT)) for argument in call.args[1:]
            )
            self.replace_statement(line, f"{code(call.args[0].value)}.sort({others})")

    def _sorting(self, line: cst.CSTNode) -> cst.Call | None:
        pair = simple_assignment(line) if isinstance(line, cst.SimpleStatementLine) else None
        if pair is None or not isinstance(pair[1], cst.Call) or name_of(pair[1].func) != "sorted" or not pair[1].args:
            return None
        name, call = name_of(pair[0]), pair[1]
        if name is None or not is_name(call.args[0].value, name):
            return None
        known = [
            other[1]
            for part in walk(self.parents.scope(call))
            if isinstance(part, cst.Assign)
            and (other := simple_assignment(part)) is not None
            and is_name(other[0], name)
            and other[1] is not call
        ]
        return call if known and all(map(self._is_fresh, known)) and not self._is_shared(call, name) else None

    def _is_fresh(self, value: cst.BaseExpression) -> bool:
        return not isinstance(value, cst.Name) and self._is_list(value)

    def _is_shared(self, call: cst.Call, name: str) -> bool:
        """Tell whether the list is known by another name, or kept in something, by then."""
        for use in mentions(self.parents.scope(call), name):
            around = self.parents.of(use)
            if isinstance(around, cst.Assign | cst.AnnAssign | cst.Element | cst.DictElement):
                return True
            if isinstance(around, cst.For) and around.iter is use and call in set(walk(around)):
                return True
        return False
