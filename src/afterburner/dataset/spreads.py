"""How far the solutions of a problem lie apart, once they are calibrated: slowest over fastest, in time, memory and integral."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median, quantiles

from afterburner.core.measurement import Measurement
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem
from afterburner.dataset.calibration import Calibration

SHOWN = (Quantity.CPU_S, Quantity.PEAK_BYTES, Quantity.INTEGRAL_BYTE_S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quartiles:
    """Of the spreads of several problems; each at least 1."""

    low: float
    middle: float
    high: float


@dataclass(slots=True)
class Spreads:
    """The spreads of all problems that were added, by language and quantity."""

    values: dict[tuple[str, Quantity], list[float]] = field(default_factory=dict)

    def add(self, problem: Problem, known: Calibration) -> None:
        """Add what ``known`` says of the solutions of ``problem``; a language with fewer than two measured ones is left out."""
        for language in {reference.solution.language for reference in problem.references}:
            subjects = (known.subject(problem, one) for one in problem.references_in(language))
            measured = [found for subject in subjects if (found := known.measurement(subject)) is not None]
            for quantity in SHOWN:
                value = spread(measured, quantity)
                if value is not None:
                    self.values.setdefault((language, quantity), []).append(value)

    def languages(self) -> list[str]:
        """Return the languages with a spread, most problems first."""
        counts = {
            language: len(found) for (language, quantity), found in self.values.items() if quantity is Quantity.CPU_S
        }
        return sorted(counts, key=lambda language: (-counts[language], language))

    def quartiles(self, language: str, quantity: Quantity) -> Quartiles | None:
        """Return the quartiles over problems; None where there is none."""
        found = self.values.get((language, quantity))
        if not found:
            return None
        low, middle, high = quantiles(found, n=4) if len(found) > 1 else found * 3
        return Quartiles(low=low, middle=middle, high=high)

    def medians(self) -> dict[str, float]:
        """Return the median spread of each quantity over all problems and languages, for the card."""
        by_quantity = {
            quantity: [value for (_language, of), found in self.values.items() if of is quantity for value in found]
            for quantity in SHOWN
        }
        return {quantity.value: median(found) for quantity, found in by_quantity.items() if found}

    def document(self) -> dict[str, object]:
        """Return plain values, for JSON."""
        return {language: self._row(language) for language in self.languages()}

    def _row(self, language: str) -> dict[str, object]:
        row: dict[str, object] = {"problems": len(self.values[language, Quantity.CPU_S])}
        for quantity in SHOWN:
            found = self.quartiles(language, quantity)
            row[quantity.value] = found and {"low": found.low, "median": found.middle, "high": found.high}
        return row


def spread(measured: Iterable[Measurement], quantity: Quantity) -> float | None:
    """Return the largest over the smallest estimate; None with fewer than two."""
    values = [one.quantities[quantity].estimate for one in measured if quantity in one.quantities]
    return max(values) / min(values) if len(values) > 1 and min(values) > 0 else None
