"""A function applied to each element: by a comprehension where it is Python's, by ``map`` where it is C's."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    assigned_names,
    code,
    is_name,
    method_call,
    name_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, operand, source
from afterburner.policy.rules.lazy import CONSUMERS, consumed_argument
from afterburner.policy.rules.rule import Safety, rule

ONE_ARGUMENT_BUILTINS = ("int", "float", "str", "len", "abs", "ord", "chr", "bool", "bin", "tuple", "list")
"""Built-in functions that C calls as fast as Python can."""


@rule(
    name="comprehension-of-kind",
    reason="`set([...])` builds a list and then a set; a set comprehension builds the set at once.",
    safety=Safety.SAFE,
    aims=[Objective.TIME, Objective.MEMORY],
    speedup=1.0,
    before="""\
seen = 0
for i in range(60):
    seen += len(set([j * j % 1009 for j in range(5000)]))
print(seen)
""",
    after="""\
seen = 0
for i in range(60):
    seen += len({j * j % 1009 for j in range(5000)})
print(seen)
""",
)
class ComprehensionOfKind(PlannedRewriter):
    def plan(self) -> None:
        self.redefined = assigned_names(self.module)
        for call in walk(self.module):
            inner = arguments(call, *({"set", "list", "dict"} - self.redefined))
            if inner is None or not isinstance(inner[0], cst.ListComp | cst.GeneratorExp):
                continue
            made = self._made(name_of(getattr(call, "func", None)), inner[0])
            if made is not None and self.claim():
                self.replace(call, expression(made))

    def _made(self, kind: str | None, inner: cst.ListComp | cst.GeneratorExp) -> str | None:
        loops = code(inner.for_in)
        if kind == "dict":
            if not isinstance(inner.elt, cst.Tuple) or len(inner.elt.elements) != 2:  # noqa: PLR2004 - key, value
                return None
            key, value = (source(element.value) for element in inner.elt.elements)
            return f"{{{key}: {value} {loops.strip()}}}"
        brackets = "{}" if kind == "set" else "[]"
        return f"{brackets[0]}{source(inner.elt)} {loops.strip()}{brackets[1]}"


@rule(
    name="lambda-in-map",
    reason="A comprehension computes each value in place; `map` with a lambda calls a Python function for each.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.3,
    before="""\
numbers = list(map(lambda x: x * x + 1, range(400000)))
odd = list(filter(lambda x: x % 2, numbers))
print(sum(map(lambda x: x - 1, odd)), len(odd))
""",
    after="""\
numbers = [x * x + 1 for x in range(400000)]
odd = [x for x in numbers if x % 2]
print(sum(x - 1 for x in odd), len(odd))
""",
)
class LambdaInMap(PlannedRewriter):
    def plan(self) -> None:
        for call in walk(self.module):
            parts = self._parts(call)
            if parts is None:
                continue
            around = self.parents.of(call)
            outer = self.parents.of(around) if isinstance(around, cst.Arg) else None
            kind = name_of(outer.func) if isinstance(outer, cst.Call) and len(outer.args) == 1 else None
            if self.claim():
                self._rewrite(call, outer, kind, parts)

    def _rewrite(self, call: cst.CSTNode, outer: cst.CSTNode | None, kind: str | None, parts: str) -> None:
        if kind in {"list", "set"} and outer is not None:
            self.replace(outer, expression(f"[{parts}]" if kind == "list" else f"{{{parts}}}"))
        elif isinstance(outer, cst.Call) and len(outer.args) == 1:
            bare = expression(f"({parts})").with_changes(lpar=[], rpar=[])
            self.replace(call, bare)
        else:
            self.replace(call, expression(f"({parts})"))

    def _parts(self, call: cst.CSTNode) -> str | None:
        """Return ``E for x in xs`` for ``map(lambda x: E, xs)``, and what it is for ``filter``."""
        given = arguments(call, "map", "filter", count=2)
        if given is None or not isinstance(given[0], cst.Lambda) or self.is_planned(call):
            return None
        name = _only_parameter(given[0])
        if name is None or any(isinstance(part, cst.Lambda) for part in walk(given[1])):
            return None
        body = given[0].body
        if any(isinstance(part, cst.Lambda | cst.NamedExpr) for part in walk(body)):
            return None
        loop = f"for {name} in {operand(given[1])}"
        if name_of(getattr(call, "func", None)) == "map":
            return f"{source(body)} {loop}"
        return f"{name} {loop} if {source(body)}"


def _only_parameter(function: cst.Lambda) -> str | None:
    given = function.params
    others = given.kwonly_params or given.posonly_params or given.star_kwarg or isinstance(given.star_arg, cst.Param)
    if others or len(given.params) != 1 or given.params[0].default is not None:
        return None
    return given.params[0].name.value


@rule(
    name="map-builtin",
    reason="`map` calls a built-in function from C; the comprehension calls it from bytecode.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.0,
    before="""\
text = "12 34 567 8 " * 40000
numbers = [int(word) for word in text.split()]
print(sum(numbers), len(",".join([str(number) for number in numbers])))
print(sum(len(word) for word in text.split()))
""",
    after="""\
text = "12 34 567 8 " * 40000
numbers = list(map(int, text.split()))
print(sum(numbers), len(",".join(map(str, numbers))))
print(sum(map(len, text.split())))
""",
)
class MapBuiltin(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            if not isinstance(node, cst.ListComp | cst.GeneratorExp | cst.SetComp):
                continue
            mapped = self._mapped(node)
            if mapped is not None and not self.is_planned(node) and self.claim():
                self.replace(node, expression(self._kept(node, mapped)))

    def _mapped(self, node: cst.ListComp | cst.GeneratorExp | cst.SetComp) -> str | None:
        loop = node.for_in
        given = arguments(node.elt, *ONE_ARGUMENT_BUILTINS)
        if given is None or loop.ifs or loop.inner_for_in or loop.asynchronous or not isinstance(node.elt, cst.Call):
            return None
        function = name_of(node.elt.func)
        if not isinstance(loop.target, cst.Name) or not is_name(given[0], loop.target.value):
            return None
        if function is None or arguments(loop.iter, "range"):
            return None
        return f"map({function}, {source(loop.iter)})"

    def _kept(self, node: cst.CSTNode, mapped: str) -> str:
        if isinstance(node, cst.SetComp):
            return f"set({mapped})"
        around = self.parents.of(node)
        call = self.parents.of(around) if isinstance(around, cst.Arg) else None
        walked = call is not None and (consumed_argument(call, *CONSUMERS) is around or method_call(call, "join"))
        if isinstance(node, cst.GeneratorExp) or walked:
            return mapped
        return f"list({mapped})"
