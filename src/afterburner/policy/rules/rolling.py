"""Tables of dynamic programming of which only the last rows are read: which loop fills them, and what else is read.

The rows around the one that the loop works on get positions: 0 is the row itself, 1 the one before it, 2 the one
before that. :func:`rolling` says of each ``table[index]`` in a program which position it reads, or gives up.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import libcst as cst

from afterburner.policy.rules.analysis import (
    arguments,
    assigned_names,
    free_names,
    index_of,
    integer_of,
    is_invariant,
    is_name,
    mentions,
    method_call,
    name_of,
    names_in,
    simple_assignment,
    sole_statement,
    walk,
)
from afterburner.policy.rules.indices import Aliases, Counting, Index, index_sum
from afterburner.policy.rules.parents import Parents

MOST_ROWS_BACK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """``name = [row for _ in range(rows)]`` or ``[row] * rows``, perhaps with other first rows."""

    name: str
    rows: Index
    row: cst.BaseExpression
    head: tuple[cst.BaseExpression, ...] = ()
    """The first rows, where they differ from ``row``."""
    filler: cst.BaseStatement | None = None
    """The loop that appends the rows, if they are not there from the beginning."""

    @classmethod
    def of(cls, statement: cst.CSTNode, aliases: Aliases) -> "Table | None":
        """Read a table from the statement that makes it."""
        pair = simple_assignment(statement)
        name = name_of(pair[0]) if pair else None
        if pair is None or name is None:
            return None
        value = pair[1]
        head: tuple[cst.BaseExpression, ...] = ()
        if isinstance(value, cst.BinaryOperation) and isinstance(value.operator, cst.Add):
            head, value = _immutables(value.left), value.right
            if not head:
                return None
        parts = _comprehended(value) or _repeated(value)
        if parts is None:
            return None
        rows = index_sum(parts[1], aliases).shifted(len(head))
        return cls(name=name, rows=rows, row=parts[0], head=head)

    @classmethod
    def appended(cls, lines: Sequence[cst.BaseStatement], aliases: Aliases) -> "Table | None":
        """Read a table from ``name = []`` and the loop after it that appends its rows."""
        pair = simple_assignment(lines[0])
        if pair is None or len(lines) == 1 or not isinstance(pair[1], cst.List) or pair[1].elements:
            return None
        loop = lines[1]
        action = sole_statement(loop.body) if isinstance(loop, cst.For) else None
        count = arguments(loop.iter, "range") if isinstance(loop, cst.For) else None
        added = method_call(action.value, "append") if isinstance(action, cst.Expr) else None
        name = name_of(pair[0])
        if not isinstance(loop, cst.For) or count is None or added is None or name is None:
            return None
        if not is_name(added[0], name) or name_of(loop.target) is None or name_of(loop.target) in names_in(added[1]):
            return None
        return cls(name=name, rows=index_sum(count[0], aliases), row=added[1], filler=loop)

    def initial(self, index: Index) -> cst.BaseExpression | None:
        """Return what row ``index`` begins as; None if that is not known."""
        if not self.head:
            return self.row
        if index.terms or index.constant < 0:
            return None
        return self.head[index.constant] if index.constant < len(self.head) else self.row


def _comprehended(value: cst.BaseExpression) -> tuple[cst.BaseExpression, cst.BaseExpression] | None:
    if not isinstance(value, cst.ListComp):
        return None
    loop = value.for_in
    count = arguments(loop.iter, "range")
    if count is None or loop.ifs or loop.inner_for_in or name_of(loop.target) is None:
        return None
    if name_of(loop.target) in free_names(value.elt):
        return None
    return value.elt, count[0]


def _repeated(value: cst.BaseExpression) -> tuple[cst.BaseExpression, cst.BaseExpression] | None:
    if not isinstance(value, cst.BinaryOperation) or not isinstance(value.operator, cst.Multiply):
        return None
    for one, count in ((value.left, value.right), (value.right, value.left)):
        elements = _immutables(one)
        if len(elements) == 1:
            return elements[0], count
    return None


def _immutables(value: cst.BaseExpression) -> tuple[cst.BaseExpression, ...]:
    if not isinstance(value, cst.List):
        return ()
    elements = tuple(element.value for element in value.elements)
    simple = (cst.Integer, cst.Float, cst.Name, cst.UnaryOperation, cst.SimpleString, cst.Attribute)
    fine = all(isinstance(each, simple) or arguments(each, "float") for each in elements)
    return elements if fine else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A statement that prepares a row, in a loop of its own before the main loop, which the main loop is to do."""

    origin: Counting
    statement: cst.BaseStatement
    positions: dict[cst.CSTNode, int]
    first: bool
    """Does the loop also prepare the row before the main loop's first one?"""
    late: int
    """How many rows after the main loop's first one it begins."""


@dataclass(slots=True, kw_only=True)
class Rolling:
    """How a table can be kept as its last rows."""

    table: Table
    line: cst.BaseStatement
    aliases: Aliases
    main: Counting
    top: int
    """The row that a round works on, less the loop's variable."""
    depth: int
    """How many rows before it are read."""
    shift: int = 0
    """1 if the main loop's first row is prepared before the loop."""
    positions: dict[cst.CSTNode, int] = field(default_factory=dict)
    """``table[...]`` -> position."""
    lengths: list[cst.CSTNode] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    prepared: set[int] = field(default_factory=set)
    """The positions that are used before the main loop."""

    def before(self, position: int) -> Index:
        """Return the row that stands at ``position`` before the main loop."""
        return self.first.shifted(-self.main.step * (position + 1 - self.shift))

    def text(self, index: Index) -> str:
        """Return an index as Python, by the program's own names for lengths."""
        text = index.text()
        for name, length in self.aliases.items():
            text = text.replace(length.text(), name) if not length.constant else text
        return text

    @property
    def first(self) -> Index:
        """The row that the main loop's first round works on."""
        return self.main.start.shifted(self.top)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A statement after the table's creation, with the rows that it uses."""

    statement: cst.BaseStatement
    rows: dict[cst.CSTNode, Index]
    counting: Counting | None

    def offsets(self) -> list[int | None]:
        return [self.counting.row(index) for index in self.rows.values()] if self.counting else []

    def is_riding(self) -> bool:
        return any(offset is not None for offset in self.offsets())


def rolling(line: cst.BaseStatement, module: cst.Module, parents: Parents, aliases: Aliases) -> Rolling | None:
    """Return how the table that ``line`` creates can be kept as its last rows, or None."""
    block = parents.block(line)
    here = block.index(line) if line in block else len(block)
    table = (Table.of(line, aliases) or Table.appended(block[here:], aliases)) if block[here:] else None
    if table is None:
        return None
    after = block[here + 1 :] if table.filler is None else block[here + 2 :]
    parts: list[_Part] = []
    lengths: list[cst.CSTNode] = []
    for statement in after:
        rows = _rows(statement, table.name, parents, aliases, lengths)
        if rows is None:
            return None
        if rows:
            parts.append(_Part(statement=statement, rows=rows, counting=Counting.of(statement, aliases)))
    scope = parents.scope(line)
    creation = 1 if table.filler is None else 2
    if len(mentions(scope, table.name)) != creation + sum(len(mentions(statement, table.name)) for statement in after):
        return None
    plan = _planned(table, line, parts, aliases, module)
    if plan is not None:
        plan.lengths = lengths
    return plan


def _rows(
    statement: cst.CSTNode, name: str, parents: Parents, aliases: Aliases, lengths: list[cst.CSTNode]
) -> dict[cst.CSTNode, Index] | None:
    found: dict[cst.CSTNode, Index] = {}
    for mention in mentions(statement, name):
        around = parents.of(mention)
        access = index_of(around)
        if around is not None and access is not None and access[0] is mention and name not in names_in(access[1]):
            found[around] = index_sum(access[1], aliases)
        elif isinstance(around, cst.Arg) and arguments(call := parents.of(around), "len") and call is not None:
            lengths.append(call)
        else:
            return None
        if parents.scope(mention) is not parents.scope(statement):
            return None
    return found


def _planned(
    table: Table, line: cst.BaseStatement, parts: list[_Part], aliases: Aliases, module: cst.Module
) -> Rolling | None:
    riding = [part for part in parts if part.is_riding()]
    if not riding or (main := riding[-1]).counting is None:
        return None
    plan = _window(table, line, aliases, main.counting, riding)
    if plan is None or None in main.offsets() or not _fits(plan, module):
        return None
    cut = parts.index(main)
    place = {node: plan.main.row(index) or 0 for node, index in main.rows.items()}
    plan.positions.update({node: (plan.top - offset) * plan.main.step for node, offset in place.items()})
    done = _read_before(plan, parts[:cut]) and _read_after(plan, parts[cut + 1 :])
    return plan if done and _begins_known(plan) else None


def _known(part: _Part) -> list[int]:
    return [offset for offset in part.offsets() if offset is not None]


def _window(
    table: Table, line: cst.BaseStatement, aliases: Aliases, main: Counting, parts: Sequence[_Part]
) -> Rolling | None:
    offsets = _known(parts[-1])
    top, low = (max(offsets), min(offsets)) if main.step > 0 else (min(offsets), max(offsets))
    back = max((-offset * main.step for part in parts[:-1] for offset in _known(part)), default=0)
    depth = max((top - low) * main.step, back)
    if not 1 <= depth <= MOST_ROWS_BACK:
        return None
    return Rolling(table=table, line=line, aliases=aliases, main=main, top=top, depth=depth)


def _fits(plan: Rolling, module: cst.Module) -> bool:
    loop, head = plan.main.loop, len(plan.table.head)
    past_head = not head or (not plan.first.terms and plan.first.constant >= head)
    return past_head and isinstance(loop.body, cst.IndentedBlock) and is_invariant(plan.table.row, loop, module)


def _read_before(plan: Rolling, parts: list[_Part]) -> bool:
    fixed = {node: index for part in parts for node, index in part.rows.items() if not _rides(part, index)}
    plan.shift = int(any(_absolute(plan, index) == plan.first for index in fixed.values()))
    for node, index in fixed.items():
        position = _absolute(plan, index).minus(plan.before(0))
        position = None if position is None else -position * plan.main.step
        if position is None or not 0 <= position <= plan.depth:
            return False
        plan.positions[node] = position
        plan.prepared.add(position)
    return all(_moved(plan, part) for part in parts if part.is_riding())


def _rides(part: _Part, index: Index) -> bool:
    return part.counting is not None and part.counting.row(index) is not None


def _absolute(plan: Rolling, index: Index) -> Index:
    negative = not index.terms and index.constant < 0
    return plan.table.rows.shifted(index.constant) if negative else index


def _moved(plan: Rolling, part: _Part) -> bool:
    """Plan to move the statements of ``part`` that ride on its variable to the main loop."""
    origin = part.counting
    if origin is None or origin.step != 1 or not isinstance(origin.loop.body, cst.IndentedBlock):
        return False
    if origin.end is None or not _reaches(plan, origin, origin.end):
        return False
    begin = origin.start if plan.main.step > 0 else origin.end
    late = begin.minus(plan.first)
    late = late * plan.main.step if late is not None else None
    if late is None or late < -1 or (late > 0 and plan.main.step < 0):
        return False
    lines = [line for line in origin.loop.body.body if isinstance(line, cst.BaseStatement)]
    return all(_moved_statement(plan, part, origin, late, line) for line in lines)


def _reaches(plan: Rolling, origin: Counting, end: Index) -> bool:
    """Tell whether ``origin`` prepares the rows up to the main loop's last one."""
    last = plan.main.end.shifted(plan.top) if plan.main.end is not None else None
    if plan.main.step < 0:
        return origin.start in (last, Index())
    return end in (last, plan.table.rows.shifted(-1))


def _moved_statement(plan: Rolling, part: _Part, origin: Counting, late: int, line: cst.BaseStatement) -> bool:
    inside = set(walk(line))
    offsets = {node: origin.row(index) for node, index in part.rows.items() if node in inside}
    steps = {node: -offset * plan.main.step for node, offset in offsets.items() if offset is not None}
    if not steps:
        return True
    first = late == -1
    if len(steps) != len(offsets) or not all(0 <= step <= plan.depth - first for step in steps.values()):
        return False
    if any(isinstance(node, cst.Break | cst.Continue | cst.Return) for node in inside):
        return False
    needed = names_in(line) - {origin.variable}
    if assigned_names(line) or needed & (assigned_names(plan.main.loop) | assigned_names(origin.loop.body)):
        return False
    plan.moves.append(Move(origin=origin, statement=line, positions=steps, first=first, late=max(late, 0)))
    if first:
        plan.prepared.update(step + plan.shift for step in steps.values())
    return True


def _read_after(plan: Rolling, parts: list[_Part]) -> bool:
    for part in parts:
        for node, index in part.rows.items():
            position = _position_after(plan, part.statement, node, index)
            if position is None or not 0 <= position <= plan.depth:
                return False
            plan.positions[node] = position
    return True


def _position_after(plan: Rolling, statement: cst.CSTNode, node: cst.CSTNode, index: Index) -> int | None:
    """Return the position that a read after the main loop has; the last round's row is 0."""
    offset = plan.main.row(index) if plan.main.variable not in assigned_names(statement) else None
    if offset is not None:
        return (plan.top - offset) * plan.main.step
    end = plan.main.end
    distance = None if end is None else _absolute(plan, index).minus(end.shifted(plan.top))
    if distance is not None:
        return -distance * plan.main.step
    # a loop over the elements of another list is taken to reach the table's last row
    access = index_of(node)
    to_the_end = isinstance(plan.main.loop.target, cst.Tuple)
    return 0 if to_the_end and access is not None and integer_of(access[1]) == -1 else None


def _begins_known(plan: Rolling) -> bool:
    plan.prepared.update(range(plan.depth))
    return all(plan.table.initial(plan.before(position)) is not None for position in plan.prepared)
