"""Loops that index what they could walk through, and look rows up again for each element."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    assigned_names,
    changed_during,
    escaping_names,
    index_of,
    is_name,
    mentions,
    name_of,
    names_in,
    normalized,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression
from afterburner.policy.rules.indices import Aliases, Counting, Index, aliases_of
from afterburner.policy.rules.rule import Safety, rule


class StableElements(PlannedRewriter):
    """Tells which subscripts could be read once instead of again and again."""

    def accesses(self, inside: cst.CSTNode, index: str) -> dict[str, list[cst.Subscript]]:
        """Return by name the ``name[index]`` in ``inside`` that read, if nothing there changes what they read."""
        found: dict[str, list[cst.Subscript]] = {}
        for node in walk(inside):
            access = index_of(node)
            if access is None or not isinstance(node, cst.Subscript) or not isinstance(access[0], cst.Name):
                continue
            if is_name(access[1], index):
                found.setdefault(access[0].value, []).append(node)
        return {name: nodes for name, nodes in found.items() if self.is_stable(name, inside)}

    def is_stable(self, name: str, inside: cst.CSTNode) -> bool:
        """Tell whether the elements of ``name`` stay the same objects while ``inside`` runs."""
        if name in assigned_names(inside) or name in escaping_names(inside):
            return False
        return all(self._is_read(mention) for mention in mentions(inside, name)) and not self._is_changed_by_calls(
            name, inside
        )

    def _is_changed_by_calls(self, name: str, inside: cst.CSTNode) -> bool:
        calls = any(isinstance(node, cst.Call) and isinstance(node.func, cst.Name) for node in walk(inside))
        return calls and name in changed_during(inside, self.module) - changed_during_alone(inside)

    def _is_read(self, mention: cst.Name) -> bool:
        around = self.parents.of(mention)
        access = index_of(around)
        if access is not None and access[0] is mention:
            return (
                not isinstance(self.parents.of(around), cst.AssignTarget | cst.AugAssign | cst.Del | cst.Element)
                if (around is not None)
                else False
            )
        return (
            isinstance(around, cst.Arg) and arguments(self.parents.of(around), "len", "sum", "max", "min") is not None
        )

    def element_name(self, name: str) -> str:
        """Return a fresh name for an element of ``name``."""
        singular = [name[:-1]] if name.endswith("s") and len(name) > 2 else []  # noqa: PLR2004 - not "s" nor "xs"
        candidates = [each for each in singular if each.isidentifier()]
        return self.names.fresh(*candidates, f"{name}_item")


def changed_during_alone(inside: cst.CSTNode) -> set[str]:
    """Return what a node changes by itself, not through functions."""
    return changed_during(inside, cst.Module([]))


@rule(
    name="walk-elements",
    reason="The loop looks each element up by its index; walking through the sequence hands it over.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.1,
    before="""\
grid = [[(i * j) % 7 for j in range(500)] for i in range(500)]
total = 0
for i in range(len(grid)):
    for j in range(len(grid[i])):
        if grid[i][j] > 3:
            total += grid[i][j] * j
print(total)
prices = list(range(200000))
amounts = list(range(200000))
for i in range(len(prices)):
    total += prices[i] * amounts[i]
print(total)
""",
    after="""\
grid = [[(i * j) % 7 for j in range(500)] for i in range(500)]
total = 0
for grid_item in grid:
    for j in range(len(grid_item)):
        if grid_item[j] > 3:
            total += grid_item[j] * j
print(total)
prices = list(range(200000))
amounts = list(range(200000))
for price, amount in zip(prices, amounts):
    total += price * amount
print(total)
""",
)
class WalkElements(StableElements):
    def plan(self) -> None:
        for loop in walk(self.module):
            if not isinstance(loop, cst.For) or not isinstance(loop.target, cst.Name):
                continue
            names = self._walked(loop, aliases_of(self.parents.scope(loop)))
            if names and self.claim():
                self._walk(loop, names)

    def _walked(self, loop: cst.For, aliases: Aliases) -> dict[str, list[cst.Subscript]]:
        counting = Counting.of(loop, aliases)
        if counting is None or counting.step != 1 or counting.start != Index() or counting.end is None:
            return {}
        found = self.accesses(loop.body, counting.variable)
        whole = [name for name in found if counting.end.shifted(1).terms == frozenset([(f"len({name})", 1)])]
        if not whole or counting.end.constant != -1:
            return {}
        name = whole[0]
        if self._covers_all(loop, counting.variable, found):
            return {name: found[name], **found}
        return {name: found[name]} if len(found[name]) > 1 else {}

    def _covers_all(self, loop: cst.For, variable: str, found: dict[str, list[cst.Subscript]]) -> bool:
        """Tell whether the loop needs its index for nothing but the elements found."""
        within = len(mentions(loop.body, variable))
        return within == sum(map(len, found.values())) and not self._is_used_after(loop, variable)

    def _is_used_after(self, loop: cst.For, variable: str) -> bool:
        scope = self.parents.scope(loop)
        inside = set(mentions(loop, variable))
        return any(
            mention not in inside and not self._is_bound_nearby(mention, variable)
            for mention in mentions(scope, variable)
        )

    def _is_bound_nearby(self, mention: cst.Name, variable: str) -> bool:
        """Tell whether a loop or comprehension around a mention gives it its value, not the loop in question."""
        for around in self.parents.ancestors(mention):
            if isinstance(around, cst.For) and variable in assigned_names(around.target):
                return True
            if isinstance(around, cst.For) and is_name(around.target, variable):
                return True
            if isinstance(around, cst.ListComp | cst.GeneratorExp | cst.SetComp | cst.DictComp) and any(
                isinstance(part, cst.CompFor) and variable in {name.value for name in mentions(part.target, variable)}
                for part in walk(around.for_in)
            ):
                return True
        return False

    def _walk(self, loop: cst.For, names: dict[str, list[cst.Subscript]]) -> None:
        variable = name_of(loop.target) or ""
        elements = {name: self.element_name(name) for name in names}
        for name, nodes in names.items():
            for node in nodes:
                self.replace(node, cst.Name(elements[name]))
        first, *others = names
        if self._covers_all(loop, variable, names):
            target = ", ".join(elements.values())
            iterable = f"zip({', '.join(names)})" if others else first
        else:
            target, iterable = f"{variable}, {elements[first]}", f"enumerate({first})"
        self.replace(loop.target, expression(target))
        self.replace(loop.iter, expression(iterable))


@rule(
    name="row-of-grid",
    reason="The inner loop looks up the same row for each element: once before the loop is enough.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.2,
    before="""\
n = 600
grid = [[0] * n for _ in range(n)]
for i in range(1, n):
    for j in range(1, n):
        grid[i][j] = (grid[i - 1][j] + grid[i][j - 1] + i * j) % 1000
print(grid[n - 1][n - 1])
""",
    after="""\
n = 600
grid = [[0] * n for _ in range(n)]
for i in range(1, n):
    grid_row = grid[i]
    grid_row_before = grid[i - 1]
    for j in range(1, n):
        grid_row[j] = (grid_row_before[j] + grid_row[j - 1] + i * j) % 1000
print(grid[n - 1][n - 1])
""",
)
class RowOfGrid(StableElements):
    def plan(self) -> None:
        for loop in walk(self.module):
            if not isinstance(loop, cst.For | cst.While) or not self._is_long(loop) or not self.parents.block(loop):
                continue
            rows = self._rows(loop)
            if rows and self.claim():
                self._look_up_once(loop, rows)

    def _is_long(self, loop: cst.For | cst.While) -> bool:
        """Tell whether a loop may have many rounds: not one over the four directions."""
        if isinstance(loop, cst.While):
            return True
        counted = next((found for n in (1, 2, 3) if (found := arguments(loop.iter, "range", count=n))), None)
        if counted is not None:
            return not all(isinstance(each, cst.Integer) for each in counted)
        return isinstance(loop.iter, cst.Call | cst.Name)

    def _rows(self, loop: cst.For | cst.While) -> dict[tuple[str, str], list[cst.Subscript]]:
        changing = assigned_names(loop)
        counted = {
            name for each in self.parents.loops(loop) if isinstance(each, cst.For) for name in names_in(each.target)
        }
        found: dict[tuple[str, str], list[cst.Subscript]] = {}
        for node in walk(loop):
            row = self._row(node)
            if row is None or not isinstance(node, cst.Subscript) or not isinstance(node.value, cst.Subscript):
                continue
            shadowed = any(self._is_shadowed(node, loop, name) for name in row[1])
            if row[1] & changing or shadowed or self.is_planned(node.value):
                continue
            certain = row[1] <= counted and not row[2].endswith(" + 1")
            if certain or not self._is_guarded(node, loop):
                found.setdefault((row[0], row[2]), []).append(node.value)
        return {key: nodes for key, nodes in found.items() if self.is_stable(key[0], loop)}

    def _is_guarded(self, node: cst.CSTNode, loop: cst.CSTNode) -> bool:
        """Tell whether a condition may keep ``node`` from being computed: its row may not exist."""
        child = node
        for around in self.parents.ancestors(node):
            if around is loop:
                return False
            if isinstance(around, cst.If | cst.IfExp | cst.BooleanOperation) and child not in (
                getattr(around, "test", None),
                getattr(around, "left", None),
            ):
                return True
            child = around
        return False

    def _is_shadowed(self, node: cst.CSTNode, loop: cst.CSTNode, variable: str) -> bool:
        for around in self.parents.ancestors(node):
            if around is loop:
                return False
            if isinstance(around, cst.Lambda | cst.FunctionDef) and variable in assigned_names(around.params):
                return True
        return False

    def _row(self, node: cst.CSTNode) -> tuple[str, set[str], str] | None:
        """Return (grid, {i}, "i - 1") for ``grid[i - 1][...]``."""
        outer = index_of(node)
        inner = index_of(outer[0]) if outer else None
        grid = name_of(inner[0]) if inner else None
        if inner is None or grid is None or grid in names_in(inner[1]):
            return None
        parts = [part for part in walk(inner[1]) if isinstance(part, cst.BaseExpression)]
        if not all(
            isinstance(part, cst.Name | cst.Integer | cst.BinaryOperation | cst.UnaryOperation) for part in parts
        ):
            return None
        return grid, names_in(inner[1]), normalized(inner[1])

    def _look_up_once(self, loop: cst.For | cst.While, rows: dict[tuple[str, str], list[cst.Subscript]]) -> None:
        for (grid, index), nodes in rows.items():
            ends = {" - 1": "_row_before", " + 1": "_row_after"}
            name = self.names.fresh(f"{grid}{next((ends[end] for end in ends if index.endswith(end)), '_row')}")
            self.insert_before(loop, f"{name} = {grid}[{index}]\n")
            for node in nodes:
                self.replace(node, cst.Name(name))
