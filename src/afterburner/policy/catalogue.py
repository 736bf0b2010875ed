"""Policies by their names: what ``--policy`` takes.

policy_named(PolicyConfig(name="openai:gpt-4o"), keys=os.environ.get)

rules            the built-in rewrites: offline, free, the default
openai:MODEL     any server that speaks OpenAI's protocol, by its base URL
hf:MODEL         a Hugging Face model on this machine
vllm:MODEL       the same through vLLM's engine
scripted:FILE    proposals from a file
mix:A,B          several of these share each round
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from afterburner.core.errors import UsageError
from afterburner.policy.model import Model, Sampling
from afterburner.policy.port import Policy
from afterburner.policy.prompt import Part

USUAL_KEY = "OPENAI_API_KEY"
"""The variable of the environment in which the protocol's own client looks for a key."""

NAMES = "rules, openai:MODEL, hf:MODEL, vllm:MODEL, scripted:FILE, mix:A,B"

Keys = Callable[[str], str | None]
"""Looks a key up by the name of its variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyConfig:
    """Which policy, and how it is asked; all but ``name`` is for language models."""

    name: str
    base_url: str | None = None
    """Of a server that speaks OpenAI's protocol; None: OpenAI's own."""
    key_variable: str = USUAL_KEY
    sampling: Sampling = Sampling()  # noqa: RUF009 - frozen
    history: int = 3
    """So many earlier attempts stand in a prompt."""
    without: tuple[Part, ...] = ()
    concurrency: int = 16
    """Requests at one time at most."""
    timeout_s: float = 600.0
    """For one reply, from asking to its last word."""
    adapter: str | None = None
    """For ``hf``: a LoRA adapter."""
    prices: str | None = None
    """A file with prices of models, beside the usual ones."""
    cache: str | None = None
    """The folder in which replies are kept; None: they are not."""


class Policies:
    """Policies that share their models: those that only differ in what their prompts hold load a model once."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._models: dict[PolicyConfig, Model] = {}

    def named(self, config: PolicyConfig) -> Policy:
        """Return the policy of ``config``; see ``policy_named``."""
        return _named(config, self._keys, self._model)

    def _model(self, config: PolicyConfig) -> Model:
        same = replace(config, history=0, without=())
        if same not in self._models:
            self._models[same] = model_named(config, keys=self._keys)
        return self._models[same]


def policy_named(config: PolicyConfig, *, keys: Keys) -> Policy:
    """Return the policy of ``config``.

    Raises:
        UsageError: there is no such policy, or it lacks what it needs.
        DataError: a file that it names can't be used.

    """
    return Policies(keys).named(config)


def _named(config: PolicyConfig, keys: Keys, model_of: Callable[[PolicyConfig], Model]) -> Policy:
    kind, _, rest = config.name.partition(":")
    if kind == "mix":
        return _mixed(config, rest, keys, model_of)
    if kind == "scripted" and rest:
        from afterburner.policy.scripted import ScriptedPolicy  # noqa: PLC0415 - as the others here

        return ScriptedPolicy(Path(rest))
    if config.name == "rules":
        from afterburner.policy.rules.engine import RulesPolicy  # noqa: PLC0415 - LibCST takes half a second to import

        return RulesPolicy()
    model = model_of(config)
    from afterburner.policy.figures import FirstFigures  # noqa: PLC0415 - with the models
    from afterburner.policy.language_model import ModelPolicy  # noqa: PLC0415 - with the models

    figures = None if config.cache is None else FirstFigures(Path(config.cache) / "figures.sqlite")
    return ModelPolicy(model, history=config.history, without=frozenset(config.without), figures=figures)


def model_named(config: PolicyConfig, *, keys: Keys) -> Model:
    """Return the language model of ``config``, with its cache around it.

    Raises:
        UsageError, DataError: as in ``policy_named``.

    """
    kind, _, name = config.name.partition(":")
    makers = {"openai": _openai, "hf": _hugging_face, "vllm": _vllm}
    if kind not in makers or not name:
        hint = f"give one of {NAMES}; without a key and without a model: --policy rules"
        raise UsageError(f"there is no policy {config.name!r:.80}", hint=hint)
    model = makers[kind](config, name, keys)
    if config.cache is None:
        return model
    from afterburner.policy.reply_cache import CachedModel, ReplyCache  # noqa: PLC0415 - as the models

    return CachedModel(model, ReplyCache(Path(config.cache) / "replies.sqlite"))


def _mixed(config: PolicyConfig, rest: str, keys: Keys, model_of: Callable[[PolicyConfig], Model]) -> Policy:
    from afterburner.policy.mix import MixPolicy  # noqa: PLC0415 - as the others here

    names = [name.strip() for name in rest.split(",")]
    if len(names) < 2 or not all(names) or any(name.startswith("mix") for name in names):  # noqa: PLR2004 - of one there is no mix
        hint = "name two policies or more: --policy mix:rules,openai:MODEL"
        raise UsageError(f"{config.name!r:.80} is no mix of policies", hint=hint)
    return MixPolicy([_named(replace(config, name=name), keys, model_of) for name in names])


def _openai(config: PolicyConfig, name: str, keys: Keys) -> Model:
    from afterburner.policy.openai_model import OpenAIModel  # noqa: PLC0415 - the client takes a second to import
    from afterburner.policy.prices import Prices  # noqa: PLC0415 - with the client

    key = keys(config.key_variable)
    if not key and config.base_url is None:
        hint = f"set {config.key_variable}, or name a server with --base-url; without a key and without a model: --policy rules"
        raise UsageError(f"--policy {config.name} needs a key, and {config.key_variable} is not set", hint=hint)
    prices = Prices.default()
    return OpenAIModel(
        name,
        api_key=key or "none",
        base_url=config.base_url,
        sampling=config.sampling,
        concurrency=config.concurrency,
        timeout_s=config.timeout_s,
        prices=prices if config.prices is None else prices.extended(Path(config.prices)),
    )


def _hugging_face(config: PolicyConfig, name: str, keys: Keys) -> Model:
    del keys
    from afterburner.policy.hugging_face_model import HuggingFaceModel  # noqa: PLC0415 - with its libraries

    return HuggingFaceModel(name, sampling=config.sampling, adapter=config.adapter)


def _vllm(config: PolicyConfig, name: str, keys: Keys) -> Model:
    del keys
    from afterburner.policy.vllm_model import VllmModel  # noqa: PLC0415 - with its libraries

    return VllmModel(name, sampling=config.sampling)
