from collections import Counter


def main():
    n, limit = map(int, input().split())
    amounts = Counter(map(int, input().split()))
    loads = {0}
    for weight, amount in amounts.items():
        # level: loads that need one parcel of this weight more than the level before
        level = loads
        for _ in range(amount):
            level = {load + weight for load in level if load + weight <= limit} - loads
            if not level:
                break
            loads = loads | level
    print(max(loads))


main()
