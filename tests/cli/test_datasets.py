"""The dataset commands as a user strings them together: build, verify, look, judge, count, export."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from afterburner.core.problem import Problem, Reference, Solution
from afterburner.dataset.files import writing

GENERATOR = """import random

def generate(seed, size):
    rng = random.Random(seed)
    return [[rng.randint(0, size) for _ in range(size)]]
"""
SLOW = """def distinct(xs):
    seen = []
    for x in xs:
        if x not in seen:
            seen.append(x)
    return len(seen)
"""
FAST = "def distinct(xs):\n    return len(set(xs))\n"
TWIN = FAST.replace("xs", "values")
WRONG = "def distinct(xs):\n    return len(xs)\n"
SMALL = ("--correctness", 4, "--performance", 1, "--longest", 0.2)


def problem(name="distinct", generator=GENERATOR, **codes):
    given = codes or {
        "slow": SLOW,
        "fast": FAST,
        "twin": TWIN,
        "wrong": WRONG,
        "sorted": FAST.replace("set(xs)", "{*sorted(xs)}"),
    }
    references = tuple(Reference(name=n, idea=n, solution=Solution(code=code)) for n, code in given.items())
    return Problem(
        id=name,
        title="Distinct",
        statement=f"How many different numbers are in xs? ({name})",
        tests=(),
        entry_point="distinct",
        generator=generator,
        references=references,
    )


def written(path, *problems):
    with writing(path) as sink:
        for one in problems:
            sink(one)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder that `dataset build` wrote, of one good problem and two that are put aside."""
    path = tmp_path_factory.mktemp("datasets")
    split = problem("split", fast=FAST, wrong=WRONG)
    source = written(path / "raw.jsonl", problem(), split)
    with source.open("a") as file:
        file.write('{"id": "broken"}\n')
        file.write((path / "raw.jsonl").read_text().splitlines()[0] + "\n")
    command = [
        sys.executable,
        "-m",
        "afterburner",
        "dataset",
        "build",
        str(source),
        str(path / "built"),
        *map(str, SMALL),
    ]
    subprocess.run([*command, "--licence", "MIT"], check=True, capture_output=True)
    return path / "built"


def report(folder):
    return json.loads((folder / "build-report.json").read_text())


def test_a_build_says_what_it_left_out_and_why(folder):
    said = report(folder)
    assert said["splits"] == {"train": 1}
    assert [(one["id"], one["reason"]) for one in said["quarantined"]] == [("split", "disagreement")]
    assert any("twin left out" in note for note in said["notes"]["distinct"])
    assert any("wrong left out" in note for note in said["notes"]["distinct"])
    assert any("line 3" in fault and "broken" in fault for fault in said["faults"])
    assert any("line 4" in fault and "stands in line 1" in fault for fault in said["faults"])


def test_the_card_says_what_is_in_it_and_how_it_was_made(folder):
    card = (folder / "README.md").read_text()
    assert "license_name: 'MIT'" in card
    assert "path: train.jsonl" in card
    assert "| problems | 1 |" in card


def test_a_second_build_does_nothing_anew(folder, afterburner):
    before = (folder / "train.jsonl").read_bytes()
    said = afterburner("dataset", "build", folder.parent / "raw.jsonl", folder, *SMALL, "--licence", "MIT", "--json")
    assert said.json()["stages_reused"] >= 6
    assert (folder / "train.jsonl").read_bytes() == before


def test_what_was_built_is_verified(folder, afterburner):
    said = afterburner("dataset", "verify", folder / "train.jsonl", "--json")
    assert (said.code, said.json()["wrong"], said.json()["solutions"]) == (0, [], 3)


def test_a_wrong_and_a_flaky_solution_are_named(afterburner, folder, tmp_path):
    record = json.loads((folder / "train.jsonl").read_text())
    flaky = "import random\ndef distinct(xs):\n    return len(set(xs)) + (random.random() < 0.2)\n"
    for name, code in (("bad", WRONG), ("moody", flaky)):
        record["references"].append({"name": name, "idea": name, "code": code})
    (tmp_path / "d.jsonl").write_text(json.dumps(record) + "\n")
    said = afterburner("dataset", "verify", tmp_path / "d.jsonl", "--rounds", 12, "--json")
    names = {one["reference"] for one in said.json()["wrong"]}
    assert (said.code, "bad" in names, "moody" in names) == (1, True, True)


def test_a_problem_of_a_file_is_judged_like_a_built_in_one(folder, afterburner, tmp_path):
    (tmp_path / "mine.py").write_text(FAST)
    (tmp_path / "theirs.py").write_text(SLOW)
    where = ("--problem", "distinct", "--dataset", folder)
    said = afterburner("judge", "mine.py", *where, "--repeats", 2, "--json").json()
    assert (said["verdict"], 0 < said["beyond_t"] <= 1) == ("accepted", True)
    assert afterburner("compare", "theirs.py", "mine.py", *where, "--budget", 5, "--json").json()["faster"] == "b"


def test_a_problem_that_is_not_there_is_bad_input(folder, afterburner, tmp_path):
    (tmp_path / "mine.py").write_text(FAST)
    said = afterburner("judge", "mine.py", "--problem", "none", "--dataset", folder)
    assert (said.code, "has no problem 'none'" in said.err, "dataset list" in said.err) == (2, True, True)
    said = afterburner("judge", "mine.py", "--problem", "none", "--dataset", tmp_path / "missing.jsonl")
    assert said.code == 2


def test_list_and_show_take_a_file(folder, afterburner):
    assert afterburner("dataset", "list", "--dataset", folder, "--json").json()[0]["id"] == "distinct"
    shown = afterburner("dataset", "show", "distinct", "--dataset", folder, "--solution", "fast")
    assert shown.out == FAST
    assert afterburner("dataset", "show", "distinct", "--dataset", folder, "--solution", "none").code == 2


def test_stats_count_and_draw(folder, afterburner, tmp_path):
    journal, page = tmp_path / "j.jsonl", tmp_path / "stats.html"
    afterburner("dataset", "calibrate", "--dataset", folder, "--out", journal, "--repeats", 2)
    said = afterburner("dataset", "stats", folder, "--journal", journal, "--html", page, "--json").json()
    assert (said["problems"], said["solutions"]) == (1, {"python": 3})
    assert said["spreads"]["python"]["cpu_s"]["median"] > 1
    assert "distinct" not in page.read_text()
    assert "Slowest over fastest: CPU time" in page.read_text()


def test_an_exported_folder_is_opened_by_datasets_and_by_us(folder, afterburner, tmp_path, monkeypatch):
    datasets = pytest.importorskip("datasets")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    out = tmp_path / "exported"
    journal = tmp_path / "j.jsonl"
    afterburner("dataset", "calibrate", "--dataset", folder, "--out", journal, "--repeats", 1)
    said = afterburner("dataset", "export", folder, out, "--licence", "MIT", "--journal", journal, "--json")
    assert said.json()["splits"] == {"train": 1}
    assert "| cpu_s |" in (out / "README.md").read_text()
    opened = datasets.load_dataset(str(out), cache_dir=str(tmp_path / "cache"))
    assert opened["train"][0]["id"] == "distinct"
    again = afterburner("dataset", "show", "distinct", "--dataset", out, "--json").json()
    assert again == afterburner("dataset", "show", "distinct", "--dataset", folder, "--json").json()


def test_kill_minus_9_and_the_same_command_goes_on(afterburner, tmp_path):
    source, out = written(tmp_path / "raw.jsonl", *(problem(f"p{n}") for n in range(4))), tmp_path / "built"
    arguments = ["dataset", "build", str(source), str(out), *map(str, SMALL), "--workers", "1"]
    process = subprocess.Popen([sys.executable, "-m", "afterburner", *arguments], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (
        not (out / "build.jsonl").exists() or (out / "build.jsonl").read_bytes().count(b"\n") < 5
    ):
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not (out / "train.jsonl").exists()
    said = afterburner(*arguments, "--json").json()
    assert said["stages_reused"] >= 5
    assert sum(said["splits"].values()) == 4
    assert not list(out.glob(".*.partial"))


@pytest.mark.parametrize(
    "command", [("build", "missing.jsonl", "out"), ("export", "missing.jsonl", "out"), ("stats", "missing.jsonl")]
)
def test_a_dataset_that_is_not_there_is_bad_input(afterburner, command):
    said = afterburner("dataset", *command)
    assert (said.code, "hint:" in said.err) == (2, True)
