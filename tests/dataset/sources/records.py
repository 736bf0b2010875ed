"""Records in published formats, made for the tests."""

import json


def human_eval(**changes):
    record = {
        "task_id": "Made/0",
        "prompt": 'def twice(x: int) -> int:\n    """ Return x two times. """\n',
        "entry_point": "twice",
        "canonical_solution": "    return 2 * x\n",
        "test": "def check(candidate):\n    for n in range(3):\n        assert candidate(n) == n + n\n"
        "    assert candidate(x=7) == 14\n    assert candidate(1) == 2\n",
    }
    return {**record, **changes}


NODES = """
class ListNode:
    def __init__(self, val=0, next=None):
        self.val = val
        self.next = next


def list_node(values):
    head = None
    for value in reversed(values):
        head = ListNode(value, head)
    return head


class TreeNode:
    def __init__(self, val=0, left=None, right=None):
        self.val, self.left, self.right = val, left, right


def tree_node(values):
    nodes = [None if value is None else TreeNode(value) for value in values]
    waiting = nodes[::-1]
    root = waiting.pop() if waiting else None
    for node in nodes:
        if node is not None:
            node.left = waiting.pop() if waiting else None
            node.right = waiting.pop() if waiting else None
    return root
"""


def leetcode(**changes):
    record = {
        "task_id": "largest-plus-one",
        "prompt": "from typing import *\nfrom math import *\n",
        "completion": "class Solution:\n    def next(self, a: List[int], k: int) -> int:\n        return max(a) + k\n",
        "entry_point": "Solution().next",
        "test": "def check(candidate):\n    assert candidate(a = [1, 3], k = 1) == 4\n"
        "    assert candidate(k = 2, a = [5]) == 7\n",
        "query": "The largest of a, and k more.",
        "response": "",
        "input_output": [],
        "meta": {"difficulty": "Easy", "lang_code": "class Solution:\n    def next(self, a, k):"},
    }
    return {**record, **changes}


def backwards(**changes):
    """A problem whose arguments and result are linked lists."""
    record = leetcode(
        task_id="backwards",
        prompt=NODES,
        completion="class Solution:\n    def flip(self, head):\n        before = None\n        while head:\n"
        "            head.next, before, head = before, head, head.next\n        return before\n",
        entry_point="Solution().flip",
        test="def values(node):\n    return [] if node is None else [node.val, *values(node.next)]\n\n\n"
        "def check(candidate):\n    assert values(candidate(head = list_node([1, 2, 3]))) == [3, 2, 1]\n"
        "    assert candidate(head = list_node([])) is None\n",
    )
    return {**record, **changes}


def depth(**changes):
    """A problem whose argument is a tree."""
    record = leetcode(
        task_id="depth",
        prompt=NODES,
        completion="class Solution:\n    def depth(self, root):\n"
        "        return 0 if root is None else 1 + max(self.depth(root.left), self.depth(root.right))\n",
        entry_point="Solution().depth",
        test="def check(candidate):\n    assert candidate(root = tree_node([1, None, 2, 3])) == 3\n"
        "    assert candidate(root = tree_node([])) == 0\n",
    )
    return {**record, **changes}


def file_of(path, *records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path
