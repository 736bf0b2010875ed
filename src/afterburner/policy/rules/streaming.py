"""Input that is read as it is needed, and not kept under a name of its own."""

from collections.abc import Sequence

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    assigned_names,
    code,
    index_of,
    integer_of,
    mentions,
    method_call,
    name_of,
    names_in,
    simple_assignment,
    slice_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, operand
from afterburner.policy.rules.indices import index_sum
from afterburner.policy.rules.lazy import FOLDS, consumed_argument
from afterburner.policy.rules.rule import Safety, rule

_ISLICE = "itertools.islice"

_STREAMS = {"sys.stdin", "stdin", "sys.stdin.buffer", "stdin.buffer"}


def lines_of(value: cst.CSTNode) -> tuple[str, bool] | None:
    """Return (stream, do the lines keep their ends?) for expressions that read all lines of the standard input."""
    whole = method_call(value, "readlines", count=0)
    inner = arguments(value, "list")
    if inner and code(inner[0]) in _STREAMS:
        return code(inner[0]), True
    if whole and code(whole[0]) in _STREAMS:
        return code(whole[0]), True
    split = method_call(value, "splitlines", count=0) or method_call(value, "split")
    if split is None or (len(split) > 1 and code(split[1]).strip("b") not in {'"\\n"', "'\\n'"}):
        return None
    inside = split[0]
    stripped = method_call(inside, "strip", count=0) or method_call(inside, "rstrip", count=0)
    read = method_call(stripped[0] if stripped else inside, "read", count=0)
    return (code(read[0]), False) if read and code(read[0]) in _STREAMS else None


def stream_of(source: tuple[str, bool]) -> str:
    """Return the expression that yields lines as they come."""
    stream, keeps_ends = source
    if keeps_ends:
        return stream
    end = 'b"\\n"' if stream.endswith("buffer") else '"\\n"'
    return f"(line.rstrip({end}) for line in {stream})"


@rule(
    name="stream-lines",
    reason="All lines are read before the first is used; reading them as they are needed keeps one.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.INTEGRAL, Objective.TIME],
    speedup=1.2,
    before="""\
import sys

lines = sys.stdin.readlines()
total = len(lines[0])
for line in lines[1:]:
    a, b, c = line.split()
    total += int(a) * int(b)
print(total)
""",
    after="""\
import sys

lines = sys.stdin
total = len(next(lines))
for line in lines:
    a, b, c = line.split()
    total += int(a) * int(b)
print(total)
""",
)
class StreamLines(PlannedRewriter):
    def plan(self) -> None:
        for node in walk(self.module):
            if isinstance(node, cst.For | cst.CompFor):
                source = lines_of(node.iter)
                if source is not None and self.claim():
                    self.replace(node.iter, expression(stream_of(source)))
            elif isinstance(node, cst.Assign):
                self._consider(node)

    def _consider(self, line: cst.Assign) -> None:
        pair = simple_assignment(line)
        name, source = (name_of(pair[0]), lines_of(pair[1])) if pair else (None, None)
        if pair is None or name is None or source is None:
            return
        edits = self._edits(name, line)
        if edits is None or not self.claim():
            return
        self.replace(pair[1], expression(stream_of(source)))
        for node, text in edits:
            islice = self.imports.use("itertools", "islice") if text.startswith(_ISLICE) else ""
            self.replace(node, expression(text.replace(_ISLICE, islice, 1)))

    def _edits(self, name: str, line: cst.Assign) -> list[tuple[cst.CSTNode, str]] | None:
        """Return what becomes of ``lines[0]``, ``lines[1]``..., and the walk through the others; None if it can't."""
        edits: list[tuple[cst.CSTNode, str]] = []
        statement = self.parents.statement(line)
        block = self.parents.block(statement) if statement is not None else []
        uses = mentions(self.parents.scope(line), name)[1:]
        for number, mention in enumerate(uses):
            user = self.parents.statement(mention)
            if user not in block:
                return None
            around = self.parents.of(mention)
            access = index_of(around)
            if access is not None and around is not None and access[0] is mention and number < len(uses) - 1:
                if integer_of(access[1]) != number or not isinstance(user, cst.SimpleStatementLine):
                    return None
                edits.append((around, f"next({name})"))
                continue
            walk_text = self._walk(name, mention, number)
            if number != len(uses) - 1 or walk_text is None:
                return None
            edits.append(walk_text)
        return edits or None

    def _walk(self, name: str, mention: cst.Name, taken: int) -> tuple[cst.CSTNode, str] | None:
        """Return the edit of ``for line in lines[taken:]`` and its kin."""
        node: cst.CSTNode = mention
        text = name
        around = self.parents.of(mention)
        part = slice_of(around)
        if part is not None and around is not None:
            if part[1].step is not None or integer_of(part[1].lower) != (taken or None):
                return None
            node = around
            if part[1].upper is not None:
                text = f"{_ISLICE}({name}, {index_sum(part[1].upper, {}).shifted(-taken).text()})"
        elif taken:
            return None
        return (node, text) if self._is_walked(node) else None

    def _is_walked(self, node: cst.CSTNode) -> bool:
        around = self.parents.of(node)
        if isinstance(around, cst.For | cst.CompFor):
            return around.iter is node
        call = self.parents.of(around) if isinstance(around, cst.Arg) else None
        mapped = isinstance(call, cst.Call) and name_of(call.func) in {"map", "enumerate", "filter"}
        return call is not None and (mapped or consumed_argument(call, *FOLDS, "list", "sorted") is around)


def is_large_input(value: cst.BaseExpression) -> bool:
    """Tell whether ``value`` holds much of the input: it reads it all, or a long line of it."""
    reads = {"read", "readlines", "split", "splitlines"}
    return any(isinstance(part, cst.Attribute) and part.attr.value in reads for part in walk(value))


@rule(
    name="no-temporary",
    reason="The temporary is used once, by the next line; without a name it is gone after that.",
    safety=Safety.CHECKED,
    aims=[Objective.MEMORY, Objective.INTEGRAL],
    speedup=1.0,
    before="""\
import sys

text = sys.stdin.read()
words = text.split()
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
print(len(counts), counts["7"])
""",
    after="""\
import sys

words = sys.stdin.read().split()
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
print(len(counts), counts["7"])
""",
)
class NoTemporary(PlannedRewriter):
    def plan(self) -> None:
        for line in walk(self.module):
            pair = simple_assignment(line) if isinstance(line, cst.SimpleStatementLine) else None
            name = name_of(pair[0]) if pair else None
            if pair is None or name is None or not isinstance(line, cst.SimpleStatementLine):
                continue
            use = self._only_use(name, line) if is_large_input(pair[1]) else None
            if use is not None and not self.is_planned(line) and not self.is_planned(use) and self.claim():
                self.replace(use, expression(operand(pair[1])))
                self._take_over(line)

    def _take_over(self, line: cst.SimpleStatementLine) -> None:
        """Remove ``line``, and leave the lines above it to the statement after it."""
        block = self.parents.block(line)
        self.replace(block[block.index(line) + 1], lambda node: _below(node, line.leading_lines))
        self.remove(line)

    def _only_use(self, name: str, line: cst.SimpleStatementLine) -> cst.Name | None:
        found = mentions(self.parents.scope(line), name)
        block = self.parents.block(line)
        position = block.index(line) + 1 if line in block else len(block)
        if len(found) != 2 or position >= len(block) or not isinstance(block[position], cst.SimpleStatementLine):  # noqa: PLR2004 - made, used
            return None
        following, use = block[position], found[1]
        if self.parents.statement(use) is not following or name in assigned_names(following):
            return None
        inside = any(isinstance(each, cst.BaseComp | cst.Lambda) for each in self._within(use, following))
        pair = simple_assignment(following)
        return use if pair is not None and not inside and self._is_first_call(pair[1], use) else None

    def _within(self, use: cst.Name, following: cst.BaseStatement) -> list[cst.CSTNode]:
        found = []
        for around in self.parents.ancestors(use):
            if around is following:
                break
            # the iterable of a comprehension's first loop is computed once, outside
            if not isinstance(around, cst.CompFor | cst.ListComp | cst.GeneratorExp | cst.SetComp | cst.DictComp):
                found.append(around)
            elif isinstance(around, cst.CompFor) and not self._is_first_iterable(around, use):
                return [around, cst.Lambda(cst.Parameters(), cst.Name("None"))]
        return found

    def _is_first_iterable(self, loop: cst.CompFor, use: cst.Name) -> bool:
        first = use in set(walk(loop.iter))
        return first and not isinstance(self.parents.of(loop), cst.CompFor)

    def _is_first_call(self, value: cst.BaseExpression, use: cst.Name) -> bool:
        """Tell whether nothing else in ``value`` reads the input, so that the order of reading stays."""
        calls = [part for part in walk(value) if isinstance(part, cst.Call) and use not in set(walk(part))]
        return not any(is_large_input(call) or "input" in names_in(call) for call in calls)


def _below(node: cst.CSTNode, lines: Sequence[cst.EmptyLine]) -> cst.CSTNode:
    if not isinstance(node, cst.SimpleStatementLine):
        return node
    return node.with_changes(leading_lines=[*lines, *node.leading_lines])
