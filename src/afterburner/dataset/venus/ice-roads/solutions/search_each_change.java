class Solution {
    static List<List<Integer>> neighbours;
    static int[] reachedAt;
    static int search;

    static boolean isWay(int u, int v) {
        search++;
        reachedAt[u] = search;
        ArrayDeque<Integer> stack = new ArrayDeque<>();
        stack.push(u);
        while (!stack.isEmpty()) {
            for (int other : neighbours.get(stack.pop())) {
                if (other == v) {
                    return true;
                }
                if (reachedAt[other] != search) {
                    reachedAt[other] = search;
                    stack.push(other);
                }
            }
        }
        return false;
    }

    static long[] group_counts(long n, long[][] changes) {
        neighbours = new ArrayList<>();
        for (int island = 0; island < n; island++) {
            neighbours.add(new ArrayList<>(2));
        }
        reachedAt = new int[(int) n];
        search = 0;
        long groups = n;
        long[] result = new long[changes.length];
        for (int time = 0; time < changes.length; time++) {
            Integer u = (int) changes[time][0], v = (int) changes[time][1];
            if (neighbours.get(u).remove(v)) {
                neighbours.get(v).remove(u);
                groups += isWay(u, v) ? 0 : 1;
            } else {
                groups -= isWay(u, v) ? 0 : 1;
                neighbours.get(u).add(v);
                neighbours.get(v).add(u);
            }
            result[time] = groups;
        }
        return result;
    }
}
