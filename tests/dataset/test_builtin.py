"""The built-in problems: enough of them, all references right and different, and far apart in cost."""

import ast
import builtins
import tomllib
from collections import Counter
from dataclasses import replace

import pytest

from afterburner.core.errors import UsageError
from afterburner.core.objective import Quantity
from afterburner.core.problem import Difficulty, Purpose, Visibility
from afterburner.core.status import Verdict
from afterburner.dataset import builtin
from afterburner.judge.held_out import held_out
from afterburner.judge.judge import Effort
from afterburner.sandbox.languages import language_of

IDS = builtin.problem_ids()
QUICK_IDS = ["coloured-strips", "stack-with-maximum", "busy-blocks"]
every_problem = pytest.mark.parametrize("problem_id", IDS)


def config_of(problem_id):
    return tomllib.loads((builtin.FOLDER / problem_id / "problem.toml").read_text("utf-8"))


def in_python(problem_id):
    return [r for r in builtin.describe(problem_id).references if r.solution.language == "python"]


def test_there_are_at_least_60_problems():
    assert len(set(IDS)) >= 60


@every_problem
def test_a_problem_has_enough_solutions_and_tests(problem_id):
    tests = config_of(problem_id)["tests"]
    assert len(in_python(problem_id)) >= 10
    assert len(tests.get("cases", [])) + len(tests["correctness"]) >= 10
    assert len(tests["performance"]) >= 3


@every_problem
def test_a_problem_says_what_it_is(problem_id):
    problem = builtin.describe(problem_id)
    assert all((problem.title, problem.statement.strip(), problem.starter.strip(), problem.tags, problem.difficulty))
    ideas = [(reference.solution.language, reference.idea) for reference in problem.references]
    assert len(set(ideas)) == len(ideas)
    assert config_of(problem_id)["oracle"] in {reference.name for reference in problem.references}


@every_problem
def test_every_file_of_a_solution_is_listed(problem_id):
    listed = {(r.solution.language, r.name.partition(".")[0]) for r in builtin.describe(problem_id).references}
    files = {(language_of(path).name, path.stem) for path in (builtin.FOLDER / problem_id / "solutions").iterdir()}
    assert files == listed


class Nameless(ast.NodeTransformer):
    """Replaces the names that a program made up by their order of appearance."""

    def __init__(self):
        self.names = {}

    def visit(self, node):
        for field in ("id", "arg", "name", "asname"):
            name = getattr(node, field, None)
            if isinstance(name, str) and not isinstance(node, ast.alias) and not hasattr(builtins, name):
                setattr(node, field, self.names.setdefault(name, f"n{len(self.names)}"))
        return super().visit(node)


def nameless(code):
    return ast.dump(Nameless().visit(ast.parse(code)))


def test_the_comparison_of_programs_ignores_made_up_names_only():
    assert nameless("def f(x): return max(x)") == nameless("def g(y): return max(y)")
    assert nameless("def f(x): return max(x)") != nameless("def f(x): return min(x)")
    assert nameless("def f(x, y): return x") != nameless("def f(x, y): return y")


@every_problem
def test_no_two_solutions_are_the_same_but_for_names(problem_id):
    seen = {}
    for reference in in_python(problem_id):
        twin = seen.setdefault(nameless(reference.solution.code), reference.name)
        assert twin == reference.name


def spread(judge, problem):
    """Judge all reference solutions; return slowest over fastest, and largest over smallest peak, of those in Python."""
    costs = {}
    for reference in problem.references:
        judgement = judge.judge(problem, reference.solution, effort=Effort(repeats=1))
        assert judgement.verdict is Verdict.ACCEPTED, (reference.name, judgement.failure)
        if reference.solution.language == "python":
            costs[reference.name] = judgement.measurement.quantities
    by_quantity = {
        quantity: [cost[quantity].estimate for cost in costs.values()]
        for quantity in (Quantity.CPU_S, Quantity.PEAK_BYTES)
    }
    return {quantity: max(values) / min(values) for quantity, values in by_quantity.items()}


@pytest.mark.slow
@every_problem
def test_all_references_agree_and_lie_far_apart_in_time_or_memory(problem_id, sandbox, judge):
    problem = builtin.load(problem_id, sandbox)
    assert max(spread(judge, problem).values()) >= 5


@pytest.mark.parametrize("problem_id", QUICK_IDS)
def test_all_references_of_some_problems_agree_and_lie_far_apart(problem_id, sandbox, judge):
    problem = builtin.load(problem_id, sandbox)
    small = [test for test in problem.tests if test.purpose is Purpose.CORRECTNESS]
    shortened = replace(problem, tests=(*small, problem.timed_tests()[0]))
    assert max(spread(judge, shortened).values()) >= 5


def test_the_tests_are_named_apart_and_only_a_few_are_public(sandbox):
    problem = builtin.load(QUICK_IDS[0], sandbox)
    assert len({test.name for test in problem.tests}) == len(problem.tests)
    public = [test for test in problem.tests if test.visibility is Visibility.PUBLIC]
    assert len(public) == builtin.PUBLIC_TESTS
    assert {test.purpose for test in public} == {Purpose.CORRECTNESS}


def test_the_tests_are_the_same_each_time_and_from_an_empty_cache(sandbox, tmp_path, monkeypatch):
    known = builtin.load(QUICK_IDS[0], sandbox)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    rebuilt = builtin.load(QUICK_IDS[0], sandbox)
    assert rebuilt == known == builtin.load(QUICK_IDS[0], sandbox)
    assert len(list(tmp_path.rglob("*.jsonl.gz"))) == 1


def test_held_out_inputs_were_not_seen_before_and_are_accepted(sandbox, judge):
    problem = builtin.load(QUICK_IDS[0], sandbox)
    fresh, other = (held_out(problem, sandbox, seed=seed, scale=0.05) for seed in (0, 1))
    # Inputs of the smallest sizes are the same whatever the seed.
    for left, right in ((fresh, problem), (fresh, other)):
        largest = {test.input for test in left.timed_tests()}
        assert not largest & {test.input for test in right.tests}
    (oracle,) = (r for r in problem.references if r.name == config_of(problem.id)["oracle"])
    assert judge.judge(fresh, oracle.solution, effort=Effort(repeats=0)).verdict is Verdict.ACCEPTED


@pytest.mark.slow
@pytest.mark.parametrize("problem_id", IDS)
def test_every_problem_has_small_and_larger_held_out_inputs(sandbox, problem_id):
    problem = builtin.load(problem_id, sandbox)
    fresh = held_out(
        replace(problem, performance_sizes=tuple(size // 4 for size in problem.performance_sizes)), sandbox, seed=3
    )
    assert len(fresh.tests) >= len(problem.performance_sizes) + 6


@pytest.mark.parametrize("name", ["no-such-problem", "", "../venus"])
def test_an_unknown_problem_is_a_usage_error_with_a_hint(name):
    with pytest.raises(UsageError, match="no problem") as caught:
        builtin.describe(name)
    assert "dataset list" in caught.value.hint


OTHERS = ("cpp", "java", "javascript", "go", "rust", "ruby")


def in_seven_languages():
    for problem_id in IDS:
        problem = builtin.describe(problem_id)
        if all(len(problem.references_in(language)) >= 4 for language in OTHERS):
            yield problem


def test_at_least_20_problems_have_drivers_and_solutions_in_seven_languages():
    found = list(in_seven_languages())
    assert len(found) >= 20
    assert all(problem.driver(language) is not None for problem in found for language in OTHERS)


def test_there_are_problems_of_every_difficulty():
    counts = Counter(builtin.describe(problem_id).difficulty for problem_id in IDS)
    assert all(counts[level] >= 10 for level in Difficulty)


def test_all_problems_together_are_under_5_mb():
    assert sum(path.stat().st_size for path in builtin.FOLDER.rglob("*") if path.is_file()) < 5e6
