"""How tests ask a model behind a server."""

from afterburner.policy.model import Call, Completion, Sampling
from afterburner.policy.openai_model import OpenAIModel
from afterburner.policy.port import Lost
from afterburner.policy.prices import Price, Prices

KEY = "sk-very-secret-0123456789"
PRICES = Prices(models={"m": Price(input=2.0, output=10.0)})


def new_model(url: str, **settings) -> OpenAIModel:
    settings = {"sampling": Sampling(), "prices": PRICES, "api_key": KEY, **settings}
    return OpenAIModel(settings.pop("model", "m"), base_url=url, **settings)


def calls_of(number: int, prompt: str = "make it faster") -> list[Call]:
    return [Call(prompt=prompt, sample=sample) for sample in range(number)]


def ignore(call: Call, completion: Completion) -> None:
    """Keep nothing."""


def ask(model: OpenAIModel, calls: list[Call] | None = None) -> list[Completion | Lost]:
    """Return outcomes in the order of ``calls``."""
    calls = calls or calls_of(1)
    outcomes = {answer.call: answer.outcome for answer in model.complete(calls, keep=ignore)}
    return [outcomes[call] for call in calls]


def prompt_of(request: dict) -> str:
    return request["messages"][0]["content"]
