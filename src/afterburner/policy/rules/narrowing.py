"""Loops over a range that only look for the numbers that satisfy a condition: the condition itself says which.

An equation gives the one number that can satisfy it, inequalities narrow the range.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    assigned_names,
    changed_during,
    code,
    is_pure,
    mentions,
    name_of,
    names_in,
    simple_assignment,
    statements_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, indented
from afterburner.policy.rules.linear import Linear, linear
from afterburner.policy.rules.rule import Safety, rule

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a condition: ``number operator bound`` if it can be solved for the loop's number."""

    text: str
    operator: str = ""
    bound: Linear = field(default_factory=lambda: Linear({}, 0))
    factor: int = 1
    """What the number is multiplied by."""


@dataclass(frozen=True, slots=True)
class Search:
    """A loop ``for number in range(...): if condition: body``, perhaps with sums named before the condition."""

    loop: cst.For
    number: str
    limits: tuple[cst.BaseExpression | None, cst.BaseExpression]
    named: list[cst.CSTNode]
    parts: list[Part]
    body: cst.BaseSuite

    def limit_texts(self) -> tuple[str, str]:
        """Return the range's start and stop."""
        start, stop = self.limits
        return ("0" if start is None else code(start)), code(stop)

    def heading(self) -> str:
        """Return the lines that name sums."""
        return indented(self.named, levels=0) if self.named else ""


def searches(rewriter: PlannedRewriter) -> Iterator[Search]:
    """Yield the loops of a program that are nothing but such a search."""
    for loop in walk(rewriter.module):
        if isinstance(loop, cst.For) and loop.orelse is None and name_of(loop.target) is not None:
            found = _search(loop)
            if found is not None and not _is_used_elsewhere(found, rewriter):
                yield found


def _search(loop: cst.For) -> Search | None:
    number, limits = name_of(loop.target) or "", _limits(loop.iter)
    *named, condition = statements_of(loop.body)
    if limits is None or not isinstance(condition, cst.If) or condition.orelse is not None:
        return None
    meanings: dict[str, Linear] = {}
    for line in named:
        target, value = simple_assignment(line) or (None, None)
        name = name_of(target)
        if name is None or value is None or not is_pure(value):
            return None
        meanings[name] = _meant(linear(value), meanings)
    changed = assigned_names(condition.body)
    if not is_pure(condition.test) or changed & (names_in(condition.test) | {number, *meanings}):
        return None
    parts = [part for test in _conjuncts(condition.test) for part in _parts(test, number, meanings)]
    free = {name for part in parts for name in _names_in_terms(part.bound)}
    return None if changed & free else Search(loop, number, limits, named, parts, condition.body)


def _limits(items: cst.BaseExpression) -> tuple[cst.BaseExpression | None, cst.BaseExpression] | None:
    if not isinstance(items, cst.Call) or name_of(items.func) != "range" or len(items.args) not in {1, 2}:
        return None
    values = [argument.value for argument in items.args if not argument.star and argument.keyword is None]
    if len(values) != len(items.args) or not all(is_pure(value) for value in values):
        return None
    return (None, values[0]) if len(values) == 1 else (values[0], values[1])


def _meant(total: Linear, meanings: dict[str, Linear]) -> Linear:
    for name, meaning in meanings.items():
        factor = total.terms.get(name, 0)
        total = total + Linear({name: -factor}, 0) + meaning * factor
    return total


def _conjuncts(test: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    if isinstance(test, cst.BooleanOperation) and isinstance(test.operator, cst.And):
        yield from _conjuncts(test.left)
        yield from _conjuncts(test.right)
    else:
        yield test


def _parts(test: cst.BaseExpression, number: str, meanings: dict[str, Linear]) -> Iterator[Part]:
    if not isinstance(test, cst.Comparison):
        text = code(test)
        yield Part(f"({text})" if isinstance(test, cst.BooleanOperation | cst.IfExp) and not test.lpar else text)
        return
    left, parts = test.left, []
    for target in test.comparisons:
        operator = code(target.operator).strip()
        text = f"{code(left)} {operator} {code(target.comparator)}"
        known = operator in _FLIPPED
        parts.append((known and _solved(text, left, operator, target.comparator, number, meanings)) or Part(text))
        left = target.comparator
    yield from parts if any(part.operator for part in parts) else [Part(code(test))]


def _solved(
    text: str,
    left: cst.BaseExpression,
    operator: str,
    right: cst.BaseExpression,
    number: str,
    meanings: dict[str, Linear],
) -> Part | None:
    total = _meant(linear(left) - linear(right), meanings)
    factor = total.terms.get(number, 0)
    rest = total + Linear({number: -factor}, 0)
    whole = not any("/" in term.replace("//", "") or "." in term for term in rest.terms)
    inner = any(number in names_in(cst.parse_expression(term)) for term in rest.terms)
    if factor == 0 or inner or not whole or _names_in_terms(rest) & set(meanings):
        return None
    bound = rest * (-1 if factor > 0 else 1)
    return Part(text, operator if factor > 0 else _FLIPPED[operator], bound, abs(factor))


def _names_in_terms(total: Linear) -> set[str]:
    return {name for term in total.terms for name in names_in(cst.parse_expression(term))}


def _is_used_elsewhere(search: Search, rewriter: PlannedRewriter) -> bool:
    scope = rewriter.parents.scope(search.loop)
    names = [search.number, *(name_of(pair[0]) for line in search.named if (pair := simple_assignment(line)))]
    inside = set(walk(search.loop))
    for name in names:
        for mention in mentions(scope, name or ""):
            rebound = any(
                isinstance(around, cst.For) and name in names_in(around.target)
                for around in rewriter.parents.ancestors(mention)
            )
            if mention not in inside and not rebound:
                return True
    return False


_BEFORE_EQUATION = """\
def ways(total):
    count = 0
    for fifties in range(total // 50 + 1):
        for twenties in range(total // 20 + 1):
            for tens in range(total // 10 + 1):
                if 50 * fifties + 20 * twenties + 10 * tens == total:
                    count += 1
    return count

print(ways(1200))
"""

_AFTER_EQUATION = """\
def ways(total):
    count = 0
    for fifties in range(total // 50 + 1):
        for twenties in range(total // 20 + 1):
            tens, rest = divmod(total - 50 * fifties - 20 * twenties, 10)
            if rest == 0 and tens in range(total // 10 + 1):
                count += 1
    return count

print(ways(1200))
"""


@rule(
    name="number-from-equation",
    reason="A loop over all numbers for the one that solves an equation is not needed: the equation gives it.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=20,
    before=_BEFORE_EQUATION,
    after=_AFTER_EQUATION,
)
class NumberFromEquation(PlannedRewriter):
    def plan(self) -> None:
        for search in searches(self):
            equation = next((part for part in search.parts if part.operator == "=="), None)
            lines = [*search.body.body]
            if _is_break(lines[-1]):
                lines = lines[:-1]
            leaves = any(isinstance(part, cst.Break | cst.Continue) for line in lines for part in walk(line))
            if equation is not None and lines and not leaves and self.claim():
                self._solve(search, equation, lines)

    def _solve(self, search: Search, equation: Part, lines: list[cst.CSTNode]) -> None:
        tests = [part.text for part in search.parts if part is not equation]
        start, stop = search.limit_texts()
        tests.insert(0, f"{search.number} in range({stop if start == '0' else f'{start}, {stop}'})")
        if equation.factor == 1:
            found = f"{search.number} = {equation.bound.text()}"
        else:
            rest = self.names.fresh("rest", "remainder")
            found = f"{search.number}, {rest} = divmod({equation.bound.text()}, {equation.factor})"
            tests.insert(0, f"{rest} == 0")
        body = indented(lines)
        self.replace_statement(search.loop, f"{found}\n{search.heading()}if {' and '.join(tests)}:\n{body}")


def _is_break(line: cst.CSTNode) -> bool:
    return isinstance(line, cst.SimpleStatementLine) and isinstance(line.body[0], cst.Break)


@rule(
    name="range-from-condition",
    reason="A loop that does something only for the numbers between bounds need not try the others.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=60,
    before="""\
most, total = 1000, 1500
ways = 0
for x in range(most + 1):
    for y in range(most + 1):
        z = total - x - y
        if 0 <= z <= most:
            ways += 1
print(ways)
""",
    after="""\
most, total = 1000, 1500
ways = 0
for x in range(most + 1):
    ways += max(0, min(most + 1, total - x + 1) - max(0, total - most - x))
print(ways)
""",
)
class RangeFromCondition(PlannedRewriter):
    def plan(self) -> None:
        for search in searches(self):
            bounded = [part for part in search.parts if part.operator not in {"", "=="} and part.factor == 1]
            if bounded and all(part.operator != "==" for part in search.parts) and self.claim():
                self._narrow(search, bounded)

    def _narrow(self, search: Search, bounded: list[Part]) -> None:
        start, stop = search.limit_texts()
        lows = [part.bound.plus(part.operator == ">").text() for part in bounded if part.operator in {">", ">="}]
        highs = [part.bound.plus(part.operator == "<=").text() for part in bounded if part.operator in {"<", "<="}]
        low, high = _extreme("max", [start, *lows]), _extreme("min", [stop, *highs])
        counted = _counted(search)
        if len(bounded) == len(search.parts) and counted is not None:
            difference = high if low == "0" else f"{high} - {low}"
            self.replace_statement(search.loop, f"{counted} += max(0, {difference})")
            return
        limits = high if low == "0" else f"{low}, {high}"
        own = {search.number} | changed_during(search.loop, self.module)
        tests = [part.text for part in search.parts if part not in bounded]
        outer = [test for test in tests if not names_in(cst.parse_expression(test)) & own and "(" not in test]
        inner = [test for test in tests if test not in outer]
        body = search.heading() + _under(inner, indented(search.body, levels=0))
        loop = f"for {search.number} in range({limits}):\n{textwrap.indent(body, '    ')}"
        self.replace_statement(search.loop, _under(outer, loop))


def _under(tests: list[str], body: str) -> str:
    """Return statements under the condition that all ``tests`` are true."""
    return f"if {' and '.join(tests)}:\n{textwrap.indent(body, '    ')}" if tests else body


def _extreme(function: str, texts: list[str]) -> str:
    different = list(dict.fromkeys(texts))
    return different[0] if len(different) == 1 else f"{function}({', '.join(different)})"


def _counted(search: Search) -> str | None:
    """Return n if all that the search does is ``n += 1``."""
    lines = statements_of(search.body)
    if len(lines) != 1:
        return None
    text = code(lines[0]).replace(" ", "")
    name = text.split("=")[0].removesuffix("+")
    return name if text in {f"{name}+=1", f"{name}={name}+1"} else None
