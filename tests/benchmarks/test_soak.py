"""A few seconds of the soak test, and that it would see what it looks for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import soak  # noqa: E402 - a script's folder
from soaking.items import item  # noqa: E402 - as above


@pytest.mark.slow
def test_nothing_is_lost_or_left_when_processes_are_killed_for_some_seconds(tmp_path: Path) -> None:
    figures = tmp_path / "soak.json"
    command = [
        sys.executable,
        str(BENCHMARKS / "soak.py"),
        "--minutes",
        "0.3",
        "--gap",
        "0.5",
        "3",
        "--json",
        str(figures),
    ]
    done = subprocess.run(
        [*command, "--folder", str(tmp_path / "soak"), "--only", "local", "service"], capture_output=True, check=False
    )
    said = json.loads(figures.read_text("utf-8"))
    assert done.returncode == 0, said["summary"]["found"]
    assert said["summary"]["kills"] > 3
    assert all(row["recorded"] > 0 for row in said["rows"])


def test_what_is_lost_recorded_twice_or_misjudged_is_seen() -> None:
    right = {number: [item(number).expected.value] for number in range(soak.VOLUME + 5)}
    assert soak._checked(right) == ([], [], [])
    other = "security_violation"
    lost, twice, wrong = soak._checked({**right, 3: right[3] * 2, 4: [other]} | {})
    assert (lost, len(twice), len(wrong)) == ([], 1, 1)
    del right[7]
    assert soak._checked(right)[0] == ["piece 7 is in no archive"]


def test_the_mixture_has_every_kind_of_end() -> None:
    ends = {item(number).expected.value for number in range(300)}
    assert {"accepted", "wrong_answer", "runtime_error", "time_limit_exceeded", "memory_limit_exceeded"} <= ends
    assert item(5) == item(5)
