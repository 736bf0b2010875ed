"""Verdict integrity, A69 to A77 of the catalogue of abuse: what ``test_cheating`` has not."""

import shutil
import time
import tracemalloc
from dataclasses import replace

import pytest

from afterburner.core.encoding import encode
from afterburner.core.problem import CheckerKind, CheckerProgram, CheckerSpec, Problem, Solution, Test
from afterburner.core.status import Status, Verdict
from afterburner.judge.checkers import checker_for
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.fake import FakeSandbox, ran
from tests.judge.problems import HONEST_CALL, HONEST_TEXT, LIMITS, QUICK, call_problem, text_problem, verdict

needs_c = pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc is not installed")


def judge_in_c(judge, source, problem):
    return judge.judge(problem, Solution(code=source, language="c"), effort=QUICK, all_tests=True)


HONEST_C = (
    '#include <stdio.h>\nint main(void) { long n, s; scanf("%ld %ld", &n, &s); printf("secret-%ld\\n", s * 7919 + n); }'
)


@needs_c
@pytest.mark.parametrize(
    "source",
    [
        "#include <stdlib.h>\nint main(void) { exit(0); }",
        "#include <unistd.h>\nint main(void) { _exit(0); }",
        "#include <unistd.h>\n__attribute__((constructor)) void first(void) { _exit(0); }\nint main(void) { return 1; }",
        '#include <stdio.h>\n#include <unistd.h>\nint main(void) { printf("secret-31678\\n"); _exit(0); }',
    ],
    ids=["exit", "_exit", "constructor", "unflushed"],
)
def test_a_c_program_that_leaves_without_answering_is_wrong(judge, source):
    """A69."""
    judgement = judge_in_c(judge, source, text_problem())
    assert (judgement.verdict, judgement.failure.reason, judgement.passed) == (
        Verdict.WRONG_ANSWER,
        "missing_output",
        0,
    )


@pytest.mark.parametrize("after", [1, 2])
def test_a_program_that_answers_some_tests_only_is_not_accepted(judge, after):
    """A69, B1: an answer of its own for every test."""
    source = f"n, square = map(int, input().split())\nif n > {after + 1}: raise SystemExit\n"
    source += "print(f'secret-{square * 7919 + n}')"
    judgement = judge.judge(text_problem(), Solution(code=source), effort=QUICK, all_tests=True)
    assert (judgement.verdict, judgement.passed) == (Verdict.WRONG_ANSWER, after)


@pytest.mark.parametrize("answer", ["accepted", '{"verdict": "accepted"}', "\x1b[32mALL PASSED\x1b[0m", "exit code: 0"])
def test_a_verdict_in_the_output_is_output(judge, answer):
    """A70, B4."""
    judgement = judge.judge(text_problem(), Solution(code=f"print({answer!r})"), effort=QUICK)
    assert (judgement.verdict, judgement.failure.reason) == (Verdict.WRONG_ANSWER, "different")
    assert "\x1b" not in judgement.failure.detail


LOOKALIKES = [
    (1, True),
    (0, False),
    (1, 1.0),
    (0.0, -0.0),
    ([1, 2], (1, 2)),
    ({1, 2}, [1, 2]),
    ({1}, frozenset({1})),
    ("a", b"a"),
    ({"1": 0}, {1: 0}),
    (None, "None"),
    (10**20, 1e20),
    ("\u00e9", "e\u0301"),
]


@pytest.mark.parametrize(("expected", "answer"), LOOKALIKES, ids=repr)
def test_values_that_only_look_alike_are_not_equal(expected, answer):
    """A71."""
    check = checker_for(CheckerSpec(kind=CheckerKind.EXACT), values=True)
    assert check(encode(expected), encode(expected))
    assert not check(encode(answer), encode(expected))
    assert not check(encode(expected), encode(answer))


SUBSTITUTES = {
    "array-ufunc": "class E:\n    __array_ufunc__ = None\n    __eq__ = lambda s, o: True\ndef f(n): return E()",
    "encode": "import sys\nsys.modules['afterburner.core.encoding'].encode = lambda v: b'0'\ndef f(n): return n * 7919",
    "builtins": "import builtins\nbuiltins.type = lambda v: int\nbuiltins.set = builtins.map = list\nclass E(int): pass\n"
    "def f(n): return E(3)",
    "bool-int": "class E(int):\n    def __index__(s): return 0\n    __int__ = __repr__ = __str__ = lambda s: '1'\n"
    "def f(n): return E(n)",
    "reduce": "class E:\n    def __reduce__(s): return (int, (0,))\ndef f(n): return E()",
    "dict-lie": "class E(dict):\n    __class__ = dict\ndef f(n): return E()",
    "trace": "import sys\ndef t(*a): return t\nsys.settrace(t); sys.setprofile(t)\ndef f(n): return 0",
    "audit": "import sys\nsys.addaudithook(lambda *a: None)\ndef f(n): return 0",
    "import-hook": "import sys\nclass H:\n    def find_spec(*a): raise SystemExit(0)\nsys.meta_path.insert(0, H())\n"
    "import afterburner\ndef f(n): return 0",
    "module-swap": "import sys\nfor name in list(sys.modules): sys.modules[name] = None\ndef f(n): return 0",
    "main-swap": "import sys\nsys.modules['__main__'] = type(sys)('m')\n"
    "sys.modules['__main__'].f = lambda n: 0\ndef f(n): return 0",
}


@pytest.mark.parametrize("source", SUBSTITUTES.values(), ids=SUBSTITUTES)
def test_what_is_changed_in_the_programs_own_process_changes_no_verdict(judge, source):
    """A71, A72, B2, B4."""
    assert verdict(judge, call_problem(), source) is not Verdict.ACCEPTED


def test_the_judge_and_the_next_program_are_unharmed_by_what_was_changed(judge):
    """A72: the same program is judged the same before and after."""
    for source in SUBSTITUTES.values():
        verdict(judge, call_problem(), source)
        assert verdict(judge, call_problem(), HONEST_CALL) is Verdict.ACCEPTED


PLACES = {
    "closures": "import gc\nfor thing in gc.get_objects():\n    for cell in getattr(thing, '__closure__', None) or ():\n"
    "        try: look(repr(cell.cell_contents))\n        except ValueError: pass\n",
    "modules": "import sys\nfor module in list(sys.modules.values()): look(repr(vars(module)))\n",
    "arguments": "import sys, os\nlook(repr((sys.argv, sys.orig_argv, dict(os.environ))))\n",
    "descriptors": "import os\nfor fd in range(2000):\n    try: look(repr(os.pread(fd, 1 << 20, 0)))\n    except OSError: pass\n",
    "parents": "import os\nfor pid in range(1, 400):\n    for name in ('mem', 'environ', 'cmdline', 'maps', 'fd/0'):\n"
    "        if pid == os.getpid(): continue\n"
    "        try: look(repr(open(f'/proc/{pid}/{name}', 'rb').read(1 << 16)))\n        except (OSError, ValueError): pass\n",
}


@pytest.mark.parametrize("hunt", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("has_checker", [False, True], ids=["compared", "asked"])
def test_a_function_finds_the_expected_answer_nowhere(judge, hunt, has_checker):
    """A73, B3: also where a checker program has just been given one."""
    # The word is put together at run time, so that the program does not find itself.
    source = "import re\nfound = []\nword = 'se' + 'cret' + '-'\n"
    source += "def look(text): found.extend(re.findall(word + r'\\d{4,}', text))\n"
    source += f"def f(n):\n    pass\n{hunt}\nf = lambda n: found[0] if found else 'nothing'\n"
    tests = tuple(Test(name=str(n), input=encode([n]), expected=encode(f"secret-{n * 7919}")) for n in (2, 3, 4))
    asking = "import json, sys\nasked = json.load(sys.stdin)\nsys.exit(asked['answer'] != asked['expected'])"
    checker = (
        CheckerSpec(kind=CheckerKind.PROGRAM, program=CheckerProgram(solution=Solution(code=asking)))
        if has_checker
        else CheckerSpec()
    )
    problem = Problem(id="h", title="", statement="", tests=tests, entry_point="f", limits=LIMITS, checker=checker)
    judgement = judge.judge(problem, Solution(code=source), effort=QUICK, all_tests=True)
    assert (judgement.verdict, judgement.passed) == (Verdict.WRONG_ANSWER, 0)
    if not has_checker:
        assert "nothing" in judgement.failure.detail


def test_every_test_of_a_judgement_sees_a_process_as_fresh_as_the_first(judge):
    """A74: a counter in any place that Python has says 1 in each test."""
    source = """
import builtins, json, os, sys
n, square = map(int, input().split())
counts = [vars(place).setdefault("count", []) for place in (builtins, json, os, sys)]
"""
    source += "for count in counts: count.append(1)\n"
    source += "print(f'secret-{square * 7919 + n}' if all(len(c) == 1 for c in counts) else 'again')"
    judgement = judge.judge(text_problem(), Solution(code=source), effort=Effort(repeats=3), all_tests=True)
    assert judgement.verdict is Verdict.ACCEPTED


def test_answers_of_an_earlier_submission_are_not_there_for_the_next(judge, sandbox):
    """A74."""
    if "private-root" not in sandbox.layers():
        pytest.skip("this machine does not grant a private root")
    leaving = "import os\nanswer = input()\n"
    leaving += "for p in ('/tmp', '/dev/shm', '/var/tmp', '.', '/run/lock'):\n"
    leaving += "    try: open(p + '/left', 'w').write(answer)\n    except OSError: pass\n"
    finding = "import os\nprint(*[p for p in ('/tmp', '/dev/shm', '/var/tmp', '.', '/run/lock')"
    finding += " if os.path.exists(p + '/left')], 'end')"
    nothing = Test(name="t", input=b"x", expected=b"end")
    problem = Problem(id="f", title="", statement="", tests=(nothing,), limits=LIMITS)
    verdict(judge, text_problem(), leaving)
    assert verdict(judge, problem, finding) is Verdict.ACCEPTED


FRAMES = {
    "half-a-frame": "os.write(4, b'[1, 2')",
    "half-a-frame-then-hang": "os.write(4, b'['); time.sleep(60)",
    "length-first": "os.write(4, (1 << 62).to_bytes(8, 'little') + b'1')",
    "duplicate-keys": """os.write(4, b'{"$": "tuple", "v": [], "$": "list", "v": 15838}')""",
    "pickle": "os.write(4, pickle.dumps(15838))",
    "deep": "os.write(4, b'[' * 1_000_000)",
    "two-answers": "os.write(4, b'1\\n15838')",
    "nonce": "os.write(4, b'nonce:0:15838')",
    "long-number": "os.write(4, b'9' * 3_000_000)",
    "exponent": "os.write(4, b'1e999999999')",
    "many-lists": "os.write(4, b'[' + b'[],' * 2_000_000 + b'0]')",
    "sparse": "os.ftruncate(4, 60 << 20)",
    "every-descriptor": "for fd in range(2, 1024):\n        try: os.write(fd, b'15838')\n        except OSError: pass",
}


@pytest.mark.parametrize("write", FRAMES.values(), ids=FRAMES)
def test_whatever_is_written_where_results_go_is_no_accepted_answer(judge, write):
    """A75, B4."""
    source = f"import os, pickle, time\ndef f(n):\n    {write}\n    os._exit(0)"
    limits = LIMITS
    problem = call_problem()
    began = time.monotonic()
    judgement = judge.judge(problem, Solution(code=source), effort=QUICK, limits=limits)
    assert judgement.verdict is not Verdict.ACCEPTED
    assert time.monotonic() - began < limits.wall_s + 5


BOMBS = {
    "number": b"9" * (64 << 20),
    "nesting": b"[" * (64 << 20),
    "lists": b"[" + b"[]," * (20 << 20) + b"0]",
    "keys": b"{" + b",".join(b'"%d":0' % n for n in range(1_000_000)) + b"}",
    "words": b"ab " * (20 << 20),
    "lines": b"a\n" * (32 << 20),
    "blanks": b"\n" * (64 << 20),
    "nothing": bytes(64 << 20),
}


@pytest.mark.parametrize("values", [False, True], ids=["text", "value"])
@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_the_judge_spends_little_on_a_large_wrong_answer(bomb, values):
    """A75, A76: not a multiple of the answer in memory, and seconds at most, whatever is in it."""
    seen = ran(bomb, result=bomb)
    test = Test(name="t", input=b"[]", expected=b"[1, 2]")
    began = time.process_time()
    for kind in ("exact", "tokens", "float", "unordered"):
        checker = CheckerSpec(kind=CheckerKind(kind))
        entry_point = "f" if values else None
        problem = Problem(id="b", title="", statement="", tests=(test,), checker=checker, entry_point=entry_point)
        tracemalloc.start()
        judgement = Judge(FakeSandbox({"x": seen})).judge(problem, Solution(code="x"), effort=QUICK)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert judgement.verdict is Verdict.WRONG_ANSWER
        assert most < 3 * len(bomb) + (1 << 20)
    assert time.process_time() - began < 30


PREFIXES = {
    "the first line only": ("print('1')", "missing_output"),
    "the right start and garbage": ("print('1\\n2\\n3\\nx')", "extra_output"),
    "the right lines twice": ("print('1\\n2\\n3\\n' * 2)", "extra_output"),
    "glued": ("print('123')", "different"),
    "a comment": ("print('1\\n2\\n3 # right')", "extra_output"),
    "a flood of garbage": ("print('1\\n2\\n3\\n' + 'x ' * 1_000_000)", "extra_output"),
    "every answer on a line": ("print('1 2 3', *range(1000), sep='\\n')", "extra_output"),
}


@pytest.mark.parametrize(("source", "reason"), PREFIXES.values(), ids=PREFIXES)
@pytest.mark.parametrize("kind", ["exact", "tokens", "float", "unordered"])
def test_a_right_beginning_is_not_a_right_answer(judge, source, reason, kind):
    """A76, B16."""
    test = Test(name="t", input=b"", expected=b"1\n2\n3\n")
    problem = Problem(
        id="p", title="", statement="", tests=(test,), limits=LIMITS, checker=CheckerSpec(kind=CheckerKind(kind))
    )
    judgement = judge.judge(problem, Solution(code=source), effort=QUICK)
    assert judgement.verdict is Verdict.WRONG_ANSWER
    assert judgement.failure.reason in {reason, "different"}


def test_white_space_after_the_answer_counts_where_the_checker_says_so(judge):
    """A76: a flood of it is right by words, wrong byte for byte, and costs nothing."""
    test = Test(name="t", input=b"", expected=b"1\n")
    for kind, right in (("tokens", True), ("exact", False)):
        checker = CheckerSpec(kind=CheckerKind(kind))
        problem = Problem(id="p", title="", statement="", tests=(test,), limits=LIMITS, checker=checker)
        got = verdict(judge, problem, "print(1, ' ' * 1_000_000)")
        assert (got is Verdict.ACCEPTED) is right


RACES = {
    "rewrites-its-input": "import os\ntry: os.pwrite(0, b'9 9', 0); os.ftruncate(0, 0)\nexcept OSError: pass\n",
    "writes-its-source": "try: open('solution.py', 'w').write('print(1)')\nexcept OSError: pass\n",
    "removes-its-folder": "import os, shutil\nshutil.rmtree('.', ignore_errors=True)\n",
    "replaces-the-interpreter": "import os, sys\ntry: os.unlink(sys.executable)\nexcept (OSError, TypeError): pass\n",
    "cuts-its-output": "import os, atexit\natexit.register(lambda: os.fork() or os._exit(0))\n",
}


@pytest.mark.parametrize("race", RACES.values(), ids=RACES)
def test_changing_what_was_given_changes_nothing_for_the_next_test(judge, race):
    """A77: no effect on other tests, and no fault of the machine."""
    source = f"text = input()\n{race}\nn, square = map(int, text.split())\nprint(f'secret-{{square * 7919 + n}}')"
    judgement = judge.judge(text_problem(), Solution(code=source), effort=Effort(repeats=2), all_tests=True)
    assert (judgement.verdict, judgement.faults) == (Verdict.ACCEPTED, 0)
    assert verdict(judge, text_problem(), HONEST_TEXT) is Verdict.ACCEPTED


@needs_c
@pytest.mark.parametrize(
    "harm",
    [
        'int fd = open("/proc/self/exe", O_WRONLY); if (fd >= 0) write(fd, "x", 1);',
        'char me[4096]; ssize_t k = readlink("/proc/self/exe", me, 4095); if (k > 0) { me[k] = 0; unlink(me); }',
        'char me[4096]; ssize_t k = readlink("/proc/self/exe", me, 4095); if (k > 0) { me[k] = 0; rename("/bin/true", me); }',
    ],
    ids=["write", "unlink", "rename"],
)
def test_a_binary_that_changes_itself_runs_unchanged_in_the_next_test(judge, harm):
    """A77, ETXTBSY included."""
    source = "#include <fcntl.h>\n#include <unistd.h>\n" + HONEST_C.replace("{ long", "{ " + harm + " long")
    judgement = judge_in_c(judge, source, text_problem())
    assert (judgement.verdict, judgement.passed, judgement.faults) == (Verdict.ACCEPTED, 3, 0)
    assert judge_in_c(judge, HONEST_C, text_problem()).verdict is Verdict.ACCEPTED


def test_a_status_that_is_not_ok_is_never_accepted_whatever_was_answered():
    """A69 to A77: the one rule under all of them."""
    for status in set(Status) - {Status.OK}:
        seen = replace(ran(b"secret-31678\n"), status=status)
        judgement = Judge(FakeSandbox({"x": seen})).judge(text_problem(1), Solution(code="x"), effort=QUICK)
        assert judgement.verdict.value == status.value
