"""The level below everything: what a program that holds nothing is said to hold at most.

Known: the program reads the kernel's account of its own pages (``/proc/self/smaps_rollup``) at its end. Its own pages are
the least that can be right, all it has in its tables (files of the system among them) is the most.
"""

import statistics
from collections.abc import Iterator

from afterburner.core.execution import Limits, Program
from known.acting import MB, Claim, Stage

SLACK_BYTES = MB

SOURCES = {
    "python": b"print(open('/proc/self/smaps_rollup').read())",
    "c": b"""
#include <fcntl.h>
#include <unistd.h>
int main(void) {
    char text[8192];
    ssize_t length = read(open("/proc/self/smaps_rollup", O_RDONLY), text, sizeof text);
    return length <= 0 || write(1, text, length) != length;
}
""",
}


def claims(stage: Stage) -> Iterator[Claim]:
    """Yield one claim a language."""
    for language, source in SOURCES.items():
        yield _claim(stage, language, Program(source=source, language=language))


def _claim(stage: Stage, language: str, program: Program) -> Claim:
    seen = [stage.sandbox.execute(program, b"", limits=Limits()) for _ in range(stage.repeats)]
    accounts = [_account(run.stdout.decode()) for run in seen]
    least = statistics.median(account["Private_Clean"] + account["Private_Dirty"] for account in accounts)
    most = statistics.median(account["Rss"] for account in accounts)
    excess = [_outside(float(run.peak_bytes or 0), least, most) for run in seen]
    middle = statistics.median(excess)
    return Claim(
        topic="level",
        what="nothing held",
        language=language,
        how="peak",
        known=f"{least / MB:.1f} to {most / MB:.1f} MB",
        error=f"{middle / MB:+.2f} MB",
        worst=f"{max(excess, key=abs) / MB:+.2f} MB",
        bound=f"{SLACK_BYTES / MB:.2f} MB",
        held=abs(middle) <= SLACK_BYTES,
    )


def _outside(value: float, least: float, most: float) -> float:
    return max(0.0, value - most) + min(0.0, value - least)


def _account(text: str) -> dict[str, int]:
    lines = [line.split() for line in text.splitlines() if line.endswith("kB")]
    return {words[0].rstrip(":"): int(words[1]) * 1024 for words in lines}
