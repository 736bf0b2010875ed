"""Any server that speaks OpenAI's protocol: OpenAI, other providers, vLLM, SGLang, llama.cpp, Ollama, ``transformers serve``.

    model = OpenAIModel("qwen", api_key="none", base_url="http://localhost:8000/v1", sampling=Sampling(), prices=Prices.default())

Theory of operation. Requests are made by one thread with an event loop, as many at a time as ``concurrency`` allows, one reply
each (many servers take no notice of ``n``); answers reach the caller through a queue, as they come. Replies are streamed, so
that an endless one can be cut. What fails by the server's or the network's fault is asked for again, later and later; what fails
by the caller's fault ends everything. A server that refuses an optional parameter is not sent it again.

Covered: 408, 409, 429 with ``Retry-After``, 5xx, refused and reset connections, replies that break off, hang or never end.
Not covered: a server that sends a wrong text in good order.
"""

import asyncio
import contextlib
import hashlib
import queue
import random
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import asdict

from afterburner.core.attempt import Usage
from afterburner.core.errors import UsageError
from afterburner.policy.chat_request import Refused, ask_once, new_client, optional_parameters
from afterburner.policy.model import Answer, Call, Completion, Finish, Keep, Sampling
from afterburner.policy.port import Lost
from afterburner.policy.prices import Prices

FIRST_PAUSE_S = 0.5
"""Before a request is made again; it doubles each time, up to ``MOST_PAUSE_S``."""
MOST_PAUSE_S = 30.0
MOST_TIMEOUTS = 2
"""A request that timed out is made once more, and not five times: each takes as long as a reply at most may."""

_CHARACTERS_A_TOKEN = 4
"""Of English and of code, roughly; for servers that don't count."""


class OpenAIModel:
    """Implements ``policy.model.Model`` over HTTP; safe in every thread."""

    def __init__(
        self,
        model: str,
        *,
        api_key: str,
        base_url: str | None,
        sampling: Sampling,
        prices: Prices,
        concurrency: int = 16,
        timeout_s: float = 600.0,
        retries: int = 5,
    ) -> None:
        """Ask ``model`` at ``base_url`` (None: OpenAI's own), with ``concurrency`` requests at a time at most.

        ``timeout_s`` is for a whole reply, from the request to its last word; ``retries`` how often it is asked for again.
        """
        self._model = model
        self._key = api_key
        self._base_url = base_url
        self._sampling = sampling
        self._prices = prices
        self._concurrency = concurrency
        self._timeout_s = timeout_s
        self._retries = retries
        self._optional = optional_parameters(sampling, is_official=base_url is None)
        self._unsupported: set[str] = set()
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """``openai:MODEL``."""
        return f"openai:{self._model}"

    @property
    def identity(self) -> Mapping[str, object]:
        """Model, server and sampling."""
        return {"kind": "openai", "model": self._model, "base_url": self._base_url, "sampling": asdict(self._sampling)}

    def complete(self, calls: Sequence[Call], *, keep: Keep) -> Iterator[Answer]:
        """Yield answers as they come; see ``policy.model.Model.complete``.

        Raises:
            UsageError: the key, the model or the request is refused, or the package ``openai`` is missing.

        """
        if not calls:
            return
        came: queue.SimpleQueue[Answer | BaseException] = queue.SimpleQueue()
        client = new_client(self._key, self._base_url)
        loop = asyncio.new_event_loop()
        work = loop.create_task(self._answer_all(client, calls, keep, came))
        thread = threading.Thread(target=_run, args=(loop, work, client.close, came), daemon=True)
        thread.start()
        try:
            for _ in calls:
                item = came.get()
                if isinstance(item, BaseException):
                    raise item
                yield item
        finally:
            with contextlib.suppress(RuntimeError):  # it has ended by itself
                loop.call_soon_threadsafe(work.cancel)
            thread.join()

    async def _answer_all(
        self, client: object, calls: Sequence[Call], keep: Keep, came: "queue.SimpleQueue[Answer | BaseException]"
    ) -> None:
        turns = asyncio.Semaphore(self._concurrency)
        async with asyncio.TaskGroup() as group:

            async def answer(call: Call) -> None:
                async with turns:
                    outcome = await self._outcome(client, call)
                if isinstance(outcome, Completion):
                    keep(call, outcome)
                came.put(Answer(call=call, outcome=outcome))

            for call in calls:
                group.create_task(answer(call))

    async def _outcome(self, client: object, call: Call) -> Completion | Lost:
        """Ask until there is a reply or no use in asking."""
        number = timeouts = 0
        while True:
            sent = dict(self._optional)
            begun_s = time.monotonic()
            try:
                async with asyncio.timeout(self._timeout_s):
                    said = await ask_once(client, self._model, call, sent, seed=self._seed_of(call))
                return self._completion(call, said.text, said.finish, said.usage, time.monotonic() - begun_s)
            except TimeoutError:
                refused = Refused(reason="timeout", detail=f"no whole reply within {self._timeout_s:g} s")
                timeouts += 1
            except Refused as error:
                refused = error
            if refused.unsupported is not None and self._adapt(refused.unsupported, sent):
                continue  # not a retry: each parameter is left out once
            if refused.is_callers_fault:
                raise UsageError(self._without_key(refused.detail), hint=refused.hint)
            if number == self._retries or timeouts == MOST_TIMEOUTS or refused.is_final:
                return Lost(reason=refused.reason, detail=self._without_key(refused.detail), origin=self.name)
            await asyncio.sleep(_pause_s(number, refused.retry_after_s))
            number += 1

    def _adapt(self, unsupported: str, sent: Mapping[str, object]) -> bool:
        """Leave out what the server refused; tell whether the next request will be another one."""
        with self._lock:
            if unsupported in self._optional and sent.get(unsupported) == self._optional[unsupported]:
                self._unsupported.add(unsupported)
                value = self._optional.pop(unsupported)
                other = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}.get(unsupported)
                if other is not None and other not in self._unsupported:
                    self._optional[other] = value
                if unsupported == "stream":
                    self._optional.pop("stream_options", None)  # an error without a stream
            return self._optional != sent

    def _completion(
        self, call: Call, text: str, finish: Finish, counted: tuple[int, int] | None, seconds: float
    ) -> Completion:
        prompt, reply = counted or (_tokens(call.prompt), _tokens(text))
        cost = self._prices.cost(self._model, prompt_tokens=prompt, completion_tokens=reply)
        usage = Usage(
            prompt_tokens=prompt,
            completion_tokens=reply,
            cost_usd=cost,
            is_estimated=counted is None,
            generation_s=seconds,
        )
        return Completion(text=text, finish=finish, usage=usage)

    def _seed_of(self, call: Call) -> int:
        digest = hashlib.sha256(f"{self._sampling.seed} {call.sample}".encode()).digest()
        return int.from_bytes(digest[:4], "big") >> 1

    def _without_key(self, text: str) -> str:
        return text.replace(self._key, "***") if len(self._key) > len("none") else text


def _run(
    loop: asyncio.AbstractEventLoop,
    work: "asyncio.Task[None]",
    close: Callable[[], Awaitable[None]],
    came: "queue.SimpleQueue[Answer | BaseException]",
) -> None:
    """Run ``work`` to its end in this thread, then ``close``; an error of it goes where answers go."""
    try:
        loop.run_until_complete(work)
    except asyncio.CancelledError:
        pass  # whoever asked has gone
    except BaseExceptionGroup as group:
        came.put(next((error for error in group.exceptions if isinstance(error, UsageError)), group.exceptions[0]))
    except BaseException as error:  # noqa: BLE001 - it is raised again where answers are taken
        came.put(error)
    finally:
        loop.run_until_complete(close())  # not a part of work: a closing that is cancelled leaves connections open
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def _pause_s(number: int, retry_after_s: float | None) -> float:
    if retry_after_s is not None:
        return min(retry_after_s, 2 * MOST_PAUSE_S)
    return min(FIRST_PAUSE_S * 2.0**number, MOST_PAUSE_S) * random.uniform(0.5, 1.0)  # noqa: S311 - lest all come back at once


def _tokens(text: str) -> int:
    return -(-len(text) // _CHARACTERS_A_TOKEN)
