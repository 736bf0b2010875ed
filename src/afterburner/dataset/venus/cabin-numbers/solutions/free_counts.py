def cabins_of(stays):
    n = len(stays)
    size = 1
    while size <= n:
        size *= 2
    tree = [i & -i for i in range(size)]  # each cabin counts 1 in the beginning
    events = sorted(
        [(a, 1, guest) for guest, (a, _) in enumerate(stays)] + [(b, 0, guest) for guest, (_, b) in enumerate(stays)]
    )
    cabins = [0] * n
    for _, is_arrival, guest in events:
        if is_arrival:
            before = 0  # cabins up to this one are all taken
            step = size // 2
            while step:
                if tree[before + step] == 0:
                    before += step
                step //= 2
            cabin = before + 1
            cabins[guest] = cabin
            change = -1
        else:
            cabin = cabins[guest]
            change = 1
        while cabin < size:
            tree[cabin] += change
            cabin += cabin & -cabin
    return cabins
