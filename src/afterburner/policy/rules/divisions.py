"""How programs look for divisors: the ranges that they try, the tests, the loops that end at the first."""

from dataclasses import dataclass

import libcst as cst

from afterburner.policy.rules.analysis import code, integer_of, mentions, name_of, sole_statement, statements_of
from afterburner.policy.rules.building import operand
from afterburner.policy.rules.patterns import Found, match_expression

_HALVES = ("__n // 2 + 1", "int(__n / 2) + 1", "__n // 2 + 2")
_ROOTS = (
    "int(__n ** 0.5) + 1",
    "int(__n ** (1 / 2)) + 1",
    "isqrt(__n) + 1",
    "math.isqrt(__n) + 1",
    "int(math.sqrt(__n)) + 1",
    "int(sqrt(__n)) + 1",
    "round(__n ** 0.5) + 1",
    "math.floor(math.sqrt(__n)) + 1",
)
_DIVIDES = ("{n} % {d} == 0", "not {n} % {d}", "{n} % {d} < 1")
_DIVIDES_NOT = ("{n} % {d}", "{n} % {d} != 0", "{n} % {d} > 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """A range of candidates for the divisors of a number."""

    number: cst.BaseExpression
    start: int
    is_whole: bool
    """Whether the number itself is among them."""
    is_rooted: bool
    """Whether they stop at the square root."""


def candidates_of(node: cst.BaseExpression) -> Candidates | None:
    """Return what a `range(2, n)` and its kin try."""
    found = match_expression("range(__start, __stop)", node) or match_expression("range(__start, __stop, 2)", node)
    start = integer_of(found.node("__start")) if found else None
    if found is None or start not in {1, 2, 3}:
        return None
    half, rooted = found.refined("__stop", _HALVES), found.refined("__stop", _ROOTS)
    whole = None if half or rooted else found.refined("__stop", ("__n + 1",))
    number = (rooted or half or whole or Found({"__n": found.node("__stop")})).node("__n")
    if not isinstance(number, cst.Name | cst.Attribute | cst.Subscript):
        return None
    return Candidates(number=number, start=start, is_whole=whole is not None, is_rooted=rooted is not None)


def asks_division(test: cst.BaseExpression, number: cst.BaseExpression, divisor: str, *, divides: bool) -> bool:
    """Tell whether ``test`` asks if ``divisor`` divides ``number`` (or if it does not)."""
    patterns = _DIVIDES if divides else _DIVIDES_NOT
    return any(match_expression(pattern.format(n=operand(number), d=divisor), test) for pattern in patterns)


def prime_loop(loop: cst.For) -> Candidates | None:
    """Return the candidates of a loop that only finds out whether there is a divisor: it ends, or sets a flag."""
    candidates = candidates_of(loop.iter)
    test = sole_statement(loop.body)
    if candidates is None or candidates.start == 1 or not isinstance(test, cst.If) or test.orelse is not None:
        return None
    divisor = code(loop.target)
    if (
        candidates.is_whole
        or not asks_division(test.test, candidates.number, divisor, divides=True)
        or mentions(test.body, divisor)
    ):
        return None
    return candidates if finds_out(test.body) else None


def finds_out(body: cst.BaseSuite) -> bool:
    """Tell whether a block sets flags to constants, or ends its loop, or both."""
    parts = statements_of(body)
    if len(parts) > 1 and isinstance(parts[-2], cst.Return):
        parts.pop()  # a break that is never reached
    last = parts[-1]
    ends = isinstance(last, cst.Break) or (isinstance(last, cst.Return) and _is_settled(last.value))
    return all(isinstance(part, cst.Assign) and _is_constant(part.value) for part in parts[: len(parts) - ends])


def _is_constant(value: cst.BaseExpression | None) -> bool:
    return isinstance(value, cst.Integer | cst.SimpleString) or name_of(value) in {"True", "False", "None"}


def _is_settled(value: cst.BaseExpression | None) -> bool:
    return _is_constant(value) or isinstance(value, cst.Name)


def prime_test(call: cst.Call) -> tuple[Candidates, cst.Call] | None:
    """Return the candidates, and their range, of `all(n % d for d in range(2, n))` and its kin."""
    for function in ("all", "any"):
        for form in (f"{function}(__test for _d in __range)", f"{function}([__test for _d in __range])"):
            found = match_expression(form, call)
            tried = found.node("__range") if found else None
            candidates = candidates_of(tried) if tried else None
            if found is None or candidates is None or candidates.start == 1 or candidates.is_whole:
                continue
            divides = function == "any"
            asks = asks_division(found.node("__test"), candidates.number, found.name("_d"), divides=divides)
            if asks and isinstance(tried, cst.Call):
                return candidates, tried
    return None
