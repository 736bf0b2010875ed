"""Tests that a user brings: what is right is taken as it is, what is wrong is named with its file and line."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterburner.core.encoding import decode
from afterburner.core.errors import DataError
from afterburner.core.problem import Visibility
from afterburner.dataset.user_tests import load_tests

quick = settings(max_examples=60, deadline=None)


def folder(tmp_path, **files):
    for name, data in files.items():
        (tmp_path / name.replace("_", ".")).write_bytes(data)
    return tmp_path


def lines(tmp_path, *texts):
    path = tmp_path / "cases.jsonl"
    path.write_bytes(b"\n".join(text if isinstance(text, bytes) else text.encode() for text in texts))
    return path


def test_a_folder_is_read_in_natural_order_byte_for_byte(tmp_path):
    raw = b"\xff\x00\r\n"
    path = folder(tmp_path, **{"10_in": b"ten", "10_out": b"x", "9_in": raw, "9_out": raw, "a_in": b"", "a_out": b""})
    (tmp_path / "README.md").write_text("not a test")
    (tmp_path / "sub.in").mkdir()
    tests = load_tests(path)
    assert [(test.name, test.input, test.expected) for test in tests] == [
        ("9", raw, raw),
        ("10", b"ten", b"x"),
        ("a", b"", b""),
    ]


def test_jsonl_is_read_line_by_line_and_blank_lines_do_not_count(tmp_path):
    path = lines(tmp_path, '{"input": "1\\n", "expected": "é"}', "", "  ", '{"input": "", "expected": "", "x": 1}', "")
    tests = load_tests(path)
    assert [(test.name, test.input, test.expected) for test in tests] == [
        ("line-1", b"1\n", "é".encode()),
        ("line-4", b"", b""),
    ]


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_windows_line_ends_and_byte_order_marks_are_no_obstacle(tmp_path, mark, end):
    path = tmp_path / "cases.jsonl"
    path.write_bytes(mark + b'{"input": "a", "expected": "b"}' + end + b'{"input": "c", "expected": "d"}' + end)
    assert [test.input for test in load_tests(path)] == [b"a", b"c"]


@quick
@given(pairs=st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), min_size=1, max_size=5))
def test_every_text_comes_through_jsonl_unchanged(tmp_path_factory, pairs):
    path = lines(tmp_path_factory.mktemp("any"), *(json.dumps({"input": a, "expected": b}) for a, b in pairs))
    assert [(test.input.decode(), test.expected.decode()) for test in load_tests(path)] == pairs


@pytest.mark.parametrize("arguments", [[1, [2, "x"]], {"a": 1.5, "b": None}, []])
def test_function_arguments_are_json_values(tmp_path, arguments):
    path = lines(tmp_path, json.dumps({"input": arguments, "expected": {"$": [1]}}))
    (test,) = load_tests(path, entry_point="f")
    assert decode(test.input) == arguments
    assert decode(test.expected) == {"$": [1]}


def test_function_arguments_in_a_folder_are_the_same_as_text(tmp_path):
    (test,) = load_tests(folder(tmp_path, a_in=b"[1, 2]\n", a_out=b"3\n"), entry_point="f")
    assert (decode(test.input), decode(test.expected)) == ([1, 2], 3)


@pytest.mark.parametrize("entry_point", [None, "f"])
@pytest.mark.parametrize(("count", "shown"), [(1, 0), (2, 1), (4, 3), (9, 3)])
def test_the_smallest_tests_are_examples_and_never_all_of_them(tmp_path, entry_point, count, shown):
    values = [[0] * n for n in range(count)] if entry_point else ["x" * n for n in range(count)]
    made = load_tests(
        lines(tmp_path, *(json.dumps({"input": v, "expected": "x"}) for v in reversed(values))), entry_point=entry_point
    )
    public = [test for test in made if test.visibility is Visibility.PUBLIC]
    assert sorted(made, key=lambda test: len(test.input))[:shown] == sorted(public, key=lambda test: len(test.input))
    assert len(public) == shown


@pytest.mark.parametrize(
    ("line", "arguments", "expected"),
    [
        ('{"args": [1, [2]], "expected": 3}', [1, [2]], 3),
        ('{"args": [], "expected": null}', [], None),
        ('{"kwargs": {"a": 1}, "expected": "é"}', {"a": 1}, "é"),
        ('{"args": [], "kwargs": {"a": 1}, "expected": 3}', {"a": 1}, 3),
        ('{"args": [1], "kwargs": {}, "expected": 3}', [1], 3),
        ('{"kwargs": {}, "expected": 3}', [], 3),
        ('{"args": [{"$": "set", "v": [1]}], "expected": {"$": "tuple", "v": [1, 2]}}', [{1}], (1, 2)),
    ],
)
def test_a_line_may_be_a_call(tmp_path, line, arguments, expected):
    (test,) = load_tests(lines(tmp_path, line), entry_point="f")
    assert (decode(test.input), decode(test.expected)) == (arguments, expected)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ('{"args": [1]}', "no expected"),
        ('{"args": 1, "expected": 1}', "must be a list"),
        ('{"kwargs": [1], "expected": 1}', "must be a list"),
        ('{"args": [1], "kwargs": {"a": 1}, "expected": 1}', "one of them"),
        ('{"kwargs": {"$": "tuple", "v": []}, "expected": 1}', "no name"),
        ('{"input": [1], "args": [1], "expected": 1}', "both"),
        ('{"args": [1], "expected": {"$": "nothing", "v": []}}', "unknown tag"),
        ('{"expected": 1}', "no input"),
    ],
)
def test_a_call_that_cannot_be_carried_is_named_with_its_file_and_number(tmp_path, bad, says):
    path = lines(tmp_path, '{"args": [1], "expected": 1}', bad)
    with pytest.raises(DataError, match=says) as caught:
        load_tests(path, entry_point="f")
    assert str(path) in caught.value.message
    assert caught.value.message.replace("-", " ").count("line 2") == 1


GOOD = '{"input": "a", "expected": "b"}'


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "nonsense",
        "[]",
        "3",
        "null",
        '"input expected"',
        "{}",
        '{"input": "a"}',
        '{"expected": "a"}',
        '{"input": 1, "expected": "a"}',
        '{"input": "a", "expected": ["a"]}',
        '{"input": null, "expected": null}',
        '{"input": "\\ud800", "expected": "a"}',
        '{"input": "a", "expected": "\\udc80"}',
        b'{"input": "\xff", "expected": "a"}',
        "[" * 100_000,
        '{"input": ' + "9" * 5_000 + ', "expected": "a"}',
    ],
    ids=lambda bad: repr(bad)[:30],
)
def test_a_line_that_is_no_test_is_named_with_its_file_and_number(tmp_path, bad):
    path = lines(tmp_path, GOOD, "", bad, GOOD)
    with pytest.raises(DataError) as caught:
        load_tests(path)
    assert f"{path}, line 3" in caught.value.message


@pytest.mark.parametrize(
    "bad",
    [
        '{"input": 1, "expected": 1}',
        '{"input": "a", "expected": 1}',
        '{"input": null, "expected": 1}',
        '{"input": ' + "[" * 300 + "]" * 300 + ', "expected": 1}',
        '{"input": [], "expected": ' + "[" * 300 + "]" * 300 + "}",
        '{"input": []}',
    ],
    ids=lambda bad: bad[:30],
)
def test_a_line_that_is_no_call_is_named_with_its_file_and_number(tmp_path, bad):
    path = lines(tmp_path, '{"input": [1], "expected": 1}', bad)
    with pytest.raises(DataError) as caught:
        load_tests(path, entry_point="f")
    assert str(path) in caught.value.message
    assert caught.value.message.replace("-", " ").count("line 2") == 1


@pytest.mark.parametrize(("suffix", "other"), [("in", "out"), ("out", "in")])
def test_a_file_without_its_partner_is_named(tmp_path, suffix, other):
    path = folder(tmp_path, a_in=b"", a_out=b"", **{f"b_{suffix}": b""})
    with pytest.raises(DataError, match=rf"b\.{suffix} has no b\.{other}") as caught:
        load_tests(path)
    assert str(tmp_path) in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("files", [{"a_in": b"1 2", "a_out": b"3"}, {"a_in": b"[1]", "a_out": b"x"}, {"a_in": b"3"}])
def test_a_file_that_is_no_call_is_named(tmp_path, files):
    path = folder(tmp_path, **{"a_out": b"1", **files})
    with pytest.raises(DataError) as caught:
        load_tests(path, entry_point="f")
    assert str(tmp_path) in caught.value.message
    assert "test a" in caught.value.message


def test_nothing_there_is_said_with_a_hint(tmp_path):
    empty = tmp_path / "empty.jsonl"
    empty.write_bytes(b"\n \n")
    (tmp_path / "none").mkdir()
    for path in (tmp_path / "missing", tmp_path / "none", empty):
        with pytest.raises(DataError) as caught:
            load_tests(path)
        assert str(path) in caught.value.message
        assert caught.value.hint
