"""verl's reward file, as verl calls it, against a real service and against one that misbehaves."""

# ruff: noqa: S106 -- the token of a service that lives as long as its test

import asyncio
import contextlib
import importlib.util
import inspect
import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from afterburner.loop.rollouts import RolloutArchive
from tests.train.squares import FAST, MIDDLE, SLOW, TRUTH, WRONG, said, serving

FILE = Path(__file__).resolve().parents[2] / "integrations/verl/afterburner_reward.py"
GROUND_TRUTH = json.dumps(TRUTH)


def loaded():
    """Import the file as verl does: from its path, under a name that nobody else knows."""
    spec = importlib.util.spec_from_file_location("custom_module", FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules["custom_module"] = module
    spec.loader.exec_module(module)
    return module


verl_reward = loaded()


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("verl") / "rollouts.sqlite"


@pytest.fixture(scope="module")
def url(tmp_path_factory, archive):
    with serving(tmp_path_factory.mktemp("service"), "--archive", str(archive), AFTERBURNER_TOKEN="secret") as started:
        yield started


def call(url, code, *, extra_info=None, **reward_kwargs):
    """Call as verl's reward loop does: everything by name, its own arguments and `reward_kwargs` among them."""
    return verl_reward.compute_score(
        data_source="afterburner",
        solution_str=said(code) if code else "I don't know.",
        ground_truth=GROUND_TRUTH,
        extra_info=extra_info or {"index": 0, "num_turns": None, "rollout_reward_scores": {}},
        url=url,
        token="secret",
        **reward_kwargs,
    )


def test_the_file_needs_the_standard_library_alone():
    lines = FILE.read_text().splitlines()
    packages = {line.split()[1].split(".")[0] for line in lines if line.startswith(("import ", "from "))}
    assert packages <= sys.stdlib_module_names


def test_its_functions_have_the_arguments_that_verl_documents():
    for name in ("compute_score", "compute_score_async"):
        names = list(inspect.signature(getattr(verl_reward, name)).parameters)
        assert names == ["data_source", "solution_str", "ground_truth", "extra_info", "reward_kwargs"]
    names = list(inspect.signature(verl_reward.compute_scores).parameters)
    assert names == ["data_sources", "solution_strs", "ground_truths", "extra_infos", "reward_kwargs"]


def test_better_programs_earn_more(url):
    scores = [call(url, code) for code in (FAST, MIDDLE, SLOW, WRONG, None)]
    assert [score["acc"] for score in scores] == [1, 1, 1, 0, 0]
    fast, middle, slow, wrong, none = (score["score"] for score in scores)
    assert fast > middle > slow > wrong > none
    assert slow == pytest.approx(0.2 + 0.25)
    assert (wrong, none) == (pytest.approx(0.2 - 0.5), pytest.approx(-0.5))
    assert {tuple(score) for score in scores} == {("score", "acc", "form", "correctness", "efficiency")}
    assert all(isinstance(value, float) for score in scores for value in score.values())


def test_samples_of_one_prompt_that_come_one_by_one_are_one_group(url, archive):
    ask = partial(call, url, extra_info={"id": "squares/python/0"}, rollouts=3, gather_s=60)
    with ThreadPoolExecutor(3) as threads:
        fast, middle, wrong = threads.map(ask, (FAST, MIDDLE, WRONG))
    assert fast["score"] > middle["score"] > wrong["score"]
    with contextlib.closing(RolloutArchive(archive, read_only=True)) as kept:
        groups = [(one.group, one.sample) for one in kept.rollouts()][-3:]
    assert len({group for group, _sample in groups}) == 1
    assert {sample for _group, sample in groups} == {0, 1, 2}


def test_a_sample_without_siblings_does_not_wait_for_ever(url):
    assert call(url, FAST, extra_info={"index": 7}, rollouts=8, gather_s=0.1)["acc"] == 1


def test_a_batch_is_graded_by_prompt_and_comes_back_in_its_order(url):
    codes = [FAST, WRONG, SLOW, FAST]
    scores = verl_reward.compute_scores(
        data_sources=["afterburner"] * 4,
        solution_strs=[said(code) for code in codes],
        ground_truths=[GROUND_TRUTH] * 4,
        extra_infos=[{"id": name} for name in "abab"],
        url=url,
        token="secret",
    )
    assert [score["acc"] for score in scores] == [1, 0, 1, 1]
    assert scores[0]["score"] > scores[2]["score"] > scores[1]["score"]


def test_many_wait_in_one_event_loop(url):
    async def all_at_once():
        asks = [
            verl_reward.compute_score_async(
                data_source="afterburner",
                solution_str=said(FAST),
                ground_truth=GROUND_TRUTH,
                extra_info={"index": 1},
                url=url,
                token="secret",
                rollouts=60,
                gather_s=30,
            )
            for _ in range(60)
        ]
        return await asyncio.gather(*asks)

    assert {score["acc"] for score in asyncio.run(all_at_once())} == {1}


def test_what_the_service_refuses_is_said_and_no_reward(url):
    with pytest.raises(verl_reward.NoRewardError, match=r"no problem 'nowhere'.*--dataset"):
        verl_reward.compute_score(
            "afterburner", "x", json.dumps({**TRUTH, "problem": "nowhere"}), url=url, token="secret"
        )
    with pytest.raises(verl_reward.NoRewardError, match="401"):
        verl_reward.compute_score("afterburner", "x", GROUND_TRUTH, url=url, token="guess")
    with pytest.raises(verl_reward.NoRewardError, match="no efficiency 'fastest'"):
        call(url, FAST, efficiency="fastest")


REWARD = {"reward": 0.7, "form": 0.2, "correctness": 0.25, "efficiency": 0.25, "verdict": "accepted", "masked": None}
MASKED = dict.fromkeys(REWARD) | {"masked": "the cell went away"}


@contextlib.contextmanager
def answering(*answers):
    """A service that gives these answers, one after the other: a status and a document each; notes what it was asked."""
    left, asked = list(answers), []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            status, document = left.pop(0)
            body = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.send_header("retry-after", "0")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


BUSY = (503, {"error": {"code": "machine_fault", "message": "the cell went away", "hint": None}})


def test_a_fault_of_the_machine_is_asked_again_and_never_scored(monkeypatch):
    monkeypatch.setattr(verl_reward.time, "sleep", lambda _seconds: None)
    answers = [
        BUSY,
        (429, {}),
        (200, {"rewards": [MASKED]}),
        (200, {"rewards": [MASKED]}),
        (200, {"rewards": [REWARD]}),
    ]
    with answering(*answers) as (url, asked):
        score = call(url, FAST, extra_info={"id": "a"}, rollouts=8)
    assert score["score"] == 0.7
    assert [one.get("of") for one in asked] == [8, 8, 8, None, None]  # the siblings have their rewards already


@pytest.mark.parametrize("answer", [BUSY, (200, {"rewards": [MASKED]})])
def test_without_patience_the_training_ends_and_says_why(answer):
    with answering(answer) as (url, _asked), pytest.raises(verl_reward.NoRewardError, match="the cell went away"):
        call(url, FAST, patience_s=0)


def test_a_service_that_is_not_there_is_said(monkeypatch):
    monkeypatch.setenv("AFTERBURNER_URL", "http://127.0.0.1:9")
    with pytest.raises(verl_reward.NoRewardError, match=r"127.0.0.1:9 can't be reached.*afterburner serve"):
        call(None, FAST, patience_s=0)


def test_settings_that_nothing_knows_are_said(caplog):
    with answering((200, {"rewards": [REWARD]})) as (url, _asked):
        call(url, FAST, rollout=8, reward_router_address=None)
    assert "nothing here knows: rollout" in caplog.text
    assert "reward_router_address" not in caplog.text


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # verl's own
@pytest.mark.parametrize("name", ["compute_score", "compute_score_async"])
def test_verls_own_reward_loop_takes_it(url, name):
    """verl loads the file from its configuration, and asks for samples one by one as its agent loops do."""
    pytest.importorskip("verl", reason="verl needs other versions than training: it has its own environment")
    import numpy as np  # noqa: PLC0415 - heavy, as what follows
    import torch  # noqa: PLC0415
    from omegaconf import OmegaConf  # noqa: PLC0415
    from verl import DataProto  # noqa: PLC0415
    from verl.trainer.ppo.reward import load_reward_manager  # noqa: PLC0415

    custom = {
        "path": str(FILE),
        "name": name,
        "reward_kwargs": {"url": url, "token": "secret", "rollouts": 3, "gather_s": 60},
    }
    manager = {"source": "register", "name": "naive"}
    config = OmegaConf.create({"reward": {"custom_reward_function": custom, "reward_manager": manager}})
    texts = [said(FAST), said(SLOW), said(WRONG)]

    class Tokenizer:
        def decode(self, ids, *, skip_special_tokens):
            assert skip_special_tokens
            return texts[int(ids[0])]

    made = load_reward_manager(config, Tokenizer())
    samples = DataProto.from_dict(
        tensors={
            "prompts": torch.zeros(3, 2, dtype=torch.long),
            "responses": torch.arange(3).reshape(3, 1),
            "attention_mask": torch.ones(3, 3, dtype=torch.long),
        },
        non_tensors={
            "data_source": np.array(["afterburner"] * 3, dtype=object),
            "reward_model": np.array([{"style": "rule", "ground_truth": GROUND_TRUTH}] * 3, dtype=object),
            "extra_info": np.array([{"id": "squares/python/1", "index": 1} for _ in range(3)], dtype=object),
        },
    )

    async def all_three():
        return await asyncio.gather(*(made.run_single(samples[place : place + 1]) for place in range(3)))

    results = made.loop.run_until_complete(all_three())
    scores = [result["reward_score"] for result in results]
    assert scores[0] > scores[1] > scores[2]
    assert [result["reward_extra_info"]["acc"] for result in results] == [1, 1, 0]
    rewards = made.assemble_rm_scores(samples, scores)
    assert rewards.shape == (3, 1)


@pytest.mark.slow
def test_verl_knows_every_key_of_the_sample_script(tmp_path):
    pytest.importorskip("verl", reason="verl needs other versions than training: it has its own environment")
    script = FILE.with_name("run_grpo.sh")
    done = subprocess.run(
        [str(script), "grpo.parquet", "--cfg", "job"],
        cwd=tmp_path,
        env=os.environ | {"PYTHON": sys.executable, "ROLLOUTS": "8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"path: {FILE}" in done.stdout
    assert "rollouts: 8" in done.stdout
