"""Rules for bits, roots and squares of whole numbers."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.idioms import ExpressionRewriter, Idiom, IdiomRewriter
from afterburner.policy.rules.patterns import Found
from afterburner.policy.rules.rule import Safety, rule

_MORE = ("_x", "_x > 0", "_x != 0", "_x >= 1")
_NEXT = ("_x >>= 1", "_x //= 2")
_ODD = ("_x & 1", "_x % 2 == 1", "_x % 2", "_x & 1 == 1", "_x % 2 != 0")
_COUNT = ("_c += _x & 1", "_c += _x % 2", *(f"if {odd}:\n    _c += 1" for odd in _ODD))
_ROUNDS = (
    *(f"{count}\n{step}" for count in _COUNT for step in _NEXT),
    "_x &= _x - 1\n_c += 1",
    "_c += 1\n_x &= _x - 1",
    "_x, _r = divmod(_x, 2)\n_c += _r",
)


@rule(
    name="bits-of-text",
    reason="`bin(x).count('1')` writes the number down to count its ones; `bit_count` counts them in the number.",
    safety=Safety.SAFE,
    aims=[Objective.TIME],
    speedup=2.8,
    before="""\
total = 0
for i in range(200000):
    total += bin(i).count("1")
print(total)
""",
    after="""\
total = 0
for i in range(200000):
    total += i.bit_count()
print(total)
""",
)
class BitsOfText(ExpressionRewriter):
    idioms = (
        Idiom(
            (
                'bin(__x).count("1")',
                'bin(__x)[2:].count("1")',
                'format(__x, "b").count("1")',
                '"{0:b}".format(__x).count("1")',
                '"{:b}".format(__x).count("1")',
                'str(bin(__x)).count("1")',
                'str(bin(__x))[2:].count("1")',
                'list(bin(__x)).count("1")',
                'list(bin(__x)[2:]).count("1")',
                "sum(map(int, bin(__x)[2:]))",
                "sum(int(_c) for _c in bin(__x)[2:])",
                "sum([int(_c) for _c in bin(__x)[2:]])",
                'sum(_c == "1" for _c in bin(__x))',
                'sum(1 for _c in bin(__x) if _c == "1")',
            ),
            "__x.bit_count()",
        ),
    )

    def allows_expression(self, found: Found, node: cst.BaseExpression) -> bool:  # noqa: ARG002 - the base's signature
        return not isinstance(found.node("__x"), cst.Integer)


@rule(
    name="own-bit-count",
    reason="A loop looks at one bit at a time; `bit_count` counts all of them at once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=10.0,
    before="""\
def ones(x):
    count = 0
    while x:
        count += x & 1
        x >>= 1
    return count

print(sum(ones(i) for i in range(40000)))
""",
    after="""\
def ones(x):
    return x.bit_count()

print(sum(ones(i) for i in range(40000)))
""",
)
class OwnBitCount(IdiomRewriter):
    idioms = (
        Idiom(
            ("def _f(_x):\n    _c = 0\n    while __more:\n        __round\n    return _c",),
            "return _x.bit_count()",
            (("__more", _MORE), ("__round", _ROUNDS)),
        ),
        Idiom(
            ("while __more:\n    __round",),
            "_c += _x.bit_count()\n_x = 0",
            (("__more", _MORE), ("__round", _ROUNDS)),
        ),
    )


@rule(
    name="square-by-power",
    reason="`x * x` multiplies at once; `x ** 2` goes through the general power.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.1,
    before="""\
def total(n):
    return sum([x ** 2 + 1 for x in range(n)])

print(total(400000))
""",
    after="""\
def total(n):
    return sum([x * x + 1 for x in range(n)])

print(total(400000))
""",
)
class SquareByPower(ExpressionRewriter):
    idioms = (Idiom(("_x ** 2", "pow(_x, 2)"), "_x * _x"),)

    def allows_expression(self, found: Found, node: cst.BaseExpression) -> bool:  # noqa: ARG002 - the base's signature
        return bool(self.parents.repetitions(node))


@rule(
    name="root-by-isqrt",
    reason="`math.isqrt` stays with whole numbers, and is exact for large ones too.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.8,
    before="""\
total = 0
for n in range(300000):
    total += int(n ** 0.5)
print(total)
""",
    after="""\
from math import isqrt
total = 0
for n in range(300000):
    total += isqrt(n)
print(total)
""",
)
class RootByIsqrt(ExpressionRewriter):
    needs = (("ISQRT", "math", "isqrt"),)
    idioms = (
        Idiom(
            (
                "int(__n ** 0.5)",
                "int(__n ** (1 / 2))",
                "int(math.sqrt(__n))",
                "int(sqrt(__n))",
                "math.floor(math.sqrt(__n))",
                "int(pow(__n, 0.5))",
            ),
            "ISQRT(__n)",
        ),
    )

    def allows_expression(self, found: Found, node: cst.BaseExpression) -> bool:
        return bool(self.parents.repetitions(node)) and not isinstance(found.node("__n"), cst.Integer)
