def main():
    n = int(input())
    seen = {}
    items = []
    balances = []
    booked = refused = duplicates = 0
    for _ in range(n):
        tid, item, direction, quantity = input().split(",")
        quantity = int(quantity)
        ending = tid[-2:]
        if ending not in seen:
            seen[ending] = []
        if tid in seen[ending]:
            duplicates += 1
            continue
        seen[ending].append(tid)
        balance = 0
        if item in items:
            balance = balances[items.index(item)]
        if direction == "out" and balance < quantity:
            refused += 1
            continue
        booked += 1
        if item not in items:
            items.append(item)
            balances.append(0)
        position = items.index(item)
        if direction == "in":
            balances[position] += quantity
        else:
            balances[position] -= quantity
    print(booked, refused, duplicates)
    for item, balance in sorted(zip(items, balances)):
        print(item, balance)


main()
