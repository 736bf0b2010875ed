n = int(input())
first, second, *rowers = map(int, input().split())
room = n // 2 - 1
# How much heavier the first captain's boat is, times 16, plus the number of its other rowers.
states = {16 * (first - second)}
for placed, weight in enumerate(rowers):
    joins = 16 * weight + 1
    shift = 16 * weight
    grown = {state + joins for state in states if state & 15 < room}
    grown.update([state - shift for state in states if placed - (state & 15) < room])
    states = grown
print(min(abs(state >> 4) for state in states))
