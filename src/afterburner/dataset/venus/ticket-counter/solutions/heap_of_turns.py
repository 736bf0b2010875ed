import heapq


def main():
    n = int(input())
    wanted = list(map(int, input().split()))
    # The next turn of everybody: (round, customer); who buys goes on in the round after.
    turns = [(0, customer) for customer in range(n)]
    minute = 0
    while turns:
        minute += 1
        number, customer = turns[0]
        wanted[customer] -= 1
        if wanted[customer]:
            heapq.heapreplace(turns, (number + 1, customer))
        else:
            heapq.heappop(turns)
            print(customer + 1, minute)


main()
