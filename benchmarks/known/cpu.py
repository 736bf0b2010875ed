"""CPU time of the whole tree, within 1 ms or 0.5 %.

Known: every process writes down, as the last thing it does, what the kernel says that it and the children that it waited for
have used (``getrusage``, to the microsecond). What is left is how processes end that nobody waits for, and where the sandbox
begins to count: that is what it sees more or less of the same script with nothing to burn.
"""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from known.acting import Claim, Stage, told_cpu_s

MOST_SHARE = 0.005
MOST_S = 0.001

SCRIPTS = {
    "alone": "busy:200",
    "alone, system calls": "calls:200",
    "two threads": "threads:2,200",
    "bursts of 0.2 ms, 400": "bursts:400,200",
    "child, waited for": "fork busy:200 end wait",
    "two children at once": "fork busy:100 end fork busy:100 end wait",
    "grandchild": "fork fork busy:200 end wait end wait",
    "threads in a child": "fork threads:3,200 end wait",
    "40 children of 3 ms, one by one": "fork busy:3 end wait " * 40,
    "5 children of 3 ms, reaped by the kernel": "ignore " + "fork busy:3 tell end await:1 " * 5 + "nap:5",
    "child, ended and not waited for": "fork busy:200 tell end await:1 nap:10",
    "child, still there at the end": "fork busy:200 flush tell stay end await:1",
    "double fork, ended": "fork session fork busy:200 tell end end wait await:1 nap:10",
    "double fork, still there at the end": "fork session fork busy:200 flush tell stay end end wait await:1",
    "bursts in a child that stays": "fork bursts:400,200 flush tell stay end await:1",
}


def claims(stage: Stage) -> Iterator[Claim]:
    """Yield one claim a script and language."""
    for what, script in SCRIPTS.items():
        for language in ("python", "c"):
            yield _claim(stage, what, language, script)


def _claim(stage: Stage, what: str, language: str, script: str) -> Claim:
    idle_s = statistics.median(_play(stage, language, script, 0).untold_s for _ in range(stage.repeats))
    runs = [_play(stage, language, script, 1) for _ in range(stage.repeats)]
    errors = [run.untold_s - idle_s for run in runs]
    known_s = statistics.median(run.told_s for run in runs)
    error_s = statistics.median(errors)
    most_s = max(MOST_S, MOST_SHARE * known_s)
    return Claim(
        topic="cpu",
        what=what,
        language=language,
        how=f"untold {idle_s * 1000:+.2f} ms",
        known=f"{known_s * 1000:.1f} ms",
        error=f"{error_s * 1000:+.2f} ms",
        worst=f"{max(errors, key=abs) * 1000:+.2f} ms",
        bound=f"{most_s * 1000:.2f} ms",
        held=abs(error_s) <= most_s,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    told_s: float
    """CPU seconds that the processes tell of."""
    untold_s: float
    """What the sandbox saw beyond."""


def _play(stage: Stage, language: str, script: str, time: float) -> _Run:
    seen = stage.play(language, script, time=time)
    assert seen.cpu_s is not None
    told_s = told_cpu_s(seen)
    return _Run(told_s=told_s, untold_s=seen.cpu_s - told_s)
