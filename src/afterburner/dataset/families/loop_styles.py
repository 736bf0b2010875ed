"""Styles of loops: over items or over indices, ``for`` or ``while``, as a comprehension or spelled out.

Each takes a program and changes it in place wherever that keeps its meaning; where nothing fits, it stays as it is.
"""

import ast
from collections.abc import Iterable

from afterburner.dataset.families.rewriting import (
    bodies,
    changed_names,
    list_names,
    names_in,
    own_statements,
    unused_name,
)


def indexed(module: ast.Module, lists: Iterable[str]) -> None:
    """Loop over positions: ``for i in range(len(xs)): x = xs[i]``."""
    known = list_names(module, lists)
    for loop in [node for node in ast.walk(module) if isinstance(node, ast.For) and not node.orelse]:
        numbered = _numbered(loop)
        source = loop.iter.args[0] if numbered and isinstance(loop.iter, ast.Call) else loop.iter
        if not isinstance(source, ast.Name) or source.id not in known or source.id in changed_names(loop.body):
            continue
        index, item = numbered or (unused_name(module, "i"), loop.target)
        loop.body.insert(0, _statement(f"{ast.unparse(item)} = {source.id}[{index}]"))
        loop.target = ast.Name(index, ast.Store())
        loop.iter = _expression(f"range(len({source.id}))")


def _numbered(loop: ast.For) -> tuple[str, ast.expr] | None:
    """Return index and item of ``for index, item in enumerate(...)``."""
    target, source = loop.target, loop.iter
    if not (isinstance(source, ast.Call) and isinstance(source.func, ast.Name) and source.func.id == "enumerate"):
        return None
    if len(source.args) != 1 or not (isinstance(target, ast.Tuple) and isinstance(target.elts[0], ast.Name)):
        return None
    return target.elts[0].id, target.elts[1]


def counting(module: ast.Module, _lists: Iterable[str]) -> None:
    """Count by hand: ``while i < n`` in the place of ``for i in range(n)``."""
    for body in list(bodies(module)):
        for place in range(len(body) - 1, -1, -1):
            loop = body[place]
            if isinstance(loop, ast.For) and _can_count(loop, module):
                assert isinstance(loop.target, ast.Name)
                assert isinstance(loop.iter, ast.Call)
                ends = [ast.unparse(end) for end in loop.iter.args]
                start, stop = ends if len(ends) == 2 else ("0", ends[0])  # noqa: PLR2004 - range(start, stop)
                name = loop.target.id
                counted = _statement(f"while {name} < {stop}:\n    pass")
                assert isinstance(counted, ast.While)
                counted.body = [*loop.body, _statement(f"{name} += 1")]
                body[place : place + 1] = [_statement(f"{name} = {start}"), counted]


def _can_count(loop: ast.For, module: ast.Module) -> bool:
    call = loop.iter
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "range"):
        return False
    if len(call.args) > 2 or loop.orelse or not isinstance(loop.target, ast.Name):  # noqa: PLR2004 - no step
        return False
    if any(isinstance(part, ast.Continue) for part in own_statements(loop.body)):
        return False
    plain = (ast.Name, ast.Constant, ast.BinOp, ast.operator, ast.expr_context)
    stop = call.args[-1]
    inner = stop.args[0] if isinstance(stop, ast.Call) and ast.unparse(stop.func) == "len" else stop
    if not all(isinstance(part, plain) for part in ast.walk(inner)):
        return False
    changed = changed_names(loop.body)
    return loop.target.id not in changed and not changed & set(names_in(stop)) and not _is_used_after(loop, module)


def _is_used_after(loop: ast.For, module: ast.Module) -> bool:
    """Tell whether the loop's name stands anywhere but in loops that set it: its last value may matter there."""
    names = set(names_in(loop.target))
    inside: set[int] = set()
    for node in ast.walk(module):
        binds = isinstance(node, ast.For) and names & set(names_in(node.target))
        if binds or (
            isinstance(node, ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp) and _binds(node, names)
        ):
            inside |= {id(part) for part in ast.walk(node)}
    return any(isinstance(n, ast.Name) and n.id in names and id(n) not in inside for n in ast.walk(module))


def _binds(node: ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp, names: set[str]) -> bool:
    return any(names & set(names_in(generator.target)) for generator in node.generators)


def spelled_out(module: ast.Module, _lists: Iterable[str]) -> None:
    """Write comprehensions, and sums over them, as loops."""
    for body in list(bodies(module)):
        for place in range(len(body) - 1, -1, -1):
            body[place : place + 1] = _spelled(body[place], module)


def _spelled(statement: ast.stmt, module: ast.Module) -> list[ast.stmt]:
    if not isinstance(statement, ast.Assign | ast.Return) or statement.value is None:
        return [statement]
    value = statement.value
    is_sum = (
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Name)
        and value.func.id == "sum"
        and isinstance(value.args[0], ast.GeneratorExp)
    )
    comprehension = value.args[0] if is_sum and isinstance(value, ast.Call) else value
    if not isinstance(comprehension, ast.ListComp | ast.GeneratorExp):
        return [statement]
    target = statement.targets[0] if isinstance(statement, ast.Assign) else None
    direct = isinstance(target, ast.Name) and target.id not in names_in(comprehension)
    name = target.id if direct and isinstance(target, ast.Name) else unused_name(module, "t" if is_sum else "out")
    element = ast.unparse(comprehension.elt)
    inner = _statement(f"{name} += {element}" if is_sum else f"{name}.append({element})")
    made = [_statement(f"{name} = {'0' if is_sum else '[]'}"), _nested(comprehension.generators, inner)]
    if not direct:
        statement.value = ast.Name(name, ast.Load())
        made.append(statement)
    return made


def _nested(generators: list[ast.comprehension], inner: ast.stmt) -> ast.stmt:
    for generator in reversed(generators):
        for test in reversed(generator.ifs):
            inner = ast.If(test, [inner], [])
        inner = ast.For(generator.target, generator.iter, [inner], [], None)
    return inner


def comprehended(module: ast.Module, _lists: Iterable[str]) -> None:
    """Write loops that just gather a list or a sum as comprehensions."""
    for body in list(bodies(module)):
        for place in range(len(body) - 2, -1, -1):
            made = _gathered(body[place], body[place + 1], module)
            if made is not None:
                body[place : place + 2] = [made]


def _gathered(start: ast.stmt, loop: ast.stmt, module: ast.Module) -> ast.stmt | None:
    if not (isinstance(start, ast.Assign) and isinstance(start.targets[0], ast.Name) and isinstance(loop, ast.For)):
        return None
    name, first = start.targets[0].id, ast.unparse(start.value)
    generators, inner = _path(loop)
    if inner is None or _is_used_after(loop, module) or first not in {"0", "[]"}:
        return None
    is_sum = isinstance(inner, ast.AugAssign) and isinstance(inner.op, ast.Add) and first == "0"
    text, opening = ast.unparse(inner), f"{name} += " if is_sum else f"{name}.append("
    if not text.startswith(opening) or (not is_sum and first != "[]"):
        return None
    element = text.removeprefix(opening) if is_sum else text.removeprefix(opening).removesuffix(")")
    if name in names_in(_expression(element)):
        return None
    if any(name in names_in(part) for generator in generators for part in (generator.iter, *generator.ifs)):
        return None
    clauses = "".join(ast.unparse(generator) for generator in generators).strip()
    return _statement(f"{name} = sum({element} {clauses})" if is_sum else f"{name} = [{element} {clauses}]")


def _path(loop: ast.stmt) -> tuple[list[ast.comprehension], ast.stmt | None]:
    """Return the loops and conditions from ``loop`` to its one innermost statement; None where there are more."""
    generators: list[ast.comprehension] = []
    while True:
        if isinstance(loop, ast.For) and len(loop.body) == 1 and not loop.orelse:
            generators.append(ast.comprehension(loop.target, loop.iter, [], 0))
        elif isinstance(loop, ast.If) and len(loop.body) == 1 and not loop.orelse and generators:
            generators[-1].ifs.append(loop.test)
        else:
            return generators, loop if isinstance(loop, ast.AugAssign | ast.Expr) else None
        loop = loop.body[0]


def _statement(source: str) -> ast.stmt:
    return ast.parse(source).body[0]


def _expression(source: str) -> ast.expr:
    return ast.parse(source, mode="eval").body
