import sys


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    n, wanted = data[0], data[1:]
    most = max(wanted)
    amount = [0] * (most + 2)
    for tickets in wanted:
        amount[tickets] += 1
    # full[t]: minutes for the first t rounds
    full = [0] * (most + 1)
    here = n
    for tickets in range(1, most + 1):
        full[tickets] = full[tickets - 1] + here
        here -= amount[tickets]
    tree = [0] * (most + 1)
    result = []
    for number, tickets in enumerate(wanted, 1):
        # customers up to this one who want fewer tickets
        fewer = 0
        i = tickets - 1
        while i:
            fewer += tree[i]
            i &= i - 1
        i = tickets
        while i <= most:
            tree[i] += 1
            i += i & -i
        result.append((full[tickets - 1] + number - fewer, number))
    result.sort()
    sys.stdout.write("".join(f"{number} {minute}\n" for minute, number in result))


main()
