"""Rules for strings and lists that a loop grows piece by piece: collect the pieces, join them once."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import code, mentions, names_in, simple_assignment, walk
from afterburner.policy.rules.building import PlannedRewriter, small_statement, source
from afterburner.policy.rules.idioms import blocks
from afterburner.policy.rules.patterns import match_statements
from afterburner.policy.rules.rule import Safety, rule


class GrowthRewriter(PlannedRewriter):
    """Finds variables that start in a block, and that only a loop of that block grows."""

    def plan(self) -> None:
        for block in blocks(self.module):
            for position, line in enumerate(block):
                start = simple_assignment(line)
                if start and isinstance(start[0], cst.Name) and self.starts(start[1]):
                    self._try(block, position, start[0].value)

    def starts(self, value: cst.BaseExpression) -> bool:
        """Tell whether a variable of interest may start with ``value``."""
        raise NotImplementedError

    def growth(self, part: cst.CSTNode, name: str) -> cst.BaseExpression | None:
        """Return what a small statement adds to the variable, None if it is no growth."""
        raise NotImplementedError

    def rewrite(self, start: cst.BaseStatement, growths: list[cst.CSTNode], loop: cst.BaseStatement, name: str) -> None:
        """Rewrite the start, the places that grow the variable, and what follows the (last) loop."""
        raise NotImplementedError

    def _try(self, block: list[cst.BaseStatement], position: int, name: str) -> None:
        growths: list[cst.CSTNode] = []
        loop = None
        for line in block[position + 1 :]:
            uses = mentions(line, name)
            if not uses:
                continue
            grown = self._growths(line, name, len(uses))
            if grown is None:
                break
            growths += grown
            loop = line if any(isinstance(part, cst.For | cst.While) for part in walk(line)) else loop
            if loop is line:
                last = list(growths)
        if loop is not None and self.claim():
            self.rewrite(block[position], last, loop, name)

    def _growths(self, line: cst.BaseStatement, name: str, uses: int) -> list[cst.CSTNode] | None:
        # all mentions of the variable in the line must be its growth
        if isinstance(line, cst.FunctionDef | cst.ClassDef):
            return None
        found = [part for part in walk(line) if self.growth(part, name) is not None]
        counted = sum(len(mentions(part, name)) for part in found)
        return found if counted == uses else None


def _is_text(value: cst.BaseExpression) -> bool:
    return (isinstance(value, cst.SimpleString) and "b" not in value.prefix) or code(value) == "str()"


@rule(
    name="string-growth",
    reason="`s += piece` copies the string in each round; a list of pieces is joined once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=87.0,
    before="""\
n = 30000
text = ""
for i in range(n):
    text = text + str(i) + ","
print(len(text), text[-20:])
""",
    after="""\
n = 30000
pieces = []
for i in range(n):
    pieces.append(str(i) + ",")
text = "".join(pieces)
print(len(text), text[-20:])
""",
)
class StringGrowth(GrowthRewriter):
    def starts(self, value: cst.BaseExpression) -> bool:
        return _is_text(value)

    def growth(self, part: cst.CSTNode, name: str) -> cst.BaseExpression | None:
        if isinstance(part, cst.AugAssign) and isinstance(part.operator, cst.AddAssign):
            return part.value if code(part.target) == name and name not in names_in(part.value) else None
        if not isinstance(part, cst.Assign) or len(part.targets) != 1 or code(part.targets[0].target) != name:
            return None
        rest = _without_first(part.value, name)
        return rest if rest is not None and name not in names_in(rest) else None

    def rewrite(self, start: cst.BaseStatement, growths: list[cst.CSTNode], loop: cst.BaseStatement, name: str) -> None:
        pieces = self.names.fresh("pieces", "parts")
        value = simple_assignment(start)
        empty = value is None or code(value[1]) in {'""', "''", "str()"}
        self.replace_statement(start, f"{pieces} = []" if empty or value is None else f"{pieces} = [{code(value[1])}]")
        for part in growths:
            piece = self.growth(part, name)
            if piece is not None:
                self.replace(part, small_statement(f"{pieces}.append({source(piece)})"))
        self.insert_after(loop, f'{name} = "".join({pieces})')


def _without_first(value: cst.BaseExpression, name: str) -> cst.BaseExpression | None:
    # `s + a + b` is `(s + a) + b`: what is added to `s` is `a + b`
    if not isinstance(value, cst.BinaryOperation) or not isinstance(value.operator, cst.Add) or value.lpar:
        return None
    if code(value.left) == name:
        return value.right
    rest = _without_first(value.left, name)
    return value.with_changes(left=rest) if rest is not None else None


@rule(
    name="string-prepend",
    reason="`s = piece + s` moves the whole string in each round; a list of pieces is reversed and joined once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=3.2,
    before="""\
n = 40000
text = ""
for i in range(n):
    text = str(i % 10) + text
print(len(text), text[-20:])
""",
    after="""\
n = 40000
pieces = []
for i in range(n):
    pieces.append(str(i % 10))
text = "".join(reversed(pieces))
print(len(text), text[-20:])
""",
)
class StringPrepend(GrowthRewriter):
    def starts(self, value: cst.BaseExpression) -> bool:
        return _is_text(value)

    def growth(self, part: cst.CSTNode, name: str) -> cst.BaseExpression | None:
        found = match_statements(f"{name} = __piece + {name}", [part]) if isinstance(part, cst.Assign) else None
        piece = found.node("__piece") if found else None
        return piece if piece is not None and name not in names_in(piece) else None

    def rewrite(self, start: cst.BaseStatement, growths: list[cst.CSTNode], loop: cst.BaseStatement, name: str) -> None:
        pieces = self.names.fresh("pieces", "parts")
        value = simple_assignment(start)
        empty = value is None or code(value[1]) in {'""', "''", "str()"}
        self.replace_statement(start, f"{pieces} = []" if empty or value is None else f"{pieces} = [{code(value[1])}]")
        for part in growths:
            piece = self.growth(part, name)
            if piece is not None:
                self.replace(part, small_statement(f"{pieces}.append({source(piece)})"))
        self.insert_after(loop, f'{name} = "".join(reversed({pieces}))')


@rule(
    name="list-prepend",
    reason="`insert(0, x)` moves the whole list in each round; append, and reverse once after the loop.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=29.0,
    before="""\
stack = []
for i in range(20000):
    stack.insert(0, i * i)
print(stack[:5], sum(stack))
""",
    after="""\
stack = []
for i in range(20000):
    stack.append(i * i)
stack.reverse()
print(stack[:5], sum(stack))
""",
)
class ListPrepend(GrowthRewriter):
    def starts(self, value: cst.BaseExpression) -> bool:
        return code(value) in {"[]", "list()"}

    def growth(self, part: cst.CSTNode, name: str) -> cst.BaseExpression | None:
        if not isinstance(part, cst.Expr | cst.Assign):
            return None
        for pattern in (f"{name}.insert(0, __e)", f"{name} = [__e] + {name}"):
            found = match_statements(pattern, [part])
            if found and name not in names_in(found.node("__e")):
                return found.node("__e")
        return None

    def rewrite(self, start: cst.BaseStatement, growths: list[cst.CSTNode], loop: cst.BaseStatement, name: str) -> None:  # noqa: ARG002
        for part in growths:
            value = self.growth(part, name)
            if value is not None:
                self.replace(part, small_statement(f"{name}.append({source(value)})"))
        self.insert_after(loop, f"{name}.reverse()")
