import re
import sys


def main():
    top = int(input())
    hosts = {}
    statuses = {}
    damaged = 0
    total = 0
    for line in sys.stdin:
        host = re.search(r"^\S+", line)
        request = re.search(r'"(\S+) (\S+) (\S+)"', line)
        tail = re.search(r'" (\d\d\d) (\S+)$', line)
        if not host or not request or not tail:
            damaged += 1
            continue
        host = host.group()
        status = tail.group(1)
        size = tail.group(2)
        if host in hosts:
            hosts[host] += 1
        else:
            hosts[host] = 1
        if status in statuses:
            statuses[status] += 1
        else:
            statuses[status] = 1
        if size != "-":
            total += int(size)
    print("requests", sum(hosts.values()))
    print("damaged", damaged)
    print("bytes", total)
    for status in sorted(statuses):
        print("status", status, statuses[status])
    for host in sorted(hosts, key=lambda name: (-hosts[name], name))[:top]:
        print("host", host, hosts[host])


main()
