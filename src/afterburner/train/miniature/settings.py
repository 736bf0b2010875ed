"""How much a run of the miniature does: the whole, or ``--quick``; and how large the model is.

Settings.of(size="tiny", quick=False)
"""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

from afterburner.core.errors import UsageError
from afterburner.train.miniature.methods import Effort
from afterburner.train.miniature.model import SIZES
from afterburner.train.miniature.rounds import ROUNDS
from afterburner.train.miniature.tasks import Sizes


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that shapes the numbers of a run."""

    size: str = "tiny"
    """Of the model, a key of ``model.SIZES``."""
    seeds: tuple[int, ...] = (0, 1, 2)
    """Of SFT, DPO and GRPO, and of the loop; the start is one for all."""
    problems: Sizes = field(default_factory=Sizes)
    base_steps: int = 500
    base_batch: int = 64
    effort: Effort = field(default_factory=Effort)
    rounds: int = ROUNDS

    @classmethod
    def of(cls, *, size: str, quick: bool) -> Self:
        """Return the settings behind the command's options.

        Raises:
            UsageError: there is no such size.

        """
        if size not in SIZES:
            raise UsageError(f"there is no size {size!r} of the miniature", hint=f"choose one of {', '.join(SIZES)}")
        if not quick:
            return cls(size=size)
        return cls(
            size=size,
            seeds=(0,),
            problems=Sizes(train=80, tune=0, held_out=24),
            effort=Effort(sft_steps=40, dpo_steps=40, grpo_steps=40),
        )

    def document(self) -> dict[str, Any]:
        """Return the settings as plain values."""
        return asdict(self)
