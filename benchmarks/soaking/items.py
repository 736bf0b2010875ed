"""What is judged in a soak test: programs, each with the only verdict that is right for it.

    item(7).solution, item(7).expected      the same today and tomorrow

Slow, greedy and malicious ones are among them. A verdict other than the expected one means that the machine's trouble was
scored against a program, or that one program got at another.
"""

import random
from dataclasses import dataclass

from afterburner.core.execution import MIB, Limits
from afterburner.core.problem import Problem, Solution, Test
from afterburner.core.status import Verdict

TESTS = tuple(Test(name=str(n), input=b"%d %d\n" % (n, 2 * n), expected=b"%d\n" % (3 * n)) for n in range(5))
LIMITS = Limits(cpu_s=0.5, wall_s=10.0, memory_bytes=128 * MIB, output_bytes=MIB, processes=16)
PROBLEM = Problem(id="sum", title="Sum", statement="Print the sum of two numbers.", tests=TESTS, limits=LIMITS)

_SUM = "print(sum(map(int, input().split())))\n"
_C = '#include <stdio.h>\nint main(void) { long a, b; scanf("%ld %ld", &a, &b); printf("%ld\\n", a + b); }\n'
_LEAVE_A_PROCESS = (
    "import os, time\nif os.fork() == 0:\n    os.setsid()\n    os.fork()\n    time.sleep(60)\n    os._exit(0)\n"
)
_LEAVE_FILES = "import os\nfor n in range(20):\n    open(f'/tmp/left-{n}', 'w').write('x' * 10000)\n"
_KILL_ALL = "import os, signal\ntry:\n    os.kill(-1, signal.SIGKILL)\nexcept OSError:\n    pass\n"
_FORK_ALL = """\
import os, time
try:
    while True:
        if os.fork() == 0:
            time.sleep(30)
except OSError:
    pass
"""

_KINDS: tuple[tuple[int, str, str, Verdict], ...] = (
    (30, "python", _SUM, Verdict.ACCEPTED),
    (8, "python", "for _ in range(400000): pass\n" + _SUM, Verdict.ACCEPTED),
    (8, "python", "print(sum(map(int, input().split())) + 1)\n", Verdict.WRONG_ANSWER),
    (6, "python", _SUM + "raise SystemExit(3)\n", Verdict.RUNTIME_ERROR),
    (2, "python", "while True: pass\n", Verdict.TIME_LIMIT_EXCEEDED),
    (3, "python", "held = []\nwhile True: held.append(b'x' * (1 << 20))\n", Verdict.MEMORY_LIMIT_EXCEEDED),
    (3, "python", "while True: print('x' * 65536)\n", Verdict.OUTPUT_LIMIT_EXCEEDED),
    (4, "python", _LEAVE_A_PROCESS + _SUM, Verdict.ACCEPTED),
    (4, "python", _LEAVE_FILES + _SUM, Verdict.ACCEPTED),
    (3, "python", _KILL_ALL + _SUM, Verdict.ACCEPTED),
    (2, "python", _FORK_ALL + "print('forked')\n", Verdict.WRONG_ANSWER),
    (2, "c", _C, Verdict.ACCEPTED),
    (2, "c", "int main(void) { return x; }\n", Verdict.COMPILE_ERROR),
)
"""How many of a hundred or so, language, source, verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One piece of work."""

    number: int
    solution: Solution
    expected: Verdict


def item(number: int) -> Item:
    """Return the piece of work with this number: most are like no other, as what a model writes is."""
    drawn = random.Random(number)  # noqa: S311 - a choice, no secret
    kind = drawn.choices(_KINDS, weights=[kind[0] for kind in _KINDS])[0]
    _weight, language, source, expected = kind
    note = f"// {number}\n" if language == "c" else f"# {number}\n"
    return Item(number=number, solution=Solution(language=language, code=note + source), expected=expected)
