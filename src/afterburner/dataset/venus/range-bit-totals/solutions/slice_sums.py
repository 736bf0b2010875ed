class Solution:
    def count_ones(self, queries):
        largest = 0
        for a, b in queries:
            if b > largest:
                largest = b
        ones = []
        for number in range(largest + 1):
            ones.append(bin(number).count("1"))
        answers = []
        for a, b in queries:
            answers.append(sum(ones[a : b + 1]))
        return answers
