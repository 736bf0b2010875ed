class Solution:
    def repeat_report(self, log: list[str]) -> list:
        # TODO: return [first repeated id or None, number of repeated ids]
        pass
