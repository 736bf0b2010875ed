"""From values to places in a chart: linear and logarithmic scales, with ticks at round numbers."""

import math
from dataclasses import dataclass

_ROUND = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A range of values laid on a range of places."""

    low: float
    high: float
    start: float
    """The place of ``low``."""
    end: float
    """The place of ``high``."""
    is_log: bool = False

    def place(self, value: float) -> float:
        """Return the place of ``value``; values outside are moved to the border."""
        inside = min(max(value, self.low), self.high)
        if self.is_log:
            share = math.log(inside / self.low) / math.log(self.high / self.low)
        else:
            share = (inside - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 2)

    def ticks(self, most: int = 5) -> list[float]:
        """Return about ``most`` round values within the scale."""
        return _log_ticks(self.low, self.high, most) if self.is_log else _linear_ticks(self.low, self.high, most)


def from_zero(largest: float, *, start: float, end: float) -> Scale:
    """Return a linear scale from 0 to a little over ``largest``."""
    return Scale(low=0.0, high=largest * 1.04 if largest > 0 else 1.0, start=start, end=end)


def logarithmic(smallest: float, largest: float, *, start: float, end: float) -> Scale:
    """Return a logarithmic scale around two positive values, wide enough to hold two round numbers."""
    low, high = smallest / 1.25, largest * 1.25
    widen = max(1.0, math.sqrt(5.0 * low / high))
    return Scale(low=low / widen, high=high * widen, start=start, end=end, is_log=True)


def _linear_ticks(low: float, high: float, most: int) -> list[float]:
    raw = (high - low) / most
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * size for factor in _ROUND if factor * size >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [number * step for number in range(first, math.floor(high / step + 1e-9) + 1)]


def _log_ticks(low: float, high: float, most: int) -> list[float]:
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for factors in ((1, 2, 5), (1,)):
        found = [tick for decade in decades for factor in factors if low <= (tick := factor * 10.0**decade) <= high]
        if len(found) <= most + 1:
            return found
    return found[:: math.ceil(len(found) / most)]
