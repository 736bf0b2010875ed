"""`min` and `max` of a few values: a call costs several times what a comparison costs."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    assigned_names,
    code,
    index_of,
    is_pure,
    name_of,
    names_in,
    normalized,
    simple_assignment,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, operand, source, statements
from afterburner.policy.rules.rule import Safety, rule

_BEYOND = {"min": "<", "max": ">"}
_MOST_VALUES = 3
_TARGETS = (cst.Name, cst.Attribute, cst.Subscript, cst.Integer, cst.BinaryOperation)
_SIMPLE = (cst.Name, cst.Integer, cst.Float)


@rule(
    name="compare-instead-of-min-max",
    reason="`min` and `max` of two values are looked up and called; a comparison is several times as fast.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=2.3,
    before="""\
def largest_gap(prices):
    best = 0
    low = prices[0]
    for price in prices:
        best = max(best, price - low)
        low = min(low, price)
    return best

def paths(grid):
    for i in range(1, len(grid)):
        for j in range(1, len(grid)):
            grid[i][j] += min(grid[i - 1][j], grid[i][j - 1])
    return grid[-1][-1]

print(largest_gap([i * 7919 % 10007 for i in range(200000)]))
print(paths([[i * j % 10 for j in range(300)] for i in range(300)]))
""",
    after="""\
def largest_gap(prices):
    best = 0
    low = prices[0]
    for price in prices:
        if (value := price - low) > best:
            best = value
        if price < low:
            low = price
    return best

def paths(grid):
    for i in range(1, len(grid)):
        for j in range(1, len(grid)):
            grid[i][j] += other if (value := grid[i - 1][j]) > (other := grid[i][j - 1]) else value
    return grid[-1][-1]

print(largest_gap([i * 7919 % 10007 for i in range(200000)]))
print(paths([[i * j % 10 for j in range(300)] for i in range(300)]))
""",
)
class CompareInsteadOfMinMax(PlannedRewriter):
    def plan(self) -> None:
        self._own = assigned_names(self.module) & _BEYOND.keys()
        self._shared = shared_names(self.module)
        self._given: dict[str, str] = {}
        for node in walk(self.module):
            if not isinstance(node, cst.Call) or self._values(node) is None or not self._is_hot(node):
                continue
            if self._allows_names(node) and self.claim():
                self._compare(node)

    def _values(self, node: cst.Call) -> list[cst.BaseExpression] | None:
        if name_of(node.func) in self._own:
            return None
        counts = range(2, _MOST_VALUES + 1)
        return next((found for n in counts if (found := arguments(node, "min", "max", count=n))), None)

    def _is_hot(self, node: cst.Call) -> bool:
        """Tell whether a loop runs ``node``, or a function that the program itself calls."""
        if self.parents.repetitions(node):
            return True
        scope = self.parents.scope(node)
        return isinstance(scope, cst.Lambda) or (
            isinstance(scope, cst.FunctionDef)
            and any(isinstance(part, cst.Call) and _called(part) == scope.name.value for part in walk(self.module))
        )

    def _allows_names(self, node: cst.Call) -> bool:
        """Tell whether ``:=`` is allowed: not in what a comprehension walks through, nor in a class or default."""
        child: cst.CSTNode = node
        for around in self.parents.ancestors(node):
            if isinstance(around, cst.CompFor) and child is around.iter:
                return False
            if isinstance(around, cst.Param | cst.FormattedStringExpression | cst.Decorator):
                return False
            if isinstance(around, cst.FunctionDef | cst.ClassDef):
                return isinstance(around, cst.FunctionDef)
            child = around
        return True

    def _compare(self, node: cst.Call) -> None:
        assign = self.parents.of(node)
        line = self.parents.of(assign) if assign is not None else None
        if isinstance(assign, cst.Assign) and isinstance(line, cst.SimpleStatementLine) and self.parents.block(line):
            kept = self._kept(assign, node) if len(line.body) == 1 and not self.is_planned(line) else None
            if kept is not None:
                self.replace(line, lambda new: self._steps(cst.ensure_type(new, cst.SimpleStatementLine), kept))
                return
        depth = sum(isinstance(around, cst.Call) for around in self.parents.ancestors(node))
        bare = isinstance(assign, cst.Assign | cst.AugAssign | cst.Return | cst.Arg | cst.Index) and not node.lpar

        def chosen(new: cst.CSTNode) -> cst.CSTNode:
            text = self._choice(cst.ensure_type(new, cst.Call), depth)
            return expression(text if bare else f"({text})")

        self.replace(node, chosen)

    def _kept(self, assign: cst.Assign, node: cst.Call) -> int | None:
        """Return the place of the value that the target begins with, in ``x = max(x, ...)`` or ``x = max(a, ...)``."""
        pair, values = simple_assignment(assign), self._values(node) or []
        if pair is None or not all(isinstance(part, _TARGETS) for part in walk(pair[0]) if _is_part(part)):
            return None
        target = normalized(pair[0])
        places = [place for place, value in enumerate(values) if normalized(value) == target]
        kept = places[0] if places else 0
        others = [value for place, value in enumerate(values) if place != kept]
        local = isinstance(pair[0], cst.Name) and target not in self._shared
        if not local and not (places and all(map(is_pure, others))):
            return None
        later = others[1:] if places else others
        return kept if not any(names_in(pair[0]) & names_in(value) for value in later) else None

    def _steps(self, line: cst.SimpleStatementLine, kept: int) -> cst.FlattenSentinel[cst.CSTNode]:
        pair = simple_assignment(line)
        assert pair is not None
        call = cst.ensure_type(pair[1], cst.Call)
        target, beyond = code(pair[0]), _BEYOND[name_of(call.func) or ""]
        values = [argument.value for argument in call.args]
        first = values.pop(kept)
        lines = [] if normalized(first) == normalized(pair[0]) else [f"{target} = {source(first)}"]
        for value in values:
            named = operand(value) if _is_cheap(value) else f"({self._name('value')} := {source(value)})"
            again = source(value) if _is_cheap(value) else self._name("value")
            lines.append(f"if {named} {beyond} {target}:\n    {target} = {again}")
        made = statements("\n".join(lines))
        made[0] = made[0].with_changes(leading_lines=line.leading_lines)
        return cst.FlattenSentinel([*made[:-1], _commented(made[-1], line.trailing_whitespace)])

    def _choice(self, call: cst.Call, depth: int) -> str:
        above = "<" if name_of(call.func) == "max" else ">"
        first, *others = [argument.value for argument in call.args]
        for number, second in enumerate(others):
            text = self._choice_of(first, second, above, 2 * depth + number)
            first = expression(text)
        return code(first)

    def _choice_of(self, first: cst.BaseExpression, second: cst.BaseExpression, above: str, level: int) -> str:
        suffix = f"_{level}" if level else ""
        names = [self._name(f"value{suffix}"), self._name(f"other{suffix}")]
        simple = [isinstance(each, _SIMPLE) for each in (first, second)]
        simple[0] = simple[0] and (is_pure(second) or name_of(first) not in self._shared)
        named = [
            operand(each) if plain else f"({name} := {source(each)})"
            for each, plain, name in zip((first, second), simple, names, strict=True)
        ]
        again = [
            operand(each) if plain else name for each, plain, name in zip((first, second), simple, names, strict=True)
        ]
        return f"{again[1]} if {named[0]} {above} {named[1]} else {again[0]}"

    def _name(self, wish: str) -> str:
        if wish not in self._given:
            self._given[wish] = self.names.fresh(wish)
        return self._given[wish]


def _is_part(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.BaseExpression)


def _is_cheap(value: cst.BaseExpression) -> bool:
    """Tell whether a value may as well be computed twice: ``x``, ``7``, ``a[i]``."""
    access = index_of(value)
    return isinstance(value, _SIMPLE) or (access is not None and all(isinstance(part, _SIMPLE) for part in access))


def _commented(line: cst.BaseStatement, comment: cst.TrailingWhitespace) -> cst.BaseStatement:
    """Return ``if ...:`` with the comment of the line whose place it takes."""
    if not isinstance(line, cst.If) or not isinstance(line.body, cst.IndentedBlock):
        return line
    return line.with_changes(body=line.body.with_changes(header=comment))


def _called(call: cst.Call) -> str | None:
    return call.func.attr.value if isinstance(call.func, cst.Attribute) else name_of(call.func)


def shared_names(module: cst.Module) -> set[str]:
    """Return the variables that some function declares as global or nonlocal."""
    declared = (part.names for part in walk(module) if isinstance(part, cst.Global | cst.Nonlocal))
    return {item.name.value for names in declared for item in names}
