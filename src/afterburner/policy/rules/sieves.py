"""The rule for primes of a range: mark them all with a sieve."""

from typing import NamedTuple

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import assigned_names, integer_of, is_name, name_of, walk
from afterburner.policy.rules.building import PlannedRewriter, expression, indented, source
from afterburner.policy.rules.divisions import prime_loop, prime_test
from afterburner.policy.rules.patterns import match_expression, match_statements
from afterburner.policy.rules.rule import Safety, rule

_SIEVE = """\
def {sieve}(stop):
    flags = bytearray([1]) * max(stop, 2)
    flags[:2] = bytes(2)
    for n in range(2, int(stop ** 0.5) + 1):
        if flags[n]:
            flags[n * n :: n] = bytes(len(range(n * n, len(flags), n)))
    return flags

"""


@rule(
    name="prime-sieve",
    reason="A sieve marks all primes of a range; a test of each number divides over and over.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=25.0,
    before="""\
def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True

primes = [n for n in range(2, 40000) if is_prime(n)]
print(len(primes))
""",
    after="""\
def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True

def prime_flags(stop):
    flags = bytearray([1]) * max(stop, 2)
    flags[:2] = bytes(2)
    for n in range(2, int(stop ** 0.5) + 1):
        if flags[n]:
            flags[n * n :: n] = bytes(len(range(n * n, len(flags), n)))
    return flags
flags = prime_flags(40000)
primes = [n for n in range(2, 40000) if flags[n]]
print(len(primes))
""",
)
class PrimeSieve(PlannedRewriter):
    def plan(self) -> None:
        self._sieve: str | None = None
        for node in walk(self.module):
            if isinstance(node, cst.Call):
                self._try_call(node)
            elif isinstance(node, cst.For):
                self._try_loop(node)

    def _try_call(self, call: cst.Call) -> None:
        tested = prime_test(call)
        number = name_of(tested[0].number) if tested else self._called_number(call)
        numbers = self._numbers(call, number, lowest=2 if tested else 0)
        if number and numbers and self.claim():
            flag = f"{self._flags(*numbers)}[{number}]"
            negated = tested is not None and name_of(call.func) == "any"
            self.replace(call, expression(f"(not {flag})" if negated else flag))

    def _try_loop(self, loop: cst.For) -> None:
        candidates = prime_loop(loop)
        number = name_of(candidates.number) if candidates else None
        numbers = self._numbers(loop, number, lowest=2)
        if number is None or numbers is None:
            return
        if loop.orelse is not None:
            if (
                match_statements("for _d in __r:\n    if __test:\n        break\nelse:\n    __body", [loop])
                and self.claim()
            ):
                body = indented(loop.orelse.body)
                self.replace_statement(loop, f"if {self._flags(*numbers)}[{number}]:\n{body}")
            return
        self._try_flag(loop, number, numbers)

    def _try_flag(self, loop: cst.For, number: str, numbers: "Numbers") -> None:
        # `prime = True`, the loop that sets it to False, what is done with it
        before = self.parents.before(loop)
        window = [*before[:1], loop]
        for ending in ("", "\n        break"):
            pattern = f"_p = __yes\nfor _d in __r:\n    if __test:\n        _p = __no{ending}"
            found = match_statements(pattern, window)
            if found and (found.code("__yes"), found.code("__no")) in {("True", "False"), ("1", "0")} and self.claim():
                self.remove(window[0])
                self.replace_statement(loop, f"{found.name('_p')} = {self._flags(*numbers)}[{number}]")
                return

    def _called_number(self, call: cst.Call) -> str | None:
        name = call.func.attr.value if isinstance(call.func, cst.Attribute) else name_of(call.func)
        if name is None or "prime" not in name.lower() or len(call.args) != 1:
            return None
        defined = [part for part in walk(self.module) if isinstance(part, cst.FunctionDef) and part.name.value == name]
        divides = bool(defined) and any(isinstance(part, cst.Modulo) for part in walk(defined[0]))
        return name_of(call.args[0].value) if divides else None

    def _numbers(self, test: cst.CSTNode, number: str | None, *, lowest: int) -> "Numbers | None":
        """Return the range that ``number`` goes through around ``test``, and the statement to mark the primes before."""
        for around in self.parents.ancestors(test):
            if number is None or isinstance(around, cst.FunctionDef | cst.While):
                return None
            generator = around if isinstance(around, cst.For) else getattr(around, "for_in", None)
            if isinstance(generator, cst.For | cst.CompFor) and is_name(generator.target, number):
                line = self.parents.statement(around)
                stop = _stop(generator.iter, lowest)
                changed = assigned_names(around.body) if isinstance(around, cst.For) else set()
                return Numbers(stop, line) if line and stop and number not in changed else None
        return None

    def _flags(self, stop: str, line: cst.BaseStatement) -> str:
        flags = self.names.fresh("flags", "is_prime_flag")
        if self._sieve is None:
            self._sieve = self.names.fresh("prime_flags", "sieve_flags")
            around = [line, *self.parents.ancestors(line)]
            outermost = next(part for part in around if self.parents.of(part) is self.module)
            if isinstance(outermost, cst.BaseStatement):
                self.insert_before(outermost, _SIEVE.format(sieve=self._sieve))
        self.insert_before(line, f"{flags} = {self._sieve}({stop})")
        return flags


class Numbers(NamedTuple):
    """Numbers that are tested one after the other."""

    stop: str
    """The text of the number at which they stop."""
    line: cst.BaseStatement
    """The statement that goes through them."""


def _stop(numbers: cst.BaseExpression, lowest: int) -> str | None:
    for pattern in ("range(__start, __stop)", "range(__start, __stop, __step)", "range(__stop)"):
        found = match_expression(pattern, numbers)
        if found is not None:
            start = integer_of(found.node("__start")) if "__start" in found.holes else 0
            return source(found.node("__stop")) if start is None or start >= lowest else None
    return None
