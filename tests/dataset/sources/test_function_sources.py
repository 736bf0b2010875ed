"""Functions whose expected results are settled by the published solution: EvalPlus, MBPP, EffiBench, ENAMEL, COFFE."""

import json

import pytest

from afterburner.core import encoding
from afterburner.core.problem import CheckerKind, Purpose
from afterburner.core.status import Verdict
from afterburner.dataset.sources import running
from afterburner.dataset.sources.mbpp_values import restored
from afterburner.dataset.sources.settled import is_wanted
from afterburner.dataset.sources.source import DropReason
from afterburner.judge.generated import can_be_made, generated_input
from tests.dataset.sources.conftest import pairs
from tests.dataset.sources.published import (
    PROMPT,
    coffe_file,
    coffe_function,
    effibench,
    enamel,
    evalperf,
    evalplus,
    mbpp,
    mbpp_plus,
)


def test_evalplus_s_inputs_are_answered_by_its_canonical_solution(convert, all_accepted, verdict):
    (problem,), tally = convert("evalplus", evalplus())
    assert pairs(problem) == [([[1, 2]], [0.5, 1.0]), ([[]], []), ([[7]], [3.5])]
    assert [test.name for test in problem.tests] == ["base-1", "base-2", "plus-1"]
    assert (problem.checker.kind, problem.checker.tolerance) == (CheckerKind.FLOAT, 1e-3)
    assert all_accepted(problem)
    assert verdict(problem, "def halves(a):\n    return [x / 2 + 1e-5 for x in a]\n") is Verdict.ACCEPTED
    assert verdict(problem, "def halves(a):\n    return [x // 2 for x in a]\n") is Verdict.WRONG_ANSWER
    assert any("contracts" in note for note in tally.notes)


def test_whole_numbers_have_no_tolerance(convert, verdict):
    record = evalplus(canonical_solution="    return 10 ** 9\n", atol=0)
    (problem,), _tally = convert("evalplus", record)
    assert verdict(problem, "def halves(a):\n    return 10 ** 9 + 1\n") is Verdict.WRONG_ANSWER


def test_arguments_of_mbpp_plus_are_tuples_again_and_its_results_sets(convert, all_accepted, verdict):
    (problem,), _tally = convert("evalplus", mbpp_plus())
    assert pairs(problem)[0][0] == [(3, 4, 5), (5, 4)]
    assert all_accepted(problem)
    reverse = "def similar_elements(a, b):\n    return tuple(sorted(set(a) & set(b), reverse=True)) * 2\n"
    assert verdict(problem, reverse) is Verdict.ACCEPTED
    assert verdict(problem, "def similar_elements(a, b):\n    return (4,)\n") is Verdict.WRONG_ANSWER


@pytest.mark.parametrize(
    ("task", "given", "wanted"),
    [
        (1, [[1, 2]], [[1, 2]]),
        (116, [[1, 2]], [(1, 2)]),
        (63, [[[1, 2], [3]]], [[(1, 2), (3,)]]),
        (75, [[[1, 2]], 3], [[(1, 2)], 3]),
        (106, [[1], [2]], [[1], (2,)]),
        (115, [[[1], []]], [[{1}, {}]]),
        (250, [[1], 1], [(1,), 1]),
        (259, [[[1, 2]], [[3, 4]]], [((1, 2),), ((3, 4),)]),
        (278, [[1, [2]]], [(1, (2,))]),
        (580, [[1, [2, [3]]]], [(1, (2, (3,)))]),
        (722, [{"a": [1, 2]}, 3], [{"a": (1, 2)}, 3]),
    ],
)
def test_what_json_made_of_mbpp_s_values_is_put_back(task, given, wanted):
    assert restored(task, given) == wanted


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"base_input": "[["}, DropReason.NOT_JSON),
        ({"plus_input": None}, DropReason.MISSING_FIELD),
        ({"canonical_solution": "    return x\n"}, DropReason.REFERENCE_FAILS),
        ({"canonical_solution": "    while True: pass\n"}, DropReason.REFERENCE_FAILS),
        ({"canonical_solution": "    import os; os._exit(0)\n"}, DropReason.REFERENCE_FAILS),
        ({"canonical_solution": "    return object()\n"}, DropReason.REFERENCE_FAILS),
        ({"base_input": [], "plus_input": []}, DropReason.NO_TESTS),
        ({"task_id": "Mbpp/580", "base_input": [json.loads("[" * 600 + "]" * 600)]}, DropReason.NOT_ENCODABLE),
        ({"task_id": "Mbpp/252"}, DropReason.NOT_ENCODABLE),
        ({"task_id": "Mbpp/164"}, DropReason.NOT_SUPPORTED),
    ],
)
def test_evalplus_records_that_can_t_be_used_are_named(convert, changes, reason):
    problems, tally = convert("evalplus", evalplus(**changes))
    assert problems == []
    assert [dropped.reason for dropped in tally.dropped] == [reason]


def test_evalperf_has_references_by_score_and_inputs_for_time(convert, all_accepted):
    (problem,), _tally = convert("evalperf", evalperf())
    assert [reference.idea[-5:] for reference in problem.references] == ["50.0.", "00.0."]
    assert problem.oracle == "reference-2"
    assert {test.purpose for test in problem.tests} == {Purpose.PERFORMANCE}
    assert all_accepted(problem)


def test_mbpp_s_asserts_are_traced(convert, all_accepted):
    (problem,), _tally = convert("mbpp", mbpp())
    assert pairs(problem) == [([[1, 2]], (1, 4)), ([[]], ()), ([(3,)], (9,))]
    assert problem.entry_point == "squares"
    assert all_accepted(problem)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"test_list": ["assert squares([1]) == (2,)"]}, DropReason.REFERENCE_FAILS),
        ({"test_list": ["assert other(1) == 1"], "challenge_test_list": []}, DropReason.NO_TESTS),
        ({"test_list": ["assert ("]}, DropReason.NOT_SUPPORTED),
        ({"test_list": 3}, DropReason.MISSING_FIELD),
        ({"code": "def squares(a"}, DropReason.NOT_SUPPORTED),
    ],
)
def test_mbpp_records_that_can_t_be_used_are_named(convert, changes, reason):
    _problems, tally = convert("mbpp", mbpp(**changes))
    assert [(dropped.id, dropped.reason) for dropped in tally.dropped] == [("mbpp/601", reason)]


def test_effibench_s_asserts_are_traced(convert, all_accepted):
    (problem,), _tally = convert("effibench", effibench())
    assert pairs(problem) == [([[1, 1]], 1), ([[1, 2, 1, 1]], 3)]
    assert problem.entry_point == "Solution.pairs"
    assert all_accepted(problem)


def test_effibench_without_calls_has_no_tests(convert):
    _problems, tally = convert("effibench", effibench(test_case="assert True"))
    assert tally.dropped[0].reason is DropReason.NO_TESTS


def test_enamel_s_levels_are_made_here(convert, all_accepted, sandbox):
    (problem,), _tally = convert("enamel", enamel())
    assert len(problem.tests) == 8 + 3 * 4
    assert [len(arguments[0]) for arguments, _result in pairs(problem)] == [2] * 8 + [4] * 4 + [8] * 4 + [16] * 4
    assert problem.performance_sizes == (4, 4, 4, 4, 8, 8, 8, 8, 16, 16, 16, 16)
    assert problem.checker.kind is CheckerKind.EXACT
    assert can_be_made(problem)
    assert len(encoding.decode(generated_input(problem, 1, 50, sandbox))[0]) == 50
    assert all_accepted(problem)


def test_an_enamel_checker_with_a_tolerance_is_a_program(convert, verdict):
    checker = "def __check(input, answer, output):\n    return max(abs(a - b) for a, b in zip(answer, output)) < 1e-4\n"
    (problem,), _tally = convert("enamel", enamel(checker=checker))
    assert problem.checker.kind is CheckerKind.PROGRAM
    code = "def roots(a):\n    return tuple(x ** .5 + {} for x in a)\n"
    assert verdict(problem, code.format("1e-6")) is Verdict.ACCEPTED
    assert verdict(problem, code.format("1")) is Verdict.WRONG_ANSWER


@pytest.mark.parametrize(
    "changes",
    [
        {"input_levels": ""},
        {"input_levels": "many"},
        {"input_levels": "9" * 30},
        {"input_generator": "def generate_input(size, lid, cid):\n    raise ValueError\n"},
        {"input_generator": "import os\nos._exit(0)\n"},
        {"reference_solution": "    return a.nothing\n"},
    ],
)
def test_enamel_records_that_can_t_be_used_are_named(convert, changes):
    _problems, tally = convert("enamel", enamel(**changes))
    assert [(dropped.id, dropped.reason) for dropped in tally.dropped] == [
        ("enamel/HumanEval/902", DropReason.NO_TESTS)
    ]


def test_coffe_s_functions_are_settled_by_the_ground_truth(convert_path, tmp_path, all_accepted):
    (problem,), tally = convert_path("coffe-function", coffe_function(tmp_path / "coffe"))
    assert pairs(problem) == [([[3, 1]], (1, 3)), ([list(range(1000))], (0, 999))]
    assert [test.purpose for test in problem.tests] == [Purpose.CORRECTNESS, Purpose.PERFORMANCE]
    assert [reference.name for reference in problem.references] == ["ground-truth", "best-solution"]
    assert all_accepted(problem)
    assert any("answers otherwise" in note for note in tally.notes)


def test_coffe_s_programs_say_what_is_expected_of_them(convert_path, tmp_path, all_accepted):
    (problem,), _tally = convert_path("coffe-file", coffe_file(tmp_path / "coffe"))
    assert len(problem.tests) == 2
    assert problem.entry_point is None
    assert all_accepted(problem)


def test_coffe_without_a_solution_that_works_is_dropped(convert_path, tmp_path):
    folder = coffe_file(tmp_path / "coffe", best_solutions={PROMPT: ["print(", True]})
    problems, tally = convert_path("coffe-file", folder)
    assert problems == []
    assert tally.dropped[0].reason is DropReason.REFERENCE_FAILS


@pytest.mark.parametrize(
    ("ours", "theirs", "is_same"),
    [
        ((1, 2), [1, 2], True),
        ({1, 2}, [2, 1], True),
        ({1: (2,)}, {"1": [2]}, True),
        (0.1 + 0.2, 0.3, True),
        (1, 1.0, True),
        (float("nan"), float("nan"), True),
        ([1], [1, 1], False),
        ({1}, 1, False),
        (10**9, 10**9 + 1, False),
        pytest.param(10**400, 1.0, False, id="huge"),
        ("1", 1, False),
        (None, [], False),
    ],
)
def test_an_answer_is_as_published_but_for_what_json_has_no_word_for(ours, theirs, is_same):
    assert is_wanted(ours, (theirs,)) is is_same


def test_published_inputs_that_are_no_lists_are_no_tests(convert):
    (problem,), _tally = convert("evalplus", evalplus(base_input=json.dumps([3, [[1]]]), plus_input=[]))
    assert len(problem.tests) == 1


def test_code_without_an_end_is_given_up_soon(sandbox, monkeypatch):
    monkeypatch.setattr(running, "_MOST_TOGETHER", 4)
    inputs = [encoding.encode([number]) for number in range(40)]
    code = "def f(n):\n    while n > 1:\n        pass\n    return n\n"
    seen = Counting(sandbox)
    assert running.answers(seen, code=code, entry_point="f", inputs=inputs) == [b"0", b"1", *[None] * 38]
    assert seen.count < 12


class Counting:
    def __init__(self, sandbox):
        self.sandbox, self.count = sandbox, 0

    def execute(self, *arguments, **options):
        self.count += 1
        return self.sandbox.execute(*arguments, **options)
