"""From a template to a program: holes filled, the steps before and after put around the body, imports at the top.

assembled(family, body, drawn, steps, finish)     # an ast.Module that defines f(...)
"""

import ast
import textwrap
from collections.abc import Sequence

from afterburner.dataset.families.family import Drawn, Family
from afterburner.dataset.families.filling import code_of, placed
from afterburner.dataset.families.steps import Finish, Step

ENTRY = "f"
"""The function's name in every program before its names are chosen."""


def assembled(family: Family, body: str, drawn: Drawn, steps: Sequence[Step], finish: Finish | None) -> ast.Module:
    """Return the program whose function has the template ``body``.

    Raises:
        SyntaxError: the filled template is no Python: the family is wrong.
        KeyError: a hole has a name that was not drawn.

    """
    filled = code_of(textwrap.dedent(body).strip("\n"), drawn)
    lines = filled.split("\n")
    count = next(place for place, line in enumerate(lines) if not line.startswith(("import ", "from ")))
    first = family.argument_names[0]
    before = [f"{first} = {step.code}" for step in steps]
    inner = textwrap.indent("\n".join([*before, *lines[count:]]), "    ")
    header = f"def {ENTRY}({', '.join(family.argument_names)}):"
    module = ast.parse("\n".join([*lines[:count], header, inner]))
    if finish is not None:
        entry = module.body[-1]
        assert isinstance(entry, ast.FunctionDef)
        entry.body = _Finished(finish.code).finished(entry.body)
    return ast.fix_missing_locations(module)


def generator_source(family: Family, drawn: Drawn) -> str:
    """Return the source of ``generate(seed, size)``."""
    body = textwrap.indent(code_of(textwrap.dedent(family.generator).strip("\n"), drawn), "    ")
    return f"import random\n\n\ndef generate(seed, size):\n    rng = random.Random(seed)\n{body}\n"


class _Finished(ast.NodeTransformer):
    """Puts the last step around every value that the function itself returns."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._is_simple = sum(isinstance(node, ast.Name) and node.id == "x" for node in ast.walk(ast.parse(code))) == 1

    def finished(self, body: list[ast.stmt]) -> list[ast.stmt]:
        return [part for statement in body for part in _listed(self.visit(statement))]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        return node

    def visit_Return(self, node: ast.Return) -> list[ast.stmt]:
        assert node.value is not None
        value = ast.unparse(node.value)
        if self._is_simple or isinstance(node.value, ast.Name):
            return ast.parse(f"return {placed(self._code, x=value)}").body
        return ast.parse(f"res = {value}\nreturn {placed(self._code, x='res')}").body


def _listed(part: ast.stmt | list[ast.stmt]) -> list[ast.stmt]:
    return part if isinstance(part, list) else [part]
