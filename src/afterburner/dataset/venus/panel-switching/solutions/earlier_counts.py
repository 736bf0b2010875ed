def switching_effort(settings, on_effort, off_effort):
    earlier = {}
    ons = offs = 0
    for new in settings:
        dark = ~new
        for old, count in earlier.items():
            ons += count * (new & ~old).bit_count()
            offs += count * (old & dark).bit_count()
        earlier[new] = earlier.get(new, 0) + 1
    return on_effort * ons + off_effort * offs
