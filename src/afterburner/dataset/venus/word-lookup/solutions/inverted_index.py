import re
import sys


def main():
    stream = sys.stdin
    n, q = map(int, stream.readline().split())
    find_words = re.compile("[a-z]+").findall
    index = {}
    for number in range(1, n + 1):
        for word in find_words(stream.readline().lower()):
            entry = index.get(word)
            if entry is None:
                index[word] = [1, number]
            else:
                entry[0] += 1
    out = [str(len(index))]
    missing = (0, "-")
    for _ in range(q):
        query = stream.readline().strip().lower()
        count, first = index.get(query, missing)
        out.append(f"{query} {count} {first}")
    sys.stdout.write("\n".join(out) + "\n")


main()
