"""Expressions as sums: ``i + k - 1`` is {i: 1, k: 1} and -1. Tells how far two bounds are apart, and solves equations.

linear(i + k) - linear(i)            # k
solve(a[i] + a[j] == t, "a[j]")      # t - a[i]
"""

from dataclasses import dataclass

import libcst as cst

from afterburner.policy.rules.analysis import integer_of, normalized


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of terms with integer factors, and a constant."""

    terms: dict[str, int]
    """Factors by the text of the term; none is 0."""
    constant: int

    def __sub__(self, other: "Linear") -> "Linear":
        return self + other * -1

    def __add__(self, other: "Linear") -> "Linear":
        terms = dict(self.terms)
        for term, factor in other.terms.items():
            terms[term] = terms.get(term, 0) + factor
        return Linear({term: factor for term, factor in terms.items() if factor}, self.constant + other.constant)

    def __mul__(self, factor: int) -> "Linear":
        if factor == 0:
            return Linear({}, 0)
        return Linear({term: own * factor for term, own in self.terms.items()}, self.constant * factor)

    def plus(self, number: int) -> "Linear":
        """Return this sum with ``number`` added."""
        return Linear(self.terms, self.constant + number)

    def text(self) -> str:
        """Return the sum as Python, positive terms first."""
        terms = sorted(self.terms.items(), key=lambda item: item[1] < 0)
        parts = [_term(term, factor) for term, factor in terms]
        if self.constant or not parts:
            # 500 - x rather than -x + 500
            first = self.constant > 0 and all(factor < 0 for factor in self.terms.values())
            parts.insert(0 if first else len(parts), _signed(str(abs(self.constant)), negative=self.constant < 0))
        text = "".join(parts)
        return text.removeprefix(" + ") if text.startswith(" + ") else "-" + text.removeprefix(" - ")


def _signed(text: str, *, negative: bool) -> str:
    return f" {'-' if negative else '+'} {text}"


def _term(term: str, factor: int) -> str:
    return _signed(term if abs(factor) == 1 else f"{abs(factor)} * {term}", negative=factor < 0)


def linear(expression: cst.BaseExpression | None) -> Linear:
    """Return ``expression`` as a sum; what is no sum is one term. None (a bound left out) is 0."""
    number = 0 if expression is None else integer_of(expression)
    if number is not None or expression is None:
        return Linear({}, number or 0)
    if isinstance(expression, cst.UnaryOperation) and isinstance(expression.operator, cst.Minus):
        return linear(expression.expression) * -1
    if isinstance(expression, cst.BinaryOperation):
        left, right = expression.left, expression.right
        if isinstance(expression.operator, cst.Add):
            return linear(left) + linear(right)
        if isinstance(expression.operator, cst.Subtract):
            return linear(left) - linear(right)
        factor = integer_of(left)
        if isinstance(expression.operator, cst.Multiply) and factor is not None:
            return linear(right) * factor
    return Linear({_atom(expression): 1}, 0)


def _atom(expression: cst.BaseExpression) -> str:
    text = normalized(expression)
    simple = isinstance(expression, cst.Name | cst.Call | cst.Subscript | cst.Attribute)
    return text if simple else f"({text})"


def solve(left: cst.BaseExpression, right: cst.BaseExpression, term: str) -> str | None:
    """Return what ``term`` is where ``left == right``, if it occurs there once, with the factor 1 or -1."""
    difference = linear(left) - linear(right)
    factor = difference.terms.get(term)
    if factor not in {1, -1}:
        return None
    rest = Linear({other: own for other, own in difference.terms.items() if other != term}, difference.constant)
    return (rest * -factor).text()
