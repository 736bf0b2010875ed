"""The rule for double loops that ask whether two lists have an item in common: a set of one of them tells."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import integer_of, name_of
from afterburner.policy.rules.idioms import Idiom, IdiomRewriter
from afterburner.policy.rules.patterns import Found
from afterburner.policy.rules.rule import Safety, rule

_PAIRS = (
    "for _x in _a:\n    for _y in _b:\n        if _x == _y:\n            {body}",
    "for _i in range(len(_a)):\n    for _j in range(len(_b)):\n        if _a[_i] == _b[_j]:\n            {body}",
)
_BODIES = ("return __v", "_r = __v", "_r = __v\n            return _r", "_r = __v\n            break")


@rule(
    name="common-item-by-set",
    reason="Comparing all pairs for an item in common is quadratic; a set of one list looks at each item once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=20,
    before="""\
def have_common(first, second):
    for x in first:
        for y in second:
            if x == y:
                return True
    return False

print(have_common(list(range(1500)), list(range(1500, 3000))))
""",
    after="""\
def have_common(first, second):
    if not set(first).isdisjoint(second):
        return True
    return False

print(have_common(list(range(1500)), list(range(1500, 3000))))
""",
)
class CommonItemBySet(IdiomRewriter):
    idioms = tuple(
        Idiom(
            tuple(pair.format(body=body) for pair in _PAIRS),
            "if not set(_a).isdisjoint(_b):\n"
            + "\n".join(f"    {line.strip()}" for line in body.split("\n")[:2] if "break" not in line),
        )
        for body in _BODIES
    )

    def allows(self, found: Found, window: list[cst.BaseStatement]) -> bool:  # noqa: ARG002 - the interface
        value = found.node("__v")
        return integer_of(value) is not None or name_of(value) in {"True", "False"}
