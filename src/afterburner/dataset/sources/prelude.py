"""What LeetCode's judge has imported before a Python solution, and what its lists and trees are made of.

Published solutions of its problems rely on these names, and say nothing of where they come from.
"""

IMPORTS = """\
import bisect
import collections
import copy
import datetime
import functools
import heapq
import itertools
import math
import operator
import random
import re
import string
import sys
from bisect import *
from collections import *
from functools import *
from heapq import *
from itertools import *
from math import *
from operator import *
from typing import *
from sys import maxsize, stdin
from builtins import pow
"""
"""The last line: of the two functions called ``pow``, solutions mean the one that takes a modulus."""

NODES = """\
class ListNode:
    def __init__(self, val=0, next=None):
        self.val = val
        self.next = next


class TreeNode:
    def __init__(self, val=0, left=None, right=None):
        self.val = val
        self.left = left
        self.right = right


def list_node(values):
    head = None
    for value in reversed(values):
        head = ListNode(value, head)
    return head


def tree_node(values):
    if not values or values[0] is None:
        return None
    root = TreeNode(values[0])
    row, rest = [root], iter(values[1:])
    for node in row:
        for side in ("left", "right"):
            value = next(rest, None)
            if value is not None:
                child = TreeNode(value)
                setattr(node, side, child)
                row.append(child)
    return root
"""
