def lost_heaps(n, moves):
    is_lost = {}
    for largest in range(n, -1, -1):
        stack = [largest]
        while stack:
            heap = stack[-1]
            if heap in is_lost:
                stack.pop()
                continue
            unknown = None
            for move in moves:
                if move <= heap:
                    result = is_lost.get(heap - move)
                    if result:
                        is_lost[heap] = False
                        break
                    if result is None:
                        unknown = heap - move
            else:
                if unknown is None:
                    is_lost[heap] = True
            if heap not in is_lost:
                stack.append(unknown)
    return sum(is_lost.values())
