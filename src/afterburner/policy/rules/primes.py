"""Rules for divisors and primes: stop at the square root. The sieve stands in :mod:`~.sieves`."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    assigned_names,
    code,
    mentions,
    name_of,
    sole_statement,
    statements_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, operand, source
from afterburner.policy.rules.divisions import (
    Candidates,
    asks_division,
    candidates_of,
    finds_out,
    prime_loop,
    prime_test,
)
from afterburner.policy.rules.idioms import Idiom, IdiomRewriter
from afterburner.policy.rules.patterns import Found, match_statements
from afterburner.policy.rules.rule import Safety, rule

_TO_NUMBER = ("_d < __n", "_d <= __n // 2", "_d <= __n / 2", "_d < __n // 2 + 1", "_d <= __n - 1", "_d != __n")
_LEAVES = (cst.Return, cst.Break)


@rule(
    name="trial-division-bound",
    reason="A number without a divisor up to its square root has none above it but itself.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=26.0,
    before="""\
def is_prime(n):
    if n < 2:
        return False
    for d in range(2, n):
        if n % d == 0:
            return False
    return True

print(sum(is_prime(n) for n in range(6000)))
""",
    after="""\
from math import isqrt
def is_prime(n):
    if n < 2:
        return False
    for d in range(2, isqrt(n) + 1):
        if n % d == 0:
            return False
    return True

print(sum(is_prime(n) for n in range(6000)))
""",
)
class TrialDivisionBound(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            if isinstance(node, cst.For):
                self._bound(prime_loop(node), node.iter)
            elif isinstance(node, cst.Call):
                tested = prime_test(node)
                if tested is not None:
                    self._bound(*tested)
            elif isinstance(node, cst.While):
                self._bound_while(node)

    def _bound(self, candidates: Candidates | None, tried: cst.BaseExpression) -> None:
        if candidates is None or candidates.is_rooted or not isinstance(tried, cst.Call) or not self.claim():
            return
        isqrt = self.imports.use("math", "isqrt")
        self.replace(tried.args[1].value, expression(f"{isqrt}({source(candidates.number)}) + 1"))

    def _bound_while(self, loop: cst.While) -> None:
        found = match_statements("while __more:\n    if __divides:\n        __body\n    _d += __step", [loop])
        tests = (("__divides", ("__n % _d == 0", "not __n % _d")), ("__more", _TO_NUMBER))
        for hole, spellings in tests:
            found = found.refined(hole, spellings) if found else None
        test = statements_of(loop.body)[0]
        if found is None or not isinstance(test, cst.If) or not finds_out(test.body):
            return
        # who looks at the divisor afterwards wants the one at which the loop ended
        after = self.parents.block(loop)[self.parents.block(loop).index(loop) + 1 :]
        if not any(mentions(line, found.name("_d")) for line in after) and self.claim():
            self.replace(loop.test, expression(found.fill("_d * _d <= __n").strip()))


@rule(
    name="divisors-in-pairs",
    reason="Divisors come in pairs of which one is at most the square root.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=11.0,
    before="""\
def sum_of_divisors(n):
    total = 0
    for d in range(1, n + 1):
        if n % d == 0:
            total += d
    return total

print(sum(sum_of_divisors(n) for n in range(1, 2000)))
""",
    after="""\
from math import isqrt
def sum_of_divisors(n):
    total = 0
    for d in sorted({e for f in range(1, isqrt(n) + 1) if n % f == 0 for e in (f, n // f)}):
        if n % d == 0:
            total += d
    return total

print(sum(sum_of_divisors(n) for n in range(1, 2000)))
""",
)
class DivisorsInPairs(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            if isinstance(node, cst.For):
                test = sole_statement(node.body)
                if isinstance(test, cst.If) and test.orelse is None and node.orelse is None:
                    self._try(node, test.test, leaves=any(isinstance(part, _LEAVES) for part in walk(test.body)))
            elif isinstance(node, cst.CompFor) and len(node.ifs) == 1 and node.inner_for_in is None:
                self._try(node, node.ifs[0].test, leaves=False)

    def _try(self, node: cst.For | cst.CompFor, test: cst.BaseExpression, *, leaves: bool) -> None:
        tried = candidates_of(node.iter)
        if tried is None or tried.is_rooted or leaves or not isinstance(node.iter, cst.Call) or len(node.iter.args) > 2:  # noqa: PLR2004 - start and stop
            return
        changed = assigned_names(node.body) if isinstance(node, cst.For) else set()
        if name_of(tried.number) in changed or not asks_division(test, tried.number, code(node.target), divides=True):
            return
        if self.claim():
            self.replace(node.iter, expression(self._pairs(tried)))

    def _pairs(self, tried: Candidates) -> str:
        small, divisor = self.names.fresh("f"), self.names.fresh("e")
        n, isqrt = operand(tried.number), self.imports.use("math", "isqrt")
        pairs = f"{divisor} for {small} in range(1, {isqrt}({source(tried.number)}) + 1) if {n} % {small} == 0"
        pairs = f"{{{pairs} for {divisor} in ({small}, {n} // {small})}}"
        left_out = [str(k) for k in range(1, tried.start)] + [n] * (not tried.is_whole)
        return f"sorted({pairs} - {{{', '.join(left_out)}}})" if left_out else f"sorted({pairs})"


@rule(
    name="factor-bound",
    reason="What is left of a number without a factor up to its square root is prime.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=21.0,
    before="""\
def factors(n):
    found = []
    d = 2
    while n > 1:
        while n % d == 0:
            found.append(d)
            n //= d
        d += 1
    return found

print(sum(len(factors(n)) for n in range(5000, 6000)))
""",
    after="""\
def factors(n):
    found = []
    d = 2
    while n > 1:
        while n % d == 0:
            found.append(d)
            n //= d
        d += 1
        if d * d > n:
            d = max(d, n)
    return found

print(sum(len(factors(n)) for n in range(5000, 6000)))
""",
)
class FactorBound(IdiomRewriter):
    idioms = (
        Idiom(
            (
                "while __more:\n    while __divides:\n        __body\n    _d += 1",
                "while __more:\n    if __divides:\n        __body\n    else:\n        _d += 1",
            ),
            "",
            (
                ("__more", ("_n > 1", "_n != 1", "_n >= 2", "_d <= _n", "_n >= _d")),
                ("__divides", ("_n % _d == 0", "not _n % _d")),
            ),
        ),
    )

    def allows(self, found: Found, window: list[cst.BaseStatement]) -> bool:
        divides = ("_n //= _d", "_n = int(_n / _d)", "_n /= _d")
        body = found.lines("__body")
        return any(found.refined("__body", (f"__before\n{text}\n__after",)) for text in divides) and bool(
            body and window
        )

    def _put(self, window: list[cst.BaseStatement], found: Found, template: str) -> None:  # noqa: ARG002 - the base's
        step = next(part for part in walk(window[0]) if _steps(part, found.name("_d")))
        line = self.parents.statement(step)
        if line is not None:
            self.insert_after(line, found.fill("if _d * _d > _n:\n    _d = max(_d, _n)"))


def _steps(part: cst.CSTNode, divisor: str) -> bool:
    return isinstance(part, cst.AugAssign | cst.Assign) and match_statements(f"{divisor} += 1", [part]) is not None
