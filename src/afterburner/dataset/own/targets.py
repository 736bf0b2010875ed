"""What a user points at: a file, a function in it, a method; read as text, never imported.

>>> target_of("stock.py::Shop.cheapest")
Target(path=PosixPath('stock.py'), entry_point='Shop.cheapest')
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from afterburner.core.errors import UsageError

_ENTRY_POINT = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)?")
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
_MOST_LISTED = 12
"""Names in a hint."""


@dataclass(frozen=True, slots=True)
class Target:
    """A program, or a function in it."""

    path: Path
    entry_point: str | None
    """``"name"`` or ``"Class.method"``; None: the whole program, which reads stdin."""


def target_of(text: str) -> Target:
    """Return what ``FILE``, ``FILE::function`` or ``FILE::Class.method`` points at; nothing is read.

    Raises:
        UsageError: there is no file before ``::``, or no name after it.

    """
    path, found, entry_point = text.rpartition("::")
    if not found:
        return Target(Path(text), None)
    if not path or not _ENTRY_POINT.fullmatch(entry_point):
        hint = "write FILE, FILE::function or FILE::Class.method"
        raise UsageError(f"{text!r:.200} names no function in a file", hint=hint)
    return Target(Path(path), entry_point)


def function_in(code: str, entry_point: str) -> ast.FunctionDef:
    """Return the definition of ``entry_point`` in ``code``: the last one, as at run time; one that can be called.

    Raises:
        UsageError: the code is no Python, the function is not there, or it can't be called with arguments in their order.

    """
    tree = _parsed(code)
    owner_name, _, method = entry_point.rpartition(".")
    body: list[ast.stmt] = tree.body
    if owner_name:
        owner = next((node for node in reversed(list(_classes(tree.body))) if node.name == owner_name), None)
        if owner is None:
            raise UsageError(f"there is no class {owner_name}", hint=_there_is(tree))
        _check_construction(owner)
        body = owner.body
    found = next((node for node in reversed(list(_functions(body))) if node.name == method), None)
    if found is None:
        raise UsageError(f"there is no function {entry_point}", hint=_there_is(tree))
    return _callable(found, entry_point)


def sole_method(code: str) -> str | None:
    """Return ``"Solution.method"`` where ``code`` has a class ``Solution`` with exactly one public method, else None.

    Raises:
        UsageError: the code is no Python.

    """
    owner = next((node for node in reversed(list(_classes(_parsed(code).body))) if node.name == "Solution"), None)
    methods = [] if owner is None else _public(owner.body)
    return f"Solution.{methods[0]}" if len(methods) == 1 else None


def arguments_of(function: ast.FunctionDef, *, entry_point: str) -> tuple[ast.arg, ...]:
    """Return the parameters that a call by position fills in, without the method's own object."""
    arguments = (*function.args.posonlyargs, *function.args.args)
    is_bound = "." in entry_point and "staticmethod" not in map(_name, function.decorator_list)
    return arguments[1:] if is_bound else arguments


def _parsed(code: str) -> ast.Module:
    try:
        return ast.parse(code)
    except SyntaxError as error:
        hint = "only functions in Python can be called: mend the file, or run it as a whole program with --tests"
        raise UsageError(f"the program is no Python: {error.msg} (line {error.lineno})", hint=hint) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise UsageError(f"the program can't be read as Python: {error}") from error


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that run when ``body`` does, the branches of ``if``, ``try`` and ``with`` among them."""
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With):
            for part in ("body", "handlers", "orelse", "finalbody"):
                for inner in getattr(node, part, []):
                    yield from _statements(inner.body if isinstance(inner, ast.ExceptHandler) else [inner])


def _classes(body: list[ast.stmt]) -> Iterator[ast.ClassDef]:
    return (node for node in _statements(body) if isinstance(node, ast.ClassDef))


def _functions(body: list[ast.stmt]) -> Iterator[_FUNCTIONS]:
    return (node for node in _statements(body) if isinstance(node, _FUNCTIONS))


def _public(body: list[ast.stmt]) -> list[str]:
    return list(dict.fromkeys(node.name for node in _functions(body) if not node.name.startswith("_")))


def _there_is(tree: ast.Module) -> str:
    names = [node.name for node in _functions(tree.body)]
    names += [f"{owner.name}.{name}" for owner in _classes(tree.body) for name in _public(owner.body)]
    listed = ", ".join(list(dict.fromkeys(names))[:_MOST_LISTED])
    return f"there are: {listed}" if listed else "there are no functions in it: give the file alone, to run it on stdin"


def _check_construction(owner: ast.ClassDef) -> None:
    """Refuse a class that ``Class()`` can't construct."""
    made = next((node for node in reversed(list(_functions(owner.body))) if node.name == "__init__"), None)
    if made is None:
        return
    positional = len(made.args.posonlyargs) + len(made.args.args) - 1 - len(made.args.defaults)
    if positional > 0 or None in made.args.kw_defaults:
        hint = "give its __init__ defaults, or write a function that makes the object and calls the method"
        raise UsageError(f"the class {owner.name} can't be made without arguments", hint=hint)


def _callable(function: _FUNCTIONS, entry_point: str) -> ast.FunctionDef:
    wrapper = "write a function around it that takes its arguments in their order and returns a value"
    if isinstance(function, ast.AsyncFunctionDef):
        raise UsageError(f"{entry_point} is async: it can't be called as it is", hint=wrapper)
    if function.args.vararg is not None:
        raise UsageError(f"{entry_point} takes *{function.args.vararg.arg}: how many, nobody can say", hint=wrapper)
    required = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    for argument, default in required:
        if default is None:
            raise UsageError(f"{entry_point} needs {argument.arg} by keyword", hint=wrapper)
    if _yields(function):
        raise UsageError(f"{entry_point} is a generator: what it yields can't be compared", hint=wrapper)
    return function


def _yields(function: ast.FunctionDef) -> bool:
    """Tell whether ``function`` itself has a ``yield``, and not just a function within it."""
    left: list[ast.AST] = list(function.body)
    while left:
        node = left.pop()
        if isinstance(node, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(node, _FUNCTIONS | ast.Lambda | ast.ClassDef):
            left.extend(ast.iter_child_nodes(node))
    return False


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
