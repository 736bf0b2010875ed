# ruff: noqa: RUF001, RUF002 - the signs for "times" and "missing" are meant
"""How numbers are written for people: three digits and the unit that keeps them short; what is missing is a dash.

    seconds(0.0123)   "12.3 ms"
    memory(12.3e6)    "12.3 MB"
    ratio(Estimate(estimate=3.42, low=3.1, high=3.8))   "3.42× [3.10, 3.80]"

Units of memory are decimal (1 MB = 1,000,000 bytes). Trailing zeros stay: they say how precise a number is.
"""

import math
from collections.abc import Callable, Mapping, Sequence

from afterburner.core.measurement import Estimate
from afterburner.core.objective import Quantity

MISSING = "–"
"""What stands where nothing was measured."""

_DIGITS = 3

_SECONDS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))
_BYTES = ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1.0, "B"))


def seconds(value: float | None) -> str:
    """Write a time: ``1.23 s``, ``12.3 ms``, ``45 µs``."""
    return _with_unit(value, _SECONDS, suffix="")


def memory(value: float | None) -> str:
    """Write an amount of memory given in bytes: ``12.3 MB``."""
    return _with_unit(value, _BYTES, suffix="")


def integral(value: float | None) -> str:
    """Write memory over time given in byte seconds: ``1.20 MB·s``."""
    return _with_unit(value, _BYTES, suffix="·s")


def number(value: float | None) -> str:
    """Write a number without a unit with three digits: ``3.42``, ``84.0``, ``1234``."""
    return _digits(value) if _is_known(value) else MISSING


def times(value: float | None) -> str:
    """Write a factor: ``3.42×``."""
    return f"{number(value)}×" if _is_known(value) else MISSING


def ratio(value: Estimate | None) -> str:
    """Write a ratio with its interval: ``3.42× [3.10, 3.80]``."""
    if value is None:
        return MISSING
    return f"{times(value.estimate)} [{number(value.low)}, {number(value.high)}]"


def amount(quantity: Quantity, value: float | None) -> str:
    """Write a value of ``quantity`` in its unit."""
    return _WRITERS[quantity](value)


_WRITERS: Mapping[Quantity, Callable[[float | None], str]] = {
    Quantity.CPU_S: seconds,
    Quantity.WALL_S: seconds,
    Quantity.PEAK_BYTES: memory,
    Quantity.INTEGRAL_BYTE_S: integral,
}


def _is_known(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def _with_unit(value: float | None, units: Sequence[tuple[float, str]], *, suffix: str) -> str:
    if value is None or not math.isfinite(value):
        return MISSING
    # Rounded before the unit is chosen: 0.9999 s is 1.00 s and not 1000 ms.
    rounded = float(f"{value:.{_DIGITS - 1}e}")
    size, name = next((unit for unit in units if abs(rounded) >= unit[0]), units[-1])
    # Bytes and microseconds come whole: nothing finer is measured.
    is_whole = value == 0 or (size, name) == units[-1]
    text = f"{value / size:.0f}" if is_whole else _digits(value / size)
    return f"{text} {name}{suffix}"


def _digits(value: float | None) -> str:
    if not value:
        return "0"
    exponent = int(f"{value:.{_DIGITS - 1}e}".partition("e")[2])
    return f"{value:.{max(0, _DIGITS - 1 - exponent)}f}"
