"""The judge over a fake sandbox: which executions become which judgement."""

from dataclasses import replace

import pytest

from afterburner.core.encoding import encode
from afterburner.core.errors import SandboxError, UsageError
from afterburner.core.execution import Limits
from afterburner.core.objective import Clock, Quantity
from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Purpose, Solution, Test
from afterburner.core.status import Status, Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.measure.compare import Plan
from afterburner.sandbox.fake import FakeSandbox, ran

VERDICT_ONLY = Effort(repeats=0)
ECHO = Solution(code="echo")


def cases(*names, purpose=Purpose.CORRECTNESS):
    return tuple(Test(name=n, input=n.encode(), expected=n.encode() + b"\n", purpose=purpose) for n in names)


def problem_of(*tests, **fields):
    return Problem(id="p", title="Echo", statement="Print the input.", tests=tests, **fields)


PROBLEM = problem_of(*cases("one", "two"), *cases("big", purpose=Purpose.PERFORMANCE))


def echo(_program, stdin):
    return ran(stdin + b"\n", cpu_s=0.25, peak_bytes=100)


def failing_on(test, seen):
    return lambda program, stdin: seen if stdin == test else echo(program, stdin)


def test_right_answers_to_all_tests_are_accepted():
    judgement = Judge(FakeSandbox(echo)).judge(PROBLEM, ECHO)
    assert (judgement.verdict, judgement.passed, judgement.total) == (Verdict.ACCEPTED, 3, 3)
    assert judgement.failure is None


def test_the_measurement_is_over_the_performance_tests():
    judgement = Judge(FakeSandbox(echo)).judge(PROBLEM, ECHO, effort=Effort(repeats=4))
    assert judgement.measurement.repeats == 4
    assert judgement.measurement.quantities[Quantity.CPU_S].estimate == pytest.approx(0.25)


def test_without_performance_tests_all_tests_are_measured():
    judgement = Judge(FakeSandbox(echo)).judge(problem_of(*cases("one", "two")), ECHO)
    assert judgement.measurement.quantities[Quantity.CPU_S].estimate == pytest.approx(0.5)


def test_the_first_pass_is_measured_and_not_run_again():
    sandbox = FakeSandbox(echo)
    Judge(sandbox).judge(PROBLEM, ECHO, effort=Effort(repeats=3))
    inputs = [call.stdin for call in sandbox.calls]
    assert (sorted(inputs[:2]), inputs[2:]) == ([b"one", b"two"], [b"big", b"big", b"big"])


def test_no_repeats_means_no_measurement():
    assert Judge(FakeSandbox(echo)).judge(PROBLEM, ECHO, effort=VERDICT_ONLY).measurement is None


def test_one_pass_is_measured_when_the_time_is_up():
    judgement = Judge(FakeSandbox(echo)).judge(PROBLEM, ECHO, effort=Effort(repeats=5, budget_s=0.0))
    assert judgement.measurement.repeats == 1


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.OK])
def test_a_run_that_did_not_go_well_is_the_verdict_even_with_the_right_output(status):
    seen = replace(ran(b"two\n"), status=status, reason="why", stderr=b"Traceback: \xff\n")
    judgement = Judge(FakeSandbox(failing_on(b"two", seen))).judge(PROBLEM, ECHO)
    assert judgement.verdict.value == status.value
    assert (judgement.failure.test, judgement.failure.reason) == ("two", "why")
    assert "Traceback" in judgement.failure.detail
    assert judgement.measurement is None


def test_a_wrong_answer_names_the_line_that_differs():
    judgement = Judge(FakeSandbox(failing_on(b"two", ran(b"2\n")))).judge(PROBLEM, ECHO, all_tests=True)
    assert (judgement.verdict, judgement.passed, judgement.total) == (Verdict.WRONG_ANSWER, 2, 3)
    assert "line 1" in judgement.failure.detail
    assert "'two'" in judgement.failure.detail
    assert "'2'" in judgement.failure.detail


@pytest.mark.parametrize(
    "output", [b"", b"two\ngarbage", b"tw", b"accepted", b'{"verdict": "accepted"}', b"two" + b"\0" * 9, b"\xff" * 99]
)
def test_nothing_but_the_right_output_is_accepted(output):
    judgement = Judge(FakeSandbox(failing_on(b"two", ran(output)))).judge(PROBLEM, ECHO)
    assert judgement.verdict is Verdict.WRONG_ANSWER
    assert judgement.failure.detail


def test_tests_after_the_first_failure_are_not_run_unless_asked_for():
    wrong_on_small_ones = lambda program, stdin: echo(program, stdin) if stdin == b"big" else ran(b"?")  # noqa: E731
    for all_tests, calls, passed in ((False, 1, 0), (True, 3, 1)):
        sandbox = FakeSandbox(wrong_on_small_ones)
        judgement = Judge(sandbox).judge(PROBLEM, ECHO, all_tests=all_tests)
        assert (len(sandbox.calls), judgement.passed) == (calls, passed)
        assert judgement.failure.test == ("one" if all_tests else sandbox.calls[0].stdin.decode())


def counting(answers):
    """Answers in turn on the performance test, and right on all others."""
    turns = iter(answers)
    return lambda program, stdin: next(turns) if stdin == b"big" else echo(program, stdin)


@pytest.mark.parametrize(
    ("later", "verdict"),
    [(ran(b""), Verdict.WRONG_ANSWER), (replace(ran(), status=Status.RUNTIME_ERROR), Verdict.RUNTIME_ERROR)],
)
def test_a_program_that_fails_in_a_later_pass_is_not_accepted(later, verdict):
    judgement = Judge(FakeSandbox(counting([ran(b"big"), ran(b"big"), later]))).judge(PROBLEM, ECHO)
    assert (judgement.verdict, judgement.failure.test) == (verdict, "big")
    assert judgement.passed < judgement.total
    assert judgement.measurement is None


@pytest.mark.parametrize("fault", [0, 2, 4])
def test_a_fault_of_the_machine_is_an_error_and_no_verdict(fault):
    with pytest.raises(SandboxError):
        Judge(FakeSandbox(echo, faults=[fault])).judge(PROBLEM, ECHO)


def test_without_tests_nothing_is_accepted():
    with pytest.raises(UsageError, match="no tests"):
        Judge(FakeSandbox(echo)).judge(problem_of(), ECHO, effort=VERDICT_ONLY)


def test_expected_answers_never_reach_the_sandbox():
    secret = problem_of(Test(name="t", input=b"in", expected=b"the-secret-answer"))
    sandbox = FakeSandbox({"x": ran(b"no")})
    Judge(sandbox).judge(secret, Solution(code="x"))
    assert "the-secret-answer" not in repr(sandbox.calls)


def test_the_limits_are_those_of_the_problem_unless_others_are_given():
    own, other = Limits(cpu_s=1.5), Limits(cpu_s=0.5)
    sandbox = FakeSandbox(echo)
    Judge(sandbox).judge(replace(PROBLEM, limits=own), ECHO, effort=VERDICT_ONLY)
    Judge(sandbox).judge(replace(PROBLEM, limits=own), ECHO, effort=VERDICT_ONLY, limits=other)
    assert [call.limits for call in sandbox.calls] == [own] * 3 + [other] * 3


def test_progress_is_told_after_each_test():
    told = []
    Judge(FakeSandbox(echo)).judge(PROBLEM, ECHO, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


FUNCTION = problem_of(
    Test(name="t", input=encode([2]), expected=encode([1, (2,)])),
    entry_point="f",
    checker=CheckerSpec(kind=CheckerKind.EXACT),
)


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        (ran(result=encode([1, (2,)])), Verdict.ACCEPTED),
        (ran(b"noise\n", result=encode([1, (2,)])), Verdict.ACCEPTED),
        (ran(result=encode([1, [2]])), Verdict.WRONG_ANSWER),
        (ran(encode([1, (2,)])), Verdict.WRONG_ANSWER),
        (ran(result=b"\xff"), Verdict.WRONG_ANSWER),
        (ran(result=b"[" * 202 + b"]" * 202), Verdict.WRONG_ANSWER),
    ],
)
def test_a_function_is_judged_by_what_it_returned_and_not_by_what_it_printed(seen, verdict):
    sandbox = FakeSandbox({"def f": seen})
    judgement = Judge(sandbox).judge(FUNCTION, Solution(code="def f"), effort=VERDICT_ONLY)
    assert judgement.verdict is verdict
    assert sandbox.calls[0].program.entry_point == "f"


def by_source(**programs):
    return FakeSandbox(lambda program, stdin: programs[program.source.decode()](stdin))


def test_comparing_runs_both_in_turn_on_the_timed_tests():
    sandbox = by_source(slow=lambda s: ran(s, cpu_s=1.0), fast=lambda s: ran(s, cpu_s=0.25))
    comparison = Judge(sandbox).compare(PROBLEM, Solution(code="slow"), Solution(code="fast"))
    assert comparison.better(Quantity.CPU_S) == "b"
    assert comparison.ratios[Quantity.CPU_S].estimate == pytest.approx(4.0)
    assert {call.stdin for call in sandbox.calls} == {b"big"}
    sources = [call.program.source for call in sandbox.calls]
    assert all({a, b} == {b"slow", b"fast"} for a, b in zip(sources[::2], sources[1::2], strict=True))


def test_a_wrong_answer_while_comparing_is_a_failure_that_names_program_and_test():
    sandbox = by_source(slow=lambda s: ran(s, cpu_s=1.0), quick=lambda _s: ran(b"", cpu_s=0.001))
    comparison = Judge(sandbox).compare(PROBLEM, Solution(code="slow"), Solution(code="quick"))
    assert comparison.failure == "b: wrong_answer on test big"
    assert comparison.better(Quantity.CPU_S) is None


def test_a_fault_of_the_machine_while_comparing_is_an_error():
    with pytest.raises(SandboxError):
        Judge(FakeSandbox(echo, faults=[3])).compare(PROBLEM, ECHO, ECHO)


def test_a_program_is_no_better_than_itself():
    comparison = Judge(FakeSandbox(echo)).compare(PROBLEM, ECHO, ECHO, plan=Plan(clock=Clock.WALL))
    assert all(comparison.better(quantity) is None for quantity in Quantity)


def test_the_real_sandbox_and_the_judge_agree_on_right_and_wrong(judge):
    echoing, lying = Solution(code="print(input())"), Solution(code="print('one')")
    assert judge.judge(PROBLEM, echoing, effort=VERDICT_ONLY).verdict is Verdict.ACCEPTED
    assert judge.judge(PROBLEM, lying, effort=VERDICT_ONLY).failure.test == "two"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("repeats", [-1, 1e300, float("nan"), float("inf")]),
        ("budget_s", [-1, -0.001, 1e300, float("nan"), float("inf")]),
        ("sample_hz", [0, -5, 0.5, 20_000, 1e300, float("nan"), float("inf")]),
    ],
)
def test_an_effort_that_makes_no_sense_is_a_usage_error(name, values):
    for value in values:
        with pytest.raises(UsageError, match=name) as caught:
            Effort(**{name: value})
        assert caught.value.hint


@pytest.mark.parametrize("language", ["c", "ruby", "klingon"])
def test_functions_of_other_languages_need_a_driver(language):
    other = Solution(code="x", language=language)
    for ask in (lambda j: j.judge(FUNCTION, other), lambda j: j.compare(FUNCTION, other, ECHO)):
        sandbox = FakeSandbox(echo)
        with pytest.raises(UsageError, match=f"{language}$") as caught:
            ask(Judge(sandbox))
        assert "driver" in caught.value.hint
        assert not sandbox.calls


def test_a_program_that_does_not_compile_is_not_tried_on_every_test():
    sandbox = FakeSandbox({"echo": replace(ran(), status=Status.COMPILE_ERROR, reason="syntax_error")})
    judgement = Judge(sandbox).judge(PROBLEM, ECHO, all_tests=True)
    assert (judgement.verdict, judgement.passed, len(sandbox.calls)) == (Verdict.COMPILE_ERROR, 0, 1)
