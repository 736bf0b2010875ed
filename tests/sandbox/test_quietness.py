"""What disturbs timing is read from the kernel's files, and what they do not tell is left out."""

from pathlib import Path

import pytest

from afterburner.sandbox.quietness import Disturbance, disturbances

CPUS = "sys/devices/system/cpu"
CLOCK = "sys/devices/system/clocksource/clocksource0/current_clocksource"
HUGE = "sys/kernel/mm/transparent_hugepage/enabled"


def found(root: Path, path: str, text: str, name: str) -> Disturbance | None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return next((item for item in disturbances(root) if item.name == name), None)


@pytest.mark.parametrize(
    ("path", "text", "name", "value", "is_fine"),
    [
        (f"{CPUS}/intel_pstate/no_turbo", "0\n", "turbo", "on", False),
        (f"{CPUS}/intel_pstate/no_turbo", "1\n", "turbo", "off", True),
        (f"{CPUS}/cpufreq/boost", "1\n", "turbo", "on", False),
        (f"{CPUS}/cpufreq/boost", "0\n", "turbo", "off", True),
        (f"{CPUS}/isolated", "\n", "isolated processors", "none", True),
        (f"{CPUS}/isolated", "2-3\n", "isolated processors", "2-3", True),
        (f"{CPUS}/cpu0/cpufreq/scaling_governor", "powersave\n", "governor", "powersave", False),
        (f"{CPUS}/smt/active", "1\n", "SMT", "on", False),
        (CLOCK, "tsc\n", "clock source", "tsc", True),
        (CLOCK, "hpet\n", "clock source", "hpet", False),
        (HUGE, "[always] madvise never\n", "huge pages", "always", False),
        (HUGE, "always [madvise] never\n", "huge pages", "madvise", True),
        ("proc/swaps", "Filename Type\n/dev/sda2 partition\n", "swap", "on", False),
        ("proc/stat", "cpu  50 0 25 20 0 0 0 5 0 0\n", "stolen time", "5.0 %", False),
        (f"{CPUS}/vulnerabilities/spectre_v2", "Mitigation: Retpolines\n", "processor mitigations", "on", True),
        (f"{CPUS}/vulnerabilities/mds", "Vulnerable\n", "processor mitigations", "missing: mds", False),
    ],
)
def test_each_file_is_read_as_the_kernel_writes_it(
    tmp_path: Path, path: str, text: str, name: str, value: str, *, is_fine: bool
) -> None:
    item = found(tmp_path, path, text, name)
    assert item is not None
    assert (item.value, item.is_fine) == (value, is_fine)


def test_what_the_kernel_does_not_tell_is_left_out(tmp_path: Path) -> None:
    assert {item.name for item in disturbances(tmp_path)} == {"processors", "load"}


def test_what_is_not_fine_has_a_hint() -> None:
    assert all(item.hint for item in disturbances() if not item.is_fine)
