import re
import sys


def main():
    header, _, rest = sys.stdin.read().partition("\n")
    n, q = map(int, header.split())
    lines = rest.lower().split("\n")
    # Every word stands between two bars of its own, lines keep their line breaks: |the||cat|\n|sat|
    text = re.sub("([a-z]+)", r"|\1|", re.sub("[^a-z\n]", " ", "\n".join(lines[:n])))
    print(len(set(text.replace("|", " ").split())))
    for query in lines[n : n + q]:
        pattern = "|" + query.strip() + "|"
        count = text.count(pattern)
        if count:
            first = text.count("\n", 0, text.index(pattern)) + 1
            print(query.strip(), count, first)
        else:
            print(query.strip(), 0, "-")


main()
