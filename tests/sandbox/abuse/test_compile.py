"""What a source does to its compiler, and to what is kept of compilations (67, 68)."""

import threading
import time

import pytest

from afterburner.core.execution import Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.compile_cache import CompileCache
from tests.sandbox.abuse.programs import MIB, C, words

SAYS = {
    "c": '#include <stdio.h>\nint main(void) {{ puts("{word}"); }}',
    "java": 'class Main {{ public static void main(String[] a) {{ System.out.println("{word}"); }} }}',
}


def limits() -> Limits:
    return Limits(cpu_s=5, wall_s=10)


@pytest.fixture
def own(sandbox, tmp_path):
    """Return a sandbox with a compile cache of its own."""
    with type(sandbox)(cache=CompileCache(tmp_path / "cache")) as own:
        yield own


def test_a67_what_the_python_compiler_doubles_is_bounded(run):
    """Nested ``finally`` blocks."""
    lines = ["def f():"]
    for level in range(9):
        lines += [" " * (2 * level + 1) + "try: pass", " " * (2 * level + 1) + "finally:"]
    lines.append(" " * 20 + "x = [1, 2, 3]")
    assert run("\n".join(lines)).status in {Status.OK, Status.COMPILE_ERROR}


TEMPLATES = """
template <int n, int m> struct S { static const int v = S<n - 1, 2 * m>::v + S<n - 1, 2 * m + 1>::v; };
template <int m> struct S<0, m> { static const int v = m; };
int main() { return S<26, 0>::v; }
"""
MACROS = (
    "#define A0 int x;\n" + "".join(f"#define A{n} A{n - 1} A{n - 1} A{n - 1} A{n - 1}\n" for n in range(1, 16)) + "A15"
)
ERRORS = "template <int n> struct S { S<n - 1> x; int f() { return S<n - 1>::missing + y##n; } };\n" + "\n".join(
    f"int f{n}() {{ return undeclared{n}; }}" for n in range(30_000)
)
BOMBS = {
    "templates": ("cpp", TEMPLATES),
    "macros": ("c", MACROS),
    "constant": (
        "cpp",
        "constexpr int f(int n) { return n < 2 ? n : f(n - 1) + f(n - 2); }\nstatic_assert(f(40) == 0);",
    ),
    "endless-include": ("c", '#include "/proc/self/fd/0"\n#include __FILE__\n#include __FILE__\nint main(void) {}'),
    "device": ("c", '#include "/dev/zero"\nint main(void) {}'),
    "errors": ("cpp", ERRORS),
}


@pytest.mark.slow
@pytest.mark.parametrize(("language", "source"), BOMBS.values(), ids=BOMBS)
def test_a67_a_bomb_for_the_compiler_is_a_compile_error(run, toolchain, language, source):
    toolchain(language)
    began = time.monotonic()
    seen = run(source, language=language)
    took_s = time.monotonic() - began
    assert seen.status is Status.COMPILE_ERROR, seen.reason
    assert seen.reason in {"compile_time_limit", "compile_memory_limit", "compiler_output", "compiler_exit:1"}
    assert len(seen.stderr) <= 4 * MIB
    assert took_s < 70  # twice the limit on CPU time, on a busy machine


@pytest.mark.parametrize("size", ["600L << 20", "3L << 30"], ids=["600MiB", "3GiB"])
def test_a67_a_binary_that_is_mostly_one_array_is_refused(run, toolchain, size):
    toolchain("c")
    seen = run(f"volatile char x[{size}] = {{1}};\nint main(void) {{ return x[0]; }}", language="c")
    assert seen.status is Status.COMPILE_ERROR
    assert seen.stdout == b""


SECRETS = {
    "include": ("c", '#include "PATH"\nint main(void) {}'),
    "incbin": ("c", 'asm(".incbin \\"PATH\\"");\nint main(void) {}'),
    "embed": ("rust", 'fn main() { println!("{}", include_str!("PATH")); }'),
}
PATHS = ("/etc/shadow", "/proc/1/environ", __file__)


@pytest.mark.parametrize("path", PATHS, ids=["shadow", "environment", "this-file"])
@pytest.mark.parametrize(("language", "source"), SECRETS.values(), ids=SECRETS)
def test_a67_no_file_of_the_host_gets_into_a_program(run, needs, toolchain, language, source, path):
    needs("private-root")
    toolchain(language)
    seen = run(source.replace("PATH", path), language=language)
    assert (seen.status, seen.reason) == (Status.COMPILE_ERROR, "compiler_exit:1")
    assert b"root:" not in seen.stderr
    assert any(text in seen.stderr.lower() for text in (b"no such file", b"not found", b"denied"))


PROCESSOR = """
import java.util.*; import javax.annotation.processing.*; import javax.lang.model.element.*;
@SupportedAnnotationTypes("*")
public class Main extends AbstractProcessor {
    static { if (true) throw new RuntimeException("ran while compiling"); }
    public boolean process(Set<? extends TypeElement> a, RoundEnvironment r) { return false; }
    public static void main(String[] a) {}
}
"""


def test_a67_annotation_processors_do_not_run(run, toolchain):
    """The class is one, and would be run by the compiler if it were asked to look for any."""
    toolchain("java")
    seen = run(PROCESSOR, language="java")
    assert seen.status is Status.RUNTIME_ERROR, seen.stderr  # its own end, when it is run as a program
    assert b"ran while compiling" in seen.stderr


GENERATE = """package main
//go:generate sh -c "touch /tmp/generated"
import ("fmt"; "os")
func main() { _, err := os.Stat("/tmp/generated"); fmt.Println(err != nil) }
"""


def test_a67_generators_do_not_run(run, toolchain):
    toolchain("go")
    assert words(run(GENERATE, language="go")) == ["true"]


@pytest.mark.parametrize("flag", ["-fplugin=/tmp/x.so", "-B/tmp", "-Wl,--wrap,x", "-specs=/tmp/x"])
def test_a67_flags_in_a_source_reach_no_linker(run, toolchain, flag):
    """Through cgo, where Go takes them from a comment, and in pragmas, where C has none for it."""
    toolchain("go")
    source = f'package main\n// #cgo CFLAGS: {flag}\n// #cgo LDFLAGS: {flag}\nimport "C"\nfunc main() {{}}'
    seen = run(source, language="go")
    assert seen.status is Status.COMPILE_ERROR
    assert seen.reason.startswith("compiler_exit")


def test_a67_a_compilation_leaves_nothing_for_the_next_one(own, needs, toolchain):
    """The compiler writes where all compilations do."""
    needs("private-root")
    toolchain("c")
    first = 'asm(".section .note.x\\n.string \\"stash\\"");\nint main(void) {}'
    own.execute(Program(source=first.encode(), language="c"), b"", limits=limits())
    source = b'#if __has_include("/tmp/main.c") && !__has_include("program")\nint main(void) { return 0; }\n#endif'
    assert own.execute(Program(source=source, language="c"), b"", limits=limits()).status is Status.OK


IMPORTS = "import java.io.FileDescriptor; import java.io.FileWriter; import java.lang.management.ManagementFactory;\n"
SHADOWS = {
    "own-start": "public class AfterburnerStart",
    "arrays": "class Arrays { static void sort(Object[] a, Object b) { Main.work(); } }\nclass Main",
    "field": "class FileOutputStream extends java.io.FileOutputStream {\n"
    "FileOutputStream(FileDescriptor f) { super(f); Main.work(); } }\nclass Main",
    "system": "class System { static void exit(int n) { Main.work(); } }\nclass Main",
    "package": "class java { }\nclass Main",
}
WORKS = """ {
    static boolean done;
    static void work() {
        if (done) return;
        done = true;
        var threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + 400_000_000L;
        while (threads.getCurrentThreadCpuTime() < end) {}
    }
    public static void main(String[] a) throws Exception {
        work();
        var number = FileDescriptor.class.getDeclaredField("fd");
        number.setAccessible(true);
        var line = new FileDescriptor();
        number.setInt(line, 3);
        try (var out = new FileWriter(line)) { out.write('.'); } catch (Exception closed) {}
        try (var out = new FileWriter(FileDescriptor.out)) { out.write("done"); }
    }
}
"""


@pytest.mark.parametrize("shadow", SHADOWS.values(), ids=SHADOWS)
def test_a25_a67_no_class_of_a_program_takes_part_in_its_start(run, toolchain, shadow):
    """What the starting class refers to can't be replaced, nor can that class: its time is not the program's."""
    toolchain("java")
    seen = run(IMPORTS + shadow + WORKS, language="java")
    if seen.status is Status.COMPILE_ERROR:
        assert b"duplicate class" in seen.stderr
        return
    assert (seen.status, seen.stdout) == (Status.OK, b"done")
    assert seen.cpu_s >= 0.38


def test_a67_a_class_may_be_called_as_one_of_the_library(run, toolchain):
    toolchain("java")
    source = "class Arrays {} class Field {} class Method {} class File {} class Comparator {} " + SAYS["java"].format(
        word="fine"
    )
    assert words(run(source, language="java")) == ["fine"]


@pytest.mark.parametrize("language", ["javascript", "ruby"])
def test_a67_a_script_that_fits_nowhere_is_its_own_failure(run, toolchain, language):
    """It is put where the program may write; a machine without room would be asked again and again."""
    toolchain(language)
    comment = {"javascript": "//", "ruby": "#"}[language]
    seen = run((comment + "x" * 1000 + "\n") * 3000, language=language, scratch_bytes=MIB, output_bytes=MIB)
    assert seen.status is not Status.OK


def test_a67_the_compilers_memory_is_limited(run, toolchain):
    toolchain("c")
    seen = run('asm(".rept 1 << 30\\n.byte 1\\n.endr");\nasm(".fill 1 << 31, 1, 7");\nint main(void) {}', language="c")
    assert seen.status is Status.COMPILE_ERROR


def test_a68_an_entry_is_read_only(own, toolchain, tmp_path):
    toolchain("c")
    own.execute(Program(source=SAYS["c"].format(word="right").encode(), language="c"), b"", limits=limits())
    entries = list((tmp_path / "cache").glob("??/*/*"))
    assert entries
    assert all(path.stat().st_mode & 0o222 == 0 for path in entries)
    assert all(path.parent.stat().st_mode & 0o222 == 0 for path in entries)


def test_a68_a_changed_entry_is_noticed_and_made_again(sandbox, toolchain, tmp_path):
    toolchain("c")
    right, wrong = (Program(source=SAYS["c"].format(word=word).encode(), language="c") for word in ("right", "wrong"))
    cache = CompileCache(tmp_path / "cache")
    with type(sandbox)(cache=cache) as own:
        assert own.execute(right, b"", limits=limits()).stdout == b"right\n"
        (kept,) = (tmp_path / "cache").glob("??/*/program")
        own.execute(wrong, b"", limits=limits())
    (other,) = set((tmp_path / "cache").glob("??/*/program")) - {kept}
    kept.chmod(0o600)
    kept.write_bytes(other.read_bytes())
    with type(sandbox)(cache=cache) as own:
        assert own.execute(right, b"", limits=limits()).stdout == b"right\n"
    assert kept.read_bytes() != other.read_bytes()


@pytest.mark.parametrize("parts", [((b"ab", b"c"), (b"a", b"bc")), ((b"a",), (b"a", b"")), ((b"",), ())])
def test_a68_keys_of_different_parts_differ(parts):
    """However they are cut: a source can't reach into what stands before it."""
    assert CompileCache.key(*parts[0]) != CompileCache.key(*parts[1])


def test_a68_what_runs_can_not_find_the_cache(own, needs, toolchain, tmp_path):
    needs("private-root")
    toolchain("c")
    source = C + f'int main(void) {{ printf("%d", open("{tmp_path}/cache", O_RDONLY)); }}'
    assert own.execute(Program(source=source.encode(), language="c"), b"", limits=limits()).stdout == b"-1"


def test_a68_writers_at_the_same_time_leave_a_whole_entry(tmp_path):
    cache, key = CompileCache(tmp_path / "cache"), CompileCache.key(b"x")
    files = {"program": bytes(MIB), "folder/other": b"y"}
    seen = []

    def work():
        for _ in range(20):
            cache.put(key, files)
            seen.append(cache.get(key))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found == files for found in seen)
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [key[:2]]
