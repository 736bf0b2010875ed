def lost_heaps(n, moves):
    ordered = sorted(set(moves))
    lost = set()
    for heap in range(n + 1):
        for move in ordered:
            if heap - move in lost:
                break
        else:
            lost.add(heap)
    return len(lost)
