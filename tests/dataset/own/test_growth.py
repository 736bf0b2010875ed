"""Growth: sizes double until the original is slow enough, or something is too large; with a sandbox that knows all times."""

import pytest

from afterburner.core.encoding import decode, encode
from afterburner.core.execution import Execution
from afterburner.core.problem import Problem, Reference, Solution
from afterburner.core.status import Status
from afterburner.dataset.own.generators import Inputs
from afterburner.dataset.own.growth import grown
from afterburner.dataset.own.original import Original
from afterburner.sandbox.fake import FakeSandbox, ran


def found(*, cost=lambda _: 0.0, generator=lambda _: 0.0, fails=lambda *_: False, answer=lambda size: size):
    """Grow an original that costs as much as ``cost`` says, and whose input is seed and size."""

    def behave(program, stdin):
        seed, size = decode(stdin)
        if program.entry_point == "generate":
            return ran(result=encode([seed, size]), cpu_s=generator(size))
        if fails(seed, size):
            return Execution(status=Status.RUNTIME_ERROR, stderr=b"Traceback\nIndexError: no\n", cpu_s=0.0)
        return ran(result=encode(answer(size)), cpu_s=cost(size))

    reference = Reference(name="original", idea="", solution=Solution(code="f"))
    problem = Problem(
        id="p",
        title="",
        statement="",
        tests=(),
        entry_point="f",
        generator="g",
        references=(reference,),
        oracle="original",
    )
    sandbox = FakeSandbox(behave)
    return grown(Original(problem, sandbox), Inputs(problem, sandbox), seed=0)


@pytest.mark.parametrize(
    ("cost", "sizes"),
    [
        (lambda size: size * 1e-4, (256, 512)),  # 0.0512 s
        (lambda size: size**2 * 1e-6, (128, 256)),  # 0.0655 s; 128: 0.0164 s
        (lambda _: 3.0, (8, 16)),
    ],
)
def test_the_last_size_is_the_first_that_takes_fifty_milliseconds(cost, sizes):
    made = found(cost=cost)
    assert made.sizes == sizes
    assert [test.name for test in made.tests] == [f"performance-{size}" for size in sizes]
    assert (made.note, made.is_reliable) == (None, True)


def test_growing_ends_at_a_million():
    made = found(cost=lambda size: size * 1e-9)
    assert made.sizes == (1 << 19, 1 << 20)
    assert "largest size" in (made.note or "")


def test_growing_ends_where_the_generator_is_slow():
    made = found(generator=lambda size: size / 1000)
    assert made.sizes == (512, 1024)
    assert "the generator takes 1 s" in (made.note or "")


def test_growing_ends_before_an_answer_is_too_large():
    made = found(answer=lambda size: "a" * (size * 100))
    assert made.sizes == (16384, 32768)
    assert "an answer has more than 4 MiB" in (made.note or "")


def test_another_seed_is_tried_where_the_original_fails_and_no_fresh_inputs_are_promised():
    made = found(cost=lambda size: size * 1e-4, fails=lambda seed, _: seed % 2 == 0)
    assert made.sizes == (256, 512)
    assert not made.is_reliable
    assert all(decode(test.input)[0] % 2 == 1 for test in made.tests)


def test_a_size_that_it_always_fails_at_ends_the_growing():
    made = found(fails=lambda _, size: size > 100)
    assert made.sizes == (32, 64)
    assert "IndexError: no" in (made.note or "")
    assert found(fails=lambda *_: True).tests == ()
