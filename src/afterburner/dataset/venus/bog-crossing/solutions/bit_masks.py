def least_effort(effort):
    width = len(effort[0]) + 1
    # Bit i stands for the cell i of the flat grid; one closed column keeps the rows apart.
    digits = "".join("".join(map(str, row)) + "x" for row in effort)[::-1]
    masks = []
    for cost in range(10):
        text = digits.translate({ord(digit): "1" if digit == str(cost) else "0" for digit in "0123456789x"})
        masks.append(int(text, 2))
    goal = 1 << (len(digits) - 2)
    total = effort[0][0]
    waves = {total: 1}  # total effort -> cells reached by it
    new = [mask & ~1 for mask in masks]  # by cost, cells not reached yet
    while True:
        wave = waves.pop(total, 0)
        free = new[0]
        spread = wave
        while spread:
            spread = (spread << 1 | spread >> 1 | spread << width | spread >> width) & free
            free &= ~spread
            wave |= spread
        new[0] = free
        if wave & goal:
            return total
        if wave:
            around = wave << 1 | wave >> 1 | wave << width | wave >> width
            for cost in range(1, 10):
                cells = around & new[cost]
                if cells:
                    new[cost] &= ~cells
                    waves[total + cost] = waves.get(total + cost, 0) | cells
        total += 1
