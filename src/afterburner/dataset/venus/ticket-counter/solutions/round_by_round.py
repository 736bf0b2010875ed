import sys


def main():
    n, *wanted = map(int, sys.stdin.read().split())
    minute = 0
    tickets = 0
    here = list(range(n))
    lines = []
    while here:
        tickets += 1
        staying = []
        for customer in here:
            minute += 1
            if wanted[customer] == tickets:
                lines.append(f"{customer + 1} {minute}\n")
            else:
                staying.append(customer)
        here = staying
    sys.stdout.writelines(lines)


main()
