"""Indices as sums with what is known of lengths, and loops that count: ``n + 1 - 1`` is ``n``.

What is not a sum of names and integers counts as a name of its own, by its text: ``2 * n``, ``len(words)``. Unlike in
:mod:`~.linear`, a name that holds a length is taken to be that length.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Self

import libcst as cst

from afterburner.policy.rules.analysis import (
    arguments,
    assigned_names,
    integer_of,
    name_of,
    normalized,
    variables,
    walk,
)

Aliases = dict[str, "Index"]
"""Names that stand for a sum all the time, such as ``n`` after ``n = len(words)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A sum: integers times terms, and a constant."""

    terms: frozenset[tuple[str, int]] = frozenset()
    constant: int = 0

    def plus(self, other: "Index", *, sign: int = 1) -> "Index":
        """Return ``self + sign * other``."""
        factors = Counter(dict(self.terms))
        for term, factor in other.terms:
            factors[term] += sign * factor
        terms = frozenset((term, factor) for term, factor in factors.items() if factor)
        return Index(terms=terms, constant=self.constant + sign * other.constant)

    def shifted(self, distance: int) -> "Index":
        """Return ``self + distance``."""
        return Index(terms=self.terms, constant=self.constant + distance)

    def minus(self, other: "Index") -> int | None:
        """Return the integer ``self - other``, or None if it is not known."""
        difference = self.plus(other, sign=-1)
        return None if difference.terms else difference.constant

    def text(self) -> str:
        """Return the sum as Python."""
        text = " + ".join(term if factor == 1 else f"{factor} * ({term})" for term, factor in sorted(self.terms))
        if not text or not self.constant:
            return text or str(self.constant)
        return f"{text} {'+' if self.constant > 0 else '-'} {abs(self.constant)}"


def index_sum(expression: cst.BaseExpression, aliases: Aliases) -> Index:
    """Return ``expression`` as a sum."""
    number = integer_of(expression)
    if number is not None:
        return Index(constant=number)
    if isinstance(expression, cst.BinaryOperation) and isinstance(expression.operator, cst.Add | cst.Subtract):
        sign = 1 if isinstance(expression.operator, cst.Add) else -1
        return index_sum(expression.left, aliases).plus(index_sum(expression.right, aliases), sign=sign)
    text = normalized(expression)
    return aliases.get(text) or Index(terms=frozenset([(text, 1)]))


def aliases_of(scope: cst.CSTNode) -> Aliases:
    """Return the names that ``scope`` binds once, to a length (give or take an integer)."""
    pairs = [pair for node in walk(scope) if isinstance(node, cst.Assign) for pair in _pairs(node)]
    often = Counter(name.value for node in walk(scope) for name in _bound(node))
    found: Aliases = {}
    for target, value in pairs:
        name = name_of(target)
        if name is not None and often[name] == 1 and _is_length(value):
            found[name] = index_sum(value, found)
    return found


def _pairs(node: cst.Assign) -> list[tuple[cst.BaseExpression, cst.BaseExpression]]:
    target, value = node.targets[0].target, node.value
    if len(node.targets) > 1:
        return [(each.target, value) for each in node.targets]
    if isinstance(target, cst.Tuple) and isinstance(value, cst.Tuple) and len(target.elements) == len(value.elements):
        return [(left.value, right.value) for left, right in zip(target.elements, value.elements, strict=True)]
    return [(target, value)]


def _bound(node: cst.CSTNode) -> list[cst.Name]:
    if isinstance(node, cst.AssignTarget | cst.AugAssign | cst.For | cst.NamedExpr | cst.AnnAssign):
        return variables(node.target) if not isinstance(node.target, cst.Subscript) else []
    return []


def _is_length(value: cst.BaseExpression) -> bool:
    if isinstance(value, cst.BinaryOperation) and isinstance(value.operator, cst.Add | cst.Subtract):
        sides = (value.left, value.right)
        return any(map(_is_length, sides)) and all(_is_length(side) or integer_of(side) is not None for side in sides)
    return arguments(value, "len") is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """A ``for`` loop over consecutive integers, up or down."""

    loop: cst.For
    variable: str
    start: Index
    end: Index | None
    """The value of the variable in the last round; None if it is not known."""
    step: int
    """1 or -1."""

    @classmethod
    def of(cls, loop: cst.CSTNode, aliases: Aliases) -> Self | None:
        """Read ``for i in range(...)``, ``in reversed(range(...))`` or ``for i, x in enumerate(...)``."""
        if not isinstance(loop, cst.For):
            return None
        target, iterable = loop.target, loop.iter
        if isinstance(target, cst.Tuple) and len(target.elements) > 1:
            bounds, name = _enumerated(iterable, aliases), name_of(target.elements[0].value)
        else:
            bounds, name = _ranged(iterable, aliases), name_of(target)
        if bounds is None or name is None or name in assigned_names(loop.body):
            return None
        start, end, step = bounds
        return cls(loop=loop, variable=name, start=start, end=end, step=step)

    def row(self, index: Index) -> int | None:
        """Return k if ``index`` is the loop's variable + k."""
        return index.minus(Index(terms=frozenset([(self.variable, 1)])))


Bounds = tuple[Index, Index | None, int]


def _ranged(iterable: cst.BaseExpression, aliases: Aliases) -> Bounds | None:
    inner = arguments(iterable, "reversed")
    if inner is not None:
        bounds = _ranged(inner[0], aliases)
        return (bounds[1], bounds[0], -bounds[2]) if bounds and bounds[1] else None
    given = next((found for n in (1, 2, 3) if (found := arguments(iterable, "range", count=n))), None)
    if given is None:
        return None
    step = integer_of(given[2]) if len(given) > 2 else 1  # noqa: PLR2004 - range(start, stop, step)
    if step not in {1, -1}:
        return None
    start = index_sum(given[0], aliases) if len(given) > 1 else Index()
    return start, index_sum(given[min(1, len(given) - 1)], aliases).shifted(-step), step


def _enumerated(iterable: cst.BaseExpression, aliases: Aliases) -> Bounds | None:
    if not isinstance(iterable, cst.Call) or name_of(iterable.func) != "enumerate" or not iterable.args:
        return None
    start = index_sum(iterable.args[1].value, aliases) if len(iterable.args) > 1 else Index()
    over = iterable.args[0].value
    if not isinstance(over, cst.Name):
        return start, None, 1
    length = Index(terms=frozenset([(f"len({over.value})", 1)]))
    return start, start.plus(length).shifted(-1), 1


def ranged(iterable: cst.BaseExpression, aliases: Aliases) -> Bounds | None:
    """Return (first value, last value, step) of ``range(...)`` with a step of 1 or -1."""
    return _ranged(iterable, aliases)
