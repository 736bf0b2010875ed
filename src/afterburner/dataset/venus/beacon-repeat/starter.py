m, a, b, c, x = map(int, input().split())
# TODO: print the length of the lead-in and the length of the loop
