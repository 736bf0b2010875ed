import sys
from array import array


def main():
    read = sys.stdin.buffer.readline
    n = int(read())
    first_child = array("i", [-1]) * (n + 1)
    next_sibling = array("i", [-1]) * n
    for relay, word in enumerate(read().split()):
        parent = int(word)
        next_sibling[relay] = first_child[parent]
        first_child[parent] = relay
    times = array("q", map(int, read().split()))
    stack = [first_child[n]]
    while stack:
        relay = stack.pop()
        child = first_child[relay]
        while child >= 0:
            times[child] += times[relay]
            stack.append(child)
            child = next_sibling[child]
    sys.stdout.write("\n".join(map(str, times)) + "\n")


main()
