"""A distribution: the accepted, measured references of a problem, or an error that says which problem has none."""

from dataclasses import replace

import pytest

from afterburner.core.errors import DataError
from afterburner.core.journal import Journal
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem, Purpose, Reference, Solution, Test
from afterburner.dataset.calibration import Calibration, calibrate
from afterburner.dataset.distribution import distribution_of
from afterburner.policy.port import digest_of
from afterburner.sandbox.fake import FakeSandbox, ran

WORLD = {"slow": ran(b"1", cpu_s=2.0, peak_bytes=100), "fast": ran(b"1", cpu_s=0.5, peak_bytes=300), "wrong": ran(b"2")}


def reference(name, language="python"):
    return Reference(name=name, idea="", solution=Solution(code=name, language=language))


def problem(*names):
    test = Test(name="t", input=b"", expected=b"1", purpose=Purpose.PERFORMANCE)
    return Problem(id="p", title="", statement="", tests=(test,), references=tuple(map(reference, names)))


def made(path, one, *, repeats=3, **options):
    with Journal(path / "j.jsonl") as journal:
        known = Calibration(journal, host={"machine": "made up"})
        list(calibrate([one], FakeSandbox(WORLD), known, repeats=repeats, **options) if repeats else [])
        return distribution_of(one, known, language="python")


def test_members_are_the_accepted_references_with_their_passes(tmp_path):
    found = made(tmp_path, problem("slow", "wrong", "fast"))
    assert [member.name for member in found.members] == ["slow", "fast"]
    assert found.members[0].costs(Quantity.CPU_S) == (2.0, 2.0, 2.0)
    assert found.medians(Quantity.CPU_S) == (2.0, 0.5)
    assert found.medians(Quantity.PEAK_BYTES) == (100, 300)
    assert found.medians(Quantity.INTEGRAL_BYTE_S) == (200, 150)


def test_members_are_found_by_the_digest_that_attempts_carry(tmp_path):
    found = made(tmp_path, problem("slow", "fast"))
    assert found.with_digest(digest_of(Solution(code="fast"))).name == "fast"
    assert found.with_digest(digest_of(Solution(code="fast", language="ruby"))) is None


def test_one_reference_is_a_distribution(tmp_path):
    assert len(made(tmp_path, problem("slow")).members) == 1


def test_a_quantity_that_one_pass_lacks_is_missing(tmp_path):
    found = made(tmp_path, problem("slow", "fast"))
    half = (*found.members[0].passes[:2], replace(found.members[0].passes[2], peak_bytes=None))
    found = replace(found, members=(replace(found.members[0], passes=half), found.members[1]))
    assert found.members[0].median(Quantity.PEAK_BYTES) is None
    assert found.medians(Quantity.PEAK_BYTES) == (300,)


@pytest.mark.parametrize(
    ("names", "repeats", "hint"),
    [
        (("slow", "fast"), 0, "afterburner dataset calibrate --only p --language python"),
        (("wrong",), 3, "mend"),
        ((), 3, "another language"),
    ],
)
def test_no_reference_is_an_error_that_names_the_problem_and_the_field(tmp_path, names, repeats, hint):
    with pytest.raises(DataError, match="problem p, field references") as refusal:
        made(tmp_path, problem(*names), repeats=repeats)
    assert hint in refusal.value.hint
