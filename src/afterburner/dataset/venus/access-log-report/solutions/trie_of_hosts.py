import sys


class Trie:
    def __init__(self):
        self.root = {}

    def add(self, word):
        node = self.root
        for letter in word:
            node = node.setdefault(letter, {})
        node["count"] = node.get("count", 0) + 1

    def items(self):
        stack = [("", self.root)]
        while stack:
            prefix, node = stack.pop()
            for key, child in node.items():
                if key == "count":
                    yield prefix, child
                else:
                    stack.append((prefix + key, child))


def main():
    lines = sys.stdin.readlines()
    top = int(lines[0])
    hosts = Trie()
    statuses = Trie()
    requests = total = 0
    for line in lines[1:]:
        fields = line.split()
        if len(fields) == 10 and '"' in line:
            requests += 1
            hosts.add(fields[0])
            statuses.add(fields[8])
            if fields[9] != "-":
                total += int(fields[9])
    print("requests", requests)
    print("damaged", len(lines) - 1 - requests)
    print("bytes", total)
    for status, count in sorted(statuses.items()):
        print("status", status, count)
    for host, count in sorted(hosts.items(), key=lambda item: (-item[1], item[0]))[:top]:
        print("host", host, count)


main()
