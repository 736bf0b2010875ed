"""Lists that are built only to be walked through once: walk through what they are built from.

Also the reverse: what C walks through faster than Python does (``map`` of a built-in, a comprehension for a lambda).
"""

from functools import partial

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    changed_during,
    code,
    free_names,
    is_pure,
    mentions,
    method_call,
    name_of,
    names_in,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression
from afterburner.policy.rules.rule import Safety, rule

CONSUMERS = (
    "sum",
    "any",
    "all",
    "min",
    "max",
    "set",
    "frozenset",
    "sorted",
    "tuple",
    "list",
    "dict",
    "Counter",
    "deque",
)
"""Functions that walk once through their only argument, at once."""

FOLDS = ("sum", "any", "all", "min", "max", "set", "frozenset", "dict", "Counter")
"""Consumers that keep no copy of the sequence."""

LAZY_CALLS = ("range", "zip", "map", "filter", "reversed", "enumerate")


def consumed_argument(call: cst.CSTNode, *functions: str) -> cst.Arg | None:
    """Return the first argument of ``call``, which walks through it: ``sum(x, 0)``, ``sorted(x, key=f)``."""
    if not isinstance(call, cst.Call) or name_of(call.func) not in functions or not call.args:
        return None
    first, *others = call.args
    if first.keyword or first.star or any(other.star or not other.keyword for other in others if call.func):
        return first if name_of(call.func) == "sum" and not first.star and len(others) == 1 else None
    return first


def materialised(node: cst.CSTNode) -> cst.BaseExpression | None:
    """Return x if ``node`` is ``list(x)``, ``tuple(x)``, or a copy made to the same end."""
    inner = arguments(node, "list", "tuple")
    return inner[0] if inner is not None else None


def as_generator(comprehension: cst.ListComp) -> cst.GeneratorExp:
    """Return the generator expression that yields what the list holds."""
    return cst.GeneratorExp(elt=comprehension.elt, for_in=comprehension.for_in)


@rule(
    name="generator-argument",
    reason="The function walks through the list once: a generator needs no list, and stops as soon as it may.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.TIME, Objective.INTEGRAL],
    speedup=1.9,
    before="""\
total = 0
for i in range(500):
    if any([j * j > i for j in range(2000)]):
        total += sum([j * i for j in range(300)])
print(total, max([k % 1000 for k in range(100000)]))
""",
    after="""\
total = 0
for i in range(500):
    if any(j * j > i for j in range(2000)):
        total += sum(j * i for j in range(300))
print(total, max(k % 1000 for k in range(100000)))
""",
)
class GeneratorArgument(PlannedRewriter):
    def plan(self) -> None:
        for call in walk(self.module):
            first = consumed_argument(call, "sum", "any", "all", "min", "max", "frozenset", "Counter")
            if first is None or not isinstance(first.value, cst.ListComp) or not is_pure(first.value):
                continue
            if self.claim():
                alone = isinstance(call, cst.Call) and len(call.args) == 1
                brackets: dict[str, list[cst.CSTNode]] = (
                    {} if alone else {"lpar": [cst.LeftParen()], "rpar": [cst.RightParen()]}
                )
                self.replace(first.value, partial(_generator, brackets=brackets))


def _generator(node: cst.CSTNode, brackets: dict[str, list[cst.CSTNode]]) -> cst.CSTNode:
    if not isinstance(node, cst.ListComp):
        return node
    return as_generator(node).with_changes(lpar=brackets.get("lpar", []), rpar=brackets.get("rpar", []))


@rule(
    name="count-without-list",
    reason="Counting needs no list of what is counted.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.INTEGRAL],
    speedup=2.7,
    before="""\
numbers = range(600000)
print(len([x for x in numbers if x % 3]))
print(len(list(filter(str.isdigit, "12ab" * 100000))))
""",
    after="""\
numbers = range(600000)
print(sum(1 for x in numbers if x % 3))
print(sum(1 for _ in filter(str.isdigit, "12ab" * 100000)))
""",
)
class CountWithoutList(PlannedRewriter):
    def plan(self) -> None:
        for call in walk(self.module):
            inner = arguments(call, "len")
            if inner is None:
                continue
            text = self._counted(inner[0])
            if text is not None and self.claim():
                self.replace(call, expression(text))

    def _counted(self, node: cst.BaseExpression) -> str | None:
        if isinstance(node, cst.ListComp):
            has_condition = any(isinstance(part, cst.CompFor) and part.ifs for part in walk(node.for_in))
            return f"sum(1 {code(node.for_in).strip()})" if has_condition and is_pure(node.elt) else None
        lazy = materialised(node)
        if lazy is not None and isinstance(lazy, cst.Call) and name_of(lazy.func) == "filter":
            return f"sum(1 for _ in {code(lazy)})"
        return None


@rule(
    name="iterate-lazily",
    reason="The loop walks once through what `list(...)` was given: the list only costs memory.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.TIME, Objective.INTEGRAL],
    speedup=2.8,
    before="""\
squares = {k: k * k for k in range(1000)}
total = 0
for i in list(range(400000)):
    total += i & 3
for k, v in list(squares.items()):
    total += k + v
for line in list(map(str, range(100000))):
    total += len(line)
print(total)
""",
    after="""\
squares = {k: k * k for k in range(1000)}
total = 0
for i in range(400000):
    total += i & 3
for k, v in squares.items():
    total += k + v
for line in map(str, range(100000)):
    total += len(line)
print(total)
""",
)
class IterateLazily(PlannedRewriter):
    def plan(self) -> None:
        for loop in walk(self.module):
            if isinstance(loop, cst.CompFor):
                self._consider(loop.iter, None)
            elif isinstance(loop, cst.For):
                self._consider(loop.iter, loop.body)

    def _consider(self, iterated: cst.BaseExpression, body: cst.CSTNode | None) -> None:
        walked = materialised(iterated)
        if walked is None and isinstance(iterated, cst.ListComp) and is_pure(iterated):
            walked = as_generator(iterated).with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        if walked is None or (body is not None and names_in(walked) & changed_during(body, self.module)):
            return
        if body is not None and not is_pure(walked):
            return
        if self.claim():
            self.replace(iterated, walked)


@rule(
    name="no-list-between",
    reason="The outer function walks through any iterable: the list between the two is built for nothing.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME, Objective.MEMORY, Objective.INTEGRAL],
    speedup=1.1,
    before="""\
words = ["b", "a", "c"] * 1000
total = 0
for i in range(600):
    total += len(sorted(list(set(words)))) + sum(list(map(int, "123456789" * 90)))
    total += len(list(sorted(words[:50])))
print(total, "-".join(list(map(str, range(9)))))
""",
    after="""\
words = ["b", "a", "c"] * 1000
total = 0
for i in range(600):
    total += len(sorted(set(words))) + sum(map(int, "123456789" * 90))
    total += len(sorted(words[:50]))
print(total, "-".join(map(str, range(9))))
""",
)
class NoListBetween(PlannedRewriter):
    def plan(self) -> None:
        for call in walk(self.module):
            for inner in self._inner(call):
                if self.claim():
                    self._drop(call, inner)

    def _inner(self, call: cst.CSTNode) -> list[cst.BaseExpression]:
        first = consumed_argument(call, *CONSUMERS)
        if first is not None:
            text = arguments(call, "list")
            if text is not None and isinstance(text[0], cst.Call) and name_of(text[0].func) == "sorted":
                return [text[0]]
            return [first.value] if materialised(first.value) is not None and self._is_same(call, first) else []
        for method in ("join", "extend", "update"):
            joined = method_call(call, method)
            if joined is not None and materialised(joined[1]) is not None:
                return [joined[1]]
        named = name_of(getattr(call, "func", None)) in {"zip", "enumerate", "map", "filter"}
        return [] if not named else self._lazily(call)

    def _is_same(self, call: cst.CSTNode, first: cst.Arg) -> bool:
        # list(tuple(x)) and tuple(list(x)) are what list(x) and tuple(x) are; x[:] of a list stays a copy
        return isinstance(call, cst.Call) and first is call.args[0]

    def _lazily(self, call: cst.CSTNode) -> list[cst.BaseExpression]:
        """Return the lists among the arguments of a lazy call, if only a loop or an outer call sees the call."""
        around = self.parents.of(call)
        consumer = self.parents.of(around) if isinstance(around, cst.Arg) else None
        if not isinstance(call, cst.Call) or consumer is None or consumed_argument(consumer, *CONSUMERS) is not around:
            return []
        lists = [argument.value for argument in call.args if materialised(argument.value) is not None]
        return [each for each in lists if is_pure(each)][:1]

    def _drop(self, call: cst.CSTNode, inner: cst.BaseExpression) -> None:
        if arguments(call, "list") is not None and name_of(getattr(inner, "func", None)) == "sorted":
            self.replace(call, lambda node: node.args[0].value if isinstance(node, cst.Call) else node)
        else:
            self.replace(inner, lambda node: node.args[0].value if isinstance(node, cst.Call) else node)


@rule(
    name="no-list-for-one-walk",
    reason="The list is walked through once, and then never again: a generator holds one element at a time.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.INTEGRAL],
    speedup=3.7,
    before="""\
squares = [i * i % 1000 for i in range(300000)]
total = 0
for square in squares:
    total += square
words = list(map(str, range(200000)))
print(total, max(words))
""",
    after="""\
squares = (i * i % 1000 for i in range(300000))
total = 0
for square in squares:
    total += square
words = map(str, range(200000))
print(total, max(words))
""",
)
class NoListForOneWalk(PlannedRewriter):
    def plan(self) -> None:
        for line in walk(self.module):
            made = self._lazy(line)
            if made is not None and self._walk_of(*made) and self.claim():
                self.replace(made[1], made[2])

    def _lazy(self, line: cst.CSTNode) -> tuple[str, cst.BaseExpression, cst.BaseExpression] | None:
        if (
            not isinstance(line, cst.Assign)
            or len(line.targets) != 1
            or not isinstance(line.targets[0].target, cst.Name)
        ):
            return None
        value = line.value
        if isinstance(value, cst.ListComp):
            lazy: cst.BaseExpression = as_generator(value).with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
            return line.targets[0].target.value, value, lazy
        inner = materialised(value)
        if not isinstance(inner, cst.Call) or name_of(inner.func) not in LAZY_CALLS:
            return None
        return line.targets[0].target.value, value, inner

    def _walk_of(self, name: str, value: cst.BaseExpression, lazy: cst.BaseExpression) -> bool:
        """Tell whether the list is walked through once, with nothing that matters to it in between."""
        scope, line = self.parents.scope(value), self.parents.statement(value)
        found = mentions(scope, name)
        if line is None or len(found) != 2 or isinstance(scope, cst.ClassDef):  # noqa: PLR2004 - made, used
            return False
        use = found[1]
        user = self.parents.statement(use)
        block = self.parents.block(line)
        if user is None or user not in block or not self._is_walk(use, user):
            return False
        between = block[block.index(line) + 1 : block.index(user)]
        return all(self._leaves_alone(lazy, part) for part in [*between, user])

    def _is_walk(self, use: cst.Name, user: cst.BaseStatement) -> bool:
        around = self.parents.of(use)
        if isinstance(user, cst.For) and user.iter is use:
            return True
        call = self.parents.of(around) if isinstance(around, cst.Arg) else None
        walks = call is not None and (consumed_argument(call, *FOLDS) is around or method_call(call, "join"))
        compound = isinstance(user, cst.For | cst.While | cst.With | cst.FunctionDef | cst.ClassDef | cst.If | cst.Try)
        return bool(walks) and not compound

    def _leaves_alone(self, lazy: cst.BaseExpression, part: cst.CSTNode) -> bool:
        if not is_pure(lazy):
            reads = any(isinstance(node, cst.Call) and not is_pure(node) for node in walk(part))
            return not reads and not free_names(lazy) & changed_during(part, self.module)
        return not free_names(lazy) & changed_during(part, self.module)
