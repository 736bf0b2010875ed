"""Loops in loops that look for pairs: a dict of the items, built once, finds the partners at once."""

from collections.abc import Iterator

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    changed_during,
    code,
    is_invariant,
    names_in,
    sole_statement,
    statements_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, indented, source
from afterburner.policy.rules.parents import Loop
from afterburner.policy.rules.rule import Safety, rule
from afterburner.policy.rules.scans import Equality, equality


class JoinRewriter(PlannedRewriter):
    """Finds inner loops that look for equal items in something that the outer loops leave as it is."""

    def scans(self) -> Iterator[tuple[Equality, Loop]]:
        """Yield the searches with the outermost loop in which what they go through does not change."""
        for node in walk(self.module):
            found = equality(node) if isinstance(node, cst.For) else None
            around = self._around(found) if found is not None else None
            if found is not None and around is not None and self.parents.statement(around) is not None:
                yield found, around

    def _around(self, found: Equality) -> Loop | None:
        """Return the outermost loop to build the dict before, if something sought changes from round to round."""
        own = names_in(found.loop.target)
        key = expression(found.key)
        fixed = names_in(key) - own
        best = None
        for loop in self.parents.loops(found.loop):
            changed = changed_during(loop, self.module)
            if (
                fixed & changed
                or not is_invariant(found.loop.iter, loop, self.module)
                or own & names_in(found.loop.iter)
            ):
                break
            best = loop
        if best is None or not names_in(expression(found.sought)) & changed_during(best, self.module):
            return None
        mutated = changed_during(found.condition.body, self.module)
        return None if mutated & names_in(found.loop.iter) else best


def leaves(statements: list[cst.CSTNode]) -> bool:
    """Tell whether a block ends by leaving the loop: ``break`` or ``return``."""
    return bool(statements) and isinstance(statements[-1], cst.Break | cst.Return | cst.Raise)


def added_one(block: cst.BaseSuite) -> tuple[str, str] | None:
    """Return (total, amount) if all that a block does is ``total += amount``."""
    small = sole_statement(block)
    if isinstance(small, cst.AugAssign) and isinstance(small.operator, cst.AddAssign):
        return code(small.target), code(small.value)
    if isinstance(small, cst.Assign) and len(small.targets) == 1 and isinstance(small.value, cst.BinaryOperation):
        target = code(small.targets[0].target)
        if isinstance(small.value.operator, cst.Add) and code(small.value.left) == target:
            return target, code(small.value.right)
    return None


def times(amount: str, number: str) -> str:
    """Return the text of ``amount`` added ``number`` times."""
    return number if amount == "1" else f"({amount}) * {number}" if not amount.isalnum() else f"{amount} * {number}"


@rule(
    name="nested-equality-count",
    reason="Counting the equal items with a loop for each question takes one look into a Counter built once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=130,
    before="""\
orders = [i * 7 % 500 for i in range(1500)]
wanted = [i * 3 % 700 for i in range(1000)]
matches = 0
for want in wanted:
    for order in orders:
        if order + want == 600:
            matches += 1
print(matches)
""",
    after="""\
from collections import Counter
orders = [i * 7 % 500 for i in range(1500)]
wanted = [i * 3 % 700 for i in range(1000)]
matches = 0
counts = Counter(order for order in orders)
for want in wanted:
    matches += counts.get(600 - want, 0)
print(matches)
""",
)
class NestedEqualityCount(JoinRewriter):
    def plan(self) -> None:
        for found, around in self.scans():
            added = added_one(found.condition.body)
            if added is None or found.rest or found.loop.orelse is not None:
                continue
            total, amount = added
            if names_in(expression(amount)) & names_in(found.loop.target) or not self.claim():
                continue
            counter = self.imports.use("collections", "Counter")
            counts = self.names.fresh("counts", "item_counts")
            self.insert_before(around, f"{counts} = {counter}({found.key} for {found.target} in {found.items})")
            number = f"{counts}.get({found.sought}, 0)"
            self.replace_statement(found.loop, f"{total} += {times(amount, number)}")


@rule(
    name="first-match-lookup",
    reason="Looking for the first equal item with a loop for each question takes one look into a dict built once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=110,
    before="""\
prices = [(f"item{i}", i * 3) for i in range(1500)]
total = 0
for k in range(1500):
    wanted = f"item{k}"
    for name, price in prices:
        if name == wanted:
            total += price
            break
print(total)
""",
    after="""\
prices = [(f"item{i}", i * 3) for i in range(1500)]
total = 0
lookup = {name: (name, price) for name, price in reversed(prices)}
for k in range(1500):
    wanted = f"item{k}"
    if wanted in lookup:
        name, price = lookup[wanted]
        total += price
print(total)
""",
)
class FirstMatchLookup(JoinRewriter):
    def plan(self) -> None:
        for found, around in self.scans():
            if found.rest or not leaves(statements_of(found.condition.body)) or not self.claim():
                continue
            lookup = self.names.fresh("lookup", "first_matches")
            held = found.target if isinstance(found.loop.target, cst.Name) else f"({found.target.strip('()')})"
            entries = f"{found.key}: {held} for {found.target} in reversed({as_sequence(found.loop.iter)})"
            self.insert_before(around, f"{lookup} = {{{entries}}}")
            self.replace_statement(found.loop, self._searched(found, lookup))

    @staticmethod
    def _searched(found: Equality, lookup: str) -> str:
        body = found.body
        if isinstance(statements_of(found.condition.body)[-1], cst.Break):
            body = without_last(body)
        orelse = found.loop.orelse
        otherwise = f"else:\n{indented(orelse.body)}" if orelse is not None else ""
        found_text = f"if {found.sought} in {lookup}:\n    {found.target} = {lookup}[{found.sought}]\n"
        return f"{found_text}{indented(body)}{otherwise}"


def as_sequence(items: cst.BaseExpression) -> str:
    """Return ``items`` as text that can be reversed: what enumerate, zip and the like give is listed first."""
    listed = isinstance(items, cst.Call) and code(items.func) not in {"range", "list", "sorted"}
    return f"[*{source(items)}]" if listed else source(items)


def without_last(body: list[cst.CSTNode]) -> list[cst.CSTNode]:
    """Return the statements of a block without the last small one."""
    last = body[-1]
    if isinstance(last, cst.SimpleStatementLine) and len(last.body) > 1:
        return [*body[:-1], last.with_changes(body=last.body[:-1])]
    return body[:-1]


@rule(
    name="nested-loop-join",
    reason="For each item all others are compared; grouped by what is compared, only the equal ones are visited.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=150,
    before="""\
users = [(i, f"user{i}") for i in range(1200)]
orders = [(i * 7 % 1300, i) for i in range(1200)]
report = []
for number, name in users:
    for owner, order in orders:
        if owner == number:
            report.append((name, order))
print(len(report), report[:3])
""",
    after="""\
users = [(i, f"user{i}") for i in range(1200)]
orders = [(i * 7 % 1300, i) for i in range(1200)]
report = []
groups = {}
for owner, order in orders:
    groups.setdefault(owner, []).append((owner, order))
for number, name in users:
    for owner, order in groups.get(number, ()):
        report.append((name, order))
print(len(report), report[:3])
""",
)
class NestedLoopJoin(JoinRewriter):
    def plan(self) -> None:
        for found, around in self.scans():
            counted = added_one(found.condition.body) is not None and not found.rest
            if counted or (leaves(statements_of(found.condition.body)) and not found.rest) or not self.claim():
                continue
            groups = self.names.fresh("groups", "item_groups")
            held = found.target if isinstance(found.loop.target, cst.Name) else f"({found.target.strip('()')})"
            self.insert_before(
                around,
                f"{groups} = {{}}\nfor {found.target} in {found.items}:\n"
                f"    {groups}.setdefault({found.key}, []).append({held})\n",
            )
            rest = f"    if {found.rest}:\n{indented(found.body, levels=2)}" if found.rest else indented(found.body)
            orelse = f"else:\n{indented(found.loop.orelse.body)}" if found.loop.orelse is not None else ""
            self.replace_statement(
                found.loop, f"for {found.target} in {groups}.get({found.sought}, ()):\n{rest}{orelse}"
            )
