"""The OpenAI protocol against a server that is not ours: ``transformers serve`` with a tiny model.

It streams, and takes temperature, top_p, max_tokens and seed; it ignores n, logprobs and response_format.
"""

# ruff: noqa: PLC0415 -- packages that only slow tests have

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterburner.policy.model import Call, Completion, Finish, Sampling
from tests.policy.tiny_model import save_tiny_model

pytestmark = pytest.mark.slow

MOST_START_S = 120


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    for package in ("torch", "transformers", "accelerate", "openai", "fastapi", "uvicorn"):
        pytest.importorskip(package)
    return save_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def address(folder, tmp_path_factory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = shutil.which("transformers", path=Path(sys.executable).parent)
    log = tmp_path_factory.mktemp("serve") / "log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [command, "serve", str(folder), "--host", "127.0.0.1", "--port", str(port), "--device", "cpu"],
            stdout=out,
            stderr=out,
            env=os.environ | {"HF_HUB_OFFLINE": "1", "OMP_WAIT_POLICY": "PASSIVE"},
        )
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}/health", server, log)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def wait_until_healthy(url: str, server: subprocess.Popen, log: Path) -> None:
    latest = time.monotonic() + MOST_START_S
    while time.monotonic() < latest:
        assert server.poll() is None, log.read_text(errors="replace")[-3000:]
        try:
            with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - an address of our own
                if response.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"no answer within {MOST_START_S} s: {log.read_text(errors='replace')[-3000:]}")


def open_model(folder, address, sampling):
    from afterburner.policy.openai_model import OpenAIModel
    from afterburner.policy.prices import Prices

    return OpenAIModel(str(folder), api_key="none", base_url=address, sampling=sampling, prices=Prices.default())


def complete(model, calls):
    kept = {}
    outcomes = {answer.call: answer.outcome for answer in model.complete(calls, keep=kept.__setitem__)}
    assert kept == outcomes
    return [outcomes[call] for call in calls]


def test_replies_come_whole_or_cut(folder, address):
    calls = [Call(prompt=prompt, sample=sample) for prompt in ("make it faster", "please def") for sample in range(3)]
    outcomes = complete(open_model(folder, address, Sampling(most_tokens=12, seed=1)), calls)
    for outcome in outcomes:
        assert isinstance(outcome, Completion), outcome
        assert outcome.finish in {Finish.STOP, Finish.LENGTH}
        assert 1 <= outcome.usage.completion_tokens <= 12
        assert outcome.usage.generation_s > 0
    assert Finish.LENGTH in {outcome.finish for outcome in outcomes}
    assert any(outcome.text.strip() for outcome in outcomes)
    # <user> make it faster <end> <model>
    assert outcomes[0].usage.prompt_tokens == 6


def test_temperature_0_repeats(folder, address):
    model = open_model(folder, address, Sampling(temperature=0, most_tokens=12))
    first, second = complete(model, [Call(prompt="make it faster", sample=sample) for sample in range(2)])
    assert first.text == second.text
