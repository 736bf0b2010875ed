"""Programs that are no reference solutions, made from them: what measuring has to rank without having seen it.

renamed(code)                           the same program with other names: as close to a reference as can be
rewritten(problem, solution, judge)     what the rules make of it: somewhere else in the distribution
"""

import ast
import builtins

from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution
from afterburner.judge.judge import Judge
from afterburner.loop import select
from afterburner.loop.archive import Archive
from afterburner.loop.optimize import Course, optimize
from afterburner.loop.referee import Referee
from afterburner.loop.stop import Budget
from afterburner.policy.rules.engine import RulesPolicy


def renamed(code: str) -> str:
    """Return the Python program ``code`` with another name for each local variable that can be renamed by its name alone."""
    tree = ast.parse(code)
    names = {name: f"{name}_again" for name in sorted(_locals(tree) - _others(tree))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
    return ast.unparse(tree) + "\n"


def rewritten(problem: Problem, solution: Solution, judge: Judge, *, seconds: float) -> Solution:
    """Return the best that the rules make of ``solution`` in about ``seconds``; itself where they find nothing."""
    referee = Referee(
        problem=problem, objective=Objective.TIME, judge=judge, archive=Archive(), duel_budget_s=seconds / 2
    )
    list(optimize(solution, RulesPolicy(), referee, Budget(iterations=2, seconds=seconds), Course(samples=4)))
    best = select.best(referee.archive.attempts())
    return solution if best is None else best.solution


def _locals(tree: ast.AST) -> set[str]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = (node for function in functions for node in ast.walk(function))
    return {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _others(tree: ast.AST) -> set[str]:
    """Return the names that stand for something else too, or are bound where no ``Name`` shows it."""
    found = set(dir(builtins))
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.keyword) and node.arg is not None:
            found.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
            found.add(node.name or "")
        elif isinstance(node, ast.Global | ast.Nonlocal):
            found.update(node.names)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name.partition(".")[0])
    for scope in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.Module)):
        found.update(_bound_at_once(scope))
    return found


def _bound_at_once(scope: ast.ClassDef | ast.Module) -> set[str]:
    """Return the names that are bound in a module or class itself, not in its functions."""
    found: set[str] = set()
    waiting: list[ast.AST] = list(scope.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))
    return found
