"""POST /v1/judge and /v1/batch: verdicts over HTTP."""

import asyncio
import json

import httpx
import pytest

from afterburner.core import encoding
from afterburner.core.attempt import Judgement
from afterburner.core.errors import AfterburnerError, CheckerError, UsageError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.objective import Quantity
from afterburner.core.problem import CheckerKind, CheckerProgram, CheckerSpec, Problem, Solution, Test
from afterburner.core.signature import parse_signature
from afterburner.core.status import Status, Verdict
from afterburner.dataset.drivers import drivers_for
from afterburner.judge.judge import Effort, Judge
from afterburner.service import examples
from afterburner.service.client import AsyncClient, Client, ExecuteJob, JudgeJob, ServiceSandbox, Task
from tests.service.conftest import Running

SUM = "a, b = map(int, input().split())\nprint(a + b)\n"
TESTS = (Test(name="one", input=b"19 23\n", expected=b"42\n"), Test(name="two", input=b"1 1\n", expected=b"2\n"))
TASK = Task(tests=TESTS)


def judged(http: httpx.Client, **asked: object) -> dict:
    reply = http.post("/v1/judge", json={"code": SUM, **asked})
    assert reply.status_code == 200, reply.text
    return reply.json()


@pytest.mark.parametrize("asked", examples.JUDGE.values(), ids=examples.JUDGE)
def test_every_example_of_the_description_works(http: httpx.Client, asked: dict) -> None:
    assert judged(http, **asked["value"])["verdict"]


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        (SUM, Verdict.ACCEPTED),
        ("print(42)", Verdict.WRONG_ANSWER),
        ("1 / 0", Verdict.RUNTIME_ERROR),
        ("while True: pass", Verdict.TIME_LIMIT_EXCEEDED),
        ("import time; time.sleep(9)", Verdict.WALL_LIMIT_EXCEEDED),
        ("(", Verdict.COMPILE_ERROR),
        ("import sys; print('accepted'); sys.exit(0)", Verdict.WRONG_ANSWER),
    ],
)
def test_the_verdict_is_the_judges(client: Client, code: str, verdict: Verdict) -> None:
    task = Task(tests=TESTS, limits=Limits(cpu_s=0.3, wall_s=3.0))
    assert client.judge(Solution(code=code), task).verdict is verdict


def test_a_function_in_any_language_is_judged_as_it_is_here(client: Client) -> None:
    signature = parse_signature("twice(n: int) -> int")
    test = Test(name="t", input=b"[4]", expected=b"8")
    problem = Problem(
        id="p", title="", statement="", tests=(test,), entry_point="twice", drivers=drivers_for(signature)
    )
    for code, verdict in (("def twice(n) = 2 * n", Verdict.ACCEPTED), ("def twice(n) = n", Verdict.WRONG_ANSWER)):
        assert client.judge(Solution(code=code, language="ruby"), Task.of(problem), repeats=0).verdict is verdict


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"signature": "f("}, "not a signature"),
        ({"drivers": [{"language": "ruby", "template": "none"}]}, "placeholders"),
        ({"drivers": [{"language": "ruby", "template": "==Code Submission=="}] * 2}, "two drivers"),
        ({"drivers": [], "signature": "f() -> int"}, "both"),
    ],
)
def test_drivers_that_make_no_sense_are_a_422(http: httpx.Client, asked: dict, words: str) -> None:
    body = {"code": "x", "language": "ruby", "entry_point": "f", "tests": [{"input": [], "expected": 1}], **asked}
    reply = http.post("/v1/judge", json=body)
    assert reply.status_code == 422
    assert words in reply.text


def test_a_judgement_says_what_a_judge_with_the_sandbox_at_hand_says(client: Client) -> None:
    problem = Problem(id="sum", title="", statement="", tests=TESTS)
    here = Judge(ServiceSandbox(client)).judge(
        problem, Solution(code="print(42)"), effort=Effort(repeats=0, seed=7), all_tests=True
    )
    there = client.judge(Solution(code="print(42)"), Task.of(problem), repeats=0, all_tests=True, seed=7)
    assert there == here


def test_accepted_programs_are_measured_as_often_as_asked(client: Client) -> None:
    measurement = client.judge(Solution(code=SUM), TASK, repeats=3).measurement
    assert measurement is not None
    assert measurement.repeats == 3
    assert set(measurement.quantities) == set(Quantity)
    assert client.judge(Solution(code=SUM), TASK, repeats=0).measurement is None


def test_function_problems_take_json_values(http: httpx.Client) -> None:
    tests = [{"input": [[3, 1, 2]], "expected": [1, 2, 3]}]
    assert judged(http, code="f = sorted", entry_point="f", tests=tests)["verdict"] == "accepted"


def test_function_problems_take_values_that_json_has_no_word_for(client: Client) -> None:
    tests = [Test(name="t", input=encoding.encode([(1, {2})]), expected=encoding.encode((1, {2})))]
    task = Task(tests=tests, entry_point="f")
    assert client.judge(Solution(code="def f(x): return x"), task).verdict is Verdict.ACCEPTED
    assert client.judge(Solution(code="def f(x): return list(x)"), task).verdict is Verdict.WRONG_ANSWER


def test_the_checker_is_the_one_asked_for(client: Client) -> None:
    tests = [Test(name="t", input=b"", expected=b"0.3")]
    solution = Solution(code="print(0.1 + 0.2)")
    close = CheckerSpec(kind=CheckerKind.FLOAT, tolerance=1e-9)
    assert client.judge(solution, Task(tests=tests, checker=close)).verdict is Verdict.ACCEPTED
    exact = CheckerSpec(kind=CheckerKind.EXACT)
    assert client.judge(solution, Task(tests=tests, checker=exact)).verdict is Verdict.WRONG_ANSWER


def test_a_checker_program_is_asked_in_the_sandbox(client: Client) -> None:
    code = "import json, sys\nsaid = json.load(sys.stdin)\nsys.exit(int(said['answer']) % 2)"
    even = CheckerSpec(kind=CheckerKind.PROGRAM, program=CheckerProgram(solution=Solution(code=code)))
    task = Task(tests=[Test(name="t", input=b"", expected=b"2")], checker=even)
    assert client.judge(Solution(code="print(4)"), task).verdict is Verdict.ACCEPTED
    assert client.judge(Solution(code="print(3)"), task).verdict is Verdict.WRONG_ANSWER
    with pytest.raises(CheckerError):
        client.judge(Solution(code="print('no number')"), task)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"tests": []},
        {"tests": [{"input": "1"}]},
        {"tests": [{"input": 1, "expected": "1"}]},
        {"tests": [{"input": "1", "expected": "1", "output": "1"}]},
        {"tests": [{"input": "1", "expected": "1"}], "problem": "pairs-with-sum"},
        {"problem": "no-such-problem"},
        {"problem": "pairs-with-sum", "checker": "exact"},
        {"tests": [{"input": "1", "expected": "1"}], "checker": "approximate"},
        {"tests": [{"input": "1", "expected": "1"}], "checker": {"kind": "float", "tolerance": -1}},
        {"tests": [{"input": "1", "expected": "1"}], "checker": "program"},
        {"tests": [{"input": "1", "expected": "1"}], "checker": {"kind": "exact", "program": {"code": ""}}},
        {"tests": [{"input": "1", "expected": "1"}], "repeats": -1},
        {"tests": [{"input": 5, "expected": 5}], "entry_point": "f"},
        {"tests": [{"input": [1], "expected": {"$": "no"}, "expected_encoding": "utf-8"}], "entry_point": "f"},
        {"tests": [{"input": "1", "expected": "1", "input_encoding": "json"}]},
        {"tests": [{"input": "1", "expected": "1"}] * 10_001},
    ],
)
def test_a_task_that_can_not_be_judged_is_refused(http: httpx.Client, asked: dict) -> None:
    reply = http.post("/v1/judge", json={"code": SUM, **asked})
    assert reply.status_code in {413, 422}
    assert reply.json()["error"]["message"]


# Batches


@pytest.mark.parametrize("asked", examples.BATCH.values(), ids=examples.BATCH)
def test_every_example_of_a_batch_works(http: httpx.Client, asked: dict) -> None:
    reply = http.post("/v1/batch", json=asked["value"])
    lines = [json.loads(line) for line in reply.text.splitlines()]
    assert sorted(line["id"] for line in lines) == sorted(job["id"] for job in asked["value"]["jobs"])
    assert all("error" not in line for line in lines)


def test_each_result_comes_with_the_callers_id(client: Client) -> None:
    program = Program(source=SUM.encode())
    runs = [ExecuteJob(id=number, program=program, stdin=b"%d 1" % number) for number in range(50)]
    judgements = [JudgeJob(id="right", solution=Solution(code=SUM)), JudgeJob(id="wrong", solution=Solution(code="1"))]
    outcomes = {result.id: result.outcome for result in client.batch([*runs, *judgements], shared=TASK)}
    assert len(outcomes) == 52
    for number in range(50):
        seen = outcomes[number]
        assert isinstance(seen, Execution)
        assert seen.stdout == b"%d\n" % (number + 1)
    right, wrong = outcomes["right"], outcomes["wrong"]
    assert isinstance(right, Judgement)
    assert isinstance(wrong, Judgement)
    assert (right.verdict, wrong.verdict) == (Verdict.ACCEPTED, Verdict.WRONG_ANSWER)


def test_results_come_when_they_are_ready_not_when_all_are(client: Client) -> None:
    slow = ExecuteJob(id="slow", program=Program(source=b"import time; time.sleep(2)"))
    quick = [ExecuteJob(id=number, program=Program(source=b"print(1)")) for number in range(5)]
    assert [result.id for result in client.batch([slow, *quick])][-1] == "slow"


def test_characters_that_look_like_ends_of_lines_do_not_break_a_result(client: Client) -> None:
    text = "a\u2028b\x85c\x0bd\r\ne".encode()
    (result,) = client.batch([ExecuteJob(id=1, program=Program(source=b"print(input())"), stdin=text)])
    assert isinstance(result.outcome, Execution)
    assert result.outcome.stdout.startswith("a\u2028b\x85c\x0bd".encode())


def test_the_async_client_says_the_same(server: Running) -> None:
    async def talk() -> tuple[Execution, Judgement, set[str | int], Execution | Judgement | None]:
        async with AsyncClient(server.url) as client:
            program = Program(source=SUM.encode())
            seen, said = await asyncio.gather(client.execute(program, b"1 2"), client.judge(Solution(code=SUM), TASK))
            jobs = [ExecuteJob(id=number, program=program, stdin=b"1 1") for number in range(10)]
            ids = {result.id async for result in client.batch(jobs)}
            job_id = await client.submit(jobs[0])
            while (done := await client.job(job_id)) is None:  # noqa: ASYNC110 - there is no event to wait for
                await asyncio.sleep(0.01)
            return seen, said, ids, done

    seen, said, ids, done = asyncio.run(talk())
    assert seen.stdout == b"3\n"
    assert said.verdict is Verdict.ACCEPTED
    assert ids == set(range(10))
    assert isinstance(done, Execution)
    assert done.status is Status.OK


@pytest.mark.parametrize(
    "jobs",
    [
        [],
        [{"do": "execute", "id": 1, "code": ""}] * 2,
        [{"do": "execute", "code": ""}],
        [{"do": "dance", "id": 1, "code": ""}],
        [{"do": "judge", "id": 1, "code": ""}],
        [{"do": "execute", "id": 1, "code": "", "language": "cobol"}],
        [{"do": "execute", "id": 1, "code": "", "wait": False}],
        [{"do": "execute", "id": number, "code": ""} for number in range(4097)],
    ],
)
def test_a_batch_that_can_not_be_done_is_refused_whole(http: httpx.Client, jobs: list) -> None:
    reply = http.post("/v1/batch", json={"jobs": jobs})
    assert reply.status_code in {413, 422}
    assert reply.json()["error"]["message"]


def test_a_refused_batch_is_an_error_with_the_first_result(client: Client) -> None:
    with pytest.raises(UsageError, match="7"):
        list(client.batch([ExecuteJob(id=7, program=Program(source=b"", language="cobol"))]))


def test_an_error_is_an_afterburner_error_with_a_hint(client: Client) -> None:
    with pytest.raises(AfterburnerError) as caught:
        client.judge(Solution(code=""), Task(problem_id="nope"))
    assert caught.value.hint
