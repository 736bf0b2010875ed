def main():
    n = int(input())
    direction_of = {}
    history = {}
    booked = 0
    refused = 0
    duplicates = 0
    for _ in range(n):
        tid, item, direction, quantity = input().split(",")
        quantity = int(quantity)
        if tid in list(direction_of.keys()):
            duplicates += 1
            continue
        direction_of[tid] = direction
        changes = history.get(item, [])
        if direction == "out":
            if quantity > sum(changes):
                refused += 1
                continue
            quantity = -quantity
        if item not in history:
            history[item] = []
        history[item].append(quantity)
        booked += 1
    print(booked, refused, duplicates)
    for item in sorted(history):
        print(item, sum(history[item]))


main()
