r"""Rules that are tables of idioms: the spellings of an idiom on the left, what to write instead on the right.

    class OwnGcd(IdiomRewriter):
        needs = (("GCD", "math", "gcd"),)
        idioms = (Idiom(("while _b:\n    _a, _b = _b, _a % _b",), "_a, _b = GCD(_a, _b), 0"),)

A pattern that is a whole function gives the function another body; any other is a run of statements in one block.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from afterburner.policy.rules.analysis import walk
from afterburner.policy.rules.building import PlannedRewriter, operand, statements
from afterburner.policy.rules.patterns import Found, match_expression, match_statements


@dataclass(frozen=True, slots=True)
class Idiom:
    """The spellings of an idiom, as patterns, and the template of what to write instead."""

    spellings: tuple[str, ...]
    template: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For holes of the pattern, the patterns of which what they stand for must match one."""

    def match(self, window: list[cst.BaseStatement], spelling: str) -> Found | None:
        """Match statements against one of the spellings."""
        if spelling.startswith("def ") != (bool(window) and isinstance(window[0], cst.FunctionDef)):
            return None
        return self._narrowed(match_statements(spelling, window))

    def match_expression(self, node: cst.BaseExpression, spelling: str) -> Found | None:
        """Match an expression against one of the spellings."""
        return self._narrowed(match_expression(spelling, node))

    def _narrowed(self, found: Found | None) -> Found | None:
        for hole, spellings in self.where:
            found = found.refined(hole, spellings) if found is not None else None
        return found


class IdiomRewriter(PlannedRewriter):
    """Puts the templates of ``idioms`` wherever one of their patterns of statements matches."""

    idioms: tuple[Idiom, ...] = ()
    needs: tuple[tuple[str, str, str], ...] = ()
    """Words of the templates that stand for something to import: (word, module, name)."""
    fresh: tuple[tuple[str, str], ...] = ()
    """Words of the templates that stand for new variables, with the names that they would like."""

    def plan(self) -> None:
        for block in blocks(self.module):
            for start in range(len(block)):
                self._try_all(block, start)

    def allows(self, found: Found, window: list[cst.BaseStatement]) -> bool:  # noqa: ARG002 - for subclasses
        """Tell whether a match may be rewritten; subclasses look closer."""
        return True

    def words(self, template: str) -> dict[str, str]:
        """Return the texts for the words of ``template``, importing what it needs."""
        words = {word: self.imports.use(module, name) for word, module, name in self.needs if _has(template, word)}
        return words | {word: self.names.fresh(wish) for word, wish in self.fresh if _has(template, word)}

    def _try_all(self, block: list[cst.BaseStatement], start: int) -> None:
        for idiom in self.idioms:
            for pattern in idiom.spellings:
                window = block[start : start + pattern_length(pattern)]
                found = idiom.match(window, pattern)
                if found is None or any(self.is_planned(line) for line in window) or not self.allows(found, window):
                    continue
                if self.claim():
                    self._put(window, found, idiom.template)
                return

    def _put(self, window: list[cst.BaseStatement], found: Found, template: str) -> None:
        text = found.fill(template, **self.words(template))
        first = window[0]
        if isinstance(first, cst.FunctionDef):
            self.replace(first.body, cst.IndentedBlock([*docstring(first), *statements(text)]))
            return
        self.replace_statement(first, text)
        for line in window[1:]:
            self.remove(line)


class ExpressionRewriter(IdiomRewriter):
    """Puts the templates of ``idioms`` wherever one of their patterns of expressions matches."""

    def plan(self) -> None:
        for node in walk(self.module):
            if isinstance(node, cst.BaseExpression) and not self.is_planned(node):
                self._try_expression(node)

    def allows_expression(self, found: Found, node: cst.BaseExpression) -> bool:  # noqa: ARG002 - for subclasses
        """Tell whether a match may be rewritten; subclasses look closer."""
        return True

    def _try_expression(self, node: cst.BaseExpression) -> None:
        for idiom in self.idioms:
            for pattern in idiom.spellings:
                found = idiom.match_expression(node, pattern)
                if found is None or not self.allows_expression(found, node):
                    continue
                if self.claim():
                    text = found.fill(idiom.template, **self.words(idiom.template)).strip()
                    self.replace(node, cst.parse_expression(self._beside(node, text)))
                return

    def _beside(self, node: cst.BaseExpression, text: str) -> str:
        # an operation in the place of another may need parentheses, but not where it is added to something
        parent = self.parents.of(node)
        operators = cst.BinaryOperation | cst.UnaryOperation | cst.Attribute | cst.Subscript
        added = isinstance(parent, cst.BinaryOperation) and isinstance(parent.operator, cst.Add)
        if node.lpar or (isinstance(parent, operators) and not added):
            return operand(cst.parse_expression(text))
        return text


def blocks(module: cst.Module) -> Iterator[list[cst.BaseStatement]]:
    """Yield the statements of each block of ``module``, outer blocks first."""
    for node in walk(module):
        if isinstance(node, cst.Module | cst.IndentedBlock):
            yield [line for line in node.body if isinstance(line, cst.BaseStatement)]


def pattern_length(pattern: str) -> int:
    """Return how many statements a pattern is, not counting those inside of others."""
    return sum(not line.startswith((" ", "else", "elif", "except")) for line in pattern.splitlines())


def docstring(function: cst.FunctionDef) -> list[cst.BaseStatement]:
    """Return the function's docstring as a statement, if it has one."""
    body = function.body.body if isinstance(function.body, cst.IndentedBlock) else []
    line = body[0] if body else None
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return []
    first = line.body[0]
    return [line] if isinstance(first, cst.Expr) and isinstance(first.value, cst.SimpleString) else []


def _has(template: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", template) is not None
