"""``afterburner doctor``: what protects you here, and what disturbs the numbers."""

from rich.table import Table

from afterburner.cli import arguments, console
from afterburner.sandbox.doctor import Finding, examine
from afterburner.sandbox.quietness import Disturbance, disturbances


def doctor(as_json: arguments.AsJson = False) -> None:
    """Show the sandbox's layers, try each with a real attack, and tell what disturbs timing.

    Example:
        afterburner doctor

    """
    with console.progress("attacking the sandbox"):
        findings, noise = examine(), disturbances()
    if as_json:
        console.print_json(_document(findings, noise))
        return
    table = Table("layer", "is", "attack", "outcome", box=None, pad_edge=False)
    for finding in findings:
        state = "on" if finding.is_on else "MISSING"
        table.add_row(finding.attack.layer, state, finding.attack.what, "held" if finding.held else "WENT THROUGH")
    console.stdout.print(table)
    timing = Table("timing", "is", "", box=None, pad_edge=False)
    for item in noise:
        timing.add_row(item.name, item.value, "" if item.is_fine else "may disturb")
    console.stdout.print(timing)
    for hint in _hints(findings, noise):
        console.say(f"hint: {hint}")


def _hints(findings: list[Finding], noise: list[Disturbance]) -> list[str]:
    layers = [
        f"{f.attack.layer}: {f.attack.hint}{f' ({f.detail})' if f.detail else ''}"
        for f in findings
        if not f.is_on or not f.held
    ]
    return layers + [f"{item.name}: {item.hint}" for item in noise if not item.is_fine]


def _document(findings: list[Finding], noise: list[Disturbance]) -> dict[str, object]:
    return {
        "layers": [
            {
                "layer": f.attack.layer,
                "on": f.is_on,
                "attack": f.attack.what,
                "held": f.held,
                "detail": f.detail,
                "hint": f.attack.hint,
            }
            for f in findings
        ],
        "timing": [{"name": n.name, "value": n.value, "fine": n.is_fine, "hint": n.hint} for n in noise],
        "hints": _hints(findings, noise),
    }
