"""Python's benchmarks: asserts become inputs and outputs, by watching the calls that the published solution answers."""

import pytest

from afterburner.core.problem import Difficulty, Solution
from afterburner.core.status import Verdict
from afterburner.dataset.sources.catalogue import all_sources, recognised, source_named
from afterburner.dataset.sources.source import DropReason
from afterburner.judge.judge import Effort
from tests.dataset.sources.conftest import pairs
from tests.dataset.sources.records import backwards, depth, human_eval, leetcode


def test_every_call_becomes_a_test_once(convert):
    (problem,), tally = convert("human-eval", human_eval())
    assert pairs(problem) == [([0], 0), ([1], 2), ([2], 4), ([7], 14)]
    assert (tally.kept, tally.tests, tally.dropped, tally.faults) == (1, 4, [], [])


def test_the_asserts_are_nowhere_in_what_a_solution_is_judged_with(convert):
    (problem,), _tally = convert("human-eval", human_eval())
    assert "assert" not in problem.program(Solution(code="CODE")).source.decode()


def test_arguments_are_those_of_before_the_call(convert):
    record = human_eval(
        prompt="def last(a):\n",
        entry_point="last",
        canonical_solution="    return a.pop()\n",
        test="def check(candidate):\n    assert candidate([1, 2]) == 2\n",
    )
    (problem,), _tally = convert("human-eval", record)
    assert pairs(problem) == [([[1, 2]], 2)]


def test_inner_calls_of_a_recursion_are_no_tests(convert):
    record = human_eval(
        prompt="def down(n):\n",
        entry_point="down",
        canonical_solution="    return 0 if n == 0 else 1 + down(n - 1)\n",
        test="def check(candidate):\n    assert candidate(5) == 5\n",
    )
    (problem,), _tally = convert("human-eval", record)
    assert pairs(problem) == [([5], 5)]


def test_asserts_that_call_the_function_by_name_are_traced_too(convert):
    (problem,), _tally = convert("human-eval", human_eval(test="assert twice(4) == 8\nassert twice(5) == 10\n"))
    assert pairs(problem) == [([4], 8), ([5], 10)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"canonical_solution": "    return x\n"}, DropReason.REFERENCE_FAILS),
        ({"canonical_solution": "    return (\n"}, DropReason.REFERENCE_FAILS),
        ({"canonical_solution": "    import sys; sys.exit(0)\n"}, DropReason.REFERENCE_FAILS),
        pytest.param(
            {"canonical_solution": "    while True: pass\n"}, DropReason.REFERENCE_FAILS, marks=pytest.mark.slow
        ),
        ({"test": "def check(candidate):\n    pass\n"}, DropReason.NO_TESTS),
        ({"test": "def check(candidate):\n    assert candidate(1j) == 2j\n"}, DropReason.NOT_ENCODABLE),
        ({"test": None}, DropReason.MISSING_FIELD),
        ({"entry_point": "thrice"}, DropReason.REFERENCE_FAILS),
    ],
)
def test_what_can_t_be_converted_is_named_and_the_rest_goes_on(convert, changes, reason):
    problems, tally = convert("human-eval", human_eval(**changes), human_eval(task_id="Made/1"))
    assert [problem.id for problem in problems] == ["Made/1"]
    assert [(dropped.id, dropped.reason) for dropped in tally.dropped] == [("Made/0", reason)]
    assert tally.dropped[0].detail


def test_a_trace_that_lies_is_no_trace(convert):
    # The record's own code takes the tracer's place; what comes back is not taken for calls.
    hostile = "    import sys\n    sys.modules['__main__'].trace = None\n    return 2 * x\n"
    problems, tally = convert("human-eval", human_eval(canonical_solution=hostile))
    assert len(problems) + len(tally.dropped) == 1


def test_two_records_with_one_id_are_one_problem(convert):
    problems, tally = convert("human-eval", human_eval(), human_eval())
    assert len(problems) == 1
    assert tally.dropped[0].reason is DropReason.DUPLICATE_ID


def test_calls_that_raise_on_purpose_are_left_out_and_said(convert):
    record = human_eval(
        canonical_solution="    if x < 0:\n        raise ValueError\n    return 2 * x\n",
        test="def check(candidate):\n    assert candidate(1) == 2\n    try:\n        candidate(-1)\n"
        "    except ValueError:\n        pass\n",
    )
    (problem,), tally = convert("human-eval", record)
    assert pairs(problem) == [([1], 2)]
    assert any("exception" in note for note in tally.notes)


def test_named_arguments_take_their_places(convert):
    (problem,), _tally = convert("leetcode-dataset", leetcode())
    assert pairs(problem) == [([[1, 3], 1], 4), ([[5], 2], 7)]
    assert (problem.entry_point, problem.difficulty) == ("Solution.next", Difficulty.EASY)


@pytest.mark.parametrize("record", [leetcode(), backwards(), depth()])
def test_the_published_solution_is_accepted_and_another_is_not(convert, judge, record):
    (problem,), _tally = convert("leetcode-dataset", record)
    effort = Effort(repeats=0)
    assert judge.judge(problem, problem.references[0].solution, effort=effort).verdict is Verdict.ACCEPTED
    wrong = Solution(
        code="class Solution:\n    def next(self, a, k): return 0\n    flip = depth = lambda self, x: None\n"
    )
    assert judge.judge(problem, wrong, effort=effort).verdict is Verdict.WRONG_ANSWER


def test_nodes_travel_as_the_lists_that_they_were_made_of(convert):
    (flip, deep), _tally = convert("leetcode-dataset", backwards(), depth())
    assert pairs(flip) == [([[1, 2, 3]], [3, 2, 1]), ([[]], [])]
    assert pairs(deep) == [([[1, None, 2, 3]], 3), ([[]], 0)]


def test_a_limit_ends_the_conversion(convert):
    problems, _tally = convert("human-eval", *(human_eval(task_id=f"Made/{n}") for n in range(5)), most=2)
    assert len(problems) == 2


@pytest.mark.parametrize(("name", "record"), [("human-eval", human_eval()), ("leetcode-dataset", leetcode())])
def test_a_format_is_told_by_its_fields(name, record):
    assert recognised(record) is source_named(name)


def test_what_no_format_has_is_recognised_as_none():
    assert recognised({"foo": 1}) is None


def test_every_source_says_what_it_is():
    names = [source.name for source in all_sources()]
    assert len(set(names)) == len(names)
    assert all(source.title and source.licence and source.reads for source in all_sources())


def test_a_tolerance_is_for_floats_alone(convert, verdict):
    huge = human_eval(
        canonical_solution="    return 10 ** 17\n", test="def check(candidate):\n    assert candidate(1) == 10 ** 17\n"
    )
    (problem,), _tally = convert("human-eval", huge)
    assert verdict(problem, "def twice(x):\n    return 1e17\n") is Verdict.ACCEPTED
    assert verdict(problem, "def twice(x):\n    return 10 ** 17 + 1\n") is Verdict.WRONG_ANSWER
