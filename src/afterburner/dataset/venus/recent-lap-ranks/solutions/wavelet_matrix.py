def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    number_of = {time: number for number, time in enumerate(sorted(set(times)))}
    numbers = [number_of[time] for time in times]

    levels = []  # per bit, from the highest: the bit, zeros before each place, zeros in all
    row = numbers
    for bit in reversed(range(max(1, len(number_of).bit_length()))):
        zeros = [0]
        low, high = [], []
        for number in row:
            (high if number >> bit & 1 else low).append(number)
            zeros.append(len(low))
        levels.append((bit, zeros, len(low)))
        row = low + high

    ranks = []
    for lap, number in enumerate(numbers):
        left = max(0, lap - k + 1)
        right = lap
        rank = 1
        for bit, zeros, middle in levels:
            before, until = zeros[left], zeros[right]
            if number >> bit & 1:
                rank += until - before
                left += middle - before
                right += middle - until
            else:
                left, right = before, until
        ranks.append(rank)
    print(*ranks)


main()
