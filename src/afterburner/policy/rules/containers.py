"""How a program uses a variable that holds a container: where it is bound, grown, asked, changed otherwise.

uses = container_uses("visited", scope, parents)
uses.appends, uses.memberships, uses.is_append_only
"""

from dataclasses import dataclass, field

import libcst as cst

from afterburner.policy.rules.analysis import MUTATORS, READING_FUNCTIONS, mentions, parts_of
from afterburner.policy.rules.parents import Parents, Scope

_STORING = frozenset({"append", "join", "add", "extend", "update"})
"""Methods that keep what they are given, or read it."""
_ORDERING = frozenset({"sort", "reverse"})


@dataclass(slots=True)
class Bind:
    """A place that gives the variable a value."""

    statement: cst.BaseStatement
    """The line after which the variable holds it; for a parameter the function."""
    value: cst.BaseExpression | None
    """What it is bound to, if that is to be seen."""


@dataclass(slots=True)
class Uses:
    """All the uses of one variable in its scope, each in one of these lists."""

    binds: list[Bind] = field(default_factory=list)
    appends: list[cst.Call] = field(default_factory=list)
    """Calls ``xs.append(e)`` that are lines of their own."""
    extends: list[cst.BaseStatement] = field(default_factory=list)
    """Lines ``xs += e`` and ``xs.extend(e)``."""
    memberships: list[cst.Comparison] = field(default_factory=list)
    lengths: list[cst.Call] = field(default_factory=list)
    reads: list[cst.Name] = field(default_factory=list)
    """Other mentions that leave the container as it is."""
    changes: list[cst.Name] = field(default_factory=list)
    """Mentions that change it otherwise, or might."""

    @property
    def is_append_only(self) -> bool:
        """Whether the container only ever grows at its end, after it was bound."""
        return not self.changes


def owner(mention: cst.CSTNode, name: str, parents: Parents) -> Scope | None:
    """Return the function (or module) whose variable ``name`` is at ``mention``."""
    module: Scope | None = None
    for ancestor in parents.ancestors(mention):
        if isinstance(ancestor, cst.FunctionDef) and binds_locally(ancestor, name):
            return ancestor
        if isinstance(ancestor, cst.Module):
            module = ancestor
    return module


def binds_locally(function: cst.FunctionDef, name: str) -> bool:
    """Tell whether ``name`` is a parameter or local variable of ``function`` itself."""
    bound = name in {part.name.value for part in _own_parts(function.params) if isinstance(part, cst.Param)}
    for part in _own_parts(function.body):
        if isinstance(part, cst.Global | cst.Nonlocal) and any(item.name.value == name for item in part.names):
            return False
        bound = bound or (isinstance(part, cst.BaseExpression) and is_bound_as(part, name))
        targets = [*part.targets] if isinstance(part, cst.Assign) else [part]
        bound = bound or any(name in _target_names(target) for target in targets)
    return bound


def is_bound_as(part: cst.CSTNode, name: str) -> bool:
    """Tell whether ``part`` is a walrus that binds ``name``."""
    return isinstance(part, cst.NamedExpr) and name in _target_names(part)


def _target_names(part: cst.CSTNode) -> set[str]:
    if isinstance(part, cst.AssignTarget | cst.AugAssign | cst.AnnAssign | cst.For | cst.NamedExpr):
        pending: list[cst.CSTNode] = [part.target]
        found = set()
        while pending:
            target = pending.pop()
            if isinstance(target, cst.Tuple | cst.List):
                pending.extend(element.value for element in target.elements)
            elif isinstance(target, cst.Name):
                found.add(target.value)
        return found
    return {part.name.value} if isinstance(part, cst.FunctionDef | cst.ClassDef) else set()


def _own_parts(node: cst.CSTNode) -> list[cst.CSTNode]:
    """Return what is in ``node`` but for the insides of functions, classes and lambdas in it."""
    found, pending = [], [node]
    while pending:
        part = pending.pop()
        found.append(part)
        if part is node or not isinstance(part, cst.FunctionDef | cst.ClassDef | cst.Lambda):
            pending.extend(parts_of(part))
    return found


def container_uses(name: str, scope: Scope, parents: Parents) -> Uses:
    """Return the uses of the variable ``name`` of ``scope``."""
    uses = Uses()
    for mention in mentions(scope, name):
        if owner(mention, name, parents) is scope:
            _classify(mention, uses, parents)
    return uses


def _classify(mention: cst.Name, uses: Uses, parents: Parents) -> None:
    parent = parents.of(mention)
    if isinstance(parent, cst.Attribute):
        _classify_method(mention, parent, uses, parents)
    elif isinstance(parent, cst.Arg):
        _classify_argument(mention, parent, uses, parents)
    elif isinstance(parent, cst.Subscript):
        _classify_subscript(mention, parent, uses, parents)
    elif isinstance(parent, cst.ComparisonTarget) and isinstance(parent.operator, cst.In | cst.NotIn):
        comparison = parents.of(parent)
        if isinstance(comparison, cst.Comparison) and len(comparison.comparisons) == 1:
            uses.memberships.append(comparison)
        else:
            uses.reads.append(mention)
    else:
        _classify_binding(mention, parent, uses, parents)


def _classify_method(mention: cst.Name, attribute: cst.Attribute, uses: Uses, parents: Parents) -> None:
    call = parents.of(attribute)
    line = parents.statement(mention)
    method = attribute.attr.value
    is_line = isinstance(call, cst.Call) and isinstance(parents.of(call), cst.Expr)
    if method == "append" and is_line and isinstance(call, cst.Call) and len(call.args) == 1:
        uses.appends.append(call)
    elif method == "extend" and is_line and line is not None and _is_lone(line):
        uses.extends.append(line)
    elif method in MUTATORS - _ORDERING or not isinstance(call, cst.Call):
        uses.changes.append(mention)
    else:
        uses.reads.append(mention)


def _classify_argument(mention: cst.Name, argument: cst.Arg, uses: Uses, parents: Parents) -> None:
    call = parents.of(argument)
    if not isinstance(call, cst.Call):
        uses.reads.append(mention)
        return
    if isinstance(call.func, cst.Name) and call.func.value == "len":
        uses.lengths.append(call)
    elif (isinstance(call.func, cst.Name) and call.func.value in READING_FUNCTIONS) or (
        isinstance(call.func, cst.Attribute) and call.func.attr.value in _STORING
    ):
        uses.reads.append(mention)
    else:
        uses.changes.append(mention)


def _classify_subscript(mention: cst.Name, subscript: cst.Subscript, uses: Uses, parents: Parents) -> None:
    parent = parents.of(subscript)
    while isinstance(parent, cst.Element | cst.Tuple | cst.List):
        parent = parents.of(parent)
    stored = isinstance(parent, cst.AssignTarget | cst.Del) or (
        isinstance(parent, cst.AugAssign | cst.AnnAssign | cst.For | cst.CompFor) and parent.target is subscript
    )
    (uses.changes if stored else uses.reads).append(mention)


def _classify_binding(mention: cst.Name, parent: cst.CSTNode | None, uses: Uses, parents: Parents) -> None:
    line = parents.statement(mention)
    if isinstance(parent, cst.AssignTarget | cst.AnnAssign) and parent.target is mention:
        assign = parents.of(parent) if isinstance(parent, cst.AssignTarget) else parent
        value = assign.value if isinstance(assign, cst.Assign | cst.AnnAssign) else None
        alias = isinstance(assign, cst.Assign) and len(assign.targets) > 1
        _bind(mention, line, value, uses, is_clear=not alias)
    elif isinstance(parent, cst.Element) and isinstance(parents.of(parent), cst.Tuple | cst.List):
        _classify_element(mention, parent, uses, parents)
    elif isinstance(parent, cst.Param):
        function = parents.scope(parent)
        _bind(mention, function if isinstance(function, cst.FunctionDef) else None, None, uses, is_clear=True)
    elif isinstance(parent, cst.AugAssign) and parent.target is mention:
        is_extend = isinstance(parent.operator, cst.AddAssign) and line is not None and _is_lone(line)
        uses.extends.append(line) if is_extend and line is not None else uses.changes.append(mention)
    elif isinstance(
        parent, cst.Assign | cst.For | cst.CompFor | cst.Del | cst.NamedExpr | cst.NameItem | cst.AsName
    ) and (isinstance(parent, cst.Assign | cst.NameItem) or getattr(parent, "iter", None) is not mention):
        # an alias, a loop variable, a deletion: more than these lists can tell
        uses.changes.append(mention)
    else:
        uses.reads.append(mention)


def _classify_element(mention: cst.Name, element: cst.Element, uses: Uses, parents: Parents) -> None:
    display = parents.of(element)
    target = parents.of(display) if display is not None else None
    if not isinstance(target, cst.AssignTarget | cst.For | cst.CompFor):
        uses.reads.append(mention)
        return
    assign = parents.of(target)
    if not isinstance(display, cst.Tuple) or not isinstance(assign, cst.Assign):
        uses.changes.append(mention)
        return
    value = assign.value
    matching = isinstance(value, cst.Tuple) and len(value.elements) == len(display.elements)
    own = value.elements[display.elements.index(element)].value if matching and isinstance(value, cst.Tuple) else None
    _bind(mention, parents.statement(mention), own, uses, is_clear=len(assign.targets) == 1)


def _bind(
    mention: cst.Name,
    statement: cst.BaseStatement | None,
    value: cst.BaseExpression | None,
    uses: Uses,
    *,
    is_clear: bool,
) -> None:
    if is_clear and isinstance(statement, cst.SimpleStatementLine | cst.FunctionDef):
        uses.binds.append(Bind(statement, value))
    else:
        uses.changes.append(mention)


def _is_lone(line: cst.BaseStatement) -> bool:
    return isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1
