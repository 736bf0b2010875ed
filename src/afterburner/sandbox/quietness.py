"""What on this machine disturbs timing, read from the kernel."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

_SLOW_CLOCKS = frozenset({"hpet", "acpi_pm", "jiffies", "refined-jiffies", "xen"})
"""Clock sources that are read by a system call or a slow device: each look at the time then costs a microsecond or more."""

_CPUS = "sys/devices/system/cpu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disturbance:
    """One thing that may disturb timing."""

    name: str
    value: str
    is_fine: bool
    hint: str


def disturbances(root: Path = Path("/")) -> list[Disturbance]:
    """Return what was found, disturbing or not; what this kernel does not tell is left out.

    ``root`` is where ``proc`` and ``sys`` are.
    """
    found = [
        _processors(),
        _load(),
        _isolated(root),
        _governor(root),
        _boost(root),
        _siblings(root),
        _clock_source(root),
        _huge_pages(root),
        _swap(root),
        _steal(root),
        _mitigations(root),
    ]
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


def _isolated(root: Path) -> Disturbance | None:
    text = _read(root / _CPUS / "isolated")
    if text is None:
        return None
    # Having none is the usual case, and no fault: it is shown because figures of isolated processors are quieter.
    return Disturbance(name="isolated processors", value=text or "none", is_fine=True, hint="")


def _governor(root: Path) -> Disturbance | None:
    text = _read(root / _CPUS / "cpu0/cpufreq/scaling_governor")
    hint = "`cpupower frequency-set -g performance` keeps the clock steady"
    return (text and Disturbance(name="governor", value=text, is_fine=text == "performance", hint=hint)) or None


def _boost(root: Path) -> Disturbance | None:
    no_turbo, boost = _read(root / _CPUS / "intel_pstate/no_turbo"), _read(root / _CPUS / "cpufreq/boost")
    if no_turbo is None and boost is None:
        return None
    is_on = no_turbo == "0" if no_turbo is not None else boost == "1"
    file, value = ("intel_pstate/no_turbo", 1) if no_turbo is not None else ("cpufreq/boost", 0)
    return Disturbance(
        name="turbo",
        value="on" if is_on else "off",
        is_fine=not is_on,
        hint=f"the clock rises while the machine is cool and idle: `echo {value} > /{_CPUS}/{file}` holds it",
    )


def _siblings(root: Path) -> Disturbance | None:
    text = _read(root / _CPUS / "smt/active")
    hint = "two processors may share one core: what runs beside a program slows it down"
    return (
        text and Disturbance(name="SMT", value="on" if text == "1" else "off", is_fine=text == "0", hint=hint)
    ) or None


def _clock_source(root: Path) -> Disturbance | None:
    text = _read(root / "sys/devices/system/clocksource/clocksource0/current_clocksource")
    hint = "each look at the time is slow with it: boot with clocksource=tsc where the processor has a steady one"
    return (text and Disturbance(name="clock source", value=text, is_fine=text not in _SLOW_CLOCKS, hint=hint)) or None


def _huge_pages(root: Path) -> Disturbance | None:
    text = _read(root / "sys/kernel/mm/transparent_hugepage/enabled")
    chosen = re.search(r"\[(\w+)\]", text or "")
    if chosen is None:
        return None
    return Disturbance(
        name="huge pages",
        value=chosen.group(1),
        is_fine=chosen.group(1) != "always",
        hint="memory comes in steps of 2 MB, if there are free ones: "
        "`echo madvise > /sys/kernel/mm/transparent_hugepage/enabled`",
    )


def _swap(root: Path) -> Disturbance | None:
    lines = _read(root / "proc/swaps")
    if lines is None:
        return None
    is_on = len(lines.splitlines()) > 1
    return Disturbance(
        name="swap",
        value="on" if is_on else "off",
        is_fine=not is_on,
        hint="`swapoff -a`: pages that are swapped out count as not resident",
    )


def _steal(root: Path) -> Disturbance | None:
    text = _read(root / "proc/stat")
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


def _mitigations(root: Path) -> Disturbance | None:
    folder = root / _CPUS / "vulnerabilities"
    try:
        states = {path.name: _read(path) or "" for path in sorted(folder.iterdir())}
    except OSError:
        return None
    is_open = [name for name, state in states.items() if state.startswith("Vulnerable")]
    return Disturbance(
        name="processor mitigations",
        value=f"missing: {', '.join(is_open)}" if is_open else "on",
        is_fine=not is_open,
        hint="programs run faster than on machines that have them, and may read their neighbours' memory: compare figures "
        "of this machine with its own only",
    )


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8").strip()
    except OSError:
        return None
