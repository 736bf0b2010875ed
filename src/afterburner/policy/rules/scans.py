"""Inner loops that look for the items equal to something: what they look for, and where.

    for b in items:                 # target, items
        if key(b) == sought:        # an equality that can be solved for something of the item
            ...

The loop over all items for each of many questions can then ask a dict, keyed by ``key(b)``.
"""

from dataclasses import dataclass

import libcst as cst

from afterburner.policy.rules.analysis import (
    arguments,
    code,
    integer_of,
    is_pure,
    name_of,
    names_in,
    sole_statement,
)
from afterburner.policy.rules.building import operand
from afterburner.policy.rules.linear import linear, solve


@dataclass(frozen=True, slots=True)
class Equality:
    """An inner loop all of which is ``if key == sought and rest: body``."""

    loop: cst.For
    condition: cst.If
    key: str
    """An expression of the loop's items."""
    sought: str
    """An expression of everything else."""
    rest: str
    """What else is asked, empty if nothing."""

    @property
    def target(self) -> str:
        """The loop's variables as text."""
        return code(self.loop.target)

    @property
    def items(self) -> str:
        """What the loop goes through, as text."""
        return code(self.loop.iter)

    @property
    def body(self) -> list[cst.CSTNode]:
        """The statements for the items found."""
        return [*self.condition.body.body]


def equality(loop: cst.For) -> Equality | None:
    """Return the equality that ``loop`` searches for, if it does nothing else."""
    condition = sole_statement(loop.body)
    if not isinstance(condition, cst.If) or condition.orelse is not None or not is_pure(condition.test):
        return None
    conjuncts = _conjuncts(condition.test)
    for part in conjuncts:
        split = split_equality(part, names_in(loop.target))
        if split is not None:
            others = [operand(other) if len(conjuncts) > 2 else code(other) for other in conjuncts if other is not part]  # noqa: PLR2004
            key, sought = (_hashable(side) for side in split)
            return Equality(loop, condition, key, sought, " and ".join(others))
    return None


def _hashable(text: str) -> str:
    """Return the text of an expression that can be a key: what is surely a list becomes a tuple."""
    node = cst.parse_expression(text)
    is_list = isinstance(node, cst.List | cst.ListComp) or bool(arguments(node, "sorted", "list"))
    return f"tuple({text})" if is_list else text


def _conjuncts(test: cst.BaseExpression) -> list[cst.BaseExpression]:
    if isinstance(test, cst.BooleanOperation) and isinstance(test.operator, cst.And):
        return [*_conjuncts(test.left), *_conjuncts(test.right)]
    return [test]


def split_equality(test: cst.BaseExpression, own: set[str]) -> tuple[str, str] | None:
    """Return (key, sought) for an equation between something of the item and something of everything else."""
    if not isinstance(test, cst.Comparison) or len(test.comparisons) != 1:
        return None
    left, right = test.left, test.comparisons[0].comparator
    if not isinstance(test.comparisons[0].operator, cst.Equal):
        return None
    for key, sought in ((left, right), (right, left)):
        if names_in(key) & own and not names_in(sought) & own and integer_of(sought) is None:
            constant = isinstance(sought, cst.SimpleString)
            if not constant and not isinstance(key, cst.BinaryOperation):
                return code(key), code(sought)
    return _solved(left, right, own)


def _solved(left: cst.BaseExpression, right: cst.BaseExpression, own: set[str]) -> tuple[str, str] | None:
    terms = (linear(left) - linear(right)).terms
    mine = [term for term in terms if names_in(cst.parse_expression(term)) & own]
    if len(mine) != 1 or len(terms) < 2:  # noqa: PLR2004 - nothing else to compare with
        return None
    sought = solve(left, right, mine[0])
    return None if sought is None else (mine[0], sought)


def later(outer: cst.For, inner: cst.For) -> tuple[str, str, str] | None:
    """Return (i, j, end) for ``for i in range(n)`` around ``for j in range(i + 1, end)``."""
    first, second = counter_of(outer), name_of(inner.target)
    limits = arguments(inner.iter, "range", count=2)
    if first is None or second is None or limits is None:
        return None
    distance = linear(limits[0]) - linear(cst.Name(first))
    if distance.terms or distance.constant != 1 or first in names_in(limits[1]):
        return None
    return first, second, code(limits[1])


def earlier(outer: cst.For, inner: cst.For) -> tuple[str, str] | None:
    """Return (i, j) for ``for i in range(n)`` around ``for j in range(i)``."""
    first, second = counter_of(outer), name_of(inner.target)
    limits = arguments(inner.iter, "range")
    if limits is None:
        pair = arguments(inner.iter, "range", count=2)
        limits = pair[1:] if pair and integer_of(pair[0]) == 0 else None
    if first is None or second is None or limits is None or name_of(limits[0]) != first:
        return None
    return first, second


def counter_of(loop: cst.For) -> str | None:
    """Return i for ``for i in ...`` and for ``for i, x in enumerate(xs)``."""
    if arguments(loop.iter, "enumerate") and isinstance(loop.target, cst.Tuple):
        return name_of(loop.target.elements[0].value)
    return name_of(loop.target)


def starts_at_zero(loop: cst.For) -> bool:
    """Tell whether ``loop`` counts up from 0: ``range(n)``, ``range(0, n)`` or ``enumerate(xs)``."""
    if arguments(loop.iter, "range", "enumerate"):
        return True
    limits = arguments(loop.iter, "range", count=2)
    return limits is not None and integer_of(limits[0]) == 0
