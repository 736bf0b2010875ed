def main():
    n, target = map(int, input().split())
    numbers = list(map(int, input().split()))
    pairs = 0
    for x in sorted(set(numbers)):
        partner = target - x
        if partner < x:
            break
        here = numbers.count(x)
        if partner == x:
            pairs += here * (here - 1) // 2
        else:
            pairs += here * numbers.count(partner)
    print(pairs)


main()
