import sys
from itertools import groupby


def runs(column):
    column.sort()
    return [(name, sum(1 for _ in group)) for name, group in groupby(column)]


def main():
    lines = sys.stdin.read().splitlines()
    top = int(lines[0])
    records = [line.split(" ") for line in lines[1:] if '"' in line]
    records = [fields for fields in records if len(fields) == 10]
    print("requests", len(records))
    print("damaged", len(lines) - 1 - len(records))
    print("bytes", sum(int(fields[9]) for fields in records if fields[9] != "-"))
    for status, count in runs([fields[8] for fields in records]):
        print("status", status, count)
    ranking = runs([fields[0] for fields in records])
    ranking.sort(key=lambda pair: pair[1], reverse=True)
    for host, count in ranking[:top]:
        print("host", host, count)


main()
