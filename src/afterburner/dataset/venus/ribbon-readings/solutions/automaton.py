from collections import deque


def ribbon_readings(ribbon, words):
    moves, lengths, falls = [{}], [()], [0]
    for word in set(words):
        state = 0
        for letter in word:
            if letter not in moves[state]:
                moves[state][letter] = len(moves)
                moves.append({})
                lengths.append(())
                falls.append(0)
            state = moves[state][letter]
        lengths[state] = (len(word),)
    queue = deque(moves[0].values())
    while queue:
        state = queue.popleft()
        fall = falls[state]
        lengths[state] += lengths[fall]
        # Children of the trie wait for their turn; their fall is where the same letter leads from the fall of this state.
        queue.extend(moves[state].values())
        for letter, target in moves[fall].items():
            child = moves[state].setdefault(letter, target)
            if child != target:
                falls[child] = target
    ways = [1]
    state = 0
    for end, letter in enumerate(ribbon, 1):
        state = moves[state].get(letter, 0)
        ways.append(sum([ways[end - length] for length in lengths[state]]) % 1_000_000_007)
    return ways[-1]
