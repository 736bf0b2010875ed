"""Dicts that count by hand, item by item in Python: Counter counts in C."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    code,
    index_of,
    integer_of,
    is_name,
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
from afterburner.policy.rules.containers import owner
from afterburner.policy.rules.joins import added_one
from afterburner.policy.rules.parents import Parents
from afterburner.policy.rules.rule import Safety, rule

_READERS = frozenset({"len", "sorted", "sum", "list", "max", "min", "set"})


def _is_empty_dict(value: cst.BaseExpression | None) -> bool:
    if isinstance(value, cst.Dict):
        return not value.elements
    if not isinstance(value, cst.Call):
        return False
    name = value.func.attr.value if isinstance(value.func, cst.Attribute) else name_of(value.func)
    if name == "defaultdict":
        return len(value.args) == 1 and is_name(value.args[0].value, "int")
    return name in {"dict", "Counter"} and not value.args


def _start(parents: Parents, loop: cst.For, name: str) -> cst.BaseStatement | None:
    """Return the line ``name = {}`` before ``loop``, if nothing in between speaks of ``name``."""
    for statement in parents.before(loop):
        if mentions(statement, name):
            target, value = simple_assignment(statement) or (None, None)
            return statement if is_name(target, name) and _is_empty_dict(value) else None
    return None


def counted_item(block: cst.BaseSuite) -> tuple[str, cst.BaseExpression] | None:
    """Return (d, key) if all that a block does is to count ``key`` in the dict ``d``."""
    statement = sole_statement(block)
    if isinstance(statement, cst.If):
        return _counted_by_if(statement)
    added = added_one(block)
    if added is not None and added[1] == "1":
        return _held(expression(added[0]))
    target, value = simple_assignment(statement) or (None, None)
    if target is None or not isinstance(value, cst.BinaryOperation) or not isinstance(value.operator, cst.Add):
        return None
    got = method_call(value.left, "get", 2)
    held = _held(target)
    if held is None or got is None or integer_of(value.right) != 1 or integer_of(got[2]) != 0:
        return None
    return held if is_name(got[0], held[0]) and same(got[1], held[1]) else None


def _held(node: cst.BaseExpression) -> tuple[str, cst.BaseExpression] | None:
    held = index_of(node)
    name = name_of(held[0]) if held else None
    return (name, held[1]) if held is not None and name is not None else None


def _counted_by_if(statement: cst.If) -> tuple[str, cst.BaseExpression] | None:
    """Return (d, key) for ``if key in d: d[key] += 1`` with ``else: d[key] = 1``, or the other way round."""
    test, orelse = statement.test, statement.orelse
    if not isinstance(test, cst.Comparison) or len(test.comparisons) != 1:
        return None
    operator = test.comparisons[0].operator
    if isinstance(operator, cst.NotIn) and orelse is None:
        return None
    if not isinstance(orelse, cst.Else) or not isinstance(operator, cst.In | cst.NotIn):
        return None
    more, first = (statement.body, orelse.body) if isinstance(operator, cst.In) else (orelse.body, statement.body)
    added = added_one(more)
    target, value = simple_assignment(sole_statement(first)) or (None, None)
    held = _held(target) if target is not None else None
    if added is None or added[1] != "1" or held is None or integer_of(value) != 1 or target is None:
        return None
    asked = same(test.left, held[1]) and held[0] in _container_names(test.comparisons[0].comparator)
    return held if asked and added[0] == code(target) else None


def _container_names(node: cst.BaseExpression) -> set[str]:
    """Return {d} for ``d`` and ``d.keys()``."""
    keys = method_call(node, "keys", 0)
    name = name_of(keys[0] if keys else node)
    return {name} if name is not None else set()


@rule(
    name="counter-of-items",
    reason="Counting in a dict item by item runs in Python; `Counter(items)` counts in C.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=2.3,
    before="""\
words = [f"w{i}" for i in range(1000)] * 300
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
print(max(counts.values()), len(counts))
""",
    after="""\
from collections import Counter
words = [f"w{i}" for i in range(1000)] * 300
counts = Counter(words)
print(max(counts.values()), len(counts))
""",
)
class CounterOfItems(PlannedRewriter):
    def plan(self) -> None:
        for loop in walk(self.module):
            found = counted_item(loop.body) if isinstance(loop, cst.For) and loop.orelse is None else None
            if not isinstance(loop, cst.For) or found is None or found[0] in names_in(loop.iter) | names_in(found[1]):
                continue
            name, key = found
            start = _start(self.parents, loop, name)
            items = _counted_items(loop, key)
            if start is None or items is None or not self.claim():
                continue
            first, last = (start, loop) if self.parents.before(loop)[0] is start else (loop, start)
            counter = f"{self.imports.use('collections', 'Counter')}({items})"
            text = f"dict({counter})" if self._is_shown(name, loop) else counter
            self.replace_statement(first, f"{name} = {text}")
            self.remove(last)

    def _is_shown(self, name: str, loop: cst.For) -> bool:
        """Tell whether the dict itself is printed or handed out, so that its type could be seen."""
        scope = owner(loop, name, self.parents) or self.module
        shown = (cst.Arg, cst.Return, cst.FormattedStringExpression, cst.Element, cst.DictElement)
        uses = [self.parents.of(mention) for mention in mentions(scope, name)]
        return any(isinstance(use, shown) and not is_read(use, self.parents) for use in uses)


def _counted_items(loop: cst.For, key: cst.BaseExpression) -> str | None:
    """Return what to count as text: the loop's items, or a generator of what is computed of each."""
    if same(loop.target, key):
        return source(loop.iter)
    indexed, place = index_of(key), name_of(loop.target)
    if indexed is not None and place is not None and is_name(indexed[1], place):
        whole = code(loop.iter).replace(" ", "") == f"range(len({code(indexed[0])}))"
        if whole:
            return code(indexed[0])
    if not names_in(key) & names_in(loop.target) or not isinstance(loop.target, cst.Name | cst.Tuple):
        return None
    return f"{source(key)} for {code(loop.target)} in {operand(loop.iter)}"


def is_read(use: cst.CSTNode | None, parents: Parents) -> bool:
    """Tell whether a use hands the dict to a function that only reads its keys."""
    call = parents.of(use) if isinstance(use, cst.Arg) else None
    return isinstance(call, cst.Call) and name_of(call.func) in _READERS
