"""What a prompt's ``ground_truth`` says: read back, and its faults named."""

import json

import pytest

from afterburner.core.errors import DataError
from afterburner.core.objective import Objective
from afterburner.train.examples import Example, ground_truth
from afterburner.train.ground_truth import GroundTruth, parse
from tests.judge.problems import text_problem

RIGHT = {"problem": "text", "language": "python", "objective": "memory", "baseline_code": "pass"}


def test_what_the_examples_say_is_read():
    example = Example(id="1", problem="text", language="cpp", objective=Objective.INTEGRAL, prompt="?")
    truth = parse(json.dumps(ground_truth(text_problem(), example)))
    assert truth == GroundTruth(problem="text", language="cpp", objective=Objective.INTEGRAL, baseline_code=None)


def test_the_baseline_s_code_is_kept():
    assert parse(json.dumps(RIGHT)) == GroundTruth(
        problem="text", language="python", objective=Objective.MEMORY, baseline_code="pass"
    )


def test_a_baseline_of_white_space_is_none():
    assert parse(json.dumps(RIGHT | {"baseline_code": " \n"})).baseline_code is None


def test_further_fields_are_passed_over():
    assert parse(json.dumps(RIGHT | {"baseline": {"cpu_s": 1.0}, "mine": 1})) == parse(json.dumps(RIGHT))


@pytest.mark.parametrize(
    ("field", "value"),
    [("problem", 7), ("problem", ""), ("language", None), ("objective", "speed"), ("baseline_code", ["pass"])],
)
def test_a_wrong_field_is_named(field, value):
    with pytest.raises(DataError, match=f"field {field}") as caught:
        parse(json.dumps(RIGHT | {field: value}))
    assert caught.value.hint


@pytest.mark.parametrize("field", ["problem", "language", "objective"])
def test_a_missing_field_is_named(field):
    with pytest.raises(DataError, match=f"field {field}: it is missing"):
        parse(json.dumps({name: value for name, value in RIGHT.items() if name != field}))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7", '"text"', None])
def test_what_is_no_json_object_is_refused(text):
    with pytest.raises(DataError, match="ground_truth"):
        parse(text)


def test_a_long_wrong_value_is_cut_in_the_message():
    with pytest.raises(DataError) as caught:
        parse("x" * 10_000)
    assert len(caught.value.message) < 300
