"""Lists that grow by a value computed from their last one or two, of which only the end is read: keep the end."""

from dataclasses import dataclass

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    assigned_names,
    index_of,
    integer_of,
    is_name,
    mentions,
    method_call,
    name_of,
    simple_assignment,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, operand, source
from afterburner.policy.rules.indices import Aliases, Counting, Index, aliases_of, index_sum
from afterburner.policy.rules.rule import Safety, rule

_MOST_KEPT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A list, the loop that appends to it once a round, and the reads of its end."""

    name: str
    line: cst.SimpleStatementLine
    first: tuple[cst.BaseExpression, ...]
    loop: cst.For | cst.While
    append: cst.Expr
    reads: dict[cst.CSTNode, int]
    """Reads in the loop: 1 for the last value, 2 for the one before."""
    ends: list[cst.Subscript]
    """Reads of the last value after the loop."""
    rounds: str | None
    """What to count through in the place of a ``while`` over the list's length."""


class _Growing(PlannedRewriter):
    def growth(self, line: cst.SimpleStatementLine) -> Growth | None:
        """Read the growth of the list that ``line`` makes."""
        pair = simple_assignment(line)
        name = name_of(pair[0]) if pair else None
        if pair is None or name is None or not isinstance(pair[1], cst.List):
            return None
        first = tuple(element.value for element in pair[1].elements)
        block = self.parents.block(line)
        users = [part for part in block if mentions(part, name)] if line in block else []
        if len(first) != _MOST_KEPT or len(users) < 2 or users[0] is not line:  # noqa: PLR2004 - made, grown
            return None
        scope = self.parents.scope(line)
        if len(mentions(scope, name)) != sum(len(mentions(part, name)) for part in users):
            return None
        loop, after = users[1], users[2:]
        if not isinstance(loop, cst.For | cst.While) or not isinstance(loop.body, cst.IndentedBlock):
            return None
        return self._grown(name, line, first, loop, after)

    def _grown(
        self,
        name: str,
        line: cst.SimpleStatementLine,
        first: tuple[cst.BaseExpression, ...],
        loop: cst.For | cst.While,
        after: list[cst.BaseStatement],
    ) -> Growth | None:
        aliases = aliases_of(self.parents.scope(line))
        append = self._append(name, loop)
        limit = self._limit(name, loop, aliases)
        if append is None or limit is None:
            return None
        counting = Counting.of(loop, aliases)
        begins = counting is not None and counting.step == 1 and counting.start == Index(constant=len(first))
        reads = self._reads(name, append, counting if begins else None, aliases)
        mentioned = len(mentions(loop.body, name))
        ends = self._ends(name, after, limit if begins or isinstance(loop, cst.While) else None, aliases)
        if reads is None or mentioned != len(reads) + 1 or not ends or self._is_shared(loop, name):
            return None
        rounds = f"range({len(first)}, {limit.shifted(1).text()})" if isinstance(loop, cst.While) else None
        return Growth(
            name=name, line=line, first=first, loop=loop, append=append, reads=reads, ends=ends, rounds=rounds
        )

    def _is_shared(self, loop: cst.For | cst.While, name: str) -> bool:
        return isinstance(loop, cst.For) and name in assigned_names(loop.target)

    def _append(self, name: str, loop: cst.For | cst.While) -> cst.Expr | None:
        """Return the only ``name.append(...)``, which each round does."""
        if any(isinstance(part, cst.Break | cst.Continue | cst.Return) for part in walk(loop)):
            return None
        lines = [line.body[0] for line in loop.body.body if isinstance(line, cst.SimpleStatementLine)]
        found = [
            line
            for line in lines
            if isinstance(line, cst.Expr) and (added := method_call(line.value, "append")) and is_name(added[0], name)
        ]
        return found[0] if len(found) == 1 and (isinstance(loop, cst.For) or len(loop.body.body) == 1) else None

    def _limit(self, name: str, loop: cst.For | cst.While, aliases: Aliases) -> Index | None:
        """Return the index of the last value after the loop."""
        if isinstance(loop, cst.For):
            counting = Counting.of(loop, aliases)
            return counting.end if counting else Index()
        test = loop.test
        if not isinstance(test, cst.Comparison) or len(test.comparisons) != 1:
            return None
        left, operator, right = test.left, test.comparisons[0].operator, test.comparisons[0].comparator
        length = arguments(left, "len")
        if length is None or not is_name(length[0], name) or (name_of(right) is None and integer_of(right) is None):
            return None
        if isinstance(operator, cst.LessThanEqual):
            return index_sum(right, {})
        return index_sum(right, {}).shifted(-1) if isinstance(operator, cst.LessThan) else None

    def _reads(
        self, name: str, append: cst.Expr, counting: Counting | None, aliases: Aliases
    ) -> dict[cst.CSTNode, int] | None:
        found: dict[cst.CSTNode, int] = {}
        for node in walk(append):
            access = index_of(node)
            if access is None or not is_name(access[0], name):
                continue
            number = integer_of(access[1])
            back = counting.row(index_sum(access[1], aliases)) if counting and number is None else number
            if back is None or not -_MOST_KEPT <= back < 0:
                return None
            found[node] = -back
        return found or None

    def _ends(
        self, name: str, after: list[cst.BaseStatement], limit: Index | None, aliases: Aliases
    ) -> list[cst.Subscript] | None:
        found = [
            node
            for part in after
            for node in walk(part)
            if isinstance(node, cst.Subscript) and (access := index_of(node)) and is_name(access[0], name)
        ]
        if len(found) != sum(len(mentions(part, name)) for part in after):
            return None
        for node in found:
            access = index_of(node)
            index = index_sum(access[1], aliases) if access else None
            if index is None or index not in (Index(constant=-1), limit):
                return None
        return found


@rule(
    name="growing-list-ends",
    reason="Each value needs the one or two before it, and only the last is asked for: two variables hold them.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.TIME, Objective.INTEGRAL],
    speedup=2.4,
    before="""\
def patterns(n, a, b, m):
    table = [1, a]
    while len(table) <= n:
        table.append((a * table[-1] + b * table[-2]) % m)
    return table[n]


print(patterns(300000, 3, 5, 1000003))
""",
    after="""\
def patterns(n, a, b, m):
    before_last, last = 1, a
    for _ in range(2, n + 1):
        before_last, last = last, (a * last + b * before_last) % m
    return (last if n > 0 else before_last)


print(patterns(300000, 3, 5, 1000003))
""",
)
class GrowingListEnds(_Growing):
    def plan(self) -> None:
        for line in walk(self.module):
            growth = self.growth(line) if isinstance(line, cst.SimpleStatementLine) else None
            if growth is not None and self.claim():
                self._keep_ends(growth)

    def _keep_ends(self, growth: Growth) -> None:
        older = self.names.fresh("before_last", f"before_last_{growth.name}")
        last = self.names.fresh("last", f"last_{growth.name}")
        names = f"{older}, {last}"
        self.replace_statement(growth.line, f"{names} = {', '.join(source(value) for value in growth.first)}")
        for node, back in growth.reads.items():
            self.replace(node, cst.Name(last if back == 1 else older))
        statement = f"{names} = {last}, "
        self.replace(growth.append, lambda node: _shifted(node, statement))
        for node in growth.ends:
            access = index_of(node)
            last_one = access is None or integer_of(access[1]) is not None
            index = operand(access[1]) if access else ""
            self.replace(node, expression(last if last_one else f"({last} if {index} > 0 else {older})"))
        if growth.rounds is not None:
            self.replace(growth.loop, lambda node: _counted(node, growth.rounds or ""))


def _shifted(node: cst.CSTNode, statement: str) -> cst.CSTNode:
    """Return the assignment that takes the place of ``name.append(value)``."""
    added = method_call(node.value, "append") if isinstance(node, cst.Expr) else None
    if added is None:
        return node
    line = cst.parse_statement(f"{statement}{source(added[1])}")
    return line.body[0] if isinstance(line, cst.SimpleStatementLine) else node


def _counted(node: cst.CSTNode, rounds: str) -> cst.CSTNode:
    if not isinstance(node, cst.While):
        return node
    return cst.For(target=cst.Name("_"), iter=expression(rounds), body=node.body, leading_lines=node.leading_lines)
