class Solution {
    // Roads of a node of the tree over time: a chain of entries.
    static int[] firstOf, next, from, to;
    static int entries;
    static int[] parent; // of a root: minus the size of its group
    static int[] joined, sizeOfJoined;
    static int depth;
    static long[] result;
    static int size;

    static void put(int node, int u, int v) {
        if (entries == next.length) {
            next = Arrays.copyOf(next, 2 * entries);
            from = Arrays.copyOf(from, 2 * entries);
            to = Arrays.copyOf(to, 2 * entries);
        }
        from[entries] = u;
        to[entries] = v;
        next[entries] = firstOf[node];
        firstOf[node] = entries++;
    }

    static void add(int start, int end, int u, int v) {
        for (int left = start + size, right = end + size; left < right; left /= 2, right /= 2) {
            if ((left & 1) == 1) {
                put(left++, u, v);
            }
            if ((right & 1) == 1) {
                put(--right, u, v);
            }
        }
    }

    static int root(int a) {
        while (parent[a] >= 0) {
            a = parent[a];
        }
        return a;
    }

    static void visit(int node, int first, int width, int groups) {
        if (first >= result.length) {
            return;
        }
        int before = depth;
        for (int entry = firstOf[node]; entry >= 0; entry = next[entry]) {
            int a = root(from[entry]), b = root(to[entry]);
            if (a != b) {
                if (parent[a] > parent[b]) {
                    int other = a;
                    a = b;
                    b = other;
                }
                joined[depth] = b;
                sizeOfJoined[depth++] = parent[b];
                parent[a] += parent[b];
                parent[b] = a;
                groups--;
            }
        }
        if (node >= size) {
            result[first] = groups;
        } else {
            visit(2 * node, first, width / 2, groups);
            visit(2 * node + 1, first + width / 2, width / 2, groups);
        }
        while (depth > before) {
            int b = joined[--depth];
            parent[parent[b]] -= sizeOfJoined[depth];
            parent[b] = sizeOfJoined[depth];
        }
    }

    static long[] group_counts(long n, long[][] changes) {
        int q = changes.length;
        size = 1;
        while (size < q) {
            size *= 2;
        }
        firstOf = new int[2 * size];
        Arrays.fill(firstOf, -1);
        next = new int[4 * q + 4];
        from = new int[4 * q + 4];
        to = new int[4 * q + 4];
        entries = 0;
        Map<Long, Integer> opened = new HashMap<>();
        for (int time = 0; time < q; time++) {
            long u = Math.min(changes[time][0], changes[time][1]), v = Math.max(changes[time][0], changes[time][1]);
            Integer start = opened.remove(u * n + v);
            if (start == null) {
                opened.put(u * n + v, time);
            } else {
                add(start, time, (int) u, (int) v);
            }
        }
        for (Map.Entry<Long, Integer> road : opened.entrySet()) {
            add(road.getValue(), q, (int) (road.getKey() / n), (int) (road.getKey() % n));
        }
        parent = new int[(int) n];
        Arrays.fill(parent, -1);
        joined = new int[(int) n];
        sizeOfJoined = new int[(int) n];
        depth = 0;
        result = new long[q];
        visit(1, 0, size, (int) n);
        return result;
    }
}
