def common_refrains(song, times, longest):
    moves, link, length, count = [{}], [-1], [0], [0]
    last = 0
    for letter in song:
        state = len(moves)
        moves.append({})
        link.append(0)
        length.append(length[last] + 1)
        count.append(1)
        node = last
        while node >= 0 and letter not in moves[node]:
            moves[node][letter] = state
            node = link[node]
        if node >= 0:
            target = moves[node][letter]
            if length[target] == length[node] + 1:
                link[state] = target
            else:
                copy = len(moves)
                moves.append(moves[target].copy())
                link.append(link[target])
                length.append(length[node] + 1)
                count.append(0)
                link[target] = link[state] = copy
                while node >= 0 and moves[node].get(letter) == target:
                    moves[node][letter] = copy
                    node = link[node]
        last = state
    total = 0
    for state in sorted(range(1, len(moves)), key=length.__getitem__, reverse=True):
        count[link[state]] += count[state]
        if count[state] >= times:
            total += max(0, min(longest, length[state]) - length[link[state]])
    return total
