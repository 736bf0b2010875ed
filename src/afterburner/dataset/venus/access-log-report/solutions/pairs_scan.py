import sys


def count(table, name):
    for pair in table:
        if pair[0] == name:
            pair[1] += 1
            return
    table.append([name, 1])


def main():
    top = int(sys.stdin.readline())
    # one short list of hosts for each last character
    hosts = [[] for _ in range(128)]
    statuses = []
    damaged = 0
    requests = 0
    total = 0
    for line in sys.stdin:
        fields = line.split()
        if len(fields) != 10 or '"' not in line:
            damaged += 1
            continue
        requests += 1
        count(statuses, fields[8])
        count(hosts[ord(fields[0][-1])], fields[0])
        if fields[9] != "-":
            total += int(fields[9])
    print("requests", requests)
    print("damaged", damaged)
    print("bytes", total)
    for status, number in sorted(statuses):
        print("status", status, number)
    ranking = [pair for table in hosts for pair in table]
    ranking.sort(key=lambda pair: (-pair[1], pair[0]))
    for host, number in ranking[:top]:
        print("host", host, number)


main()
