n, m = map(int, input().split())
quarrels = [tuple(map(int, input().split())) for _ in range(m)]
# TODO: print the bus of every singer as one word of letters A and B, or "impossible"
