class Solution:
    def first_of_each(self, words):
        families = {}
        for word in words:
            families.setdefault(bytes(sorted(word.encode())), word)
        return list(families.values())
