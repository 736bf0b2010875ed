"""The cache of replies: what hits, what misses, who wins, and files that are off."""

import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from afterburner.core.attempt import Usage
from afterburner.core.errors import DataError
from afterburner.policy.model import Answer, Call, Completion, Finish, Keep
from afterburner.policy.port import Lost
from afterburner.policy.reply_cache import CachedModel, ReplyCache

IDENTITY = {"kind": "test", "model": "m", "sampling": {"temperature": 1.0, "seed": 0}}
USAGE = Usage(prompt_tokens=3, completion_tokens=4, cost_usd=0.25, is_estimated=True, generation_s=1.5)
CALL = Call(prompt="make it faster", sample=0)


def reply(text: str = "hello") -> Completion:
    return Completion(text=text, finish=Finish.STOP, usage=USAGE)


class FakeModel:
    """Says its name, the prompt and the sample; loses what it is told to lose; the last call first."""

    def __init__(self, name: str = "m", lost: frozenset[str] = frozenset()) -> None:
        self.name = name
        self.identity: Mapping[str, object] = {"kind": "fake", "model": name}
        self.lost = lost
        self.asked: list[Call] = []

    def complete(self, calls: Sequence[Call], *, keep: Keep) -> Iterator[Answer]:
        self.asked += calls
        for call in reversed(calls):
            outcome: Completion | Lost = reply(f"{self.name}: {call.prompt} {call.sample}")
            if call.prompt in self.lost:
                outcome = Lost(reason="timeout", detail="gone", origin=self.name)
            if isinstance(outcome, Completion):
                keep(call, outcome)
            yield Answer(call=call, outcome=outcome)


def ignore(call: Call, completion: Completion) -> None:
    """Keep nothing."""


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "replies.sqlite"


@pytest.fixture
def cache(path) -> Iterator[ReplyCache]:
    opened = ReplyCache(path)
    yield opened
    opened.close()


def rewrite(path: Path, body: str) -> None:
    database = sqlite3.connect(path)
    assert database.execute("UPDATE replies SET body = ?", (body,)).rowcount == 1
    database.commit()
    database.close()


# The cache


def test_what_was_put_comes_back_as_cached(cache) -> None:
    assert cache.get(IDENTITY, CALL) is None
    cache.put(IDENTITY, CALL, Completion(text="é 🙂 \0 \r\n", finish=Finish.LENGTH, usage=USAGE))
    found = cache.get(IDENTITY, CALL)
    assert found == Completion(
        text="é 🙂 \0 \r\n",
        finish=Finish.LENGTH,
        usage=Usage(
            prompt_tokens=3, completion_tokens=4, cost_usd=0.25, is_estimated=True, is_cached=True, generation_s=1.5
        ),
    )


@pytest.mark.parametrize(
    ("identity", "call"),
    [
        ({**IDENTITY, "model": "n"}, CALL),
        ({**IDENTITY, "sampling": {"temperature": 1.0, "seed": 1}}, CALL),
        ({**IDENTITY, "adapter": "a"}, CALL),
        (IDENTITY, Call(prompt="make it faster ", sample=0)),
        (IDENTITY, Call(prompt="make it faster", sample=1)),
    ],
    ids=["model", "sampling", "adapter", "prompt", "sample"],
)
def test_another_key_misses(cache, identity, call) -> None:
    cache.put(IDENTITY, CALL, reply())
    assert cache.get(identity, call) is None


def test_the_order_of_an_identity_does_not_matter(cache) -> None:
    cache.put(IDENTITY, CALL, reply())
    assert cache.get(dict(reversed(IDENTITY.items())), CALL) is not None


def test_another_version_misses(cache, monkeypatch) -> None:
    cache.put(IDENTITY, CALL, reply())
    monkeypatch.setattr("afterburner.policy.reply_cache.SCHEMA_VERSION", 2)
    assert cache.get(IDENTITY, CALL) is None


def test_the_first_writer_wins(cache) -> None:
    cache.put(IDENTITY, CALL, reply("first"))
    cache.put(IDENTITY, CALL, reply("second"))
    assert cache.get(IDENTITY, CALL).text == "first"


def test_a_prompt_may_hold_what_is_not_unicode(cache) -> None:
    call = Call(prompt="print('\udcff')", sample=0)
    cache.put(IDENTITY, call, reply())
    assert cache.get(IDENTITY, call).text == "hello"


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", '{"text": "cut', json.dumps({"text": "x"}), json.dumps({"text": 1, "finish": "stop"})],
)
def test_a_row_that_is_off_is_a_miss(cache, path, body: str) -> None:
    cache.put(IDENTITY, CALL, reply())
    rewrite(path, body)
    assert cache.get(IDENTITY, CALL) is None


def test_a_row_that_is_off_is_replaced(cache, path) -> None:
    cache.put(IDENTITY, CALL, reply())
    rewrite(path, "{")
    assert cache.get(IDENTITY, CALL) is None
    cache.put(IDENTITY, CALL, reply("again"))
    assert cache.get(IDENTITY, CALL).text == "again"


def test_the_file_outlives_the_cache(path) -> None:
    first = ReplyCache(path)
    first.put(IDENTITY, CALL, reply())
    first.close()
    second = ReplyCache(path)
    assert second.get(IDENTITY, CALL).text == "hello"
    second.close()


def test_folders_are_made(tmp_path) -> None:
    path = tmp_path / "a" / "b" / "replies.sqlite"
    ReplyCache(path).close()
    assert path.exists()


# Several at a time


def test_two_connections_see_each_other(cache, path) -> None:
    other = ReplyCache(path)
    cache.put(IDENTITY, CALL, reply("one"))
    other.put(IDENTITY, CALL, reply("two"))
    assert other.get(IDENTITY, CALL).text == cache.get(IDENTITY, CALL).text == "one"
    other.close()


def test_two_processes_share_a_file(cache, path) -> None:
    cache.put(IDENTITY, CALL, reply("ours"))
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.policy.test_reply_cache import *\n"
        "cache = ReplyCache(Path(sys.argv[1]))\n"
        "for sample in range(20): cache.put(IDENTITY, Call(prompt='theirs', sample=sample), reply(str(sample)))\n"
        "print(cache.get(IDENTITY, CALL).text); cache.close()\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    for sample in range(20):
        cache.put(IDENTITY, Call(prompt="ours", sample=sample), reply(str(sample)))
    assert other.communicate(timeout=60)[0] == "ours\n"
    for prompt in ("ours", "theirs"):
        texts = [cache.get(IDENTITY, Call(prompt=prompt, sample=sample)).text for sample in range(20)]
        assert texts == [str(sample) for sample in range(20)]


def test_many_open_a_new_file_at_once(path) -> None:
    number = 8
    barrier = threading.Barrier(number)
    errors: list[Exception] = []

    def work(sample: int) -> None:
        barrier.wait()
        try:
            opened = ReplyCache(path)
            opened.put(IDENTITY, Call(prompt="p", sample=sample), reply(str(sample)))
            opened.close()
        except DataError as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(sample,)) for sample in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    opened = ReplyCache(path)
    assert all(opened.get(IDENTITY, Call(prompt="p", sample=sample)) is not None for sample in range(number))
    opened.close()


def test_many_threads_use_one_cache(cache) -> None:
    def work(name: int) -> None:
        for sample in range(20):
            cache.put(IDENTITY, Call(prompt=str(name), sample=sample), reply())

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    calls = [Call(prompt=str(name), sample=sample) for name in range(4) for sample in range(20)]
    assert all(cache.get(IDENTITY, call) is not None for call in calls)


# Files that can't be used


def below_a_file(folder: Path) -> Path:
    (folder / "file").write_text("")
    return folder / "file" / "replies.sqlite"


def a_folder(folder: Path) -> Path:
    return folder


def another_format(folder: Path) -> Path:
    (folder / "notes.txt").write_text("These are notes, and not a database at all.\n" * 100)
    return folder / "notes.txt"


@pytest.mark.parametrize("make", [below_a_file, a_folder, another_format])
def test_a_file_that_can_not_be_opened(tmp_path, make) -> None:
    path = make(tmp_path)
    with pytest.raises(DataError) as caught:
        ReplyCache(path)
    assert str(path) in caught.value.message
    assert "--no-cache" in caught.value.hint


# The model with a cache


def test_what_was_asked_once_is_not_asked_again(cache) -> None:
    model = FakeModel()
    cached = CachedModel(model, cache)
    calls = [Call(prompt="p", sample=sample) for sample in range(3)]
    first = {answer.call: answer.outcome for answer in cached.complete(calls, keep=ignore)}
    second = {answer.call: answer.outcome for answer in cached.complete(calls, keep=ignore)}
    assert model.asked == calls
    assert [first[call].text for call in calls] == [second[call].text for call in calls]
    assert not any(outcome.usage.is_cached for outcome in first.values())
    assert all(outcome.usage.is_cached for outcome in second.values())


def test_hits_come_first_and_in_order(cache) -> None:
    model = FakeModel()
    cached = CachedModel(model, cache)
    calls = [Call(prompt=prompt, sample=0) for prompt in "abcdef"]
    list(cached.complete([calls[4], calls[1], calls[2]], keep=ignore))
    model.asked.clear()
    answers = [answer.call.prompt for answer in cached.complete(calls, keep=ignore)]
    assert "".join(answers) == "bce" + "fda"
    assert model.asked == [calls[0], calls[3], calls[5]]


def test_each_call_has_an_answer_even_if_it_stands_there_twice(cache) -> None:
    cached = CachedModel(FakeModel(), cache)
    for _ in range(2):
        assert [answer.call for answer in cached.complete([CALL, CALL], keep=ignore)] == [CALL, CALL]


def test_a_lost_reply_is_never_cached(cache) -> None:
    model = FakeModel(lost=frozenset({"bad"}))
    cached = CachedModel(model, cache)
    calls = [Call(prompt="bad", sample=0), Call(prompt="good", sample=0)]
    outcomes = {answer.call.prompt: answer.outcome for answer in cached.complete(calls, keep=ignore)}
    assert isinstance(outcomes["bad"], Lost)
    model.lost = frozenset()
    outcomes = {answer.call.prompt: answer.outcome for answer in cached.complete(calls, keep=ignore)}
    assert outcomes["bad"].text == "m: bad 0"
    assert model.asked == [*calls, calls[0]]


def test_models_do_not_share_replies(cache) -> None:
    for name in ("one", "two"):
        (answer,) = CachedModel(FakeModel(name), cache).complete([CALL], keep=ignore)
        assert answer.outcome.text.startswith(name)


def test_keep_is_told_of_new_replies_only(cache) -> None:
    cached = CachedModel(FakeModel(), cache)
    kept: list[tuple[Call, Completion]] = []
    for _ in range(2):
        list(cached.complete([CALL], keep=lambda call, completion: kept.append((call, completion))))
    assert [call for call, _ in kept] == [CALL]


def test_a_reply_is_on_disk_before_the_caller_is_told(cache) -> None:
    cached = CachedModel(FakeModel(), cache)
    seen: list[bool] = []
    list(cached.complete([CALL], keep=lambda call, _completion: seen.append(bool(cache.get(cached.identity, call)))))
    assert seen == [True]


def test_nothing_missing_nothing_asked(cache) -> None:
    model = FakeModel()
    assert list(CachedModel(model, cache).complete([], keep=ignore)) == []
    assert model.asked == []


def test_name_and_identity_are_the_models(cache) -> None:
    model = FakeModel("n")
    cached = CachedModel(model, cache)
    assert cached.name == "n"
    assert cached.identity == model.identity
