def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    number_of = {time: number for number, time in enumerate(sorted(set(times)), 1)}
    numbers = [number_of[time] for time in times]
    count = len(number_of)
    tree = [0] * (count + 1)
    ranks = []
    for lap, number in enumerate(numbers):
        if lap >= k:
            i = numbers[lap - k]
            while i <= count:
                tree[i] -= 1
                i += i & -i
        rank = 1
        i = number - 1
        while i:
            rank += tree[i]
            i &= i - 1
        ranks.append(rank)
        i = number
        while i <= count:
            tree[i] += 1
            i += i & -i
    print(*ranks)


main()
