from math import isqrt


def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    number_of = {time: number for number, time in enumerate(sorted(set(times)))}
    width = isqrt(len(number_of)) + 1
    per_number = [0] * len(number_of)
    per_bucket = [0] * (len(number_of) // width + 1)
    numbers = [number_of[time] for time in times]
    ranks = []
    for lap, number in enumerate(numbers):
        if lap >= k:
            old = numbers[lap - k]
            per_number[old] -= 1
            per_bucket[old // width] -= 1
        bucket = number // width
        ranks.append(sum(per_bucket[:bucket]) + sum(per_number[bucket * width:number]) + 1)
        per_number[number] += 1
        per_bucket[bucket] += 1
    print(*ranks)


main()
