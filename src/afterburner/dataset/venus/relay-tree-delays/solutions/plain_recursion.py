n = int(input())
parents = list(map(int, input().split()))
delays = list(map(int, input().split()))


def arrival(relay):
    if parents[relay] == -1:
        return delays[relay]
    return arrival(parents[relay]) + delays[relay]


for relay in range(n):
    print(arrival(relay))
