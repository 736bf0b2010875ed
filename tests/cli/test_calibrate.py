"""``dataset calibrate``: real programs, killed and gone on with."""

import json
import os
import signal
import subprocess
import sys
import time

from afterburner.core.problem import Problem, Reference, Solution, Test
from afterburner.dataset.files import writing


def dataset(path, codes):
    references = tuple(
        Reference(name=name, idea="", solution=Solution(code=code, language=language)) for name, language, code in codes
    )
    tests = tuple(Test(name=f"t{n}", input=b"%d\n" % n, expected=b"%d\n" % (2 * n)) for n in (1, 2))
    with writing(path) as sink:
        sink(Problem(id="twice", title="", statement="", tests=tests, references=references))
    return path


CODES = [
    ("plain", "python", "print(2 * int(input()))"),
    ("ruby.rb", "ruby", "puts 2 * gets.to_i"),
    ("wrong", "python", "print(3)"),
]


def test_solutions_are_measured_once_and_wrong_ones_are_named(afterburner, tmp_path):
    path = dataset(tmp_path / "d.jsonl", CODES)
    arguments = ("dataset", "calibrate", "--dataset", path, "--out", tmp_path / "j.jsonl", "--repeats", 2, "--json")
    first, second = afterburner(*arguments).json(), afterburner(*arguments).json()
    assert [row["solutions"] for row in first["problems"]] == [1, 1]
    assert first["not_accepted"] == second["not_accepted"] == ["twice/wrong: wrong_answer"]
    assert first["executions"] >= 9
    assert second["executions"] == 0


def test_a_journal_of_another_machine_is_refused_with_what_to_do(afterburner, tmp_path):
    path, journal = dataset(tmp_path / "d.jsonl", CODES[:1]), tmp_path / "j.jsonl"
    arguments = ("dataset", "calibrate", "--dataset", path, "--out", journal, "--repeats", 1)
    afterburner(*arguments)
    digest = json.loads(journal.read_text().splitlines()[0])["host"]
    journal.write_text(journal.read_text().replace(digest, "0123456789abcdef"))
    said = afterburner(*arguments)
    assert said.code == 2
    assert f"host 0123456789abcdef, and here it is {digest}" in " ".join(said.err.split())
    assert "--out" in said.err


def test_a_problem_that_is_not_there_is_bad_input(afterburner, tmp_path):
    path = dataset(tmp_path / "d.jsonl", CODES)
    said = afterburner("dataset", "calibrate", "--dataset", path, "--only", "thrice", "--out", tmp_path / "j.jsonl")
    assert (said.code, "thrice" in said.err) == (2, True)


def test_kill_minus_9_loses_at_most_the_execution_under_way(afterburner, tmp_path):
    slow = "import time\ntime.sleep(0.2)\nprint(2 * int(input()))"
    path, journal = dataset(tmp_path / "d.jsonl", [("slow", "python", slow)]), tmp_path / "j.jsonl"
    arguments = [
        "dataset",
        "calibrate",
        "--dataset",
        str(path),
        "--out",
        str(journal),
        "--repeats",
        "6",
        "--workers",
        "1",
    ]
    process = subprocess.Popen([sys.executable, "-m", "afterburner", *arguments], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (not journal.exists() or journal.read_bytes().count(b"\n") < 3):
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    kept = journal.read_bytes().count(b"\n")
    assert 3 <= kept < 12
    assert afterburner(*arguments, "--json").json()["executions"] == 12 - kept


def test_ctrl_c_says_that_nothing_is_lost(tmp_path):
    slow = "import time\ntime.sleep(0.3)\nprint(2 * int(input()))"
    path, journal = dataset(tmp_path / "d.jsonl", [("slow", "python", slow)]), tmp_path / "j.jsonl"
    command = [
        sys.executable,
        "-m",
        "afterburner",
        "dataset",
        "calibrate",
        "--dataset",
        str(path),
        "--out",
        str(journal),
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (not journal.exists() or not journal.read_bytes()):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=30)[1].decode()
    assert process.returncode == 130
    assert "goes on from there" in said
