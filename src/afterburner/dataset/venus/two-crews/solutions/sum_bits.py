n = int(input())
first, second, *rowers = map(int, input().split())
room = n // 2 - 1
sums = [1 << first] + [0] * room
for weight in rowers:
    for size in range(room, 0, -1):
        sums[size] |= sums[size - 1] << weight
total = first + second + sum(rowers)
# The other crew is heavier or lighter: the nearest weight below and above the half.
half = total // 2
below = (sums[room] & ((2 << half) - 1)).bit_length() - 1
above = sums[room] >> half
distances = []
if below >= 0:
    distances.append(total - 2 * below)
if above:
    crew = half + (above & -above).bit_length() - 1
    distances.append(abs(2 * crew - total))
print(min(distances))
