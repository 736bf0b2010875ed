"""Who writes what a problem lacks: a script, or a language model."""

import os

from afterburner.cli import policy_options as policies
from afterburner.core.errors import SandboxError
from afterburner.dataset.building.authoring import Author, author_named
from afterburner.policy.catalogue import PolicyConfig, model_named
from afterburner.policy.model import Call, Completion, Model


class ModelAuthor:
    """Implements ``building.authoring.Author`` with a language model."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def complete(self, prompt: str) -> str:
        """Return the model's first reply to ``prompt``.

        Raises:
            UsageError: the model can't be used as it is set up.
            SandboxError: no reply came.

        """
        answers = self._model.complete([Call(prompt=prompt, sample=0)], keep=lambda _call, _reply: None)
        for answer in answers:
            if isinstance(answer.outcome, Completion):
                return answer.outcome.text
            raise SandboxError(
                f"no reply came from {self._model.name}: {answer.outcome.detail}", hint="try again later"
            )
        raise AssertionError("an answer for each call")


def author(name: str, base_url: str | None) -> Author:
    """Return the author of this name: ``scripted:FILE``, or a model as ``--policy`` names it.

    Raises:
        UsageError, DataError: there is none, or it can't be used.

    """
    if name.partition(":")[0] not in {"openai", "hf", "vllm"}:
        return author_named(name)
    config = PolicyConfig(name=name, base_url=base_url, cache=policies.cache_folder(None, no_cache=False))
    return ModelAuthor(model_named(config, keys=os.environ.get))
