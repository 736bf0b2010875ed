"""``evaluate`` and ``experiment`` as a user starts them, on problems that take seconds."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from afterburner.core.problem import Difficulty
from afterburner.experiment.experiments.catalogue import EXPERIMENTS
from tests.experiment.small_dataset import FORMULA, OTHER, WRONG, problem, script, write
from tests.policy.chat_server import ChatServer, Reply

FEW = ("--measurements", 3, "--repeats", 3, "--resamples", 200, "--calibration", "calibration.jsonl")


@pytest.fixture
def small(tmp_path):
    write(
        tmp_path / "problems.jsonl",
        *(replace(problem(name), difficulty=level) for name, level in (("a", Difficulty.EASY), ("b", Difficulty.HARD))),
    )
    return tmp_path / "problems.jsonl"


@pytest.fixture
def evaluate(afterburner, small):
    def call(*options, command=("evaluate",)):
        return afterburner(*command, "--dataset", small, "--out", "out", *FEW, *options)

    return call


def test_a_policy_is_ranked_and_everything_is_written(evaluate, tmp_path):
    path = script(tmp_path / "s.jsonl", a=[OTHER], b=[WRONG])
    said = evaluate("--policy", f"scripted:{path}", "--json")
    assert said.code == 0, said.err
    document = said.json()
    results = document["tables"][0]
    row = dict(zip([column["title"] for column in results["columns"]], results["rows"][0], strict=True))
    assert row["pass@1"]["estimate"] == 0.5
    assert row["pass@1"]["low"] <= 0.5 <= row["pass@1"]["high"]
    assert document["provenance"]["host_digest"]
    assert json.loads((tmp_path / "out" / "evaluation.json").read_text()) == document
    assert "<title>" in (tmp_path / "out" / "evaluation.html").read_text()
    assert (tmp_path / "out" / "evaluation.parquet").stat().st_size > 0


def test_many_models_in_one_call_and_a_leaderboard_that_grows(evaluate, tmp_path):
    good, bad = script(tmp_path / "good.jsonl", FORMULA), script(tmp_path / "bad.jsonl", WRONG)
    models = tmp_path / "models.toml"
    models.write_text(f'[[policy]]\nname = "scripted:{good}"\n[[policy]]\nname = "scripted:{bad}"\n')
    said = evaluate("--models", models, "--leaderboard", "board.jsonl", "--no-html")
    assert said.code == 0, said.err
    assert "Differences from the first" in said.out
    third = script(tmp_path / "third.jsonl", OTHER)
    again = evaluate("--policy", f"scripted:{third}", "--leaderboard", "board.jsonl", "--no-html", "--json")
    ranked = again.json()["leaderboard"]["rows"]
    assert [row[1] for row in ranked] == ["good", "third", "bad"]


def test_a_leaderboard_of_another_procedure_is_refused(evaluate, tmp_path):
    path = script(tmp_path / "s.jsonl", FORMULA)
    common = ("--policy", f"scripted:{path}", "--leaderboard", "board.jsonl", "--no-html")
    assert evaluate(*common).code == 0
    said = evaluate(*common, "--only", "a")
    assert said.code == 2
    assert "rows whose" in said.err
    assert "hint: " in said.err


def test_the_same_command_goes_on_and_runs_nothing_again(evaluate, tmp_path):
    path = script(tmp_path / "s.jsonl", OTHER)
    first = evaluate("--policy", f"scripted:{path}", "--no-html", "--json")
    size = (tmp_path / "out" / "evaluation.jsonl").stat().st_size
    again = evaluate("--policy", f"scripted:{path}", "--no-html", "--json")
    assert again.json() == first.json()
    assert (tmp_path / "out" / "evaluation.jsonl").stat().st_size == size


def test_ctrl_c_keeps_what_was_done(small, tmp_path):
    path = script(tmp_path / "s.jsonl", OTHER)
    write(small, *(problem(f"p{number}") for number in range(12)))
    command = [sys.executable, "-m", "afterburner", "evaluate", "--dataset", str(small), "--policy", f"scripted:{path}"]
    command += [*map(str, FEW), "--no-html", "--out", "out", "--workers", "1"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    journal = tmp_path / "out" / "evaluation.jsonl"
    end_s = time.monotonic() + 60
    while not (journal.exists() and '"kind": "program"' in journal.read_text()):
        assert time.monotonic() < end_s
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command goes on" in err
    assert "Traceback" not in err
    kept = journal.read_text().count('"kind": "program"')
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert journal.read_text().count('"kind": "program"') == 12
    assert kept >= 1


def test_a_language_model_is_asked_once_for_each_problem_and_solution(evaluate):
    reply = f"<thinking>a formula</thinking><solution>```python\n{FORMULA}```</solution>"
    with ChatServer(lambda _request, _number: Reply(text=reply)) as server:
        said = evaluate(
            *("--policy", "openai:small", "--base-url", server.url, "--cache", "cache", "--no-html", "--json"),
            *("--solutions", 2),
        )
        assert said.code == 0, said.err
        assert len(server.requests) == 4
    assert said.json()["spending"][0]["proposals"] == 4


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--policy", "nobody"), "there is no policy"),
        (("--policy", "rules", "--start", "nothing"), "can't start from nothing"),
        (("--only", "zz"), "has no problem zz"),
        (("--policy", "rules", "--policy", "rules", "--minutes", "-1"), "--minutes is -1"),
        (("--models", "missing.toml"), "missing.toml can't be read"),
        (("--language", "cobol"), "cobol"),
        (("--out", "/proc/nowhere"), "/proc/nowhere can't be written"),
        (("--top-p", "0"), "--top-p is 0"),
    ],
)
def test_bad_input_is_said_with_a_hint(evaluate, options, what):
    said = evaluate(*options)
    assert said.code == 2, said.err
    assert what in said.err
    assert "hint: " in said.err


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("policy = 3", "names no policies"),
        ("[[policy]]\nname = 'rules'\ncolour = 'red'", "unknown key 'colour'"),
        ("[[policy]]\nbase_url = 'x'", "has no name"),
        ("[[policy]]\nname = 'rules'\nhistory = 'many'", "history"),
        ("[[polic", "can't be read"),
        ("[[policy]]\nname = 'rules'\ntemperature = nan", "temperature: nan"),
        ("[[policy]]\nname = 'rules'\nconcurrency = -5", "concurrency: -5"),
    ],
)
def test_a_file_of_models_that_is_off_is_said_with_its_place(evaluate, tmp_path, text, what):
    (tmp_path / "models.toml").write_text(text)
    said = evaluate("--models", "models.toml")
    assert said.code == 2
    assert what in said.err
    assert "models.toml" in said.err
    assert "Warning" not in said.err


def test_all_problems_without_references_are_an_error_that_names_them(evaluate, small, tmp_path):
    write(small, problem("a", references={}))
    said = evaluate("--policy", f"scripted:{script(tmp_path / 's.jsonl', OTHER)}")
    assert said.code == 2
    assert "problem a, field references" in said.err


def test_fewer_problems_than_wished_for_are_said(evaluate, tmp_path):
    said = evaluate("--policy", f"scripted:{script(tmp_path / 's.jsonl', OTHER)}", "--problems", 9, "--no-html")
    assert said.code == 0, said.err
    assert "has 2 problems to take: all of them are evaluated" in said.err


def test_experiments_are_listed_and_a_wrong_name_is_refused(afterburner):
    listed = afterburner("experiment")
    assert listed.code == 0
    assert all(name in listed.out for name in EXPERIMENTS)
    said = afterburner("experiment", "iteration")
    assert said.code == 2
    assert "iterations" in said.err


@pytest.mark.parametrize("name", ["ablation", "noise"])
def test_an_experiment_shows_its_table_and_draws_its_figure(evaluate, tmp_path, name):
    path = script(tmp_path / "s.jsonl", OTHER, WRONG, FORMULA)
    said = evaluate("--policy", f"scripted:{path}", "--iterations", 1, command=("experiment", name))
    assert said.code == 0, said.err
    assert EXPERIMENTS[name].title in said.out
    assert (tmp_path / "out" / f"{name}.html").exists()
    assert any("<svg" in path.read_text() for path in (tmp_path / "out").glob(f"{name}*.svg"))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(EXPERIMENTS))
def test_every_experiment_runs(evaluate, tmp_path, name):
    first, second = script(tmp_path / "s1.jsonl", OTHER, WRONG, FORMULA), script(tmp_path / "s2.jsonl", WRONG, OTHER)
    said = evaluate(
        *("--policy", f"scripted:{first}", "--policy", f"scripted:{second}", "--iterations", 2, "--figures", "png"),
        command=("experiment", name),
    )
    assert said.code == 0, said.err
    assert list((tmp_path / "out").glob(f"{name}*.png"))


def test_what_is_missing_at_the_end_is_said_at_the_beginning(small, tmp_path):
    """As in an environment without the extra: nothing is run before it is said."""
    code = (
        "import importlib.util as u, sys; find = u.find_spec; "
        "u.find_spec = lambda name, package=None: None if name in {'altair', 'scipy'} else find(name, package); "
        "from afterburner.cli.app import main; main()"
    )
    one, two = script(tmp_path / "s1.jsonl", OTHER), script(tmp_path / "s2.jsonl", OTHER)
    command = [sys.executable, "-c", code, "evaluate", "--dataset", str(small)]
    command += ["--policy", f"scripted:{one}", "--policy", f"scripted:{two}", "--out", "out"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert said.returncode == 2
    assert "not installed: scipy, altair" in said.stderr
    assert "hint: pip install 'afterburner[eval]'; --no-html leaves out the page" in said.stderr
    assert not (tmp_path / "out").exists()
