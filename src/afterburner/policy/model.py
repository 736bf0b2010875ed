"""The port to a language model: prompts in, texts out. What it is made of is nobody's business beyond this.

    for answer in model.complete([Call(prompt="Make it faster: ...", sample=0)], keep=lambda call, completion: None):
        print(answer.call.sample, answer.outcome)

Implementations: ``openai_model`` (any server that speaks the protocol), ``hugging_face_model``, ``vllm_model``; around any of
them ``reply_cache.CachedModel``. ``language_model.ModelPolicy`` makes a policy of one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from afterburner.core.attempt import Usage
from afterburner.policy.port import Lost

MOST_REPLY_CHARACTERS = 1_000_000
"""Beyond, a reply is cut: no program is that long, and an endless reply must end somewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How replies are drawn."""

    temperature: float = 1.0
    """0 to 2; 0: always the likeliest word."""
    top_p: float = 1.0
    """Above 0, to 1."""
    most_tokens: int = 8192
    """Of one reply."""
    seed: int = 0
    """Another seed, other replies, where the model can be seeded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One reply that is wanted."""

    prompt: str
    """The user's message, the only one."""
    sample: int
    """0 for the first reply to this prompt, 1 for the next: what makes them different draws."""


class Finish(StrEnum):
    """Why a reply ended."""

    STOP = "stop"
    """The model had said what it wanted to."""
    LENGTH = "length"
    """It was cut: after ``Sampling.most_tokens``, or ``MOST_REPLY_CHARACTERS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """One reply."""

    text: str
    finish: Finish
    usage: Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of one call."""

    call: Call
    outcome: Completion | Lost


Keep = Callable[[Call, Completion], None]
"""Told of each reply as soon as it is whole, from any thread, also when nobody takes it any more: it was paid for."""


class Model(Protocol):
    """Completes prompts."""

    @property
    def name(self) -> str:
        """As the user named it, for instance ``openai:gpt-4o``."""
        ...

    @property
    def identity(self) -> Mapping[str, object]:
        """Everything beside prompt and sample that shapes replies, JSON values: model, server, sampling, adapters."""
        ...

    def complete(self, calls: Sequence[Call], *, keep: Keep) -> Iterator[Answer]:
        """Yield an answer for each of ``calls``, as they come; closing the iterator ends what is under way.

        Raises:
            UsageError: it can't be used as it is set up: no key, no such model, the server refuses the request.

        """
        ...
