"""What is asked of an evaluation."""

from collections import Counter
from dataclasses import dataclass

from afterburner.core.errors import UsageError
from afterburner.experiment.condition import Condition
from afterburner.experiment.measuring import MEASUREMENTS

USUAL_REPEATS = 5
"""Passes of each reference solution, as ``dataset calibrate`` makes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationConfig:
    """Which conditions on which problems, and how much is measured.

    Raises:
        UsageError: a number is out of its range, two conditions have one name, or they are in several languages.

    """

    dataset: str
    conditions: tuple[Condition, ...]
    only: tuple[str, ...] = ()
    """The ids of the problems; empty: all."""
    most_problems: int | None = None
    """A sample of so many, drawn by ``seed``; None: all."""
    solutions: int = 1
    """Independent runs a problem and condition, 1 or more."""
    measurements: int = MEASUREMENTS
    """Passes of each program, 1 or more."""
    repeats: int = USUAL_REPEATS
    """Passes of each reference solution, where it is not calibrated yet."""
    seed: int = 0
    """Of the sample of problems, and of the order in which programs are run."""
    seconds: float = float("inf")
    """Wall seconds after which no further problem is begun."""
    most_tokens: int | None = None
    """Of this call: when they are spent, no further problem is begun."""
    most_usd: float | None = None

    def __post_init__(self) -> None:
        for name in ("solutions", "measurements", "repeats"):
            if getattr(self, name) < 1:
                raise UsageError(f"{name} is {getattr(self, name)}", hint="give 1 or more")
        if self.most_problems is not None and self.most_problems < 1:
            raise UsageError(f"a sample of {self.most_problems} problems", hint="give 1 or more")
        if not self.conditions:
            raise UsageError("there is nothing to evaluate", hint="name a policy: --policy rules")
        twice = [name for name, count in Counter(one.name for one in self.conditions).items() if count > 1]
        if twice:
            raise UsageError(f"two conditions are called {twice[0]!r:.80}", hint="name each policy once")
        languages = sorted({one.language for one in self.conditions})
        if len(languages) > 1:
            hint = "evaluate one language after the other: between languages, a rank says nothing of the program"
            raise UsageError(f"conditions in {' and '.join(languages)}", hint=hint)

    @property
    def language(self) -> str:
        """The language of all programs."""
        return self.conditions[0].language
