"""Venus and Mercury: runners, evaluators and converters of others become drivers, checkers and tests; all run in the sandbox."""

import json

import pytest

from afterburner.core.problem import CheckerKind, Difficulty
from afterburner.core.status import Verdict
from afterburner.dataset.sources.evaluators import is_equality
from afterburner.dataset.sources.source import DropReason
from tests.dataset.sources.conftest import pairs, texts
from tests.dataset.sources.published import TOTAL, mercury, mercury_nodes, venus

ANY_ORDER = "def evaluate(expected, actual):\n    return sorted(expected.split()) == sorted(actual.split())\n"


def test_a_runner_becomes_the_driver(convert, all_accepted, verdict):
    (problem,), tally = convert("venus", venus())
    assert (problem.id, problem.difficulty, problem.tags) == ("venus/17", Difficulty.MEDIUM, ("Array", "Math"))
    assert texts(problem) == [("1 2", "3"), ("5", "5\n")]
    assert (problem.entry_point, problem.checker.kind) == (None, CheckerKind.TOKENS)
    assert problem.starter.startswith("class Solution")
    assert all_accepted(problem)
    assert verdict(problem, TOTAL.replace("sum", "max")) is Verdict.WRONG_ANSWER
    assert tally.dropped == []


def test_solutions_that_passed_become_references_and_what_was_measured_is_left_behind(convert):
    (problem,), tally = convert("venus", venus())
    assert [(reference.name, reference.solution.code) for reference in problem.references] == [("solution-1", TOTAL)]
    notes = "\n".join(tally.notes)
    assert "published as not passed" in notes
    assert "another machine" in notes
    assert "precentile_*" in notes
    assert "generate(seed, size)" in notes


def test_an_evaluator_that_is_more_than_equality_runs_as_a_checker_program(convert, verdict):
    record = venus(
        test_case_evaluator=ANY_ORDER,
        test_case_runners=RUNNER_OF_LISTS,
        test_cases=json.dumps([{"input": "3 1 2", "output": "1 2 3"}]),
        solutions=[{"code": "class Solution:\n    def order(self, a):\n        return sorted(a)\n", "passed": True}],
    )
    (problem,), _tally = convert("venus", record)
    assert problem.checker.kind is CheckerKind.PROGRAM
    assert verdict(problem, "class Solution:\n    def order(self, a):\n        return a\n") is Verdict.ACCEPTED
    assert verdict(problem, "class Solution:\n    def order(self, a):\n        return a[1:]\n") is Verdict.WRONG_ANSWER


RUNNER_OF_LISTS = "==Code Submission==\n\nprint(*Solution().order(input().split()))\n"


def test_an_answer_that_the_evaluator_trips_over_is_wrong(convert, verdict):
    evaluator = "import json\n\ndef evaluate(expected, actual):\n    return abs(json.loads(expected) - json.loads(actual)) < 1\n"
    (problem,), _tally = convert("venus", venus(test_case_evaluator=evaluator))
    rubbish = "class Solution:\n    def total(self, numbers):\n        return 'rubbish'\n"
    assert verdict(problem, rubbish) is Verdict.WRONG_ANSWER


def test_runners_and_solutions_by_language(convert):
    cpp = "#include <iostream>\n==Code Submission==\nint main() {}\n"
    record = venus(
        test_case_runners={"python3": venus()["test_case_runners"], "cpp": cpp, "golang": None},
        code_prompt={"python3": "class Solution:", "cpp": "class Solution {};"},
        solutions={"python3": venus()["solutions"], "cpp": [{"code": "class Solution {};", "passed": True}]},
    )
    (problem,), _tally = convert("venus", record)
    assert {driver.language: driver.starter for driver in problem.drivers} == {
        "python": "class Solution:",
        "cpp": "class Solution {};",
    }
    assert [r.solution.language for r in problem.references] == ["python", "cpp"]


def test_a_generator_with_our_interface_is_kept(convert):
    generator = "def generate(seed, size):\n    return ' '.join(['1'] * size)\n"
    (problem,), _tally = convert("venus", venus(test_case_generator=generator))
    assert problem.generator == generator


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"test_cases": "[{"}, DropReason.NOT_JSON),
        ({"test_cases": "[]"}, DropReason.NO_TESTS),
        ({"test_cases": json.dumps([{"input": 1, "output": "1"}])}, DropReason.MISSING_FIELD),
        ({"test_cases": None}, DropReason.MISSING_FIELD),
        ({"test_case_runners": "print(1)"}, DropReason.DRIVER),
        ({"test_case_runners": "==Code Submission==\n==Code Submission=="}, DropReason.DRIVER),
        ({"test_case_runners": {}}, DropReason.MISSING_FIELD),
        ({"test_case_evaluator": "def evaluate("}, DropReason.NOT_SUPPORTED),
        ({"test_case_evaluator": "is_right = True"}, DropReason.NOT_SUPPORTED),
        (
            {"test_case_evaluator": "import os\nos._exit(7)\ndef evaluate(e, a):\n    return 1\n"},
            DropReason.REFERENCE_FAILS,
        ),
        ({"solutions": [{"code": "class Solution: pass", "passed": True}]}, DropReason.REFERENCE_FAILS),
        ({"question_content": "half of a pair: \ud800"}, DropReason.NOT_ENCODABLE),
    ],
)
def test_venus_records_that_can_t_be_used_are_named_and_the_rest_goes_on(convert, changes, reason):
    problems, tally = convert("venus", venus(**changes), venus(problem_id=18))
    assert [problem.id for problem in problems] == ["venus/18"]
    assert [(dropped.id, dropped.reason) for dropped in tally.dropped] == [("venus/17", reason)]


def test_hostile_code_of_a_record_runs_in_the_sandbox_alone(convert, tmp_path):
    mark = tmp_path / "mark"
    hostile = f"import pathlib\npathlib.Path({str(mark)!r}).write_text('here')\n"
    convert(
        "venus",
        venus(test_case_evaluator=hostile + ANY_ORDER, test_case_runners=hostile + venus()["test_case_runners"]),
    )
    convert("mercury", mercury(convert_offline=hostile + mercury()["convert_offline"]))
    assert not mark.exists()


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        ("def evaluate(a, b):\n    'Says.'\n    return str(a).strip() == b.rstrip()\n", True),
        ("import os\ndef f(i, o, e):\n    if o == e:\n        return True\n    else:\n        return False\n", True),
        ("def evaluate(a, b):\n    return a == a\n", False),
        ("def evaluate(a, b):\n    return a != b\n", False),
        ("def evaluate(a, b):\n    return a == b == 1\n", False),
        ("def evaluate(a, b):\n    return a.lower() == b.lower()\n", False),
        ("def evaluate(a, b):\n    return a == 3\n", False),
        ("def evaluate(a, b):\n    print(a)\n    return a == b\n", False),
        ("def evaluate(a, b):\n    return a == c\n", False),
        ("evaluate = lambda a, b: a == b\n", False),
    ],
)
def test_equality_is_told_from_what_is_more(code, is_one):
    assert is_equality(code) is is_one


def test_the_converter_of_a_mercury_record_makes_the_tests(convert, all_accepted, verdict):
    (problem,), tally = convert("mercury", mercury())
    assert pairs(problem) == [([[3, 1, 2], 2], [3, 2]), ([[5], 1], [5])]
    assert (problem.entry_point, problem.checker.tolerance) == ("Solution.first", 0.0)
    assert all_accepted(problem)
    assert (
        verdict(problem, "class Solution:\n    def first(self, a, k):\n        return a[:k]\n") is Verdict.WRONG_ANSWER
    )
    assert any("another machine" in note for note in tally.notes)


def test_mercury_s_lists_of_nodes_travel_as_lists(convert, all_accepted):
    (problem,), _tally = convert("mercury", mercury_nodes())
    assert pairs(problem) == [([[1, 2]], [2, 4])]
    assert all_accepted(problem)


def test_a_mercury_evaluator_that_looks_at_the_arguments(convert, verdict):
    evaluator = "def evaluate_offline(inputs, outputs, expected):\n    return set(outputs) <= set(inputs[0])\n"
    (problem,), _tally = convert("mercury", mercury(evaluate_offline=evaluator))
    assert verdict(problem, "class Solution:\n    def first(self, a, k):\n        return a\n") is Verdict.ACCEPTED
    assert (
        verdict(problem, "class Solution:\n    def first(self, a, k):\n        return [99]\n") is Verdict.WRONG_ANSWER
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"test_cases": "["}, DropReason.NOT_JSON),
        ({"convert_offline": "def convert_offline(case):\n    raise ValueError\n"}, DropReason.NO_TESTS),
        ({"convert_offline": "while True: pass\n"}, DropReason.NO_TESTS),
        ({"convert_offline": "import os\nos._exit(0)\n"}, DropReason.NO_TESTS),
        ({"solutions": [{"solution": "class Solution: pass"}]}, DropReason.REFERENCE_FAILS),
        ({"entry_point": None}, DropReason.MISSING_FIELD),
    ],
)
def test_mercury_records_that_can_t_be_used_are_named(convert, changes, reason):
    problems, tally = convert("mercury", mercury(**changes))
    assert problems == []
    assert [(dropped.id, dropped.reason) for dropped in tally.dropped] == [("mercury/largest-first", reason)]
