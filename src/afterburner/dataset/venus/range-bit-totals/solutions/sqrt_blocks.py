class Solution:
    BLOCK = 256

    def count_ones(self, queries):
        size = self.BLOCK
        largest = max((b for _, b in queries), default=0)
        ones = [bin(number).count("1") for number in range(largest + size)]
        blocks = [sum(ones[start : start + size]) for start in range(0, largest + 1, size)]
        answers = []
        for a, b in queries:
            first = (a + size - 1) // size
            last = (b + 1) // size
            if first > last:
                answers.append(sum(ones[a : b + 1]))
            else:
                total = sum(ones[a : first * size]) + sum(blocks[first:last]) + sum(ones[last * size : b + 1])
                answers.append(total)
        return answers
