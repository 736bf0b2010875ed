"""What compilers to machine code are asked to do: what programs want of them, and what hostile sources try."""

import os
import time
from itertools import pairwise
from pathlib import Path

import pytest

from afterburner.core.execution import Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.compile_cache import CompileCache
from afterburner.sandbox.monolith import Monolith

MIB = 1 << 20
MARK = "mark-of-the-host-4711"


@pytest.fixture
def secret_file():
    """A file of the host, which this user can read, outside of every folder that a cell shows."""
    path = Path.home() / f".afterburner-test-{os.getpid()}"
    path.write_text(f'#define MARK "{MARK}"\n{MARK}\n')
    yield path
    path.unlink()


# C and C++


def test_the_header_of_everything_is_prepared(execute):
    def seconds(source):
        start_s = time.perf_counter()
        assert execute("cpp", source).status is Status.OK
        return time.perf_counter() - start_s

    body = "#include <bits/stdc++.h>\nint main() { std::set<int> all; all.insert(%d); }"
    with_s = min(seconds(body % n) for n in range(2))
    # A prepared header counts only before the first declaration.
    without_s = seconds("int before;\n" + body % 0)
    assert with_s < 0.6 * without_s


PROLOGUES = {
    "pragmas": '#pragma GCC optimize("O3,unroll-loops")\n#pragma GCC target("avx2,bmi")\n#include <bits/stdc++.h>',
    "definitions": "#define _GLIBCXX_DEBUG\n#include <bits/stdc++.h>\n#define ll long long",
    "other headers": "#include <iostream>\n#include <vector>\n#include <bits/stdc++.h>",
    "trees": "#include <bits/stdc++.h>\n#include <ext/pb_ds/assoc_container.hpp>\n#include <ext/rope>",
    "carriage returns": "#include <bits/stdc++.h>\r\n\r\n",
    "byte order mark": "\ufeff#include <bits/stdc++.h>",
}


@pytest.mark.slow
@pytest.mark.parametrize("prologue", PROLOGUES.values(), ids=PROLOGUES)
def test_what_programs_begin_with_goes_with_the_prepared_header(execute, prologue):
    source = (
        prologue
        + "\nusing namespace std;\nint main() { vector<int> v{3, 1}; sort(v.begin(), v.end()); cout << v[0] << endl; }"
    )
    seen = execute("cpp", source)
    assert (seen.status, seen.stdout) == (Status.OK, b"1\n"), seen.stderr


def test_cpp_knows_the_standard_of_2020(execute):
    source = """
        #include <bits/stdc++.h>
        int main() {
            std::vector<int> v{3, 1};
            std::ranges::sort(v);
            auto [a, b] = std::pair{v[0], 2};
            std::cout << std::popcount(7u) << a << b;
        }
        """
    assert execute("cpp", source).stdout == b"312"


def test_c_has_mathematics_and_threads(execute):
    source = """
        #include <math.h>
        #include <stdio.h>
        #include <threads.h>
        static int work(void *x) { *(double *)x = sqrt(*(double *)x); return 0; }
        int main(void) { thrd_t one; double x = 2; thrd_create(&one, work, &x); thrd_join(one, 0); printf("%.3f", x); }"""
    assert execute("c", source).stdout == b"1.414"


@pytest.mark.parametrize("language", ["c", "cpp"])
def test_a_static_array_beyond_the_memory_limit_is_a_memory_limit(execute, language):
    source = "char all[1 << 30]; int main() { return all[77]; }"
    seen = execute(language, source, memory_bytes=256 * MIB)
    assert (seen.status, seen.reason) == (Status.MEMORY_LIMIT_EXCEEDED, "limit:memory")


def test_a_stack_without_end_is_a_runtime_error(execute):
    source = "int f(volatile int n) { volatile int k[100]; k[0] = n; return f(n + 1) + k[0]; } int main(void) { return f(0); }"
    seen = execute("c", source)
    assert (seen.status, seen.reason) == (Status.RUNTIME_ERROR, "signal:SIGSEGV")


BOMBS = {
    "templates": ("cpp", "template<int n> struct A { A<n + 1> a; }; A<0> a; int main() { }"),
    "macros": ("c", "".join(f"#define {a} {b} {b} {b} {b} {b} {b} {b} {b}\n" for a, b in pairwise("ABCDEFGH")) + "A"),
    "devices": ("c", '#include "/dev/zero"\nint main(void) { return 0; }'),
    "itself": ("c", '#include "main.c"\n'),
    "huge initialised array": ("c", "int all[1 << 29] = {1}; int main(void) { return all[3]; }"),
    "constants": ("cpp", "constexpr int f(int n) { return n < 2 ? n : f(n - 1) + f(n - 2); } int x[f(99)]; int main() { }"),
    "macro of rust": ("rust", "macro_rules! a { ($($x:tt)*) => { a!($($x)* $($x)*) } } fn main() { a!(1) }"),
    "types of go": ("go", "package main\ntype A struct { a A }\nfunc main() { }"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("language", "source"), BOMBS.values(), ids=BOMBS)
def test_compiler_bombs_end_as_compile_errors(execute, language, source):
    start_s = time.perf_counter()
    seen = execute(language, source)
    assert seen.status is Status.COMPILE_ERROR, seen
    assert seen.reason.startswith(("compiler_", "compile_", "artefact:"))
    assert len(seen.stderr) <= 4 * MIB
    assert time.perf_counter() - start_s < 70


INCLUDED = {
    "c": '#include "{}"\nint main(void) {{ return 0; }}',
    "cpp": '#include "{}"\nint main() {{ }}',
    "go": 'package main\nimport _ "embed"\n//go:embed {}\nvar text string\nfunc main() {{ println(text) }}',
    "rust": 'fn main() {{ print!("{{}}", include_str!("{}")); }}',
}


@pytest.mark.parametrize("language", INCLUDED)
def test_no_compiler_shows_a_file_of_the_host(execute, language, secret_file):
    seen = execute(language, INCLUDED[language].format(secret_file))
    assert seen.status is Status.COMPILE_ERROR
    assert MARK.encode() not in seen.stderr + seen.stdout


def test_the_users_that_a_compiler_sees_are_not_the_hosts(execute):
    seen = execute("rust", 'fn main() { print!("{}", include_str!("/etc/passwd")); }')
    assert b"root" not in seen.stdout


def test_compiling_tells_nothing_of_the_callers_environment(execute, monkeypatch):
    monkeypatch.setenv("AFTERBURNER_TEST_SECRET", MARK)
    source = 'fn main() { print!("{:?}", option_env!("AFTERBURNER_TEST_SECRET")); }'
    assert execute("rust", source).stdout == b"None"


# Go


def test_go_may_call_c(execute):
    source = """
        package main

        // static int twice(int x) { return 2 * x; }
        import "C"
        import "fmt"

        func main() { fmt.Println(C.twice(21)) }
        """
    seen = execute("go", source)
    assert (seen.status, seen.stdout) == (Status.OK, b"42\n"), seen.stderr


def test_go_generates_nothing(execute):
    source = "package main\n\n//go:generate touch /tmp/generated\n\nfunc main() { println(3) }\n"
    assert execute("go", source).status is Status.OK


def test_go_fetches_nothing(execute):
    source = 'package main\n\nimport "example.com/some/where"\n\nfunc main() { where.Do() }\n'
    seen = execute("go", source)
    assert (seen.status, seen.reason) == (Status.COMPILE_ERROR, "compiler_exit:1")
    assert b"example.com/some/where" in seen.stderr


def test_go_outside_of_package_main_is_a_compile_error(execute):
    seen = execute("go", "package other\n\nfunc main() { }\n")
    assert (seen.status, seen.reason) == (Status.COMPILE_ERROR, "artefact:not_a_program")
    assert b"has no main" in seen.stderr


def test_the_collector_of_go_knows_the_memory_limit(execute):
    source = """
        package main

        var kept [][]byte

        func main() {
            for i := 0; i < 150; i++ { one := make([]byte, 1<<20); for j := range one { one[j] = 1 }; kept = append(kept, one) }
            for i := 0; i < 500; i++ { one := make([]byte, 1<<20); for j := range one { one[j] = 1 } }
            println(len(kept))
        }
        """
    seen = execute("go", source, memory_bytes=256 * MIB)
    assert seen.status is Status.OK, seen.reason


# Rust


@pytest.mark.parametrize("kind", ["proc-macro", "dylib", "lib"])
def test_rust_makes_programs_whatever_the_source_wants_to_be(execute, kind):
    source = f'#![crate_type = "{kind}"]\npub fn main() {{ }}'
    assert execute("rust", source).status is Status.OK


# The cache


def test_what_was_compiled_is_kept_for_the_next_sandbox(tmp_path):
    program = Program(source=b"int main(void) { return 0; }", language="c")
    cache = CompileCache(tmp_path)
    with Monolith(cache=cache) as first:
        first.execute(program, b"", limits=Limits())
    (record,) = tmp_path.glob("??/*/.digests.json")
    made_ns = record.stat().st_mtime_ns
    with Monolith(cache=cache) as second:
        assert second.execute(program, b"", limits=Limits()).status is Status.OK
    assert record.stat().st_mtime_ns == made_ns


def test_a_compile_error_is_kept_in_memory_only(tmp_path):
    program = Program(source=b"int main(void) { return 0 0; }", language="c")
    with Monolith(cache=CompileCache(tmp_path)) as sandbox:
        first, second = (sandbox.execute(program, b"", limits=Limits()) for _ in range(2))
    assert first.stderr == second.stderr
    assert not list(tmp_path.glob("??/*"))
