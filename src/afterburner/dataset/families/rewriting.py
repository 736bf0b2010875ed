"""What the styles share: questions about a program's names, and names that it does not use yet."""

import ast
from collections.abc import Iterable, Iterator

LISTS = frozenset({"sorted", "list"})
"""Builtins that return a list."""
_CHANGING = frozenset(
    {"append", "pop", "insert", "remove", "extend", "sort", "reverse", "clear", "popleft", "appendleft"}
)


def names_in(node: ast.AST) -> list[str]:
    """Return the names in ``node``, in the order of the source, each once."""
    return list(dict.fromkeys(part.id for part in ast.walk(node) if isinstance(part, ast.Name)))


def unused_name(module: ast.AST, wished: str) -> str:
    """Return ``wished``, or it with a number, if the program has that name already."""
    taken = set(names_in(module)) | {part.arg for part in ast.walk(module) if isinstance(part, ast.arg)}
    taken |= {part.name for part in ast.walk(module) if isinstance(part, ast.FunctionDef)}
    candidates: Iterator[str] = (wished if count == 1 else f"{wished}{count}" for count in range(1, 100))
    return next(name for name in candidates if name not in taken)


def changed_names(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the names that are assigned, or whose value is changed by a method or an item, somewhere in ``nodes``."""
    found: set[str] = set()
    for part in (part for node in nodes for part in ast.walk(node)):
        if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
            found.add(part.id)
        if isinstance(part, ast.Subscript) and not isinstance(part.ctx, ast.Load):
            found |= set(names_in(part.value)[:1])
        if isinstance(part, ast.Attribute) and part.attr in _CHANGING and isinstance(part.value, ast.Name):
            found.add(part.value.id)
    return found


def list_names(module: ast.Module, given: Iterable[str]) -> set[str]:
    """Return the names that stand for a list or text wherever they stand: ``given`` ones, and results of list expressions."""
    assigned: dict[str, bool] = {}
    for part in ast.walk(module):
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            name = part.targets[0].id
            assigned[name] = assigned.get(name, True) and _is_list(part.value)
        elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            assigned.setdefault(part.id, True)
    loose = _loosely_bound(module)
    return {name for name in {*given, *assigned} if assigned.get(name, True) and name not in loose}


def _is_list(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id in LISTS
    return isinstance(value, ast.List | ast.ListComp) or (
        isinstance(value, ast.Subscript) and isinstance(value.slice, ast.Slice) and isinstance(value.value, ast.Name)
    )


def _loosely_bound(module: ast.Module) -> set[str]:
    """Return the names that loops, comprehensions, unpacking and inner functions bind: of unknown type."""
    found: set[str] = set()
    for part in ast.walk(module):
        if isinstance(part, ast.For | ast.comprehension):
            found |= set(names_in(part.target))
        if isinstance(part, ast.Assign) and not isinstance(part.targets[0], ast.Name):
            found |= {name for target in part.targets for name in names_in(target)}
        if isinstance(part, ast.AugAssign):
            found |= set(names_in(part.target)[:1])
        if isinstance(part, ast.FunctionDef) and part not in module.body:
            found |= {argument.arg for argument in part.args.args}
    return found


def own_statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a loop's body, those in branches included, those in loops within it and functions not."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If):
            yield from own_statements([*statement.body, *statement.orelse])


def bodies(module: ast.AST) -> Iterator[list[ast.stmt]]:
    """Yield every list of statements, outer ones first."""
    for node in ast.walk(module):
        for field in ("body", "orelse"):
            found = getattr(node, field, None)
            if isinstance(found, list) and found and isinstance(found[0], ast.stmt):
                yield found


def opposite(test: ast.expr) -> ast.expr:
    """Return the negation of ``test``, as people write it."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in _OPPOSITE:
        return ast.Compare(test.left, [_OPPOSITE[type(test.ops[0])]()], test.comparators)
    return ast.UnaryOp(ast.Not(), test)


_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
