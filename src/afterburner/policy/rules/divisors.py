"""Rules for greatest common divisors."""

from afterburner.core.objective import Objective
from afterburner.policy.rules.idioms import Idiom, IdiomRewriter
from afterburner.policy.rules.rule import Safety, rule

_EUCLID_STEPS = (
    "_a, _b = _b, _a % _b",
    "_b, _a = _a % _b, _b",
    "_t = _b\n        _b = _a % _b\n        _a = _t",
    "_t = _a % _b\n        _a = _b\n        _b = _t",
    "_t = _a\n        _a = _b\n        _b = _t % _b",
    "_a %= _b\n        _a, _b = _b, _a",
)
_EUCLID_LOOPS = tuple(
    f"while {test}:\n        {step}" for test in ("_b", "_b != 0", "_b > 0") for step in _EUCLID_STEPS
)
_COMMON_DIVISOR = "if _a % _i == 0 and _b % _i == 0:"
_DOWN = f"for _i in range(min(_a, _b), 0, -1):\n        {_COMMON_DIVISOR}\n            return _i"
_UP = f"for _i in range(1, min(_a, _b) + 1):\n        {_COMMON_DIVISOR}\n            _g = _i"
_DIFFERENCES = "while _a != _b:\n        if _a > _b:\n            _a -= _b\n        else:\n            _b -= _a"
_BY_TRIAL = (
    f"def _f(_a, _b):\n    {_DIFFERENCES}\n    return _a",
    f"def _f(_a, _b):\n    {_DOWN}",
    f"def _f(_a, _b):\n    {_DOWN}\n    return 1",
    f"def _f(_a, _b):\n    _g = 1\n    {_UP}\n    return _g",
)


@rule(
    name="own-gcd",
    reason="`math.gcd` is Euclid's algorithm in C.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.5,
    before="""\
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a

total = 0
for i in range(1, 300):
    for j in range(1, 300):
        total += gcd(i, j)
print(total)
""",
    after="""\
from math import gcd as math_gcd
def gcd(a, b):
    return math_gcd(a, b)

total = 0
for i in range(1, 300):
    for j in range(1, 300):
        total += gcd(i, j)
print(total)
""",
)
class OwnGcd(IdiomRewriter):
    needs = (("GCD", "math", "gcd"),)
    idioms = (
        Idiom(
            (
                *(f"def _f(_a, _b):\n    {loop}\n    return _a" for loop in _EUCLID_LOOPS),
                *_BY_TRIAL,
            ),
            "return GCD(_a, _b)",
        ),
        Idiom(
            tuple(
                f"def _f({params}):\n    {body}"
                for params in ("_a, _b", "_b, _a")
                for body in (
                    "if __end:\n        return _a\n    return __next",
                    "if __end:\n        return _a\n    else:\n        return __next",
                    "return _a if __end else __next",
                )
            ),
            "return GCD(_a, _b)",
            (("__end", ("_b == 0", "not _b")), ("__next", ("_f(_b, _a % _b)", "_f(_a % _b, _b)"))),
        ),
        Idiom(
            (
                "def _f(_a, _b):\n    if __more:\n        return _f(_b, _a % _b)\n    return _a",
                "def _f(_a, _b):\n    if __more:\n        return _f(_b, _a % _b)\n    else:\n        return _a",
                "def _f(_a, _b):\n    return _f(_b, _a % _b) if __more else _a",
            ),
            "return GCD(_a, _b)",
            (("__more", ("_b", "_b != 0", "_b > 0")),),
        ),
        Idiom(
            tuple(loop.replace("\n        ", "\n    ") for loop in _EUCLID_LOOPS if "_t" not in loop),
            "_a, _b = GCD(_a, _b), 0",
        ),
    )
