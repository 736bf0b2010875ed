"""Ways to write the same program: each style keeps the meaning, and changes how the text looks and what it costs.

    for style in STYLES: styled(source, style, lists)

A style is one of the basic ones, or two of them one after the other: ``indexed-guarded``.
"""

import ast
import builtins
from collections.abc import Callable, Iterable
from itertools import combinations

from afterburner.dataset.families.loop_styles import comprehended, counting, indexed, spelled_out
from afterburner.dataset.families.rewriting import bodies, names_in, opposite, unused_name

PLAIN = "plain"
"""As the family wrote it."""


def guarded(module: ast.Module, _lists: Iterable[str]) -> None:
    """Go on to the next turn early: ``if not good: continue`` in the place of a last ``if good: ...``."""
    for loop in [node for node in ast.walk(module) if isinstance(node, ast.For | ast.While)]:
        last = loop.body[-1]
        if isinstance(last, ast.If) and not last.orelse and not isinstance(last.body[-1], ast.Break | ast.Return):
            loop.body[-1:] = [ast.If(opposite(last.test), [ast.Continue()], []), *last.body]


def written_out(module: ast.Module, _lists: Iterable[str]) -> None:
    """Write ``t = t + x`` in the place of ``t += x``, for numbers."""
    numbers = {
        node.targets[0].id
        for node in ast.walk(module)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, int)
    }
    for body in bodies(module):
        for place, node in enumerate(body):
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and node.target.id in numbers:
                value = ast.BinOp(ast.Name(node.target.id, ast.Load()), node.op, node.value)
                body[place] = ast.Assign([node.target], value, None)


def split(module: ast.Module, _lists: Iterable[str]) -> None:
    """Move a condition within a loop into a function of its own."""
    for loop in [node for node in ast.walk(module) if isinstance(node, ast.For | ast.While)]:
        for part in ast.walk(loop):
            if isinstance(part, ast.If) and _can_move(part.test, module):
                part.test = _moved(part.test, module)
                return


def _can_move(test: ast.expr, module: ast.Module) -> bool:
    functions = {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}
    worth = any(isinstance(part, ast.BinOp | ast.BoolOp) for part in ast.walk(test))
    calls = [part.func for part in ast.walk(test) if isinstance(part, ast.Call)]
    harmless = all(isinstance(called, ast.Name) and called.id in {"len", "abs", "min", "max"} for called in calls)
    return worth and harmless and not functions & set(names_in(test))


def _moved(test: ast.expr, module: ast.Module) -> ast.expr:
    name = unused_name(module, "ok")
    arguments = ", ".join(used for used in names_in(test) if not hasattr(builtins, used))
    function = ast.parse(f"def {name}({arguments}):\n    return {ast.unparse(test)}").body[0]
    place = next(place for place, node in enumerate(module.body) if isinstance(node, ast.FunctionDef))
    module.body.insert(place, function)
    return ast.parse(f"{name}({arguments})", mode="eval").body


def bound(module: ast.Module, _lists: Iterable[str]) -> None:
    """Bind the method once: ``add = out.append``."""
    for body in list(bodies(module)):
        for place in range(len(body) - 1, -1, -1):
            node = body[place]
            if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)):
                continue
            name = node.targets[0].id
            if ast.unparse(node.value) == "[]" and _bind(body[place + 1 :], module, name):
                body.insert(place + 1, ast.parse(f"{_BOUND} = {name}.append").body[0])
                return


_BOUND = "add"


def _bind(rest: list[ast.stmt], module: ast.Module, name: str) -> bool:
    stores = [node for node in ast.walk(module) if isinstance(node, ast.Name) and node.id == name]
    if sum(isinstance(node.ctx, ast.Store) for node in stores) != 1 or _BOUND in names_in(module):
        return False
    calls = [
        node
        for statement in rest
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == f"{name}.append"
    ]
    for call in calls:
        call.func = ast.Name(_BOUND, ast.Load())
    return bool(calls)


def compared(module: ast.Module, _lists: Iterable[str]) -> None:
    """Compare by hand: ``if x > best: best = x`` in the place of ``best = max(best, x)``."""
    for body in list(bodies(module)):
        for place in range(len(body) - 1, -1, -1):
            body[place : place + 1] = _compared(body[place], module)


def _compared(node: ast.stmt, module: ast.Module) -> list[ast.stmt]:
    if not (
        isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Call)
    ):
        return [node]
    name, call = node.targets[0].id, node.value
    sign = {"max": ">", "min": "<"}.get(ast.unparse(call.func))
    if sign is None or len(call.args) != 2 or ast.unparse(call.args[0]) != name or call.keywords:  # noqa: PLR2004 - max(a, b)
        return [node]
    value = ast.unparse(call.args[1])
    if isinstance(call.args[1], ast.Name):
        return ast.parse(f"if {value} {sign} {name}:\n    {name} = {value}").body
    new = unused_name(module, "new")
    return ast.parse(f"{new} = {value}\nif {new} {sign} {name}:\n    {name} = {new}").body


Style = Callable[[ast.Module, Iterable[str]], None]
BASIC: dict[str, Style] = {
    "spelled": spelled_out,
    "comprehended": comprehended,
    "indexed": indexed,
    "counting": counting,
    "compared": compared,
    "guarded": guarded,
    "split": split,
    "bound": bound,
    "written": written_out,
}
STYLES: tuple[str, ...] = (PLAIN, *BASIC, *("-".join(pair) for pair in combinations(BASIC, 2)))
"""All styles by name; a pair is applied in the order in which it is written."""


def styled(source: str, style: str, lists: Iterable[str]) -> str | None:
    """Return the program in ``style``, where the names in ``lists`` are known to be lists or texts.

    None: some part of the style changes nothing here. ``source`` is as ``ast.unparse`` writes it.
    """
    if style == PLAIN:
        return source
    for part in style.split("-"):
        module = ast.parse(source)
        BASIC[part](module, lists)
        changed = ast.unparse(ast.fix_missing_locations(module))
        if changed == source:
            return None
        source = changed
    return source
