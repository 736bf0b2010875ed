"""Rules for powers and products: `pow` with a modulus, powers by loops, factorials, binomials, late remainders."""

from typing import TypeGuard

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    mentions,
    name_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, operand, small_statement
from afterburner.policy.rules.idioms import ExpressionRewriter, Idiom, IdiomRewriter, blocks
from afterburner.policy.rules.patterns import Found, match_statements
from afterburner.policy.rules.rule import Safety, rule


@rule(
    name="power-modulo",
    reason="`pow(a, b, m)` keeps its intermediate results below `m`; `a ** b % m` first builds the whole power.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME, Objective.MEMORY],
    speedup=240.0,
    before="""\
M = 10**9 + 7
total = 0
for i in range(1, 200):
    total += (i ** 9000) % M
print(total)
""",
    after="""\
M = 10**9 + 7
total = 0
for i in range(1, 200):
    total += pow(i, 9000, M)
print(total)
""",
)
class PowerModulo(ExpressionRewriter):
    needs = (("POW", "builtins", "pow"),)
    idioms = (Idiom(("__base ** __exponent % __m", "pow(__base, __exponent) % __m"), "POW(__base, __exponent, __m)"),)

    def allows_expression(self, found: Found, node: cst.BaseExpression) -> bool:
        small = isinstance(found.node("__exponent"), cst.Integer) and len(found.code("__exponent")) == 1
        return not small and not any(isinstance(part, cst.Float) for part in walk(node))

    def words(self, template: str) -> dict[str, str]:
        return super().words(template) if has_star_import(self.module) else {"POW": "pow"}


def has_star_import(module: cst.Module) -> bool:
    """Tell whether a star import may hide the built-in functions, as `math.pow` hides `pow`."""
    return any(isinstance(part, cst.ImportStar) for part in walk(module))


_POSITIVE = ("_n > 0", "_n", "_n != 0", "_n >= 1")
_ODD = ("_n % 2 == 1", "_n % 2", "_n & 1", "_n & 1 == 1", "_n % 2 != 0", "(_n & 1) == 1")
_HALVE = ("_n //= 2", "_n >>= 1", "_n = int(_n / 2)")
_MULTIPLY_IF_ODD = "if __odd:\n            _r *= _a"
_SQUARE = ("_a *= _a", "_a **= 2", "_a = _a ** 2", "_a = _a * _a")
_SQUARE_MODULO = ("_a = _a * _a % __m", "_a *= _a\n_a %= __m", "_a = _a ** 2 % __m", "_a = pow(_a, 2, __m)")


def _both_orders(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for one in first for other in second for text in (f"{one}\n{other}", f"{other}\n{one}"))


@rule(
    name="own-power",
    reason="`a ** n` and `pow(a, n, m)` square in C; a loop multiplies n times, or squares in Python.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=200.0,
    before="""\
MOD = 10**9 + 7

def power(base, exponent):
    result = 1
    for _ in range(exponent):
        result = result * base % MOD
    return result

print(sum(power(i, 3000) for i in range(2, 400)))
""",
    after="""\
MOD = 10**9 + 7

def power(base, exponent):
    return pow(base, exponent, MOD)

print(sum(power(i, 3000) for i in range(2, 400)))
""",
)
class OwnPower(IdiomRewriter):
    needs = (("POW", "builtins", "pow"),)
    idioms = (
        Idiom(
            tuple(
                f"def _f({params}):\n    _r = 1\n    {loop}"
                for params in ("_a, _n", "_a, _n, _m")
                for loop in (
                    "for _i in range(_n):\n        _r = _r * _a % __m\n    return _r",
                    "for _i in range(_n):\n        _r *= _a\n        _r %= __m\n    return _r",
                    "for _i in range(_n):\n        _r *= _a\n    return _r % __m",
                    "while _n > 0:\n        _r = _r * _a % __m\n        _n -= 1\n    return _r",
                )
            ),
            "return POW(_a, _n, __m)",
        ),
        Idiom(
            tuple(
                f"def _f({params}):\n    {start}\n    while __test:\n        if __odd:\n            __multiply\n"
                f"        __steps\n    return {result}"
                for params in ("_a, _n", "_a, _n, _m")
                for start in ("_r = 1", "_r = 1\n    _a %= __m", "_a %= __m\n    _r = 1")
                for result in ("_r", "_r % __m")
            ),
            "return POW(_a, _n, __m)",
            (
                ("__test", _POSITIVE),
                ("__odd", _ODD),
                ("__multiply", ("_r = _r * _a % __m", "_r *= _a\n_r %= __m")),
                ("__steps", _both_orders(_SQUARE_MODULO, _HALVE)),
            ),
        ),
        Idiom(
            (
                "def _f(_a, _n):\n    _r = 1\n    for _i in range(_n):\n        _r *= _a\n    return _r",
                "def _f(_a, _n):\n    _r = 1\n    while _n > 0:\n        _r *= _a\n        _n -= 1\n    return _r",
            ),
            "return _a ** _n",
        ),
        Idiom(
            (
                "def _f(_a, _n):\n    if __end:\n        return 1\n    return __next",
                "def _f(_a, _n):\n    if __end:\n        return 1\n    else:\n        return __next",
                "def _f(_a, _n):\n    return 1 if __end else __next",
            ),
            "return _a ** _n",
            (("__end", ("_n == 0", "not _n", "_n <= 0")), ("__next", ("_a * _f(_a, _n - 1)",))),
        ),
        Idiom(
            (
                f"def _f(_a, _n):\n    _r = 1\n    while __test:\n        {_MULTIPLY_IF_ODD}\n        __steps\n    return _r",
            ),
            "return _a ** _n",
            (("__test", _POSITIVE), ("__odd", _ODD), ("__steps", _both_orders(_SQUARE, _HALVE))),
        ),
        Idiom(("_r = 1\nfor _i in range(__n):\n    _r = _r * __a % __m",), "_r = POW(__a, __n, __m)"),
        Idiom(("_r = 1\nfor _i in range(__n):\n    _r *= __a",), "_r = __a ** __n"),
    )

    def allows(self, found: Found, window: list[cst.BaseStatement]) -> bool:  # noqa: ARG002 - the base's signature
        if "__n" not in found.holes:
            return True
        changing = {found.name("_i"), found.name("_r")}
        return not any(mentions(found.node(hole), name) for hole in ("__a", "__n") for name in changing)

    def words(self, template: str) -> dict[str, str]:
        return super().words(template) if has_star_import(self.module) else {"POW": "pow"}


_FACTORIAL_ENDS = ("_n == 0", "_n <= 1", "_n < 2", "_n == 0 or _n == 1", "_n == 1", "not _n", "_n in (0, 1)", "_n <= 0")
_PRODUCT_LOOPS = (
    "for _i in range(1, _n + 1):\n        _r *= _i",
    "for _i in range(2, _n + 1):\n        _r *= _i",
    "for _i in range(_n):\n        _r *= _i + 1",
    "for _i in range(_n, 0, -1):\n        _r *= _i",
    "for _i in range(_n, 1, -1):\n        _r *= _i",
    "while _n > 1:\n        _r *= _n\n        _n -= 1",
    "while _n > 0:\n        _r *= _n\n        _n -= 1",
    "_i = 1\n    while _i <= _n:\n        _r *= _i\n        _i += 1",
)


@rule(
    name="own-factorial",
    reason="`math.factorial` multiplies in C, and numbers of like size.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=4.8,
    before="""\
def factorial(n):
    result = 1
    for i in range(1, n + 1):
        result *= i
    return result

print(sum(factorial(n) for n in range(900)) % 1000003)
""",
    after="""\
from math import factorial as math_factorial
def factorial(n):
    return math_factorial(n)

print(sum(factorial(n) for n in range(900)) % 1000003)
""",
)
class OwnFactorial(IdiomRewriter):
    needs = (("FACTORIAL", "math", "factorial"),)
    idioms = (
        Idiom(
            tuple(f"def _f(_n):\n    _r = 1\n    {loop}\n    return _r" for loop in _PRODUCT_LOOPS),
            "return FACTORIAL(_n)",
        ),
        Idiom(
            (
                *(
                    f"def _f(_n):\n    if __end:\n        return 1\n    _r = 1\n    {loop}\n    return _r"
                    for loop in _PRODUCT_LOOPS
                ),
                "def _f(_n):\n    if __end:\n        return 1\n    return _n * _f(_n - 1)",
                "def _f(_n):\n    if __end:\n        return 1\n    else:\n        return _n * _f(_n - 1)",
                "def _f(_n):\n    return 1 if __end else _n * _f(_n - 1)",
            ),
            "return FACTORIAL(_n)",
            (("__end", _FACTORIAL_ENDS),),
        ),
        Idiom(
            tuple(f"_r = 1\nfor _i in range({start}, __n + 1):\n    _r *= _i" for start in (1, 2)),
            "_r = FACTORIAL(__n)",
        ),
    )


_BINOMIALS = (
    "{f}(__n) // ({f}(__k) * {f}(__n - __k))",
    "{f}(__n) // {f}(__k) // {f}(__n - __k)",
    "{f}(__n) // {f}(__n - __k) // {f}(__k)",
    "int({f}(__n) / ({f}(__k) * {f}(__n - __k)))",
)


@rule(
    name="binomial-by-factorials",
    reason="`math.comb` never builds the three factorials.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=4.7,
    before="""\
from math import factorial

total = 0
for n in range(1, 200):
    for k in range(n):
        total += factorial(n) // (factorial(k) * factorial(n - k))
print(total)
""",
    after="""\
from math import factorial
from math import comb

total = 0
for n in range(1, 200):
    for k in range(n):
        total += comb(n, k)
print(total)
""",
)
class BinomialByFactorials(ExpressionRewriter):
    needs = (("COMB", "math", "comb"),)
    idioms = (
        Idiom(
            tuple(spelling.format(f=name) for spelling in _BINOMIALS for name in ("_f", "math.factorial")),
            "COMB(__n, __k)",
        ),
    )

    def allows_expression(self, found: Found, node: cst.BaseExpression) -> bool:  # noqa: ARG002 - the base's signature
        return "_f" not in found.holes or "fact" in found.name("_f").lower()


@rule(
    name="late-remainder",
    reason="A product that is reduced only at the end grows with each factor; reduced at once, it stays small.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME, Objective.MEMORY],
    speedup=22.0,
    before="""\
MOD = 998244353
product = 1
for i in range(1, 12000):
    product *= i * i + 1
print(product % MOD)
""",
    after="""\
MOD = 998244353
product = 1
for i in range(1, 12000):
    product = product * (i * i + 1) % MOD
print(product % MOD)
""",
)
class LateRemainder(PlannedRewriter):
    def plan(self) -> None:
        for block in blocks(self.module):
            for position, line in enumerate(block):
                if isinstance(line, cst.For | cst.While):
                    self._try_loop(line, block[position + 1 :])

    def _try_loop(self, loop: cst.For | cst.While, rest: list[cst.BaseStatement]) -> None:
        for part in walk(loop.body):
            if not isinstance(part, cst.Assign | cst.AugAssign):
                continue
            grown = self._product(part) or self._fibonacci(part)
            if grown is None:
                continue
            names, text = grown
            modulus = self._modulus(names, rest)
            inside = sum(len(mentions(loop, name)) for name in names)
            if modulus and inside == sum(len(mentions(part, name)) for name in names) and self.claim():
                self.replace(part, small_statement(text.replace("MODULUS", modulus)))

    @staticmethod
    def _product(part: cst.Assign | cst.AugAssign) -> tuple[list[str], str] | None:
        found = match_statements("_r *= __e", [part])
        if found is None or mentions(found.node("__e"), found.name("_r")):
            return None
        return [found.name("_r")], found.fill("_r = _r * __e % MODULUS").replace("\n", "")

    @staticmethod
    def _fibonacci(part: cst.Assign | cst.AugAssign) -> tuple[list[str], str] | None:
        for total in ("_a + _b", "_b + _a"):
            found = match_statements(f"_a, _b = _b, {total}", [part])
            if found is not None:
                return [found.name("_a"), found.name("_b")], found.fill(f"_a, _b = _b, ({total}) % MODULUS").strip()
        return None

    def _modulus(self, names: list[str], rest: list[cst.BaseStatement]) -> str | None:
        # every later use of the product must be its remainder by one name or number
        found: set[str] = set()
        uses = 0
        for line in rest:
            uses += sum(len(mentions(line, name)) for name in names)
            for node in walk(line):
                if _is_remainder(node, names):
                    found.add(operand(node.right))
                    uses -= 1
        return found.pop() if uses == 0 and len(found) == 1 else None


def _is_remainder(node: cst.CSTNode, names: list[str]) -> TypeGuard[cst.BinaryOperation]:
    if not isinstance(node, cst.BinaryOperation) or not isinstance(node.operator, cst.Modulo):
        return False
    return name_of(node.left) in set(names)
