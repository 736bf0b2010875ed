"""Time limits, at most 20 ms late; no program is ended before its time.

Known: the program writes its clocks over and over into its standard output, at a fixed place, and never ends by itself. What
stands there is its last sign of life. The claim is held by the worst of all repeats.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from afterburner.core.execution import Limits
from afterburner.core.status import Status
from known.acting import LIMITS, Claim, LastSign, Stage, last_signs

MOST_LATE_S = 0.020
MOST_EARLY_S = 0.010
"""What the limit pays for besides: starting the program, and the processes that give no signs."""

LIMIT_S = 0.3
LONG_MS = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordeal:
    """A script without end, the limit that ends it, and what of its signs is to be held against the limit."""

    script: str
    limits: Limits
    ends: Status
    used_s: Callable[[list[LastSign]], float]


_CPU = replace(LIMITS, cpu_s=LIMIT_S)
_WALL = replace(LIMITS, wall_s=LIMIT_S)

ORDEALS = {
    "spinning": Ordeal(
        script=f"signs:{LONG_MS}",
        limits=_CPU,
        ends=Status.TIME_LIMIT_EXCEEDED,
        used_s=lambda signs: sum(sign.cpu_s for sign in signs),
    ),
    "spinning in two children": Ordeal(
        script=f"fork signs:{LONG_MS} end fork put:1 signs:{LONG_MS} end wait",
        limits=_CPU,
        ends=Status.TIME_LIMIT_EXCEEDED,
        used_s=lambda signs: sum(sign.cpu_s for sign in signs),
    ),
    "spinning, out of sight": Ordeal(
        script=f"fork session fork signs:{LONG_MS} end end wait stay",
        limits=_CPU,
        ends=Status.TIME_LIMIT_EXCEEDED,
        used_s=lambda signs: sum(sign.cpu_s for sign in signs),
    ),
    "asleep": Ordeal(
        script=f"sleeping signs:{LONG_MS}",
        limits=_WALL,
        ends=Status.WALL_LIMIT_EXCEEDED,
        used_s=lambda signs: max(sign.wall_s for sign in signs),
    ),
    "asleep in a child": Ordeal(
        script=f"fork sleeping signs:{LONG_MS} end wait",
        limits=_WALL,
        ends=Status.WALL_LIMIT_EXCEEDED,
        used_s=lambda signs: max(sign.wall_s for sign in signs),
    ),
}


def claims(stage: Stage) -> Iterator[Claim]:
    """Yield one claim an ordeal and language."""
    for what, ordeal in ORDEALS.items():
        for language in ("python", "c"):
            yield _claim(stage, what, language, ordeal)


def _claim(stage: Stage, what: str, language: str, ordeal: Ordeal) -> Claim:
    late = sorted(_late_s(stage, language, ordeal) for _ in range(stage.repeats))
    worst_s = max(late, key=abs)
    return Claim(
        topic="limits",
        what=what,
        language=language,
        how="cpu" if ordeal.limits is _CPU else "wall",
        known=f"{LIMIT_S * 1000:.0f} ms",
        error=f"{late[len(late) // 2] * 1000:+.2f} ms",
        worst=f"{worst_s * 1000:+.2f} ms",
        bound=f"{MOST_LATE_S * 1000:.0f} ms",
        held=late[0] >= -MOST_EARLY_S and late[-1] <= MOST_LATE_S,
    )


def _late_s(stage: Stage, language: str, ordeal: Ordeal) -> float:
    seen = stage.play(language, ordeal.script, limits=ordeal.limits, expected=ordeal.ends)
    return ordeal.used_s(last_signs(seen)) - LIMIT_S
