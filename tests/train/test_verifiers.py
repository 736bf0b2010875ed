"""The environment for verifiers, run by verifiers; by `python -m pytest` of an environment that has both packages."""

# ruff: noqa: PLC0415 -- verifiers is in no environment of ours

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from afterburner.loop.rollouts import RolloutArchive
from tests.train.squares import ASK, FAST, MIDDLE, SLOW, TRUTH, WRONG, dataset, said, serving

PACKAGE = Path(__file__).resolve().parents[2] / "integrations/verifiers"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def _importable():
    pytest.importorskip(
        "verifiers.v1", reason="verifiers needs other versions than training: it has its own environment"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(PACKAGE))
        yield


@contextlib.contextmanager
def model(*answers):
    """An OpenAI server that gives these answers, one after the other, over and over; notes the conversations."""
    heard, lock = [], threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            with lock:
                text = answers[len(heard) % len(answers)]
                heard.append(asked["messages"])
            if text is None:
                self.send_error(400)
                return
            message = {"role": "assistant", "content": text}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            usage = {"prompt_tokens": 5, "completion_tokens": 7, "total_tokens": 12}
            reply = {"id": "1", "object": "chat.completion", "created": 0, "model": "stub"}
            body = json.dumps({**reply, "choices": [choice], "usage": usage}).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1", heard
        server.shutdown()


@pytest.fixture
def prompts(tmp_path) -> Path:
    row = {"prompt": [{"role": "user", "content": ASK}], "id": "squares/python/0", "ground_truth": json.dumps(TRUTH)}
    path = tmp_path / "grpo.jsonl"
    path.write_text(json.dumps(row) + "\n")
    return path


def run(env, base_url):
    """Play one episode of the first task, as `vf-eval` does."""
    import verifiers.v1 as vf

    async def play():
        client = vf.EvalClientConfig(base_url=base_url, api_key_var="NO_SUCH_KEY")
        context = vf.ModelContext(client=client, model="stub", sampling=vf.SamplingConfig())
        async with env.serving():
            (slot,) = env.slots(next(iter(env.taskset)))
            return await env.run_slot(slot, context)

    return asyncio.run(play())


def by_reply(episode):
    return {trace.last_reply: trace for trace in episode.traces}


def test_the_attempts_of_an_episode_are_one_group(tmp_path, prompts):
    from afterburner_verifiers import load_environment

    archive = tmp_path / "rollouts.sqlite"
    env = load_environment(str(dataset(tmp_path)), prompts=prompts, rollouts=4, workers=2, archive=archive)
    with model(said(FAST), said(WRONG), said(MIDDLE), "no idea") as (url, heard):
        episode = run(env, url)
    assert episode.ok, episode.errors or [trace.errors for trace in episode.traces]
    assert heard == [[{"role": "user", "content": ASK}]] * 4
    traces = by_reply(episode)
    fast, middle, wrong, none = (traces[text].reward for text in (said(FAST), said(MIDDLE), said(WRONG), "no idea"))
    assert fast > middle > wrong > none
    assert traces[said(FAST)].metrics["correct"] == 1
    assert traces[said(FAST)].metrics["gain"] > 2
    assert traces["no idea"].info["afterburner"]["verdict"] is None
    assert {trace.info["afterburner"]["signal"] for trace in episode.traces} == {"signal"}
    with contextlib.closing(RolloutArchive(archive, read_only=True)) as kept:
        assert len({one.group for one in kept.rollouts()}) == 1


def test_a_service_gives_the_rewards_where_one_is_named(tmp_path, prompts):
    from afterburner_verifiers import load_environment

    with serving(tmp_path) as service, model(said(FAST), said(SLOW)) as (url, _heard):
        episode = run(load_environment(prompts=prompts, rollouts=2, url=service), url)
    assert episode.ok
    traces = by_reply(episode)
    assert traces[said(FAST)].reward > traces[said(SLOW)].reward


def test_with_turns_the_model_hears_what_was_measured(tmp_path, prompts):
    from afterburner_verifiers import load_environment

    env = load_environment(str(dataset(tmp_path)), prompts=prompts, rollouts=1, turns=3, workers=2)
    with model(said(WRONG), said(MIDDLE), said(FAST)) as (url, heard):
        episode = run(env, url)
    assert episode.ok, [trace.errors for trace in episode.traces]
    (trace,) = episode.traces
    assert trace.num_turns == 3
    assert trace.last_reply == said(FAST)
    assert trace.metrics["gain"] > 2
    told = [messages[-1]["content"] for messages in heard]
    assert told[0] == ASK
    assert "not correct: wrong_answer" in told[1]
    assert "is correct. In time it takes" in told[2]


def test_an_attempt_whose_model_failed_has_no_reward_and_the_others_have(tmp_path, prompts):
    from afterburner_verifiers import load_environment

    env = load_environment(str(dataset(tmp_path)), prompts=prompts, rollouts=2, workers=2)
    with model(said(FAST), None) as (url, _heard):
        episode = run(env, url)
    assert not episode.ok
    assert sorted(trace.ok for trace in episode.traces) == [False, True]
    assert [bool(trace.rewards.get("afterburner")) for trace in episode.traces if trace.ok] == [True]


def test_a_fault_of_the_machine_fails_the_trace_and_is_no_reward(tmp_path, prompts, monkeypatch):
    from afterburner_verifiers import load_environment
    from afterburner_verifiers.rewarding import LocalRewards

    masked = dict.fromkeys(("reward", "form", "correctness", "efficiency", "verdict", "reason", "gain"))

    async def of(_self, ask):
        return {
            "signal": "masked",
            "rewards": [{**masked, "masked": "the cell went away", "flags": []}] * len(ask.completions),
        }

    monkeypatch.setattr(LocalRewards, "of", of)
    env = load_environment(str(dataset(tmp_path)), prompts=prompts, rollouts=1, workers=1)
    with model(said(FAST)) as (url, _heard):
        episode = run(env, url)
    assert not episode.ok
    (trace,) = episode.traces
    assert trace.last_error.type == "SandboxError"
    assert "the cell went away" in trace.last_error.message
    assert not trace.rewards


def test_without_a_file_prompts_are_made_of_problems_and_split_by_them():
    from afterburner_verifiers import load_environment
    from afterburner_verifiers.taskset import split_of

    tasks = {split: list(load_environment(split=split).taskset) for split in ("all", "train", "test")}
    names = {split: [task.data.name for task in found] for split, found in tasks.items()}
    assert sorted(names["train"] + names["test"]) == sorted(names["all"])
    assert 0.1 < len(names["test"]) / len(names["all"]) < 0.3
    assert all(split_of(name) == "test" for name in names["test"])
    first = tasks["all"][0]
    truth = json.loads(first.data.ground_truth)
    assert truth["baseline_code"].rstrip() in first.data.prompt
    assert first.key == tasks["all"][0].key == f"{truth['problem']}/python/time/0"


def test_a_line_that_is_no_prompt_is_named(tmp_path):
    from afterburner_verifiers import load_environment

    path = tmp_path / "grpo.jsonl"
    path.write_text('{"prompt": "a"}\n')
    with pytest.raises(ValueError, match=r"grpo.jsonl, line 1 is no prompt.*train data"):
        list(load_environment(prompts=path).taskset)


def test_verifiers_own_command_evaluates_it(tmp_path, prompts):
    # What the script `vf-eval` does.
    command = [sys.executable, "-c", "from verifiers.v1.cli.eval.main import main; main()", "afterburner-verifiers"]
    command += ["--env.taskset.prompts", str(prompts), "--env.taskset.dataset", str(dataset(tmp_path))]
    command += ["--env.rollouts", "2", "--env.workers", "2", "-n", "1", "--model", "stub", "--no-push", "--no-rich"]
    paths = os.pathsep.join([str(PACKAGE), os.environ.get("PYTHONPATH", "")])
    with model(said(FAST), said(WRONG)) as (url, _heard):
        command += ["--client.base-url", url, "--client.api-key-var", "NO_SUCH_KEY"]
        done = subprocess.run(
            command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    (line,) = next((tmp_path / "outputs").rglob("traces.jsonl")).read_text().splitlines()
    rewards = [trace["rewards"]["afterburner"]["score"] for trace in json.loads(line)["traces"]]
    assert len(rewards) == 2
    assert max(rewards) > 0.5
    assert min(rewards) == pytest.approx(-0.3)
