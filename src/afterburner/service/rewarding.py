"""Rewards over HTTP: the completions of one prompt, graded beside each other; where they come one by one, gathered first.

The service has workers; what a completion earns on them is a rewarder's to say, which whoever starts the service brings. Requests
that name the same ``gather`` wait for each other until as many completions are there as they say, or ``gather_s`` is over: so a
trainer that asks for one reward at a time gets the rewards of a group.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Protocol

from afterburner.core.errors import AfterburnerError
from afterburner.service.refusals import Refusal, refusal_of

Document = dict[str, object]

_THREADS = 64
"""Groups that are graded at one time: their threads only wait, the workers are as many as before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is to be rewarded: the completions of one prompt."""

    ground_truth: str
    """JSON, as training data has it."""
    prompt: str
    completions: tuple[str, ...]
    was_cut: tuple[bool, ...] | None
    step: int
    progress: float
    """The share of the training that is over, 0 to 1."""
    efficiency: str | None
    """How efficiency is counted; None: as usual."""


class Rewarder(Protocol):
    """Says what completions earn."""

    def check(self, ask: Ask) -> None:
        """Look at once whether ``ask`` can be answered.

        Raises:
            UsageError: it can't: the problem or the efficiency is not known, or the ground truth is none.

        """
        ...

    def reward(self, ask: Ask) -> Document:
        """Return ``RewardsOut``, a reward for each completion; takes as long as its programs.

        Raises:
            UsageError: it can't be done as asked.
            SandboxError: the machine failed; nothing is said of any completion.

        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Gather:
    """With whom a request waits to be graded."""

    key: str
    of: int
    """Completions, all requests together."""
    gather_s: float
    """Seconds after which those that are there are graded."""


@dataclass(slots=True, eq=False)
class _Gathering:
    """Requests that wait for each other."""

    asks: list[Ask] = field(default_factory=list)
    is_full: asyncio.Event = field(default_factory=asyncio.Event)
    task: "asyncio.Task[Document] | None" = None

    @property
    def size(self) -> int:
        return sum(len(ask.completions) for ask in self.asks)


_Key = tuple[str, str, str, str | None]


class Rewards:
    """The requests for rewards of one service; used in its event loop alone."""

    def __init__(self, rewarder: Rewarder, *, most: int) -> None:
        """Let ``most`` completions wait at one time."""
        self._rewarder = rewarder
        self._most = most
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="rewards")
        self._gatherings: dict[_Key, _Gathering] = {}
        self._pending = 0

    @property
    def is_idle(self) -> bool:
        """Whether nobody waits for a reward."""
        return self._pending == 0

    async def answer(self, ask: Ask, gather: Gather | None = None) -> Document:
        """Return ``RewardsOut`` of the completions of ``ask``.

        Raises:
            Refusal: it can't be done as asked (422), too many wait already (429), or the machine failed (503).

        """
        count = len(ask.completions)
        if self._pending and self._pending + count > self._most:
            what = f"{self._pending} completions wait already"
            raise Refusal(429, "queue_full", what, hint="ask again later", retry_after_s=1)
        self._pending += count
        try:
            self._rewarder.check(ask)
            return await (self._reward(ask) if gather is None else self._gathered(ask, gather))
        except AfterburnerError as error:
            raise refusal_of(error) from error
        finally:
            self._pending -= count

    def close(self) -> None:
        """Begin nothing more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _reward(self, ask: Ask) -> Document:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._rewarder.reward, ask)

    async def _gathered(self, ask: Ask, gather: Gather) -> Document:
        key = (gather.key, ask.ground_truth, ask.prompt, ask.efficiency)
        gathering = self._gatherings.setdefault(key, _Gathering())
        first = gathering.size
        gathering.asks.append(ask)
        if gathering.task is None:
            gathering.task = asyncio.create_task(self._together(key, gathering, gather.gather_s))
        if gathering.size >= gather.of:
            self._gatherings.pop(key)  # whoever comes now begins the next group
            gathering.is_full.set()
        # One request that is given up must not take the others with it.
        document = await asyncio.shield(gathering.task)
        rewards = document["rewards"]
        assert isinstance(rewards, list)
        return {**document, "rewards": rewards[first : first + len(ask.completions)]}

    async def _together(self, key: _Key, gathering: _Gathering, gather_s: float) -> Document:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(gathering.is_full.wait(), gather_s)
        if self._gatherings.get(key) is gathering:
            self._gatherings.pop(key)
        return await self._reward(_joined(gathering.asks))


def _joined(asks: Sequence[Ask]) -> Ask:
    was_cut = [ask.was_cut or (False,) * len(ask.completions) for ask in asks]
    return replace(
        asks[0],
        completions=tuple(one for ask in asks for one in ask.completions),
        was_cut=tuple(one for cut in was_cut for one in cut),
    )
