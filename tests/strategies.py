"""Hypothesis strategies for the values that the floors hand to each other."""

from hypothesis import strategies as st

from afterburner.core.attempt import Attempt, Judgement
from afterburner.core.execution import MemorySample, Timeline
from afterburner.core.measurement import Comparison, Estimate, Measurement
from afterburner.core.objective import Objective, Quantity
from afterburner.core.problem import CheckerKind, CheckerProgram, CheckerSpec, Solution
from afterburner.core.status import Verdict

any_text = st.text(st.characters(codec=None, categories=None), max_size=8)
"""With lone surrogates, NUL and everything else that a Python string may hold."""

_atoms = st.none() | st.booleans() | st.integers() | st.floats() | any_text | st.binary(max_size=8)
_hashable = st.recursive(
    _atoms, lambda inner: st.lists(inner, max_size=3).map(tuple) | st.frozensets(inner, max_size=3), max_leaves=6
)

encodable = st.recursive(
    _hashable | st.sets(_hashable, max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(any_text | st.just("$"), inner, max_size=4)
        | st.dictionaries(_hashable, inner, max_size=4)
    ),
    max_leaves=15,
)
"""Every value that has an encoding."""

json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["$", "v", "w"]), inner, max_size=3)
        | st.fixed_dictionaries(
            {"$": st.sampled_from(["tuple", "set", "frozenset", "dict", "bytes", "object"]), "v": inner}
        )
    ),
    max_leaves=15,
)
"""JSON that looks much like an encoding, and mostly is none."""

PURE_KINDS = [kind for kind in CheckerKind if kind is not CheckerKind.PROGRAM]
"""The checkers that need no program."""

checkers = st.builds(CheckerSpec, kind=st.sampled_from(PURE_KINDS), tolerance=st.floats(0, 1)) | st.builds(
    CheckerSpec,
    kind=st.just(CheckerKind.PROGRAM),
    program=st.builds(
        CheckerProgram,
        solution=st.builds(Solution, code=st.text(max_size=10), language=st.text(max_size=10)),
        name=st.text(max_size=10),
    ),
)

positive = st.floats(min_value=1e-6, max_value=1e6)


@st.composite
def timelines(draw, least=2):
    """Memory courses that a sandbox could have seen: both clocks only go forward."""
    steps = st.tuples(*[st.floats(min_value=0, max_value=10)] * 2, st.integers(min_value=0, max_value=1 << 30))
    wall_s = cpu_s = 0.0
    samples = []
    for wall_step, cpu_step, rss_bytes in draw(st.lists(steps, min_size=least, max_size=12)):
        wall_s, cpu_s = wall_s + wall_step, cpu_s + cpu_step
        samples.append(MemorySample(wall_s=wall_s, cpu_s=cpu_s, rss_bytes=rss_bytes))
    return Timeline(samples=tuple(samples))


def certain(value):
    """Return an estimate without any doubt."""
    return Estimate(estimate=value, low=value, high=value)


def measured(cpu_s):
    return Measurement(quantities={Quantity.CPU_S: certain(cpu_s)}, repeats=1)


def compared(ratio, *, decided=True):
    """Return a comparison in CPU time: above 1, b is better."""
    return Comparison(
        ratios={Quantity.CPU_S: certain(ratio)},
        decided={Quantity.CPU_S: decided},
        pairs=5,
        a=measured(ratio),
        b=measured(1.0),
    )


def attempt_of(number, *, cpu_s=1.0, verdict=Verdict.ACCEPTED, code="", **fields):
    """Return an attempt for the objective ``time``; what is not accepted has no measurement."""
    judgement = Judgement(
        verdict=verdict,
        passed=int(verdict is Verdict.ACCEPTED),
        total=1,
        measurement=measured(cpu_s) if verdict is Verdict.ACCEPTED else None,
    )
    basics = {"id": str(number), "problem_id": "p", "objective": Objective.TIME, "round": min(number, 1)}
    return Attempt(**{**basics, "solution": Solution(code=code), "judgement": judgement, **fields})


@st.composite
def attempts(draw, least=1):
    """Attempts of one run: the given one first, each later one with a parent before it, some settled by a duel."""
    made = [attempt_of(0, cpu_s=draw(positive))]
    for number in range(1, draw(st.integers(min_value=least, max_value=8))):
        ratio = draw(st.none() | positive)
        settled = {} if ratio is None else {"duel": compared(ratio), "rival": "0", "improved": ratio > 1}
        made.append(
            attempt_of(
                number,
                cpu_s=draw(positive),
                verdict=draw(st.sampled_from(list(Verdict))) if ratio is None else Verdict.ACCEPTED,
                code=draw(any_text),
                parent=str(draw(st.integers(min_value=0, max_value=number - 1))),
                note=draw(st.text(max_size=5)),
                extra=draw(st.dictionaries(st.text(max_size=3), st.integers() | st.text(max_size=3), max_size=2)),
                **settled,
            )
        )
    return made
