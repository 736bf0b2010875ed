class Solution {
    static long[] cabins_of(long[][] stays) {
        int n = stays.length;
        long[] order = new long[n]; // the day of arrival, and below it the guest
        for (int guest = 0; guest < n; guest++) {
            order[guest] = stays[guest][0] << 20 | guest;
        }
        Arrays.sort(order);
        int size = 1;
        while (size < n) {
            size *= 2;
        }
        int[] tree = new int[2 * size]; // the earliest day on which a cabin below the node gets free
        long[] cabins = new long[n];
        for (long packed : order) {
            long arrival = packed >> 20;
            int guest = (int) (packed & (1 << 20) - 1);
            int node = 1;
            while (node < size) {
                node *= 2;
                if (tree[node] > arrival) {
                    node++;
                }
            }
            cabins[guest] = node - size + 1;
            tree[node] = (int) stays[guest][1];
            for (node /= 2; node > 0; node /= 2) {
                tree[node] = Math.min(tree[2 * node], tree[2 * node + 1]);
            }
        }
        return cabins;
    }
}
