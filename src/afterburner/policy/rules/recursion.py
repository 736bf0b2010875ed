"""Rules for recursive functions: remember results, or go without recursion."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import assigned_names, name_of, walk
from afterburner.policy.rules.building import PlannedRewriter, indented, statements
from afterburner.policy.rules.purity import (
    calls_of,
    containers_in,
    is_plain,
    is_pure_function,
    parameters,
    reads_nodes,
    stale_names,
    unhashable_parameters,
)
from afterburner.policy.rules.rule import Safety, rule

_COMPREHENSIONS = (cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp)


def calls_on_a_path(function: cst.FunctionDef) -> int:
    """Return how often a run of ``function`` calls it again, at most; a call in a loop counts twice."""
    return _calls_in_block(function, list(function.body.body))


def _calls_in_block(function: cst.FunctionDef, lines: list[cst.CSTNode]) -> int:
    total = 0
    for position, line in enumerate(lines):
        if isinstance(line, cst.If):
            branches = _branches(line)
            if any(_leaves(branch) for branch in branches):
                rest = _calls_in_block(function, lines[position + 1 :])
                longest = max(_calls_in_block(function, list(b.body)) + rest * (not _leaves(b)) for b in branches)
                return total + _calls_in(function, line.test) + max(longest, rest)
            total += max(_calls_in_block(function, list(branch.body)) for branch in branches)
        elif isinstance(line, cst.For | cst.While):
            total += 2 * sum(1 for _ in calls_of(function, line))
        else:
            total += _calls_in(function, line)
    return total


def _branches(line: cst.If) -> list[cst.BaseSuite]:
    if isinstance(line.orelse, cst.If):
        return [line.body, *_branches(line.orelse)]
    return [line.body, line.orelse.body] if line.orelse else [line.body]


def _leaves(suite: cst.BaseSuite) -> bool:
    last = suite.body[-1] if suite.body else None
    last = last.body[-1] if isinstance(last, cst.SimpleStatementLine) else last
    return isinstance(last, cst.Return | cst.Raise | cst.Break | cst.Continue)


def _calls_in(function: cst.FunctionDef, node: cst.CSTNode) -> int:
    total = 0
    for part in walk(node):
        if isinstance(part, _COMPREHENSIONS):
            total += sum(1 for _ in calls_of(function, part))
        elif isinstance(part, cst.IfExp):
            total -= min(_calls_in(function, part.body), _calls_in(function, part.orelse))
    return total + sum(1 for _ in calls_of(function, node))


class CachingRewriter(PlannedRewriter):
    """Puts a cache on functions; for those that hand on lists unchanged, on a function inside of them."""

    def plan(self) -> None:
        for function in walk(self.module):
            if isinstance(function, cst.FunctionDef) and self._is_cacheable(function) and self.wants(function):
                self._cache(function)

    def wants(self, function: cst.FunctionDef) -> bool:
        """Tell whether a function that may be cached is worth it."""
        raise NotImplementedError

    def _is_cacheable(self, function: cst.FunctionDef) -> bool:
        return (
            is_plain(function)
            and bool(parameters(function))
            and is_pure_function(function, self.module)
            and not reads_nodes(function)
            and not stale_names(function, self.module, self.parents)
        )

    def _cache(self, function: cst.FunctionDef) -> None:
        handed_on = handed_on_parameters(function)
        lists = unhashable_parameters(function, self.module) | (handed_on & containers_in(function))
        if not lists:
            if self.claim():
                decorator = cst.Decorator(cst.Name(self.imports.use("functools", "cache")))
                self.replace(function, lambda node: node.with_changes(decorators=[decorator]))
            return
        if lists <= handed_on < set(parameters(function)) and any(calls_of(function, function.body)) and self.claim():
            self._cache_inside(function, handed_on)

    def _cache_inside(self, function: cst.FunctionDef, handed_on: set[str]) -> None:
        inner = self.names.fresh(f"cached_{function.name.value}")
        kept = [name for name in parameters(function) if name not in handed_on]
        positions = [position for position, name in enumerate(parameters(function)) if name in kept]
        shorter = cst.ensure_type(function.body.visit(_ShorterCalls(function, inner, positions)), cst.IndentedBlock)
        cache = self.imports.use("functools", "cache")
        text = f"@{cache}\ndef {inner}({', '.join(kept)}):\n{indented(shorter).rstrip()}\nreturn {inner}({', '.join(kept)})"
        self.replace(function.body, cst.IndentedBlock(statements(text)))


def handed_on_parameters(function: cst.FunctionDef) -> set[str]:
    """Return the parameters that each recursive call hands on as they are."""
    names = parameters(function)
    kept = set(names) - assigned_names(function.body)
    for call in calls_of(function, function.body):
        if len(call.args) != len(names) or any(argument.keyword or argument.star for argument in call.args):
            return set()
        kept &= {name for name, argument in zip(names, call.args, strict=True) if name_of(argument.value) == name}
    return kept


class _ShorterCalls(cst.CSTTransformer):
    def __init__(self, function: cst.FunctionDef, inner: str, positions: list[int]) -> None:
        super().__init__()
        self.function, self.inner, self.positions = function, inner, positions

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not any(call is original_node for call in calls_of(self.function, original_node)):
            return updated_node
        args = [
            updated_node.args[position].with_changes(comma=cst.MaybeSentinel.DEFAULT) for position in self.positions
        ]
        return updated_node.with_changes(func=cst.Name(self.inner), args=args)


@rule(
    name="cache-recursion",
    reason="A recursion that meets the same arguments again does exponential work; a cache does each once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=27.0,
    before="""\
def paths(row, column):
    if row == 0 or column == 0:
        return 1
    return paths(row - 1, column) + paths(row, column - 1)

print(paths(11, 11))
""",
    after="""\
from functools import cache
@cache
def paths(row, column):
    if row == 0 or column == 0:
        return 1
    return paths(row - 1, column) + paths(row, column - 1)

print(paths(11, 11))
""",
)
class CacheRecursion(CachingRewriter):
    def wants(self, function: cst.FunctionDef) -> bool:
        return calls_on_a_path(function) > 1


@rule(
    name="cache-pure-function",
    reason="A pure function that a loop calls with the same arguments again need compute only once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=4.9,
    before="""\
def steps(n):
    count = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        count += 1
    return count

print(sum(steps(i % 100 + 1) for i in range(10000)))
""",
    after="""\
from functools import cache
@cache
def steps(n):
    count = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        count += 1
    return count

print(sum(steps(i % 100 + 1) for i in range(10000)))
""",
)
class CachePureFunction(CachingRewriter):
    def wants(self, function: cst.FunctionDef) -> bool:
        if unhashable_parameters(function, self.module) or calls_on_a_path(function) > 1:
            return False
        works = any(isinstance(part, (cst.For, cst.While, *_COMPREHENSIONS)) for part in walk(function.body))
        outside = [call for call in calls_of(function, self.module) if not self._is_inside(call, function)]
        repeated = any(self.parents.repetitions(call) for call in outside) or len(outside) > 1
        return (works or calls_on_a_path(function) > 0) and repeated

    def _is_inside(self, node: cst.CSTNode, function: cst.FunctionDef) -> bool:
        return any(ancestor is function for ancestor in self.parents.ancestors(node))
