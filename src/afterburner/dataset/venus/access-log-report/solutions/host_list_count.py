import re
import sys


def main():
    top = int(input())
    hosts = []
    statuses = []
    damaged = 0
    total = 0
    for line in sys.stdin:
        match = re.match(r'(\S+) \S+ \S+ \[.*\] "(\S+) (\S+) \S+" (\d\d\d) (\d+|-)$', line)
        if match is None:
            damaged += 1
            continue
        hosts.append(match.group(1))
        statuses.append(match.group(4))
        size = match.group(5)
        if size != "-":
            total += int(size)
    print("requests", len(hosts))
    print("damaged", damaged)
    print("bytes", total)
    for status in sorted(set(statuses)):
        print("status", status, statuses.count(status))
    ranking = []
    for host in set(hosts):
        ranking.append((-hosts.count(host), host))
    ranking.sort()
    for count, host in ranking[:top]:
        print("host", host, -count)


main()
