"""Runs made up by hand: no sandbox, no clock."""

from dataclasses import replace

from afterburner.core.attempt import Attempt, Failure, Judgement
from afterburner.core.execution import MemorySample
from afterburner.core.measurement import Comparison, Estimate, Measurement
from afterburner.core.objective import Clock, Objective, Quantity
from afterburner.core.problem import Problem, Purpose, Solution, Test
from afterburner.core.status import Verdict
from afterburner.loop.outcome import Course, Outcome
from afterburner.loop.run_folder import RunConfig
from afterburner.policy.catalogue import PolicyConfig
from afterburner.report.html import RunReport

GIVEN = Solution(code="total = 0\nfor x in data:\n    total += x\nprint(total)\n")
FINAL = Solution(code="print(sum(data))\n")


def around(value, share=0.05):
    return Estimate(estimate=value, low=value * (1 - share), high=value * (1 + share))


def measurement(cpu_s, *, peak_bytes=12e6, repeats=1):
    quantities = {
        Quantity.CPU_S: around(cpu_s),
        Quantity.WALL_S: around(cpu_s * 1.1),
        Quantity.PEAK_BYTES: around(peak_bytes, 0.001),
        Quantity.INTEGRAL_BYTE_S: around(cpu_s * peak_bytes),
    }
    return Measurement(quantities=quantities, repeats=repeats)


def comparison(*, times=4.0, pairs=8):
    ratios = {
        Quantity.CPU_S: around(times),
        Quantity.WALL_S: around(times),
        Quantity.PEAK_BYTES: around(1.0, 0.01),
        Quantity.INTEGRAL_BYTE_S: around(times),
    }
    return Comparison(
        ratios=ratios,
        decided={quantity: quantity is not Quantity.PEAK_BYTES for quantity in ratios},
        pairs=pairs,
        a=measurement(2.0, repeats=pairs),
        b=measurement(2.0 / times, repeats=pairs),
    )


def course(seconds):
    samples = [
        MemorySample(wall_s=seconds * n / 9, cpu_s=seconds * n / 9, rss_bytes=10**7 + n * 10**5) for n in range(10)
    ]
    return Course(test="large", samples=tuple(samples))


def attempt(number, *, cpu_s=2.0, verdict=Verdict.ACCEPTED, round_number=1, note="Use sum", **changes):
    is_accepted = verdict is Verdict.ACCEPTED
    judgement = Judgement(
        verdict=verdict,
        passed=3 if is_accepted else 1,
        total=3,
        failure=None if is_accepted else Failure(test="two", verdict=verdict, detail="expected 5, got 6"),
        measurement=measurement(cpu_s) if is_accepted else None,
    )
    made = Attempt(
        id=str(number),
        problem_id="sums",
        objective=Objective.TIME,
        solution=FINAL,
        judgement=judgement,
        round=round_number,
        parent="0" if number else None,
        origin="rules" if number else "given",
        note=note if number else "",
    )
    return replace(made, **changes)


def attempts():
    return (
        attempt(0, round_number=0),
        attempt(1, verdict=Verdict.WRONG_ANSWER),
        attempt(2, cpu_s=0.5, duel=comparison(), rival="0", improved=True),
    )


def outcome(**changes):
    made = Outcome(
        problem_id="sums",
        objective=Objective.TIME,
        clock=Clock.CPU,
        improved=True,
        given=GIVEN,
        final=FINAL,
        final_id="2",
        comparison=comparison(),
        fresh_tests=6,
        courses=(course(2.0), course(0.5)),
    )
    return replace(made, **changes)


def problem(**changes):
    tests = tuple(
        Test(name=name, input=b"1 2\n", expected=b"3\n", purpose=purpose)
        for name, purpose in (
            ("one", Purpose.CORRECTNESS),
            ("two", Purpose.CORRECTNESS),
            ("large", Purpose.PERFORMANCE),
        )
    )
    return replace(Problem(id="sums", title="Sums", statement="Add up.", tests=tests), **changes)


def config(**changes):
    made = RunConfig(
        source="slow.py",
        problem_id="sums",
        policy=PolicyConfig(name="rules"),
        objective=Objective.TIME,
        clock=Clock.CPU,
        iterations=4,
        samples=8,
        seconds=60.0,
    )
    return replace(made, **changes)


HOST = {"processor": "A processor", "cpus": 2, "system": "Linux 6", "python": "3.11", "layers": ["network-namespace"]}


def run(**changes):
    made = RunReport(config=config(), problem=problem(), attempts=attempts(), outcome=outcome(), host=HOST)
    return replace(made, **changes)
