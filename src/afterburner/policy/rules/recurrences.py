"""Rules that turn a recursion over `n - 1`, `n - 2`... or over `xs[1:]` into a loop."""

import re

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import code, integer_of, names_in, walk
from afterburner.policy.rules.building import PlannedRewriter, statements
from afterburner.policy.rules.idioms import docstring
from afterburner.policy.rules.patterns import match_expression, match_statements
from afterburner.policy.rules.purity import calls_of, is_plain, parameters
from afterburner.policy.rules.rule import Safety, rule

_LONGEST_STEP = 4
_LAST_BASE = 6
_SAFE = (
    *(cst.Name, cst.Integer, cst.Comparison, cst.ComparisonTarget, cst.BooleanOperation, cst.UnaryOperation),
    *(cst.BinaryOperation, cst.List, cst.Tuple, cst.Element, cst.BaseCompOp, cst.BaseBinaryOp),
    *(cst.BaseBooleanOp, cst.BaseUnaryOp),
)
_HUGE = (cst.Power, cst.LeftShift)


@rule(
    name="linear-recursion",
    reason="A recursion over `n - 1` and `n - 2` repeats itself exponentially; a loop goes up once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=670.0,
    before="""\
def fib(n):
    if n <= 1:
        return n
    return fib(n - 1) + fib(n - 2)

print(fib(27))
""",
    after="""\
def fib(n):
    if n <= 1:
        return n
    before, last = 0, 1
    for _ in range(2, n + 1):
        before, last = last, last + before
    return last

print(fib(27))
""",
)
class LinearRecursion(PlannedRewriter):
    def plan(self) -> None:
        for function in walk(self.module):
            if isinstance(function, cst.FunctionDef) and is_plain(function) and len(parameters(function)) == 1:
                self._try(function, parameters(function)[0])

    def _try(self, function: cst.FunctionDef, n: str) -> None:
        guards, step = guards_and_result(function)
        if step is None or not guards:
            return
        distances = self._distances(function, step, n)
        if distances is None or len(list(calls_of(function, function.body))) != len(distances):
            return
        bases = self._bases(guards, n, max(distances))
        if bases is None or not self.claim():
            return
        first, values = bases
        text = self._loop(function, step, n, first, values)
        self.replace(function.body, cst.IndentedBlock([*docstring(function), *guards, *statements(text)]))

    @staticmethod
    def _distances(function: cst.FunctionDef, step: cst.BaseExpression, n: str) -> list[int] | None:
        distances = []
        for call in calls_of(function, step):
            found = match_expression(f"{n} - __k", call.args[0].value) if len(call.args) == 1 else None
            distance = integer_of(found.node("__k")) if found else None
            if distance is None or not 0 < distance <= _LONGEST_STEP:
                return None
            distances.append(distance)
        return distances or None

    @staticmethod
    def _bases(guards: list[cst.If], n: str, longest: int) -> tuple[int, list[str]] | None:
        # the values that the guards give for the numbers just below the first that they let through
        values: dict[int, str] = {}
        for number in range(-2, _LAST_BASE):
            value = _guarded(guards, n, number)
            if value is None and number > 0:
                last = [values.get(number - back) for back in range(longest, 0, -1)]
                known = [text for text in last if text is not None]
                return (number, known) if len(known) == longest else None
            if value is not None:
                values[number] = value
        return None

    def _loop(self, function: cst.FunctionDef, step: cst.BaseExpression, n: str, first: int, values: list[str]) -> str:
        wishes = {1: ["last"], 2: ["before", "last"]}.get(len(values), [f"last_{k}" for k in range(len(values), 0, -1)])
        names = [self.names.fresh(wish) for wish in wishes]
        text = code(step)
        for call in calls_of(function, step):
            distance = integer_of(cst.ensure_type(call.args[0].value, cst.BinaryOperation).right) or 0
            text = text.replace(code(call), names[-distance])
        counter = self.names.fresh("number") if re.search(rf"\b{n}\b", text) else "_"
        text = re.sub(rf"\b{n}\b", counter, text)
        left = ", ".join(names)
        right = ", ".join([*names[1:], text])
        return (
            f"{left} = {', '.join(values)}\nfor {counter} in range({first}, {n} + 1):\n"
            f"    {left} = {right}\nreturn {names[-1]}"
        )


def guards_and_result(function: cst.FunctionDef) -> tuple[list[cst.If], cst.BaseExpression | None]:
    """Return the guards (`if ...: return ...`) that a function is made of, and the expression that it returns at last."""
    lines = list(function.body.body)
    lines = lines[len(docstring(function)) :]
    guards = [line for line in lines[:-1] if isinstance(line, cst.If) and line.orelse is None]
    last = lines[-1] if lines else None
    if isinstance(last, cst.If) and len(lines) == 1:
        return _unchained(last)
    if len(guards) != len(lines) - 1 or not isinstance(last, cst.SimpleStatementLine):
        return [], None
    found = match_statements("return __e", [last])
    return guards, found.node("__e") if found else None


def _unchained(line: cst.If) -> tuple[list[cst.If], cst.BaseExpression | None]:
    guards = []
    rest: cst.If | cst.Else | None = line
    while isinstance(rest, cst.If):
        guards.append(rest.with_changes(orelse=None, leading_lines=()))
        rest = rest.orelse
    found = match_statements("return __e", rest.body.body) if rest else None
    return guards, found.node("__e") if found else None


def _guarded(guards: list[cst.If], n: str, number: int) -> str | None:
    """Return what the guards return for ``number``, None if they let it through or say something unknown."""
    for guard in guards:
        found = match_statements("if __test:\n    return __value", [guard])
        if found is None or names_in(found.node("__test")) != {n} or names_in(found.node("__value")) - {n}:
            return None
        if any(isinstance(part, cst.Call) for part in walk(guard)):
            return None
        if _evaluated(found.node("__test"), n, number):
            value = found.node("__value")
            return repr(_evaluated(value, n, number))
    return None


def _evaluated(expression: cst.BaseExpression, n: str, number: int) -> object:
    # only comparisons and arithmetic of one name and literals come here: no calls, no other names
    known = all(isinstance(part, _SAFE) and not isinstance(part, _HUGE) for part in walk(expression))
    if not known:
        return None
    return eval(code(expression), {"__builtins__": {}}, {n: number})  # noqa: S307 - literals and one number, see above


@rule(
    name="slicing-recursion",
    reason="A recursion over `xs[1:]` copies the rest of the list at each step; a loop copies nothing.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME, Objective.MEMORY],
    speedup=110.0,
    before="""\
def total(xs):
    if not xs:
        return 0
    return xs[0] * xs[0] + total(xs[1:])

print(sum(total(list(range(n))) for n in range(0, 900, 10)))
""",
    after="""\
def total(xs):
    result = 0
    for item in reversed(xs):
        result = item * item + result
    return result

print(sum(total(list(range(n))) for n in range(0, 900, 10)))
""",
)
class SlicingRecursion(PlannedRewriter):
    def plan(self) -> None:
        for function in walk(self.module):
            if isinstance(function, cst.FunctionDef) and is_plain(function) and len(parameters(function)) == 1:
                self._try(function, parameters(function)[0])

    def _try(self, function: cst.FunctionDef, xs: str) -> None:
        guards, step = guards_and_result(function)
        if step is None or len(guards) != 1:
            return
        tests = (f"not {xs}", f"len({xs}) == 0", f"{xs} == []", f'{xs} == ""', f"len({xs}) < 1")
        found = match_statements("if __test:\n    return __base", guards)
        if found is None or found.refined("__test", tests) is None or names_in(found.node("__base")) - {xs}:
            return
        text = self._step(function, step, xs)
        if text is not None and self.claim():
            result, item = self.names.fresh("result"), self.names.fresh("item")
            base = re.sub(rf"\b{xs}\b", f"{xs}[:0]", found.code("__base"))
            loop = f"{result} = {base}\nfor {item} in reversed({xs}):\n    {result} = {text}\nreturn {result}"
            loop = loop.replace("ITEM", item).replace("RESULT", result)
            self.replace(function.body, cst.IndentedBlock([*docstring(function), *statements(loop)]))

    @staticmethod
    def _step(function: cst.FunctionDef, step: cst.BaseExpression, xs: str) -> str | None:
        text = code(step)
        calls = list(calls_of(function, step))
        if len(calls) != 1 or match_expression(f"{xs}[1:]", calls[0].args[0].value) is None:
            return None
        text = text.replace(code(calls[0]), "RESULT").replace(f"{xs}[0]", "ITEM")
        return None if re.search(rf"\b{xs}\b", text) else text
