"""Tables of dynamic programming: keep the rows that are still read, not all of them.

Also matrices that are read by columns. How the rows are recognised stands in :mod:`~.rolling`.
"""

import textwrap
from functools import cache

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import code, is_name, simple_assignment, variables, walk
from afterburner.policy.rules.building import PlannedRewriter, expression, indented
from afterburner.policy.rules.indices import Index, aliases_of
from afterburner.policy.rules.rolling import Move, Rolling, rolling
from afterburner.policy.rules.rule import Safety, rule


class _Renamed(cst.CSTTransformer):
    """Puts other expressions in the places of some nodes."""

    def __init__(self, replacements: dict[cst.CSTNode, cst.BaseExpression]) -> None:
        super().__init__()
        self.replacements = replacements

    def on_leave(  # type: ignore[override]
        self, original_node: cst.CSTNode, updated_node: cst.CSTNode
    ) -> cst.CSTNode | cst.RemovalSentinel | cst.FlattenSentinel[cst.CSTNode]:
        replacement = self.replacements.get(original_node)
        return super().on_leave(original_node, updated_node) if replacement is None else replacement


class _LastRows(PlannedRewriter):
    """Keeps the rows of a table that are still read under names of their own."""

    def wants(self, plan: Rolling) -> bool:
        raise NotImplementedError

    def plan(self) -> None:
        aliases = cache(aliases_of)
        for line in walk(self.module):
            if not isinstance(line, cst.SimpleStatementLine) or simple_assignment(line) is None:
                continue
            plan = rolling(line, self.module, self.parents, aliases(self.parents.scope(line)))
            if plan is not None and self.wants(plan) and not self._is_taken(plan) and self.claim():
                self._keep_last(plan)

    def _is_taken(self, plan: Rolling) -> bool:
        """Tell whether an earlier edit moved what this one would have to change."""
        nodes = [*plan.positions, *(move.statement for move in plan.moves), *plan.lengths]
        return any(self.is_planned(node) for node in nodes) or self.is_planned(plan.line)

    def _keep_last(self, plan: Rolling) -> None:
        name = plan.table.name
        older = [self.names.fresh("prev", f"prev_{name}"), self.names.fresh("prev2", f"prev2_{name}")][: plan.depth]
        names = [name, *older]
        for node, position in plan.positions.items():
            self.replace(node, cst.Name(names[position]))
        for node in plan.lengths:
            self.replace(node, expression(f"({plan.text(plan.table.rows)})"))
        used = sorted(plan.prepared, reverse=True)
        initial = {position: plan.table.initial(plan.before(position)) for position in used}
        lines = (f"{names[position]} = {code(row)}" for position, row in initial.items() if row)
        self.replace_statement(plan.line, "\n".join(lines))
        if plan.table.filler is not None:
            self.remove(plan.table.filler)
        self._move_preparations(plan, names)
        self._rotate(plan, names)

    def _rotate(self, plan: Rolling, names: list[str]) -> None:
        rotation = f"{', '.join(names[:0:-1])} = {', '.join(names[-2::-1])}"
        body = [part for part in plan.main.loop.body.body if isinstance(part, cst.BaseStatement)]
        fresh = [] if self._begins_afresh(plan, body[0]) else [f"{names[0]} = {code(plan.table.row)}"]
        text = "\n".join([rotation, *fresh]) + "\n"
        if plan.shift:
            relation = ">" if plan.main.step > 0 else "<"
            guard = f"if {plan.main.variable} {relation} {plan.text(plan.main.start)}:\n"
            text = guard + textwrap.indent(text, "    ")
        inside = [self._moved(plan, move, names) for move in plan.moves]
        self.insert_before(body[0], text + "".join(inside))

    def _begins_afresh(self, plan: Rolling, first: cst.BaseStatement) -> bool:
        """Tell whether a round begins with setting its row, so that nobody sees what the row was before."""
        pair = simple_assignment(first)
        if pair is None or plan.moves or plan.shift or plan.positions.get(pair[0]) != 0:
            return False
        return not any(plan.positions.get(node) == 0 for node in walk(pair[1]))

    def _move_preparations(self, plan: Rolling, names: list[str]) -> None:
        loops = list(dict.fromkeys(move.origin.loop for move in plan.moves))
        for loop in loops:
            moves = [move for move in plan.moves if move.origin.loop is loop]
            for move in moves:
                if move.first:
                    row = plan.text(plan.before(plan.shift))
                    self.insert_before(loop, self._rewritten(move, row, names[plan.shift :]))
            if len(moves) == len(loop.body.body):
                self.remove(loop)
            else:
                for move in moves:
                    self.remove(move.statement)

    def _moved(self, plan: Rolling, move: Move, names: list[str]) -> str:
        row = Index(terms=frozenset([(plan.main.variable, 1)]), constant=plan.top)
        text = self._rewritten(move, row.text(), names)
        if not move.late:
            return text
        begin = plan.text(plan.main.start.shifted(move.late))
        return f"if {plan.main.variable} >= {begin}:\n" + textwrap.indent(text, "    ")

    def _rewritten(self, move: Move, row: str, names: list[str]) -> str:
        number = expression(row if row.isidentifier() or row.isdigit() else f"({row})")
        edits: dict[cst.CSTNode, cst.BaseExpression] = {
            name: number for name in variables(move.statement) if is_name(name, move.origin.variable)
        }
        edits.update({node: cst.Name(names[position]) for node, position in move.positions.items()})
        statement = move.statement.visit(_Renamed(edits))
        return indented([statement], levels=0) if isinstance(statement, cst.CSTNode) else ""


def _is_row(row: cst.BaseExpression) -> bool:
    return isinstance(
        row, cst.List | cst.ListComp | cst.BinaryOperation | cst.Call | cst.Dict
    ) and "float(" not in code(row)


@rule(
    name="rolling-rows",
    reason="Each row of the table is computed from the row before: two rows are enough, not the whole table.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.TIME, Objective.INTEGRAL],
    speedup=3.5,
    before="""\
def cheapest(n, m):
    dp = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            dp[i][j] = min(dp[i - 1][j], dp[i][j - 1] + i) + i * j
    return dp[n][m]


print(cheapest(1000, 600))
""",
    after="""\
def cheapest(n, m):
    dp = [0] * (m + 1)
    for i in range(1, n + 1):
        prev = dp
        dp = [0] * (m + 1)
        for j in range(1, m + 1):
            dp[j] = min(prev[j], dp[j - 1] + i) + i * j
    return dp[m]


print(cheapest(1000, 600))
""",
)
class RollingRows(_LastRows):
    def wants(self, plan: Rolling) -> bool:
        return _is_row(plan.table.row)


@rule(
    name="rolling-values",
    reason="Each value is computed from the one or two before: two variables are enough, not a list of all.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.TIME, Objective.INTEGRAL],
    speedup=2.2,
    before="""\
def ways(n):
    dp = [0] * (n + 1)
    dp[0] = 1
    dp[1] = 1
    for i in range(2, n + 1):
        dp[i] = (dp[i - 1] + dp[i - 2]) % 1000007
    return dp[n]


print(ways(500000))
""",
    after="""\
def ways(n):
    prev = 0
    dp = 0
    prev = 1
    dp = 1
    for i in range(2, n + 1):
        prev2, prev = prev, dp
        dp = (prev + prev2) % 1000007
    return dp


print(ways(500000))
""",
)
class RollingValues(_LastRows):
    def wants(self, plan: Rolling) -> bool:
        return not _is_row(plan.table.row)
