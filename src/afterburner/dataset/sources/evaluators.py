"""Published evaluators: functions that say whether an answer is right, in Python, by others.

Where one is equality in other words, a checker of ours says the same without running it. Any other becomes a checker program
(``judge.checker_program``): it runs in the sandbox, after the accused and in another process. What it raises, it raises over an
answer: as where it was published, that answer is wrong.
"""

import ast
from functools import cache
from importlib import resources

from afterburner.core.problem import CheckerKind, CheckerProgram, CheckerSpec, Solution
from afterburner.dataset.sources.fields import Unusable
from afterburner.dataset.sources.source import DropReason

_STRIPPING = {"strip", "rstrip"}


def parsed(code: str, what: str) -> ast.Module:
    """Return Python code as a tree: it is read, and not run.

    Raises:
        Unusable: it is not Python.

    """
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Unusable(DropReason.NOT_SUPPORTED, f"{what} is not Python: {error}") from error


def function_names(code: str, what: str) -> list[str]:
    """Return the names of the functions that ``code`` defines at its top, in order.

    Raises:
        Unusable: it is not Python.

    """
    return [node.name for node in parsed(code, what).body if isinstance(node, ast.FunctionDef)]


def is_equality(code: str) -> bool:
    """Tell whether ``code`` is one function that compares two of its parameters, white space around them aside.

    Raises:
        Unusable: it is not Python.

    """
    body = [node for node in parsed(code, "its evaluator").body if not isinstance(node, ast.Import | ast.ImportFrom)]
    if len(body) != 1 or not isinstance(body[0], ast.FunctionDef):
        return False
    function = body[0]
    compared = _compared([node for node in function.body if not _is_text(node)])
    if not isinstance(compared, ast.Compare) or len(compared.ops) != 1 or not isinstance(compared.ops[0], ast.Eq):
        return False
    names = {_bare(compared.left), _bare(compared.comparators[0])}
    return len(names) == 2 and names <= {argument.arg for argument in function.args.args}  # noqa: PLR2004 - two sides


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _compared(body: list[ast.stmt]) -> ast.expr | None:
    """Return what decides: ``return X``, or ``if X: return True`` with ``return False`` after or in its ``else``."""
    if len(body) == 1 and isinstance(body[0], ast.Return):
        return body[0].value
    if body and isinstance(body[0], ast.If):
        rest = body[0].orelse or body[1:]
        if len(rest) == 1 and _returns(body[0].body, value=True) and _returns(rest, value=False):
            return body[0].test
    return None


def _returns(body: list[ast.stmt], *, value: bool) -> bool:
    returned = body[0].value if len(body) == 1 and isinstance(body[0], ast.Return) else None
    return isinstance(returned, ast.Constant) and returned.value is value


def _bare(node: ast.expr) -> str | None:
    """Return the name under ``name.strip()`` and ``str(name)``."""
    while isinstance(node, ast.Call) and not node.keywords:
        if isinstance(node.func, ast.Attribute) and node.func.attr in _STRIPPING and not node.args:
            node = node.func.value
        elif isinstance(node.func, ast.Name) and node.func.id == "str" and len(node.args) == 1:
            node = node.args[0]
        else:
            return None
    return node.id if isinstance(node, ast.Name) else None


def checker_program(code: str, call: str) -> CheckerSpec:
    """Return the checker that runs ``code`` and asks ``call``, an expression of ``input``, ``expected`` and ``answer``.

    Raises:
        Unusable: the code is not Python.

    """
    parsed(code, "its evaluator")
    program = Solution(code=code + _frame().replace("@@CALL@@", call))
    return CheckerSpec(kind=CheckerKind.PROGRAM, program=CheckerProgram(solution=program, name="published evaluator"))


@cache
def _frame() -> str:
    return (resources.files(__package__) / "checker.txt").read_text("utf-8")
