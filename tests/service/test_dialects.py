"""Other services' protocols, with requests as their clients send them."""

import json

import httpx
import pytest

from afterburner.core.errors import SandboxError
from afterburner.core.execution import Execution
from afterburner.service.config import ServiceConfig
from tests.sandbox.scripted import Scripted, scripted
from tests.service.conftest import running, wait_for

# The published Monolith: as venus_evaluator.py of the published Afterburner sends it, and reads the reply.

SUCCESS = 'print("Success")\n'


def monolith(http: httpx.Client, code: str, **more: object) -> dict:
    data = {"code": code, "language": "python", "libraries": [], "timeout": 30, "run_profiling": True, **more}
    reply = http.post("/execute", json=data)
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_a_published_client_reads_its_numbers(http: httpx.Client) -> None:
    reply = monolith(http, "x = bytearray(50 << 20)\nimport time; time.sleep(0.2)\n" + SUCCESS)
    out = reply["output_dict"]
    assert (reply["status"], out["stdout"], out["stderr"]) == ("success", "Success\n", None)
    assert 200 <= out["duration"] < 5000
    assert 50 * 1024 <= out["peak_memory"] < 100 * 1024
    # kB·ms: what is held for the time it is held, and nothing else.
    assert out["peak_memory"] * 200 * 0.8 <= out["integral"] <= out["peak_memory"] * out["duration"]
    times, memory = zip(*out["log"], strict=True)
    assert list(times) == sorted(times)
    assert max(memory) >= 50 * 1024


def test_without_profiling_there_is_no_log(http: httpx.Client) -> None:
    assert monolith(http, SUCCESS, run_profiling=False)["output_dict"]["log"] == []


def test_stdin_is_given_to_the_program(http: httpx.Client) -> None:
    assert monolith(http, "print(input())", stdin="hello")["output_dict"]["stdout"] == "hello\n"


def test_a_program_that_fails_is_a_success_with_its_errors(http: httpx.Client) -> None:
    reply = monolith(http, "1 / 0")
    assert reply["status"] == "success"
    assert "ZeroDivisionError" in reply["output_dict"]["stderr"]


@pytest.mark.parametrize("code", ["while True: pass", "import time; time.sleep(9)"])
def test_a_timeout_is_called_timeout(http: httpx.Client, code: str) -> None:
    assert monolith(http, code, timeout=0.4)["status"] == "timeout"


def test_output_that_is_not_text_is_there_whole_beside_it(http: httpx.Client) -> None:
    out = monolith(http, r"import os; os.write(1, b'\xff')")["output_dict"]
    assert (out["stdout"], out["stdout_base64"]) == ("\N{REPLACEMENT CHARACTER}", "/w==")


def test_other_languages_run_under_their_names_there(http: httpx.Client) -> None:
    code = '#include <cstdio>\nint main() { puts("hi"); }'
    assert monolith(http, code, language="cpp")["output_dict"]["stdout"] == "hi\n"


def test_the_asynchronous_protocol_gives_an_id_and_the_result_later(http: httpx.Client) -> None:
    data = {"code": SUCCESS, "language": "python", "libraries": [], "timeout": 10, "run_memory_profile": False}
    task = http.post("/execute", json=data).json()
    assert task["status"] == "processing"
    path = f"/results/{task['task_id']}"
    wait_for(lambda: http.get(path).json()["status"] != "processing")
    assert (http.get(path).json()["status"], http.get(path).json()["output_dict"]["stdout"]) == ("done", "Success\n")


def test_an_unknown_task_is_404_in_their_form(http: httpx.Client) -> None:
    reply = http.get("/results/0b7ae4f4-7f4c-4d57-8f8e-1d4f3a1b2c3d")
    assert (reply.status_code, reply.json()["status"]) == (404, "error")


@pytest.mark.parametrize(
    "change",
    [{"code": ""}, {"language": "cobol"}, {"libraries": ["numpy"]}, {"timeout": -1}, {"timeout": "NaN"}, {"stdin": 5}],
)
def test_what_can_not_be_used_is_400_in_their_form(http: httpx.Client, change: dict) -> None:
    reply = http.post("/execute", json={"code": SUCCESS, "language": "python", **change})
    assert (reply.status_code, reply.json()["status"]) == (400, "error")
    assert reply.json()["error"]


def test_the_status_has_their_fields(http: httpx.Client) -> None:
    status = http.get("/status").json()
    assert status["number_of_worker"] == len(status["worker_status"]) == 2
    assert {"max_queue_size", "current_queue_size", "memory_usage"} <= set(status)


# SandboxFusion: as verl's reward function sends it.


def fusion(http: httpx.Client, code: str, **more: object) -> dict:
    payload = {
        "compile_timeout": 10,
        "run_timeout": 10,
        "code": code,
        "stdin": "",
        "memory_limit_MB": 1024,
        "language": "python",
        "files": {},
        "fetch_files": [],
        **more,
    }
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    reply = http.post("/run_code", headers=headers, content=json.dumps(payload))
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_a_run_has_the_fields_that_are_read(http: httpx.Client) -> None:
    reply = fusion(http, "print(input())", stdin="hello")
    run = reply.pop("run_result")
    seconds = run.pop("execution_time")
    assert run == {"status": "Finished", "return_code": 0, "stdout": "hello\n", "stderr": ""}
    assert 0 < seconds < 5
    assert reply == {"status": "Success", "message": "", "compile_result": None, "executor_pod_name": None, "files": {}}


def test_the_smallest_request_works(http: httpx.Client) -> None:
    reply = http.post("/run_code", json={"code": 'print("Hello, world!")', "language": "python"}).json()
    assert reply["run_result"]["stdout"] == "Hello, world!\n"


@pytest.mark.parametrize(
    ("code", "return_code"), [("import os; os._exit(3)", 3), ("1 / 0", 1), ("(", 1), ("import os; os.abort()", -6)]
)
def test_a_failing_program_is_failed_with_its_code(http: httpx.Client, code: str, return_code: int) -> None:
    reply = fusion(http, code)
    assert (reply["status"], reply["run_result"]["status"]) == ("Failed", "Finished")
    assert reply["run_result"]["return_code"] == return_code


@pytest.mark.parametrize("code", ["while True: pass", "import time; time.sleep(9)"])
def test_a_program_that_takes_too_long_is_a_time_limit(http: httpx.Client, code: str) -> None:
    reply = fusion(http, code, run_timeout=0.4)
    assert (reply["status"], reply["run_result"]["status"]) == ("Failed", "TimeLimitExceeded")
    assert reply["run_result"]["return_code"] is None


def test_exceeding_the_memory_limit_never_looks_like_success(http: httpx.Client) -> None:
    reply = fusion(http, "x = bytearray(200 << 20)\nprint(1)", memory_limit_MB=100)
    assert reply["status"] == "Failed"
    assert reply["run_result"]["return_code"] != 0


def test_a_compiled_program_has_a_compile_result(http: httpx.Client) -> None:
    reply = fusion(http, "int main() { return 0; }", language="cpp")
    assert (reply["status"], reply["compile_result"]["return_code"], reply["run_result"]["return_code"]) == (
        "Success",
        0,
        0,
    )


def test_a_program_that_does_not_compile_has_no_run_result(http: httpx.Client) -> None:
    reply = fusion(http, "int main() { return x; }", language="cpp")
    assert (reply["status"], reply["run_result"]) == ("Failed", None)
    assert reply["compile_result"]["return_code"] == 1
    assert "x" in reply["compile_result"]["stderr"]


@pytest.mark.parametrize(
    "change",
    [
        {"language": "cobol"},
        {"run_timeout": -1},
        {"run_timeout": 1e9},
        {"memory_limit_MB": 10**12},
        {"files": {"a.txt": "aGk="}},
        {"fetch_files": ["a.txt"]},
        {"code": None},
    ],
)
def test_what_can_not_be_used_is_refused(http: httpx.Client, change: dict) -> None:
    reply = http.post("/run_code", json={"code": "", "language": "python", **change})
    assert reply.status_code == 422
    assert reply.json()["status"] == "SandboxError"


# The machine's fault


@pytest.mark.parametrize("path", ["/execute", "/run_code"])
def test_a_fault_of_the_machine_is_503_and_no_result(path: str) -> None:
    def failing(_monolith: Scripted) -> Execution:
        raise SandboxError("no processes left")

    pool, _made = scripted(failing, workers=1)
    with running(ServiceConfig(), pool=pool) as server:
        reply = server.http.post(path, json={"code": "1", "language": "python"})
    assert reply.status_code == 503
    assert reply.json()["status"] in {"error", "SandboxError"}
    assert "no processes left" in reply.text


def test_verl_is_told_to_come_back_by_the_one_code_that_it_repeats() -> None:
    pool, _made = scripted(lambda _monolith: Execution(status="ok"), workers=1)  # type: ignore[arg-type]
    with running(ServiceConfig(), pool=pool) as server:
        server.service.scheduler.close()
        assert server.http.post("/run_code", json={"code": "1", "language": "python"}).status_code == 504
