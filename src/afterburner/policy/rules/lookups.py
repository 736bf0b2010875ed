"""The rule for attributes that a loop looks up again and again. (Within noise on CPython 3.11: it comes last.)"""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import assigned_names, code, name_of, walk
from afterburner.policy.rules.building import PlannedRewriter
from afterburner.policy.rules.rule import Safety, rule

_MODULES = frozenset({"math", "sys", "heapq", "bisect", "random", "itertools"})


@rule(
    name="attribute-in-loop",
    reason="A function of a module or a method of a list is looked up in each round; once before the loop is enough.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=0.97,
    before="""\
import math

def run(n):
    found = []
    for i in range(n):
        found.append(math.sqrt(i))
    return sum(found)

print(run(200000))
""",
    after="""\
import math

def run(n):
    found = []
    found_append = found.append
    math_sqrt = math.sqrt
    for i in range(n):
        found_append(math_sqrt(i))
    return sum(found)

print(run(200000))
""",
)
class AttributeInLoop(PlannedRewriter):
    def plan(self) -> None:
        for loop in walk(self.module):
            if isinstance(loop, cst.For | cst.While) and not self.parents.loops(loop):
                self._hoist(loop)

    def _hoist(self, loop: cst.For | cst.While) -> None:
        bound = assigned_names(loop)
        lists = self._lists_before(loop)
        hoisted: dict[str, str] = {}
        for call in walk(loop.body):
            if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute):
                continue
            owner, method = name_of(call.func.value), call.func.attr.value
            fits = owner in _MODULES or (method == "append" and owner in lists)
            if owner is None or owner in bound or not fits:
                continue
            text = code(call.func)
            if text not in hoisted:
                if not self.claim():
                    continue
                hoisted[text] = self.names.fresh(f"{owner}_{method}")
                self.insert_before(loop, f"{hoisted[text]} = {text}")
            self.replace(call.func, cst.Name(hoisted[text]))

    def _lists_before(self, loop: cst.For | cst.While) -> set[str]:
        found: set[str] = set()
        for line in self.parents.before(loop):
            for part in walk(line):
                if isinstance(part, cst.Assign) and isinstance(part.value, cst.List | cst.ListComp):
                    found |= {target.target.value for target in part.targets if isinstance(target.target, cst.Name)}
        return found
