"""The JSON documents of the commands: a contract, see the reference in ``docs/``."""

import base64
from collections.abc import Sequence
from pathlib import Path

from afterburner.core.attempt import Attempt, Judgement
from afterburner.core.execution import Execution
from afterburner.core.measurement import Comparison, Estimate, Measurement
from afterburner.core.objective import Clock, Quantity
from afterburner.judge.complexity import Complexity
from afterburner.loop.outcome import Outcome, Refuted
from afterburner.loop.stop import spent
from afterburner.metrics.complexity import Growth
from afterburner.policy.port import Lost


def text(data: bytes) -> object:
    """Return bytes as a string, or as ``{"base64": ...}`` where they are not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode()}


def estimate(value: Estimate | None) -> dict[str, float] | None:
    """Return an estimate with its 95 % interval."""
    return None if value is None else {"estimate": value.estimate, "low": value.low, "high": value.high}


def measurement(value: Measurement | None) -> dict[str, object] | None:
    """Return a measurement: each quantity with its interval."""
    if value is None:
        return None
    quantities = {quantity.value: estimate(value.quantities.get(quantity)) for quantity in Quantity}
    return {**quantities, "repeats": value.repeats, "clock": value.clock.value}


def execution(seen: Execution) -> dict[str, object]:
    """Return the document of ``run``."""
    return {
        "status": seen.status.value,
        "reason": seen.reason,
        "exit_code": seen.exit_code,
        "signal": seen.signal,
        "wall_s": seen.wall_s,
        "cpu_s": seen.cpu_s,
        "peak_bytes": seen.peak_bytes,
        "integral_byte_s": seen.quantity(Quantity.INTEGRAL_BYTE_S, clock=Clock.CPU),
        "integral_error_byte_s": seen.integral_error_byte_s(Clock.CPU),
        "samples": seen.samples,
        "largest_gap_s": seen.largest_gap_s,
        "load_cpu_s": seen.load_cpu_s,
        "load_wall_s": seen.load_wall_s,
        "flags": list(seen.flags),
        "stdout": text(seen.stdout),
        "stderr": text(seen.stderr),
        "isolation": list(seen.isolation),
    }


def judgement(said: Judgement) -> dict[str, object]:
    """Return the document of ``judge``, less the Beyond scores."""
    failure = said.failure
    shown = failure and {
        "test": failure.test,
        "verdict": failure.verdict.value,
        "reason": failure.reason,
        "detail": failure.detail,
    }
    return {
        "verdict": said.verdict.value,
        "passed": said.passed,
        "total": said.total,
        "failure": shown,
        "seed": said.seed,
        "tests": [{"test": r.test, "verdict": r.verdict.value, "reason": r.reason} for r in said.results],
        "measurement": measurement(said.measurement),
    }


def complexity(found: Complexity) -> dict[str, object]:
    """Return the document of ``judge --complexity``."""
    return {
        "time": growth(found.time),
        "memory": growth(found.memory),
        "rungs": [{"size": r.size, "cpu_s": list(r.cpu_s), "peak_bytes": list(r.peak_bytes)} for r in found.rungs],
    }


def refuted(one: Refuted) -> dict[str, object]:
    """Return a winner that a held-out input showed to be wrong, and the input."""
    found = one.disagreement
    return {
        "attempt": one.attempt,
        "verdict": found.verdict.value,
        "reason": found.reason,
        "input": found.input,
        "expected": found.expected,
        "detail": found.detail,
    }


def growth(found: Growth | None) -> dict[str, object] | None:
    """Return a growth with its confidence, the error of its fit, and the sizes it was measured on."""
    if found is None:
        return None
    return {
        "law": found.law.value,
        "confidence": found.confidence,
        "error": found.error,
        "smallest": found.smallest,
        "largest": found.largest,
    }


def comparison(result: Comparison, clock: Clock) -> dict[str, object]:
    """Return the document of ``compare``."""
    time = Quantity.CPU_S if clock is Clock.CPU else Quantity.WALL_S
    return {
        "faster": result.better(time),
        "ratio": estimate(result.ratios.get(time)),
        "leaner": result.better(Quantity.PEAK_BYTES),
        "memory_ratio": estimate(result.ratios.get(Quantity.PEAK_BYTES)),
        "integral_ratio": estimate(result.ratios.get(Quantity.INTEGRAL_BYTE_S)),
        "pairs": result.pairs,
        "clock": clock.value,
        "failure": result.failure,
        "a": measurement(result.a),
        "b": measurement(result.b),
    }


def run(
    attempts: Sequence[Attempt], losses: Sequence[Lost], result: Outcome, *, rounds: int, folder: Path
) -> dict[str, object]:
    """Return the document of ``optimize``."""
    used = spent(attempts)
    patch = folder / "best.patch"
    return {
        **outcome(result, rounds=rounds, attempts=len(attempts), folder=str(folder)),
        "spent": {"tokens": used.tokens, "usd": used.usd, "replies": used.replies, "lost": len(losses)},
        "patch": patch.read_text("utf-8", errors="replace"),
    }


def outcome(result: Outcome, *, rounds: int, attempts: int, folder: str | None) -> dict[str, object]:
    """Return what a run came to."""
    time = Quantity.CPU_S if result.clock is Clock.CPU else Quantity.WALL_S
    ratios = result.comparison.ratios if result.comparison else {}
    return {
        "problem": result.problem_id,
        "objective": result.objective.value,
        "improved": result.improved,
        "repaired": result.repaired,
        "speedup": estimate(ratios.get(time)),
        "memory_ratio": estimate(ratios.get(Quantity.PEAK_BYTES)),
        "integral_ratio": estimate(ratios.get(Quantity.INTEGRAL_BYTE_S)),
        "before": measurement(result.comparison.a) if result.comparison else None,
        "after": measurement(result.comparison.b) if result.comparison else None,
        "pairs": result.comparison.pairs if result.comparison else 0,
        "fresh_tests": result.fresh_tests,
        "refuted": [refuted(one) for one in result.refuted],
        "complexity": result.complexities
        and {name: complexity(found) for name, found in zip(("before", "after"), result.complexities, strict=True)},
        "rounds": rounds,
        "attempts": attempts,
        "out": folder,
        "code": result.final.code,
    }
