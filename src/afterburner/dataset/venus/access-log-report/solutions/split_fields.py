import sys


def main():
    stream = sys.stdin
    top = int(stream.readline())
    hosts = {}
    statuses = {}
    requests = damaged = total = 0
    for line in stream:
        fields = line.split()
        if len(fields) != 10 or '"' not in line:
            damaged += 1
            continue
        requests += 1
        host = fields[0]
        status = fields[8]
        hosts[host] = hosts.get(host, 0) + 1
        statuses[status] = statuses.get(status, 0) + 1
        if fields[9] != "-":
            total += int(fields[9])
    out = [f"requests {requests}", f"damaged {damaged}", f"bytes {total}"]
    for status in sorted(statuses):
        out.append(f"status {status} {statuses[status]}")
    ranking = sorted(hosts.items(), key=lambda item: (-item[1], item[0]))
    for host, count in ranking[:top]:
        out.append(f"host {host} {count}")
    sys.stdout.write("\n".join(out) + "\n")


main()
