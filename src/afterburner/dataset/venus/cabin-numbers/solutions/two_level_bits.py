from heapq import heappop, heappush

WIDTH = 30


def cabins_of(stays):
    n = len(stays)
    words = [(1 << WIDTH) - 1] * (n // WIDTH + 1)
    filled = (1 << len(words)) - 1  # the words with a free cabin
    cabins = [0] * n
    taken = []
    for guest in sorted(range(n), key=lambda guest: stays[guest][0]):
        arrival, departure = stays[guest]
        while taken and taken[0][0] <= arrival:
            word, place = divmod(heappop(taken)[1], WIDTH)
            if not words[word]:
                filled |= 1 << word
            words[word] |= 1 << place
        word = (filled & -filled).bit_length() - 1
        lowest = words[word] & -words[word]
        words[word] ^= lowest
        if not words[word]:
            filled ^= 1 << word
        cabin = word * WIDTH + lowest.bit_length() - 1
        heappush(taken, (departure, cabin))
        cabins[guest] = cabin + 1
    return cabins
