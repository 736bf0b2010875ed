"""Every verdict but ``accepted`` has a reason that a program can read."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from afterburner.core.encoding import encode
from afterburner.core.execution import MIB, Limits
from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Solution, Test, Visibility
from afterburner.core.status import Status, Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.fake import FakeSandbox, ran

VERDICT_ONLY = Effort(repeats=0)


def failure(seen, expected, *, kind="tokens", entry_point=None, visibility=Visibility.PRIVATE):
    test = Test(name="t", input=b"[]", expected=expected, visibility=visibility)
    checker = CheckerSpec(kind=CheckerKind(kind))
    problem = Problem(id="p", title="", statement="", tests=(test,), entry_point=entry_point, checker=checker)
    judgement = Judge(FakeSandbox({"x": seen})).judge(problem, Solution(code="x"), effort=VERDICT_ONLY)
    assert judgement.verdict is not Verdict.ACCEPTED
    assert judgement.results[0].reason == judgement.failure.reason
    return judgement.failure


@pytest.mark.parametrize(
    ("kind", "answer", "expected", "reason"),
    [
        ("tokens", b"", b"1 2", "missing_output"),
        ("tokens", b" \n\n", b"1 2", "missing_output"),
        ("tokens", b"1", b"1 2", "missing_output"),
        ("tokens", b"1 2 3", b"1 2", "extra_output"),
        ("tokens", b"1", b"", "extra_output"),
        ("tokens", b"2 1", b"1 2", "different"),
        ("tokens", b"2", b"1 2", "different"),
        ("tokens", b"2 1 1", b"1 2", "different"),
        ("exact", b"1  2", b"1 2", "different"),
        ("exact", b"1 2\n3", b"1 2\n", "extra_output"),
        ("exact", b"1", b"1 2\n", "missing_output"),
        ("float", b"1.0000001", b"1 2", "missing_output"),
        ("float", b"1.0000001 2 3", b"1 2", "extra_output"),
        ("float", b"1.1 2", b"1 2", "different"),
        ("unordered", b"b\n", b"a\nb\n", "missing_output"),
        ("unordered", b"b\na\na\n", b"a\nb\n", "extra_output"),
        ("unordered", b"b\nc\n", b"a\nb\n", "different"),
        ("unordered", b"x\n" * 10_000_000, b"a\n", "extra_output"),
    ],
)
def test_a_wrong_text_says_how_it_is_wrong(kind, answer, expected, reason):
    assert failure(ran(answer), expected, kind=kind).reason == reason


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        (encode([1, 3]), "different"),
        (encode((1, 2)), "different"),
        (b"true", "different"),
        (b"", "missing_output"),
        (None, "missing_output"),
        (b"[1, 2", "not_encodable"),
        (b"\xff", "not_encodable"),
        (b'{"$": "object", "v": []}', "not_encodable"),
        (b"[" * 300 + b"]" * 300, "not_encodable"),
        (b" " * 100_000 + encode([1, 2]), "extra_output"),
    ],
)
def test_a_wrong_value_says_how_it_is_wrong(result, reason):
    assert failure(ran(result=result), encode([1, 2]), entry_point="f").reason == reason


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.OK])
def test_the_reason_of_the_sandbox_is_passed_on(status):
    seen = replace(ran(b"1"), status=status, reason="why:so")
    assert failure(seen, b"1").reason == "why:so"


@pytest.mark.parametrize("visibility", Visibility)
def test_a_failure_says_whether_its_test_may_be_shown(visibility):
    assert failure(ran(b"2"), b"1", visibility=visibility).visibility is visibility


def test_what_a_program_prints_cannot_write_on_the_terminal_of_who_reads_the_failure():
    seen = replace(ran(), status=Status.RUNTIME_ERROR, stderr=b"\x1b[2Jaccepted\r\x08 \xe2\x80\xae\nline")
    for shown in (failure(seen, b"1").detail, failure(ran(b"\x1b[2J\x9b1m"), b"1").detail):
        assert all(character.isprintable() or character == "\n" for character in shown)


def test_the_line_that_differs_is_found_in_a_long_answer():
    detail = failure(ran(b"1\n2\n" + b"3\n" * 1_000_000), b"1\n2\n4\n").detail
    assert "line 3" in detail
    assert "'4'" in detail
    assert len(failure(ran(b"9" * 1_000_000), b"1").detail) < 300


ENDS = {
    "exit code": ("raise SystemExit(3)", "runtime_error", "exit_code:N"),
    "exception": ("1 / 0", "runtime_error", "exit_code:N"),
    "signal": ("import os; os.abort()", "runtime_error", "signal:NAME"),
    "busy": ("while True: pass", "time_limit_exceeded", "limit:cpu"),
    "asleep": ("import time; time.sleep(60)", "wall_limit_exceeded", "limit:wall"),
    "memory": ("data = [bytes(1 << 20) + b'x' for _ in range(10_000)]", "memory_limit_exceeded", "limit:memory"),
    "flood": ("while True: print('x' * 10_000)", "output_limit_exceeded", "limit:output"),
    "syntax": ("for x in", "compile_error", "syntax_error"),
    "silence": ("pass", "wrong_answer", "missing_output"),
    "something else": ("print(2)", "wrong_answer", "different"),
    "more": ("print(1, 2)", "wrong_answer", "extra_output"),
}
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "statuses.md"


@pytest.mark.parametrize(("source", "verdict", "form"), ENDS.values(), ids=ENDS)
def test_the_reasons_of_real_runs_are_those_of_the_reference(judge, source, verdict, form):
    limits = Limits(cpu_s=0.2, wall_s=3, memory_bytes=128 * MIB, output_bytes=MIB)
    test = Test(name="t", input=b"", expected=b"1")
    problem = Problem(id="p", title="", statement="", tests=(test,), limits=limits)
    found = judge.judge(problem, Solution(code=source), effort=VERDICT_ONLY).failure
    reason = re.sub(r"(?<=exit_code:)\d+", "N", re.sub(r"(?<=signal:)\w+", "NAME", found.reason))
    assert (found.verdict.value, reason) == (verdict, form)
    assert f"`{form}`" in REFERENCE.read_text("utf-8")
