"""Models behind a server: replies, costs, and what goes wrong on the way."""

import socket
import time

import pytest

from afterburner.core.errors import UsageError
from afterburner.policy import chat_request, openai_model
from afterburner.policy.model import Completion, Finish, Sampling
from afterburner.policy.port import Lost
from tests.policy.asking import KEY, ask, calls_of, ignore, new_model, prompt_of
from tests.policy.chat_server import ChatServer, Reply


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Import the SDK, which takes a second, before anything is timed."""
    with ChatServer(lambda _request, _number: Reply()) as server:
        ask(new_model(server.url))


@pytest.fixture(autouse=True)
def _impatient(monkeypatch) -> None:
    monkeypatch.setattr(openai_model, "FIRST_PAUSE_S", 0.01)


# Replies


def test_text_and_usage_come_back() -> None:
    text = "def f():\n    return 'é, 中, 🙂'\n" * 20
    with ChatServer(lambda _request, _number: Reply(text=text, delay_s=0.1)) as server:
        (outcome,) = ask(new_model(server.url))
    assert outcome.text == text
    assert outcome.finish is Finish.STOP
    assert (outcome.usage.prompt_tokens, outcome.usage.completion_tokens) == (11, 7)
    assert outcome.usage.cost_usd == pytest.approx((2.0 * 11 + 10.0 * 7) / 1_000_000)
    assert not outcome.usage.is_estimated
    assert not outcome.usage.is_cached
    assert 0.1 <= outcome.usage.generation_s < 5


def test_what_is_sent() -> None:
    sampling = Sampling(temperature=0.5, top_p=0.9, most_tokens=99)
    with ChatServer(lambda _request, _number: Reply()) as server:
        ask(new_model(server.url, sampling=sampling))
    (request,) = server.requests
    assert isinstance(request.pop("seed"), int)
    assert request == {
        "model": "m",
        "messages": [{"role": "user", "content": "make it faster"}],
        "temperature": 0.5,
        "top_p": 0.9,
        "max_tokens": 99,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    assert server.authorizations == [f"Bearer {KEY}"]


def test_openai_itself_is_sent_what_it_knows() -> None:
    sent = chat_request.optional_parameters(Sampling(), is_official=True)
    assert "max_completion_tokens" in sent
    assert not sent.keys() & {"max_tokens", "temperature", "top_p"}
    cold = chat_request.optional_parameters(Sampling(temperature=0.2), is_official=True)
    assert cold["temperature"] == 0.2


def test_a_model_without_price_has_no_cost() -> None:
    with ChatServer(lambda _request, _number: Reply()) as server:
        (outcome,) = ask(new_model(server.url, model="nobody-knows"))
    assert outcome.usage.cost_usd is None


def test_tokens_are_estimated_where_the_server_does_not_count() -> None:
    with ChatServer(lambda _request, _number: Reply(text="x" * 41, has_usage=False)) as server:
        (outcome,) = ask(new_model(server.url), calls_of(1, prompt="y" * 80))
    assert outcome.usage.is_estimated
    assert (outcome.usage.prompt_tokens, outcome.usage.completion_tokens) == (20, 11)
    assert outcome.usage.cost_usd == pytest.approx((2.0 * 20 + 10.0 * 11) / 1_000_000)


def test_an_empty_reply_is_a_reply() -> None:
    with ChatServer(lambda _request, _number: Reply(text="")) as server:
        (outcome,) = ask(new_model(server.url))
    assert outcome.text == ""


def test_a_reply_that_the_model_cut() -> None:
    with ChatServer(lambda _request, _number: Reply(finish_reason="length")) as server:
        (outcome,) = ask(new_model(server.url))
    assert outcome.finish is Finish.LENGTH


def test_an_endless_reply_is_cut(monkeypatch) -> None:
    monkeypatch.setattr(chat_request, "MOST_REPLY_CHARACTERS", 5000)
    with ChatServer(lambda _request, _number: Reply(endless=True)) as server:
        (outcome,) = ask(new_model(server.url))
    assert outcome.finish is Finish.LENGTH
    assert len(outcome.text) == 5000
    assert outcome.text.startswith("hello, world")
    assert outcome.usage.is_estimated
    assert len(server.requests) == 1


def test_halves_of_a_character_are_joined() -> None:
    # Some servers escape everything beyond ASCII, and cut between the two halves that JSON has for one character.
    pieces = ('"a \\ud83d"', '"\\ude42 b"', '" \\ud83d c"')
    with ChatServer(lambda _request, _number: Reply(pieces=pieces)) as server:
        (outcome,) = ask(new_model(server.url))
    assert outcome.text == "a 🙂 b \ufffd c"


def test_a_server_that_does_not_stream() -> None:
    with ChatServer(lambda _request, _number: Reply(text="plain", plain=True)) as server:
        model = new_model(server.url)
        first, second = (ask(model)[0] for _ in range(2))
    assert first.text == second.text == "plain"
    assert first.usage.completion_tokens == 7
    assert not first.usage.is_estimated
    assert ["stream" in request for request in server.requests] == [True, False, False]
    # Options of a stream without one are an error to strict servers.
    assert ["stream_options" in request for request in server.requests] == [True, False, False]


def test_no_calls_no_requests() -> None:
    with ChatServer(lambda _request, _number: Reply()) as server:
        assert list(new_model(server.url).complete([], keep=ignore)) == []
    assert server.requests == []


# Asking again


def test_too_many_requests_then_success() -> None:
    def behaviour(_request: dict, number: int) -> Reply:
        return Reply(status=429, headers={"Retry-After": "0"}) if number == 0 else Reply()

    with ChatServer(behaviour) as server:
        (outcome,) = ask(new_model(server.url))
    assert outcome.text == "hello, world"
    assert len(server.requests) == 2


def test_the_server_says_how_long_to_wait() -> None:
    def behaviour(_request: dict, number: int) -> Reply:
        return Reply(status=429, headers={"Retry-After": "0.4"}) if number == 0 else Reply()

    begun_s = time.monotonic()
    with ChatServer(behaviour) as server:
        (outcome,) = ask(new_model(server.url))
    assert time.monotonic() - begun_s >= 0.4
    assert isinstance(outcome, Completion)


@pytest.mark.parametrize(
    ("number", "retry_after_s", "least_s", "most_s"),
    [(0, None, 0.25, 0.5), (3, None, 2, 4), (50, None, 15, 30), (0, 7.0, 7, 7), (0, 1e9, 60, 60)],
)
def test_pauses_grow_and_have_an_end(monkeypatch, number, retry_after_s, least_s, most_s) -> None:
    monkeypatch.setattr(openai_model, "FIRST_PAUSE_S", 0.5)
    assert least_s <= openai_model._pause_s(number, retry_after_s) <= most_s


@pytest.mark.parametrize(
    "bad",
    [
        Reply(status=500),
        Reply(status=503, headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}),
        Reply(status=409),
        Reply(status=408),
        Reply(reset=True),
        Reply(breaks_off=True),
        Reply(half_json=True),
        Reply(error_in_stream=True),
    ],
    ids=["500", "503", "409", "408", "reset", "breaks_off", "half_json", "error_in_stream"],
)
def test_twice_bad_then_success(bad: Reply) -> None:
    with ChatServer(lambda _request, number: bad if number < 2 else Reply(text="well")) as server:
        (outcome,) = ask(new_model(server.url))
    assert outcome.text == "well"
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=429), "rate_limit"),
        (Reply(status=500), "server_error"),
        (Reply(status=503), "server_error"),
        (Reply(status=408), "timeout"),
        (Reply(error_in_stream=True), "server_error"),
        (Reply(reset=True), "connection"),
        (Reply(breaks_off=True), "bad_reply"),
        (Reply(half_json=True), "bad_reply"),
    ],
    ids=["429", "500", "503", "408", "error_in_stream", "reset", "breaks_off", "half_json"],
)
def test_lost_after_all_retries(reply: Reply, reason: str) -> None:
    with ChatServer(lambda _request, _number: reply) as server:
        (outcome,) = ask(new_model(server.url, retries=2))
    assert isinstance(outcome, Lost)
    assert outcome.reason == reason
    assert outcome.detail
    assert outcome.origin == "openai:m"
    assert len(server.requests) == 3


def test_nobody_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (outcome,) = ask(new_model(f"http://127.0.0.1:{port}/v1", retries=1))
    assert isinstance(outcome, Lost)
    assert outcome.reason == "connection"


def test_a_server_that_hangs_is_asked_twice() -> None:
    begun_s = time.monotonic()
    with ChatServer(lambda _request, _number: Reply(hang=True)) as server:
        (outcome,) = ask(new_model(server.url, timeout_s=0.3))
        took_s = time.monotonic() - begun_s
    assert isinstance(outcome, Lost)
    assert outcome.reason == "timeout"
    assert "0.3 s" in outcome.detail
    assert 0.6 <= took_s < 3
    assert len(server.requests) == 2


def test_a_slow_stream_is_ended_by_the_time_limit() -> None:
    with ChatServer(lambda _request, _number: Reply(endless=True)) as server:
        (outcome,) = ask(new_model(server.url, timeout_s=0.3, retries=0))
    assert isinstance(outcome, Lost)
    assert outcome.reason == "timeout"


# The caller's fault


@pytest.mark.parametrize(
    ("status", "hint"), [(401, "key"), (403, "key"), (404, "/v1"), (400, "context"), (422, "context")]
)
def test_a_refusal_is_told_to_the_caller(status: int, hint: str) -> None:
    said = Reply(status=status, message=f"Incorrect key provided: {KEY}, or so.")
    with ChatServer(lambda _request, _number: said) as server, pytest.raises(UsageError) as caught:
        ask(new_model(server.url))
    assert str(status) in caught.value.message
    assert hint in (caught.value.hint or "")
    assert KEY not in f"{caught.value!r} {caught.value.message} {caught.value.hint}"
    assert len(server.requests) == 1


def test_one_refusal_ends_all_calls() -> None:
    def behaviour(request: dict, _number: int) -> Reply:
        return Reply(status=401) if prompt_of(request) == "refused" else Reply(hang=True)

    begun_s = time.monotonic()
    calls = [*calls_of(4, "hangs"), *calls_of(1, "refused")]
    with ChatServer(behaviour) as server, pytest.raises(UsageError):
        ask(new_model(server.url), calls)
    assert time.monotonic() - begun_s < 3


def test_the_key_is_not_in_what_is_lost() -> None:
    with ChatServer(lambda _request, _number: Reply(status=500, message=f"{KEY} broke me")) as server:
        (outcome,) = ask(new_model(server.url, retries=0))
    assert "broke me" in outcome.detail
    assert KEY not in repr(outcome)


def test_the_key_is_not_in_name_or_identity() -> None:
    model = new_model("http://127.0.0.1:1/v1")
    assert model.name == "openai:m"
    assert model.identity == {
        "kind": "openai",
        "model": "m",
        "base_url": "http://127.0.0.1:1/v1",
        "sampling": {"temperature": 1.0, "top_p": 1.0, "most_tokens": 8192, "seed": 0},
    }


# Servers that don't know a parameter


def refusing(*names: str, is_named: bool):
    """Return a behaviour that refuses each of ``names``, in the error's ``param`` or in its message alone."""

    def behaviour(request: dict, _number: int) -> Reply:
        for name in names:
            if name in request:
                return Reply(status=400, param=name if is_named else None, message=f"'{name}' is not supported here")
        return Reply()

    return behaviour


@pytest.mark.parametrize("is_named", [True, False])
@pytest.mark.parametrize("name", ["stream_options", "seed", "max_tokens", "temperature", "top_p", "stream"])
def test_a_refused_parameter_is_left_out_and_remembered(name: str, is_named: bool) -> None:  # noqa: FBT001
    with ChatServer(refusing(name, is_named=is_named)) as server:
        model = new_model(server.url)
        outcomes = [ask(model)[0] for _ in range(2)]
    assert all(isinstance(outcome, Completion) for outcome in outcomes), outcomes
    assert [name in request for request in server.requests] == [True, False, False]


def test_the_limit_goes_by_its_other_name() -> None:
    with ChatServer(refusing("max_tokens", is_named=True)) as server:
        ask(new_model(server.url, sampling=Sampling(most_tokens=77)))
    assert server.requests[-1]["max_completion_tokens"] == 77


def test_a_server_that_knows_no_limit_by_either_name() -> None:
    with ChatServer(refusing("max_tokens", "max_completion_tokens", is_named=True)) as server:
        (outcome,) = ask(new_model(server.url))
    assert isinstance(outcome, Completion)
    assert len(server.requests) == 3


def test_leaving_out_parameters_takes_no_retries() -> None:
    names = ["stream_options", "seed", "max_tokens", "max_completion_tokens", "temperature", "top_p", "stream"]
    with ChatServer(refusing(*names, is_named=True)) as server:
        (outcome,) = ask(new_model(server.url, retries=0))
    assert isinstance(outcome, Completion)
    assert server.requests[-1].keys() == {"model", "messages"}


def test_many_calls_at_once_learn_of_a_refused_parameter() -> None:
    with ChatServer(refusing("stream_options", is_named=True)) as server:
        outcomes = ask(new_model(server.url), calls_of(8))
    assert all(isinstance(outcome, Completion) for outcome in outcomes)
    assert all(outcome.usage.is_estimated for outcome in outcomes)
    assert len(server.requests) <= 16


def test_a_parameter_whose_value_is_refused_is_not_left_out():
    said = Reply(status=400, param="max_tokens", message="max_tokens is too large: 8192")
    with ChatServer(lambda _request, _number: said) as server, pytest.raises(UsageError, match="too large"):
        ask(new_model(server.url))
    assert len(server.requests) == 1


def test_a_prompt_that_is_too_long_is_lost_and_asked_once():
    said = Reply(status=400, message="This model's maximum context length is 4096 tokens")
    with ChatServer(lambda _request, _number: said) as server:
        (lost,) = ask(new_model(server.url))
    assert lost.reason == "context_length"
    assert len(server.requests) == 1
