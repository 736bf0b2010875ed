"""Requests as they may look: shown in OpenAPI, and made in the tests."""

from typing import Any

Examples = dict[str, dict[str, Any]]

_SUM = "a, b = map(int, input().split())\nprint(a + b)\n"

EXECUTE: Examples = {
    "a whole program": {"value": {"code": _SUM, "stdin": "19 23\n", "limits": {"cpu_s": 2, "memory_bytes": 268435456}}},
    "a function": {"value": {"code": "def f(x):\n    return x * 2\n", "entry_point": "f", "stdin": "[21]"}},
    "bytes that are not UTF-8": {
        "value": {
            "code": "import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read())\n",
            "stdin": "/wA=",
            "stdin_encoding": "base64",
        }
    },
    "nobody waits": {"value": {"code": _SUM, "stdin": "1 2\n", "wait": False}},
}

JUDGE: Examples = {
    "tests": {
        "value": {
            "code": _SUM,
            "tests": [{"input": "19 23\n", "expected": "42\n"}, {"input": "1 1\n", "expected": "2\n"}],
            "limits": {"cpu_s": 2},
        }
    },
    "a function": {
        "value": {
            "code": "def mean(xs):\n    return sum(xs) / len(xs)\n",
            "entry_point": "mean",
            "checker": {"kind": "float", "tolerance": 1e-9},
            "tests": [{"input": [[1, 2, 3]], "expected": 2.0}, {"input": {"xs": [1, 2]}, "expected": 1.5}],
        }
    },
    "a function in another language": {
        "value": {
            "code": "def mean(xs) = xs.sum / xs.size.to_f\n",
            "language": "ruby",
            "entry_point": "mean",
            "signature": "mean(xs: list[int]) -> float",
            "checker": {"kind": "float", "tolerance": 1e-9},
            "tests": [{"input": [[1, 2, 3]], "expected": 2.0}],
        }
    },
    "a built-in problem": {"value": {"code": "print('?')\n", "problem": "pairs-with-sum", "repeats": 0}},
}

BATCH: Examples = {
    "two programs, the same tests": {
        "value": {
            "jobs": [
                {"do": "judge", "id": "a", "code": _SUM},
                {"do": "judge", "id": "b", "code": "print(42)\n"},
            ],
            "shared": {"tests": [{"input": "19 23\n", "expected": "42\n"}, {"input": "1 1\n", "expected": "2\n"}]},
        }
    },
    "runs": {
        "value": {
            "jobs": [
                {"do": "execute", "id": 1, "code": _SUM, "stdin": "1 2\n"},
                {"do": "execute", "id": 2, "code": _SUM, "stdin": "3 4\n"},
            ]
        }
    },
}

REWARDS: Examples = {
    "two completions of one prompt": {
        "value": {
            "ground_truth": {
                "problem": "pairs-with-sum",
                "language": "python",
                "objective": "time",
                "baseline_code": None,
            },
            "completions": ["no program", "<solution>```python\nprint(0)\n```</solution>"],
        }
    }
}
