class Solution:
    def count_ones(self, queries):
        largest = max((b for a, b in queries), default=0)
        ones = bytearray()
        for number in range(largest + 1):
            ones.append(format(number, "b").count("1"))
        blocks = []
        for start in range(0, largest + 1, 64):
            blocks.append(sum(ones[start : start + 64]))
        answers = []
        for a, b in queries:
            total = 0
            i = a
            while i <= b:
                if i % 64 == 0 and i + 63 <= b:
                    total += blocks[i // 64]
                    i += 64
                else:
                    total += ones[i]
                    i += 1
            answers.append(total)
        return answers
