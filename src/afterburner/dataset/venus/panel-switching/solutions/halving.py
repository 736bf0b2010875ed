def switching_effort(settings, on_effort, off_effort):
    def solve(start, end):
        """Effort inside settings[start:end] and how many of them light each lamp."""
        if end - start == 1:
            setting = settings[start]
            return 0, [setting >> lamp & 1 for lamp in range(30)]
        middle = (start + end) // 2
        left_effort, left = solve(start, middle)
        right_effort, right = solve(middle, end)
        n_left = middle - start
        n_right = end - middle
        effort = left_effort + right_effort
        for a, b in zip(left, right):
            effort += on_effort * (n_left - a) * b + off_effort * a * (n_right - b)
        return effort, [a + b for a, b in zip(left, right)]

    return solve(0, len(settings))[0] if settings else 0
