"""The end of the service: in order, at once, or by kill -9; nothing is left and nothing accepted is lost."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.service.conftest import ENOUGH_S, wait_for

SLOW = {"code": "import time; time.sleep(1.5); print('done')"}
FOREVER = {"code": "import subprocess, time\nwhile True: time.sleep(1)", "limits": {"wall_s": 600}}


@dataclass(frozen=True)
class Started:
    process: subprocess.Popen[bytes]
    url: str
    http: httpx.Client

    def running(self) -> int:
        return int(self.http.get("/healthz").json()["running"])

    def wait(self) -> int:
        return self.process.wait(timeout=ENOUGH_S)


@pytest.fixture
def started() -> Iterator[Started]:
    command = [sys.executable, "-m", "afterburner", "serve", "--port", "0", "--workers", "1", "--json", "--grace", "30"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    url = json.loads(process.stdout.readline())["url"]
    with httpx.Client(base_url=url, timeout=ENOUGH_S, trust_env=False) as http:
        yield Started(process, url, http)
    process.kill()
    process.communicate()


def ask(started: Started, asked: dict) -> httpx.Response:
    return httpx.post(f"{started.url}/v1/execute", json=asked, timeout=ENOUGH_S, trust_env=False)


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_accepted_work_is_finished_and_new_work_refused(started: Started, kind: signal.Signals) -> None:
    with ThreadPoolExecutor(2) as threads:
        running = threads.submit(ask, started, SLOW)
        wait_for(lambda: started.running() == 1)
        waiting = threads.submit(ask, started, {"code": "print('next')"})
        wait_for(lambda: started.http.get("/healthz").json()["waiting"] == 1)
        started.process.send_signal(kind)
        wait_for(lambda: started.http.get("/healthz").status_code == 503)
        refused = ask(started, SLOW)
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "ending")
        assert refused.headers["retry-after"]
        assert running.result().json()["stdout"] == "done\n"
        assert waiting.result().json()["stdout"] == "next\n"
    assert started.wait() == 0


def test_a_job_that_nobody_waits_for_is_finished_and_can_be_fetched(started: Started) -> None:
    job = started.http.post("/v1/execute", json={**SLOW, "wait": False}).json()
    started.process.send_signal(signal.SIGTERM)
    wait_for(lambda: started.http.get(f"/v1/jobs/{job['id']}").json()["state"] == "done")
    assert started.http.get(f"/v1/jobs/{job['id']}").json()["execution"]["stdout"] == "done\n"
    assert started.wait() == 0


def test_a_second_signal_ends_it_at_once_and_says_so_to_who_waits(started: Started) -> None:
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(ask, started, FOREVER)
        wait_for(lambda: started.running() == 1)
        started.process.send_signal(signal.SIGTERM)
        wait_for(lambda: started.http.get("/healthz").status_code == 503)
        started.process.send_signal(signal.SIGTERM)
        reply = running.result()
        assert (reply.status_code, reply.json()["error"]["code"]) == (503, "cancelled")
    assert started.wait() == 0


def descendants(pid: int) -> set[int]:
    found, new = set[int](), {pid}
    while new:
        found |= new
        new = {child for parent in new for child in children(parent)} - found
    return found - {pid}


def children(pid: int) -> set[int]:
    found = set[int]()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found.update(map(int, task.read_text().split()))
        except OSError:  # it ended meanwhile
            continue
    return found


def control_groups(family: set[int]) -> list[str]:
    """Return the control groups that cells of ``family`` made: their names say which process did."""
    names = tuple(f"afterburner-{pid}-" for pid in family)
    return [
        name for _folder, folders, _files in os.walk("/sys/fs/cgroup") for name in folders if name.startswith(names)
    ]


def mounts() -> list[str]:
    return sorted(line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines())


def test_kill_9_in_mid_run_leaves_no_process_no_mount_and_no_control_group() -> None:
    mounted = mounts()
    command = [sys.executable, "-m", "afterburner", "serve", "--port", "0", "--workers", "2", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        url = ready["url"]

        def ask_and_be_left() -> None:
            try:
                httpx.post(f"{url}/v1/execute", json=FOREVER, timeout=ENOUGH_S, trust_env=False)
            except httpx.TransportError:
                return

        clients = [threading.Thread(target=ask_and_be_left) for _ in range(4)]
        for client in clients:
            client.start()
        with httpx.Client(base_url=url, trust_env=False) as http:
            wait_for(lambda: http.get("/healthz").json()["running"] == 2)
        family = descendants(process.pid)
        assert len(family) >= 4, "the sandbox runs in processes of its own"
        assert bool(control_groups(family)) == ("control-group" in ready["isolation"])
        process.kill()
        for client in clients:
            client.join()
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))
    wait_for(lambda: not control_groups(family))
    assert mounts() == mounted
