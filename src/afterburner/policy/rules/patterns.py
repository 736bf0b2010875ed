r"""Patterns: pieces of Python with holes, found in a program and filled with what stood there.

``_n`` stands for any one name and ``__e`` for any expression; on a line of its own ``__e`` stands for any run of
statements. A hole stands for the same everywhere, two names for two different ones. Spelling does not count: spaces,
comments, parentheses, annotations, docstrings, ``x = x + y`` for ``x += y``, ``range(0, n)`` for ``range(n)``,
``0 < n`` for ``n > 0``, ``b * a`` for ``a * b``.

    found = match_statements("while _b:\n    _a, _b = _b, _a % _b", lines)
    found.fill("_a = math.gcd(_a, _b)")
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache

import libcst as cst

from afterburner.policy.rules.analysis import code, integer_of, name_of, normalized
from afterburner.policy.rules.building import indented, operand, source

Line = cst.BaseSmallStatement | cst.BaseStatement
Bound = cst.BaseExpression | tuple[Line, ...]
Bindings = dict[str, Bound]

_NAME_HOLE = re.compile(r"_[a-z]\w*")
_HOLE = re.compile(r"__[a-z]\w*")
_TRIVIA = re.compile(
    r"whitespace.*|lpar|rpar|comma|semicolon|leading_lines|lines_after_decorators|footer|header|indent|annotation"
    r"|returns|equal|[lr](bracket|brace)|type_parameters|type_comment|posonly_ind|encoding|default_\w+|has_trailing_newline"
)
_FLIPPED: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]] = {
    cst.Equal: cst.Equal,
    cst.NotEqual: cst.NotEqual,
    cst.LessThan: cst.GreaterThan,
    cst.GreaterThan: cst.LessThan,
    cst.LessThanEqual: cst.GreaterThanEqual,
    cst.GreaterThanEqual: cst.LessThanEqual,
}
_OPERATORS = (
    *("Add", "Subtract", "Multiply", "Divide", "FloorDivide", "Modulo", "Power"),
    *("BitAnd", "BitOr", "BitXor", "LeftShift", "RightShift"),
)
_AUGMENTED: dict[type[cst.BaseBinaryOp], type[cst.BaseAugOp]] = {
    getattr(cst, name): getattr(cst, f"{name}Assign") for name in _OPERATORS
}


@dataclass(frozen=True, slots=True)
class Found:
    """What the holes of a pattern stood for."""

    holes: Bindings

    def name(self, hole: str) -> str:
        """Return the name that a hole stood for."""
        bound = self.holes[hole]
        return bound.value if isinstance(bound, cst.Name) else ""

    def node(self, hole: str) -> cst.BaseExpression:
        """Return the expression that a hole stood for."""
        bound = self.holes[hole]
        if isinstance(bound, tuple):
            msg = f"{hole} stands for statements"
            raise TypeError(msg)
        return bound

    def code(self, hole: str) -> str:
        """Return the text of the expression that a hole stood for."""
        return code(self.node(hole))

    def lines(self, hole: str) -> tuple[Line, ...]:
        """Return the statements that a hole stood for."""
        bound = self.holes[hole]
        return bound if isinstance(bound, tuple) else ()

    def refined(self, hole: str, spellings: Sequence[str]) -> "Found | None":
        """Match what a hole stood for against patterns that share the other holes."""
        bound = self.holes[hole]
        for spelling in spellings:
            if isinstance(bound, tuple):
                matches = _lines(_parsed(spelling), _flat(bound), self.holes)
            else:
                matches = _node(_parsed_expression(spelling), bound, self.holes)
            for bindings in matches:
                return Found(bindings)
        return None

    def fill(self, template: str, **more: str) -> str:
        """Return ``template`` with its holes filled; ``more`` gives texts for words of the template."""
        for word, replacement in more.items():
            template = re.sub(rf"\b{word}\b", replacement, template)
        lines = [self._fill_line(line) for line in template.splitlines()]
        return "".join(f"{line}\n" for line in lines if line is not None)

    def _fill_line(self, line: str) -> str | None:
        indent = line[: len(line) - len(line.lstrip())]
        bound = self.holes.get(line.strip())
        if isinstance(bound, tuple):
            return indented(bound, levels=len(indent) // 4).rstrip("\n") if bound else None
        return re.sub(r"(?<!\w)__?[a-z]\w*", self._fill_hole, line)

    def _fill_hole(self, hole: re.Match[str]) -> str:
        bound = self.holes.get(hole[0])
        if bound is None or isinstance(bound, tuple):
            return hole[0]
        before, after = hole.string[: hole.start()], hole.string[hole.end() :]
        alone = re.search(r"(^|[(\[]|, |[^=]= |return |in )\s*$", before) and re.match(r"\s*($|[)\],:])", after)
        return source(bound) if alone else operand(bound)


def match_statements(pattern: str, lines: Sequence[cst.CSTNode]) -> Found | None:
    """Match ``lines`` against a pattern of statements; in methods, `self` is taken for granted: `_f(n)` for `self.f(n)`."""
    for bindings in _lines(_parsed(pattern), _flat(lines), {}):
        return Found(bindings)
    return None


def match_expression(pattern: str, node: cst.BaseExpression) -> Found | None:
    """Match an expression against a pattern."""
    for bindings in _node(_parsed_expression(pattern), node, {}):
        return Found(bindings)
    return None


@cache
def _parsed(pattern: str) -> list[Line]:
    return _flat(cst.parse_module(pattern).body)


@cache
def _parsed_expression(pattern: str) -> cst.BaseExpression:
    return cst.parse_expression(pattern)


def _flat(lines: Sequence[cst.CSTNode]) -> list[Line]:
    flat: list[Line] = []
    for line in lines:
        if isinstance(line, cst.SimpleStatementLine):
            flat.extend(line.body)
        elif isinstance(line, cst.BaseSmallStatement | cst.BaseStatement):
            flat.append(line)
    return [line for line in flat if not _is_docstring(line)]


def _is_docstring(line: Line) -> bool:
    return isinstance(line, cst.Expr) and isinstance(line.value, cst.SimpleString | cst.ConcatenatedString)


def _run_hole(line: Line) -> str | None:
    name = name_of(line.value) if isinstance(line, cst.Expr) else None
    return name if name and _HOLE.fullmatch(name) else None


def _lines(pattern: Sequence[Line], lines: Sequence[Line], bindings: Bindings) -> Iterator[Bindings]:
    if not pattern:
        if not lines:
            yield bindings
        return
    hole = _run_hole(pattern[0])
    if hole is None:
        if lines:
            for bound in _node(pattern[0], lines[0], bindings):
                yield from _lines(pattern[1:], lines[1:], bound)
        return
    for length in range(len(lines) + 1):
        yield from _lines(pattern[1:], lines[length:], {**bindings, hole: tuple(lines[:length])})


def _node(pattern: cst.CSTNode, node: cst.CSTNode, bindings: Bindings) -> Iterator[Bindings]:
    if isinstance(pattern, cst.Name) and _NAME_HOLE.match(pattern.value):
        yield from _bind_name(pattern.value, node, bindings)
    elif isinstance(pattern, cst.Name) and _HOLE.match(pattern.value):
        yield from _bind(pattern.value, node, bindings)
    elif isinstance(pattern, cst.BaseSuite) and isinstance(node, cst.BaseSuite):
        yield from _lines(_flat(_body(pattern)), _flat(_body(node)), bindings)
    else:
        for spelling in _spellings(pattern, node):
            if type(spelling) is type(pattern):
                yield from _fields(pattern, spelling, bindings)


def _body(suite: cst.BaseSuite) -> Sequence[cst.CSTNode]:
    return suite.body


def _bind_name(hole: str, node: cst.CSTNode, bindings: Bindings) -> Iterator[Bindings]:
    if isinstance(node, cst.Attribute) and "self" in bindings and code(node.value) == "self":
        node = node.attr if hole == "_f" else node
    if not isinstance(node, cst.Name):
        return
    bound = bindings.get(hole)
    taken = [
        name_of(other)
        for key, other in bindings.items()
        if key != hole and _NAME_HOLE.match(key) and isinstance(other, cst.Name)
    ]
    if bound is None and node.value not in taken:
        yield {**bindings, hole: node}
    elif isinstance(bound, cst.Name) and bound.value == node.value:
        yield bindings


def _bind(hole: str, node: cst.CSTNode, bindings: Bindings) -> Iterator[Bindings]:
    if not isinstance(node, cst.BaseExpression):
        return
    bound = bindings.get(hole)
    if bound is None:
        yield {**bindings, hole: node}
    elif isinstance(bound, cst.BaseExpression) and normalized(bound) == normalized(node):
        yield bindings


def _fields(pattern: cst.CSTNode, node: cst.CSTNode, bindings: Bindings) -> Iterator[Bindings]:
    if isinstance(pattern, cst.SimpleString) and isinstance(node, cst.SimpleString):
        if pattern.evaluated_value == node.evaluated_value:
            yield bindings
        return
    if isinstance(pattern, cst.FunctionDef) and isinstance(node, cst.FunctionDef):
        node, bindings = _without_self(node, bindings)
    names = [field.name for field in fields(pattern) if not _TRIVIA.fullmatch(field.name)]
    pairs = [(getattr(pattern, name), getattr(node, name)) for name in names]
    yield from _values(pairs, bindings)


def _without_self(node: cst.FunctionDef, bindings: Bindings) -> tuple[cst.FunctionDef, Bindings]:
    params = node.params.params
    if not params or params[0].name.value != "self":
        return node, bindings
    shorter = node.params.with_changes(params=params[1:])
    return node.with_changes(params=shorter), {**bindings, "self": params[0].name}


def _values(pairs: Sequence[tuple[object, object]], bindings: Bindings) -> Iterator[Bindings]:
    if not pairs:
        yield bindings
        return
    for bound in _value(*pairs[0], bindings):
        yield from _values(pairs[1:], bound)


def _value(pattern: object, value: object, bindings: Bindings) -> Iterator[Bindings]:
    if isinstance(pattern, cst.CSTNode) and isinstance(value, cst.CSTNode):
        yield from _node(pattern, value, bindings)
    elif isinstance(pattern, list | tuple) and isinstance(value, list | tuple):
        if len(pattern) == len(value):
            yield from _values(list(zip(pattern, value, strict=True)), bindings)
    elif pattern == value:
        yield bindings


def _spellings(pattern: cst.CSTNode, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    yield node
    if isinstance(node, cst.Assign) and isinstance(pattern, cst.AugAssign):
        yield from _augmented(node)
    elif isinstance(node, cst.AnnAssign) and isinstance(pattern, cst.Assign) and node.value is not None:
        yield cst.Assign([cst.AssignTarget(node.target)], node.value)
    elif isinstance(node, cst.Comparison) and isinstance(pattern, cst.Comparison):
        yield from _flipped(node)
    elif isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Multiply):
        yield node.with_changes(left=node.right, right=node.left)
    elif isinstance(node, cst.Call) and name_of(node.func) == "range":
        yield from _ranges(node)


def _augmented(node: cst.Assign) -> Iterator[cst.CSTNode]:
    if len(node.targets) != 1 or not isinstance(node.value, cst.BinaryOperation):
        return
    target, value = node.targets[0].target, node.value
    operator = _AUGMENTED.get(type(value.operator))
    if operator is None:
        return
    if normalized(value.left) == normalized(target):
        yield cst.AugAssign(target, operator(), value.right)
    elif isinstance(value.operator, cst.Multiply) and normalized(value.right) == normalized(target):
        yield cst.AugAssign(target, operator(), value.left)


def _flipped(node: cst.Comparison) -> Iterator[cst.CSTNode]:
    target = node.comparisons[0]
    operator = _FLIPPED.get(type(target.operator))
    if len(node.comparisons) == 1 and operator is not None:
        yield cst.Comparison(target.comparator, [cst.ComparisonTarget(operator(), node.left)])


def _ranges(node: cst.Call) -> Iterator[cst.CSTNode]:
    args = list(node.args)
    if len(args) == 3 and integer_of(args[2].value) == 1:  # noqa: PLR2004 - start, stop and step
        args = args[:2]
        yield node.with_changes(args=args)
    if len(args) == 2 and integer_of(args[0].value) == 0:  # noqa: PLR2004 - start and stop
        yield node.with_changes(args=args[1:])
