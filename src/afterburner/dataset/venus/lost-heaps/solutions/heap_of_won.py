import heapq


def lost_heaps(n, moves):
    moves = list(set(moves))
    lost = []
    queue = []  # (won heap, move, index of the lost heap that the move leads to)
    waiting = moves  # moves whose next lost heap isn't known yet
    for heap in range(n + 1):
        is_won = False
        while queue and queue[0][0] == heap:
            is_won = True
            _, move, index = queue[0]
            if index + 1 < len(lost):
                heapq.heapreplace(queue, (lost[index + 1] + move, move, index + 1))
            else:
                heapq.heappop(queue)
                waiting.append(move)
        if not is_won:
            lost.append(heap)
            for move in waiting:
                heapq.heappush(queue, (heap + move, move, len(lost) - 1))
            waiting = []
    return len(lost)
