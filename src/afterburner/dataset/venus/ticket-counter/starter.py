n = int(input())
wanted = list(map(int, input().split()))
# TODO: print the customers in the order in which they go home, with the minute
