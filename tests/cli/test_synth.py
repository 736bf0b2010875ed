"""``dataset synth`` as a user starts it: killed, interrupted, and gone on with to the same bytes."""

import os
import signal
import subprocess
import sys
import time

import pytest

COUNT = 12
KNOBS = ("--count", str(COUNT), "--seed", "5", "--vocabulary", "small", "--difficulty", "easy", "--workers", "1")


def begun(path, least):
    """Start it, and return the process once ``least`` whole problems are written."""
    command = [sys.executable, "-m", "afterburner", "dataset", "synth", str(path), *KNOBS]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (not path.exists() or path.read_bytes().count(b"\n") < least):
        time.sleep(0.005)
    return process


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_stopped_in_the_middle_the_same_command_ends_with_the_same_bytes(afterburner, tmp_path, number):
    path, whole = tmp_path / "stopped.jsonl", tmp_path / "whole.jsonl"
    process = begun(path, 2)
    os.kill(process.pid, number)
    process.communicate(timeout=60)
    assert process.returncode == (-9 if number == signal.SIGKILL else 130)
    kept = path.read_bytes()
    assert 2 <= kept.count(b"\n") < COUNT
    assert afterburner("dataset", "synth", path, *KNOBS).code == 0
    assert afterburner("dataset", "synth", whole, *KNOBS).code == 0
    assert path.read_bytes() == whole.read_bytes()
    assert whole.read_bytes().startswith(kept[: kept.rfind(b"\n") + 1])


def test_the_list_names_families_with_their_algorithms(afterburner):
    said = afterburner("dataset", "synth", "--list", "--json")
    assert said.code == 0
    assert len(said.json()) >= 30


def test_what_is_made_is_a_dataset_like_any_other(afterburner, tmp_path):
    path = tmp_path / "made.jsonl"
    afterburner("dataset", "synth", path, "--count", 2, "--vocabulary", "small")
    assert len(afterburner("dataset", "list", "--dataset", path, "--json").json()) == 2


@pytest.mark.parametrize("wrong", [("--families", "none-such"), ("--count", "0"), ("--solutions", "1")])
def test_knobs_that_make_no_sense_are_bad_input(afterburner, tmp_path, wrong):
    said = afterburner("dataset", "synth", tmp_path / "made.jsonl", *wrong)
    assert said.code == 2
    assert not (tmp_path / "made.jsonl").exists()
