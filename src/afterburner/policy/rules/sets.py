"""Lists that are only asked for membership become sets; a search for repeats becomes one pass."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    is_name,
    is_pure,
    mentions,
    method_call,
    name_of,
    names_in,
    same,
    simple_assignment,
    sole_statement,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, operand, source
from afterburner.policy.rules.containers import Uses, container_uses, owner
from afterburner.policy.rules.parents import Scope
from afterburner.policy.rules.rule import Safety, rule
from afterburner.policy.rules.shadows import as_key, is_list, is_repeated

FEW = 3
"""Up to so many constants, looking at one after the other is as fast as hashing."""


@rule(
    name="list-used-as-set",
    reason="A list that is only filled and asked with `in` is walked each time; a set answers at once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=48,
    before="""\
seen = []
repeats = 0
for i in range(3000):
    value = i * i % 4099
    if value in seen:
        repeats += 1
    else:
        seen.append(value)
print(repeats, len(seen))
""",
    after="""\
seen = set()
repeats = 0
for i in range(3000):
    value = i * i % 4099
    if value in seen:
        repeats += 1
    else:
        seen.add(value)
print(repeats, len(seen))
""",
)
class ListUsedAsSet(PlannedRewriter):
    def plan(self) -> None:
        found: dict[tuple[Scope, str], None] = {}
        for node in walk(self.module):
            if isinstance(node, cst.Comparison) and isinstance(node.comparisons[0].operator, cst.In | cst.NotIn):
                name = name_of(node.comparisons[0].comparator)
                scope = owner(node, name, self.parents) if name else None
                if name is not None and scope is not None:
                    found[scope, name] = None
        for scope, name in found:
            uses = container_uses(name, scope, self.parents)
            if self._is_set(name, scope, uses) and self.claim():
                self._convert(uses)

    def _is_set(self, name: str, scope: Scope, uses: Uses) -> bool:
        counted = uses.lengths and not all(self._is_guarded(call, name) for call in uses.appends)
        asked_only = not uses.reads and all(bind.value is not None for bind in uses.binds)
        if not uses.binds or not asked_only or counted or uses.extends or not uses.is_append_only:
            return False
        if uses.lengths and not all(_is_short(bind.value) for bind in uses.binds):
            return False
        return is_list(name, uses) and any(is_repeated(node, scope, uses, self.parents) for node in uses.memberships)

    def _is_guarded(self, call: cst.Call, name: str) -> bool:
        """Tell whether the item is appended only if it is not in the list yet."""
        child: cst.CSTNode = call
        for ancestor in self.parents.ancestors(call):
            if isinstance(ancestor, cst.If):
                asked = [
                    part
                    for part in walk(ancestor.test)
                    if isinstance(part, cst.Comparison) and is_name(part.comparisons[0].comparator, name)
                ]
                wanted = cst.NotIn if child is ancestor.body else cst.In
                if any(isinstance(part.comparisons[0].operator, wanted) for part in asked):
                    return True
            child = ancestor
        return False

    def _convert(self, uses: Uses) -> None:
        items = [node.left for node in uses.memberships] + [call.args[0].value for call in uses.appends]
        displays = [element.value for bind in uses.binds for element in _elements(bind.value)]
        as_tuples = any(isinstance(item, cst.List) for item in items + displays)
        for bind in uses.binds:
            if bind.value is not None:
                self.replace(bind.value, expression(_as_set(bind.value, as_tuples=as_tuples)))
        for call in uses.appends:
            self.replace(call.func, lambda node: node.with_changes(attr=cst.Name("add")))
        for item in items if as_tuples else []:
            if not isinstance(item, cst.Tuple):
                self.replace(item, expression(as_key(item, as_tuples=True)))


def _elements(value: cst.BaseExpression | None) -> list[cst.BaseElement]:
    return [*value.elements] if isinstance(value, cst.List) else []


def _is_short(value: cst.BaseExpression | None) -> bool:
    return (isinstance(value, cst.List) and len(value.elements) <= 1) or (
        isinstance(value, cst.Call) and not value.args and name_of(value.func) == "list"
    )


def _as_set(value: cst.BaseExpression, *, as_tuples: bool) -> str:
    if isinstance(value, cst.Call) and not value.args and name_of(value.func) == "list":
        return "set()"
    if isinstance(value, cst.List) and not any(isinstance(part, cst.StarredElement) for part in value.elements):
        keys = [as_key(element.value, as_tuples=as_tuples) for element in value.elements]
        return f"{{{', '.join(keys)}}}" if keys else "set()"
    if as_tuples:
        return f"set(map(tuple, {source(value)}))"
    if isinstance(value, cst.ListComp):
        return operand(cst.SetComp(value.elt, value.for_in))
    if isinstance(value, cst.Call) and name_of(value.func) in {"list", "sorted"} and len(value.args) == 1:
        return f"set({source(value.args[0].value)})"
    return f"set({source(value)})"


@rule(
    name="set-literal-membership",
    reason="`in` compares with the constants of a list or tuple one by one; a set of constants is hashed once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=3.5,
    before="""\
letters = "the quick brown fox jumps over the lazy dog" * 8000
consonants = 0
for letter in letters:
    if letter in ["b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "w", "x", "z"]:
        consonants += 1
print(consonants)
""",
    after="""\
letters = "the quick brown fox jumps over the lazy dog" * 8000
consonants = 0
for letter in letters:
    if letter in {"b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "w", "x", "z"}:
        consonants += 1
print(consonants)
""",
)
class SetLiteralMembership(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            if not isinstance(node, cst.ComparisonTarget) or not isinstance(node.operator, cst.In | cst.NotIn):
                continue
            display = node.comparator
            if isinstance(display, cst.List | cst.Tuple) and len(display.elements) > FEW:
                constants = all(isinstance(part.value, cst.SimpleString | cst.BaseNumber) for part in display.elements)
                if constants and self.claim():
                    self.replace(display, cst.Set(display.elements))


@rule(
    name="dict-keys-membership",
    reason="`in d.keys()` makes a view, `in list(d.keys())` even a list; `in d` asks the hash table at once.",
    safety=Safety.SAFE,
    aims=[Objective.TIME],
    speedup=58,
    before="""\
prices = {i: i * 2 for i in range(1000)}
total = 0
for i in range(3000):
    if i in list(prices.keys()):
        total += prices[i]
print(total)
""",
    after="""\
prices = {i: i * 2 for i in range(1000)}
total = 0
for i in range(3000):
    if i in prices:
        total += prices[i]
print(total)
""",
)
class DictKeysMembership(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            if not isinstance(node, cst.ComparisonTarget) or not isinstance(node.operator, cst.In | cst.NotIn):
                continue
            keys = node.comparator
            while isinstance(keys, cst.Call) and name_of(keys.func) in {"list", "set", "tuple"} and len(keys.args) == 1:
                keys = keys.args[0].value
            parts = method_call(keys, "keys", 0)
            if parts and self.claim():
                self.replace(node.comparator, expression(operand(parts[0])))


@rule(
    name="ordered-dedupe",
    reason="`if x not in out: out.append(x)` walks the result each time; a dict drops repeats and keeps the order.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=150,
    before="""\
values = [i * i % 6007 for i in range(8000)]
unique = []
for value in values:
    if value not in unique:
        unique.append(value)
print(len(unique), unique[:10])
""",
    after="""\
values = [i * i % 6007 for i in range(8000)]
unique = list(dict.fromkeys(values))
print(len(unique), unique[:10])
""",
)
class OrderedDedupe(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            if isinstance(node, cst.For) and node.orelse is None:
                found = _dedupe(node)
                start = self._empty_list(node, found[0]) if found else None
                if found and start is not None and self.claim():
                    first, last = (start, node) if self.parents.before(node)[0] is start else (node, start)
                    self.replace_statement(first, f"{found[0]} = list(dict.fromkeys({found[1]}))")
                    self.remove(last)

    def _empty_list(self, loop: cst.For, out: str) -> cst.BaseStatement | None:
        """Return the line that makes ``out`` empty, if nothing between it and ``loop`` speaks of ``out``."""
        for statement in self.parents.before(loop):
            if mentions(statement, out):
                target, value = simple_assignment(statement) or (None, None)
                empty = isinstance(value, cst.List) and not value.elements
                return statement if is_name(target, out) and empty and not mentions(loop.iter, out) else None
        return None


def _dedupe(loop: cst.For) -> tuple[str, str] | None:
    """Return (out, items) if all that ``loop`` does is to append each new item to ``out``."""
    condition = sole_statement(loop.body)
    if (
        not isinstance(condition, cst.If)
        or condition.orelse is not None
        or not isinstance(condition.test, cst.Comparison)
    ):
        return None
    appended = sole_statement(condition.body)
    parts = method_call(appended.value, "append") if isinstance(appended, cst.Expr) else None
    target = condition.test.comparisons[0]
    if parts is None or not isinstance(target.operator, cst.NotIn) or len(condition.test.comparisons) != 1:
        return None
    out = name_of(parts[0])
    if out is None or not is_name(target.comparator, out) or not same(condition.test.left, parts[1]):
        return None
    if isinstance(parts[1], cst.Name) and same(parts[1], loop.target):
        return out, source(loop.iter)
    if out in names_in(parts[1]) or not is_pure(parts[1]):
        return None
    return out, f"{operand(parts[1])} for {operand_of_target(loop.target)} in {operand(loop.iter)}"


def operand_of_target(target: cst.BaseExpression) -> str:
    """Return the text of a loop's target for use in a comprehension."""
    return cst.Module([]).code_for_node(target)
