"""Clusters that can't be used as they are, and commands that run on one."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from afterburner.core.errors import UsageError
from afterburner.core.problem import Solution, Test
from afterburner.core.status import Verdict
from afterburner.sandbox import host
from afterburner.service.client import Client, Task
from tests.cli.test_evaluate import FEW
from tests.ray.conftest import add_node


@pytest.fixture
def afterburner(nodes, tmp_path):
    def call(*arguments, code=0):
        environment = {**os.environ, "RAY_ADDRESS": nodes.address, "XDG_CACHE_HOME": str(tmp_path / "cache")}
        command = [sys.executable, "-m", "afterburner", *map(str, arguments)]
        done = subprocess.run(
            command, capture_output=True, cwd=tmp_path, timeout=280, check=False, env=environment, text=True
        )
        assert done.returncode == code, done.stderr
        return done

    return call


@pytest.fixture
def another(nodes):
    """Add nodes that are taken out again."""
    added = []

    def add(**options):
        added.append(add_node(nodes, 1, **options))

    yield add
    for one in added:
        nodes.remove_node(one)


def test_a_node_with_another_version_is_refused_by_name(another, open_pool, tmp_path):
    fake = tmp_path / "afterburner" / "sandbox"
    fake.mkdir(parents=True)
    for folder in (fake.parent, fake):
        (folder / "__init__.py").touch()
    another(env_vars={"PYTHONPATH": str(tmp_path)})
    with pytest.raises(
        UsageError, match=r"node \w{8} \(.*\) can't be used: it has no Afterburner that knows"
    ) as refused:
        open_pool()
    assert "install the same version" in refused.value.hint


def test_a_node_without_a_toolchain_is_refused_where_it_is_needed(another, nodes, open_pool):
    del nodes
    another(env_vars={"PATH": str(Path(sys.executable).parent)})
    with pytest.raises(UsageError, match=r"node \w{8} \(.*\) has no toolchain for C\+\+"):
        open_pool(needs={"cpp"})
    open_pool(1).close()


def test_a_host_class_that_is_not_there_is_refused(open_pool):
    with pytest.raises(UsageError, match="no host classes 'none'") as refused:
        open_pool(host_class="none")
    assert host.digest(host.facts()) in refused.value.hint
    with open_pool(1, host_class=host.digest(host.facts())[:4]) as pool:
        assert pool.workers == 1


def test_solutions_are_verified_on_the_cluster(afterburner):
    said = afterburner("dataset", "verify", "--only", "running-median", "--workers", "ray", "--json")
    found = json.loads(said.stdout)
    assert (found["wrong"], found["problems"]) == ([], 1)
    assert found["solutions"] > 5
    assert "workers on 2 nodes of the cluster" in said.stderr


def test_what_is_calibrated_on_the_cluster_is_known_here(afterburner):
    arguments = ("dataset", "calibrate", "--only", "running-median", "--language", "python", "--repeats", "2", "--json")
    there = json.loads(afterburner(*arguments, "--workers", "ray").stdout)
    here = json.loads(afterburner(*arguments, "--workers", "1").stdout)
    assert there["host_digest"] == here["host_digest"]
    assert there["journal"] == here["journal"]
    assert there["executions"] > 10
    assert here["executions"] == 0


def test_killed_workers_lose_no_line_of_a_journal_and_write_none_twice(nodes, tmp_path):
    environment = {**os.environ, "RAY_ADDRESS": nodes.address, "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "afterburner", "dataset", "calibrate", "--only", "running-median", "--json"]
    command += ["--language", "python", "--repeats", "40", "--out", "journal.jsonl", "--workers", "ray"]
    journal, killed = tmp_path / "journal.jsonl", 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=tmp_path, env=environment, text=True) as running:
        while running.poll() is None:
            if journal.exists() and journal.stat().st_size:
                killed += kill_an_actor()
            time.sleep(3.0)
        found = json.loads(running.stdout.read())
    assert (running.returncode, killed > 0) == (0, True)
    lines = [json.loads(line) for line in journal.read_text().splitlines()]
    made = Counter((line["reference"], line["repeat"], line["test"]) for line in lines)
    assert set(made.values()) == {1}
    assert found["executions"] == len(lines)
    references, tests = ({line[name] for line in lines} for name in ("reference", "test"))
    assert len(lines) == 40 * len(references) * len(tests)


def kill_an_actor():
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if folder.name.isdecimal() and (folder / "cmdline").read_bytes().startswith(b"ray::CellActor"):
                os.kill(int(folder.name), signal.SIGKILL)
                return 1
    return 0


def test_a_service_in_front_of_the_cluster_judges(nodes, tmp_path):
    environment = {**os.environ, "RAY_ADDRESS": nodes.address, "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "afterburner", "serve", "--port", "0", "--json", "--workers", "ray?most=2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=tmp_path, env=environment, text=True) as serving:
        try:
            said = json.loads(serving.stdout.readline())
            assert said["workers"] == 2
            tests = [Test(name=str(number), input=b"%d\n" % number, expected=b"%d\n" % number) for number in range(30)]
            with Client(said["url"]) as client:
                right = client.judge(Solution(code="print(input())"), Task(tests=tests))
                wrong = client.judge(Solution(code="print(7)"), Task(tests=tests))
            assert (right.verdict, right.passed) == (Verdict.ACCEPTED, 30)
            assert wrong.verdict is Verdict.WRONG_ANSWER
        finally:
            serving.terminate()
    assert serving.returncode == 0


def test_an_evaluation_on_the_cluster_is_as_one_here(afterburner):
    command = ["evaluate", "--policy", "rules", "--only", "running-median", *map(str, FEW), "--no-html", "--json"]
    found = json.loads(afterburner(*command, "--workers", "ray").stdout)
    assert found["problems"]
    assert found["unfinished"] == []


def test_the_cluster_is_reached_through_its_client_port(nodes, afterburner):
    address = f"ray://127.0.0.1:{nodes.client_port}?most=1"
    said = afterburner("dataset", "verify", "--only", "running-median", "--rounds", "1", "--workers", address, "--json")
    assert json.loads(said.stdout)["wrong"] == []
    assert "1 workers on 1 nodes" in said.stderr


def test_a_machine_that_belongs_to_no_cluster_is_said_so(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {**os.environ, "RAY_ADDRESS": address, "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "afterburner", "dataset", "verify", "--workers", "ray"]
    done = subprocess.run(
        command, capture_output=True, cwd=tmp_path, timeout=280, check=False, env=environment, text=True
    )
    assert done.returncode == 2
    assert f"the cluster {address} can't be reached" in done.stderr
    assert "Traceback" not in done.stderr
