"""Building: sizes grow until solutions separate, the majority decides, what is unfit is put aside, and nothing is done twice."""

from dataclasses import replace

import pytest

from afterburner.core import encoding
from afterburner.core.errors import SandboxError, UsageError
from afterburner.core.journal import Journal
from afterburner.core.problem import Problem, Purpose, Reference, Solution, Test, Visibility
from afterburner.core.status import Status
from afterburner.dataset.building.pipeline import build, is_for_testing
from afterburner.dataset.building.plan import BuildPlan, Built, QuarantineReason
from afterburner.dataset.building.stages import Workshop
from afterburner.dataset.similarity import benchmark_ngrams
from afterburner.sandbox.fake import FakeSandbox, ran

PLAN = BuildPlan(correctness=4, performance=2)


def reference(code, language="python"):
    # A text, not a name: names don't make a program another one.
    return Reference(name=code, idea="", solution=Solution(code=repr(code), language=language))


def problem_of(*codes, **changes):
    fields = {
        "id": "p",
        "title": "",
        "statement": "Do it.",
        "tests": (),
        "entry_point": "f",
        "generator": "numbers",
        "references": tuple(map(reference, codes)),
    }
    return Problem(**{**fields, **changes})


ANSWERS = {"right": 0, "slow": 0, "also": 0, "wrong": 1, "odd": 2}
COSTS = {"slow": 1e-6, "right": 1e-8, "also": 1e-8, "wrong": 1e-8, "odd": 1e-8}


class World:
    """Generators return [size, seed]; solutions answer by their name, at a cost for each unit of size."""

    def __init__(self):
        self.generated = 0

    def __call__(self, program, stdin):
        value = encoding.decode(stdin)
        source = program.source.decode().strip("'")
        if program.entry_point == "generate":
            return self.generate(source, *value)
        size = value[0]
        if source == "crashes":
            return replace(ran(), status=Status.RUNTIME_ERROR, result=None)
        return ran(result=encoding.encode(ANSWERS[source]), cpu_s=1e-4 + COSTS[source] * size)

    def generate(self, source, seed, size):
        self.generated += 1
        made = {"numbers": [size, seed], "random": [size, self.generated], "nothing": None}
        if source == "endless" or (source == "small" and size > 500):
            return replace(ran(), status=Status.TIME_LIMIT_EXCEEDED, reason="limit:cpu", result=None)
        return ran(result=encoding.encode(made.get(source, [size, seed])))


def built(problem, tmp_path, *, plan=PLAN, world=None, benchmarks=frozenset(), name="j.jsonl"):
    sandbox = FakeSandbox(world or World())
    with Journal(tmp_path / name) as journal:
        (passed,) = build([problem], Workshop(plan=plan, sandbox=sandbox, benchmarks=benchmarks), journal)
    return passed.outcome, passed.reused, sandbox


def test_sizes_grow_until_the_slowest_takes_long_enough_and_far_longer_than_the_fastest(tmp_path):
    outcome, _reused, _sandbox = built(problem_of("slow", "right"), tmp_path)
    (size,) = set(outcome.problem.performance_sizes)
    assert size == 32768  # the first of 64 * 2**k at which 1e-6 s a unit are 20 ms
    assert [t.purpose for t in outcome.problem.tests].count(Purpose.PERFORMANCE) == 2
    assert any("slowest over fastest" in note for note in outcome.notes)


def test_where_solutions_do_not_separate_it_is_said(tmp_path):
    plan = BuildPlan(correctness=2, performance=1, longest_s=0.001)
    outcome, _reused, _sandbox = built(problem_of("right", "also"), tmp_path, plan=plan)
    assert isinstance(outcome, Built)
    assert any("not separated" in note for note in outcome.notes)


def test_a_generator_that_ends_early_bounds_the_size(tmp_path):
    outcome, _reused, _sandbox = built(problem_of("slow", "right", generator="small"), tmp_path)
    assert set(outcome.problem.performance_sizes) == {256}


@pytest.mark.parametrize(
    ("generator", "reason"),
    [
        ("endless", QuarantineReason.GENERATOR_FAILS),
        ("random", QuarantineReason.GENERATOR_DIFFERS),
        ("nothing", QuarantineReason.GENERATOR_EMPTY),
    ],
)
def test_an_unfit_generator_puts_its_problem_aside(tmp_path, generator, reason):
    outcome, _reused, _sandbox = built(problem_of("right", "also", generator=generator), tmp_path)
    assert (outcome.reason, outcome.id) == (reason, "p")
    assert outcome.detail


def test_the_majority_decides_and_who_dissents_is_left_out(tmp_path):
    outcome, _reused, _sandbox = built(problem_of("right", "wrong", "slow", "crashes"), tmp_path)
    assert outcome.reason is QuarantineReason.DISAGREEMENT  # two of four are no majority
    outcome, _reused, _sandbox = built(problem_of("right", "wrong", "slow", "also"), tmp_path)
    assert [one.name for one in outcome.problem.references] == ["right", "slow", "also"]
    assert {test.expected for test in outcome.problem.tests} == {b"0"}
    assert any("wrong left out" in note for note in outcome.notes)


def test_given_tests_decide_before_any_vote(tmp_path):
    given = Test(name="given", input=b"[3, 1]", expected=b"1")
    problem = problem_of("right", "slow", "wrong", tests=(given,))
    outcome, _reused, _sandbox = built(problem, tmp_path)
    assert [one.name for one in outcome.problem.references] == ["wrong"]
    assert outcome.problem.tests[0].expected == b"1"


def test_a_problem_without_a_right_solution_is_put_aside(tmp_path):
    given = Test(name="given", input=b"[3, 1]", expected=b"9")
    outcome, _reused, _sandbox = built(problem_of("right", tests=(given,)), tmp_path)
    assert outcome.reason is QuarantineReason.NO_SOLUTIONS
    assert "given" in outcome.detail


def test_tests_without_a_generator_are_kept_as_they_are(tmp_path):
    given = Test(name="given", input=b"[3, 1]", expected=b"0")
    outcome, _reused, _sandbox = built(problem_of("right", generator=None, tests=(given,)), tmp_path)
    assert outcome.problem.tests == (replace(given, visibility=Visibility.PUBLIC),)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"generator": None}, QuarantineReason.NO_INPUTS),
        ({"references": ()}, QuarantineReason.NO_SOLUTIONS),
        ({"statement": "The benchmark's own words."}, QuarantineReason.CONTAMINATED),
    ],
)
def test_what_can_t_be_built_is_put_aside_before_anything_runs(tmp_path, changes, reason):
    known = benchmark_ngrams(["The benchmark's own words."])
    outcome, _reused, _sandbox = built(problem_of("right", **changes), tmp_path, benchmarks=known)
    assert outcome.reason is reason


def test_solutions_that_are_others_but_for_names_are_left_out(tmp_path):
    twins = (reference("right"), replace(reference("right"), name="twin"))
    outcome, _reused, _sandbox = built(problem_of(references=twins), tmp_path)
    assert [one.name for one in outcome.problem.references] == ["right"]
    assert any("twin left out" in note for note in outcome.notes)


def test_only_the_first_correctness_tests_are_public(tmp_path):
    plan = BuildPlan(correctness=4, performance=1, public=2)
    outcome, _reused, _sandbox = built(problem_of("slow", "right"), tmp_path, plan=plan)
    shown = [test for test in outcome.problem.tests if test.visibility is Visibility.PUBLIC]
    assert len(shown) == 2
    assert {test.purpose for test in shown} == {Purpose.CORRECTNESS}


def test_a_second_build_runs_nothing_and_makes_the_same(tmp_path):
    first, _reused, _sandbox = built(problem_of("slow", "right"), tmp_path)
    again, reused, sandbox = built(problem_of("slow", "right"), tmp_path)
    assert (again, reused, sandbox.calls) == (first, 4, [])


def test_what_changed_is_built_anew(tmp_path):
    built(problem_of("slow", "right"), tmp_path)
    for problem, plan in ((problem_of("slow", "also"), PLAN), (problem_of("slow", "right"), BuildPlan(correctness=3))):
        _outcome, _reused, sandbox = built(problem, tmp_path, plan=plan)
        assert sandbox.calls


@pytest.mark.parametrize("kept", range(5))
def test_killed_after_any_stage_it_goes_on_to_the_same(tmp_path, kept):
    whole, _reused, _sandbox = built(problem_of("slow", "right"), tmp_path, name="whole.jsonl")
    lines = (tmp_path / "whole.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "j.jsonl").write_bytes(b"".join(lines[:kept]) + b'{"half')
    outcome, reused, _sandbox = built(problem_of("slow", "right"), tmp_path)
    assert (outcome, reused) == (whole, kept)


def test_problems_come_out_in_their_order_whatever_they_take(tmp_path):
    problems = [problem_of("slow", "right", id=f"p{n}") for n in range(12)]
    with Journal(tmp_path / "j.jsonl") as journal:
        workshop = Workshop(plan=PLAN, sandbox=FakeSandbox(World()))
        outcomes = [passed.outcome for passed in build(problems, workshop, journal, workers=3)]
    assert [outcome.problem.id for outcome in outcomes] == [problem.id for problem in problems]


def test_a_machine_fault_ends_the_build_and_quarantines_nobody(tmp_path):
    sandbox = FakeSandbox(World(), faults=[5])
    with Journal(tmp_path / "j.jsonl") as journal, pytest.raises(SandboxError):
        list(build([problem_of("slow", "right")], Workshop(plan=PLAN, sandbox=sandbox), journal))
    outcome, _reused, _sandbox = built(problem_of("slow", "right"), tmp_path)
    assert isinstance(outcome, Built)


def test_a_problem_stays_in_its_split_and_shares_are_kept():
    names = [f"problem-{n}" for n in range(2000)]
    chosen = {name for name in names if is_for_testing(name, seed=1, share=0.2)}
    assert 0.16 < len(chosen) / len(names) < 0.24
    assert chosen <= {name for name in names if is_for_testing(name, seed=1, share=0.3)}
    assert not any(is_for_testing(name, seed=1, share=0.0) for name in names)
    assert all(is_for_testing(name, seed=1, share=1.0) for name in names)


@pytest.mark.parametrize("field", [{"correctness": 0}, {"spread": 0.5}, {"test_share": 2}, {"longest_s": float("nan")}])
def test_a_plan_that_makes_no_sense_is_a_usage_error(field):
    with pytest.raises(UsageError, match=next(iter(field))):
        BuildPlan(**field)


HOSTILE = {
    "kills all": "import os, signal\ndef generate(seed, size):\n    os.kill(-1, signal.SIGKILL)\n    return [[1] * size]\n",
    "forks": "import os\ndef generate(seed, size):\n    while True:\n        os.fork()\n",
    "leaves files": "def generate(seed, size):\n    open('/tmp/left', 'a').write('x')\n"
    "    return [[len(open('/tmp/left').read())] * size]\n",
    "random": "import random\ndef generate(seed, size):\n    return [[random.random() for _ in range(size)]]\n",
    "prints": "def generate(seed, size):\n    print('[[1]]')\n",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_generator_hurts_nobody_but_itself(tmp_path, sandbox, what):
    solution = Solution(code="def f(xs):\n    return sum(xs)\n")
    problem = problem_of(references=(Reference(name="sum", idea="", solution=solution),), generator=HOSTILE[what])
    plan = BuildPlan(correctness=2, performance=1, longest_s=0.05, largest_input_bytes=10_000)
    with Journal(tmp_path / "j.jsonl") as journal:
        (passed,) = build([problem], Workshop(plan=plan, sandbox=sandbox), journal)
    if what in {"leaves files", "kills all"}:
        assert isinstance(passed.outcome, Built)  # nothing was left for the second run to see
    else:
        assert passed.outcome.reason.value.startswith("generator_")
