def main():
    n, q = map(int, input().split())
    table = [tuple(map(int, input().split())) for _ in range(n)]
    known = {}
    for _ in range(q):
        weight = int(input())
        if weight not in known:
            known[weight] = -1
            for limit, price in table:
                if limit >= weight:
                    known[weight] = price
                    break
        print(known[weight])


main()
