import re
import sys
from collections import defaultdict

LINE = re.compile(r'(\S+) [^"]*"[^"]*" (\d{3}) (\d+|-)$')


def main():
    stream = sys.stdin
    top = int(stream.readline())
    hosts = defaultdict(int)
    statuses = defaultdict(int)
    damaged = total = 0
    match = LINE.match
    for line in stream:
        found = match(line)
        if found is None:
            damaged += 1
            continue
        host, status, size = found.groups()
        hosts[host] += 1
        statuses[status] += 1
        if size != "-":
            total += int(size)
    report = [f"requests {sum(statuses.values())}", f"damaged {damaged}", f"bytes {total}"]
    report += [f"status {status} {statuses[status]}" for status in sorted(statuses)]
    ranking = sorted(hosts.items(), key=lambda pair: (-pair[1], pair[0]))
    report += [f"host {host} {count}" for host, count in ranking[:top]]
    print("\n".join(report))


main()
