"""A checker program: what it is given, what its end means, and that neither side can reach the other through it."""

import base64
import json
from dataclasses import replace

import pytest

from afterburner.core.encoding import encode
from afterburner.core.errors import AfterburnerError, CheckerError, SandboxError, UsageError
from afterburner.core.execution import Limits
from afterburner.core.problem import CheckerKind, CheckerProgram, CheckerSpec, Problem, Solution, Test
from afterburner.core.status import Status, Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.fake import FakeSandbox, ran

VERDICT_ONLY = Effort(repeats=0)
QUICK_LIMITS = Limits(cpu_s=1, wall_s=3)


def spec_of(code, **fields):
    program = CheckerProgram(solution=Solution(code=code), name="any.py", **fields)
    return CheckerSpec(kind=CheckerKind.PROGRAM, program=program)


def problem_of(code, *, entry_point=None, data=b"3\n", expected=b"1 2\n", **fields):
    test = Test(name="t", input=data, expected=expected)
    return Problem(
        id="p", title="", statement="", tests=(test,), entry_point=entry_point, checker=spec_of(code, **fields)
    )


def with_checker(said, answer=b"2 1\n", result=None):
    """A sandbox in which the checker ends as ``said``."""
    return FakeSandbox({"checker": said, "solution": ran(answer, result=result)})


def judged(sandbox, **fields):
    return Judge(sandbox).judge(problem_of("checker", **fields), Solution(code="solution"), effort=VERDICT_ONLY)


def ended(**fields):
    return replace(ran(), **fields)


WRONG = ended(status=Status.RUNTIME_ERROR, reason="exit_code:1", exit_code=1)


def test_exit_code_0_is_right():
    assert judged(with_checker(ran(b"fine"))).verdict is Verdict.ACCEPTED


def test_exit_code_1_is_wrong_with_the_words_of_the_checker():
    judgement = judged(with_checker(replace(WRONG, stdout=b"sum is off\n")))
    assert (judgement.verdict, judgement.failure.reason) == (Verdict.WRONG_ANSWER, "checker")
    assert judgement.failure.detail == "any.py says: sum is off"


FAILED = {
    "another exit code": ended(status=Status.RUNTIME_ERROR, reason="exit_code:2", exit_code=2),
    "a crash": replace(WRONG, stderr=b"Traceback: ValueError"),
    "a signal": ended(status=Status.RUNTIME_ERROR, reason="signal:SIGSEGV", exit_code=None, signal=11),
    **{s.value: ended(status=s, reason="why") for s in Status if s not in {Status.OK, Status.RUNTIME_ERROR}},
}


@pytest.mark.parametrize("end", FAILED.values(), ids=FAILED)
def test_any_other_end_is_the_checkers_fault_and_no_verdict(end):
    with pytest.raises(CheckerError, match=r"any\.py of p failed on test t") as caught:
        judged(with_checker(end))
    assert isinstance(caught.value, AfterburnerError)
    assert not isinstance(caught.value, SandboxError | UsageError)
    assert caught.value.hint


def test_the_checker_is_run_once_a_test_under_its_own_limits():
    sandbox = with_checker(ran())
    judged(sandbox, limits=QUICK_LIMITS)
    asked = [call for call in sandbox.calls if call.program.source == b"checker"]
    assert [call.limits for call in asked] == [QUICK_LIMITS]
    assert [call.limits for call in sandbox.calls if call not in asked] == [Limits()]


def test_the_answers_of_later_passes_are_checked_too():
    sandbox = with_checker(ran())
    Judge(sandbox).judge(problem_of("checker"), Solution(code="solution"), effort=Effort(repeats=3))
    assert [call.program.source for call in sandbox.calls] == [b"solution", b"checker"] * 3


def test_a_program_that_failed_is_not_shown_to_the_checker():
    sandbox = FakeSandbox({"solution": ended(status=Status.TIME_LIMIT_EXCEEDED)})
    assert judged(sandbox).verdict is Verdict.TIME_LIMIT_EXCEEDED


def document(sandbox):
    (asked,) = [call for call in sandbox.calls if call.program.source == b"checker"]
    assert asked.stdin.isascii()
    return json.loads(asked.stdin)


def test_it_reads_input_expected_and_answer_as_one_document():
    sandbox = with_checker(ran())
    judged(sandbox)
    assert document(sandbox) == {"input": "3\n", "expected": "1 2\n", "answer": "2 1\n"}


def test_bytes_that_are_no_text_come_as_base64():
    sandbox = with_checker(ran(), b"\xff\x00")
    judged(sandbox, expected=b"\x00\xc3\xa9")
    assert document(sandbox)["answer"] == {"base64": base64.b64encode(b"\xff\x00").decode()}
    assert document(sandbox)["expected"] == "\0é"


def test_values_come_as_values_with_their_types():
    sandbox = with_checker(ran(), result=encode([(1, 2), "x", {3}]))
    judged(sandbox, entry_point="f", data=encode([5]), expected=encode({"k": b"\1"}))
    tupled = {"$": "tuple", "v": [1, 2]}
    assert document(sandbox) == {
        "input": [5],
        "expected": {"k": {"$": "bytes", "v": "01"}},
        "answer": [tupled, "x", {"$": "set", "v": [3]}],
    }


@pytest.mark.parametrize(
    ("result", "reason"), [(b"", "missing_output"), (b"{", "not_encodable"), (b"[" * 300 + b"]" * 300, "not_encodable")]
)
def test_what_is_no_value_is_wrong_without_asking(result, reason):
    sandbox = FakeSandbox({"solution": ran(result=result)})
    judgement = judged(sandbox, entry_point="f", data=encode([5]), expected=encode(1))
    assert (judgement.verdict, judgement.failure.reason) == (
        Verdict.WRONG_ANSWER,
        "not_encodable" if result else reason,
    )


def test_a_flood_is_wrong_without_asking():
    sandbox = FakeSandbox({"solution": ran(b"x" * (20 << 20))})
    assert judged(sandbox).failure.reason == "extra_output"


def test_the_words_are_short_and_harmless_to_a_terminal():
    judgement = judged(with_checker(replace(WRONG, stdout=b"\x1b[2J\xff" + b"long " * 10_000)))
    assert len(judgement.failure.detail) < 700
    assert all(character.isprintable() or character == "\n" for character in judgement.failure.detail)


@pytest.mark.parametrize("tolerance", [-1, float("nan"), float("inf"), 1e300])
def test_a_tolerance_that_makes_no_sense_is_refused(tolerance):
    with pytest.raises(UsageError, match="tolerance"):
        CheckerSpec(kind=CheckerKind.FLOAT, tolerance=tolerance)


def test_a_program_goes_with_its_kind_alone():
    with pytest.raises(UsageError, match="no program"):
        CheckerSpec(kind=CheckerKind.PROGRAM)
    with pytest.raises(UsageError, match="a program"):
        CheckerSpec(kind=CheckerKind.EXACT, program=CheckerProgram(solution=Solution(code="x")))


SAME_WORDS = """
import json, sys
asked = json.load(sys.stdin)
if sorted(asked["answer"].split()) != sorted(asked["expected"].split()):
    print("other words")
    sys.exit(1)
"""


@pytest.mark.parametrize(
    ("code", "verdict"),
    [("print('2 1')", Verdict.ACCEPTED), ("print('2 2')", Verdict.WRONG_ANSWER), ("1 / 0", Verdict.RUNTIME_ERROR)],
)
def test_a_real_checker_in_the_real_sandbox(judge, code, verdict):
    assert judge.judge(problem_of(SAME_WORDS), Solution(code=code), effort=VERDICT_ONLY).verdict is verdict


BROKEN = {
    "crashes": "import sys\nsys.stdin.read()\n1 / 0",
    "does not compile": "for x in",
    "never ends": "while True: pass",
    "kills itself": "import os; os.kill(os.getpid(), 9)",
    "leaves with a message": "import sys; sys.exit('no')",
    "leaves with 3": "raise SystemExit(3)",
}


@pytest.mark.parametrize("code", BROKEN.values(), ids=BROKEN)
def test_a_real_checker_that_fails_is_an_error(judge, code):
    with pytest.raises(CheckerError, match=r"any\.py"):
        judge.judge(problem_of(code, limits=QUICK_LIMITS), Solution(code="print('2 1')"), effort=VERDICT_ONLY)


FORGERIES = {
    "an end of the document": """print('1"}')""",
    "another document": """print('", "expected": "1"}\\n{"answer": "1 2"}')""",
    "an exit": "print('0'); raise SystemExit(0)",
    "NUL and broken UTF-8": "import os; os.write(1, b'\\0\\xff\\xed\\xa0\\x80')",
    "nesting": "print('[' * 100_000)",
    "nothing": "",
}


@pytest.mark.parametrize("code", FORGERIES.values(), ids=FORGERIES)
def test_no_answer_makes_the_checker_read_something_else(judge, code):
    strict = "import json, sys\nasked = json.load(sys.stdin)\nassert set(asked) == {'input', 'expected', 'answer'}\n"
    strict += "assert asked['expected'] == '1 2\\n'\nsys.exit(asked['answer'] != '1 2\\n')"
    judgement = judge.judge(problem_of(strict), Solution(code=code), effort=VERDICT_ONLY)
    assert judgement.verdict is Verdict.WRONG_ANSWER


def test_lone_surrogates_in_a_value_do_not_break_the_checker(judge):
    checker = "import json, sys\njson.load(sys.stdin)\nsys.exit(1)"
    problem = problem_of(checker, entry_point="f", data=encode([]), expected=encode(1))
    solution = Solution(code="def f(): return ['\\ud800', float('nan'), -0.0, 10**4000]")
    assert judge.judge(problem, solution, effort=VERDICT_ONLY).failure.reason == "checker"


def test_the_checker_leaves_nothing_behind_for_the_accused(judge, sandbox):
    if "private-root" not in sandbox.layers():
        pytest.skip("this machine does not grant a private root")
    telling = "import json, sys\nasked = json.load(sys.stdin)\nfor place in ('/tmp/a', '/dev/shm/a', 'a'):\n"
    telling += "    try: open(place, 'w').write(asked['expected'])\n    except OSError: pass\n"
    telling += "sys.exit(asked['answer'] != asked['expected'])"
    tests = tuple(Test(name=str(n), input=b"", expected=b"42") for n in range(3))
    reading = "for place in ('/tmp/a', '/dev/shm/a', 'a'):\n    try: print(open(place).read(), end='')\n"
    reading += "    except OSError: pass\n"
    problem = Problem(id="p", title="", statement="", tests=tests, checker=spec_of(telling))
    judgement = judge.judge(problem, Solution(code=reading), effort=VERDICT_ONLY, all_tests=True)
    assert (judgement.verdict, judgement.passed) == (Verdict.WRONG_ANSWER, 0)
