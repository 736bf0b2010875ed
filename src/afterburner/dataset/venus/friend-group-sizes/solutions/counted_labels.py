class Solution:
    def group_sizes(self, n, links):
        friends = [[] for _ in range(n)]
        for a, b in links:
            friends[a].append(b)
            friends[b].append(a)

        # give every person the label of the first member of the group
        labels = [-1] * n
        for person in range(n):
            if labels[person] == -1:
                labels[person] = person
                todo = [person]
                while todo:
                    current = todo.pop()
                    for friend in friends[current]:
                        if labels[friend] == -1:
                            labels[friend] = person
                            todo.append(friend)

        # count how often each label occurs
        different = []
        for label in labels:
            if label not in different:
                different.append(label)
        sizes = []
        for label in different:
            sizes.append(labels.count(label))
        sizes.sort()
        sizes.reverse()
        return sizes
