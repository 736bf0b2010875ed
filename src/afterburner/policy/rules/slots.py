"""Classes whose objects keep their attributes in slots, not in a dictionary each."""

from functools import partial

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import assigned_names, code, is_name, names_in, walk
from afterburner.policy.rules.building import PlannedRewriter, expression, statements
from afterburner.policy.rules.rule import Safety, rule


@rule(
    name="slots",
    reason="Slots keep the attributes in the object itself: no dictionary for each one.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.TIME, Objective.INTEGRAL],
    speedup=1.3,
    before="""\
class Node:
    def __init__(self, value, follower):
        self.value = value
        self.follower = follower


first = None
for i in range(100000):
    first = Node(i, first)
total = 0
while first:
    total += first.value
    first = first.follower
print(total)
""",
    after="""\
class Node:
    __slots__ = ("value", "follower")

    def __init__(self, value, follower):
        self.value = value
        self.follower = follower


first = None
for i in range(100000):
    first = Node(i, first)
total = 0
while first:
    total += first.value
    first = first.follower
print(total)
""",
)
class Slots(PlannedRewriter):
    def plan(self) -> None:
        if any(isinstance(node, cst.Attribute) and node.attr.value == "__dict__" for node in walk(self.module)):
            return
        if {"setattr", "vars", "delattr"} & names_in(self.module):
            return
        for node in walk(self.module):
            if isinstance(node, cst.ClassDef) and isinstance(node.body, cst.IndentedBlock):
                self._consider(node, node.body)

    def _consider(self, node: cst.ClassDef, body: cst.IndentedBlock) -> None:
        if node.name.value == "Solution" or node.keywords or any(not is_name(b.value, "object") for b in node.bases):
            return
        if node.decorators:
            self._consider_dataclass(node)
            return
        if not self._is_made_often(node):
            return
        slots = self._attributes(node)
        taken = assigned_names(cst.Module([]).with_changes(body=body.body)) if slots else set()
        own = {line.name.value for line in body.body if isinstance(line, cst.FunctionDef)}
        class_level = {
            name for line in body.body if isinstance(line, cst.SimpleStatementLine) for name in assigned_names(line)
        }
        if not slots or (own | class_level) & set(slots) or "__slots__" in taken or self._is_extended(node, slots):
            return
        if self.claim():
            quoted = ", ".join(f'"{slot}"' for slot in slots) + ("," if len(slots) == 1 else "")
            first = statements(f"__slots__ = ({quoted})\n")[0]
            self.replace(body, partial(_with_first, first=first))

    def _is_made_often(self, node: cst.ClassDef) -> bool:
        """Tell whether objects of the class are made in a loop, or in a function that may be called in one."""
        repeats = (cst.For, cst.While, cst.FunctionDef, cst.ListComp, cst.GeneratorExp, cst.DictComp, cst.Lambda)
        calls = (
            part for part in walk(self.module) if isinstance(part, cst.Call) and is_name(part.func, node.name.value)
        )
        return any(isinstance(around, repeats) for call in calls for around in self.parents.ancestors(call))

    def _attributes(self, node: cst.ClassDef) -> list[str]:
        """Return the attributes that the methods give to ``self``, in order."""
        found = [
            target.attr.value
            for part in walk(node)
            if isinstance(part, cst.AssignTarget | cst.AnnAssign | cst.AugAssign | cst.Element | cst.For)
            and isinstance(target := (part.value if isinstance(part, cst.Element) else part.target), cst.Attribute)
            and is_name(target.value, "self")
            and (not isinstance(part, cst.Element) or self._is_target(part))
        ]
        return list(dict.fromkeys(found))

    def _is_target(self, element: cst.Element) -> bool:
        return any(isinstance(around, cst.AssignTarget) for around in self.parents.ancestors(element))

    def _is_extended(self, node: cst.ClassDef, slots: list[str]) -> bool:
        """Tell whether other code derives from the class, or gives objects attributes that no class here has."""
        known = set(slots)
        for other in walk(self.module):
            if isinstance(other, cst.ClassDef):
                if any(is_name(base.value, node.name.value) for base in other.bases):
                    return True
                known |= set(self._attributes(other))
        given = {
            part.target.attr.value
            for part in walk(self.module)
            if isinstance(part, cst.AssignTarget | cst.AugAssign) and isinstance(part.target, cst.Attribute)
        }
        return not given <= known

    def _consider_dataclass(self, node: cst.ClassDef) -> None:
        decorator = node.decorators[0].decorator
        name = code(decorator.func if isinstance(decorator, cst.Call) else decorator)
        if (
            len(node.decorators) != 1
            or name not in {"dataclass", "dataclasses.dataclass"}
            or "slots" in code(decorator)
        ):
            return
        if self._is_extended(node, [*assigned_names(node.body)]) or not self.claim():
            return
        given = [code(argument).rstrip(", ") for argument in decorator.args] if isinstance(decorator, cst.Call) else []
        self.replace(decorator, expression(f"{name}({', '.join([*given, 'slots=True'])})"))


def _with_first(block: cst.CSTNode, first: cst.BaseStatement) -> cst.CSTNode:
    if not isinstance(block, cst.IndentedBlock):
        return block
    lines = list(block.body)
    position = 1 if _is_docstring(lines[0]) else 0
    if position < len(lines) and isinstance(lines[position], cst.FunctionDef):
        follower = cst.ensure_type(lines[position], cst.FunctionDef)
        lines[position] = follower.with_changes(leading_lines=[cst.EmptyLine(indent=False), *follower.leading_lines])
    return block.with_changes(body=[*lines[:position], first, *lines[position:]])


def _is_docstring(line: cst.CSTNode) -> bool:
    if not isinstance(line, cst.SimpleStatementLine):
        return False
    return isinstance(line.body[0], cst.Expr) and isinstance(line.body[0].value, cst.BaseString)
