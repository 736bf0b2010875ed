def contact_groups(teeth):
    top = max(teeth, default=0)
    masks = [0] * (top + 1)
    for d in range(1, top + 1):
        bit = 1 << d
        for multiple in range(d, top + 1, d):
            masks[multiple] |= bit
    own = [masks[size] for size in teeth]
    total = 0
    for i, mask in enumerate(own):
        for other in own[:i]:
            total += (mask & other).bit_length() - 1
    return total
