"""Parquet: any problem comes back as it was, and readers that know nothing of us open the files."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterburner.core.errors import DataError
from afterburner.core.problem import (
    PLACEHOLDER,
    CheckerKind,
    CheckerProgram,
    CheckerSpec,
    Difficulty,
    Driver,
    Problem,
    Reference,
    Solution,
    Test,
)
from afterburner.dataset.files import read_problems
from afterburner.dataset.tables import read_table, write_tables

pytest.importorskip("pyarrow")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TESTS = st.lists(
    st.builds(Test, name=TEXT, input=st.binary(max_size=8), expected=st.binary(max_size=8)), max_size=3
).map(tuple)
CHECKERS = st.sampled_from(
    [
        CheckerSpec(),
        CheckerSpec(kind=CheckerKind.FLOAT, tolerance=0.5),
        CheckerSpec(kind=CheckerKind.PROGRAM, program=CheckerProgram(solution=Solution(code="x", language="go"))),
    ]
)
PROBLEMS = st.builds(
    Problem,
    id=TEXT,
    title=TEXT,
    statement=TEXT,
    tests=TESTS,
    difficulty=st.none() | st.sampled_from(Difficulty),
    tags=st.lists(TEXT, max_size=2).map(tuple),
    entry_point=st.none() | TEXT,
    drivers=st.sampled_from([(), (Driver(language="ruby", template=PLACEHOLDER),)]),
    checker=CHECKERS,
    generator=st.none() | TEXT,
    performance_sizes=st.lists(st.integers(1, 2**40), max_size=2).map(tuple),
    references=st.lists(
        st.builds(Reference, name=TEXT, idea=TEXT, solution=st.builds(Solution, code=TEXT)), max_size=2
    ).map(tuple),
)


def read(path):
    faults = []
    found = list(read_problems(path, report=faults.append, lines=read_table(path)))
    assert faults == []
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(problems=st.lists(PROBLEMS, max_size=3, unique_by=lambda problem: problem.id))
def test_any_problem_comes_back_as_it_was(tmp_path, problems):
    path = tmp_path / "p.parquet"
    path.unlink(missing_ok=True)
    counts = write_tables((path, problem) for problem in problems)
    assert counts[path] == len(problems)
    assert (read(path) if problems else []) == problems


def test_nothing_half_written_replaces_something_whole(tmp_path):
    path, problem = tmp_path / "p.parquet", Problem(id="a", title="", statement="", tests=())
    write_tables([(path, problem)])

    def broken():
        yield path, problem
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_tables(broken())
    assert read(path) == [problem]
    assert [one.name for one in tmp_path.iterdir()] == ["p.parquet"]


def test_what_is_no_parquet_file_is_named(tmp_path):
    (tmp_path / "p.parquet").write_text("no", "utf-8")
    with pytest.raises(DataError, match=r"p.parquet"):
        list(read_table(tmp_path / "p.parquet"))


def test_a_foreign_table_s_rows_are_lines(tmp_path):
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    parquet.write_table(pa.table({"task_id": ["x"], "prompt": ["y"]}), tmp_path / "p.parquet")
    (line,) = read_table(tmp_path / "p.parquet")
    assert (line.number, line.value) == (1, {"task_id": "x", "prompt": "y"})
