"""Several processes train together, on the CPU; what a launcher of GPUs does differs in where tensors are."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing

import pytest

from afterburner.loop.rollouts import RolloutArchive
from afterburner.train import checkpoints
from afterburner.train.config import Stage
from tests.train import tiny

pytestmark = pytest.mark.slow

_EACH = """
import sys
from pathlib import Path
from afterburner.train import stages
from afterburner.train.config import GrpoSection, Stage
from tests.train import tiny
from tests.train.test_trainers_grpo import FakeGrader

base, stage, steps = Path(sys.argv[1]), Stage(sys.argv[2]), int(sys.argv[3])
grpo = GrpoSection(rollouts=4, dynamic_sampling=True)
config = tiny.config_for(stage, base / "model", base / f"{stage}.jsonl", grpo=grpo, steps=steps, save_steps=1000)
grader = FakeGrader(lambda truth, text: FakeGrader.usual(truth, text if truth.problem != "p0" else "if"))
stages.run(config, tiny.TinyFolder(base / "out"), grader=grader)
"""


@pytest.fixture
def base(tmp_path):
    for package in ("torch", "trl", "tensorboard"):
        pytest.importorskip(package)
    tiny.save_tiny_model(tmp_path / "model")
    return tmp_path


def start(base, stage, steps):
    (base / "each.py").write_text(_EACH)
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [*launcher, str(base / "each.py"), str(base), stage.value, str(steps)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def test_two_processes_draw_groups_each_and_write_one_log(base):
    tiny.write_data(base, Stage.GRPO, count=30)
    _out, said = start(base, Stage.GRPO, 3).communicate(timeout=240)
    assert (base / "out" / "model" / "config.json").is_file(), said[-2000:]
    lines = [json.loads(line) for line in (base / "out" / "log.jsonl").read_text().splitlines()]
    assert [line["step"] for line in lines] == [1, 2, 3]
    with closing(RolloutArchive(base / "out" / "rollouts.sqlite", read_only=True)) as archive:
        rollouts = list(archive.rollouts())
    assert all(size == 4 for size in Counter(one.group for one in rollouts).values())
    judged = Counter(one.step for one in rollouts)
    assert [line["groups/judged"] for line in lines] == [judged[step] / 4 for step in range(3)]
    assert sum(line["groups/without_signal"] for line in lines) < sum(
        line["groups/without_signal_drawn"] for line in lines
    )


def test_both_end_at_the_same_step_when_one_is_asked_to(base):
    tiny.write_data(base, Stage.SFT, count=30)
    folder = tiny.TinyFolder(base / "out")
    running, deadline = start(base, Stage.SFT, 5000), time.monotonic() + 120
    while not (folder.log.is_file() and folder.log.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.1)
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=60)
    last = checkpoints.last_whole(folder.checkpoints)
    assert checkpoints.step_of(last) == folder.lines()[-1]["step"]
    assert not folder.model.exists()
    assert {"rng_state_0.pth", "rng_state_1.pth"} <= {one.name for one in last.iterdir()}
