"""What on this machine disturbs timing, read from the kernel."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Disturbance:
    """One thing that may disturb timing."""

    name: str
    value: str
    is_fine: bool
    hint: str


def disturbances() -> list[Disturbance]:
    """Return what was found, disturbing or not; what this kernel does not tell is left out."""
    found = [_processors(), _load(), _governor(), _siblings(), _swap(), _steal()]
    return [item for item in found if item is not None]


def _processors() -> Disturbance:
    count = len(os.sched_getaffinity(0))
    return Disturbance(
        name="processors",
        value=str(count),
        is_fine=count > 1,
        hint="with one processor the sampling shares it with the program: numbers are noisier",
    )


def _load() -> Disturbance:
    load = os.getloadavg()[0]
    free = load < len(os.sched_getaffinity(0)) - 0.5
    return Disturbance(
        name="load", value=f"{load:.2f}", is_fine=free, hint="end other work, or allow more pairs of runs"
    )


def _governor() -> Disturbance | None:
    text = _read("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
    hint = "`cpupower frequency-set -g performance` keeps the clock steady"
    return (text and Disturbance(name="governor", value=text, is_fine=text == "performance", hint=hint)) or None


def _siblings() -> Disturbance | None:
    text = _read("/sys/devices/system/cpu/smt/active")
    hint = "two processors may share one core: what runs beside a program slows it down"
    return (
        text and Disturbance(name="SMT", value="on" if text == "1" else "off", is_fine=text == "0", hint=hint)
    ) or None


def _swap() -> Disturbance | None:
    lines = _read("/proc/swaps")
    if lines is None:
        return None
    is_on = len(lines.splitlines()) > 1
    return Disturbance(
        name="swap",
        value="on" if is_on else "off",
        is_fine=not is_on,
        hint="`swapoff -a`: pages that are swapped out count as not resident",
    )


def _steal() -> Disturbance | None:
    text = _read("/proc/stat")
    if text is None:
        return None
    fields = [int(word) for word in text.splitlines()[0].split()[1:]]
    stolen = 100 * fields[7] / max(1, sum(fields[:8]))
    return Disturbance(
        name="stolen time",
        value=f"{stolen:.1f} %",
        is_fine=stolen < 1,
        hint="other virtual machines take processor time: prefer ratios to seconds",
    )


def _read(path: str) -> str | None:
    try:
        return Path(path).read_text("utf-8").strip()
    except OSError:
        return None
