"""Afterburner's reward for verl: the one file that verl loads. The standard library is all that it needs.

    reward.custom_reward_function.path=integrations/verl/afterburner_reward.py
    reward.custom_reward_function.name=compute_score_async
    +reward.custom_reward_function.reward_kwargs.rollouts=8         # as actor_rollout_ref.rollout.n: groups are measured together
    +reward.custom_reward_function.reward_kwargs.url=http://127.0.0.1:8000

It asks a running `afterburner serve`. The data is that of `afterburner train data DIR --format verl`.

Covered: verl 0.9.1, whose reward loop asks for one sample at a time (`compute_score`, `compute_score_async`), and the reward
manager `batch` of older versions, which asks for a batch (`compute_scores`). A service or a machine that fails is asked again
until `patience_s` is over; then `NoRewardError` ends the training, which goes on from its last checkpoint.

Not covered: a sample without a reward. verl knows none: None becomes a TypeError there, NaN spoils the advantages of its whole
group, and a number would be a lie. verl's manager `limited` turns every exception into the reward 0: don't use it with this file.
And the step: verl does not tell it to a reward, so the weight of efficiency is that of `progress` all the time.
"""

import asyncio
import json
import logging
import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from typing import Any

URL = "AFTERBURNER_URL"
TOKEN = "AFTERBURNER_TOKEN"  # noqa: S105 - the name of a variable

_log = logging.getLogger(__name__)
_THREADS = ThreadPoolExecutor(512, thread_name_prefix="afterburner")
"""They only wait: a group is graded when its last sample has come, so all samples of a step may wait at one time."""
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Without the proxies of the environment: they are for the internet, and know nothing of a service beside the trainer."""
_LONGEST_PAUSE_S = 30.0
_AGAIN = frozenset({429, 502, 503, 504})
"""Answers after which it is worth asking again."""
_OF_VERL = frozenset(
    {"reward_router_address", "reward_model_tokenizer", "sandbox_fusion_url", "concurrent_semaphore", "memory_limit_mb"}
)
"""What verl hands to every reward function."""


class NoRewardError(RuntimeError):
    """There is no reward, and that is not the model's fault: the service can't be reached, or refuses the request."""


@dataclass(frozen=True)
class Settings:
    """What `reward_kwargs` may say."""

    url: str | None = None
    """Of `afterburner serve`; None: the environment's AFTERBURNER_URL, else http://127.0.0.1:8000."""
    token: str | None = None
    """The service's; None: the environment's AFTERBURNER_TOKEN, if there is one."""
    rollouts: int | None = None
    """Samples a prompt, as `actor_rollout_ref.rollout.n`: they wait for each other and are measured together. None: each is
    measured beside the program in its prompt alone."""
    gather_s: float = 20.0
    """Seconds that a sample waits for the others of its prompt; validation, with fewer, waits as long."""
    progress: float = 0.5
    """0 to 1: the weight of efficiency rises from 0.3 to 0.5 with it."""
    efficiency: str | None = None
    """`paper` (the default), `log-speedup`, `rank`, or `beyond` where the service's machine is calibrated."""
    patience_s: float = 600.0
    """Seconds for which a service that can't answer is asked again."""
    timeout_s: float = 900.0
    """Seconds that one answer may take."""


def compute_score(
    data_source: str,
    solution_str: str,
    ground_truth: str,
    extra_info: Mapping[str, Any] | None = None,
    **reward_kwargs: Any,  # noqa: ANN401 - verl's
) -> dict[str, float]:
    """Return the reward of one sample, and its parts: what verl calls for each.

    `score` is the reward; `acc` is 1 for a correct program, else 0; `form`, `correctness` and `efficiency` are the weighted
    parts. The keys are the same for every sample, and all values are numbers: verl puts them in arrays.

    Raises:
        NoRewardError: there is none, see the module.

    """
    del data_source
    settings = _settings(reward_kwargs)
    body = {**_about(ground_truth, [solution_str], settings), **_gather(extra_info, settings)}
    return _scores(body, settings)[0]


async def compute_score_async(
    data_source: str,
    solution_str: str,
    ground_truth: str,
    extra_info: Mapping[str, Any] | None = None,
    **reward_kwargs: Any,  # noqa: ANN401 - verl's
) -> dict[str, float]:
    """Return what `compute_score` returns, without holding one of verl's few threads meanwhile: prefer this one."""

    def ask() -> dict[str, float]:
        return compute_score(data_source, solution_str, ground_truth, extra_info, **reward_kwargs)

    return await asyncio.get_running_loop().run_in_executor(_THREADS, ask)


def compute_scores(
    data_sources: Sequence[str],
    solution_strs: Sequence[str],
    ground_truths: Sequence[str],
    extra_infos: Sequence[Mapping[str, Any] | None] | None = None,
    **reward_kwargs: Any,  # noqa: ANN401 - verl's
) -> list[dict[str, float]]:
    """Return the rewards of a batch, for verl's older reward manager `batch`; samples of one prompt are measured together.

    Raises:
        NoRewardError: there is none, see the module.

    """
    del data_sources
    settings = _settings(reward_kwargs)
    infos = extra_infos if extra_infos is not None else [None] * len(solution_strs)
    keys = [(str(truth), str((info or {}).get("id"))) for truth, info in zip(ground_truths, infos, strict=True)]
    rows = sorted(range(len(keys)), key=keys.__getitem__)
    groups = [list(group) for _key, group in groupby(rows, key=keys.__getitem__)]

    def ask(group: list[int]) -> list[dict[str, float]]:
        return _scores(_about(ground_truths[group[0]], [solution_strs[row] for row in group], settings), settings)

    found = _THREADS.map(ask, groups)
    by_row = dict(pair for group, scores in zip(groups, found, strict=True) for pair in zip(group, scores, strict=True))
    return [by_row[row] for row in range(len(keys))]


def _settings(reward_kwargs: Mapping[str, Any]) -> Settings:
    known = {name: value for name, value in reward_kwargs.items() if name in Settings.__dataclass_fields__}
    unknown = sorted(reward_kwargs.keys() - known.keys() - _OF_VERL)
    if unknown:
        _log.warning("reward_kwargs that nothing here knows: %s", ", ".join(unknown))
    return Settings(**known)


def _about(ground_truth: str, completions: Sequence[str], settings: Settings) -> dict[str, Any]:
    # Half a character, where decoding broke off, is no text that JSON knows.
    texts = [one.encode(errors="replace").decode() for one in completions]
    about = {"ground_truth": ground_truth, "completions": texts, "progress": settings.progress}
    return about if settings.efficiency is None else {**about, "efficiency": settings.efficiency}


def _gather(extra_info: Mapping[str, Any] | None, settings: Settings) -> dict[str, Any]:
    info = extra_info or {}
    key = info.get("id", info.get("index"))
    if settings.rollouts is None or settings.rollouts < 2 or key is None:  # noqa: PLR2004 - one waits for nobody
        return {}
    return {"gather": str(key), "of": settings.rollouts, "gather_s": settings.gather_s}


def _scores(body: Mapping[str, Any], settings: Settings) -> list[dict[str, float]]:
    """Ask until every completion has a reward; one whose machine failed is asked for again, by itself."""
    until_s = time.monotonic() + settings.patience_s
    found = _answer(body, settings, until_s)
    for place, reward in enumerate(found):
        again, tries = reward, 0
        while again["reward"] is None:
            tries += 1
            _pause(tries, until_s, f"the machine failed: {again['masked']}")
            alone = {name: value for name, value in body.items() if name not in {"gather", "of", "gather_s"}}
            again = _answer({**alone, "completions": [body["completions"][place]]}, settings, until_s)[0]
        found[place] = again
    return [_score(reward) for reward in found]


def _score(reward: Mapping[str, Any]) -> dict[str, float]:
    parts = {name: float(reward[name]) for name in ("form", "correctness", "efficiency")}
    return {"score": float(reward["reward"]), "acc": float(reward["verdict"] == "accepted"), **parts}


def _answer(body: Mapping[str, Any], settings: Settings, until_s: float) -> list[dict[str, Any]]:
    tries = 0
    while True:
        tries += 1
        try:
            return _asked(body, settings)
        except urllib.error.HTTPError as error:
            text = error.read().decode(errors="replace")
            if error.code not in _AGAIN:
                raise NoRewardError(f"the service refuses: {error.code} {_said(text)}") from error
            _pause(tries, until_s, f"{error.code} {_said(text)}", error.headers.get("Retry-After"))
        except (OSError, ValueError) as error:
            _pause(tries, until_s, f"{_url(settings)} can't be reached: {error}")


def _asked(body: Mapping[str, Any], settings: Settings) -> list[dict[str, Any]]:
    headers = {"content-type": "application/json"}
    token = settings.token or os.environ.get(TOKEN)
    if token:
        headers["authorization"] = f"Bearer {token}"
    data = json.dumps(body).encode()
    request = urllib.request.Request(f"{_url(settings)}/v1/rewards", data=data, headers=headers, method="POST")  # noqa: S310 - the user's
    with _OPENER.open(request, timeout=settings.timeout_s) as response:
        found: list[dict[str, Any]] = json.loads(response.read())["rewards"]
        return found


def _url(settings: Settings) -> str:
    return (settings.url or os.environ.get(URL) or "http://127.0.0.1:8000").rstrip("/")


def _said(text: str) -> str:
    """Return what the service's error document says."""
    try:
        error = json.loads(text)["error"]
    except (ValueError, TypeError, KeyError):
        return text[:200]
    return f"{error['message']}" + (f" ({error['hint']})" if error.get("hint") else "")


def _pause(tries: int, until_s: float, why: str, after: str | None = None) -> None:
    """Wait before asking again.

    Raises:
        NoRewardError: the patience is over.

    """
    left_s = until_s - time.monotonic()
    if left_s <= 0:
        hint = "is `afterburner serve` running, and is its machine well? Start it again, and resume the training"
        raise NoRewardError(f"no reward after {tries} tries: {why}; {hint}")
    pause_s = float(after) if after and after.isdecimal() else min(_LONGEST_PAUSE_S, 0.5 * 2 ** min(tries, 10))
    _log.warning("no reward yet, asking again in %.1f s: %s", min(pause_s, left_s), why)
    time.sleep(min(pause_s, left_s))
