"""Drivers of declared functions: values of the language's own types reach a function and come back as they were."""

from dataclasses import dataclass

import pytest

from afterburner.core import encoding
from afterburner.core.errors import UsageError
from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Solution, Test
from afterburner.core.status import Verdict
from afterburner.dataset.drivers.declared import declared_driver, parse_declaration
from afterburner.judge.judge import Effort

UNMEASURED = Effort(repeats=0)


@dataclass(frozen=True)
class Mirror:
    """A function that gives back what it takes, and values for it."""

    language: str
    head: str
    code: str
    values: tuple


def cpp(kind, *values):
    return Mirror(
        "cpp", f"{kind} mirror(const {kind}& a, int n)", f"{kind} mirror({kind} a, int n) {{ return a; }}", values
    )


def java(kind, *values, imports=""):
    code = f"{imports}class Solution {{ public {kind} mirror({kind} a, int n) {{ return a; }} }}"
    return Mirror("java", f"public {kind} mirror({kind} a, int n)", code, values)


def go(kind, *values):
    return Mirror(
        "go", f"func mirror(a {kind}, n int) {kind}", f"func mirror(a {kind}, n int) {kind} {{ return a }}", values
    )


def rust(kind, *values, uses=""):
    life = kind.replace("&", "&'a ")
    head = f"mirror<'a>(a: {life}, n: i32) -> {life}"
    return Mirror("rust", head, f"{uses}fn {head} {{ a }}", values)


def javascript(*values):
    return Mirror("javascript", "const mirror = (a, n)", "const mirror = (a, n) => a;", values)


def ruby(*values):
    return Mirror("ruby", "def mirror(a, n)", "def mirror(a, n) = a", values)


STD = "use std::collections::*;\n"
ANYTHING = (None, True, 7, -2.5, "x\ty", [1, ["a", None]], {"a": 1, "b": [2.5]})
MIRRORS = [
    cpp("int", 0, -7),
    cpp("unsigned", 2**32 - 1),
    cpp("float", 0.1, -2.0, float("inf")),
    cpp("char", "x", '"'),
    cpp("vector<vector<float>>", [[0.1], []]),
    cpp("list<char>", ["a", "b"]),
    cpp("map<string,vector<int>>", {}, {"a": [1], "b": []}, {"$": [1], "v": []}),
    cpp("map<char,int>", {"a": 1}),
    cpp("unordered_map<int,bool>", {}, {1: True, -2: False}),
    cpp("set<string>", set(), {"a", "b"}),
    cpp("pair<int,string>", (1, "a")),
    cpp("vector<tuple<int,float,bool>>", [(1, 0.5, True)], []),
    cpp("optional<int>", None, 3),
    java("List<Integer>", [], [1, None, -3]),
    java("List<List<Double>>", [[1.5], []]),
    java("int[][]", [[1, 2], []]),
    java("char[]", ["a", "b"]),
    java("float", 0.5),
    java("Long", 2**53),
    java("Map<String, List<Integer>>", {}, {"a": [1]}, {"$": [2]}),
    java("TreeMap<Integer, Boolean>", {1: True, 2: False}),
    java("Set<Character>", {"a", "b"}),
    java("Optional<String>", None, "a"),
    java("Object", *ANYTHING, 2**40, {1: "a", "b": 2}),
    java("ArrayDeque<Integer>", [1, 2]),
    go("int32", -5),
    go("uint8", 255),
    go("float32", 0.1, 3.0),
    go("[2]int", [1, 2]),
    go("[][]string", [["a"], []]),
    go("map[string][]int", {}, {"a": [1]}, {"$": []}),
    go("map[int]bool", {1: True, 2: False}),
    go("*int", None, 4),
    go("interface{}", *ANYTHING, {1: "a", "b": 2.5}),
    go("map[interface{}]interface{}", {"a": 1}, {5: "x", "a": None}),
    rust("u8", 255),
    rust("u64", 2**64 - 1),
    rust("f32", 0.1, -0.0),
    rust("char", "é"),
    rust("&str", "", "a\nb"),
    rust("&Vec<i32>", [1, 2], []),
    rust("&[f64]", [1.5]),
    rust("Vec<&str>", ["a", "b"]),
    rust("[i32; 2]", [1, 2]),
    rust("Option<Vec<u32>>", None, [1]),
    rust("(i32, String, bool)", (1, "a", True)),
    rust("HashMap<String, i64>", {}, {"a": 1}, {"$": 1}, uses=STD),
    rust("BTreeMap<i32, Vec<char>>", {1: ["a"], 2: []}, uses=STD),
    rust("HashSet<i32>", set(), {1, 2}, uses=STD),
    javascript(*ANYTHING, {1: "a", "b": 2}, {1, 2}, {"$": 1}),
    ruby(*ANYTHING, {1: "a", "b": 2}, {1, 2}, {"$": 1}, 3.0),
]


def problem_of(mirror):
    tests = tuple(
        Test(name=str(number), input=encoding.encode([value, 7]), expected=encoding.encode(value))
        for number, value in enumerate(mirror.values)
    )
    return Problem(
        id="mirror",
        title="",
        statement="",
        tests=tests,
        entry_point="mirror",
        drivers=(declared_driver(parse_declaration(mirror.language, mirror.head)),),
        checker=CheckerSpec(kind=CheckerKind.EXACT),
    )


@pytest.mark.parametrize("mirror", MIRRORS, ids=lambda mirror: f"{mirror.language}: {mirror.head}")
def test_a_value_comes_back_as_it_was(judge, mirror):
    solution = Solution(code=mirror.code, language=mirror.language)
    judgement = judge.judge(problem_of(mirror), solution, effort=UNMEASURED, all_tests=True)
    assert judgement.verdict is Verdict.ACCEPTED, judgement.failure


@pytest.mark.parametrize(
    ("language", "head", "name", "types", "returns"),
    [
        ("cpp", "vector<int> f( map<int,int> a,const string &b)", "f", ("map<int,int>", "string"), "vector<int>"),
        ("java", "public static Map<A, B> f(int[] a, Map<A, B> b) throws E", "f", ("int[]", "Map<A, B>"), "Map<A, B>"),
        ("go", "func F(a, b int, c []string) map[int]bool", "F", ("int", "int", "[]string"), "map[int]bool"),
        ("rust", "pub fn f(mut a: (i32, i32), b: &str) -> (i32, bool)", "f", ("(i32, i32)", "&str"), "(i32, bool)"),
        ("rust", "f(a: i32)", "f", ("i32",), "()"),
        ("javascript", "const f = (a, b)", "f", ("", ""), ""),
        ("javascript", "function f(a)", "f", ("",), ""),
        ("ruby", "def f(a, b)", "f", ("", ""), ""),
        ("ruby", "def f()", "f", (), ""),
    ],
)
def test_heads_are_read(language, head, name, types, returns):
    declaration = parse_declaration(language, head)
    assert (declaration.name, declaration.types, declaration.returns) == (name, types, returns)


@pytest.mark.parametrize("language", ["cpp", "java", "go", "rust", "javascript", "ruby"])
def test_what_is_no_head_is_a_usage_error(language):
    with pytest.raises(UsageError, match="declares no function"):
        parse_declaration(language, "x")
