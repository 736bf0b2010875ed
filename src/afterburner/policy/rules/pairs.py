"""Loops over all pairs i < j that count or find those with a relation: one pass with a dict of the items."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    changed_during,
    code,
    integer_of,
    is_name,
    name_of,
    names_in,
    sole_statement,
    statements_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, indented
from afterburner.policy.rules.joins import added_one, leaves, times, without_last
from afterburner.policy.rules.rule import Safety, rule
from afterburner.policy.rules.scans import Equality, earlier, equality, later, split_equality, starts_at_zero


@rule(
    name="later-partner-count",
    reason="Counting the pairs i < j by comparing all takes one look into the counts of the items still to come.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=22,
    before="""\
numbers = [i * 37 % 1009 for i in range(1500)]
n = len(numbers)
pairs = 0
for i in range(n):
    for j in range(i + 1, n):
        if numbers[i] + numbers[j] == 500:
            pairs += 1
print(pairs)
""",
    after="""\
from collections import Counter
numbers = [i * 37 % 1009 for i in range(1500)]
n = len(numbers)
pairs = 0
remaining = Counter(numbers[j] for j in range(n))
for i in range(n):
    remaining[numbers[i]] -= 1
    pairs += remaining.get(500 - numbers[i], 0)
print(pairs)
""",
)
class LaterPartnerCount(PlannedRewriter):
    def plan(self) -> None:
        for inner in walk(self.module):
            found = equality(inner) if isinstance(inner, cst.For) and inner.orelse is None else None
            loops = self.parents.loops(found.loop) if found is not None else []
            if found is None or found.rest or not loops or not isinstance(loops[0], cst.For):
                continue
            outer, added = loops[0], added_one(found.condition.body)
            if added is None or not starts_at_zero(outer) or found.loop not in statements_of(outer.body):
                continue
            after, before = later(outer, found.loop), earlier(outer, found.loop)
            if after is not None and self._is_fixed(found, outer, *after) and self.claim():
                self._count_later(found, outer, after, added)
            elif before is not None and self._is_fixed(found, outer, *before) and self.claim():
                self._count_earlier(found, outer, before, added)

    def _is_fixed(self, found: Equality, outer: cst.For, first: str, second: str, end: str = "0") -> bool:
        changed = changed_during(outer, self.module)
        names = (names_in(expression(found.key)) | names_in(expression(end))) - {second}
        return first not in names and not names & changed

    def _count_later(
        self, found: Equality, outer: cst.For, limits: tuple[str, str, str], added: tuple[str, str]
    ) -> None:
        first, second, end = limits
        counter = self.imports.use("collections", "Counter")
        remaining = self.names.fresh("remaining", "remaining_counts")
        self.insert_before(outer, f"{remaining} = {counter}({found.key} for {second} in range({end}))")
        body = outer.body.body[0]
        if isinstance(body, cst.BaseStatement):
            self.insert_before(body, f"{remaining}[{with_name(found.key, second, first)}] -= 1")
        number = f"{remaining}.get({found.sought}, 0)"
        self.replace_statement(found.loop, f"{added[0]} += {times(added[1], number)}")

    def _count_earlier(self, found: Equality, outer: cst.For, names: tuple[str, str], added: tuple[str, str]) -> None:
        first, second = names
        counts = self.names.fresh("earlier", "earlier_counts")
        self.insert_before(outer, f"{counts} = {self.imports.use('collections', 'Counter')}()")
        number = f"{counts}.get({found.sought}, 0)"
        entry = f"{counts}[{with_name(found.key, second, first)}] += 1"
        self.replace_statement(found.loop, f"{added[0]} += {times(added[1], number)}\n{entry}")


def with_name(text: str, old: str, new: str) -> str:
    """Return the expression ``text`` with the variable ``old`` renamed."""
    node = expression(text)
    for name in [part for part in walk(node) if is_name(part, old)]:
        changed = node.deep_replace(name, cst.Name(new))
        node = changed if isinstance(changed, cst.BaseExpression) else node
    return code(node)


@rule(
    name="later-partner-search",
    reason="Comparing all pairs i < j to find one is quadratic; a dict of last positions tells where a partner is.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=89,
    before="""\
def two_sum(nums, target):
    for i in range(len(nums)):
        for j in range(i + 1, len(nums)):
            if nums[i] + nums[j] == target:
                return [i, j]
    return []


print(two_sum(list(range(1500)), 2997))
""",
    after="""\
def two_sum(nums, target):
    positions = {nums[j]: j for j in range(len(nums))}
    for i in range(len(nums)):
        if positions.get(target - nums[i], -1) > i:
            j = next(j for j in range(i + 1, len(nums)) if nums[j] == target - nums[i])
            return [i, j]
    return []


print(two_sum(list(range(1500)), 2997))
""",
)
class LaterPartnerSearch(PlannedRewriter):
    def plan(self) -> None:
        for inner in walk(self.module):
            found = equality(inner) if isinstance(inner, cst.For) else None
            loops = self.parents.loops(found.loop) if found is not None else []
            if found is None or found.rest or not loops or not isinstance(loops[0], cst.For):
                continue
            limits = later(loops[0], found.loop)
            if limits is None or not leaves(statements_of(found.condition.body)):
                continue
            if self._is_fixed(found, loops[0], limits) and self.claim():
                self._search(found, loops[0], limits)

    def _is_fixed(self, found: Equality, outer: cst.For, limits: tuple[str, str, str]) -> bool:
        first, second, end = limits
        names = (names_in(expression(found.key)) | names_in(expression(end))) - {second}
        return first not in names and not names & changed_during(outer, self.module)

    def _outermost(self, found: Equality, outer: cst.For, first: str, second: str) -> cst.BaseStatement:
        """Return the outermost loop in which the items stay the same."""
        names = names_in(expression(found.key)) | names_in(found.loop.iter)
        names -= {second, first}
        best: cst.For | cst.While = outer
        for loop in self.parents.loops(outer):
            if names & changed_during(loop, self.module):
                break
            best = loop
        return best

    def _search(self, found: Equality, outer: cst.For, limits: tuple[str, str, str]) -> None:
        first, second, end = limits
        positions = self.names.fresh("positions", "last_positions")
        self.insert_before(
            self._outermost(found, outer, first, second),
            f"{positions} = {{{found.key}: {second} for {second} in range({end})}}",
        )
        body = found.body
        if isinstance(statements_of(found.condition.body)[-1], cst.Break):
            body = without_last(body)
        partner = f"next({second} for {second} in {found.items} if {found.key} == {found.sought})"
        orelse = f"else:\n{indented(found.loop.orelse.body)}" if found.loop.orelse is not None else ""
        text = f"if {positions}.get({found.sought}, -1) > {first}:\n    {second} = {partner}\n"
        self.replace_statement(found.loop, f"{text}{indented(body)}{orelse}")


@rule(
    name="combinations-count",
    reason="Counting pairs with `combinations` visits all; one pass with a dict of the earlier items counts them.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=19,
    before="""\
from itertools import combinations
numbers = [i * 37 % 1009 for i in range(1500)]
pairs = sum(1 for a, b in combinations(numbers, 2) if a + b == 500)
print(pairs)
""",
    after="""\
from itertools import combinations
from collections import Counter
numbers = [i * 37 % 1009 for i in range(1500)]
pair_count = 0
earlier = Counter()
for b in numbers:
    pair_count += earlier.get(500 - b, 0)
    earlier[b] += 1
pairs = pair_count
print(pairs)
""",
)
class CombinationsCount(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            if isinstance(node, cst.For) and node.orelse is None:
                self._plan_loop(node)
            elif isinstance(node, cst.Call):
                self._plan_sum(node)

    def _plan_loop(self, loop: cst.For) -> None:
        names = _pair(loop.target, loop.iter)
        condition = sole_statement(loop.body)
        if names is None or not isinstance(condition, cst.If) or condition.orelse is not None:
            return
        added, split = added_one(condition.body), split_equality(condition.test, {names[0]})
        if added is None or split is None or set(names[:2]) & names_in(expression(added[1])) or not self.claim():
            return
        self.replace_statement(loop, self._counting(names, split, *added))

    def _plan_sum(self, call: cst.Call) -> None:
        found = arguments(call, "sum")
        generator = found[0] if found else None
        line = self.parents.statement(call)
        if not isinstance(generator, cst.GeneratorExp | cst.ListComp) or not isinstance(line, cst.SimpleStatementLine):
            return
        names = _pair(generator.for_in.target, generator.for_in.iter)
        tests = generator.for_in.ifs
        alone = generator.for_in.inner_for_in is None and integer_of(generator.elt) == 1 and len(tests) == 1
        split = split_equality(tests[0].test, {names[0]}) if names is not None and alone else None
        if names is None or split is None or not self.claim():
            return
        total = self.names.fresh("pair_count")
        self.insert_before(line, f"{total} = 0\n{self._counting(names, split, total, '1')}")
        self.replace(call, expression(total))

    def _counting(self, names: tuple[str, str, str], split: tuple[str, str], total: str, amount: str) -> str:
        first, second, items = names
        key, sought = split
        earlier = self.names.fresh("earlier", "earlier_counts")
        return (
            f"{earlier} = {self.imports.use('collections', 'Counter')}()\n"
            f"for {second} in {items}:\n"
            f"    {total} += {times(amount, f'{earlier}.get({sought}, 0)')}\n"
            f"    {earlier}[{with_name(key, first, second)}] += 1\n"
        )


def _pair(target: cst.BaseExpression, items: cst.BaseExpression) -> tuple[str, str, str] | None:
    """Return (a, b, items) for a loop over the pairs ``a, b in combinations(items, 2)``."""
    known = isinstance(items, cst.Call) and code(items.func) in {"combinations", "itertools.combinations"}
    call = items.with_changes(func=cst.Name("combinations")) if known else None
    found = arguments(call, "combinations", count=2)
    if found is None or integer_of(found[1]) != 2 or not isinstance(target, cst.Tuple):  # noqa: PLR2004 - pairs
        return None
    names = [name_of(element.value) for element in target.elements]
    if len(names) != 2 or names[0] is None or names[1] is None:  # noqa: PLR2004
        return None
    return names[0], names[1], code(found[0])
