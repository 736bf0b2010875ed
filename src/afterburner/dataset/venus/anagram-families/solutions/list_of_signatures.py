class Solution:
    def first_of_each(self, words):
        seen = []
        result = []
        for word in words:
            signature = "".join(sorted(word))
            if signature not in seen:
                seen.append(signature)
                result.append(word)
        return result
