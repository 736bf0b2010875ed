class Solution:
    def first_of_each(self, words: list[str]) -> list[str]:
        # TODO: return the first word of every anagram family
        pass
