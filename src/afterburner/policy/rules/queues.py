"""The rule for lists that are used as queues: `collections.deque`."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import code, index_of, integer_of, method_call, name_of, slice_of, walk
from afterburner.policy.rules.building import PlannedRewriter, expression, small_statement, source
from afterburner.policy.rules.parents import Scope
from afterburner.policy.rules.patterns import match_expression, match_statements
from afterburner.policy.rules.rule import Safety, rule

_KEPT_METHODS = frozenset({"append", "extend", "clear", "count", "remove"})
_KEPT_FUNCTIONS = frozenset(
    (
        *("len", "list", "sum", "max", "min", "sorted", "set", "tuple", "any", "all", "enumerate"),
        *("reversed", "str", "iter", "map"),
    )
)
_LIST_CALLS = frozenset({"list", "sorted"})


@rule(
    name="list-as-queue",
    reason="`pop(0)` moves all other items; `deque.popleft()` moves none.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=3.8,
    before="""\
queue = [(0, 0)]
reached = 0
while queue:
    depth, n = queue.pop(0)
    reached += n % 3
    if depth < 14:
        queue.append((depth + 1, 2 * n + 1))
        queue.append((depth + 1, 2 * n + 2))
print(reached)
""",
    after="""\
from collections import deque
queue = deque([(0, 0)])
reached = 0
while queue:
    depth, n = queue.popleft()
    reached += n % 3
    if depth < 14:
        queue.append((depth + 1, 2 * n + 1))
        queue.append((depth + 1, 2 * n + 2))
print(reached)
""",
)
class ListAsQueue(PlannedRewriter):
    def plan(self) -> None:
        tried: set[tuple[cst.CSTNode, str]] = set()
        for node in walk(self.module):
            queue = _taken_from_front(node)
            if queue is None or not isinstance(queue, cst.Name | cst.Attribute):
                continue
            scope = self._scope(node, code(queue))
            if (scope, code(queue)) not in tried:
                tried.add((scope, code(queue)))
                self._try(scope, code(queue))

    def _scope(self, node: cst.CSTNode, queue: str) -> Scope:
        """Return the class for `self.queue`, else the innermost scope that assigns the variable."""
        for scope in self.parents.ancestors(node):
            if isinstance(scope, cst.ClassDef) and queue.startswith("self."):
                return scope
            if isinstance(scope, cst.FunctionDef) and any(_assigns(part, queue) for part in walk(scope.body)):
                return scope
        return self.module

    def _try(self, scope: Scope, queue: str) -> None:
        uses = [node for node in walk(scope) if isinstance(node, cst.Name | cst.Attribute) and code(node) == queue]
        edits: dict[cst.CSTNode, str | None] = {}
        starts = 0
        for use in uses:
            if isinstance(use, cst.Name) and self._is_attribute_name(use):
                continue
            edit = self._edit(use, queue)
            if edit is None:
                return
            edits |= edit
            starts += any(text is not None and text.startswith("DEQUE") for text in edit.values())
        if starts and self.claim():
            self._apply(edits)

    def _apply(self, edits: dict[cst.CSTNode, str | None]) -> None:
        deque = self.imports.use("collections", "deque")
        for node, text in edits.items():
            if text is None:
                continue
            new = text.replace("DEQUE", deque)
            if isinstance(node, cst.BaseSmallStatement):
                self.replace(node, small_statement(new))
            else:
                self.replace(node, expression(new))

    def _is_attribute_name(self, use: cst.Name) -> bool:
        parent = self.parents.of(use)
        named = isinstance(parent, cst.Attribute) and parent.attr is use
        return named or (isinstance(parent, cst.Arg) and parent.keyword is use)

    def _edit(self, use: cst.CSTNode, queue: str) -> dict[cst.CSTNode, str | None] | None:
        """Return what to replace (None: keep) for one mention of the queue; None if a deque cannot do it."""
        parent = self.parents.of(use)
        match parent:
            case cst.AssignTarget():
                return self._assignment(self.parents.of(parent), queue)
            case cst.AnnAssign() if parent.target is use and parent.value is not None:
                return _start(parent.value)
            case cst.Attribute():
                return self._method(self.parents.of(parent), queue)
            case cst.Subscript() if parent.value is use:
                return self._subscript(parent, queue)
            case cst.Comparison():
                return _emptiness(parent, queue)
        return {use: None} if self._is_kept(parent, use) else None

    def _is_kept(self, parent: cst.CSTNode | None, use: cst.CSTNode) -> bool:
        """Tell whether a deque does the same as a list there."""
        match parent:
            case cst.AugAssign():
                return parent.target is use and isinstance(parent.operator, cst.AddAssign)
            case cst.Arg():
                call = self.parents.of(parent)
                return isinstance(call, cst.Call) and name_of(call.func) in _KEPT_FUNCTIONS and not parent.star
            case cst.ComparisonTarget():
                return isinstance(parent.operator, cst.In | cst.NotIn)
        return _is_read(parent, use)

    def _assignment(self, node: cst.CSTNode | None, queue: str) -> dict[cst.CSTNode, str | None] | None:
        if not isinstance(node, cst.Assign) or len(node.targets) != 1:
            return None
        for pattern in (f"{queue} = {queue}[1:]", f"{queue} = {queue}[1:len({queue})]"):
            if match_statements(pattern, [node]):
                return {node: f"{queue}.popleft()"}
        for pattern in (f"{queue} = {queue} + [__e]", f"{queue} = {queue} + __e"):
            found = match_statements(pattern, [node])
            if found is not None:
                return {node: found.fill(f"{queue}.{'append' if '[' in pattern else 'extend'}(__e)").strip()}
        return _start(node.value)

    def _method(self, call: cst.CSTNode | None, queue: str) -> dict[cst.CSTNode, str | None] | None:
        if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute):
            return None
        popped = method_call(call, "pop")
        if popped is not None:
            return {call: f"{queue}.popleft()"} if integer_of(popped[1]) == 0 else None
        inserted = method_call(call, "insert", 2)
        if inserted is not None:
            return {call: f"{queue}.appendleft({source(inserted[2])})"} if integer_of(inserted[1]) == 0 else None
        if match_expression(f"{queue}.remove({queue}[0])", call):
            return {call: f"{queue}.popleft()"}
        kept = call.func.attr.value in _KEPT_METHODS or method_call(call, "pop", 0) is not None
        return {call: None} if kept else None

    def _subscript(self, node: cst.Subscript, queue: str) -> dict[cst.CSTNode, str | None] | None:
        statement = self.parents.of(node)
        if isinstance(statement, cst.Del):
            return {statement: f"{queue}.popleft()"} if code(node) == f"{queue}[0]" else None
        if slice_of(node) is not None:
            # the slice of `queue = queue[1:]` goes with its assignment
            taken = isinstance(statement, cst.Assign) and _taken_from_front(statement) is not None
            return {node: None} if taken else None
        return {node: None} if index_of(node) is not None else None


def _taken_from_front(node: cst.CSTNode) -> cst.BaseExpression | None:
    """Return the list of which a call or statement takes off the first item."""
    popped = method_call(node, "pop")
    if popped is not None and integer_of(popped[1]) == 0:
        return popped[0]
    inserted = method_call(node, "insert", 2)
    if inserted is not None and integer_of(inserted[1]) == 0:
        return inserted[0]
    if isinstance(node, cst.Assign):
        found = match_statements("__q = __q[1:]", [node])
        return found.node("__q") if found else None
    if isinstance(node, cst.Del):
        found = match_statements("del __q[0]", [node])
        return found.node("__q") if found else None
    return None


def _assigns(part: cst.CSTNode, queue: str) -> bool:
    return isinstance(part, cst.AssignTarget | cst.AnnAssign) and code(part.target) == queue


def _start(value: cst.BaseExpression) -> dict[cst.CSTNode, str | None] | None:
    if code(value) in {"[]", "list()"}:
        return {value: "DEQUE()"}
    called = isinstance(value, cst.Call) and (
        name_of(value.func) in _LIST_CALLS
        or (isinstance(value.func, cst.Attribute) and value.func.attr.value == "split")
    )
    repeated = isinstance(value, cst.BinaryOperation) and isinstance(value.left, cst.List)
    if not called and not repeated and not isinstance(value, cst.List | cst.ListComp | cst.Name):
        return None
    listed = value.args[0].value if isinstance(value, cst.Call) and name_of(value.func) == "list" else value
    return {value: f"DEQUE({source(listed)})"}


def _emptiness(node: cst.Comparison, queue: str) -> dict[cst.CSTNode, str | None] | None:
    if match_expression(f"{queue} != []", node):
        return {node: queue}
    if match_expression(f"{queue} == []", node):
        return {node: f"not {queue}"}
    return None


def _is_read(parent: cst.CSTNode | None, use: cst.CSTNode) -> bool:
    tested = isinstance(parent, cst.If | cst.While | cst.IfExp) and parent.test is use
    negated = isinstance(parent, cst.UnaryOperation) and isinstance(parent.operator, cst.Not)
    iterated = isinstance(parent, cst.For | cst.CompFor) and parent.iter is use
    return tested or negated or iterated or isinstance(parent, cst.BooleanOperation)
