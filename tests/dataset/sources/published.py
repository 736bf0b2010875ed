"""Records in published formats beyond HumanEval's, made for the tests: small problems with a right solution each."""

import base64
import json
import pickle
import zlib

RUNNER = """\
==Code Submission==

if __name__ == '__main__':
    import sys
    numbers = [int(word) for word in sys.stdin.read().split()]
    print(Solution().total(numbers))
"""
TOTAL = "class Solution:\n    def total(self, numbers: List[int]) -> int:\n        return sum(numbers)\n"
EQUALITY = "def evaluate(expected, actual):\n    return expected.strip() == actual.strip()\n"


def venus(**changes):
    record = {
        "problem_id": 17,
        "title": "Total",
        "question_content": "Add the numbers.",
        "difficulty": "Medium",
        "tags": ["Array", "Math"],
        "code_prompt": "class Solution:\n    def total(self, numbers: List[int]) -> int:\n",
        "test_case_generator": "def generate_test_cases(n):\n    return []\n",
        "test_case_evaluator": EQUALITY,
        "test_case_runners": RUNNER,
        "test_cases": json.dumps([{"input": "1 2", "output": "3"}, {"input": "5", "output": "5\n"}]),
        "solutions": [
            {"code": TOTAL, "passed": True, "time": 12.5, "memory": 4096.0, "integral": 99.0, "precentile_time": 3.0},
            {"code": "class Solution: pass", "passed": False, "time": float("inf"), "memory": 1.0, "integral": 1.0},
        ],
    }
    return {**record, **changes}


def mercury(**changes):
    record = {
        "slug_name": "largest-first",
        "meta_info": {"data": {}},
        "id": "3",
        "difficulty": "Easy",
        "pretty_content": ["Put the largest first."],
        "solutions": [
            {
                "hash": 1,
                "runtime": "9 ms",
                "solution": "class Solution:\n    def first(self, a: List[int], k: int) -> List[int]:\n"
                "        return nlargest(k, a)\n",
            }
        ],
        "prompt": "class Solution:\n    def first(self, a: List[int], k: int) -> List[int]:\n",
        "generator_code": "def generate_test_case():\n    return [1], 1\n",
        "convert_online": "def convert_online(case):\n    return case\n",
        "convert_offline": "import json\n\ndef convert_offline(case):\n    inputs, expected = case\n"
        "    a, k = inputs.split('\\n')\n    return (json.loads(a), int(k)), json.loads(expected)\n",
        "evaluate_offline": "def evaluate_offline(inputs, outputs, expected):\n"
        "    if outputs == expected:\n        return True\n    return False\n",
        "entry_point": "first",
        "test_cases": json.dumps(
            [{"input": "[3, 1, 2]\n2", "expected": "[3, 2]"}, {"input": "[5]\n1", "expected": "[5]"}]
        ),
    }
    return {**record, **changes}


def mercury_nodes(**changes):
    """A problem over linked lists."""
    record = mercury(
        slug_name="double-list",
        solutions=[
            {
                "solution": "class Solution:\n    def twice(self, head: Optional[ListNode]) -> Optional[ListNode]:\n"
                "        node = head\n        while node:\n            node.val, node = 2 * node.val, node.next\n"
                "        return head\n"
            }
        ],
        convert_offline="def convert_offline(case):\n    def made(values):\n        head = None\n"
        "        for value in reversed(values):\n            head = ListNode(value, head)\n        return head\n"
        "    inputs, expected = case\n    return [made(inputs)], made(expected)\n",
        entry_point="twice",
        test_cases=json.dumps([{"input": [1, 2], "expected": [2, 4]}]),
    )
    return {**record, **changes}


def effibench(**changes):
    record = {
        "problem_idx": 4,
        "task_name": "Pairs",
        "description": "Count pairs.",
        "markdown_description": "Count *pairs* of equal numbers.",
        "canonical_solution": "```python\nclass Solution:\n    def pairs(self, a):\n"
        "        return sum(n * (n - 1) // 2 for n in Counter(a).values())\n```",
        "test_case_generator": "import random\n",
        "test_case": "solution = solution\nassert solution.pairs([1, 1]) == 1\nassert solution.pairs([1, 2, 1, 1]) == 3\n",
    }
    return {**record, **changes}


def evalplus(**changes):
    record = {
        "task_id": "HumanEval/900",
        "prompt": 'def halves(a):\n    """ Halves of all. """\n',
        "contract": "    assert isinstance(a, list)\n",
        "canonical_solution": "    return [x / 2 for x in a]\n",
        "entry_point": "halves",
        "base_input": [[[1, 2]], [[]]],
        "plus_input": [[[7]], [[1, 2]]],
        "atol": 1e-3,
    }
    return {**record, **changes}


def mbpp_plus(**changes):
    """Task 2 of MBPP+: its arguments were tuples."""
    record = {
        "task_id": "Mbpp/2",
        "prompt": '"""\nFind what two tuples share.\n"""\n',
        "canonical_solution": "def similar_elements(a, b):\n    assert type(a) is tuple\n    return tuple(set(a) & set(b))\n",
        "entry_point": "similar_elements",
        "base_input": [[[3, 4, 5], [5, 4]]],
        "plus_input": [[[1], [2]]],
        "contract": "",
        "atol": 0,
    }
    return {**record, **changes}


def evalperf(**changes):
    record = {
        "task_id": "HumanEval/901",
        "entry_point": "ones",
        "reference": ["def ones(n):\n    return bin(n).count('1')\n", "def ones(n):\n    return n.bit_count()\n"],
        "scores": [50.0, 100.0],
        "pe_input": "[[123456789]]",
    }
    return {**record, **changes}


def mbpp(**changes):
    record = {
        "task_id": 601,
        "text": "Write a function that squares numbers.",
        "code": "def squares(a):\r\n    return tuple(x * x for x in a)\r\n",
        "test_list": ["assert set(squares([1, 2])) == set((1, 4))", "assert squares([]) == ()"],
        "test_setup_code": "",
        "challenge_test_list": ["assert squares((3,)) == (9,)"],
    }
    return {**record, **changes}


def enamel(**changes):
    record = {
        "task_id": "HumanEval/902",
        "prompt": "import math\n\ndef roots(a):\n    ''' Square roots. '''\n",
        "input_generator": "def generate_input(size: int, lid: int, cid: int):\n"
        "    return ([random.randint(1, 9) for _ in range(size)],)\n",
        "input_levels": "2 4 8 16",
        "reference_solution": "    return [math.sqrt(x) for x in a]\n",
        "checker": "def __check(input, answer, output):\n    return type(output) == type(answer) and output == answer\n",
        "entry_point": "roots",
    }
    return {**record, **changes}


PROMPT = "Write the function pair."


def coffe_function(folder, **changes):
    """Write a folder as COFFE ships its functions; ``changes`` replace what stands in its files."""
    code = "def solution(a):\n    return (min(a), max(a))\n"
    files = {
        "data": [{"final_prompt": PROMPT, "task_id": 5, "entry_point": "pair", "dataset": "mbpp"}],
        "best_solutions": {PROMPT: [code.replace("min(a)", "sorted(a)[0]"), False]},
        "solutions": {"prompt2groundtruth": {PROMPT: [[code, False]]}, "prompt2io": {PROMPT: False}},
        "testcases": {PROMPT: [{"input": [[3, 1]], "output": [[1, 3]]}, {"input": [[2]], "output": [[9, 9]]}]},
        "stressful_testcases": {
            PROMPT: [{"input": "[list(range(1000))]", "output": None}, {"input": "[[", "output": None}]
        },
    }
    return _folder(folder, {**files, **changes})


def coffe_file(folder, **changes):
    """Write a folder as COFFE ships its whole programs."""
    generator = (
        "import random\n\ndef generate_input():\n    return ' '.join(str(random.randint(1, 9)) for _ in range(50))\n"
    )
    files = {
        "data": [{"final_prompt": PROMPT, "dataset": "codeparrot/apps"}],
        "best_solutions": {PROMPT: ["print(sum(map(int, input().split())))\n", True]},
        "stressful_testcases": {PROMPT: [generator]},
    }
    return _folder(folder, {**files, **changes})


def _folder(folder, files):
    folder.mkdir(exist_ok=True)
    for name, value in files.items():
        (folder / f"{name}.json").write_text(json.dumps(value), "utf-8")
    return folder


def apps(**changes):
    record = {
        "problem_id": 12,
        "question": "Add two numbers.",
        "solutions": json.dumps(["print(sum(map(int, input().split())))\n"]),
        "input_output": json.dumps({"inputs": ["1 2\n", ["3 4", "5"]], "outputs": ["3\n", "7\n"]}),
        "difficulty": "interview",
        "url": "https://example.org/12",
        "starter_code": "",
    }
    return {**record, **changes}


def apps_function(**changes):
    record = apps(
        problem_id=13,
        solutions=json.dumps(["class Solution:\n    def both(self, a: List[int]):\n        return min(a), max(a)\n"]),
        input_output=json.dumps({"fn_name": "both", "inputs": [[[4, 2]], [[1]]], "outputs": [[[2, 4]], [1, 1]]}),
        starter_code="class Solution:\n    def both(self, a):\n",
    )
    return {**record, **changes}


def taco(**changes):
    record = {**apps(), "difficulty": "VERY_HARD", "tags": "['Sorting']", "raw_tags": "[]", "name": None}
    del record["problem_id"]
    return {**record, **changes}


def code_contests(**changes):
    record = {
        "name": "1_A. Sum",
        "description": "Add the numbers.",
        "public_tests": {"input": ["1 2\n"], "output": ["3\n"]},
        "private_tests": {"input": ["2 2\n"], "output": ["4\n"]},
        "generated_tests": {"input": ["1 2\n", "9 9\n"], "output": ["3\n", "18\n"]},
        "source": 2,
        "difficulty": 4,
        "solutions": {
            "language": [3, 1, 2],
            "solution": ["print(sum(map(int, input().split())))", "print 3", "int main() {}"],
        },
        "incorrect_solutions": {"language": [3], "solution": ["print(3)"]},
        "cf_tags": ["math"],
        "time_limit": {"seconds": 20, "nanos": 500000000},
        "memory_limit_bytes": 256000000,
        "input_file": "",
        "output_file": "",
    }
    return {**record, **changes}


def fusion(**changes):
    record = {
        "id": 3,
        "content": "Add the numbers.",
        "labels": json.dumps({"difficulty": "EASY", "name": "sum"}),
        "test": json.dumps([{"input": {"stdin": "1 2"}, "output": {"stdout": "3\n"}}]),
    }
    return {**record, **changes}


def packed(value):
    """Pack as LiveCodeBench does: JSON, pickled, compressed, in base64."""
    return base64.b64encode(zlib.compress(pickle.dumps(json.dumps(value)))).decode()


def live_code_bench(**changes):
    record = {
        "question_title": "Sum",
        "question_content": "Add the numbers.",
        "platform": "atcoder",
        "question_id": "abc999_a",
        "contest_id": "abc999",
        "starter_code": "",
        "difficulty": "easy",
        "public_test_cases": json.dumps([{"input": "1 2\n", "output": "3\n", "testtype": "stdin"}]),
        "private_test_cases": packed([{"input": "5 5\n", "output": "10\n", "testtype": "stdin"}]),
        "metadata": "{}",
    }
    return {**record, **changes}


def live_code_bench_function(**changes):
    case = {"input": "[1, 2]\n3", "output": "[4, 5]", "testtype": "functional"}
    record = live_code_bench(
        question_id="2999",
        starter_code="class Solution:\n    def shift(self, a: List[int], k: int) -> List[int]:\n        ",
        public_test_cases=json.dumps([case]),
        private_test_cases=json.dumps([{**case, "input": "[]\n1", "output": "[]"}]),
        metadata=json.dumps({"func_name": "shift"}),
    )
    return {**record, **changes}


def pie(**changes):
    record = {
        "user_id": "u1",
        "problem_id": "p00001",
        "language": "Python",
        "submission_id_v0": "s1",
        "submission_id_v1": "s2",
        "cpu_time_v0": 900,
        "cpu_time_v1": 20,
        "code_v0": "print(sum([int(w) for w in input().split()]))\n",
        "code_v1": "print(sum(map(int, input().split())))\n",
    }
    return {**record, **changes}


FORMATS = {
    "apps": apps(),
    "taco": taco(),
    "venus": venus(),
    "mercury": mercury(),
    "effibench": effibench(),
    "evalplus": evalplus(),
    "evalperf": evalperf(),
    "mbpp": mbpp(),
    "enamel": enamel(),
    "code-contests": code_contests(),
    "code-contests-fusion": fusion(),
    "livecodebench": live_code_bench(),
    "pie": pie(),
}
"""A record of each format that is one JSON object; COFFE's are folders."""
