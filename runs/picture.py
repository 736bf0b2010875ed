"""Draw the README's picture: CPU time before and after of every run in a demo's folder, with 95 % intervals.

.venv/bin/python runs/picture.py afterburner-demo > docs/recorded/demo.svg
"""

import math
import sys
from pathlib import Path

from afterburner.core import units
from afterburner.core.measurement import Comparison, Estimate
from afterburner.core.objective import Quantity
from afterburner.loop.run_folder import RunFolder

LEFT, RIGHT, ROW, BAR = 190, 700, 62, 20
COLOURS = {"before": "#8a949e", "after": "#cc4a0a"}


def comparisons(folder: Path) -> dict[str, Comparison]:
    """Return what every finished run under ``folder`` measured at its end."""
    found = {path.parent.name: RunFolder(path.parent).outcome() for path in sorted(folder.glob("*/outcome.json"))}
    return {name: outcome.comparison for name, outcome in found.items() if outcome and outcome.comparison}


def picture(measured: dict[str, Comparison]) -> str:
    """Return the SVG: one pair of bars a problem, on a logarithmic scale."""
    pairs = {name: (c.a.quantities[Quantity.CPU_S], c.b.quantities[Quantity.CPU_S]) for name, c in measured.items()}
    low = min(e.low for pair in pairs.values() for e in pair) / 2
    high = max(e.high for pair in pairs.values() for e in pair) * 1.1

    def x(seconds: float) -> float:
        return LEFT + (RIGHT - LEFT) * math.log(seconds / low) / math.log(high / low)

    height = ROW * len(pairs) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 {height}" font-family="sans-serif" font-size="14">',
        f'<rect width="860" height="{height}" fill="#fdfdfb"/>',
    ]
    for row, (name, (before, after)) in enumerate(pairs.items()):
        y = 14 + ROW * row
        parts.append(f'<text x="{LEFT - 12}" y="{y + 25}" text-anchor="end" fill="#1b1f24">{name}</text>')
        ratio = units.ratio(measured[name].ratios[Quantity.CPU_S]).split(" ", maxsplit=1)[0]
        parts += bar("before", before, y, x, "")
        parts += bar("after", after, y + BAR + 4, x, f", {ratio} faster")
    note = "CPU time, logarithmic scale, 95 % intervals; grey before, orange after"
    parts.append(f'<text x="{LEFT}" y="{height - 12}" fill="#57606a" font-size="12">{note}</text>')
    return "\n".join([*parts, "</svg>", ""])


def bar(kind: str, value: Estimate, y: float, x, note: str) -> list[str]:  # noqa: ANN001 - the scale of the picture
    """Return one bar with its interval and its number."""
    middle, end = y + BAR / 2, x(value.estimate)
    label = f"{units.seconds(value.estimate)}{note}"
    return [
        f'<rect x="{LEFT}" y="{y}" width="{end - LEFT:.1f}" height="{BAR}" fill="{COLOURS[kind]}"/>',
        f'<path d="M{x(value.low):.1f} {middle}H{x(value.high):.1f}" stroke="#1b1f24" stroke-width="1.5"/>',
        f'<text x="{x(value.high) + 8:.1f}" y="{middle + 5}" fill="#1b1f24">{label}</text>',
    ]


if __name__ == "__main__":
    sys.stdout.write(picture(comparisons(Path(sys.argv[1]))))
