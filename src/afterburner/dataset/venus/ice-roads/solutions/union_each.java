class Solution {
    static int find(int[] parent, int a) {
        while (parent[a] != a) {
            parent[a] = parent[parent[a]];
            a = parent[a];
        }
        return a;
    }

    static long[] group_counts(long n, long[][] changes) {
        Set<Long> roads = new HashSet<>();
        int[] parent = new int[(int) n];
        long[] result = new long[changes.length];
        for (int time = 0; time < changes.length; time++) {
            long u = changes[time][0], v = changes[time][1];
            long road = Math.min(u, v) * n + Math.max(u, v);
            if (!roads.add(road)) {
                roads.remove(road);
            }
            for (int island = 0; island < n; island++) {
                parent[island] = island;
            }
            long groups = n;
            for (long open : roads) {
                int a = find(parent, (int) (open / n)), b = find(parent, (int) (open % n));
                if (a != b) {
                    parent[a] = b;
                    groups--;
                }
            }
            result[time] = groups;
        }
        return result;
    }
}
