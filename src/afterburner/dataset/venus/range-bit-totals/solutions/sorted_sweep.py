class Solution:
    def count_ones(self, queries):
        events = []
        for index, (a, b) in enumerate(queries):
            events.append((a, index, -1))
            events.append((b + 1, index, 1))
        events.sort()
        answers = [0] * len(queries)
        number = 0
        total = 0
        for bound, index, sign in events:
            while number < bound:
                total += number.bit_count()
                number += 1
            answers[index] += sign * total
        return answers
