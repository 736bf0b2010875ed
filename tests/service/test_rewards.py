"""Rewards over HTTP, with a rewarder that only counts: what the real one says is tested with the trainers."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from afterburner.core.errors import SandboxError, UsageError
from afterburner.service.config import ServiceConfig
from afterburner.service.replies import RewardsOut
from tests.service.conftest import Running, running, wait_for

TRUTH = {"problem": "p", "language": "python", "objective": "time", "baseline_code": None}


class Counting:
    """Gives each completion its length; notes the groups that it was asked for."""

    def __init__(self):
        self.asked = []
        self.error = None
        self.gate = threading.Event()
        self.gate.set()

    def check(self, ask):
        if "unknown" in ask.ground_truth:
            raise UsageError("there is no such problem", hint="look")

    def reward(self, ask):
        self.gate.wait(30)
        self.asked.append(ask)
        if self.error is not None:
            raise self.error
        nothing = dict.fromkeys(("form", "correctness", "efficiency", "note", "verdict", "reason", "cost", "baseline"))
        rewards = [
            {**nothing, "reward": len(text), "gain": None, "masked": None, "flags": []} for text in ask.completions
        ]
        return {"group": f"0/{len(self.asked)}", "signal": "signal", "rewards": rewards}


@pytest.fixture
def counting():
    return Counting()


@pytest.fixture
def rewarding(counting):
    with running(ServiceConfig(workers=1, queue=20), rewarder=counting) as started:
        yield started


def ask(server: Running, *completions: str, status: int = 200, **more):
    body = {"ground_truth": TRUTH, "completions": list(completions), **more}
    reply = server.http.post("/v1/rewards", json=body)
    assert reply.status_code == status, reply.text
    return reply.json()


def values(document):
    RewardsOut.model_validate(document)
    return [one["reward"] for one in document["rewards"]]


def test_each_completion_gets_its_reward_in_its_order(rewarding, counting):
    assert values(ask(rewarding, "aaa", "a", was_cut=[True, False], progress=0.5, efficiency="rank", step=7)) == [3, 1]
    (asked,) = counting.asked
    assert (asked.was_cut, asked.progress, asked.efficiency, asked.step) == ((True, False), 0.5, "rank", 7)


def test_requests_that_gather_are_one_group(rewarding, counting):
    with ThreadPoolExecutor(3) as threads:
        found = threads.map(lambda text: ask(rewarding, text, gather="x", of=3, gather_s=60), ("a", "bb", "ccc"))
        found = list(found)
    assert [values(one) for one in found] == [[1], [2], [3]]
    assert len({one["group"] for one in found}) == 1
    (asked,) = counting.asked
    assert sorted(asked.completions) == ["a", "bb", "ccc"]


def test_who_comes_after_the_last_one_begins_a_new_group(rewarding, counting):
    counting.gate.clear()
    with ThreadPoolExecutor(4) as threads:
        found = [threads.submit(ask, rewarding, "a" * n, gather="x", of=2, gather_s=60) for n in (1, 2, 3, 4)]
        counting.gate.set()
        assert sorted(values(one.result())[0] for one in found) == [1, 2, 3, 4]
    assert [len(asked.completions) for asked in counting.asked] == [2, 2]


def test_nobody_waits_for_ever_for_those_who_do_not_come(rewarding, counting):
    began_s = time.monotonic()
    assert values(ask(rewarding, "aa", gather="x", of=8, gather_s=0.2)) == [2]
    assert 0.2 <= time.monotonic() - began_s < 20
    assert len(counting.asked) == 1


def test_other_prompts_are_other_groups(rewarding, counting):
    with ThreadPoolExecutor(2) as threads:
        asks = [threads.submit(ask, rewarding, "a", gather="x", of=1, prompt=prompt) for prompt in "pq"]
        assert [values(one.result()) for one in asks] == [[1], [1]]
    assert len(counting.asked) == 2


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"was_cut": [True]}, "was_cut has 1 values"),
        ({"gather": "x"}, "belong together"),
        ({"of": 2}, "belong together"),
        ({"progress": 2}, "progress"),
        ({"ground_truth": "unknown"}, "no such problem"),
        ({"speed": 1}, "speed"),
    ],
)
def test_what_can_not_be_used_is_refused_and_named(rewarding, counting, more, says):
    document = ask(rewarding, "a", "b", status=422, **more)
    assert says in document["error"]["message"]
    assert not counting.asked


def test_a_machine_that_fails_is_503_and_no_reward(rewarding, counting):
    counting.error = SandboxError("the disk is full")
    assert ask(rewarding, "a", status=503)["error"]["code"] == "machine_fault"


def test_a_failure_reaches_everybody_who_gathered(rewarding, counting):
    counting.error = SandboxError("the disk is full")
    with ThreadPoolExecutor(2) as threads:
        asks = [threads.submit(ask, rewarding, "a", status=503, gather="x", of=2, gather_s=60) for _ in range(2)]
        assert {one.result()["error"]["code"] for one in asks} == {"machine_fault"}


def test_beyond_the_queue_it_is_busy(rewarding, counting):
    counting.gate.clear()
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(ask, rewarding, *("a" * 15))
        wait_for(lambda: not rewarding.service.rewards.is_idle)
        busy = rewarding.http.post("/v1/rewards", json={"ground_truth": TRUTH, "completions": ["a"] * 6})
        assert (busy.status_code, busy.json()["error"]["code"]) == (429, "queue_full")
        assert int(busy.headers["retry-after"]) > 0
        counting.gate.set()
        assert len(values(first.result())) == 15
    assert values(ask(rewarding, "a")) == [1]


def test_an_end_waits_for_rewards_that_were_accepted(rewarding, counting):
    counting.gate.clear()
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(ask, rewarding, "aaa")
        wait_for(lambda: not rewarding.service.rewards.is_idle)
        rewarding.service.end()
        assert not rewarding.service.has_ended
        counting.gate.set()
        assert values(first.result()) == [3]
    wait_for(lambda: rewarding.service.has_ended)


def test_a_service_without_rewards_says_so(http):
    reply = http.post("/v1/rewards", json={"ground_truth": TRUTH, "completions": ["a"]})
    assert (reply.status_code, reply.json()["error"]["code"]) == (404, "no_rewards")
