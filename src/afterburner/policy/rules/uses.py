"""What a program does with a list of its own: which elements it stores and reads, and what else it does with it."""

from dataclasses import dataclass, field

import libcst as cst

from afterburner.policy.rules.analysis import (
    arguments,
    index_of,
    mentions,
    method_call,
    name_of,
    simple_assignment,
    slice_of,
)
from afterburner.policy.rules.parents import Parents

WALKS = ("sum", "any", "all", "enumerate", "zip", "sorted", "set", "max", "min", "len", "Counter", "map", "reversed")
"""Functions that take any sequence, and keep nothing of its kind."""


@dataclass(slots=True)
class Uses:
    """What is done with a list; lists within it count by their elements."""

    made: list[cst.BaseExpression] = field(default_factory=list)
    stored: list[cst.BaseExpression] = field(default_factory=list)
    """Values of ``a[i] = x`` and ``a.append(x)``."""
    stored_slices: list[cst.BaseExpression] = field(default_factory=list)
    updated: list[cst.AugAssign] = field(default_factory=list)
    read: list[cst.CSTNode] = field(default_factory=list)
    """The subscripts that read an element."""
    walked: list[cst.CSTNode] = field(default_factory=list)
    """What walks through the whole list: loops, calls."""


def uses_of(name: str, scope: cst.CSTNode, parents: Parents, *, depth: int = 1) -> Uses | None:
    """Return what ``scope`` does with the list ``name``, or None if it does more than :class:`Uses` can say."""
    uses = Uses()
    fine = all(_is_noted(mention, parents, depth, uses) for mention in mentions(scope, name))
    return uses if fine and uses.made else None


def _is_noted(mention: cst.Name, parents: Parents, depth: int, uses: Uses) -> bool:
    node: cst.CSTNode = mention
    for level in range(depth):
        around = parents.of(node)
        access = index_of(around)
        if around is None or access is None or access[0] is not node:
            return _is_noted_whole(node, parents, uses, top=level == 0)
        node = around
    return _is_noted_element(node, parents, uses)


def _is_noted_element(node: cst.CSTNode, parents: Parents, uses: Uses) -> bool:
    around = parents.of(node)
    if isinstance(around, cst.AssignTarget):
        assignment = parents.of(around)
        if isinstance(assignment, cst.Assign):
            uses.stored.append(assignment.value)
        return isinstance(assignment, cst.Assign)
    if isinstance(around, cst.AugAssign) and around.target is node:
        uses.updated.append(around)
        return True
    if isinstance(around, cst.Del | cst.For | cst.Element) or index_of(around) is not None:
        return isinstance(around, cst.Subscript) and around.value is not node and _read(node, uses)
    return _read(node, uses)


def _read(node: cst.CSTNode, uses: Uses) -> bool:
    uses.read.append(node)
    return True


def _is_noted_whole(node: cst.CSTNode, parents: Parents, uses: Uses, *, top: bool) -> bool:
    around = parents.of(node)
    if isinstance(around, cst.AssignTarget | cst.AnnAssign):
        assignment = parents.of(around) if isinstance(around, cst.AssignTarget) else around
        pair = simple_assignment(assignment)
        if pair is None or pair[0] is not node or not top:
            return False
        uses.made.append(pair[1])
        return True
    if slice_of(around) is not None and around is not None:
        return _is_noted_slice(around, parents, uses)
    if isinstance(around, cst.Arg):
        call = parents.of(around)
        uses.walked.append(around)
        starred = around.star == "*" and isinstance(call, cst.Call) and name_of(call.func) == "print"
        return starred or (isinstance(call, cst.Call) and not around.star and name_of(call.func) in WALKS)
    if isinstance(around, cst.Attribute):
        return _is_noted_method(parents.of(around), uses)
    uses.walked.append(node)
    return isinstance(around, cst.For | cst.CompFor) and around.iter is node


def _is_noted_slice(node: cst.CSTNode, parents: Parents, uses: Uses) -> bool:
    around = parents.of(node)
    if isinstance(around, cst.AssignTarget):
        assignment = parents.of(around)
        if isinstance(assignment, cst.Assign):
            uses.stored_slices.append(assignment.value)
        return True
    uses.walked.append(node)
    call = parents.of(around) if isinstance(around, cst.Arg) else None
    return arguments(call, *WALKS) is not None or (isinstance(around, cst.For | cst.CompFor) and around.iter is node)


def _is_noted_method(call: cst.CSTNode | None, uses: Uses) -> bool:
    appended = method_call(call, "append")
    if appended is not None:
        uses.stored.append(appended[1])
        return True
    return any(method_call(call, method, count=n) for method, n in (("count", 1), ("index", 1), ("pop", 0)))
