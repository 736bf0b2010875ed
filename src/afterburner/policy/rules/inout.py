"""Rules for scripts that talk line by line: read all input at once, write all output at once.

The rule that makes a function of the script, and the one that does all three, stand in :mod:`~.scripts`.
"""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import code, mentions, name_of, names_in, walk
from afterburner.policy.rules.building import PlannedRewriter, expression, source
from afterburner.policy.rules.patterns import match_expression
from afterburner.policy.rules.purity import calls_of
from afterburner.policy.rules.rule import Safety, rule

_EXITS = frozenset({"exit", "quit", "_exit", "abort"})
_PLAIN_FORMAT = frozenset("\"'\\{}!:=\n")
"""Characters that an expression may not have in the braces of an f-string, or that mean something there."""


class ScriptRewriter(PlannedRewriter):
    """What rules for whole scripts ask."""

    def first_statement(self) -> cst.BaseStatement | None:
        """Return the first statement of the module after its imports and docstring."""
        for line in self.module.body:
            if isinstance(line, cst.BaseStatement) and not is_import_or_docstring(line):
                return line
        return None

    def is_script(self) -> bool:
        """Tell whether the module does something by itself, rather than only define."""
        definitions = cst.FunctionDef | cst.ClassDef
        return any(not isinstance(line, definitions) and not is_import_or_docstring(line) for line in self.module.body)

    def calls(self, function: str) -> list[cst.Call]:
        """Return the calls of a built-in function."""
        return [part for part in walk(self.module) if isinstance(part, cst.Call) and name_of(part.func) == function]

    def is_only_called(self, function: str) -> bool:
        """Tell whether a built-in function is called, and never redefined or handed on."""
        return len(mentions(self.module, function)) == len(self.calls(function)) > 0

    def is_repeated(self, node: cst.CSTNode, seen: frozenset[str] = frozenset()) -> bool:
        """Tell whether a node runs often: in a loop or comprehension, or in a function that is called often."""
        if self.parents.repetitions(node):
            return True
        scope = self.parents.scope(node)
        if not isinstance(scope, cst.FunctionDef) or scope.name.value in seen:
            return isinstance(scope, cst.FunctionDef)
        seen |= {scope.name.value}
        return any(self.is_repeated(call, seen) for call in calls_of(scope, self.module))


def is_import_or_docstring(line: cst.BaseStatement | cst.BaseSmallStatement) -> bool:
    """Tell whether a statement of a module is an import, or a string by itself."""
    if not isinstance(line, cst.SimpleStatementLine):
        return False
    plain = all(isinstance(part, cst.Import | cst.ImportFrom) for part in line.body)
    first = line.body[0] if line.body else None
    return plain or (isinstance(first, cst.Expr) and isinstance(first.value, cst.SimpleString))


@rule(
    name="input-at-once",
    reason="`input()` flushes, locks and decodes for each line; the whole input is read and split at once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=2.0,
    before="""\
total = 0
for _ in range(20000):
    a, b, c = map(int, input().split())
    total += a * b - c
print(total)
""",
    after="""\
from sys import stdin
input = iter(stdin.read().split("\\n")).__next__
total = 0
for _ in range(20000):
    a, b, c = map(int, input().split())
    total += a * b - c
print(total)
""",
)
class InputAtOnce(ScriptRewriter):
    def plan(self) -> None:
        first = self.first_statement()
        calls = self.calls("input")
        if first is None or not self.is_script() or any(call.args for call in calls):
            return
        if not self.is_only_called("input") or not any(self.is_repeated(call) for call in calls):
            return
        # a program that asks for the end of the input, or reads it in another way too, would miss it
        if names_in(self.module) & {"EOFError", "stdin", "open"} or "sys.stdin" in self.module.code:
            return
        tried = any(isinstance(part, cst.Try) and mentions(part, "input") for part in walk(self.module))
        if not tried and self.claim():
            stdin = self.imports.use("sys", "stdin")
            self.insert_before(first, f'input = iter({stdin}.read().split("\\n")).__next__')


@rule(
    name="print-at-once",
    reason="`print` formats and writes piece by piece; lines are collected, joined and written once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.8,
    before="""\
for i in range(100000):
    print(i * i)
""",
    after="""\
lines = []
for i in range(100000):
    lines.append(str(i * i))
if lines:
    print("\\n".join(lines))
""",
)
class PrintAtOnce(ScriptRewriter):
    def plan(self) -> None:
        first = self.first_statement()
        calls = self.calls("print")
        if first is None or not self.is_script() or not self.is_only_called("print"):
            return
        if not any(self.is_repeated(call) for call in calls) or self._speaks_otherwise():
            return
        ends = [_keyword(call, "end") for call in calls]
        texts = [_line(call, joined=not any(ends)) for call in calls]
        if None in texts or not self.claim():
            return
        lines = self.names.fresh("pieces" if any(ends) else "lines", "output")
        for call, text in zip(calls, texts, strict=True):
            self.replace(call, expression(f"{lines}.append({text})"))
        self.insert_before(first, f"{lines} = []")
        last = next(line for line in reversed(self.module.body) if isinstance(line, cst.BaseStatement))
        if any(ends):
            self.insert_after(last, f'print("".join({lines}), end="")')
        else:
            self.insert_after(last, f'if {lines}:\n    print("\\n".join({lines}))')

    def _speaks_otherwise(self) -> bool:
        # other ways to write would come too early, and an exit too soon for the end
        text = self.module.code
        leaves = {part.attr.value for part in walk(self.module) if isinstance(part, cst.Attribute)}
        return (
            any(call.args for call in self.calls("input"))
            or bool((names_in(self.module) | leaves) & _EXITS)
            or any(word in text for word in ("stdout", "stderr", "threading", "open(1", "SystemExit"))
        )


def _keyword(call: cst.Call, name: str) -> cst.BaseExpression | None:
    return next((arg.value for arg in call.args if arg.keyword and arg.keyword.value == name), None)


def _line(call: cst.Call, *, joined: bool) -> str | None:
    """Return an expression for the text that a `print` writes, without the end of its line if ``joined``."""
    if any((arg.keyword and arg.keyword.value not in {"end", "sep"}) or arg.star == "**" for arg in call.args):
        return None
    text = _content(call)
    if joined or text is None:
        return text
    end = code(_keyword(call, "end") or cst.SimpleString('"\\n"'))
    if end in {"''", '""'}:
        return text
    if text in {"''", '""'}:
        return end
    return f"{text} + {end}"


def _content(call: cst.Call) -> str | None:
    values = [arg for arg in call.args if arg.keyword is None]
    separator = code(_keyword(call, "sep") or cst.SimpleString('" "'))
    if not values:
        return '""'
    if len(values) == 1 and not values[0].star:
        return _as_text(values[0].value)
    if len(values) == 1:
        return f"{separator}.join(map(str, {source(values[0].value)}))"
    texts = [code(arg.value) for arg in values]
    if separator in {'" "', "' '"} and not any(arg.star or set(code(arg.value)) & _PLAIN_FORMAT for arg in values):
        return 'f"' + " ".join(f"{{{text}}}" for text in texts) + '"'
    inner = ", ".join(arg.star + source(arg.value) for arg in values)
    return f"{separator}.join(map(str, ({inner})))"


def _as_text(value: cst.BaseExpression) -> str:
    strings = cst.SimpleString | cst.FormattedString | cst.ConcatenatedString
    if isinstance(value, strings) or match_expression("__x.join(__y)", value) or match_expression("str(__x)", value):
        return code(value)
    return f"str({source(value)})"
