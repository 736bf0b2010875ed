class Solution:
    def group_sizes(self, n, links):
        # TODO: return the sizes of the groups, largest first
        pass
