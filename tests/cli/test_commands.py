"""Each command does its job, prints its contract, and exits with its code."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SLOW, Command


def test_run_prints_the_programs_output_and_exits_0(afterburner: Command, tmp_path: Path) -> None:
    (tmp_path / "hello.py").write_text("print('hello', input())")
    said = afterburner("run", "hello.py", "--stdin", "-", stdin=b"you\n")
    assert (said.code, said.out) == (0, "hello you\n")
    assert "CPU" in said.err


def test_run_json_has_the_fields_of_the_contract(afterburner: Command, tmp_path: Path) -> None:
    (tmp_path / "hello.py").write_text("print('hello')")
    document = afterburner("run", "hello.py", "--json").json()
    contract = {"wall_s", "cpu_s", "peak_bytes", "integral_byte_s", "samples", "status", "exit_code", "signal"}
    assert contract | {"stdout", "stderr", "isolation"} <= document.keys()
    assert (document["status"], document["exit_code"], document["stdout"]) == ("ok", 0, "hello\n")


def test_run_of_a_failing_program_exits_1(afterburner: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("raise SystemExit(3)")
    said = afterburner("run", "bad.py", "--json")
    assert (said.code, said.json()["exit_code"], said.json()["status"]) == (1, 3, "runtime_error")


def test_run_keeps_its_time_limit(afterburner: Command, tmp_path: Path) -> None:
    (tmp_path / "loop.py").write_text("while True: pass")
    said = afterburner("run", "loop.py", "--time-limit", "0.2", "--json")
    assert (said.code, said.json()["status"]) == (1, "time_limit_exceeded")


def test_judge_accepts_what_is_right(afterburner: Command, slow: Path, cases: Path) -> None:
    document = afterburner("judge", slow, "--tests", cases, "--json", "--repeats", "1").json()
    assert (document["verdict"], document["passed"], document["total"]) == ("accepted", 4, 4)
    assert document["measurement"]["cpu_s"]["estimate"] > 0


def test_judge_refuses_what_is_wrong_and_names_the_test(afterburner: Command, tmp_path: Path, cases: Path) -> None:
    (tmp_path / "wrong.py").write_text("print('accepted')")
    said = afterburner("judge", "wrong.py", "--tests", cases, "--json", "--all-tests")
    assert (said.code, said.json()["verdict"], said.json()["failure"]["test"]) == (1, "wrong_answer", "1")
    assert said.json()["failure"]["reason"] == "different"


def test_judge_tries_the_tests_in_the_order_of_a_seed(afterburner: Command, tmp_path: Path, cases: Path) -> None:
    (tmp_path / "wrong.py").write_text("print('accepted')")
    command = ("judge", "wrong.py", "--tests", cases, "--json")
    first = afterburner(*command).json()
    again = afterburner(*command, "--seed", str(first["seed"])).json()
    assert again == first


def test_judge_compares_with_the_reference_solutions_of_a_problem(afterburner: Command, tmp_path: Path) -> None:
    code = afterburner("dataset", "show", "ticket-counter", "--solution", "shortened_list").out
    (tmp_path / "mine.py").write_text(code)
    document = afterburner("judge", "mine.py", "--problem", "ticket-counter", "--json", "--repeats", "1").json()
    assert document["verdict"] == "accepted"
    assert 0 <= document["beyond_t"] < 0.5
    assert 0 <= document["beyond_m"] <= 1
    assert 0 <= document["beyond_i"] <= 1


def test_compare_tells_which_is_faster(afterburner: Command, slow: Path, tmp_path: Path, cases: Path) -> None:
    (tmp_path / "fast.py").write_text("input()\nseen = set(map(int, input().split()))\nprint(len(seen), sum(seen))\n")
    document = afterburner("compare", slow, "fast.py", "--tests", cases, "--json").json()
    assert document["faster"] == "b"
    assert document["ratio"]["low"] > 1


def test_compare_of_a_program_with_itself_finds_no_difference(afterburner: Command, slow: Path, cases: Path) -> None:
    document = afterburner("compare", slow, slow, "--tests", cases, "--json").json()
    assert document["faster"] is None


def test_optimize_finds_a_better_program_and_changes_no_file(
    afterburner: Command, slow: Path, cases: Path, tmp_path: Path
) -> None:
    said = afterburner("optimize", slow, "--tests", cases, "--json", "--out", "run", "--iterations", "2")
    document = said.json()
    assert (said.code, document["improved"]) == (0, True)
    assert document["speedup"]["low"] > 1
    assert slow.read_text() == SLOW
    assert (tmp_path / "run" / "best.py").read_text() == document["code"] != SLOW
    assert (tmp_path / "run" / "report.html").stat().st_size > 1000


def test_optimize_writes_only_when_told_to(afterburner: Command, slow: Path, cases: Path) -> None:
    said = afterburner("optimize", slow, "--tests", cases, "--write", "--iterations", "1", "--json")
    assert slow.read_text() == said.json()["code"] != SLOW


def test_optimize_of_something_good_says_that_nothing_is_better(
    afterburner: Command, tmp_path: Path, cases: Path
) -> None:
    (tmp_path / "good.py").write_text(
        "def main():\n    input()\n    seen = set(map(int, input().split()))\n    print(len(seen), sum(seen))\n\n\nmain()\n"
    )
    said = afterburner("optimize", "good.py", "--tests", cases, "--json", "--iterations", "1", "--samples", "2")
    assert (said.code, said.json()["improved"], said.json()["speedup"]) == (0, False, None)


def test_a_finished_run_can_be_resumed_and_reported(
    afterburner: Command, slow: Path, cases: Path, tmp_path: Path
) -> None:
    first = afterburner("optimize", slow, "--tests", cases, "--json", "--out", "run", "--iterations", "1").json()
    second = afterburner("optimize", "--resume", "run", "--json", "--iterations", "2").json()
    assert second["attempts"] >= first["attempts"]
    said = afterburner("report", "run", "--html", "page.html")
    assert said.code == 0
    assert "<html" in (tmp_path / "page.html").read_text()


def test_doctor_tries_every_layer(afterburner: Command) -> None:
    document = afterburner("doctor", "--json").json()
    assert all(layer["held"] for layer in document["layers"] if layer["on"])
    assert {"seccomp", "landlock", "control-group"} <= {layer["layer"] for layer in document["layers"]}


def test_dataset_list_and_show_agree(afterburner: Command) -> None:
    listed = json.loads(afterburner("dataset", "list", "--json").out)
    assert len(listed) >= 24
    shown = afterburner("dataset", "show", listed[0]["id"], "--json").json()
    assert shown["id"] == listed[0]["id"]
    assert len(shown["tests"]) >= 13


def test_help_of_every_command_has_an_example(afterburner: Command) -> None:
    for name in ("demo", "run", "judge", "optimize", "compare", "report", "doctor", "dataset list", "dataset show"):
        said = afterburner(*name.split(), "--help")
        assert said.code == 0
        assert "Example" in said.out


@pytest.mark.slow
def test_bench_sandbox_prints_its_contract_and_writes_the_same(afterburner: Command, tmp_path: Path) -> None:
    document = afterburner("bench", "sandbox", "--quick", "--json", "--out", "figures.json").json()
    assert document == json.loads((tmp_path / "figures.json").read_text())
    assert {"host", "layers", "python", "compiled", "compile_cache", "lateness", "sampling"} <= document.keys()
    ours = [row for row in document["python"] if row["name"].startswith("Monolith")]
    assert [row["installed"] for row in ours] == [True, True]
    left_over = document["left_over"]
    assert left_over.pop("executions") == 100
    assert set(left_over.values()) == {0}
