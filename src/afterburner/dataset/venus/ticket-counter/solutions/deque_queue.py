from collections import deque


def main():
    n = int(input())
    wanted = list(map(int, input().split()))
    line = deque(range(n))
    minute = 0
    lines = []
    while line:
        customer = line.popleft()
        minute += 1
        wanted[customer] -= 1
        if wanted[customer]:
            line.append(customer)
        else:
            lines.append(f"{customer + 1} {minute}")
    print("\n".join(lines))


main()
