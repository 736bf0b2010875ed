"""What hosted models cost: a table of list prices, which users can extend.

    prices = Prices.default().extended(Path("prices.toml"))
    prices.cost("gpt-4o-2024-08-06", prompt_tokens=1200, completion_tokens=800)     0.011

List prices, without discounts: an estimate for planning, not a bill. What is not in the table has no cost, rather than none.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from afterburner.core.errors import DataError

_TABLE = Path(__file__).parent / "prices.toml"
_SHAPE = '[models]\n"some-model" = { input = 1.25, output = 10 }    # US dollars per million tokens'
_TOKENS_PRICED = 1_000_000
_MOST_DOLLARS = 1_000_000
"""Per million tokens; far beyond every price, and nan and infinity are outside."""
_VERSION = re.compile(r"[-@:](\d{4}-\d{2}-\d{2}|\d{3,8}|latest)")
"""How a dated version goes on after the model's name. A looser rule would give ``o1-pro`` the price of ``o1``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one model costs."""

    input: float
    """US dollars per million tokens of prompts."""
    output: float
    """US dollars per million tokens of replies, thinking included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What models cost, by name."""

    models: Mapping[str, Price]

    @classmethod
    def default(cls) -> Self:
        """Return the table that comes with the package."""
        return cls(models=_read(_TABLE))

    def extended(self, path: Path) -> "Prices":
        """Return a table with the models of the file at ``path`` added; for the same name, the file's price counts.

        Raises:
            DataError: the file can't be read or says something else than prices; the message names file and key.

        """
        return Prices(models={**self.models, **_read(path)})

    def cost(self, model: str, *, prompt_tokens: int, completion_tokens: int) -> float | None:
        """Return US dollars for a reply of ``model``, or of a dated version of it; None: its price is not known.

        The longest name that ``model`` begins with counts, provided that only a version follows: a date, a number of three
        to eight digits, or ``latest``.
        """
        name = self._entry_for(model)
        if name is None:
            return None
        price = self.models[name]
        return (price.input * prompt_tokens + price.output * completion_tokens) / _TOKENS_PRICED

    def _entry_for(self, model: str) -> str | None:
        if model in self.models:
            return model
        names = (name for name in self.models if model.startswith(name) and _VERSION.fullmatch(model[len(name) :]))
        return max(names, key=len, default=None)


def _read(path: Path) -> dict[str, Price]:
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise DataError(f"{path} can't be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path} is not TOML: {error}", hint=f"it has this shape: {_SHAPE}") from error
    models = _table(path, "the file", document, keys={"models"})["models"]
    if not isinstance(models, dict):
        raise _broken(path, "models", "not a table")
    return {name: _price(path, f"models.{name}", value) for name, value in models.items()}


def _price(path: Path, key: str, value: object) -> Price:
    table = _table(path, key, value, keys={"input", "output"})
    return Price(
        input=_dollars(path, f"{key}.input", table["input"]), output=_dollars(path, f"{key}.output", table["output"])
    )


def _table(path: Path, key: str, value: object, *, keys: set[str]) -> dict[str, object]:
    if not isinstance(value, dict):
        raise _broken(path, key, "not a table")
    if unknown := sorted(value.keys() - keys):
        raise _broken(path, key, f"no such key: {unknown[0]}")
    if missing := sorted(keys - value.keys()):
        raise _broken(path, key, f"{missing[0]} is missing")
    return value


def _dollars(path: Path, key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _broken(path, key, f"{value!r} is not a number")
    if not 0 <= value <= _MOST_DOLLARS:
        raise _broken(path, key, f"not a price from 0 to {_MOST_DOLLARS}")
    return float(value)


def _broken(path: Path, key: str, what: str) -> DataError:
    return DataError(f"{path}, {key}: {what}", hint=f"prices have this shape: {_SHAPE}")
