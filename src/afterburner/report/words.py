"""What a report says in sentences: the headline, what was verified, and what that does not prove.

A number that can't be told from noise is never called a difference here, and a difference never goes without its interval.
"""

from collections.abc import Iterator, Mapping

from afterburner.core import units
from afterburner.core.attempt import Attempt
from afterburner.core.measurement import Comparison, Estimate
from afterburner.core.objective import Clock, Objective, Quantity
from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Purpose
from afterburner.core.status import Verdict
from afterburner.judge.generated import can_be_made
from afterburner.loop import select
from afterburner.loop.outcome import Outcome, Refuted
from afterburner.measure.compare import Plan
from afterburner.report.run_report import RunReport
from afterburner.report.text import counted, one_line, visible

NAMES = {
    Quantity.CPU_S: "CPU time",
    Quantity.WALL_S: "wall time",
    Quantity.PEAK_BYTES: "peak memory",
    Quantity.INTEGRAL_BYTE_S: "memory integral",
}
"""What the quantities are called in sentences."""

_BESIDE = {
    Objective.TIME: (Quantity.PEAK_BYTES,),
    Objective.MEMORY: (Quantity.CPU_S,),
    Objective.INTEGRAL: (Quantity.CPU_S, Quantity.PEAK_BYTES),
}
"""What else a reader wants to know at once: that the gain was not paid for elsewhere."""


def headline(report: RunReport) -> str:
    """Return what came of the run, in one line without its name."""
    outcome, attempts = report.outcome, report.attempts
    if attempts and select.baseline(attempts) is None:
        return "the given program is not correct" if attempts[0].round == 0 else "no correct program found"
    if outcome is None:
        return "not finished"
    if outcome.comparison is None or not outcome.improved:
        return "repaired, and no improvement found" if outcome.repaired else "no improvement found"
    gain = change(report.quantity, outcome.comparison, with_interval=True)
    beside = [change(quantity, outcome.comparison) for quantity in _BESIDE[outcome.objective]]
    return ", ".join(part for part in [gain, *beside] if part)


def change(quantity: Quantity, comparison: Comparison, *, with_interval: bool = False) -> str:
    """Say how a quantity changed from a to b; nothing where it was not measured."""
    ratio = comparison.ratios.get(quantity)
    if ratio is None:
        return ""
    if not comparison.decided.get(quantity, False):
        name = NAMES[quantity]
        return f"{name} unchanged" if is_equal(ratio) else f"no clear difference in {name}"
    is_time = quantity in {Quantity.CPU_S, Quantity.WALL_S}
    text, interval = _factor(ratio, quantity) if is_time and ratio.estimate > 1 else _share(ratio, quantity)
    return f"{text} (95 % interval {interval})" if with_interval else text


def is_equal(ratio: Estimate) -> bool:
    """Tell whether the interval leaves no room for a difference worth calling one."""
    most = 1 + Plan().least_effect
    return ratio.low > 1 / most and ratio.high < most


_TWICE = 1.995
"""From here on "times faster" is read by everyone in the same way."""


def _factor(ratio: Estimate, quantity: Quantity) -> tuple[str, str]:
    interval = f"{_plain(ratio.low)} to {_plain(ratio.high)}"
    words = "times faster" if ratio.estimate >= _TWICE else "times as fast"
    return f"{_plain(ratio.estimate)} {words}{' by the clock' if quantity is Quantity.WALL_S else ''}", interval


def _plain(value: float) -> str:
    whole = 20  # from here on, three digits say more than the interval does
    return f"{value:.0f}" if value >= whole else units.number(value)


def _share(ratio: Estimate, quantity: Quantity) -> tuple[str, str]:
    shares = sorted(abs(1 - 1 / part) for part in (ratio.low, ratio.high))
    interval = f"{_percent(shares[0])} to {_percent(shares[1])} %"
    direction = "lower" if ratio.estimate > 1 else "higher"
    return f"{NAMES[quantity]} {_percent(abs(1 - 1 / ratio.estimate))} % {direction}", interval


def _percent(share: float) -> str:
    percent = 100 * share
    # A tenth counts below 10 %, and near 100 %, where 99.2 and 99.9 are worlds apart.
    is_fine = percent < 10 or 99 <= percent < 99.95  # noqa: PLR2004
    return f"{percent:.1f}" if is_fine else f"{percent:.0f}"


def explanation(report: RunReport) -> str:
    """Return the sentence under the headline."""
    attempts, outcome = report.attempts, report.outcome
    if not attempts:
        return "Nothing was judged before the run ended."
    if attempts[0].round == 0 and select.baseline(attempts) is None:
        return f"Afterburner improves programs that are correct; this one ended with {reason(attempts[0])}."
    rounds = max(attempt.round for attempt in attempts)
    tried = f"{counted(sum(a.round > 0 for a in attempts), 'proposal')} in {counted(rounds, 'round')}"
    if outcome is None:
        leader = select.best(attempts)
        is_given = leader is None or leader.round == 0
        best = (
            "none better than the given program so far" if is_given else f"the best so far is #{leader and leader.id}"
        )
        return f"{tried}; {best}. The final check and comparison have not been made."
    end = "" if not outcome.improved else f"; the winner is #{outcome.final_id}"
    return f"{tried} by {one_line(report.config.policy.name, most=80)}{end}.{_fallback(outcome)}"


def _fallback(outcome: Outcome) -> str:
    if not outcome.rejected:
        return ""
    ids = ", ".join(f"#{attempt_id}" for attempt_id in outcome.rejected)
    wrong = "".join(f" {_refutation(one)}" for one in outcome.refuted)
    return f" Not confirmed in the final check, and therefore dropped: {ids}.{wrong}"


def _refutation(one: Refuted) -> str:
    found = one.disagreement
    words = found.verdict.value.replace("_", " ")
    shown, wanted = (one_line(text, most=300) for text in (found.input, found.expected))
    return f"#{one.attempt} is wrong ({words}) on the input {shown}, where {wanted} is expected."


def reason(attempt: Attempt) -> str:
    """Say how an attempt ended, and where."""
    judgement = attempt.judgement
    words = verdict_words(judgement.verdict)
    if judgement.failure is None:
        return words
    detail = f" ({visible(judgement.failure.reason)})" if judgement.failure.reason else ""
    return f"{words} on test {visible(judgement.failure.test)}{detail}"


def verdict_words(verdict: Verdict) -> str:
    """Return a verdict as words: ``time limit exceeded``."""
    return verdict.value.replace("_", " ")


def verified(report: RunReport) -> Iterator[str]:
    """Yield what was checked, exactly."""
    yield _tests(report.problem)
    outcome, comparison = report.outcome, report.comparison
    if comparison is not None and outcome is not None:
        yield _fresh(outcome)
        yield _duel(comparison, outcome.clock)
    faults = sum(attempt.judgement.faults for attempt in report.attempts)
    if faults:
        yield f"The machine failed {counted(faults, 'time')}; those runs were made again, and nobody was charged for them."


def _tests(problem: Problem) -> str:
    timed = sum(test.purpose is Purpose.PERFORMANCE for test in problem.tests)
    which = ", and measured on them"
    if timed:
        which = f"; time and memory are measured on the {timed} of them made for that"
    if can_be_made(problem):
        which += ", and in comparisons on fresh inputs of the same sizes"
    return (
        f"To be accepted, a program had to pass all {counted(len(problem.tests), 'test')}, each in a new process{which}. "
        f"{_checked(problem.checker)}"
    )


def _checked(checker: CheckerSpec) -> str:
    how = {
        CheckerKind.EXACT: "must be exactly the expected ones",
        CheckerKind.TOKENS: "must have the expected words; white space between them does not count",
        CheckerKind.FLOAT: f"may differ from the expected numbers by {checker.tolerance:g}, absolutely or relatively",
        CheckerKind.UNORDERED: "must have the expected items, in any order",
        CheckerKind.PROGRAM: "must please the problem's own checker program",
    }
    return f"Answers {how[checker.kind]}. The expected answers were never where the program runs."


def _fresh(outcome: Outcome) -> str:
    if not outcome.fresh_tests:
        return (
            "No fresh tests were made for this problem: the final numbers are new runs, but on the tests that chose "
            "the winner."
        )
    return (
        f"The winner then had to pass {counted(outcome.fresh_tests, 'fresh test')} that no round had seen; "
        "the final numbers were measured on those."
    )


def _duel(comparison: Comparison, clock: Clock) -> str:
    plan = Plan()
    return (
        f"Both programs ran in turn, {counted(comparison.pairs, 'pair')} of passes over the timed tests, who goes first by "
        f"chance. The intervals hold 95 % however early the comparison stopped. Programs that are the same would be called "
        f"different at most once in {1 / plan.error_rate:.0f} comparisons, and differences under {100 * plan.least_effect:.0f} % "
        f"are never called one. The memory integral is taken over {'CPU' if clock is Clock.CPU else 'wall'} time."
    )


def unproven(report: RunReport) -> Iterator[str]:
    """Yield what the numbers do not show."""
    yield (
        "That the programs agree on every input. Tests are finite: read the difference before you use it, above all for "
        "inputs that no test has, and for errors that the given program reports."
    )
    yield (
        "The same numbers elsewhere. They belong to this machine, this interpreter and inputs of this size; where the "
        "algorithm has changed, larger inputs gain more and small ones may lose."
    )
    if len(report.attempts) > 1:
        yield (
            "Anything by a single pass. The times in the table of rounds are one run each, for orientation; only duels "
            "decided what is better."
        )


def machine(report: RunReport) -> Iterator[tuple[str, str]]:
    """Yield what is known of the machine of a run and its sandbox, as names and values."""
    return host_facts(report.host)


def host_facts(host: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield what is known of a machine and its sandbox, as names and values."""
    for key, name in (("processor", "Processor"), ("cpus", "CPUs"), ("system", "System"), ("python", "Python")):
        if host.get(key) is not None:
            yield name, one_line(str(host[key]), most=200)
    layers = host.get("layers")
    if isinstance(layers, list | tuple):
        yield "Isolation", one_line(", ".join(str(layer) for layer in layers), most=400) or "none"
