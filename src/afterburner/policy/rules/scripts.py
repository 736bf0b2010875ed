"""Rules for whole scripts: a function around the code of the module, and with it input and output at once."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import assigned_names, names_in, walk
from afterburner.policy.rules.building import PlannedRewriter, indented, statements
from afterburner.policy.rules.inout import InputAtOnce, PrintAtOnce, ScriptRewriter, is_import_or_docstring
from afterburner.policy.rules.rule import Rewriter, Safety, rule

_SCOPE_FUNCTIONS = frozenset({"exec", "eval", "globals", "locals", "vars"})


@rule(
    name="main-function",
    reason="The variables of a function are found by their number; those of a module by their name.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=2.0,
    before="""\
total = 0
for i in range(400000):
    x = i * 3 + 1
    total += x % 7
print(total)
""",
    after="""\
def main():
    total = 0
    for i in range(400000):
        x = i * 3 + 1
        total += x % 7
    print(total)

main()
""",
)
class MainFunction(ScriptRewriter):
    def plan(self) -> None:
        """Decide nothing early: the whole module is rewritten when it is left."""

    def leave_Module(self, original_node: cst.Module, updated_node: cst.Module) -> cst.Module:  # noqa: ARG002
        moved = self._moved()
        if not moved or self._needs_its_scope() or not self.claim():
            return updated_node
        main = self.names.fresh("main", "run_main")
        kept = [line for line in self.module.body if line not in moved]
        new = statements(f"def {main}():\n{indented(moved)}\n{main}()")
        call = new[-1].with_changes(leading_lines=[cst.EmptyLine(indent=False)])
        return updated_node.with_changes(body=[*kept, *_spaced(new[0], after_others=bool(kept)), call])

    def _moved(self) -> list[cst.BaseStatement]:
        # the statements that do something, and the functions and classes that use their variables
        definitions = cst.FunctionDef | cst.ClassDef
        body = [line for line in self.module.body if isinstance(line, cst.BaseStatement)]
        body = [line for line in body if not is_import_or_docstring(line)]
        moved = [line for line in body if not isinstance(line, definitions)]
        if not any(self._loops(line) for line in moved):
            return []
        while True:
            variables = set().union(*(_bound_by(line) for line in moved))
            more = [line for line in body if line not in moved and names_in(line) & variables]
            if not more:
                return [line for line in body if line in moved]
            moved += more

    @staticmethod
    def _loops(line: cst.BaseStatement) -> bool:
        return any(isinstance(part, cst.For | cst.While) for part in walk(line))

    def _needs_its_scope(self) -> bool:
        scoped = any(isinstance(part, cst.Global | cst.ImportStar) for part in walk(self.module))
        return scoped or bool(names_in(self.module) & _SCOPE_FUNCTIONS)


def _bound_by(line: cst.BaseStatement) -> set[str]:
    if isinstance(line, cst.FunctionDef | cst.ClassDef):
        return {line.name.value}
    return assigned_names(line)


def _spaced(line: cst.BaseStatement, *, after_others: bool) -> list[cst.BaseStatement]:
    return [line.with_changes(leading_lines=[cst.EmptyLine(indent=False)] if after_others else [])]


@rule(
    name="script-input-output",
    reason="A script that reads and writes line by line at module level: input and output at once, in a function.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=5.8,
    before="""\
for _ in range(20000):
    a, b, c = map(int, input().split())
    print(a * b - c)
""",
    after="""\
from sys import stdin

def main():
    lines = []
    input = iter(stdin.read().split("\\n")).__next__
    for _ in range(20000):
        a, b, c = map(int, input().split())
        lines.append(str(a * b - c))
    if lines:
        print("\\n".join(lines))

main()
""",
)
class ScriptInputOutput(Rewriter):
    def leave_Module(self, original_node: cst.Module, updated_node: cst.Module) -> cst.Module:
        parts: tuple[type[PlannedRewriter], ...] = (InputAtOnce, PrintAtOnce, MainFunction)
        module, applied = original_node, 0
        for part in parts:
            rewriter = part(module)
            module = module.visit(rewriter)
            applied += rewriter.places
        return module if applied > 1 and self.claim() else updated_node
