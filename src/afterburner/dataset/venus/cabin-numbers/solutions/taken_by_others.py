def cabins_of(stays):
    cabins = [0] * len(stays)
    order = sorted(range(len(stays)), key=lambda guest: stays[guest][0])
    for served, guest in enumerate(order):
        arrival = stays[guest][0]
        taken = {cabins[other] for other in order[:served] if stays[other][1] > arrival}
        cabin = 1
        while cabin in taken:
            cabin += 1
        cabins[guest] = cabin
    return cabins
