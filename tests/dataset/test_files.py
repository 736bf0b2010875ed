"""Problems in files: what is written is read again, what is off is named, and nothing half-written replaces something whole."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterburner.core.errors import DataError
from afterburner.core.problem import PLACEHOLDER, Driver, Problem, Reference, Solution, Test
from afterburner.dataset.files import read_problems, to_line, writing

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def problem(number=0, **changes):
    fields = {
        "id": f"p-{number}",
        "title": "Sums",
        "statement": "Add.",
        "tests": (Test(name="t", input=b"1\xff", expected=b"2\n"),),
        "references": (Reference(name="r", idea="i", solution=Solution(code="print(1)")),),
    }
    return Problem(**{**fields, **changes})


def written(path, *problems):
    with writing(path) as sink:
        for one in problems:
            sink(one)
    return path


def read(path):
    faults = []
    return list(read_problems(path, report=faults.append)), faults


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_what_is_written_is_read_again(tmp_path, name):
    driver = Driver(language="ruby", template=f"{PLACEHOLDER}\n", starter="x")
    problems = [problem(0), problem(1, drivers=(driver,)), problem(2, entry_point="f", tests=())]
    assert read(written(tmp_path / name, *problems)) == (problems, [])


@given(st.builds(problem, title=TEXT, statement=TEXT, tags=st.tuples(TEXT)))
def test_a_problem_is_one_line(any_problem):
    assert "\n" not in to_line(any_problem)


def test_every_line_says_its_schema_version(tmp_path):
    text = written(tmp_path / "a.jsonl", problem()).read_text("utf-8")
    assert json.loads(text)["schema_version"] == 2


def record(**changes):
    return {**json.loads(to_line(problem(7))), **changes}


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        ("{", None, "not JSON"),
        ("[1]", None, "a list, where an object"),
        ("\xff", None, "not JSON"),
        ("[" * 100_000, None, "not JSON"),
        (json.dumps(record(schema_version=99)), "schema_version", "reads 1 to 2"),
        (json.dumps(record(schema_version=0)), "schema_version", "reads 1 to 2"),
        (json.dumps(record(schema_version="new")), "schema_version", "reads 1 to 2"),
        (json.dumps(record(precentile_t=1)), "precentile_t", "not permitted"),
        (json.dumps(record(tests="[]")), "tests", "list"),
        (json.dumps(record(tests=[{"name": "t", "input": "1"}])), "tests.0.expected", "required"),
        (json.dumps({"id": "p-7"}), "title", "required"),
        (json.dumps(record(drivers=[{"language": "go", "template": "none"}])), None, "placeholder"),
        (json.dumps(record(signature="f(")), None, "not a signature"),
        (json.dumps(record(id="p-0")), "id", "stands in line 1 already"),
    ],
)
def test_a_line_that_can_t_be_used_is_named_and_the_rest_goes_on(tmp_path, line, field, words):
    path = tmp_path / "a.jsonl"
    path.write_bytes("\n".join([to_line(problem(0)), line, to_line(problem(1))]).encode("latin-1"))
    problems, faults = read(path)
    assert [found.id for found in problems] == ["p-0", "p-1"]
    assert (faults[0].file, faults[0].line, faults[0].field) == (str(path), 2, field)
    assert words in str(faults[0])
    if line.startswith('{"schema'):
        assert faults[0].id == json.loads(line).get("id")


def test_a_record_with_many_faults_names_the_first_few(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({f"unknown_{number}": 1 for number in range(50)}), "utf-8")
    _problems, faults = read(path)
    assert len(faults) < 10
    assert "more faults" in str(faults[-1])


@pytest.mark.parametrize("name", ["missing.jsonl", "folder.jsonl", "broken.jsonl.gz"])
def test_a_file_that_can_t_be_read_is_a_data_error(tmp_path, name):
    (tmp_path / "folder.jsonl").mkdir()
    (tmp_path / "broken.jsonl.gz").write_bytes(gzip.compress(b"{}" * 10_000)[:20])
    with pytest.raises(DataError, match=name) as caught:
        read(tmp_path / name)
    assert caught.value.hint


def interrupted_after(sink, one):
    sink(one)
    raise KeyboardInterrupt


def test_nothing_half_written_replaces_something_whole(tmp_path):
    path = written(tmp_path / "a.jsonl", problem(0))
    with pytest.raises(KeyboardInterrupt), writing(path) as sink:
        interrupted_after(sink, problem(1))
    assert read(path) == ([problem(0)], [])
    assert [found.name for found in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_file_that_can_t_be_written_is_a_data_error(tmp_path):
    (tmp_path / "plain").write_text("", "utf-8")
    with pytest.raises(DataError, match="can't be written"):
        written(tmp_path / "plain" / "a.jsonl", problem())
