def switching_effort(settings, on_effort, off_effort):
    n = len(settings)
    switched = 0
    gained = 0  # lamps switched on minus lamps switched off
    for i, old in enumerate(settings):
        switched += sum(map(int.bit_count, map(old.__xor__, settings[i + 1:])))
        gained += old.bit_count() * (2 * i - n + 1)
    ons = (switched + gained) // 2
    return on_effort * ons + off_effort * (switched - ons)
