class Solution:
    def first_of_each(self, words):
        weight = {chr(97 + i): 1 << (5 * i) for i in range(26)}.__getitem__
        families = {}
        for word in words:
            key = sum(map(weight, word))
            if key not in families:
                families[key] = word
        return list(families.values())
