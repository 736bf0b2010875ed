"""How a rule writes: expressions and statements from text, fresh names, imports, and edits planned ahead.

    class MinOfSorted(PlannedRewriter):
        def plan(self) -> None:
            for node in walk(self.module):
                if is_sorted_first(node) and self.claim():
                    self.replace(node, expression(f"min({code(node...)})"))

Plan on the module as it was parsed (``self.module``, ``self.parents``); the edits are made afterwards, all at once.
"""

import textwrap
from collections.abc import Callable, Sequence

import libcst as cst

from afterburner.policy.rules.analysis import assigned_names, code, walk
from afterburner.policy.rules.parents import Parents
from afterburner.policy.rules.rule import Rewriter

Replacement = (
    cst.CSTNode | cst.RemovalSentinel | Callable[[cst.CSTNode], cst.CSTNode | cst.FlattenSentinel[cst.CSTNode]]
)

_ATOMS = (cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.Integer, cst.Float, cst.SimpleString)
_DISPLAYS = (cst.List, cst.Set, cst.Dict, cst.ListComp, cst.SetComp, cst.DictComp)


def expression(text: str) -> cst.BaseExpression:
    """Parse one expression."""
    return cst.parse_expression(text)


def statements(text: str) -> list[cst.BaseStatement]:
    """Parse statements from (indented) text; blocks take the indentation of the module that they are put in."""
    return [part for part in cst.parse_module(textwrap.dedent(text)).body if isinstance(part, cst.BaseStatement)]


def small_statement(text: str) -> cst.BaseSmallStatement:
    """Parse one simple statement, for the place of another on its line."""
    line = cst.ensure_type(cst.parse_statement(text), cst.SimpleStatementLine)
    return line.body[0]


def source(node: cst.BaseExpression) -> str:
    """Return an expression's text for a place of its own: an argument, a subscript, the right of ``=``."""
    text = code(node)
    if "\n" in text or isinstance(node, cst.GeneratorExp | cst.Tuple | cst.NamedExpr | cst.Yield):
        return _enclosed(node, text)
    return text


def operand(node: cst.BaseExpression) -> str:
    """Return an expression's text for a place beside an operator, in parentheses unless it needs none."""
    text = code(node)
    return text if isinstance(node, _ATOMS + _DISPLAYS) and "\n" not in text else _enclosed(node, text)


def _enclosed(node: cst.BaseExpression, text: str) -> str:
    return text if node.lpar else f"({text})"


def indented(node: cst.BaseSuite | Sequence[cst.CSTNode], *, levels: int = 1) -> str:
    """Return the text of a block's statements, indented by ``levels`` of four spaces, for use in :func:`statements`."""
    body = node if not isinstance(node, cst.BaseSuite) else node.body
    lines = [cst.SimpleStatementLine([part]) if isinstance(part, cst.BaseSmallStatement) else part for part in body]
    return textwrap.indent("".join(code(line) for line in lines), "    " * levels)


def preceded(node: cst.BaseStatement, prologue: Sequence[cst.BaseStatement]) -> list[cst.BaseStatement]:
    """Return ``prologue`` and ``node`` in sequence, with the comments above ``node`` moved above all."""
    if not prologue or not hasattr(node, "leading_lines"):
        return [*prologue, node]
    first = prologue[0].with_changes(leading_lines=node.leading_lines)
    return [first, *prologue[1:], node.with_changes(leading_lines=())]


class FreshNames:
    """Names that a program does not use yet."""

    def __init__(self, module: cst.Module) -> None:
        self._taken = {node.value for node in walk(module) if isinstance(node, cst.Name)}

    def fresh(self, *candidates: str) -> str:
        """Return the first of ``candidates`` that is not taken, or the last with a number, and take it."""
        numbered = (f"{candidates[-1]}_{number}" for number in range(2, len(self._taken) + 3))
        name = next(name for name in (*candidates, *numbered) if name not in self._taken)
        self._taken.add(name)
        return name

    def is_free(self, name: str) -> bool:
        """Tell whether the program does not use ``name`` at all."""
        return name not in self._taken


class Imports:
    """The imports of a module, and those that a rewrite adds."""

    def __init__(self, module: cst.Module, names: FreshNames) -> None:
        self._names = names
        self._bound: dict[tuple[str, str], str] = {}
        self._added: list[str] = []
        self._assigned = assigned_names(module)
        for statement in _small_statements(module):
            self._read(statement)

    def use(self, module: str, name: str) -> str:
        """Return the text by which the program can say ``module.name``, importing it if it is not there yet."""
        for key, prefix in (((module, name), ""), ((module, "*"), ""), ((module, ""), f".{name}")):
            hidden = key == (module, "*") and name in self._assigned
            if key in self._bound and not hidden:
                return (self._bound[key] or name) + prefix
        alias = self._names.fresh(name, f"{module}_{name}")
        self._bound[module, name] = alias
        self._added.append(f"from {module} import {name}" + ("" if alias == name else f" as {alias}"))
        return alias

    def add_to(self, module: cst.Module) -> cst.Module:
        """Return ``module`` with the imports that were asked for, after its docstring and first imports."""
        if not self._added:
            return module
        position = _end_of_imports(module)
        new = [cst.parse_statement(line) for line in self._added]
        body = list(module.body)
        return module.with_changes(body=[*body[:position], *new, *body[position:]])

    def _read(self, statement: cst.CSTNode) -> None:
        if isinstance(statement, cst.Import):
            for alias in statement.names:
                bound = code(alias.asname.name) if alias.asname else code(alias.name)
                self._bound[code(alias.name), ""] = bound
        elif isinstance(statement, cst.ImportFrom) and statement.module is not None and not statement.relative:
            origin = code(statement.module)
            if isinstance(statement.names, cst.ImportStar):
                self._bound[origin, "*"] = ""
                return
            for alias in statement.names:
                self._bound[origin, code(alias.name)] = code((alias.asname or alias).name)


def _small_statements(module: cst.Module) -> list[cst.CSTNode]:
    return [part for line in module.body if isinstance(line, cst.SimpleStatementLine) for part in line.body]


def is_docstring(line: cst.CSTNode) -> bool:
    """Tell whether a statement is nothing but a string."""
    return (
        isinstance(line, cst.SimpleStatementLine)
        and isinstance(line.body[0], cst.Expr)
        and isinstance(line.body[0].value, cst.SimpleString)
    )


def _end_of_imports(module: cst.Module) -> int:
    position = 0
    for number, line in enumerate(module.body):
        if not isinstance(line, cst.SimpleStatementLine):
            break
        docstring = (
            number == 0 and isinstance(line.body[0], cst.Expr) and isinstance(line.body[0].value, cst.SimpleString)
        )
        if not docstring and not isinstance(line.body[0], cst.Import | cst.ImportFrom):
            break
        position = number + 1
    return position


def with_functions(module: cst.Module, functions: dict[str, str]) -> cst.Module:
    """Return ``module`` with functions (names by text) after its imports, two lines apart from all around."""
    if not functions:
        return module
    blank = [cst.EmptyLine(indent=False), cst.EmptyLine(indent=False)]
    new: list[cst.BaseCompoundStatement | cst.SimpleStatementLine] = []
    for text, name in functions.items():
        function = cst.ensure_type(cst.parse_statement(text), cst.FunctionDef)
        new.append(function.with_changes(name=cst.Name(name), leading_lines=blank))
    position = _end_of_imports(module)
    if position == 0:
        new[0] = new[0].with_changes(leading_lines=())
    rest = list(module.body[position:])
    if rest:
        comments = [line for line in rest[0].leading_lines if line.comment is not None]
        rest[0] = rest[0].with_changes(leading_lines=[*blank, *comments])
    return module.with_changes(body=[*module.body[:position], *new, *rest])


class PlannedRewriter(Rewriter):
    """A rewriter that plans its edits on the module as it was parsed, and then makes them."""

    def __init__(self, module: cst.Module, *, only: int | None = None) -> None:
        super().__init__(module, only=only)
        self.parents = Parents(module)
        self.names = FreshNames(module)
        self.imports = Imports(module, self.names)
        self._replacements: dict[cst.CSTNode, Replacement] = {}
        self._before: dict[cst.CSTNode, list[cst.BaseStatement]] = {}
        self._after: dict[cst.CSTNode, list[cst.BaseStatement]] = {}
        self._functions: dict[str, str] = {}

    def plan(self) -> None:
        """Look at ``self.module``; call :meth:`claim` for each place, and the methods below for those granted."""
        raise NotImplementedError

    def replace(self, node: cst.CSTNode, replacement: Replacement) -> None:
        """Put ``replacement`` in the place of ``node``; a function is given the node as edits in it left it."""
        self._replacements[node] = replacement

    def remove(self, statement: cst.CSTNode) -> None:
        """Take a statement line out of its block; a block left empty becomes ``pass``."""
        self._replacements[statement] = cst.RemoveFromParent()

    def insert_before(self, statement: cst.BaseStatement, text: str) -> None:
        """Put the statements of ``text`` before ``statement``, which stands in a block."""
        self._before.setdefault(statement, []).extend(statements(text))

    def insert_after(self, statement: cst.BaseStatement, text: str) -> None:
        """Put the statements of ``text`` after ``statement``, which stands in a block."""
        self._after.setdefault(statement, []).extend(statements(text))

    def replace_statement(self, statement: cst.BaseStatement, text: str) -> None:
        """Put the statements of ``text`` in the place of ``statement``, below the comments above it."""
        self.insert_before(statement, text)
        self.remove(statement)

    def insert_first(self, function: cst.FunctionDef, text: str) -> None:
        """Put the statements of ``text`` first into the body of ``function``, after its docstring."""
        if isinstance(function.body, cst.IndentedBlock):
            first, *rest = function.body.body
            if is_docstring(first) and rest:
                first = rest[0]
            if isinstance(first, cst.BaseStatement):
                self.insert_before(first, text)

    def insert_after_small(self, small: cst.CSTNode | None, text: str) -> None:
        """Put the simple statement ``text`` after the simple statement ``small``, on its line if that has more."""
        line = self.parents.of(small) if small is not None else None
        if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1:
            self.insert_after(line, text)
        elif small is not None:
            added = statements(text)[0]
            extra = added.body if isinstance(added, cst.SimpleStatementLine) else ()
            self.replace(small, lambda node: cst.FlattenSentinel([node, *extra]))

    def define(self, name: str, text: str) -> str:
        """Give the module the function ``name`` that ``text`` defines, once; return what it is called there."""
        if text not in self._functions:
            self._functions[text] = self.names.fresh(name)
        return self._functions[text]

    def is_planned(self, node: cst.CSTNode) -> bool:
        """Tell whether ``node`` or a node around it is already to be replaced."""
        return any(part in self._replacements for part in (node, *self.parents.ancestors(node)))

    def visit_Module(self, node: cst.Module) -> None:  # noqa: ARG002 - the transformer's signature
        self.plan()

    def leave_Module(self, original_node: cst.Module, updated_node: cst.Module) -> cst.Module:  # noqa: ARG002
        return with_functions(self.imports.add_to(updated_node), self._functions)

    def leave_IndentedBlock(
        self,
        original_node: cst.IndentedBlock,  # noqa: ARG002 - the transformer's signature
        updated_node: cst.IndentedBlock,
    ) -> cst.BaseSuite:
        if updated_node.body:
            return updated_node
        return updated_node.with_changes(body=[cst.parse_statement("pass")])

    def on_leave(  # type: ignore[override]
        self, original_node: cst.CSTNode, updated_node: cst.CSTNode
    ) -> cst.CSTNode | cst.RemovalSentinel | cst.FlattenSentinel[cst.CSTNode]:
        """Make the edits that were planned for ``original_node``."""
        result = super().on_leave(original_node, updated_node)
        planned = self._replacements.get(original_node)
        if planned is not None and isinstance(result, cst.CSTNode):
            result = planned(result) if callable(planned) else planned
        before, after = self._before.get(original_node, []), self._after.get(original_node, [])
        if not before and not after:
            return result
        return self._surrounded(updated_node, result, before, after)

    @staticmethod
    def _surrounded(
        node: cst.CSTNode,
        result: cst.CSTNode | cst.RemovalSentinel | cst.FlattenSentinel[cst.CSTNode],
        before: list[cst.BaseStatement],
        after: list[cst.BaseStatement],
    ) -> cst.FlattenSentinel[cst.CSTNode]:
        if isinstance(result, cst.BaseStatement):
            return cst.FlattenSentinel([*preceded(result, before), *after])
        comments = getattr(node, "leading_lines", ())
        first, *rest = [*before, *after]
        return cst.FlattenSentinel([first.with_changes(leading_lines=comments), *rest])
