"""What programs in Java, JavaScript and Ruby, those with interpreters of their own, may look like."""

import pytest

from afterburner.core.status import Status

MIB = 1 << 20
MAIN = 'public static void main(String[] a) { System.out.println("here"); }'

ACCEPTED_JAVA = {
    "public class of any name": f"public class Zebra {{ {MAIN} }}",
    "another public class in a comment": f"/*\npublic class Old {{ }}\n*/\n// public class Older\npublic class New {{ {MAIN} }}",
    "no public class": f"class Solution {{ {MAIN} }}",
    "several classes": f"class Node {{ int value; }}\npublic class Main {{ {MAIN} }}\nenum Kind {{ ONE }}",
    "main in the second class": f"class Alone {{ }}\nclass Other {{ {MAIN} }}",
    "the public class without main": f"public class Data {{ }}\nclass Runner {{ {MAIN} }}",
    "two mains": f"class Away {{ public static void main(String[] a) {{ }} }}\npublic class Here {{ {MAIN} }}",
    "nested classes": f"public class Main {{ static class In {{ class Deep {{ }} }} interface Shape {{ }} {MAIN} }}",
    "record": f"record Point(int x, int y) {{ {MAIN} }}",
    "interface": f"public interface Main {{ {MAIN.replace('public ', '')} }}",
    "annotated and final": f'@SuppressWarnings("all") @Deprecated\npublic final strictfp class Some {{ {MAIN} }}',
    "package": f"package some.where;\npublic class Main {{ {MAIN} }}",
    "main of a package-private class": f"class Main {{ {MAIN} }}",
    "name with letters of any language": f"public class Größe {{ {MAIN} }}",
    "the first main counts": f"class Zoo {{ {MAIN} }}\nclass Animal {{ public static void main(String[] a) {{ }} }}",
    "a processor of annotations": f"""
        import javax.annotation.processing.*; import javax.lang.model.element.*; import java.util.*;
        @SupportedAnnotationTypes("*") class Evil extends AbstractProcessor {{
            static {{ System.out.println("evil"); }}
            public boolean process(Set<? extends TypeElement> all, RoundEnvironment round) {{ return false; }}
        }}
        public class Main {{ {MAIN} }}""",
}


@pytest.mark.parametrize("source", ACCEPTED_JAVA.values(), ids=ACCEPTED_JAVA)
def test_java_files_may_hold_what_they_like(execute, source):
    seen = execute("java", source)
    assert (seen.status, seen.stdout) == (Status.OK, b"here\n"), seen.stderr


def test_java_with_two_public_classes_is_a_compile_error(execute):
    seen = execute("java", f"public class One {{ {MAIN} }}\npublic class Two {{ }}")
    assert (seen.status, seen.reason) == (Status.COMPILE_ERROR, "compiler_exit:1")
    assert b"class Two is public, should be declared in a file named Two.java" in seen.stderr


def test_java_without_a_main_says_so(execute):
    seen = execute("java", "class Nothing { }")
    assert seen.status is Status.RUNTIME_ERROR
    assert b"no class has a method `public static void main(String[])`" in seen.stderr


def test_java_reads_fast(execute):
    source = """
        import java.io.*;
        import java.util.*;
        class Sum { public static void main(String[] a) throws IOException {
            var in = new BufferedReader(new InputStreamReader(System.in));
            long sum = 0;
            for (String line; (line = in.readLine()) != null;) {
                var words = new StringTokenizer(line);
                while (words.hasMoreTokens()) sum += Integer.parseInt(words.nextToken());
            }
            System.out.println(sum);
        } }"""
    seen = execute("java", source, b"1 2 3 4 5 6 7 8\n" * 50_000)
    assert seen.stdout == b"1800000\n"
    assert seen.cpu_s < 1.5


def test_java_that_asks_for_more_than_there_is_goes_over_the_memory_limit(execute):
    source = "class A { public static void main(String[] a) { long[] all = new long[1 << 27]; all[3] = 4; } }"
    seen = execute("java", source, memory_bytes=256 * MIB)
    assert (seen.status, seen.reason) == (Status.MEMORY_LIMIT_EXCEEDED, "runtime:memory")


def test_java_that_handles_its_lack_of_memory_is_fine(execute):
    source = """class A { public static void main(String[] a) {
        try { long[] all = new long[1 << 27]; } catch (OutOfMemoryError e) { System.out.println("handled"); } } }"""
    seen = execute("java", source, memory_bytes=256 * MIB)
    assert (seen.status, seen.stdout) == (Status.OK, b"handled\n")


def test_java_without_threads_to_be_had_is_no_lack_of_memory(execute):
    source = """class A { public static void main(String[] a) throws Exception {
        while (true) {
            var one = new Thread(() -> { try { Thread.sleep(9000); } catch (Exception e) { } });
            one.setDaemon(true);
            one.start();
        } } }"""
    seen = execute("java", source, memory_bytes=512 * MIB)
    assert (seen.status, seen.reason, seen.stdout) == (Status.RUNTIME_ERROR, "exit_code:1", b"")
    assert b"unable to create native thread" in seen.stderr


ACCEPTED_JAVASCRIPT = {
    "builtin modules": 'const os = require("node:os"), { EOL } = require("os"); require("readline"); console.log("here");',
    "import": 'import fs from "fs";\nfs.writeSync(1, "here\\n");',
    "await outside of functions": 'console.log(await Promise.resolve("here"));',
    "main module": 'if (require.main === module) console.log("here");',
    "return outside of functions": 'console.log("here"); return; console.log("not here");',
    "hash bang": '#!/usr/bin/env node\nconsole.log("here");',
    "no strict mode": 'x = 3; console.log("here");',
    "dirname": 'if (__dirname && __filename.endsWith("main.js")) console.log("here");',
    "a word of the other kind in a string": 'const text = `\nimport fs from "fs";\n`; require("fs"); console.log("here");',
    "line by line": 'require("readline").createInterface({ input: process.stdin }).on("close", () => console.log("here"));',
    "a timer": 'setTimeout(() => console.log("here"), 10);',
}


@pytest.mark.parametrize("source", ACCEPTED_JAVASCRIPT.values(), ids=ACCEPTED_JAVASCRIPT)
def test_javascript_may_be_a_script_or_a_module(execute, source):
    seen = execute("javascript", source)
    assert (seen.status, seen.stdout) == (Status.OK, b"here\n"), seen.stderr


@pytest.mark.parametrize("source", ["let x = ;", 'import fs from "fs";\nlet x = ;', "const y = await 3; let x = ;"])
def test_the_errors_of_javascript_name_the_line_that_is_wrong(execute, source):
    seen = execute("javascript", source)
    assert (seen.status, seen.reason) == (Status.COMPILE_ERROR, "compiler_exit:1")
    assert b"let x = ;" in seen.stderr
    assert b"main.js:" in seen.stderr


def test_javascript_out_of_heap_goes_over_the_memory_limit(execute):
    source = "const all = []; for (;;) all.push({ a: [all.length] });"
    seen = execute("javascript", source, memory_bytes=200 * MIB)
    assert seen.status is Status.MEMORY_LIMIT_EXCEEDED


def test_javascript_in_a_process_of_its_own_does_not_start_twice(execute):
    source = """
        const { fork } = require("child_process");
        if (process.argv[2]) process.send("child");
        else fork(__filename, ["x"]).on("message", (word) => console.log(word));"""
    seen = execute("javascript", source)
    assert (seen.status, seen.stdout) == (Status.OK, b"child\n"), seen.stderr


RUBY_LIBRARY = [
    "json",
    "set",
    "bigdecimal",
    "prime",
    "matrix",
    "securerandom",
    "ostruct",
    "stringio",
    "time",
    "date",
    "timeout",
]


@pytest.mark.parametrize("name", RUBY_LIBRARY)
def test_ruby_has_its_library(execute, name):
    seen = execute("ruby", f'require "{name}"; require "{name}"; puts "here"')
    assert (seen.status, seen.stdout) == (Status.OK, b"here\n"), seen.stderr


def test_ruby_says_what_it_can_not_load(execute):
    seen = execute(
        "ruby", 'begin; require "no_such_thing"; rescue LoadError => e; puts e.message, e.path; end; require "nor_this"'
    )
    assert seen.status is Status.RUNTIME_ERROR
    assert seen.stdout == b"cannot load such file -- no_such_thing\nno_such_thing\n"
    assert b"cannot load such file -- nor_this (LoadError)" in seen.stderr


@pytest.mark.parametrize("source", ["puts 1", "exit!", "Process.kill :KILL, $$"])
def test_however_short_a_program_is_its_interpreters_start_is_apart(execute, source):
    seen = [execute("ruby", source) for _ in range(10)]
    assert all(one.load_cpu_s and one.cpu_s < 0.02 for one in seen)
