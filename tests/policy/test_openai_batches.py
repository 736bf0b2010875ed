"""Many calls to a model behind a server: at the same time, each with its answer, kept, and ended early."""

import gc
import threading
import time
from collections.abc import Iterator

import pytest

from afterburner.core.errors import DataError
from afterburner.policy import openai_model
from afterburner.policy.model import Answer, Call, Completion, Sampling
from afterburner.policy.port import Lost
from tests.policy.asking import ask, calls_of, ignore, new_model, prompt_of
from tests.policy.chat_server import ChatServer, Reply


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Import the SDK, which takes a second, before anything is timed."""
    with ChatServer(lambda _request, _number: Reply()) as server:
        ask(new_model(server.url))


@pytest.fixture(autouse=True)
def _impatient(monkeypatch) -> None:
    monkeypatch.setattr(openai_model, "FIRST_PAUSE_S", 0.01)


def test_requests_are_made_at_the_same_time() -> None:
    with ChatServer(lambda _request, _number: Reply(delay_s=0.5)) as server:
        begun_s = time.monotonic()
        outcomes = ask(new_model(server.url), calls_of(16))
        took_s = time.monotonic() - begun_s
    assert all(isinstance(outcome, Completion) for outcome in outcomes)
    assert took_s < 1.5
    assert server.most_open == 16


def test_concurrency_is_never_exceeded() -> None:
    with ChatServer(lambda _request, _number: Reply(delay_s=0.03)) as server:
        ask(new_model(server.url, concurrency=2), calls_of(12))
    assert len(server.requests) == 12
    assert server.most_open == 2


def test_answers_come_as_they_are_ready() -> None:
    def behaviour(request: dict, _number: int) -> Reply:
        return Reply(delay_s=0.4 if prompt_of(request) == "slow" else 0)

    calls = [*calls_of(1, "slow"), *calls_of(1, "fast")]
    with ChatServer(behaviour) as server:
        prompts = [answer.call.prompt for answer in new_model(server.url).complete(calls, keep=ignore)]
    assert prompts == ["fast", "slow"]


def test_a_lost_call_does_not_lose_the_others() -> None:
    def behaviour(request: dict, _number: int) -> Reply:
        return Reply(status=500) if prompt_of(request) == "bad" else Reply(text=prompt_of(request))

    calls = [*calls_of(3, "good"), *calls_of(1, "bad"), *calls_of(3, "fine")]
    with ChatServer(behaviour) as server:
        outcomes = ask(new_model(server.url, retries=1), calls)
    assert isinstance(outcomes[3], Lost)
    assert [outcome.text for outcome in outcomes[:3] + outcomes[4:]] == ["good"] * 3 + ["fine"] * 3


def test_seeds_differ_between_samples_and_repeat_between_runs() -> None:
    def seeds(sampling: Sampling) -> set[int]:
        with ChatServer(lambda _request, _number: Reply()) as server:
            ask(new_model(server.url, sampling=sampling), calls_of(8))
        return {request["seed"] for request in server.requests}

    first = seeds(Sampling(seed=1))
    assert len(first) == 8
    assert all(0 <= seed < 2**31 for seed in first)
    assert seeds(Sampling(seed=1)) == first
    assert not seeds(Sampling(seed=2)) & first


def test_a_seed_repeats_when_asking_again() -> None:
    with ChatServer(lambda _request, number: Reply(status=500) if number == 0 else Reply()) as server:
        ask(new_model(server.url))
    assert server.requests[0] == server.requests[1]


def test_two_threads_use_one_model() -> None:
    def behaviour(request: dict, _number: int) -> Reply:
        return Reply(text=prompt_of(request), delay_s=0.05)

    texts: dict[str, list[str]] = {}

    def work(prompt: str) -> None:
        texts[prompt] = [outcome.text for outcome in ask(model, calls_of(5, prompt))]

    with ChatServer(behaviour) as server:
        model = new_model(server.url)
        threads = [threading.Thread(target=work, args=(prompt,)) for prompt in ("a", "b")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert texts == {"a": ["a"] * 5, "b": ["b"] * 5}


# Keeping, and ending early


def test_each_whole_reply_is_kept() -> None:
    def behaviour(request: dict, _number: int) -> Reply:
        return Reply(status=500) if prompt_of(request) == "bad" else Reply()

    kept: dict[Call, Completion] = {}
    calls = [*calls_of(3, "good"), *calls_of(1, "bad")]
    with ChatServer(behaviour) as server:
        answers = list(new_model(server.url, retries=0).complete(calls, keep=kept.__setitem__))
    assert kept == {answer.call: answer.outcome for answer in answers if isinstance(answer.outcome, Completion)}
    assert len(kept) == 3


def test_a_reply_that_nobody_takes_is_kept() -> None:
    kept: dict[Call, Completion] = {}
    with ChatServer(lambda _request, _number: Reply()) as server:
        answers = new_model(server.url).complete(calls_of(4), keep=kept.__setitem__)
        next(answers)
        wait_until(lambda: len(kept) == 4)
        close(answers)
    assert len(kept) == 4


def test_closing_ends_what_is_under_way() -> None:
    def behaviour(request: dict, _number: int) -> Reply:
        return Reply(hang=prompt_of(request) == "hangs")

    calls = [*calls_of(5, "hangs"), *calls_of(1, "good")]
    with ChatServer(behaviour) as server:
        answers = new_model(server.url).complete(calls, keep=ignore)
        assert next(answers).call.prompt == "good"
        begun_s = time.monotonic()
        close(answers)
        assert time.monotonic() - begun_s < 1


def test_closing_ends_the_waiting_to_ask_again() -> None:
    def behaviour(request: dict, _number: int) -> Reply:
        return Reply(status=429, headers={"Retry-After": "30"}) if prompt_of(request) == "bad" else Reply()

    with ChatServer(behaviour) as server:
        answers = new_model(server.url).complete([*calls_of(3, "bad"), *calls_of(1, "good")], keep=ignore)
        next(answers)
        begun_s = time.monotonic()
        close(answers)
        assert time.monotonic() - begun_s < 1


def test_no_thread_is_left() -> None:
    before = threading.active_count()
    with ChatServer(lambda _request, _number: Reply()) as server:
        ask(new_model(server.url), calls_of(3))
    wait_until(lambda: threading.active_count() <= before)


def test_no_connection_is_left() -> None:
    with ChatServer(lambda _request, _number: Reply()) as server:
        for most in (1, 4) * 5:
            answers = new_model(server.url).complete(calls_of(4), keep=ignore)
            for _ in range(most):
                next(answers)
            close(answers)  # here, or while the connections are closed
        gc.collect()  # warns of what is still open, and warnings are errors


def test_an_error_in_keeping_reaches_the_caller() -> None:
    def full(call: Call, completion: Completion) -> None:
        raise DataError(f"the disk is full: {call.sample} {len(completion.text)}")

    with ChatServer(lambda _request, _number: Reply()) as server, pytest.raises(DataError, match="disk is full"):
        list(new_model(server.url).complete(calls_of(3), keep=full))


def close(answers: Iterator[Answer]) -> None:
    answers.close()  # type: ignore[attr-defined] -- it is a generator


def wait_until(condition) -> None:
    latest_s = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < latest_s
        time.sleep(0.005)
