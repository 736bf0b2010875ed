def cabins_of(stays):
    cabins = [0] * len(stays)
    waiting = sorted(range(len(stays)), key=lambda guest: stays[guest][0])
    cabin = 0
    while waiting:
        cabin += 1
        free_from = 0
        left = []
        for guest in waiting:
            arrival, departure = stays[guest]
            if arrival >= free_from:
                cabins[guest] = cabin
                free_from = departure
            else:
                left.append(guest)
        waiting = left
    return cabins
