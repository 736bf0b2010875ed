import sys


class Node:
    __slots__ = ("children", "count", "first")

    def __init__(self):
        self.children = {}
        self.count = 0
        self.first = 0


def main():
    data = sys.stdin.read().lower().split("\n")
    n, q = map(int, data[0].split())
    root = Node()
    distinct = 0
    for number in range(1, n + 1):
        node = root
        for ch in data[number] + " ":
            if "a" <= ch <= "z":
                following = node.children.get(ch)
                if following is None:
                    following = node.children[ch] = Node()
                node = following
            elif node is not root:
                if node.count == 0:
                    node.first = number
                    distinct += 1
                node.count += 1
                node = root
    out = [str(distinct)]
    for query in data[n + 1 : n + 1 + q]:
        query = query.strip()
        node = root
        for ch in query:
            node = node.children.get(ch)
            if node is None:
                break
        if node is None or node.count == 0:
            out.append(query + " 0 -")
        else:
            out.append(f"{query} {node.count} {node.first}")
    print("\n".join(out))


main()
