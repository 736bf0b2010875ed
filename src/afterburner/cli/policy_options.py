"""Options about who proposes, shared by the commands that ask a policy."""

import os
from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_cache_path

from afterburner.core.errors import UsageError
from afterburner.policy.catalogue import NAMES, PolicyConfig, policy_named
from afterburner.policy.model import Sampling
from afterburner.policy.port import Policy
from afterburner.policy.prices import Prices
from afterburner.policy.prompt import Part

PolicyName = Annotated[str, typer.Option("--policy", metavar="NAME", help=f"Who proposes: {NAMES}.")]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="With openai: the server (vLLM, SGLang, llama.cpp, Ollama, a provider), such as http://localhost:8000/v1.",
    ),
]
KeyVariable = Annotated[
    str, typer.Option("--api-key-env", metavar="NAME", help="The variable of the environment that holds the key.")
]
Temperature = Annotated[float, typer.Option(min=0.0, max=2.0, help="With a model: 0 always says the likeliest.")]
TopP = Annotated[
    float, typer.Option(min=0.0, max=1.0, help="With a model: the share of likely words that is drawn from.")
]
ReplyTokens = Annotated[int, typer.Option("--reply-tokens", min=1, help="With a model: of one reply at most.")]
Seed = Annotated[int, typer.Option(help="Of a model's draws, and of a search's.")]
Concurrency = Annotated[int, typer.Option(min=1, max=1024, help="With openai: requests at one time at most.")]
RequestTimeout = Annotated[float, typer.Option(help="With openai: seconds for one reply.")]
Adapter = Annotated[str | None, typer.Option(metavar="PATH", help="With hf: a LoRA adapter.")]
PriceTable = Annotated[
    Path | None, typer.Option("--prices", metavar="FILE", help="TOML with prices of models, beside the usual ones.")
]
CacheFolder = Annotated[
    Path | None, typer.Option("--cache", metavar="DIR", help="Where replies are kept (default: the user's cache).")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Keep no replies, and use none.")]
History = Annotated[
    int | None,
    typer.Option(
        min=0,
        help="With a model: earlier attempts in its prompt (default: 3; with best-of-n 0).",
    ),
]
Without = Annotated[
    list[Part] | None, typer.Option(help="With a model: leave this out of its prompts (the paper's ablations).")
]
USUAL = Sampling()


def cache_folder(cache: Path | None, *, no_cache: bool) -> str | None:
    """Return the folder for replies.

    Raises:
        UsageError: one is named, and none is wanted.

    """
    if no_cache and cache is not None:
        raise UsageError("--cache and --no-cache", hint="give one of them")
    return None if no_cache else str(cache or user_cache_path("afterburner") / "replies")


def check_priced(config: PolicyConfig) -> None:
    """Check that what a reply of the policy costs is known: a budget in dollars is of no use otherwise.

    Raises:
        UsageError: the price of a model is not known.

    """
    prices = Prices.default() if config.prices is None else Prices.default().extended(Path(config.prices))
    for name in config.name.removeprefix("mix:").split(","):
        kind, _, model = name.strip().partition(":")
        if kind == "openai" and prices.cost(model, prompt_tokens=1, completion_tokens=1) is None:
            hint = (
                f'--prices FILE with: [models] "{model}" = {{ input = 1.25, output = 10 }}, dollars per million tokens'
            )
            raise UsageError(f"--max-usd needs the price of {model}, which is not known", hint=hint)


def opened(config: PolicyConfig) -> Policy:
    """Return the policy of ``config``, with keys from the environment.

    Raises:
        UsageError, DataError: as in ``policy_named``.

    """
    return policy_named(config, keys=os.environ.get)
