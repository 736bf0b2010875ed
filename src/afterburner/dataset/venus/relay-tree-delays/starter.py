n = int(input())
parents = list(map(int, input().split()))
delays = list(map(int, input().split()))
# TODO: print for each relay the time at which it has the message ready
