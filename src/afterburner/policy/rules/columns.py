"""Matrices read by columns: turned once, they are read by rows."""

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
    name_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression
from afterburner.policy.rules.lazy import CONSUMERS, consumed_argument
from afterburner.policy.rules.rule import Safety, rule


class _Columns(PlannedRewriter):
    def around(self, node: cst.CSTNode, variable: str) -> cst.For | None:
        """Return the loop around ``node`` whose variable is ``variable``."""
        for loop in self.parents.loops(node):
            if isinstance(loop, cst.For) and is_name(loop.target, variable):
                return loop
            if variable in assigned_names(loop):
                return None
        return None

    def outermost(self, loop: cst.For, matrix: str) -> cst.For | cst.While:
        """Return the outermost loop around ``loop`` in which ``matrix`` stays the same."""
        outer: cst.For | cst.While = loop
        for around in self.parents.loops(loop):
            if matrix in changed_during(around, self.module):
                break
            outer = around
        return outer


@rule(
    name="columns-by-zip",
    reason="Each column is gathered from all rows again; `zip` turns the matrix once, in C.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.4,
    before="""\
n = 700
grid = [[(i * j) % 11 for j in range(n)] for i in range(n)]
best = 0
for j in range(n):
    best = max(best, sum(row[j] for row in grid))
    column = [grid[i][j] for i in range(len(grid))]
    best += column[j]
print(best)
""",
    after="""\
n = 700
grid = [[(i * j) % 11 for j in range(n)] for i in range(n)]
best = 0
grid_columns = list(zip(*grid))
for j in range(n):
    best = max(best, sum(grid_columns[j]))
    column = list(grid_columns[j])
    best += column[j]
print(best)
""",
)
class ColumnsByZip(_Columns):
    def plan(self) -> None:
        names: dict[tuple[cst.CSTNode, str], str] = {}
        for node in walk(self.module):
            if not isinstance(node, cst.ListComp | cst.GeneratorExp):
                continue
            column = self._column(node)
            loop = self.around(node, column[1]) if column else None
            if column is None or loop is None or column[0] in changed_during(loop, self.module) or not self.claim():
                continue
            outer = self.outermost(loop, column[0])
            key = (outer, column[0])
            if key not in names:
                names[key] = self.names.fresh(f"{column[0]}_columns")
                self.insert_before(outer, f"{names[key]} = list(zip(*{column[0]}))\n")
            self.replace(node, expression(self._kept(node, f"{names[key]}[{column[1]}]")))

    def _kept(self, node: cst.CSTNode, column: str) -> str:
        around = self.parents.of(node)
        call = self.parents.of(around) if isinstance(around, cst.Arg) else None
        if isinstance(node, cst.GeneratorExp) and call is None:
            return f"iter({column})"
        return column if call is not None and consumed_argument(call, *CONSUMERS) is around else f"list({column})"

    def _column(self, node: cst.ListComp | cst.GeneratorExp) -> tuple[str, str] | None:
        """Return (m, j) for ``[row[j] for row in m]`` and ``[m[i][j] for i in range(len(m))]``."""
        loop = node.for_in
        access = index_of(node.elt)
        if access is None or loop.ifs or loop.inner_for_in or not isinstance(access[1], cst.Name):
            return None
        variable = name_of(loop.target)
        if variable is not None and is_name(access[0], variable) and isinstance(loop.iter, cst.Name):
            return loop.iter.value, access[1].value
        inner = index_of(access[0])
        count = arguments(loop.iter, "range")
        length = arguments(count[0], "len") if count else None
        if inner is None or length is None or variable is None or not is_name(inner[1], variable):
            return None
        matrix = name_of(inner[0])
        return (matrix, access[1].value) if matrix and is_name(length[0], matrix) else None


@rule(
    name="column-in-inner-loop",
    reason="The inner loop goes down a column: two look-ups an element, far apart in memory. Turned once, it needs one.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.0,
    before="""\
n = 700
grid = [[(i * j) % 11 for j in range(n)] for i in range(n)]
best = 0
for j in range(n):
    height = 0
    for i in range(n):
        height += grid[i][j]
    best = max(best, height)
print(best)
""",
    after="""\
n = 700
grid = [[(i * j) % 11 for j in range(n)] for i in range(n)]
best = 0
grid_columns = list(zip(*grid))
for j in range(n):
    height = 0
    grid_column = grid_columns[j]
    for i in range(n):
        height += grid_column[i]
    best = max(best, height)
print(best)
""",
)
class ColumnInInnerLoop(_Columns):
    def plan(self) -> None:
        turned: dict[tuple[cst.CSTNode, str], str] = {}
        for inner in walk(self.module):
            if (
                not isinstance(inner, cst.For)
                or not isinstance(inner.target, cst.Name)
                or not self.parents.block(inner)
            ):
                continue
            for (matrix, variable), nodes in self._down(inner, inner.target.value).items():
                loop = self.around(inner, variable)
                if loop is None or matrix in changed_during(loop, self.module):
                    continue
                if not any(self.is_planned(node) for node in nodes) and self.claim():
                    outer = self.outermost(loop, matrix)
                    if (outer, matrix) not in turned:
                        turned[outer, matrix] = self.names.fresh(f"{matrix}_columns")
                        self.insert_before(outer, f"{turned[outer, matrix]} = list(zip(*{matrix}))\n")
                    self._go_down(inner, f"{turned[outer, matrix]}[{variable}]", matrix, nodes)

    def _down(self, inner: cst.For, index: str) -> dict[tuple[str, str], list[cst.Subscript]]:
        """Return by (m, j) the ``m[i][j]`` in a loop over i that leaves j alone."""
        found: dict[tuple[str, str], list[cst.Subscript]] = {}
        fixed = assigned_names(inner)
        for node in walk(inner.body):
            access = index_of(node)
            row = index_of(access[0]) if access else None
            if access is None or row is None or not isinstance(node, cst.Subscript):
                continue
            matrix, column = name_of(row[0]), name_of(access[1])
            if matrix and column and column not in fixed and is_name(row[1], index):
                found.setdefault((matrix, column), []).append(node)
        return {key: nodes for key, nodes in found.items() if len(mentions(inner.body, key[0])) == len(nodes)}

    def _go_down(self, inner: cst.For, column: str, matrix: str, nodes: list[cst.Subscript]) -> None:
        name = self.names.fresh(f"{matrix}_column")
        self.insert_before(inner, f"{name} = {column}\n")
        for node in nodes:
            access = index_of(node)
            row = index_of(access[0]) if access else None
            if row is not None:
                self.replace(node, expression(f"{name}[{code(row[1])}]"))
