"""Sorting algorithms written out: `list.sort` is written in C, and takes n log n comparisons at most."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    code,
    index_of,
    is_name,
    name_of,
    root_name,
    simple_assignment,
    statements_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter
from afterburner.policy.rules.rule import Safety, rule


@rule(
    name="own-sort",
    reason="A function that swaps elements until they are in order is a sort; `list.sort` does it in C.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=30.0,
    before="""\
def bubble_sort(values):
    n = len(values)
    for i in range(n):
        for j in range(n - i - 1):
            if values[j] > values[j + 1]:
                values[j], values[j + 1] = values[j + 1], values[j]
    return values

print(sum(i * x for i, x in enumerate(bubble_sort([i * 7919 % 1009 for i in range(1000)]))))
""",
    after="""\
def bubble_sort(values):
    values.sort()
    return values

print(sum(i * x for i, x in enumerate(bubble_sort([i * 7919 % 1009 for i in range(1000)]))))
""",
)
class OwnSort(PlannedRewriter):
    def plan(self) -> None:
        for loop in walk(self.module):
            if not isinstance(loop, cst.For | cst.While) or self.parents.loops(loop) or not self.parents.block(loop):
                continue
            name = self._sorted(loop)
            if name is None or self.is_planned(loop):
                continue
            scope = self.parents.scope(loop)
            if not _is_recursive(scope) and self.claim():
                backwards = "True" if self._falls(loop, name) else ""
                self._sort(loop, scope, name, f"{name}.sort({'reverse=' if backwards else ''}{backwards})")

    def _sorted(self, loop: cst.For | cst.While) -> str | None:
        """Return the only list that ``loop`` changes, if it does nothing but compare and move its elements."""
        inner = [part for part in walk(loop.body) if isinstance(part, cst.For | cst.While)]
        if not inner or any(isinstance(part, cst.Yield | cst.Return | cst.Del) for part in walk(loop)):
            return None
        changed = {root_name(target) for target in self._element_targets(loop)}
        name = changed.pop() if len(changed) == 1 else None
        if name is None or not self._is_rearranged(loop, name) or not self._compares(loop, name):
            return None
        calls = [part for part in walk(loop) if isinstance(part, cst.Call)]
        return name if all(name_of(call.func) in _HARMLESS for call in calls) else None

    def _element_targets(self, loop: cst.CSTNode) -> list[cst.Subscript]:
        found: list[cst.Subscript] = []
        for part in walk(loop):
            if isinstance(part, cst.AssignTarget):
                found.extend(each for each in _flat(part.target) if isinstance(each, cst.Subscript))
            elif isinstance(part, cst.AugAssign) and isinstance(part.target, cst.Subscript):
                found.append(part.target)
        return found

    def _is_rearranged(self, loop: cst.CSTNode, name: str) -> bool:
        """Tell whether all that is stored in the list comes out of it: swaps and shifts."""
        taken = {
            target.value
            for part in walk(loop)
            if (pair := simple_assignment(part)) is not None and _element_of(pair[1]) == name
            for target in [pair[0]]
            if isinstance(target, cst.Name)
        }
        for part in walk(loop):
            if isinstance(part, cst.AugAssign) and isinstance(part.target, cst.Subscript):
                return False
            if not isinstance(part, cst.Assign):
                continue
            targets, values = _flat(part.targets[0].target), _flat(part.value)
            for target, value in zip(targets, values, strict=False):
                if isinstance(target, cst.Subscript) and _element_of(value) != name and name_of(value) not in taken:
                    return False
        return True

    def _compares(self, loop: cst.CSTNode, name: str) -> bool:
        return any(self._order(part, name) for part in walk(loop))

    def _order(self, part: cst.CSTNode, name: str) -> type[cst.BaseCompOp] | None:
        if not isinstance(part, cst.Comparison) or len(part.comparisons) != 1:
            return None
        operator = type(part.comparisons[0].operator)
        sides = [part.left, part.comparisons[0].comparator]
        elements = sum(_element_of(side) == name for side in sides)
        moved = elements == 2 or (elements == 1 and all(isinstance(side, cst.Subscript | cst.Name) for side in sides))  # noqa: PLR2004 - both
        return operator if moved and operator in _ORDERS else None

    def _falls(self, loop: cst.CSTNode, name: str) -> bool:
        """Guess whether the greatest come first: the left of two neighbours is moved if it is the smaller one."""
        for part in walk(loop):
            order = self._order(part, name)
            if order is None or not isinstance(part, cst.Comparison):
                continue
            sides = (part.left, part.comparisons[0].comparator)
            later = [self._lateness(side, loop) for side in sides]
            smaller_first = order in {cst.LessThan, cst.LessThanEqual}
            return smaller_first if later[0] < later[1] else not smaller_first
        return False

    def _lateness(self, side: cst.BaseExpression, loop: cst.CSTNode) -> int:
        """Return how far right an element is, roughly: ``a[j - 1]`` before ``a[j]`` before ``a[j + 1]``."""
        access = index_of(side)
        if access is None:
            # what was taken out, to be put in further left
            return 5
        if isinstance(access[1], cst.BinaryOperation):
            return 4 if isinstance(access[1].operator, cst.Add) else 1
        outer = [part.target for part in (loop, *walk(loop)) if isinstance(part, cst.For)]
        return 2 if outer and is_name(access[1], code(outer[0])) else 3

    def _sort(self, loop: cst.BaseStatement, scope: cst.CSTNode, name: str, text: str) -> None:
        self.replace_statement(loop, text)
        if not isinstance(scope, cst.FunctionDef):
            return
        used = names_in_lines([line for line in statements_of(scope.body) if line is not loop])
        for line in self.parents.before(loop):
            pair = simple_assignment(line)
            if (
                pair is not None
                and isinstance(pair[0], cst.Name)
                and pair[0].value != name
                and (used.count(pair[0].value) == 1)
            ):
                self.remove(line)


_HARMLESS = frozenset({"range", "len", "int", "min", "max", "float", "abs", "enumerate"})
_ORDERS = frozenset({cst.LessThan, cst.LessThanEqual, cst.GreaterThan, cst.GreaterThanEqual})


def _is_recursive(scope: cst.CSTNode) -> bool:
    # the loop of a quicksort only parts the elements
    return isinstance(scope, cst.FunctionDef) and any(
        isinstance(part, cst.Call) and code(part.func).endswith(scope.name.value) for part in walk(scope.body)
    )


def _flat(node: cst.BaseExpression) -> list[cst.BaseExpression]:
    return [element.value for element in node.elements] if isinstance(node, cst.Tuple) else [node]


def _element_of(node: cst.BaseExpression) -> str | None:
    access = index_of(node)
    return name_of(access[0]) if access is not None else None


def names_in_lines(lines: list[cst.CSTNode]) -> list[str]:
    """Return the names that statements mention, as often as they do."""
    return [part.value for line in lines for part in walk(line) if isinstance(part, cst.Name)]
