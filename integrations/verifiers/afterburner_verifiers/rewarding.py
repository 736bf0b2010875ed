"""Where rewards come from: this process, or a running `afterburner serve`."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import httpx

if TYPE_CHECKING:
    from pathlib import Path

    from afterburner.train.reward_source import RewardSource
    from afterburner.train.served_rewards import ServedRewards

_AGAIN = frozenset({429, 502, 503, 504})
_TRIES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The completions of one prompt."""

    ground_truth: str
    prompt: str
    completions: tuple[str, ...]
    was_cut: tuple[bool, ...]
    step: int = 0
    progress: float = 0.5
    efficiency: str | None = None

    def body(self) -> dict[str, Any]:
        """Return it as `POST /v1/rewards` takes it."""
        body = {name: getattr(self, name) for name in ("ground_truth", "prompt", "completions", "was_cut", "progress")}
        return body if self.efficiency is None else {**body, "efficiency": self.efficiency}


class Rewards(Protocol):
    """Says what completions earn: a document for each, as in the reply of `POST /v1/rewards`, and the signal of their group."""

    async def start(self) -> None:
        """Open what is needed."""
        ...

    async def of(self, ask: Ask) -> Mapping[str, Any]:
        """Return ``rewards``, in the order of the completions, and ``signal``.

        Raises:
            Exception: there are none, and that is nobody's fault but the machine's or the configuration's.

        """
        ...

    async def stop(self) -> None:
        """Close it; also where starting failed."""
        ...


class LocalRewards:
    """Judges and measures on the processors of this machine, in this process."""

    def __init__(self, dataset: str, *, workers: int | None, passes: int, archive: "Path | None") -> None:
        self._dataset, self._workers, self._passes, self._archive = dataset, workers, passes, archive
        self._source: RewardSource | None = None
        self._served: ServedRewards | None = None

    async def start(self) -> None:
        """Open the problems and the workers."""
        await asyncio.to_thread(self._open)

    def _open(self) -> None:
        try:
            from afterburner.train.config import GradingSection  # noqa: PLC0415 - an extra
            from afterburner.train.reward import RewardConfig  # noqa: PLC0415
            from afterburner.train.reward_source import RewardSource  # noqa: PLC0415
            from afterburner.train.served_rewards import ServedRewards  # noqa: PLC0415
        except ImportError as error:
            hint = "pip install 'afterburner-verifiers[local]', or name a running service by url"
            raise RuntimeError(f"rewards are to be measured here, and Afterburner is not installed; {hint}") from error
        grading = GradingSection(workers=self._workers, passes=self._passes)
        self._source = RewardSource(self._dataset, config=RewardConfig(), grading=grading, archive=self._archive)
        self._served = ServedRewards(self._source)

    async def of(self, ask: Ask) -> Mapping[str, Any]:
        """Return the rewards of ``ask``."""
        assert self._served is not None
        return await asyncio.to_thread(self._served.reward, ask)

    async def stop(self) -> None:
        """End the workers."""
        if self._source is not None:
            await asyncio.to_thread(self._source.close)


class ServiceRewards:
    """Asks a running service; one that is busy or failing is asked again for a few minutes."""

    def __init__(self, url: str, *, token: str | None) -> None:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        timeout = httpx.Timeout(None, connect=30.0)
        limits = httpx.Limits(max_connections=None)
        self._client = httpx.AsyncClient(base_url=url, headers=headers, timeout=timeout, limits=limits, trust_env=False)

    async def start(self) -> None:
        """Do nothing: it runs already."""

    async def of(self, ask: Ask) -> Mapping[str, Any]:
        """Return the rewards of ``ask``."""
        for attempt in range(_TRIES):
            try:
                reply = await self._client.post("/v1/rewards", json=ask.body())
            except httpx.TransportError as error:
                why = f"{self._client.base_url} can't be reached: {error!r}"
            else:
                if reply.is_success:
                    found: Mapping[str, Any] = reply.json()
                    return found
                why = f"{reply.status_code}: {reply.text[:2000]}"
                if reply.status_code not in _AGAIN:
                    raise RuntimeError(f"the service refuses: {why}")
            await asyncio.sleep(min(60.0, 2.0**attempt))
        raise RuntimeError(f"no reward after {_TRIES} tries: {why}")

    async def stop(self) -> None:
        """Close the connections."""
        await self._client.aclose()
